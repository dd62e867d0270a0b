"""Names in addresses: of folders, of files, slug: and aliases: in a story's edition."""

from __future__ import annotations

import re

from msgspec import Struct

from qingyuan.model.location import Ref
from qingyuan.model.problem import Bilingual
from qingyuan.model.regex import regex
from qingyuan.read.names import RESERVED, better_slug, suggest_id
from qingyuan.read.problems import ALIAS_FORM, SLUG_FORM
from qingyuan.read.schema import Reading, word
from qingyuan.read.yaml_nodes import Node

ALIAS = regex(r"(?:[A-Za-z0-9][A-Za-z0-9_-]{0,79}/){0,4}[A-Za-z0-9][A-Za-z0-9._-]{0,79}\.html")


class Slug(Struct, frozen=True):
    """The name of a page in its address."""

    example: str = "ludian"

    def read(self, name: str, node: Node, reading: Reading) -> str | None:
        wanted = Bilingual("网址里的一个名称", "a name for the address")
        text = word(name, node, wanted, self.example, reading)
        better = better_slug(text, "story-1") if text else None
        if better:
            reading.report(SLUG_FORM, node.at, slug=text or "", suggestion=better)
            return None
        return text


class Alias(Struct, frozen=True):
    """Where a page was before, from its language's folder: stories/old-name.html.  Gives a Ref."""

    example: str = "stories/old-name.html"

    def read(self, name: str, node: Node, reading: Reading) -> Ref | None:
        wanted = Bilingual("一个旧网址", "an old address")
        text = word(name, node, wanted, self.example, reading)
        if text is None:
            return None
        stems = [part.partition(".")[0] for part in text.lower().split("/")]
        if not ALIAS.fullmatch(text) or any(RESERVED.fullmatch(stem) for stem in stems):
            reading.report(ALIAS_FORM, node.at, value=text, suggestion=self._suggested(text))
            return None
        return Ref(text, node.at)

    def _suggested(self, text: str) -> str:
        """What was most likely meant: the end of an address, without what comes before it."""
        path = re.sub(r"^https?://[^/]*", "", text).partition("#")[0].partition("?")[0]
        parts = [suggest_id(part, "") for part in re.sub(r"\.html?$", "", path).split("/")]
        kept = [part for part in parts if part and not RESERVED.fullmatch(part)]
        meant = "/".join(part[:80] for part in kept[-5:])
        return f"{meant}.html" if meant else self.example
