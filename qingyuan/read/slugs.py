"""Names that become part of an address: of folders, of files, and slug: in a story's edition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qingyuan.model.location import Location
from qingyuan.model.problem import Bilingual, Problem
from qingyuan.read.problems import SLUG_FORM
from qingyuan.read.schema import Reading, suggest_id, word
from qingyuan.read.yaml_nodes import Node

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


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
