"""The editor's desk: what it tells of a site, that no text can break it, and how it behaves."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page

from qingyuan.model.location import Location
from qingyuan.model.problem import Bilingual, Problem, Severity
from qingyuan.model.report import Report
from qingyuan.model.standing import Standing, State
from qingyuan.serve import desk
from qingyuan.serve.session import View
from tests.command import SMALL, copy_of, edit, run
from tests.pages import quiet_context
from tests.sessions import project, session
from tests.test_accessibility import EVERYTHING, SOURCE, found

TODAY = "2026-11-23"
LANGUAGES = ("zh", "en")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with something in every section, and no error, in a folder as editors have them."""
    root = copy_of(SMALL, tmp_path / "我的 网站 #1")
    content = root / "content"
    edit(
        content / "pages/about/zh.md",
        "\n---\n",
        "\n---\n\n他是[[waive:S07|引用原文]]瘾君子[[/waive]]。\n",
    )
    edit(content / "stories/first-letter/zh.md", "朋友劝他试一次。", "朋友又来劝他试一次。")
    (content / "stories/school-visit/en.translation.json").unlink()
    edit(content / "facts/seizures.yaml", "    key: yes\n", "    review-by: 2027-01-31\n")
    more = "  unused-2022:\n    label: {zh: 没人用的, en: unused <b>one</b>}\n    value: 7\n"
    facts = content / "facts/seizures.yaml"
    facts.write_text(facts.read_text(encoding="utf-8") + more, encoding="utf-8")
    for kind, name in (("story", "visit-2"), ("page", "rules"), ("term", "relapse")):
        assert run("new", kind, name, "--root", root, "--date", TODAY).code == 0
    title = "<script>alert(1)</script> & “引号”"
    edit(content / "stories/visit-2/zh.md", "〔待写：标题〕", f"'{title}'")
    return root


@pytest.fixture
def view(root: Path) -> Iterator[View]:
    with session(root) as made:
        yield made.rebuild(project(root, TODAY))


def made(view: View, root: Path, language: str = "en", *, local: bool = True) -> str:
    return desk.page(view, root, language, local=local).decode("utf-8")


def section(page: str, name: str) -> str:
    """A section's words and links."""
    inside = page.partition(f'<section id="{name}"')[2].partition("</section>")[0]
    assert inside, name
    return html.unescape(inside)


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", markup))


def test_what_blocks_and_what_warns_is_told_with_its_place(root: Path, view: View) -> None:
    assert not view.report.blocked
    assert "Ready to publish." in made(view, root)
    edit(root / "content/stories/first-letter/zh.md", "[[term:dependence]]", "[[term:depndence]]")
    with session(root) as again:
        blocked = again.rebuild(project(root, TODAY))
    page = made(blocked, root)
    assert "Not published: 1 error." in page
    problems = section(page, "problems")
    assert "content/stories/first-letter/zh.md:8:4" in problems
    assert "no term has the id “depndence”" in problems or "depndence" in problems
    assert "did you mean “dependence”?" in problems
    assert problems.index("term-unknown") < problems.index("translation-unrecorded")
    assert "不能发布" in made(blocked, root, "zh")


def test_a_link_opens_the_file_in_the_editors_program(root: Path, view: View) -> None:
    """At the line and the column, whatever the folder is called."""
    page = made(view, root)
    found_at = re.search(r'href="(vscode://file/[^"]*letter/en\.md:\d+:\d+)"', page)
    assert found_at
    assert "%20" in found_at[1]
    assert "%23" in found_at[1]
    assert not re.search("[^\x20-\x7e]", found_at[1])
    assert f'data-copy="{root.as_posix()}/content/stories/school-visit/en.md"' in page


def test_who_is_not_at_the_machine_is_not_told_where_the_files_are(root: Path, view: View) -> None:
    page = made(view, root, local=False)
    assert "vscode:" not in page
    assert str(root) not in page
    assert root.parent.name not in page
    assert "content/stories/school-visit/en.md" in page


