"""Facts that prove themselves: a wrong digit stops the build, a new value reaches every page."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingyuan.model.fact import Fact
from qingyuan.model.project import SourceFile
from qingyuan.model.quantity import plain
from qingyuan.read.parse import parse
from tests.command import PROJECT, SMALL, build, copy_of, edit, run, sums

DAY = ("--date", "2026-11-23")
LANGS = ("zh", "en")
CHECKPOINTS = "content/facts/checkpoints.yaml"
XHTML = "{http://www.w3.org/1999/xhtml}"

UNITS = """
tonne: {dimension: mass, factor: 1000000, zh: "{n}吨", en: "{n} t"}
yuan: {dimension: money, zh: "{n}元", en: "{n} yuan"}
wan-yuan: {dimension: money, factor: 10000, zh: "{n}万元", en: "{n} × 10,000 yuan"}
day: {dimension: time, zh: "{n}天", en: "{n} days"}
week: {dimension: time, factor: 7, zh: "{n}周", en: "{n} weeks"}
case: {dimension: case, zh: "{n}起", en: "{n} cases"}
percent: {dimension: percent, zh: "{n}%", en: "{n}%"}
per-mille: {dimension: percent, factor: 0.1, zh: "{n}‰", en: "{n}‰"}
"""
HEAD = """title: {zh: 另外的数字, en: More figures}
defaults: {place: town, period: 2022, source: town-page, paragraph: A2}
facts:
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("facts") / "site"
    assert build(PROJECT, "--output", output, *DAY).code == 0
    return output


def problems(root: Path) -> list[dict[str, Any]]:
    found = json.loads(run("check", "--root", root, "--format", "json", *DAY).out)["problems"]
    assert isinstance(found, list)
    return found


def fact(name: str, value: object, unit: str, more: str = "") -> str:
    """A fact of the small site, on a line of its own."""
    label = f"label: {{zh: 项目{name}, en: item {name}}}"
    return f"  {name}: {{{label}, value: {value}, unit: {unit}{more and ', ' + more}}}\n"


def small(folder: Path, *facts: str) -> Path:
    """The small site with more units and facts."""
    root = copy_of(SMALL, folder)
    units = root / "content/units.yaml"
    units.write_text(units.read_text(encoding="utf-8") + UNITS, encoding="utf-8", newline="\n")
    more = HEAD + "".join(facts)
    (root / "content/facts/more.yaml").write_text(more, encoding="utf-8", newline="\n")
    return root


def found_in_more(root: Path) -> list[tuple[str, str]]:
    """(code, English message) of what is wrong with the added facts, notes left aside."""
    return [
        (problem["code"], problem["message"]["en"])
        for problem in problems(root)
        if problem["severity"] != "note"
    ]


# One wrong digit


@pytest.mark.parametrize(
    ("old", "new", "got", "should"),
    [
        ("value: 0.69925", "value: 0.69926", "29.29893", "29.29892"),
        ("value: 1.99787", "value: 1.98787", "29.28892", "29.29892"),
        ("value: 29.29892", "value: 29.29802", "29.29892", "29.29802"),
    ],
)
def test_one_digit_of_a_sum_stops_the_build_at_its_line(
    tmp_path: Path, old: str, new: str, got: str, should: str
) -> None:
    root = copy_of(PROJECT, tmp_path)
    edit(root / CHECKPOINTS, old, new)
    lines = (root / CHECKPOINTS).read_text(encoding="utf-8").splitlines()
    total = next(n for n, line in enumerate(lines, 1) if f"value: {should}" in line)
    changed = next(n for n, line in enumerate(lines, 1) if new in line)
    stopped = build(root, *DAY)
    assert stopped.code == 1
    assert not (root / "output").exists()
    assert f"{CHECKPOINTS}:{total}:12: error[parts-sum]" in stopped.out
    assert f"the parts add up to {got}, but the value here is {should}" in stopped.out
    assert f"{CHECKPOINTS}:{changed}:12" in stopped.out, "the changed line is named"


