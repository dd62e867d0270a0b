"""Pages to the output folder or a pack (`packs`); to the content, what is begun and accepted."""

from qingyuan.publish.problems import KINDS
from qingyuan.publish.records import keep, keep_new
from qingyuan.publish.replace import published, replace, untouched

__all__ = ["KINDS", "keep", "keep_new", "published", "replace", "untouched"]
