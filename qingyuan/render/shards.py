"""From the texts of the search to its shards, once the texts have been performed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from qingyuan.model.blob import Blob
from qingyuan.model.digests import digest
from qingyuan.model.page import OWN, Later, Output, Page, Seen
from qingyuan.render.searching import SearchContext
from qingyuan.search import BLOCK, Piece, differences, merged, piece
from qingyuan.search import revised as revised_shard


class Block(Struct, frozen=True):
    """The texts of a block of documents: all that its piece of the index follows from."""

    folder: str
    number: int
    shards: int
    texts: tuple[Blob, ...]


class Shard(Struct, frozen=True):
    """The parts of a shard, as (number of the block, lines)."""

    number: int
    parts: tuple[tuple[int, str], ...]


def blocks(pages: Sequence[Page], performed: Iterable[object]) -> list[Block]:
    """The blocks of every language, in the order of their numbers."""
    searches = _searches(pages)
    texts: defaultdict[tuple[str, int], dict[int, Blob]] = defaultdict(dict)
    for page, result in zip(pages, performed, strict=True):
        if page.document is not None and isinstance(result, Output):
            of_block = texts[page.language or "", page.document // BLOCK]
            of_block[page.document] = result.blob
    return [
        Block(
            search.folder, number, search.shards, tuple(data for _, data in sorted(found.items()))
        )
        for (code, number), found in sorted(texts.items())
        if (search := searches.get(code))
    ]


def revised(
    pages: Sequence[Page], performed: Iterable[object], published: Callable[[str], bytes]
) -> list[Output]:
    """The shards that are others after an edit of these texts, beside which is the search's page.

    `published` has the bytes of files as they were before it.  Raises LookupError where that has
    not what it needs, as where the edit makes the index one of more shards.
    """
    searches = _searches(pages)
    anew: dict[str, bytes] = {}
    for page, result in zip(pages, performed, strict=True):
        if page.document is None or not isinstance(result, Output):
            continue
        search, block = searches[page.language], page.document // BLOCK
        for shard, difference in differences(
            published(page.path), result.data, search.shards
        ).items():
            path = f"{search.folder}{shard}.js"
            anew[path] = revised_shard(anew.get(path) or published(path), block, difference)
    return [Output.of(path, data) for path, data in sorted(anew.items())]


def _searches(pages: Iterable[Page]) -> dict[str | None, SearchContext]:
    """What each language's search knows of its shards."""
    return {page.language: page.source for page in pages if isinstance(page.source, SearchContext)}


def index(block: Block) -> Piece:
    """What a block contributes to each shard."""
    return piece((text.data for text in block.texts), block.shards)


def shards(found: Iterable[tuple[Block, Piece]]) -> Iterator[Page]:
    """Every shard of every language; one in which no word is, too, so that none is missing."""
    parts: defaultdict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    for block, of_shards in found:
        for shard in range(block.shards):
            kept = parts[block.folder, shard]
            if shard in of_shards:
                kept.append((block.number, of_shards[shard]))
    for (folder, number), kept in sorted(parts.items()):
        path, code = f"{folder}{number}.js", folder.partition("/")[0]
        made = Shard(number, tuple(kept))
        source = Later(partial(_seen, path, made), partial(Shard, number, made.parts))
        yield Page(path, None, source, code, "content/stories")


def _seen(path: str, shard: Shard) -> Seen:
    """What a shard is made of, told without writing out its text."""
    parts = (part for number, lines in shard.parts for part in (str(number), lines))
    return ((f"{OWN} {path}", digest(str(shard.number), *parts)),)


def write_shard(context: Shard) -> bytes:
    """The bytes of a shard."""
    return merged(context.number, context.parts)
