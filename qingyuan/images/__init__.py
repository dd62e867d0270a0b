"""Pictures: what they carry besides themselves, and the copies that are published."""

from qingyuan.images.cleaning import clean, has_location
from qingyuan.images.forms import PICTURES
from qingyuan.images.made import Cleaned, Copy, Flaw, Made
from qingyuan.images.making import cleaned, made

__all__ = [
    "PICTURES",
    "Cleaned",
    "Copy",
    "Flaw",
    "Made",
    "clean",
    "cleaned",
    "has_location",
    "made",
]
