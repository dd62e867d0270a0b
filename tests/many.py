"""Sites with as many stories as a test asks for, with the small site's settings."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from tests.command import SMALL, copy_of

FIRST_DAY = dt.date(2022, 1, 1)
KINDS = ("report", "outreach", "case-study", "lesson")
STORY = """\
date: {date}
kind: {kind}
topics: [{topics}]
place: town
audience: [public]
sources:
  - {{source: town-page, paragraphs: [A1]}}
"""


def site_of(root: Path, count: int, *, only_zh: int = 0) -> Path:
    """A site with this many stories, a day apart; the newest `only_zh` of them in Chinese only.

    Every other one is of the topic school, all are of the topic recovery, and kinds take turns.
    """
    copy_of(SMALL, root)
    shutil.rmtree(root / "content/stories")
    (root / "content/stories").mkdir()
    for number in range(1, count + 1):
        add(root, number, ("zh",) if number > count - only_zh else ("zh", "en"))
    return root


def add(root: Path, number: int, codes: tuple[str, ...] = ("zh", "en")) -> None:
    """The story of a number: the higher, the newer."""
    folder = root / f"content/stories/story-{number}"
    folder.mkdir()
    topics = "school, recovery" if number % 2 else "recovery"
    kind = KINDS[number % len(KINDS)]
    date = FIRST_DAY + dt.timedelta(days=number)
    shared = STORY.format(date=date, kind=kind, topics=topics)
    (folder / "story.yaml").write_text(shared, encoding="utf-8")
    for code, text in (
        ("zh", f"---\ntitle: 第{number}个故事\nsummary: 一句话。\n---\n\n一句话。\n"),
        ("en", f"---\ntitle: Story no. {number}\nsummary: A line.\n---\n\nA line.\n"),
    ):
        if code in codes:
            (folder / f"{code}.md").write_text(text, encoding="utf-8")
