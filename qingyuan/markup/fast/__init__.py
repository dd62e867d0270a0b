"""Python-Markdown's own result in a fraction of its time.

Every module here replaces one stage of Python-Markdown 3.11 by a subclass that leaves out what
can't have an effect on the text at hand, and says why it can't.  A stage whose processors are not
exactly those that were reasoned about is left as Python-Markdown has it.

tests/test_fast_markdown.py compares the two.
"""

from qingyuan.markup.fast.converter import FastMarkdown

__all__ = ["FastMarkdown"]
