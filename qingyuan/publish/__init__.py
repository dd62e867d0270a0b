"""Pages to the output folder or a pack, and records of translations to the content."""

from qingyuan.publish.packs import SUMS, Zipped, pack, unfit, zipped
from qingyuan.publish.problems import KINDS
from qingyuan.publish.records import keep
from qingyuan.publish.replace import replace, untouched

__all__ = [
    "KINDS",
    "SUMS",
    "Zipped",
    "keep",
    "pack",
    "replace",
    "unfit",
    "untouched",
    "zipped",
]
