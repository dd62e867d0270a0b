"""`build.py serve` as its pages follow it in a browser: in place, and with what is wrong on top."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.command import PROJECT, SMALL, copy_of, edit, run
from tests.desk import Desk, serving, until
from tests.pages import quiet_context
from tests.test_accessibility import EVERYTHING, RUN, SOURCE

pytestmark = pytest.mark.browser
STORY = "zh/stories/school-visit.html"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with a long story, that can be scrolled and folded, and styles of its own."""
    made = copy_of(SMALL, tmp_path_factory.mktemp("desk"))
    shutil.copytree(PROJECT / "assets", made / "assets")
    for code, words in (("zh", "一段话。"), ("en", "A line.")):
        with (made / f"content/stories/school-visit/{code}.md").open("a", encoding="utf-8") as text:
            text.write(f"\n{words}\n" * 60)
    assert run("accept", "school-visit", "en", "--root", made).code == 0
    shutil.copytree(made / "content", made / "before")
    return made


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Desk]:
    with serving(root) as desk:
        yield desk


@pytest.fixture
def page(browser: Browser, server: Desk, root: Path) -> Iterator[Page]:
    """The story, open in a page whose script has been changed by nobody."""
    with quiet_context(browser) as context:
        context.add_init_script(path=SOURCE)
        opened = context.new_page()
        opened.goto(server.base + STORY)
        opened.locator("qy-desk[data-ready]").wait_for(state="attached")
        opened.evaluate("window.mine = 'kept'")
        yield opened
    shutil.rmtree(root / "content")
    shutil.copytree(root / "before", root / "content")
    shutil.copy(PROJECT / "assets/site.css", root / "assets/site.css")
    until(lambda: "新的" not in server.ask(f"/{STORY}").text)
    time.sleep(0.3)


def story(root: Path, code: str = "zh") -> Path:
    return root / f"content/stories/school-visit/{code}.md"


