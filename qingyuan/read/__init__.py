"""From disk to the model, with file, line and column of everything."""

from qingyuan.read import packs
from qingyuan.read.articles import Draft, Edited, edited
from qingyuan.read.assemble import assemble
from qingyuan.read.discover import discover
from qingyuan.read.parse import Parsed, parse
from qingyuan.read.problems import KINDS

__all__ = [
    "KINDS",
    "Draft",
    "Edited",
    "Parsed",
    "assemble",
    "discover",
    "edited",
    "packs",
    "parse",
]
