"""Chinese as it is written: its numerals, counters, dates and fixed phrases."""

from qingyuan.numerals.han.reader import read as read
