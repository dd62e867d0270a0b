"""Ids that nothing has: the one question that several rules ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qingyuan.model.location import Ref
from qingyuan.model.problem import Kind, Problem, listed
from qingyuan.model.site import Site


def unknown(
    site: Site, name: str, refs: Iterable[Ref], known: Iterable[str], kind: Kind
) -> Iterator[Problem]:
    """A problem for each reference to something that the site does not have."""
    ids = known if isinstance(known, (dict, set, frozenset)) else frozenset(known)
    for ref in refs:
        if ref.id not in ids and not site.may_exist(name, ref.id):
            yield kind.at(ref.at, near=(ref.id, ids), id=ref.id, known=listed(ids) or "—")
