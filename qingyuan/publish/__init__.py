"""Pages to the output folder."""

from qingyuan.publish.problems import KINDS
from qingyuan.publish.replace import Change, replace

__all__ = ["KINDS", "Change", "replace"]
