"""Pages to the output folder or a pack (`packs`); to the content, what is begun and accepted."""

from qingyuan.publish.problems import KINDS
from qingyuan.publish.records import keep, keep_new
from qingyuan.publish.replace import as_it_was, exchange, replace, untouched

__all__ = ["KINDS", "as_it_was", "exchange", "keep", "keep_new", "replace", "untouched"]