def test_a_changed_value_changes_what_shows_it_and_nothing_else(tmp_path: Path, site: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    edit(root / "content/facts/prevention.yaml", "value: 4200000", "value: 4300000")
    assert build(root, *DAY).code == 0
    before, after = (
        {path: digest for path, digest in sums(folder).items() if "/search" not in path}
        for folder in (site, root / "output")
    )
    assert before.keys() == after.keys()
    old = re.compile("420余万份|morethan4.2millionleaflets|4200000")
    shows = {path for path in before if old.search(text_of(site / path))}
    assert {path for path in before if before[path] != after[path]} == shows
    for code in LANGS:
        assert shows >= {f"{code}/facts.{form}" for form in ("html", "csv", "json")}
        assert f"{code}/stories/zhaotong-2022.html" in shows
    for path in shows:
        text = text_of(root / "output" / path)
        assert not old.search(text), path
        assert re.search("430余万份|4.3million|4300000", text), path


def text_of(path: Path) -> str:
    """What a reader reads, without white space: a large figure stands in pieces."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".html":
        text = "".join(html5lib.parse(text).itertext())
    return "".join(text.split())


def test_a_figure_that_cannot_be_is_never_cited(tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    story = root / "content/stories/ludian/zh.md"
    text = story.read_text(encoding="utf-8")
    cited = f"{text.rstrip()}\n\n降幅为[[fact:ludian-newly-found-change-2022]]。\n"
    story.write_text(cited, encoding="utf-8", newline="\n")
    line = cited.count("\n")
    stopped = build(root, *DAY)
    assert stopped.code == 1
    place = f"content/stories/ludian/zh.md:{line}:4: error[fact-not-usable]"
    assert place in stopped.out
    assert "A count can fall by 100% at most" in stopped.out


# The checks, good and bad


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        # Shares
        ([fact("share", "100", "percent")], None),
        ([fact("share", "100.1", "percent")], "percent-impossible"),
        ([fact("share", "-1", "percent")], "percent-impossible"),
        ([fact("share", "1000", "per-mille")], None),
        ([fact("share", "1001", "per-mille")], "percent-impossible"),
        # A misprint is kept, marked
        ([fact("share", "126.7", "percent", "status: not-usable, reason: {zh: 错, en: no}")], None),
        # Falls and rises
        (
            [
                fact("first", 200, "case"),
                fact("later", 50, "case"),
                fact("fall", -75, "percent", "change-from: {before: first, after: later}"),
            ],
            None,
        ),
        (
            [
                fact("first", 50, "case"),
                fact("later", 200, "case"),
                fact("rise", 300, "percent", "change-from: {before: first, after: later}"),
            ],
            None,
        ),
        (
            [
                fact("first", 200, "case"),
                fact("later", 50, "case"),
                fact("fall", -126.7, "percent", "change-from: {before: first, after: later}"),
            ],
            "percent-impossible percent-disagrees",
        ),
        (
            [
                fact("first", 200, "case"),
                fact("later", 50, "case"),
                fact("fall", -74, "percent", "change-from: {before: first, after: later}"),
            ],
            "percent-disagrees",
        ),
        # Ratios, rounded as stated
        (
            [
                fact("some", 2, "case"),
                fact("all", 3, "case"),
                fact("share", "66.7", "percent", "ratio-of: {part: some, whole: all}"),
            ],
            None,
        ),
        (
            [
                fact("some", 2, "case"),
                fact("all", 3, "case"),
                fact("share", "66.6", "percent", "ratio-of: {part: some, whole: all}"),
            ],
            "percent-disagrees",
        ),
        (
            [
                fact("some", 2, "case"),
                fact("all", 3, "case"),
                fact("share", 667, "per-mille", "ratio-of: {part: some, whole: all}"),
            ],
            None,
        ),
        (
            [
                fact("some", 500, "gram"),
                fact("all", 2, "kilogram"),
                fact("share", 25, "percent", "ratio-of: {part: some, whole: all}"),
            ],
            None,
        ),
        (
            [
                fact("some", 2, "case"),
                fact("all", 3, "case"),
                fact("share", "66.7", "case", "ratio-of: {part: some, whole: all}"),
            ],
            "percent-unit",
        ),
        # Contradictions: the same thing, whatever the unit
        (
            [
                "  one: {label: {zh: 甲, en: a}, value: 1500, unit: gram}\n",
                "  two: {label: {zh: 甲, en: a}, value: 1.5, unit: kilogram}\n",
            ],
            None,
        ),
        (
            [
                "  one: {label: {zh: 甲, en: a}, value: 1500, unit: gram}\n",
                "  two: {label: {zh: 甲, en: A}, value: 1.6, unit: kilogram}\n",
            ],
            "fact-contradicts",
        ),
        (
            [
                "  one: {label: {zh: 甲, en: a}, value: 5, unit: case}\n",
                "  two: {label: {zh: 甲, en: a}, value: 6, unit: case, period: 2021}\n",
            ],
            None,
        ),
        # Days of review
        ([fact("one", 1, "case", "review-by: 2026-11-23")], None),
        ([fact("one", 1, "case", "review-by: 2026-11-22")], "review-due"),
        # Parts in several units
        (
            [
                fact("a", "0.001", "tonne"),
                fact("b", "2", "kilogram"),
                fact("c", "0.5", "gram"),
                fact("all", "3000.5", "gram", "parts: [a, b, c]"),
            ],
            None,
        ),
        (
            [
                fact("a", "10.1", "wan-yuan"),
                fact("b", "0.01", "yuan"),
                fact("all", "101000.01", "yuan", "parts: [a, b]"),
            ],
            None,
        ),
        (
            [
                fact("a", "10.1", "wan-yuan"),
                fact("b", "0.01", "yuan"),
                fact("all", "10.1", "wan-yuan", "parts: [a, b]"),
            ],
            "parts-sum",
        ),
        (
            [
                fact("a", 68, "week"),
                fact("b", 5, "day"),
                fact("all", 481, "day", "parts: [a, b]"),
            ],
            None,
        ),
        (
            [fact("a", 1, "week"), fact("all", 7, "kilogram", "parts: [a]")],
            "parts-unit",
        ),
    ],
)
def test_a_check_finds_what_is_wrong_and_lets_pass_what_is_right(
    tmp_path: Path, facts: list[str], expected: str | None
) -> None:
    found = found_in_more(small(tmp_path, *facts))
    assert sorted(code for code, _ in found) == sorted((expected or "").split()), found


def test_a_figure_that_no_text_uses_is_noted(tmp_path: Path) -> None:
    root = small(tmp_path, fact("lonely", 1, "case"), fact("cited", 2, "case"))
    for code, sentence in (("en", "One sentence."), ("zh", "一句话。")):
        edit(root / f"content/pages/about/{code}.md", sentence, f"{sentence} [[fact:cited]]")
    noted = [p["message"]["en"] for p in problems(root) if p["code"] == "fact-unused"]
    assert any("lonely" in message for message in noted)
    assert not any("“cited”" in message for message in noted)
    assert build(root, *DAY).code == 0, "a note blocks nothing"


# Sums in mixed units

_FACTORS = {"gram": 1, "kilogram": 1000, "tonne": 1_000_000}
_PART = st.tuples(
    st.decimals(0, 10**6, places=5).map(lambda value: value.normalize()),
    st.sampled_from(sorted(_FACTORS)),
)


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small(tmp_path_factory.mktemp("weights"))


@given(
    parts=st.lists(_PART, min_size=1, max_size=6),
    unit=st.sampled_from(sorted(_FACTORS)),
    slip=st.sampled_from([Decimal(0), Decimal("0.00000000001"), Decimal(-1)]),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_parts_in_mixed_units_add_up_exactly_or_not_at_all(
    weights: Path, parts: list[tuple[Decimal, str]], unit: str, slip: Decimal
) -> None:
    total = sum(value * _FACTORS[name] for value, name in parts) / Decimal(_FACTORS[unit])
    facts = [fact(f"p{n}", plain(value), name) for n, (value, name) in enumerate(parts)]
    ids = ", ".join(f"p{n}" for n in range(len(parts)))
    facts.append(fact("total", plain(total + slip), unit, f"parts: [{ids}]"))
    more = weights / "content/facts/more.yaml"
    more.write_text(HEAD + "".join(facts), encoding="utf-8", newline="\n")
    found = found_in_more(weights)
    assert [code for code, _ in found] == (["parts-sum"] if slip else [])
    if slip:
        assert f"add up to {plain(total)}," in found[0][1]


# The page


def rows(site: Path, code: str) -> dict[str, str]:
    """Id → text of every row of the facts page."""
    tree = html5lib.parse((site / code / "facts.html").read_text(encoding="utf-8"))
    return {
        name: " ".join("".join(row.itertext()).split())
        for row in tree.iter(f"{XHTML}tr")
        if (name := row.get("id"))
    }


def written() -> dict[str, Fact]:
    """Id → fact, as the YAML files have it."""
    found: dict[str, Fact] = {}
    for path in sorted((PROJECT / "content/facts").glob("*.yaml")):
        name = path.relative_to(PROJECT).as_posix()
        theme = parse(SourceFile.of(name, path.read_bytes())).value
        found |= {one.id: one for one in theme.facts}
    return found


@pytest.mark.parametrize("code", LANGS)
def test_every_fact_has_its_row_with_its_support_and_how_to_cite_it(site: Path, code: str) -> None:
    shown, facts = rows(site, code), written()
    assert shown.keys() == facts.keys()
    cite = {"zh": "怎样引用", "en": "How to cite"}[code]
    for name, one in facts.items():
        text = shown[name]
        assert one.label[code].casefold() in text.casefold()
        assert cite in text
        assert one.paragraph.id in text
        assert (one.note.get(code) or "") in text


def test_the_citation_names_the_address_where_it_is_known(tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    edit(root / "content/site.yaml", "languages:", "address: https://example.org/a\nlanguages:")
    assert build(root, *DAY).code == 0
    text = rows(root / "output", "en")["leaflets-2022"].replace("\u00a0", " ")
    assert (
        "Leaflets and other anti-drug materials handed out: more than 4.2 million leaflets "
        "(Zhaotong, Yunnan, 2022 to publication). Source: " in text
    )
    assert text.count("https://example.org/a/en/facts.html#leaflets-2022") == 1
    data = json.loads((root / "output/en/facts.json").read_text(encoding="utf-8"))
    assert data["facts"][0]["address"] == "https://example.org/a/en/facts.html#leaflets-2022"


def test_errors_of_the_printed_page_are_shown_as_such(site: Path) -> None:
    zh, en = (rows(site, code)["ludian-newly-found-change-2022"] for code in LANGS)
    assert "126.7%" in zh
    assert "原文如此，不可采用：人数最多只能下降100%" in zh
    assert "As printed; it cannot be right: A count can fall by 100% at most" in en
    assert not re.search(r"。。|\.\.", zh + en), "a sentence ends once"
    page = (site / "en/facts.html").read_text(encoding="utf-8")
    assert "<s>126.7%</s>" in page
    assert "gives Constitution Day as" in page


def test_a_fact_names_the_texts_that_use_it(site: Path) -> None:
    text = (site / "en/facts.html").read_text(encoding="utf-8")
    row = text[text.index('<tr id="leaflets-2022"') :].partition("</tr>")[0]
    assert 'href="../en/stories/zhaotong-2022.html"' in row
    assert 'href="../en/about.html"' in row


@pytest.mark.parametrize("code", LANGS)
def test_every_citation_in_a_story_leads_to_its_entry(site: Path, code: str) -> None:
    facts, cited = written(), set()
    for path in (site / code / "stories").glob("*.html"):
        tree = html5lib.parse(path.read_text(encoding="utf-8"))
        entries = {e.get("id"): "".join(e.itertext()) for e in tree.iter(f"{XHTML}li")}
        for link in tree.iter(f"{XHTML}a"):
            if link.get("class") == "qy-fact":
                one = facts[link.get("href", "").removeprefix("#figure-")]
                entry = entries[f"figure-{one.id}"]
                for part in (one.label[code], one.paragraph.id, str(one.period.start.year)):
                    assert part in entry
                assert (one.note.get(code) or "") in entry
                cited.add(one.id)
    assert len(cited) > 50


@pytest.mark.parametrize("code", LANGS)
def test_the_page_is_light(site: Path, code: str) -> None:
    assert len(gzip.compress((site / code / "facts.html").read_bytes())) < 60_000


# The downloads


@pytest.mark.parametrize("code", LANGS)
def test_the_downloads_are_linked_from_the_page(site: Path, code: str) -> None:
    page = (site / code / "facts.html").read_text(encoding="utf-8")
    for form in ("csv", "json"):
        assert f'href="../{code}/facts.{form}" download' in page


@pytest.mark.parametrize("code", LANGS)
def test_the_csv_says_what_the_facts_say(site: Path, code: str) -> None:
    data = (site / code / "facts.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "Excel needs the mark"
    text = data.decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n")
    head, *lines = csv.reader(io.StringIO(text, newline=""))
    assert len(head) == 15
    facts = written()
    assert [line[0] for line in lines] == list(rows(site, code))
    usable = {"zh": "可用", "en": "usable"}[code]
    for line in lines:
        one = facts[line[0]]
        assert len(line) == len(head)
        assert Decimal(line[2]) == one.value
        assert line[2] == plain(one.value)
        assert (line[1], line[11]) == (one.label[code], one.paragraph.id)
        assert line[7] == str(one.period.start)
        assert (line[12] == usable) == one.usable
        assert line[13:] == [one.reason.get(code) or "", one.note.get(code) or ""]


@pytest.mark.parametrize("code", LANGS)
def test_the_json_says_what_the_facts_say(site: Path, code: str) -> None:
    data = json.loads((site / code / "facts.json").read_text(encoding="utf-8"))
    assert data["version"] == 1
    assert data["language"] == {"zh": "zh-Hans", "en": "en"}[code]
    facts = written()
    units = {unit["id"]: unit for unit in data["units"]}
    sources = {source["id"]: source for source in data["sources"]}
    assert [entry["id"] for entry in data["facts"]] == list(rows(site, code))
    for entry in data["facts"]:
        one = facts[entry["id"]]
        assert isinstance(entry["value"], str)
        assert Decimal(entry["value"]) == one.value
        assert entry["qualifier"] == one.qualifier
        assert entry["unit"] == one.unit.id
        assert entry["unit"] in units
        assert entry["label"] == one.label[code]
        assert entry["parts"] == [ref.id for ref in one.parts]
        assert (entry["status"] == "usable") == one.usable
        paragraphs = sources[entry["source"]["id"]]["paragraphs"]
        assert entry["source"]["paragraph"] in {p["id"] for p in paragraphs}
    assert any(source["errata"] for source in sources.values())


def test_every_field_of_the_json_is_documented(site: Path) -> None:
    text = (PROJECT / "docs/facts-json.md").read_text(encoding="utf-8")

    def names(value: Any) -> set[str]:
        if isinstance(value, list):
            return {name for item in value for name in names(item)}
        if not isinstance(value, dict):
            return set()
        return set(value) | {name for item in value.values() for name in names(item)}

    data = json.loads((site / "en/facts.json").read_text(encoding="utf-8"))
    for unit in data["units"]:
        del unit["wording"]
    for name in names(data) | {"wording"}:
        assert f"`{name}`" in text, name


def test_no_spreadsheet_takes_a_text_for_a_formula(tmp_path: Path) -> None:
    root = small(
        tmp_path,
        '  one: {label: {zh: "=1+1", en: "=HYPERLINK(1)"}, value: -5, unit: yuan, '
        'note: {zh: "@甲", en: "+\\"a\\", b"}}\n',
    )
    assert build(root, *DAY).code == 0
    text = (root / "output/en/facts.csv").read_bytes().decode("utf-8-sig")
    line = next(row for row in csv.reader(io.StringIO(text, newline="")) if row[0] == "one")
    assert line[1] == "'=HYPERLINK(1)"
    assert line[2] == "-5", "a number stays one"
    assert line[14] == '\'+"a", b'
    assert all(not cell.startswith(("=", "+", "@", "\t")) for cell in line)
    data = json.loads((root / "output/en/facts.json").read_text(encoding="utf-8"))
    assert next(f for f in data["facts"] if f["id"] == "one")["label"] == "=HYPERLINK(1)"
