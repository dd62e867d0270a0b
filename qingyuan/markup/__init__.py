"""Markdown text to a Body."""

from qingyuan.markup.convert import convert
from qingyuan.markup.problems import KINDS

__all__ = ["KINDS", "convert"]
