"""Drafts and what is not of this day: seen, with a mark, while somebody writes; never published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from qingyuan.serve.session import Session
from tests.command import SMALL, build, copy_of, edit, run, sums
from tests.sessions import project, session, text

TODAY = "2026-11-23"
STORY = "stories/school-visit.html"
# What a story says of itself, and how its mark and its notice read in each language.
STATES = [
    ("draft: yes", "en", "Draft", "This is a draft. It is not published"),
    ("draft: yes", "zh", "草稿", "这是草稿，没有发布"),
    ("publish: 2026-12-01", "en", "Public from 1 December 2026", "from 1 December 2026 on"),
    ("publish: 2026-12-01", "zh", "2026年12月1日起公开", "从2026年12月1日起才公开"),
    ("expire: 2026-11-01", "en", "Taken off on 1 November 2026", "since 1 November 2026"),
    ("expire: 2026-11-01", "zh", "2026年11月1日已撤下", "从2026年11月1日起已经撤下"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Nothing links to the story that is to be hidden, and the other can open the home page."""
    root = copy_of(SMALL, tmp_path)
    letter = root / "content/stories/first-letter/story.yaml"
    edit(letter, "kind: testimony", "kind: report")
    edit(letter, "content-note: {zh: 写到难过的事。, en: It speaks of grief.}\n", "")
    for name in ("zh", "en"):
        edit(root / f"content/stories/first-letter/{name}.md", "[[story:school-visit#talk]]", "…")
    return root


@pytest.fixture
def shown(root: Path) -> Iterator[Session]:
    with session(root) as found:
        yield found


def say(root: Path, line: str) -> None:
    path = root / "content/stories/school-visit/story.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"{line}\n", encoding="utf-8")


def plain(html: str) -> str:
    """Without the marks of where a Chinese title may break."""
    return html.replace("<wbr>", "").replace("\u200b", "")


@pytest.mark.parametrize("state", STATES, ids=lambda state: " ".join(state[:2]))
def test_it_is_shown_with_a_mark(
    state: tuple[str, str, str, str], root: Path, shown: Session
) -> None:
    line, code, mark, notice = state
    say(root, line)
    shown.rebuild(project(root, TODAY))
    story = plain(text(shown, f"{code}/{STORY}"))
    assert f'<span class="qy-hidden">{mark}</span>' in story
    assert notice in story
    for path in (f"{code}/stories.html", f"{code}/index.html"):
        listed = plain(text(shown, path))
        assert listed.count(f'<span class="qy-hidden">{mark}</span>') == 1
    other = plain(text(shown, f"{code}/stories/first-letter.html"))
    assert "qy-hidden" not in other.partition("</article>")[0]
    beside, _, related = other.partition('<nav class="qy-neighbours"')[2].partition("</nav>")
    assert f'<span class="qy-hidden">{mark}</span>' in beside
    assert "qy-hidden" in related


@pytest.mark.parametrize("line", ["draft: yes", "publish: 2026-12-01", "expire: 2026-11-01"])
def test_it_is_never_published(line: str, root: Path, shown: Session) -> None:
    """Not even where a session has made its page, with the same store."""
    say(root, line)
    shown.rebuild(project(root, TODAY))
    assert text(shown, f"en/{STORY}")
    shown.tools.store.close()
    assert build(root, "--date", TODAY).code == 0
    for path in sums(root / "output"):
        assert "school-visit" not in path
        if path.endswith(".html"):
            page = (root / "output" / path).read_text(encoding="utf-8")
            assert "qy-hidden" not in page
            assert "走进学校" not in plain(page)


def test_the_mark_follows_the_day(root: Path, shown: Session) -> None:
    """The files are the same; only the day is another."""
    say(root, "publish: 2026-12-01")
    path = f"en/{STORY}"
    shown.rebuild(project(root, "2026-11-30"))
    assert "Public from 1 December 2026" in text(shown, path)
    shown.rebuild(project(root, "2026-12-01"))
    assert "qy-hidden" not in text(shown, path)
    assert "qy-hidden" not in text(shown, "en/stories.html")
    shown.rebuild(project(root, "2026-11-30"))
    assert "qy-hidden" in text(shown, "en/stories.html")


def test_without_drafts_everything_is_what_is_published(root: Path, shown: Session) -> None:
    assert build(root, "--date", TODAY).code == 0
    view = shown.rebuild(project(root, TODAY))
    for path in view.pages:
        made = shown.file(path)
        published = root / "output" / path
        assert text(shown, path).encode() == published.read_bytes(), path
        assert made is not None


def test_a_page_can_be_a_draft(root: Path, shown: Session) -> None:
    done = run("new", "page", "rules", "--title", "规则", "--root", root, "--date", TODAY)
    assert done.code == 0
    shown.rebuild(project(root, TODAY))
    assert '<span class="qy-hidden">草稿</span>' in text(shown, "zh/rules.html")
    shown.rebuild(project(root, TODAY, everything=False))
    assert text(shown, "zh/rules.html") == ""
    assert build(root, "--date", TODAY).code == 0
    assert not (root / "output/zh/rules.html").exists()
    edit(root / "content/pages/about/zh.md", "\n", "\n")
    about = root / "content/pages/about/zh.md"
    about.write_text(about.read_text(encoding="utf-8") + "\n见[[page:rules]]。\n", encoding="utf-8")
    assert "error[link-unpublished]" in build(root, "--date", TODAY).out


def test_a_page_that_no_site_goes_without_can_not(root: Path) -> None:
    (root / "content/pages/help/page.yaml").write_text("draft: yes\n", encoding="utf-8")
    done = build(root, "--date", TODAY)
    assert "content/pages/help/page.yaml:1:8: error[field-choice]" in done.out


def test_what_took_its_place_is_not_in_its_way(root: Path, shown: Session) -> None:
    """Another story has the address of one that was taken off, as `build` allows."""
    say(root, "expire: 2026-11-01")
    letter = root / "content/stories/first-letter/story.yaml"
    text_ = letter.read_text(encoding="utf-8") + "aliases: [stories/school-visit.html]\n"
    letter.write_text(text_, encoding="utf-8")
    view = shown.rebuild(project(root, TODAY))
    assert view.current
    assert not view.report.blocked
    assert build(root, "--date", TODAY).code == 0
    # Where both are public it is a mistake, and told.
    edit(root / "content/stories/school-visit/story.yaml", "expire: 2026-11-01", "")
    codes = {problem.code for problem in shown.rebuild(project(root, TODAY)).report.problems}
    assert "alias-page" in codes


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_mark_is_seen_and_read(
    scheme: str, width: int, root: Path, shown: Session, page: Page
) -> None:
    """It stands above the title, in words, within the page, also on paper."""
    say(root, "draft: yes")
    view = shown.rebuild(project(root, TODAY))
    folder = root / "shown"
    for path in (f"zh/{STORY}", *view.statics):
        made = shown.file(path)
        assert made is not None
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(getattr(made, "data"))  # noqa: B009 - a page that failed has none
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto((folder / f"zh/{STORY}").as_uri())
    mark, title = page.locator("article .qy-hidden").first, page.locator("h1")
    assert mark.inner_text() == "草稿"
    for media in ("screen", "print"):
        page.emulate_media(media="print" if media == "print" else "screen")
        box, heading = mark.bounding_box(), title.bounding_box()
        assert box is not None
        assert heading is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= heading["y"]
