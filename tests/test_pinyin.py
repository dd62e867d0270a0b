"""Pinyin above Chinese texts, as young pupils and those who mend a reading meet it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from qingyuan.model.pinyin import is_syllable, suggestion
from tests import pinyin_table
from tests.command import PROJECT, SMALL, build, copy_of
from tests.pages import quiet_context
from tests.test_accessibility import EVERYTHING, SOURCE, found

SAID = """text => {
    const box = document.querySelector('main');
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    let han = '';
    const readings = [];
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (parent.tagName === 'RT') {
            readings[han.length - 1] = walker.currentNode.data;
        } else {
            han += walker.currentNode.data;
        }
    }
    const at = han.indexOf(text);
    const said = Array.from(text, (_, index) => readings[at + index] || '');
    return at < 0 ? null : said.join(' ').trim();
}"""
# How far apart the lines of each paragraph stand, by the characters in it.
PITCHES = """() => [...document.querySelectorAll('.qy-prose > p, .qy-standfirst')].flatMap(box => {
    const range = document.createRange();
    const tops = new Set();
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        if (walker.currentNode.parentElement.tagName === 'RT') continue;
        range.selectNodeContents(walker.currentNode);
        for (const rect of range.getClientRects()) tops.add(Math.round(rect.top));
    }
    const lines = [...tops].sort((one, other) => one - other);
    const size = parseFloat(getComputedStyle(box).lineHeight);
    const pitches = lines.slice(1).map((top, index) => (top - lines[index]) / size);
    return pitches.filter(each => each > 0.3);
})"""
# From sentences of this site: a character that is read in several ways, and what it is there.
SENTENCES = {
    "stories/ludian": {
        "鲁甸县在云南": "Lǔ diàn xiàn zài Yún nán",
        "昭通市": "Zhāo tōng shì",
        "重点关注": "zhòng diǎn guān zhù",
        "重新组织": "chóng xīn zǔ zhī",
        "家长": "jiā zhǎng",
        "觉得": "jué de",
        "得到": "dé dào",
        "行动": "xíng dòng",
        "还有": "hái yǒu",
    },
    "stories/zhaotong-2022": {"调度": "diào dù", "因为": "yīn wèi"},
    "about": {"照片": "zhào piàn", "数的是": "shǔ de shì", "次数": "cì shù", "人数": "rén shù"},
}

browsing = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built in a folder with a Chinese name."""
    output = tmp_path_factory.mktemp("pinyin") / "清源 #1"
    assert build(PROJECT, "--output", output).code == 0
    return output


def opened(page: Page, site: Path, name: str = "zh/stories/ludian") -> None:
    page.goto((site / f"{name}.html").as_uri())


def switch_on(page: Page) -> None:
    page.get_by_role("button", name="拼音").click()
    page.locator("main ruby").first.wait_for(state="attached")


@browsing
@pytest.mark.parametrize("name", SENTENCES)
def test_names_and_characters_of_several_readings_are_read_rightly(
    page: Page, site: Path, name: str
) -> None:
    opened(page, site, f"zh/{name}")
    switch_on(page)
    said = {text: page.evaluate(SAID, text) for text in SENTENCES[name]}
    assert said == SENTENCES[name]


@browsing
def test_forced_is_read_as_one_forces(page: Page, tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "site")
    text = root / "content/stories/first-letter/zh.md"
    said = "\n\n没有谁能强迫你，强也不行。\n"
    text.write_text(text.read_text(encoding="utf-8") + said, encoding="utf-8")
    (root / "content/pinyin.yaml").write_text("强迫: qiǎng pò\n", encoding="utf-8")
    build(root)
    opened(page, root / "output", "zh/stories/first-letter")
    switch_on(page)
    assert page.evaluate(SAID, "强迫你，强") == "qiǎng pò nǐ  qiáng"


@browsing
def test_every_chinese_character_has_a_reading_and_the_text_comes_back(
    page: Page, site: Path
) -> None:
    opened(page, site)
    before = page.locator("main").inner_text()
    switch_on(page)
    bare = page.evaluate(
        """() => [...document.querySelectorAll('main p, main li, main h2')].filter(box => {
            const copy = box.cloneNode(true);
            copy.querySelectorAll('ruby, svg, .qy-crumbs').forEach(each => each.remove());
            return box.matches(':lang(zh)') && !box.closest('.qy-crumbs')
                && /[\\u4e00-\\u9fff]/.test(copy.textContent);
        }).map(box => box.textContent)"""
    )
    assert bare == []
    page.get_by_role("button", name="拼音").click()
    assert page.locator("ruby").count() == 0
    assert page.locator("main").inner_text() == before


@browsing
def test_it_is_off_at_first_and_then_as_the_reader_left_it(page: Page, site: Path) -> None:
    opened(page, site)
    assert page.locator("ruby").count() == 0
    switch_on(page)
    opened(page, site, "zh/glossary")
    page.locator("main ruby").first.wait_for(state="attached")
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert kept == '{"qingyuan-pinyin":"on"}'
    page.get_by_role("button", name="拼音").click()
    opened(page, site)
    assert page.locator("ruby").count() == 0