def say(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


def is_same(page: Page) -> bool:
    """Whether it was not loaded again."""
    return bool(page.evaluate("window.mine === 'kept'"))


def errors(page: Page) -> Locator:
    return page.locator("qy-desk li.error")


def test_a_save_changes_the_page_in_place(page: Page, root: Path) -> None:
    page.evaluate("scrollTo(0, 700)")
    before = page.evaluate("scrollY")
    page.evaluate("document.querySelector('main a').focus({preventScroll: true})")
    page.evaluate("window.node = document.querySelector('main h1')")
    for number in "甲乙丙":
        edit(story(root), "一段话。", f"新的{number}。一段话。")
        page.get_by_text(f"新的{number}。").first.wait_for()
    assert is_same(page)
    assert page.evaluate("scrollY") == before
    assert page.evaluate("document.activeElement.matches('main a')")
    assert page.evaluate("window.node === document.querySelector('main h1')")
    edit(story(root), "title: 走进学校", "title: 新的标题")
    page.locator("h1", has_text="新的标题").wait_for()
    assert page.title().startswith("新的标题")
    assert is_same(page)


def test_paragraphs_come_go_and_change_places(page: Page, root: Path) -> None:
    edit(story(root), "## 谈一谈", "新的一段，在前。\n\n新的另一段。\n\n## 谈一谈")
    page.get_by_text("新的另一段。").wait_for()
    edit(story(root), "新的一段，在前。\n\n新的另一段。", "新的另一段。\n\n新的一段，在后。")
    page.get_by_text("新的一段，在后。").wait_for()
    edit(story(root), "\n\n新的一段，在后。", "")
    page.get_by_text("新的一段，在后。").wait_for(state="detached")
    assert is_same(page)
    assert page.get_by_text("新的另一段。").count() == 1
    came = page.evaluate("fetch(location.href).then(answer => answer.text())")
    shown = page.evaluate(
        "text => [document.querySelector('main').innerHTML, new DOMParser()"
        ".parseFromString(text, 'text/html').querySelector('main').innerHTML]",
        came,
    )
    assert shown[0] == shown[1]


PIECES = (
    "新的一段[[fact:leaflets-2022]]。",
    "## 新的标题 {#new-place}\n\n下面一段。",
    "- 新的一项\n- 又一项\n- 第三项",
    "1. 新的第一步\n2. 第二步",
    "> 新的引文。",
    "| 新的 | 表 |\n|---|---|\n| 甲 | 乙 |",
    "!!! skills\n    新的办法：先说不。",
    "**新的**粗体，*斜体*，[[story:first-letter|链接]]。",
)


def test_after_any_edits_the_page_is_what_a_reload_would_show(page: Page, root: Path) -> None:
    chance = random.Random(13)
    text = story(root).read_text(encoding="utf-8")
    pieces: list[str] = []
    for number in range(14):
        if pieces and chance.random() < 0.4:
            pieces.pop(chance.randrange(len(pieces)))
        else:
            piece = chance.choice([p for p in PIECES if p not in pieces] or ["新的。"])
            pieces.insert(chance.randint(0, len(pieces)), piece)
        chance.shuffle(pieces)
        edited = "\n\n".join([f"新的第{number}回。", *pieces])
        story(root).write_text(
            text.replace("## 谈一谈", f"{edited}\n\n## 谈一谈"), encoding="utf-8"
        )
        page.locator("main").get_by_text(f"新的第{number}回。").wait_for()
        shown = page.evaluate(
            """async () => {
                const text = await (await fetch(location.href)).text();
                const page = new DOMParser().parseFromString(text, 'text/html');
                return ['head', 'main'].flatMap(name => [document, page].map(
                    from => from.querySelector(name).innerHTML));
            }"""
        )
        assert shown[0] == shown[1]
        assert shown[2] == shown[3], edited
    assert is_same(page)


def test_the_desk_follows_too(browser: Browser, page: Page, root: Path, server: Desk) -> None:
    with quiet_context(browser) as context:
        other = context.new_page()
        other.goto(f"{server.base}desk")
        other.locator("qy-desk[data-ready]").wait_for(state="attached")
        edit(story(root), "[[fact:all-2022]]", "[[fact:al-2022]]")
        other.get_by_text("no fact has the id “al-2022”").first.wait_for()
        errors(page).first.wait_for()
        assert other.locator("qy-desk .panel").is_hidden(), "it says so itself"
        edit(story(root), "[[fact:al-2022]]", "[[fact:all-2022]]")
        other.get_by_text("no fact has the id “al-2022”").first.wait_for(state="detached")


def test_styles_change_without_a_reload_or_a_flash(page: Page, root: Path) -> None:
    page.evaluate("scrollTo(0, 500)")
    page.evaluate(
        """() => {
            window.least = 9;
            const count = () => {
                const sheets = [...document.styleSheets].filter(s => /site-/.test(s.href)).length;
                window.least = Math.min(window.least, sheets);
                requestAnimationFrame(count);
            };
            count();
        }"""
    )
    with (root / "assets/site.css").open("a", encoding="utf-8") as sheet:
        sheet.write("\nbody { outline: 3px solid rgb(1, 2, 3); }\n")
    outline = "getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)'"
    until(lambda: page.evaluate(outline))
    until(lambda: page.evaluate("document.querySelectorAll('link[rel=stylesheet]').length === 1"))
    assert is_same(page)
    assert page.evaluate("scrollY") == 500
    assert page.evaluate("window.least") == 1


def test_pinyin_stays_on(page: Page, root: Path) -> None:
    page.locator(".qy-pinyin").click()
    page.locator("main ruby").first.wait_for()
    edit(story(root), "一段话。", "新的山水。一段话。")
    until(lambda: "山" in page.evaluate("document.querySelector('main').innerText"))
    page.locator("ruby", has_text="山").first.wait_for()
    assert is_same(page)
    assert page.locator(".qy-pinyin").get_attribute("aria-pressed") == "true"


def test_where_a_script_is_concerned_the_page_is_loaded_again_at_its_place(
    page: Page, root: Path
) -> None:
    page.evaluate("scrollTo(0, 640)")
    with (root / "assets/edition.js").open("a", encoding="utf-8") as script:
        script.write("\nwindow.changed = true;\n")
    page.wait_for_event("load")
    assert page.evaluate("window.changed === true")
    assert not is_same(page)
    until(lambda: page.evaluate("scrollY") == 640)
    shutil.copy(PROJECT / "assets/edition.js", root / "assets/edition.js")
    page.wait_for_event("load")


def test_errors_lie_over_the_page_and_go_when_mended(page: Page, root: Path) -> None:
    edit(story(root), "[[fact:all-2022]]", "[[fact:al-2022]]")
    edit(story(root, "en"), "title:", "titel:")
    until(lambda: errors(page).count() == 2)
    assert is_same(page)
    assert page.get_by_text("一段话。").first.is_visible()
    panel = page.locator("qy-desk .panel")
    assert panel.get_attribute("aria-label") == "editor's desk"
    wrong = errors(page).filter(has_text="al-2022").first
    assert wrong.locator("mark").inner_text() == "[[fact:al-2022]]"
    assert "did you mean “all-2022”?" in wrong.locator(".hint").inner_text()
    place = "content/stories/school-visit/zh.md, line 6, column 30"
    assert wrong.locator(".place").inner_text() == place
    assert wrong.locator("a.open").get_attribute("href") == (f"vscode://file{story(root)}:6:30")
    assert "2 errors" in page.locator("qy-desk [role=status]").inner_text()
    with page.context.expect_page() as coming:
        wrong.locator("a.code").click()
    assert "fact-unknown" in coming.value.locator("h1").inner_text()
    coming.value.close()
    page.locator("qy-desk .other").click()
    assert "是不是想写“all-2022”" in wrong.inner_text()
    assert "zh.md，第 6 行第 30 个字" in wrong.inner_text()
    page.locator("qy-desk .other").click()

    edit(story(root, "en"), "titel:", "title:")
    until(lambda: errors(page).count() == 1)
    edit(story(root), "[[fact:al-2022]]", "[[fact:all-2022]]")
    panel.wait_for(state="hidden")
    assert page.locator("qy-desk .badge").is_hidden()
    assert page.locator("qy-desk [role=status]").text_content() == "no errors any more"
    assert is_same(page)


def test_the_overlay_by_keyboard(page: Page, root: Path) -> None:
    page.evaluate("document.querySelector('main a').focus()")
    edit(story(root), "[[fact:all-2022]]", "[[fact:al-2022]]")
    errors(page).first.wait_for()
    assert page.evaluate("document.activeElement.matches('main a')"), "focus is not taken away"
    page.keyboard.press("Escape")
    panel, badge = page.locator("qy-desk .panel"), page.locator("qy-desk .badge")
    panel.wait_for(state="hidden")
    assert badge.inner_text() == "1 error"
    # Another save with the same error does not bring it back.
    say(story(root), "新的一句。")
    time.sleep(0.5)
    assert panel.is_hidden()
    badge.focus()
    page.keyboard.press("Enter")
    panel.wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate(
        "document.querySelector('qy-desk').shadowRoot.activeElement.className"
    ) == ("badge error")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_overlay_leaves_the_page_to_be_read_and_is_accessible(
    page: Page, root: Path, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    edit(story(root), "[[fact:all-2022]]", "[[fact:al-2022]]")
    errors(page).first.wait_for()
    for width, height in ((360, 640), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        box = page.locator("qy-desk .panel").bounding_box()
        assert box
        assert box["height"] <= 0.75 * height
        assert box["width"] <= width
        inside = page.locator("qy-desk .panel").evaluate("e => e.scrollWidth <= e.clientWidth")
        assert inside
    assert page.evaluate(RUN, EVERYTHING) == []


def test_warnings_of_the_page_are_folded_behind_a_badge(page: Page, root: Path) -> None:
    say(story(root), "新的一句。")
    badge = page.locator("qy-desk .badge")
    badge.get_by_text("1 warning").wait_for()
    assert page.locator("qy-desk .panel").is_hidden()
    badge.click()
    assert "behind its original" in page.locator("qy-desk li.warning").inner_text()


def test_a_page_that_has_moved_says_where(page: Page, root: Path) -> None:
    edit(story(root), "summary:", "slug: a-new-name\nsummary:")
    link = page.locator("qy-desk .gone a")
    assert link.inner_text() == "/zh/stories/a-new-name.html"
    link.click()
    page.locator("h1", has_text="走进学校").wait_for()
    assert page.url.endswith("/zh/stories/a-new-name.html")


def test_a_page_that_is_not_there_yet_comes_when_it_is(
    browser: Browser, page: Page, root: Path, server: Desk
) -> None:
    other = browser.new_page()
    other.goto(f"{server.base}zh/stories/one-more.html")
    other.locator("qy-desk .panel", has_text="There is no such page").wait_for()
    shutil.copytree(root / "content/stories/first-letter", root / "content/stories/one-more")
    other.locator(".qy-head", has_text="找不到").wait_for(state="detached")
    assert (
        other.locator("h1").inner_text()
        == page.context.request.get(other.url).text().split("<title>")[1].split(" ·")[0]
    )
    other.close()


def test_every_open_page_follows(browser: Browser, page: Page, root: Path, server: Desk) -> None:
    with quiet_context(browser) as context:
        english = context.new_page()
        english.goto(f"{server.base}en/stories/school-visit.html")
        english.locator("qy-desk[data-ready]").wait_for(state="attached")
        say(story(root), "新的两页。")
        say(story(root, "en"), "New on two pages.")
        page.get_by_text("新的两页。").wait_for()
        english.get_by_text("New on two pages.").wait_for()
