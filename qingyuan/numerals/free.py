"""The numbers of a text in which the words of `[[free:…]]` stand where the embeds are.

In what is read of a text its embeds are blank.  Two editions are compared with these words in it: so
the parts of the text that have one are read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from qingyuan.model.body import Body, Embed, FreeNumbers, Prose
from qingyuan.model.lines import Lines
from qingyuan.model.reading import Reading
from qingyuan.model.regex import regex
from qingyuan.numerals.apart import parts

# Where the number of `[[free:40]]` begins, and what follows it.
_FREE, _AFTER_FREE = len("[[free:"), len("]]")
# What may join two numbers to a range, or another blank.
_JOINING = regex(r"\s*(?:to|through|or|and|[-–—~至到])|\s\s")


def free_numbers(
    body: Body, language: str, every: Callable[[str, str], Iterable[Reading]]
) -> FreeNumbers:
    """What the words of a body's `[[free:…]]` change in its numbers, which `every` reads."""
    spots = _spots_of(body)
    text = _put(body.prose.text, spots)
    again = _to_read_again(text, spots, language)
    found = (
        reading.moved(start) for start, end in again for reading in every(text[start:end], language)
    )
    return FreeNumbers(tuple(again), tuple(found))


def filled(body: Body) -> str:
    """A body's text with the words of `[[free:…]]` in it."""
    return _put(body.prose.text, _spots_of(body))


def _spots_of(body: Body) -> list[_Spot]:
    free = [embed for embed in body.embeds if embed.kind == "free"]
    return sorted(_spots(body.prose, free)) if free else []


# From where to where in a text, and what is to be there.
_Spot = tuple[int, int, str]


def _spots(prose: Prose, free: Iterable[Embed]) -> Iterator[_Spot]:
    """Where the words of embeds go: to the end of what the embed left blank."""
    lines = Lines(prose.text, prose.at.line)
    for embed in free:
        start = lines.start(embed.at.line) + embed.at.column - 1 + _FREE + _AFTER_FREE
        end = start + len(embed.target)
        if prose.text[start:end].isspace():
            yield start, end, embed.target


def _put(text: str, spots: Iterable[_Spot]) -> str:
    found: list[str] = []
    last = 0
    for start, end, words in spots:
        found += (text[last:start], words)
        last = end
    return "".join((*found, text[last:]))


def _to_read_again(text: str, spots: Sequence[_Spot], language: str) -> list[tuple[int, int]]:
    """Of each line with a spot the parts that are not as they were read before."""
    found = []
    at = 0
    while at < len(spots):
        first = text.rfind("\n", 0, spots[at][0]) + 1
        last = text.find("\n", spots[at][1])
        for start, end, by_itself in parts(text, first, len(text) if last < 0 else last, language):
            held = at < len(spots) and spots[at][0] < end
            # Over what was blank a number before it may have made a range with one behind it.
            led = at < len(spots) and spots[at][0] == end and _JOINING.match(text, spots[at][1])
            if held or led or not by_itself:
                found.append((start, end))
            while at < len(spots) and spots[at][1] <= end:
                at += 1
    return found


def outside(readings: Iterable[Reading], spans: Sequence[tuple[int, int]]) -> list[Reading]:
    """The readings, in their order, that have no part in the spans, in theirs."""
    found = []
    at = 0
    for reading in readings:
        while at < len(spans) and spans[at][1] <= reading.start:
            at += 1
        if at == len(spans) or reading.end <= spans[at][0]:
            found.append(reading)
    return found
