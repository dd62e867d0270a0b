"""Every story and page exists in every language of the site.

Where one is missing, readers of that language get another edition with a notice.
"""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.check.others import Others
from qingyuan.model.location import Location
from qingyuan.model.problem import Problem, warning
from qingyuan.model.story import ContentPage, Story

EDITION_MISSING = warning(
    "edition-missing",
    zh="还没有“{language}”版",
    en="there is no edition in {language} yet",
    hint_zh="译好后放在这里：{path}",
    hint_en="put the translation here: {path}",
    why_zh="这种语言的读者会看到另一种语言的文字，并有一句说明。",
    why_en="Readers of that language are shown another one, with a notice.",
    wrong="stories/ludian/zh.md",
    right="stories/ludian/zh.md, stories/ludian/en.md",
)
KINDS = (EDITION_MISSING,)


def look(others: Others, article: Story | ContentPage) -> Iterator[Problem]:
    """A story or page; a file that is there but could not be read is not missing."""
    site = others.site
    for language in site.languages:
        path = f"{article.folder}/{language.code}.md"
        if not article.edition(language.code) and f"file:{path}" not in site.unread:
            yield EDITION_MISSING.at(Location(path), language=language.name, path=path)
