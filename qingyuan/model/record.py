"""What a translation was made from: the original's sections as they were when it was accepted.

Kept as `en.translation.json` beside `en.md`, so that it goes wherever the text goes, without git.
"""

from __future__ import annotations

from msgspec import Struct

from qingyuan.model.regex import regex
from qingyuan.model.section import fingerprint

# After the code of the translation's language.
RECORD = ".translation.json"

_ATTRIBUTES = regex(r"\s*\{[^{}]*\}\s*$|\s*#+\s*$")


class Recorded(Struct, frozen=True):
    """A section of the original; `own` is the key of the section that translates it, or empty."""

    key: str
    own: str
    text: str
    digest: str

    @classmethod
    def of(cls, key: str, own: str, text: str) -> Recorded:
        """The section with its fingerprint."""
        return cls(key, own, text, fingerprint(text))

    @property
    def title(self) -> str:
        """The words of its heading."""
        first = self.text.partition("\n")[0]
        return _ATTRIBUTES.sub("", first.lstrip("# >")).strip() or self.key


class Record(Struct, frozen=True):
    """All sections that were accepted, in the order of the original in the language `source`."""

    source: str
    sections: tuple[Recorded, ...]


def written(record: Record) -> str:
    """The record as a file; texts are lists of lines, so that a change shows as one."""
    import json  # noqa: PLC0415 - takes a millisecond, and records are written by `accept` only

    sections = [
        {"key": s.key, "own": s.own, "digest": s.digest, "text": s.text.split("\n")}
        for s in record.sections
    ]
    value = {"from": record.source, "sections": sections}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
