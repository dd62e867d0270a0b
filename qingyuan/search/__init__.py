"""Search without a server: texts to an index in small files, which a browser reads by itself.

`fold` and `words` say what counts as the same word; `assets/search.js` does the same to what a
reader types, with the same data (`rules`).  `index` makes pieces of an index from texts, `pack`
writes postings.
"""

from qingyuan.search.documents import Document, Section, read, written
from qingyuan.search.fold import all_pairs
from qingyuan.search.index import Piece, differences, extended, merged, piece, revised, shard_count
from qingyuan.search.postings import BLOCK
from qingyuan.search.rules import RULES
from qingyuan.search.words import Token, place, tokens

__all__ = [
    "BLOCK",
    "RULES",
    "Document",
    "Piece",
    "Section",
    "Token",
    "all_pairs",
    "differences",
    "extended",
    "merged",
    "piece",
    "place",
    "read",
    "revised",
    "shard_count",
    "tokens",
    "written",
]
