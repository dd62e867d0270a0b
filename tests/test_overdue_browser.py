"""A copy on a stick is never built again: what becomes overdue is told by the reader's clock."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.command import SMALL, build, copy_of, edit, sums

pytestmark = pytest.mark.browser

TODAY = "2026-11-23"
# The contacts of the small site were verified on the first and second of November 2026; its
# stories and, here, a figure are to be reviewed by these days.
SUPPORT_LINE, STORY, FIGURE = "2027-05-01", "2027-11-01", "2028-01-31"
WORDS = {
    "zh": ("超过180天没有核对", "这一页没有按时复核", "这个数字没有按时复核"),
    "en": ("checked for more than 180 days", "review of this page", "review of this figure"),
}
PAGES = ("help", "stories/first-letter", "facts")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_of(SMALL, tmp_path_factory.mktemp("stick") / "清源 网站 #1")
    edit(root / "content/facts/seizures.yaml", "    key: yes", f"    review-by: {FIGURE}")
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    assert build(root, "--date", TODAY).code == 0
    return root / "output"


def seen(page: Page, site: Path, name: str) -> str:
    """The overdue notices that a reader sees on a page."""
    page.goto((site / f"{name}.html").as_uri())
    return "\n".join(page.locator(".qy-overdue:visible").all_inner_texts())


def at_noon(page: Page, day: str) -> None:
    page.clock.set_fixed_time(f"{day}T12:00:00")


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize(
    ("what", "last"),
    [(0, SUPPORT_LINE), (1, STORY), (2, FIGURE)],
    ids=["contact", "story", "figure"],
)
def test_a_notice_is_seen_from_the_day_after(
    page: Page, site: Path, code: str, what: int, last: str
) -> None:
    said, name = WORDS[code][what], f"{code}/{PAGES[what]}"
    at_noon(page, last)
    before = seen(page, site, name).count(said)
    at_noon(page, (dt.date.fromisoformat(last) + dt.timedelta(days=1)).isoformat())
    after = seen(page, site, name).count(said)
    # Of the contacts, the first is overdue a day before the second; each stands on the page twice.
    assert (before, after) == ((2, 4) if what == 0 else (0, 1))


@pytest.mark.parametrize("code", ["zh", "en"])
def test_nothing_is_overdue_on_the_day_of_the_build(page: Page, site: Path, code: str) -> None:
    at_noon(page, TODAY)
    assert [seen(page, site, f"{code}/{name}") for name in PAGES] == ["", "", ""]


def test_without_script_nothing_changes(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    assert seen(page, site, "zh/help") == ""
    context.close()


def test_a_site_built_after_the_day_says_so_without_script(
    browser: Browser, root: Path, tmp_path: Path
) -> None:
    assert build(root, "--output", tmp_path / "late", "--date", "2028-02-01").code == 0
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for code, said in WORDS.items():
        for name, words in zip(PAGES, said, strict=True):
            assert words in seen(page, tmp_path / "late", f"{code}/{name}")
    context.close()


def test_the_day_of_the_build_is_not_in_the_pages(root: Path, site: Path, tmp_path: Path) -> None:
    """Not a byte differs until something becomes overdue."""
    assert build(root, "--output", tmp_path / "later", "--date", "2027-04-30").code == 0
    assert sums(tmp_path / "later") == sums(site)
    assert build(root, "--output", tmp_path / "late", "--date", "2027-05-02").code == 0
    assert sums(tmp_path / "late") != sums(site)


def test_a_site_without_the_script_is_whole(root: Path, tmp_path: Path) -> None:
    """A root with a design of its own may have none."""
    own = copy_of(root, tmp_path / "own")
    (own / "assets").mkdir()
    (own / "assets/site.css").write_text("p { margin: 0 }", encoding="utf-8")
    assert build(own, "--date", TODAY).code == 0
    assert "<script" not in (own / "output/zh/index.html").read_text(encoding="utf-8")
