"""Names in addresses: of folders, of files, slug: and aliases: in a story's edition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qingyuan.model.location import Location, Ref
from qingyuan.model.problem import Bilingual, Problem
from qingyuan.read.problems import ALIAS_FORM, SLUG_FORM
from qingyuan.read.schema import Reading, suggest_id, word
from qingyuan.read.yaml_nodes import Node

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
ALIAS = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_-]{0,79}/){0,4}[A-Za-z0-9][A-Za-z0-9._-]{0,79}\.html")


def wrong_slug(at: Location, slug: str, fallback: str) -> Problem | None:
    """The problem with a name; None where it can be part of an address on every system."""
    if _SLUG.fullmatch(slug) and not _RESERVED.fullmatch(slug):
        return None
    suggestion = suggest_id(slug, fallback)[:80].rstrip("-")
    if _RESERVED.fullmatch(suggestion):
        suggestion += "-1"
    return SLUG_FORM.at(at, slug=slug, suggestion=suggestion)


@dataclass(frozen=True, slots=True)
class Slug:
    """The name of a page in its address."""

    example: str = "ludian"

    def read(self, name: str, node: Node, reading: Reading) -> str | None:
        wanted = Bilingual("网址里的一个名称", "a name for the address")
        text = word(name, node, wanted, self.example, reading)
        problem = wrong_slug(node.at, text, "story-1") if text else None
        if problem:
            reading.problems.append(problem)
            return None
        return text


@dataclass(frozen=True, slots=True)
class Alias:
    """Where a page was before, from its language's folder: stories/old-name.html.  Gives a Ref."""

    example: str = "stories/old-name.html"

    def read(self, name: str, node: Node, reading: Reading) -> Ref | None:
        wanted = Bilingual("一个旧网址", "an old address")
        text = word(name, node, wanted, self.example, reading)
        if text is None:
            return None
        stems = [part.partition(".")[0] for part in text.lower().split("/")]
        if not ALIAS.fullmatch(text) or any(_RESERVED.fullmatch(stem) for stem in stems):
            reading.report(ALIAS_FORM, node.at, value=text, suggestion=self._suggested(text))
            return None
        return Ref(text, node.at)

    def _suggested(self, text: str) -> str:
        """What was most likely meant: the end of an address, without what comes before it."""
        path = re.sub(r"^https?://[^/]*", "", text).partition("#")[0].partition("?")[0]
        parts = [suggest_id(part, "") for part in re.sub(r"\.html?$", "", path).split("/")]
        kept = [part for part in parts if part and not _RESERVED.fullmatch(part)]
        meant = "/".join(part[:80] for part in kept[-5:])
        return f"{meant}.html" if meant else self.example
