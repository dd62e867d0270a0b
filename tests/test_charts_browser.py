"""Charts of extreme data in a real browser: nothing overlaps, leaves its frame or needs scrolling.

The geometry that is computed is tested in test_charts.py; here is what a reader sees of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator

from tests.command import SMALL, build, copy_of

pytestmark = pytest.mark.browser

LONG_ZH = "预防青少年药物滥用宣传教育进校园进社区进家庭活动中参加现场咨询的学生家长和群众" * 2
LONG_EN = "Antidisestablishmentarianism " + "incomprehensibilities-of-the-interdepartmental " * 3
VALUES = {
    "zero": ("0", "0", "0"),
    "equal": ("42", "42", "42"),
    "one": ("7",),
    "huge": ("1", "10", "100", "99999999", "100000000"),
    "exact": ("0.00001", "12345678.12345", "29.29892"),
    "thirty": tuple(str(number**3) for number in range(30)),
}
BOXES = """(figure) => {
    const frame = figure.getBoundingClientRect();
    const seen = [];
    const walk = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const node = walk.currentNode;
        if (!node.textContent.trim() || !node.parentElement.checkVisibility()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        // The line's own height, so that a line which touches the next is no overlap.
        const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
        for (const box of range.getClientRects()) {
            if (box.width < 1) continue;
            const middle = (box.top + box.bottom) / 2;
            // A table scrolls in a frame of its own, where its words can't be broken.
            const scrolls = node.parentElement.closest('.qy-table') !== null;
            seen.push({text: node.textContent.trim(), size, scrolls,
                left: box.left - frame.left, right: box.right - frame.left,
                top: middle - size / 2, bottom: middle + size / 2});
        }
    }
    return {width: frame.width, seen};
}"""
BARS = """(figure) => [...figure.querySelectorAll('svg rect')].map(rect => {
    const box = rect.getBoundingClientRect(), svg = rect.ownerSVGElement.getBoundingClientRect();
    return [box.left - svg.left, svg.right - box.right, box.width, box.height];
})"""


def localized(zh: str, en: str) -> str:
    return f"{{zh: {zh}, en: {en}}}"


def chart_text(ids: list[str], *, more: str = "") -> str:
    label = localized(LONG_ZH, LONG_EN)
    rows = "".join(f"  - {{label: {label}, facts: [{ids_}]}}\n" for ids_ in ids)
    return f"title: {label}\ndescription: {label}\n{more}rows:\n{rows}"


def extreme(root: Path) -> list[str]:
    """Facts, charts and a timeline of all sorts; the ids of what the page shows."""
    content = root / "content"
    facts, shown = [], {}
    for name, values in VALUES.items():
        ids = [f"{name}-{number}" for number in range(len(values))]
        for id_, value in zip(ids, values, strict=True):
            label = localized(f"{LONG_ZH}{id_}", f"{LONG_EN}{id_}")
            more = "qualifier: more-than, note: " + label
            facts.append(f"  {id_}: {{label: {label}, value: {value}, unit: leaflet, {more}}}")
        shown[name] = chart_text(ids)
    two = [f"huge-{number}, equal-{number % 3}" for number in range(5)]
    names = f"series: [{localized('前', 'before')}, {localized(LONG_ZH, LONG_EN)}]\n"
    shown["two"] = chart_text(two, more=names)
    group = f"title: {localized(LONG_ZH, LONG_EN)}, facts"
    groups = "".join(f"  - {{{group}: [huge-{n}, thirty-{n}]}}\n" for n in range(5))
    head = chart_text([]).removesuffix("rows:\n")
    shown["multiples"] = f"{head}groups:\n{groups}"
    for name in ("huge", "thirty"):
        parts = ", ".join(f"{name}-{number}" for number in range(len(VALUES[name])))
        total = sum(int(value) for value in VALUES[name])
        label = localized(f"{name}合计", f"all of the {name[0]}")
        facts.append(
            f"  {name}-total: {{label: {label}, value: {total}, unit: leaflet, parts: [{parts}]}}"
        )
    shown["bars"] = shown["thirty"].replace("rows:", "type: bars\nrows:")
    theme = (
        "title: {zh: 多, en: many}\n"
        "defaults: {place: town, period: 2022, source: town-page, paragraph: A2}\nfacts:\n"
    )
    (content / "facts/extreme.yaml").write_text(theme + "\n".join(facts) + "\n", encoding="utf-8")
    (content / "charts").mkdir()
    for name, text in shown.items():
        (content / f"charts/{name}.yaml").write_text(text, encoding="utf-8")
    (content / "timelines").mkdir()
    (content / "timelines/long.yaml").write_text(timeline_text(), encoding="utf-8")
    embeds = [f"[[chart:{name}]]" for name in shown] + ["[[timeline:long]]"]
    for code in ("zh", "en"):
        letter = content / f"stories/first-letter/{code}.md"
        text = letter.read_text(encoding="utf-8")
        letter.write_text("\n\n".join([text, *embeds, ""]), encoding="utf-8")
    return [*(f"qy-chart-{name}" for name in shown), "qy-timeline-long"]


def timeline_text() -> str:
    """Twelve days in a row, a month and a year far off, spans long and short."""
    label = localized(LONG_ZH, LONG_EN)
    days = [f"2020-01-{day:02}" for day in range(1, 13)] + ["2021-05", "1950", "2199-12-31"]
    events = "".join(f"  - {{id: e{n}, date: {d}, text: {label}}}\n" for n, d in enumerate(days))
    spans = "".join(
        f"  - {{from: {start}, to: {end}, label: {label}}}\n"
        for start, end in (("e0", "e1"), ("e0", "e14"), ("e11", "e14"))
    )
    return (
        f"title: {label}\ndescription: {label}\ndefaults: {{source: town-page, paragraph: A1}}\n"
        f"events:\n{events}spans:\n{spans}"
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    root = copy_of(SMALL, tmp_path_factory.mktemp("extreme"))
    shown = extreme(root)
    done = build(root)
    assert done.code == 0, done.out
    return root / "output", shown


def overlapping(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    found = []
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            beside = one["right"] <= other["left"] + 0.5 or other["right"] <= one["left"] + 0.5
            above = one["bottom"] <= other["top"] + 0.5 or other["bottom"] <= one["top"] + 0.5
            if not (beside or above):
                found.append((one["text"], other["text"]))
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("code", ["zh", "en"])
def test_texts_stay_apart_in_their_frames_and_large_enough_to_read(
    browser: Browser, site: tuple[Path, list[str]], code: str, width: int, scheme: str
) -> None:
    output, shown = site
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        said.append(message.text)

    context.on("console", hear)
    page = context.new_page()
    page.goto((output / code / "stories/first-letter.html").as_uri())
    for opened in ("false", "true"):
        page.evaluate(f"document.querySelectorAll('details').forEach(d => d.open = {opened})")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for id_ in shown:
            check_figure(page.locator(f"#{id_}"))
    context.close()
    assert said == []


def check_figure(figure: Locator) -> None:
    """Texts in the frame, apart, and no smaller than 12 px; bars in theirs."""
    found = figure.evaluate(BOXES)
    assert found["seen"]
    for box in found["seen"]:
        assert box["left"] >= -0.5, box
        assert box["scrolls"] or box["right"] <= found["width"] + 0.5, box
        assert box["size"] >= 12, box
    assert overlapping(found["seen"]) == []
    for left, right, wide, high in figure.evaluate(BARS):
        assert left >= -1.5
        assert right >= -1.5
        assert high == 0 or wide >= 1, "a value above zero is always seen"


def test_values_above_zero_are_seen_in_forced_colours_too(
    browser: Browser, site: tuple[Path, list[str]]
) -> None:
    output, _ = site
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto((output / "en/stories/first-letter.html").as_uri())
    fills = page.evaluate(
        """() => [...document.querySelectorAll('.qy-bar [class^=qy-tint]')]
            .map(rect => getComputedStyle(rect).fill)"""
    )
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert fills
    assert ground not in fills
    context.close()
