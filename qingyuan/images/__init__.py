"""Pictures: what they carry besides themselves, and the copies that are published."""

from qingyuan.images.cleaning import clean, has_location
from qingyuan.images.forms import PICTURES
from qingyuan.images.made import Copy, Flaw, Made
from qingyuan.images.making import made

__all__ = ["PICTURES", "Copy", "Flaw", "Made", "clean", "has_location", "made"]
