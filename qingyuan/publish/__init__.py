"""Pages to the output folder, and records of translations to the content."""

from qingyuan.publish.problems import KINDS
from qingyuan.publish.records import keep
from qingyuan.publish.replace import Change, replace

__all__ = ["KINDS", "Change", "keep", "replace"]