def test_a_section_that_is_behind_is_shown_old_beside_new(root: Path, view: View) -> None:
    translations = section(made(view, root), "translations")
    assert "<del><b>Old: </b>朋友劝他试一次。</del>" in translations
    assert "<ins><b>New: </b>朋友又来劝他试一次。</ins>" in translations
    assert "python3 build.py accept first-letter en --section 2" in translations
    assert "python3 build.py accept school-visit en" in translations
    assert "not translated yet" in words(translations), "the story that is begun"
    assert "The first letter first-letter behind its original" in words(translations)
    opened = re.search('<details id="standing-en-first-letter"[^>]*>', translations)
    assert opened
    assert " open" in opened[0], "there are few"


def test_every_figure_names_where_it_is_used(root: Path, view: View) -> None:
    facts = section(made(view, root), "facts")
    rows = {re.search(r"\[\[fact:([^\]]*)", row)[1]: row for row in facts.split("<tr")[2:]}  # type: ignore[index]
    assert 'href="/en/stories/school-visit.html"' in rows["leaflets-2022"]
    assert "all-2022" in words(rows["first-2022"]), "a part of another"
    assert "nowhere" in words(rows["unused-2022"])
    assert "not usable" in words(rows["change-2022"])
    assert "Not used: 1." in facts
    assert "more than 4200000" in words(rows["leaflets-2022"])


def test_days_waivers_and_drafts_are_listed(root: Path, view: View) -> None:
    page = made(view, root)
    coming = words(section(page, "coming"))
    assert "2027-01-31 all-2022 : figure to be checked by this day" in coming
    waivers = words(section(page, "waivers"))
    assert "S07" in waivers
    assert "引用原文 1 place · content/pages/about/zh.md:" in waivers
    hidden = section(page, "hidden")
    assert 'href="/en/stories/visit-2.html"' in hidden
    assert 'href="/en/rules.html"' in hidden
    assert "term relapse" in words(hidden)
    assert words(hidden).count("Draft ") >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_to_the_site_lead_to_pages_that_it_has(language: str, root: Path, view: View) -> None:
    links = set(re.findall(r'href="/([^"]+)"', made(view, root, language)))
    own = {*desk.PATHS.values(), *(desk.EXPLAINED + p.code for p in view.report.problems)}
    assert links - own
    assert links - own <= view.pages.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_becomes_markup(language: str, root: Path, view: View) -> None:
    page = made(view, root, language)
    assert page.count("<script>") == 1
    assert "alert(1)</script>" not in page
    assert "<b>one</b>" not in page
    assert page.startswith(f'<!doctype html>\n<html lang="{desk._TAGS[language]}">')


def test_both_languages_say_the_same(root: Path, view: View) -> None:
    """The same rows and the same ways to files; each page leads to the other."""
    pages = [made(view, root, language) for language in LANGUAGES]
    for part in (r"data-row", r'href="vscode[^"]*"', r'<section id="\w+"'):
        one, other = (sorted(re.findall(part, page)) for page in pages)
        assert one == other
    assert 'href="/desk/en.html"' in pages[0]
    assert 'href="/desk/zh.html"' in pages[1]


def test_there_is_a_desk_where_the_settings_can_not_be_read(root: Path) -> None:
    (root / "content/site.yaml").write_text("title: [", encoding="utf-8")
    with session(root) as again:
        broken = again.rebuild(project(root, TODAY))
    assert broken.site is None
    for language in LANGUAGES:
        assert "content/site.yaml:1:" in made(broken, root, language)


def large(view: View) -> View:
    """As of a site of 1,000 stories, each with warnings, none of them confirmed."""
    assert view.site is not None
    story = view.site.stories[0]
    text = Bilingual("这里有一个问题", "something is wrong here")
    stories, problems, standings = [], [], []
    for n in range(1000):
        folder = f"content/stories/story-{n}"
        editions = tuple(
            replace(e, at=Location(f"{folder}/{e.language}.md", 2, 1)) for e in story.editions
        )
        stories.append(replace(story, slug=f"story-{n}", editions=editions))
        at = Location(f"{folder}/en.md")
        standings.append(Standing(f"story-{n}", "en", State.UNRECORDED, (), f"{folder}/zh.md", at))
        problems += [
            Problem(Location(at.path, line, 1), f"code-{line % 3}", Severity.WARNING, text, text)
            for line in range(1, 6)
        ]
    site = replace(view.site, stories=tuple(stories))
    return replace(view, site=site, report=Report(tuple(problems), translations=tuple(standings)))