@browsing
def test_nothing_is_loaded_for_those_who_do_not_want_it(page: Page, site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, site)
    assert not [url for url in asked if "readings" in url or url.endswith("zh/pinyin.js")]
    switch_on(page)
    assert len([url for url in asked if "readings" in url or url.endswith("zh/pinyin.js")]) == 2


@browsing
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_lines_stand_equally_far_apart_and_nothing_grows_too_wide(
    page: Page, site: Path, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for name in ("zh/stories/ludian", "zh/index", "zh/facts", "zh/help", "zh/schools/ludian"):
        opened(page, site, name)
        button = page.get_by_role("button", name="拼音")
        if button.get_attribute("aria-pressed") == "false":
            button.click()
        page.locator("main ruby").first.wait_for(state="attached")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        # A character of another size in the line may stand a little lower.
        assert all(0.8 < pitch < 1.2 for pitch in page.evaluate(PITCHES)), name


@browsing
def test_no_line_begins_with_a_closing_mark(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 900})
    opened(page, site)
    switch_on(page)
    parted = page.evaluate(
        """() => [...document.querySelectorAll('qy-keep')].filter(keep => {
            const range = document.createRange();
            const ends = [keep.firstChild, keep.lastChild].map(node => {
                range.selectNode(node.nodeName === 'RUBY' ? node.firstChild : node);
                return range.getBoundingClientRect();
            });
            return Math.abs(ends[0].top - ends[1].top) > 12;
        }).map(keep => keep.textContent)"""
    )
    assert parted == []
    assert page.locator("qy-keep").count() > 50


@browsing
def test_the_switch_has_its_place_before_its_script_runs(browser: Browser, site: Path) -> None:
    with quiet_context(browser, java_script_enabled=False) as context:
        page = context.new_page()
        opened(page, site)
        assert page.get_by_role("button", name="拼音").count() == 0
        without = page.locator(".qy-languages").bounding_box()
    with quiet_context(browser) as context:
        page = context.new_page()
        opened(page, site)
        assert page.get_by_role("button", name="拼音").is_visible()
        assert page.locator(".qy-languages").bounding_box() == without


@browsing
def test_the_english_edition_offers_none(page: Page, site: Path) -> None:
    opened(page, site, "en/stories/ludian")
    assert page.locator(".qy-pinyin").count() == 0


@browsing
def test_it_prints(page: Page, site: Path) -> None:
    opened(page, site)
    switch_on(page)
    page.emulate_media(media="print")
    assert page.locator("main rt:visible").count() > 100
    assert not page.locator(".qy-pinyin").is_visible()


@browsing
def test_what_a_search_finds_has_readings_too(page: Page, site: Path) -> None:
    opened(page, site, "zh/search")
    switch_on(page)
    page.get_by_role("searchbox").fill("社区")
    page.get_by_role("button", name="搜索").click()
    page.locator(".qy-results ruby").first.wait_for(state="attached")


@browsing
def test_axe_finds_nothing_while_it_is_on(browser: Browser, site: Path) -> None:
    with quiet_context(browser) as context:
        context.add_init_script(path=SOURCE)
        page = context.new_page()
        opened(page, site)
        switch_on(page)
        assert found(page, EVERYTHING, (320, 1280)) == []


@browsing
def test_who_hears_a_page_hears_its_words_once(page: Page, site: Path) -> None:
    opened(page, site)
    switch_on(page)
    # A browser may part characters in names, but says nothing between them.
    name = re.compile("^找 ?人 ?帮 ?忙$")
    assert page.get_by_role("heading", name=name).count() == 1


def test_a_mended_reading_changes_one_file_and_no_page(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "site")
    build(root)
    output = root / "output"
    site = [path for path in output.rglob("*.*") if path.suffix in {".html", ".js", ".json"}]
    before = {path: path.read_bytes() for path in site if path.name != "manifest.json"}
    (root / "content/pinyin.yaml").write_text("昭通: Zhāo tōng\n", encoding="utf-8")
    build(root)
    changed = [
        p.relative_to(output).as_posix() for p, old in before.items() if p.read_bytes() != old
    ]
    assert changed == ["zh/pinyin.js"]
    assert "Zhāo tōng" in (output / "zh/pinyin.js").read_text(encoding="utf-8")


def test_the_common_readings_are_those_of_the_generator() -> None:
    on_disk = pinyin_table.FILE.read_text(encoding="utf-8")
    assert on_disk == pinyin_table.script(), "run: python -m tests.pinyin_table"


def test_every_common_reading_is_a_syllable() -> None:
    text = pinyin_table.FILE.read_text(encoding="utf-8")
    words = re.findall(
        r"[a-zêüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]+",
        text.split("qyPinyin.common")[1].replace("\\n", " "),
    )
    wrong = {word for word in words if not is_syllable(word)}
    assert not wrong


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lu3", "lǔ"),
        ("nv3", "nǚ"),
        ("nu:3", "nǚ"),
        ("zhaō", "zhāo"),
        ("Dian4", "Diàn"),
        ("de5", "de"),
    ],
)
def test_what_was_meant_is_offered(typed: str, meant: str) -> None:
    assert not is_syllable(typed)
    assert suggestion(typed) == meant
    assert is_syllable(meant)
