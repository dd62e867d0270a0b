"""Which schools' editions are asked for, and which of them have the same pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from qingyuan.model.problem import listed, nearest
from qingyuan.model.refusal import RefusedError
from qingyuan.model.school import School
from qingyuan.model.site import Site


def chosen(site: Site, asked: str | None, *, every: bool) -> tuple[School | None, ...]:
    """The schools, or None for the site without a school.  Raises RefusedError."""
    if not (asked or every):
        return (None,)
    if not site.schools:
        zh = "还没有学校：在 content/schools/ 里为每个学校写一个文件，写法见那里的 README"
        en = "there are no schools yet: write a file for each in content/schools/ (see its README)"
        raise RefusedError(zh, en)
    found = tuple(school for school in site.schools if every or school.slug == asked)
    if not found and asked:
        known = [school.slug for school in site.schools]
        best = nearest(asked, known)
        zh = f"没有学校“{asked}”。" + (f"是不是想写“{best}”？" if best else f"有：{listed(known)}")
        en = f"there is no school “{asked}”. " + (
            f"Did you mean “{best}”?" if best else f"There are: {listed(known)}"
        )
        raise RefusedError(zh, en)
    return found


def groups(site: Site, schools: Sequence[School | None]) -> list[list[School | None]]:
    """Schools with the same stories, the same first language, and an address or none."""
    found: dict[object, list[School | None]] = defaultdict(list)
    for school in schools:
        found[_shape(site, school)].append(school)
    return list(found.values())


def _shape(site: Site, school: School | None) -> object:
    """All of a school's edition that its pages depend on with their frame left open."""
    if school is None:
        return None
    stories = tuple(story.slug for story in site.public_stories if school.has(story))
    language = school.default_language
    return stories, language.id if language else "", school.address is None
