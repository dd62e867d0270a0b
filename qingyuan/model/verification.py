"""Whether a pack is what was packed, and its text what was approved."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class NoPackError(Exception):
    """Neither a folder nor a sound zip."""


class Verification(Struct, frozen=True):
    """What was found, as paths in the pack.

    Of files: `changed`, `missing` and `extra` ones, against the pack's own sums.  Of texts:
    `altered` since they were packed; packed as they are, but not what is approved `here` and today
    (`other`); `unknown` here.  `approved` are the rest, word for word.
    """

    files: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    approved: int
    altered: tuple[str, ...]
    other: tuple[str, ...]
    unknown: tuple[str, ...]
    compared: bool

    @property
    def sound(self) -> bool:
        """Whether nothing at all is to be said against it."""
        found = (self.changed, self.missing, self.extra, self.altered, self.other, self.unknown)
        return self.files > 0 and self.approved > 0 and not any(found)


def listed(text: bytes) -> dict[str, str]:
    """Path → sum, of a list as `sha256sum` writes it; lines of another form are nobody's."""
    lines = (line.split("  ", 1) for line in text.decode("utf-8", "replace").splitlines())
    return {line[1]: line[0] for line in lines if len(line) == 2}


def verification(
    found: Mapping[str, str],
    sums: Mapping[str, str],
    texts: Mapping[str, str],
    packed: Mapping[str, str],
    here: Mapping[str, str] | None,
) -> Verification:
    """Compares the files `found` with their `sums`, and the `texts` in them with those `packed`.

    `here` are the texts that are approved here today, None where that can't be told.
    """
    whole = {path: text for path, text in texts.items() if packed.get(path) == text}
    known = packed if here is None else here
    return Verification(
        len(found),
        tuple(path for path in found if path in sums and sums[path] != found[path]),
        tuple(path for path in sums if path not in found),
        tuple(path for path in found if path not in sums),
        sum(1 for path, text in whole.items() if known.get(path) == text),
        tuple(path for path in {**packed, **texts} if path not in whole),
        tuple(path for path, text in whole.items() if path in known and known[path] != text),
        tuple(path for path in whole if path not in known),
        here is not None,
    )
