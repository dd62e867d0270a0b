"""Pages to the output folder or a pack (`packs`), and records of translations to the content."""

from qingyuan.publish.problems import KINDS
from qingyuan.publish.records import keep
from qingyuan.publish.replace import replace, untouched

__all__ = ["KINDS", "keep", "replace", "untouched"]
