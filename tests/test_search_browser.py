"""Searching as a reader does, in a real browser.  The queries are written by hand."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from qingyuan.search.fold import all_pairs, fold
from qingyuan.search.words import place, tokens
from tests.command import PROJECT, build, copy_of

pytestmark = pytest.mark.browser

# What somebody types, and where the first result leads.
QUERIES = {
    "zh": {
        "冰毒": "zh/glossary.html#methamphetamine",
        "海洛因": "zh/glossary.html#heroin",
        "罂粟": "zh/glossary.html#opium-poppy",
        "上瘾": "zh/glossary.html#dependence",
        "复吸": "zh/glossary.html#relapse",
        "尿检": "zh/glossary.html#urine-test",
        "金三角": "zh/glossary.html#golden-triangle",
        "社工": "zh/glossary.html#social-worker",
        "打赌": "zh/stories/letter-from-rehabilitation.html#the-bet",
        "那场打赌": "zh/stories/letter-from-rehabilitation.html#the-bet",
        "鲁甸": "zh/stories/ludian.html",
        "解除预警": "zh/stories/ludian.html",
        "赛某": "zh/stories/ludian.html#sai-mou",
        "肾": "zh/stories/ludian.html#sai-mou",
        "桂思琪": "zh/stories/ludian.html#follow-up",
        "禁毒宣传日": "zh/stories/anti-drug-days.html",
        "求助": "zh/help.html",
        "12355": "zh/help.html",
        "１２３５６": "zh/help.html",
        "热线": "zh/help.html",
        "一节课": "zh/schools.html",
        "隐去名字": "zh/about.html#names",
        "版面上的错误": "zh/about.html#errors",
        "词汇": "zh/glossary.html",
        "數據與出處": "zh/facts.html",
        "遠離毒品": "zh/stories/anti-drug-days.html#the-days",
        "預警通告": "zh/glossary.html#warning-notice",
        "Recovery": "zh/glossary.html#recovery",
        "怎么拒绝朋友": "zh/stories/letter-from-rehabilitation.html#discuss",
    },
    "en": {
        "meth": "en/glossary.html#methamphetamine",
        "heroin": "en/glossary.html#heroin",
        "POPPIES": "en/glossary.html#opium-poppy",
        "poppy": "en/glossary.html#opium-poppy",
        "addiction": "en/glossary.html#dependence",
        "addicted": "en/glossary.html#dependence",
        "relapse": "en/glossary.html#relapse",
        "urine test": "en/glossary.html#urine-test",
        "Golden Triangle": "en/glossary.html#golden-triangle",
        "social workers": "en/glossary.html#social-worker",
        "the bet": "en/stories/letter-from-rehabilitation.html#the-bet",
        "road to recovery": "en/stories/letter-from-rehabilitation.html",
        "warning notice to removal": "en/stories/ludian.html",
        "transplant": "en/stories/ludian.html#sai-mou",
        "Gui Siqi": "en/stories/ludian.html#follow-up",
        "ｌｕｄｉａｎ ｔｏｄａｙ": "en/stories/ludian.html#today",
        "anti-drug days": "en/stories/anti-drug-days.html",
        "find help": "en/help.html",
        "12355": "en/help.html",
        "parents": "en/stories/anti-drug-days.html#parents",
        "cookies": "en/about.html#privacy",
        "glossary": "en/glossary.html",
        "wéchat": "en/glossary.html#five-plus-wechat",
        "prevention": "en/topics/prevention.html",
        "毒品": "en/glossary.html#drug",
    },
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("stick") / "清源 网站 #1 100%"
    assert build(PROJECT, "--output", output).code == 0
    return output


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The site on a server, below its root."""
    (site.parent / "a").mkdir()
    (site.parent / "a" / "b").symlink_to(site, target_is_directory=True)
    handler = functools.partial(_Quiet, directory=str(site.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/a/b"
    server.shutdown()
    server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


def ask(page: Page, query: str) -> None:
    """Types a query and waits for what it says."""
    box = page.get_by_role("searchbox")
    box.fill(query)
    with page.expect_navigation():
        box.press("Enter")
    settled(page)


def settled(page: Page) -> str:
    """What the page says once it has searched."""
    page.wait_for_function(
        "t => (t = document.querySelector('.qy-search-status').textContent) && !t.includes('…')"
    )
    return page.locator(".qy-search-status").inner_text()


def results(page: Page) -> list[str]:
    """Where the results lead, from the root of the site."""
    links = page.locator(".qy-results h2 a")
    found = [link.get_attribute("href") or "" for link in links.all()]
    assert all(path.startswith("../") for path in found)
    return [path.removeprefix("../") for path in found]


@pytest.mark.parametrize("code", QUERIES)
@pytest.mark.parametrize("where", ["disk", "server"])
def test_what_people_type_finds_what_they_want(
    page: Page, site: Path, served: str, code: str, where: str
) -> None:
    wrong = {}
    root = site.as_uri() if where == "disk" else served
    page.goto(f"{root}/{code}/index.html")
    page.locator(".qy-menu a[href$='search.html']").click()
    for query, expected in QUERIES[code].items():
        ask(page, query)
        found = results(page)
        if not found or found[0] != expected:
            wrong[query] = found[:3]
    assert not wrong


def test_a_result_leads_to_its_section(page: Page, site: Path) -> None:
    page.goto((site / "zh/search.html").as_uri())
    ask(page, "打赌")
    item = page.locator(".qy-results li").first
    assert item.locator("mark").first.inner_text() == "打赌"
    item.get_by_role("link").click()
    assert page.url.endswith("/zh/stories/letter-from-rehabilitation.html#the-bet")
    assert page.locator(":target").inner_text() == "那场打赌"


def test_an_address_can_be_shared_and_back_goes_to_the_query_before(page: Page, site: Path) -> None:
    page.goto(f"{(site / 'en/search.html').as_uri()}?q=heroin")
    assert "result" in settled(page)
    assert page.get_by_role("searchbox").input_value() == "heroin"
    assert page.title().startswith("heroin · ")
    ask(page, "kidney")
    assert results(page) == ["en/stories/ludian.html#sai-mou"]
    page.go_back()
    settled(page)
    assert results(page)[0] == "en/glossary.html#heroin"
    page.go_forward()
    settled(page)
    assert results(page) == ["en/stories/ludian.html#sai-mou"]


def test_the_keyboard_alone_goes_through_the_results(page: Page, site: Path) -> None:
    page.goto((site / "en/search.html").as_uri())
    assert page.evaluate("document.activeElement.id") == "qy-query"
    page.keyboard.type("drug")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    settled(page)
    page.get_by_role("searchbox").focus()
    text = "document.activeElement.textContent"
    titles = page.locator(".qy-results h2 a").all_inner_texts()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(text) == titles[1]
    page.keyboard.press("ArrowUp")
    assert page.evaluate(text) == titles[0]
    page.keyboard.press("Tab")
    assert page.evaluate(text) == titles[1]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "qy-query"


def test_more_results_follow_and_the_focus_goes_to_them(page: Page, site: Path) -> None:
    page.goto(f"{(site / 'zh/search.html').as_uri()}?q={quote('鲁甸')}")
    settled(page)
    before = len(results(page))
    page.get_by_role("button", name="更多结果").click()
    page.wait_for_function(f"() => document.querySelectorAll('.qy-results li').length > {before}")
    titles = page.locator(".qy-results h2 a").all_inner_texts()
    assert page.evaluate("document.activeElement.textContent") == titles[before]
    assert len(set(results(page))) == len(titles)


@pytest.mark.parametrize(
    "query",
    ["", "   ", "xyzzy", "😀", "。", "<img src=x onerror=alert(1)>", "constructor", "__proto__",
     "\"'&<>", "龘", "毒" * 200, "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 5],
)  # fmt: skip
def test_any_query_is_answered_in_words(page: Page, site: Path, query: str) -> None:
    page.goto(f"{(site / 'zh/search.html').as_uri()}?q={quote(query)}")
    if query.strip():
        assert settled(page)
        assert page.get_by_role("searchbox").input_value() == query.strip()[:200].strip()
    else:
        assert page.locator(".qy-search-status").inner_text() == ""
    assert page.locator("main img").count() == 0
    assert page.get_by_role("main").get_by_role("link", name="故事").count() == 1


@pytest.mark.parametrize(("code", "query"), [("zh", "毒"), ("zh", "戒"), ("en", "I"), ("en", "6")])
def test_one_character_is_enough(page: Page, site: Path, code: str, query: str) -> None:
    page.goto(f"{(site / code / 'search.html').as_uri()}?q={quote(query)}")
    settled(page)
    assert page.locator(".qy-results mark").first.inner_text() == query


def test_the_same_query_can_be_asked_in_the_other_language(page: Page, site: Path) -> None:
    page.goto(f"{(site / 'zh/search.html').as_uri()}?q=kidney")
    assert settled(page).startswith("没有找到")
    page.get_by_role("link", name="在英语页面里搜索").click()
    settled(page)
    assert results(page) == ["en/stories/ludian.html#sai-mou"]


def test_without_script_there_is_a_way_to_everything_and_no_dead_box(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{(site / 'en/search.html').as_uri()}?q=heroin")
    assert page.get_by_role("searchbox").count() == 0
    assert "scripts" in page.get_by_role("main").inner_text()
    page.get_by_role("main").get_by_role("link", name="Stories").click()
    assert page.url.endswith("/en/stories.html")
    context.close()


def test_a_copy_with_files_missing_says_so(browser: Browser, site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for file in site.rglob("*"):
        if file.is_file() and ("/search/" not in file.as_posix() or file.name == "0.js"):
            target = copy / file.relative_to(site)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    page = browser.new_page()
    page.goto(f"{(copy / 'en/search.html').as_uri()}?q={quote('heroin recovery poppy letter')}")
    assert "could not be loaded" in settled(page)
    page.close()


def test_part_of_a_title_is_found_in_any_place(page: Page, tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    story = root / "content/stories/ludian/zh.md"
    text = story.read_text(encoding="utf-8")
    story.write_text(text.replace("title: ", "title: 寻找无双与", 1), encoding="utf-8")
    assert build(root).code == 0
    for query in ("无双", "寻找无双", "找无", "双", "尋找無雙"):
        page.goto(f"{(root / 'output/zh/search.html').as_uri()}?q={quote(query)}")
        settled(page)
        assert results(page)[0] == "zh/stories/ludian.html", query


@settings(max_examples=40)
@given(
    texts=st.lists(
        st.text(st.characters(exclude_categories=("Cs", "Cn", "Co")), max_size=40)
        | st.text("aeioustdgnrlyz'’ 3.,-", max_size=30)
        | st.text("毒品遠離發展後於 aé", max_size=20),
        min_size=20,
        max_size=40,
    )
)
def test_both_sides_make_the_same_words_of_a_text(script: Page, texts: list[str]) -> None:
    ours = [[fold(text), [list(token) for token in tokens(text)]] for text in texts]
    theirs = script.evaluate("texts => texts.map(qySearchWords)", texts)
    assert theirs == ours
    keys = [text for text in texts if text]
    assert script.evaluate("keys => keys.map(qySearchPlace)", keys) == [place(k) for k in keys]


@pytest.fixture(scope="module")
def script(browser: Browser, site: Path) -> Iterator[Page]:
    """The page with the inside of its script laid open."""
    page = browser.new_page(bypass_csp=True)
    page.goto((site / "en/search.html").as_uri())
    source = (PROJECT / "assets/search.js").read_text(encoding="utf-8")
    opened = source.replace(
        "  start();\n",
        """
  window.qySearchPlace = place;
  window.qySearchWords = function (text) {
    var folded = fold(text).text;
    return [folded, tokens(folded).map(function (token) { return [token.text, token.run]; })];
  };
  start();
""",
    )
    page.add_script_tag(content=opened)
    page.evaluate("pairs => qySearch.pairs(pairs)", all_pairs())
    yield page
    page.close()
