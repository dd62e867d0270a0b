"""The index: pieces made of blocks of documents, and shards merged from the pieces.

A piece follows from the texts of its block alone, so an edited story changes one piece, and the
shards that its words are in.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from qingyuan.search.documents import Document, read
from qingyuan.search.postings import (
    BLOCK,
    BLOCK_SIGN,
    BODY,
    HEADING,
    SUMMARY,
    TITLE,
    number,
    packed,
    parted,
    unpacked,
    weight,
)
from qingyuan.search.words import counted, place

# Shards are to be of about so many bytes, and no more than so many.
_SHARD_BYTES, _MOST_SHARDS = 8192, 8192
# About what the index holds for a word, which is a Chinese character or some signs of another
# script; the first of them are mostly new to it, and cost more.
_SIGNS = 5
_PER_WORD, _PER_NEW_WORD, _FIRST = 1.5, 6, 100_000
_OPEN, _CLOSE = "qySearch.shard(", ");\n"
# A block's part of each shard, by the shard's number: lines of a key, a tab and its postings.
Piece = dict[int, str]
# Of each key the postings that are there no longer, and those that are new.
Difference = dict[str, tuple[set[int], set[int]]]


def shard_count(sizes: Iterable[tuple[int, int]]) -> int:
    """How many shards keep each small: a power of two, so that it seldom changes.

    `sizes` are those of texts, in characters and in bytes of UTF-8.
    """
    words = 0
    for characters, size in sizes:
        han = (size - characters) // 2
        words += han + (characters - han) // _SIGNS
    expected = words * _PER_WORD + min(words, _FIRST) * _PER_NEW_WORD
    shards = 1
    while shards < min(expected / _SHARD_BYTES, _MOST_SHARDS):
        shards *= 2
    return shards


def piece(texts: Iterable[bytes], shards: int) -> Piece:
    """What the files of a block of documents contribute to each shard."""
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for data in texts:
        first, documents = read(data)
        for key, posting in _postings(enumerate(documents, first % BLOCK)):
            postings[key].append(posting)
    lines: defaultdict[int, list[str]] = defaultdict(list)
    for key, found in postings.items():
        lines[place(key) % shards].append(f"{key}\t{packed(found)}")
    return {shard: "\n".join(some) for shard, some in lines.items()}


def _postings(documents: Iterable[tuple[int, Document]]) -> Iterator[tuple[str, int]]:
    """The keys in documents of a block by their numbers in it, each with where it stands there."""
    for at, document in documents:
        fields, body = _found(document)
        for key, group in fields.items():
            yield key, group * BLOCK + at
        # Most words stand in the body only.
        of_body = _BODY_WEIGHTS
        for key, often in body.items():
            yield key, of_body[often] * BLOCK + at


def _found(document: Document) -> tuple[dict[str, int], dict[str, int]]:
    """The weights of the keys that a document has outside its body; how often it has the others."""
    times = counted("\n".join(section.text for section in document.sections), pairs=False)
    headings = "\n".join(section.heading for section in document.sections)
    best: dict[str, int] = {}
    for field, text in (
        (SUMMARY, document.summary),
        (HEADING, headings),
        (HEADING if document.minor else TITLE, document.title),
    ):
        of_field = counted(text, pairs=True)
        times.update(of_field)
        best.update(dict.fromkeys(of_field, field))
    return {key: weight(field, times.pop(key)) for key, field in best.items()}, times


class _BodyWeights(dict[int, int]):
    """Weights in the body, by how often."""

    def __missing__(self, often: int) -> int:
        found = self[often] = weight(BODY, often)
        return found


_BODY_WEIGHTS = _BodyWeights()


def merged(shard: int, pieces: Iterable[tuple[int, str]]) -> bytes:
    """A shard, from its parts as (number of the block, lines), as a script that hands it over."""
    return _shard(shard, _table(pieces))


def extended(data: bytes, lines: str) -> bytes:
    """A shard that lacked the first block, with its lines."""
    shard, known = _opened(data)
    more = _table([(0, lines)])
    table = {key: more.get(key, "") + known.get(key, "") for key in known.keys() | more.keys()}
    return _shard(shard, table)


def differences(before: bytes, after: bytes, shards: int) -> dict[int, Difference]:
    """What an edit of a file of documents does to the index, by the numbers of shards."""
    old, new = _others(before, after), _others(after, before)
    found: defaultdict[int, Difference] = defaultdict(dict)
    for gone, postings in ((True, old - new), (False, new - old)):
        for key, posting in postings:
            out, to = found[place(key) % shards].setdefault(key, (set(), set()))
            (out if gone else to).add(posting)
    return found


def _others(data: bytes, beside: bytes) -> set[tuple[str, int]]:
    """The postings of the documents in a file that another has not, at the same place.

    A file has documents of several articles; those that are the same have the same postings.
    """
    (first, documents), (start, known) = read(data), read(beside)
    same = dict(enumerate(known, start % BLOCK))
    numbered = enumerate(documents, first % BLOCK)
    return set(_postings((at, document) for at, document in numbered if same.get(at) != document))


def revised(data: bytes, block: int, difference: Difference) -> bytes:
    """A shard after an edit of documents of a block: as if it had been merged anew."""
    shard, table = _opened(data)
    for key, (gone, come) in difference.items():
        parts = parted(table.get(key, ""))
        postings = sorted({*unpacked(parts.get(block, ""))} - gone | come)
        parts[block] = packed(postings) if postings else ""
        text = "".join(
            f"{BLOCK_SIGN}{number(n)}{part}" for n, part in sorted(parts.items()) if part
        )
        table.pop(key, None)
        if text:
            table[key] = text
    return _shard(shard, table)


def _opened(data: bytes) -> tuple[int, dict[str, str]]:
    """The number of a shard, and its table."""
    head, _, text = data.decode().removesuffix(_CLOSE).partition(",")
    table: dict[str, str] = json.loads(text)
    return int(head.removeprefix(_OPEN)), table


def _table(pieces: Iterable[tuple[int, str]]) -> dict[str, str]:
    """All postings of each key."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for block, lines in pieces:
        opening = f"{BLOCK_SIGN}{number(block)}"
        for line in lines.split("\n"):
            key, _, postings = line.partition("\t")
            found[key].append(opening + postings)
    return {key: "".join(parts) for key, parts in found.items()}


def _shard(shard: int, table: dict[str, str]) -> bytes:
    ordered = dict(sorted(table.items()))
    text = json.dumps(ordered, ensure_ascii=False, separators=(",", ":"))
    return f"{_OPEN}{shard},{text}{_CLOSE}".encode()
