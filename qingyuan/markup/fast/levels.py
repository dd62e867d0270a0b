"""Which tags are block-level, looked up once per tag and not once per element."""

from __future__ import annotations

from markdown import Markdown


class Levels(dict[object, bool]):
    """Tag → `Markdown.is_block_level(tag)`, as long as the list that it searches stays the same."""

    def __init__(self, md: Markdown) -> None:
        super().__init__()
        self.md = md
        self.elements: list[str] = []

    def __missing__(self, tag: object) -> bool:
        level = self[tag] = self.md.is_block_level(tag)
        return level

    def fresh(self) -> Levels:
        """Itself, after a look at whether an extension has changed the list."""
        if self.elements != self.md.block_level_elements:
            self.elements = list(self.md.block_level_elements)
            self.clear()
        return self
