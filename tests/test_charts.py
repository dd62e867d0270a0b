"""Charts and timelines: geometry that holds for any data, and what editors are told."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyuan.render import charts
from qingyuan.render.timelines import LINE, SIZE, WIDTH, Drawing, Text, draw, width_of, wrap
from tests.command import PROJECT, SMALL, build, copy_of, edit, run

VALUES = st.lists(
    st.one_of(
        st.just(Decimal(0)),
        st.decimals(min_value=0, max_value=10**8, places=5, allow_nan=False),
        st.integers(1, 10**8).map(Decimal),
    ),
    min_size=1,
    max_size=30,
)
# Long words, Chinese, both together, nothing but punctuation.
LABELS = st.text(
    alphabet="国家禁毒委预警通告，。《》（）ABCMWmwaeilt -–0123456789%\u2002", max_size=160
)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))


@given(VALUES)
def test_bars_begin_at_zero_keep_their_proportions_and_stay_in_the_frame(
    values: list[Decimal],
) -> None:
    longest = max(values)
    for value, bar in zip(values, charts.bars(values, longest), strict=True):
        assert bar.x == 0
        assert 0 <= bar.width <= charts.FRAME
        exact = value * charts.FRAME / longest if longest else Decimal(0)
        if bar.widened:
            assert exact < charts.LEAST
            assert bar.width == charts.LEAST
        else:
            assert abs(bar.width - exact) <= Decimal("0.5")
        assert (bar.width == 0) == (value == 0)


@given(VALUES)
def test_parts_of_a_whole_fill_the_frame_without_gap_or_overlap(values: list[Decimal]) -> None:
    parts = charts.stack(values)
    start = 0
    for value, part in zip(values, parts, strict=True):
        assert part.x == start
        assert (part.width == 0) == (value == 0)
        assert part.width == 0 or part.width >= charts.LEAST_PART - 1
        start += part.width
    assert start == (charts.FRAME if any(values) else 0)
    for (one, first), (other, second) in combinations(zip(values, parts, strict=True), 2):
        assert one < other or first.width >= second.width - 1


def test_equal_values_have_equal_bars() -> None:
    assert {bar.width for bar in charts.bars([Decimal(7)] * 30, Decimal(7))} == {charts.FRAME}
    widths = [part.width for part in charts.stack([Decimal(7)] * 30)]
    assert max(widths) - min(widths) <= 1


@given(LABELS, st.integers(60, WIDTH))
def test_lines_fit_and_lose_nothing_but_spaces(text: str, most: int) -> None:
    lines = wrap(text, most)
    assert all(width_of(line) <= most for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)


def boxes(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    """The box of every text: left, top, right, bottom."""
    texts: list[Text] = [line for span in drawing.spans for line in span.lines]
    texts += [year for _, year in drawing.years] + [mark.number for mark in drawing.marks]
    below = LINE - SIZE
    return [(t.x, t.y - SIZE, t.x + t.width, t.y + below - 2) for t in texts]


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@settings(max_examples=200)
@given(
    st.lists(st.tuples(DAYS, DAYS).map(sorted), min_size=1, max_size=30),
    st.lists(st.tuples(DAYS, DAYS, LABELS.map("{}\u2002481天".format)), max_size=6),
)
def test_no_text_of_a_timeline_leaves_the_frame_or_meets_another(
    events: list[list[dt.date]], spans: list[tuple[dt.date, dt.date, str]]
) -> None:
    ordered = [(min(a, b), max(a, b), text) for a, b, text in spans]
    drawing = draw([(a, b) for a, b in events], ordered, lambda day: f"{day.year}年")
    found = boxes(drawing)
    for left, top, right, bottom in found:
        assert left >= 0
        assert right <= drawing.width
        assert top >= 0
        assert bottom <= drawing.height
    assert not any(overlap(one, other) for one, other in combinations(found, 2))
    for span in drawing.spans:
        assert span.x >= 0
        assert span.x + span.width <= drawing.width
    discs = [
        (m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in drawing.marks
    ]
    assert not any(overlap(one, other) for one, other in combinations(discs, 2))
    assert all(left >= 0 and right <= drawing.width and top >= 0 for left, top, right, _ in discs)


SEIZURES = """\
title: {zh: 缴获, en: Seized}
description: {zh: 两个案件。, en: Two cases.}
facts: [first-2022, second-2022]
"""
TIMELINE = """\
title: {zh: 这一年, en: The year}
description: {zh: 从头到尾。, en: From beginning to end.}
defaults: {source: town-page, paragraph: A1}
events:
  - {id: begin, date: 2020-02-28, text: {zh: 开始, en: Begun}}
  - {id: end, date: 2020-03-01, text: {zh: 结束, en: Ended}}
  - {id: later, date: 2021-05, text: {zh: 后来, en: Later}}