def test_a_thousand_stories_are_no_flood(root: Path, view: View) -> None:
    many = large(view)
    started = time.perf_counter()
    page = made(many, root)
    # A tenth of that where nothing else goes on; 0.3 s is the bar.
    assert time.perf_counter() - started < 1.5
    assert len(page) < 2_500_000
    problems = section(page, "problems")
    assert "code-1 2000" in problems, "each kind is counted"
    assert problems.count("something is wrong here") < 1000
    assert "920 more files" in problems
    assert page.count("<details") - page.count("data-open") > 3, "most of it is folded"


@pytest.fixture
def file(root: Path, view: View, tmp_path: Path) -> Path:
    path = tmp_path / "desk.html"
    path.write_bytes(desk.page(view, root, "en", local=True))
    return path


def test_it_can_be_filtered_and_keeps_that(file: Path, page: Page) -> None:
    """After a save the page is loaded anew: the filter, and what was unfolded, are as they were."""
    page.goto(file.as_uri())
    page.get_by_label("Filter").fill("all-2022 seizures")
    rows = page.locator("[data-row]:visible")
    assert 0 < rows.count() < page.locator("[data-row]").count()
    assert all("all-2022" in text for text in rows.all_inner_texts())
    assert "found" in page.get_by_role("status").inner_text()
    assert page.locator("#waivers").is_hidden(), "nothing of it is found"
    page.reload()
    assert page.get_by_label("Filter").input_value() == "all-2022 seizures"
    page.get_by_label("Filter").fill("")
    theme = page.locator("#theme-seizures")
    assert not theme.evaluate("node => node.open")
    theme.locator("summary").click()
    page.reload()
    assert theme.evaluate("node => node.open")
    page.get_by_label("Filter").fill("all-2022 seizures")
    page.locator('a[href="#waivers"]').click()
    assert page.locator("#waivers").is_visible(), "the way to a section leads there"


def test_a_path_can_be_copied_from_a_server_and_from_a_file(
    file: Path, root: Path, browser: Browser
) -> None:
    for is_secure in (True, False):
        with quiet_context(browser) as context:
            page = context.new_page()
            page.add_init_script(
                "window.copied = null;"
                "Object.defineProperty(window, 'isSecureContext', "
                f"{{value: {str(is_secure).lower()}}});"
                "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => "
                "{ window.copied = text; }}});"
                "document.execCommand = () => { window.copied = document.activeElement.value; "
                "return true; };"
            )
            page.goto(file.as_uri())
            button = page.locator("#problems button[data-copy]").first
            button.click()
            page.wait_for_function("() => window.copied !== null")
            assert page.evaluate("window.copied").startswith(f"{root.as_posix()}/content/")
            assert button.inner_text() == "copied"


def test_axe_finds_nothing_and_nothing_is_cut_off(
    root: Path, view: View, tmp_path: Path, browser: Browser
) -> None:
    violations: list[str] = []
    with quiet_context(browser) as context:
        context.add_init_script(path=SOURCE)
        page = context.new_page()
        for language in LANGUAGES:
            path = tmp_path / f"{language}.html"
            path.write_bytes(desk.page(view, root, language, local=True))
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                page.goto(path.as_uri())
                page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                lines = found(page, EVERYTHING, (320, 1280))
                violations += [f"{language} {scheme} {line}" for line in lines]
                for width in (320, 360, 1280):
                    page.set_viewport_size({"width": width, "height": 900})
                    wide = page.evaluate("document.documentElement.scrollWidth")
                    assert wide <= width, (language, width, wide)
    assert not violations, "\n".join(violations)


def test_the_keyboard_reaches_everything(file: Path, page: Page) -> None:
    page.goto(file.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#problems"
