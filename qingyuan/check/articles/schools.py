"""Every school names stories and a logo that exist, and has something to read."""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.check.articles.files import FILE_NOT_IMAGE, missing
from qingyuan.check.articles.links import STORY_UNKNOWN
from qingyuan.check.unknown import unknown
from qingyuan.model.location import Ref
from qingyuan.model.problem import Problem, error
from qingyuan.model.selection import selection
from qingyuan.model.site import Site

SCHOOL_EMPTY = error(
    "school-empty",
    zh="这个学校的版本里一篇故事也没有",
    en="this school's edition has no story at all",
    hint_zh="在 stories 里写上今天公开的故事；用 audience 的，换一个有故事的读者，或者去掉这一行。",
    hint_en="list stories that are public today, or choose another audience, or take the line out "
    "to have all stories.",
    why_zh="没有故事的网站，学生打开只看到空页。",
    why_en="Pupils would open a site with nothing on it.",
    wrong="audience: [primary]   # 没有给小学生的故事",
    right="audience: [primary, public]",
)
KINDS = (SCHOOL_EMPTY,)
_FOLDER = "content/schools"
_ENDINGS = (".png", ".svg", ".webp")


def check(site: Site) -> Iterator[Problem]:
    """Every school."""
    slugs = {story.slug for story in site.stories}
    for school in site.schools:
        yield from unknown(site, "story", school.stories, slugs, STORY_UNKNOWN)
        if school.logo:
            yield from _logo(site, school.logo)
        known = all(ref.id in slugs for ref in school.stories)
        if known and site.public_stories and not selection(site, school).public_stories:
            yield SCHOOL_EMPTY.at(school.at)


def _logo(site: Site, logo: Ref) -> Iterator[Problem]:
    if not logo.id.endswith(_ENDINGS):
        yield FILE_NOT_IMAGE.at(logo.at, name=logo.id, known=" · ".join(_ENDINGS))
    elif logo.id not in site.logos:
        yield missing(logo.at, (logo.id, site.logos), _FOLDER)