spans:
  - {from: begin, to: end, label: {zh: 期间, en: Between}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small site with a chart and a timeline in its first letter."""
    root = copy_of(SMALL, tmp_path)
    for folder, name, text in (("charts", "seized", SEIZURES), ("timelines", "year", TIMELINE)):
        (root / "content" / folder).mkdir()
        (root / "content" / folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    for code in ("zh", "en"):
        letter = root / f"content/stories/first-letter/{code}.md"
        text = letter.read_text(encoding="utf-8")
        letter.write_text(f"{text}\n\n[[chart:seized]]\n\n[[timeline:year]]\n", encoding="utf-8")
    return root


def problems(root: Path) -> list[tuple[str, str, int]]:
    checked = json.loads(run("check", "--root", root, "--format", "json").out)["problems"]
    return [
        (p["code"], p["path"].removeprefix("content/"), p["line"])
        for p in checked
        if p["severity"] == "error"
    ]


def test_parts_of_one_total_become_a_share_with_a_table_and_a_file(root: Path) -> None:
    assert build(root).code == 0
    page = (root / "output/en/stories/first-letter.html").read_text(encoding="utf-8")
    assert "qy-stack" in page
    assert "83.9%" in page
    assert "16.1%" in page
    assert re.search(r'href="[^"]*facts\.html#second-2022">250[^<]*g</a>', page)
    data = (root / "output/zh/charts/seized.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row[2] for row in rows[1:]] == ["1.3", "250"]


def test_bars_are_drawn_where_the_type_asks_for_them(root: Path) -> None:
    edit(root / "content/charts/seized.yaml", "facts:", "type: bars\nfacts:")
    assert build(root).code == 0
    page = (root / "output/en/stories/first-letter.html").read_text(encoding="utf-8")
    assert "qy-stack" not in page
    widths = [int(width) for width in re.findall(r'tint-\d" x="0" width="(\d+)"', page)]
    assert widths == [10000, 1923]


def test_days_are_counted_by_the_calendar(root: Path) -> None:
    assert build(root).code == 0
    for code, days in (("zh", "2天"), ("en", "2 days")):
        page = (root / f"output/{code}/stories/first-letter.html").read_text(encoding="utf-8")
        assert f"<b>{days}</b>" in page, "2020 is a leap year"


def test_the_days_of_ludian_are_on_both_pages(tmp_path: Path) -> None:
    assert build(PROJECT, "--output", tmp_path).code == 0
    for code, first, second in (("zh", "481天", "505天"), ("en", "481 days", "505 days")):
        page = (tmp_path / f"{code}/stories/ludian.html").read_text(encoding="utf-8")
        assert f"<b>{first}</b>" in page
        assert f"<b>{second}</b>" in page
    for folder in ("content/timelines", "content/stories/ludian"):
        for path in (PROJECT / folder).iterdir():
            assert not re.search(r"\b(481|505)\b", path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("charts/seized", "second-2022", "secnd-2022", ("fact-unknown", 3)),
        ("charts/seized", "second-2022", "change-2022", ("fact-not-usable", 3)),
        ("charts/seized", "second-2022", "leaflets-2022", ("chart-dimension", 3)),
        ("charts/seized", "[first-2022, second-2022]", "[]", ("field-empty", 3)),
        (
            "charts/seized",
            "facts: [first-2022, second-2022]",
            "groups: []",
            ("field-empty", 3),
        ),
        ("charts/seized", "facts:", "type: small-multiples\nfacts:", ("chart-type", 3)),
        (
            "charts/seized",
            "facts: [first-2022,",
            "type: share\nfacts: [all-2022,",
            ("chart-share", 3),
        ),
        (
            "charts/seized",
            "facts:",
            "series: [{zh: 甲, en: a}, {zh: 乙, en: b}]\nfacts:",
            ("chart-series", 4),
        ),
        ("charts/seized", "en: Seized", "em: Seized", ("text-language", 1)),
        ("timelines/year", "from: begin", "from: begn", ("event-unknown", 9)),
        ("timelines/year", "to: end", "to: later", ("span-day", 9)),
        ("timelines/year", "from: begin, to: end", "from: end, to: begin", ("span-order", 9)),
        ("timelines/year", "paragraph: A1", "paragraph: Z9", ("paragraph-unknown", 3)),
        ("timelines/year", "id: end", "id: begin", ("id-duplicate", 6)),
        ("stories/first-letter/en", "[[chart:seized", "[[chart:seizd", ("chart-unknown", 0)),
        ("stories/first-letter/en", "[[timeline:year", "[[timeline:yer", ("timeline-unknown", 0)),
        (
            "stories/first-letter/en",
            "[[timeline:year]]",
            "[[timeline:year]]\n\n[[timeline:year]]",
            ("chart-twice", 0),
        ),
        ("stories/first-letter/en", "[[chart:seized]]", "[[chart]]", ("embed-target", 0)),
    ],
)
def test_a_slip_is_reported_where_it_stands(
    root: Path, name: str, old: str, new: str, expected: tuple[str, int]
) -> None:
    path = next((root / "content").glob(f"{name}.*"))
    edit(path, old, new)
    code, line = expected
    found = [p for p in problems(root) if p[0] == code]
    assert found, problems(root)
    assert found[0][1] == path.relative_to(root / "content").as_posix()
    assert line in {0, found[0][2]}


def test_a_chart_that_could_not_be_read_is_not_called_unknown(root: Path) -> None:
    edit(root / "content/charts/seized.yaml", "facts:", "fatcs:")
    assert {code for code, _, _ in problems(root)} == {"field-unknown"}
