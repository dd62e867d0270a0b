"""English as it is written: figures, number words, units, dates and fixed phrases."""

from qingyuan.numerals.latin.reader import read as read
