"""What is referred to is there, and is no draft: the one question that several rules ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from qingyuan.model.location import Ref
from qingyuan.model.problem import Kind, Problem, error, listed
from qingyuan.model.site import Site

DRAFT_USED = error(
    "draft-used",
    zh="“{id}”还是草稿，不能用",
    en="“{id}” is still a draft, so nothing can use it",
    hint_zh="把 {place} 那里写完，再删掉 draft: yes 那一行；或者先去掉这里的引用。",
    hint_en="finish it at {place} and take its line draft: yes out, or take this reference out for "
    "now.",
    why_zh="草稿里的数字和词条还没有写完、核对过，不能给读者看。",
    why_en="What is in a draft has not been finished and checked, so readers must not see it.",
    wrong="[[fact:leaflets-2023]]   # draft: yes",
    right="leaflets-2023:\n  label: {zh: ……, en: …}\n  value: 4200000",
)
KINDS = (DRAFT_USED,)
_LOOKED_UP = (dict, MappingProxyType, set, frozenset)


def unknown(
    site: Site, name: str, refs: Iterable[Ref], known: Iterable[str], kind: Kind
) -> Iterator[Problem]:
    """A problem for each reference to something that the site does not have."""
    ids = known if isinstance(known, _LOOKED_UP) else frozenset(known)
    drafts = {entry.ref.id: entry.ref for entry in site.unfinished if entry.kind == name}
    for ref in refs:
        if ref.id in drafts:
            yield DRAFT_USED.at(ref.at, id=ref.id, place=str(drafts[ref.id].at))
        elif ref.id not in ids and not site.may_exist(name, ref.id):
            yield kind.at(ref.at, near=(ref.id, ids), id=ref.id, known=listed(ids) or "—")
