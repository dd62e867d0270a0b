"""More than twenty mistakes told in one run; and a broken file that hides none of another's."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command import SMALL, build, copy_of, edit, of_one_edition, run, sums

TODAY = "2026-11-23"

# Below content/: what stands in a file, and what an editor made of it.
MISTAKES = {
    "facts/seizures.yaml": (
        ("paragraph: A2", "paragraph: A3"),  # a paragraph that the source does not have
        ("value: 250", "value: 250克"),  # a unit in a number
        ("qualifier: more-than", "qualifer: more-than"),  # a misspelt field
        ("unit: leaflet", "unit: leaflets"),  # a unit that there is not
    ),
    "glossary.yaml": (("see: [recovery]", "see: [recvery]"),),  # a term that there is not
    "help.yaml": (
        ('"12355"', '"１２３５５"'),  # digits of full width
        ("2026-11-01", "2026/11/01"),  # a date with slashes
    ),
    "pages/about/en.md": (
        ("One sentence.", "# One\n\nSee [[page:hlep]]."),  # a first-level heading; no such page
    ),
    "pages/about/zh.md": (
        (
            "一句话。",
            "＃＃ 一\n\n[二](javascript:void)",
        ),  # marks of full width; an address that runs
    ),
    "pages/home/en.md": (("summary: A page for tests.\n", ""),),  # a field that is missing
    "pages/home/zh.md": (
        ("一句话。", "![图](photo.jpg)\n\n[上](#top)"),  # no such picture; no such heading
    ),
    "places.yaml": (("en: Hekou town", "en: Hekou, a town"),),  # a comma in braces
    "sources.yaml": (("- paragraph: A2", "- paragraph: A9"),),  # another paragraph
    "stories/first-letter/en.md": (
        ("title: The", "date: 2022-02-26\ntitle: The"),  # a date that story.yaml gives already
        ("[[term:dependence]]", "[[term:dependence]"),  # a bracket too few
    ),
    "stories/first-letter/story.yaml": (
        ("testimony", "testimonal"),  # not one of the kinds
        ("[high, parents]", "[high，parents]"),  # a comma of full width
    ),
    "stories/first-letter/zh.md": (
        ("!!! skills", "!!! skill"),  # no such box
        ("{#the-way-back}", "{#the-bet}"),  # one id for two headings
        ("[[help]]", "电话：[[help]]"),  # a block inside a line
    ),
    "stories/school-visit/en.md": (
        ("[[fact:all-2022]]", "[[fact:al-2022]]"),  # no such figure
        ("{#talk}", '{#talk onclick="x()"}'),  # a script in an attribute list
    ),
    "stories/school-visit/story.yaml": (
        ("[school, recovery]", "[schol, recovery]"),  # no such topic
        ("place: county", "place: conty"),  # no such place
    ),
    "topics.yaml": (("{zh: 校园", "{zh：校园"),),  # a colon of full width
    "units.yaml": (('zh: "{n}克"', "zh: 克"),),  # no place for the number
}

EXPECTED = """\
facts/seizures.yaml:3:69: paragraph-unknown
facts/seizures.yaml:15:12: field-number
facts/seizures.yaml:20:5: field-unknown
facts/seizures.yaml:21:11: unit-unknown
glossary.yaml:4:9: term-unknown
help.yaml:4:13: field-type
help.yaml:8:15: field-date
pages/about/en.md:6:1: heading-level-one
pages/about/en.md:8:5: page-unknown
pages/about/zh.md:6:1: wide-mark
pages/about/zh.md:8:5: link-scheme
pages/home/en.md:2:1: field-missing
pages/home/zh.md:6:6: file-missing
pages/home/zh.md:8:5: link-anchor
places.yaml:1:28: yaml-comma
sources.yaml:9:18: paragraph-unknown
stories/first-letter/en.md:2:7: shared-field-twice
stories/first-letter/en.md:9:14: embed-form
stories/first-letter/story.yaml:2:7: field-choice
stories/first-letter/story.yaml:5:16: yaml-wide-sign
stories/first-letter/zh.md:14:5: box-unknown
stories/first-letter/zh.md:17:10: anchor-twice
stories/first-letter/zh.md:26:4: embed-alone
stories/school-visit/en.md:6:49: fact-unknown
stories/school-visit/en.md:8:16: html-removed
stories/school-visit/story.yaml:3:10: topic-unknown
stories/school-visit/story.yaml:4:8: place-unknown
topics.yaml:2:12: yaml-wide-colon
units.yaml:1:25: unit-number
""".splitlines()


def problems(root: Path, *, code: int) -> list[str]:
    """A line for each problem of a build, in the order in which they are told."""
    done = run("build", "--root", root, "--format", "json", "--date", TODAY, "--jobs", "1")
    assert done.code == code
    assert done.err == ""
    return [
        f"{p['path'].removeprefix('content/')}:{p['line']}:{p['column']}: {p['code']}"
        for p in of_one_edition(json.loads(done.out)["problems"])
    ]


def test_all_mistakes_are_told_at_once_each_at_its_place(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "清源 网站")
    assert build(root, "--date", TODAY).code == 0
    before = sums(root / "output")
    for name, changes in MISTAKES.items():
        for right, wrong in changes:
            edit(root / "content" / name, right, wrong)
    assert sum(map(len, MISTAKES.values())) >= 20
    assert problems(root, code=1) == EXPECTED
    assert sums(root / "output") == before


def test_they_are_told_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    """As an editor reads them: by file, and within a file from the top down."""
    root = copy_of(SMALL, tmp_path)
    for name, changes in MISTAKES.items():
        for right, wrong in changes:
            edit(root / "content" / name, right, wrong)
    told = [line.split(":") for line in problems(root, code=1)]
    places = [(path, int(line), int(column)) for path, line, column, _ in told]
    assert places == sorted(places)


def test_a_file_beyond_reading_hides_no_problem_of_another(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    letter, visit = (root / "content/stories" / name for name in ("first-letter", "school-visit"))
    # Neither its shared fields nor one of its editions can be read any more,
    edit(letter / "story.yaml", "scope: {zh: 全文,", "scope: {zh: 全文")
    edit(letter / "zh.md", "title: 第一封信", 'title: "第一封信')
    # and another story, which links to it, has mistakes of its own.
    edit(visit / "zh.md", "[[fact:all-2022]]", "[[fact:al-2022]]")
    edit(visit / "en.md", "[[page:help]]", "[[page:hepl]]")
    assert problems(root, code=1) == [
        "stories/first-letter/story.yaml:10:18: yaml-syntax",
        "stories/first-letter/zh.md:2:8: yaml-unclosed",
        "stories/school-visit/en.md:10:63: page-unknown",
        "stories/school-visit/zh.md:6:30: fact-unknown",
    ]


def test_nothing_is_called_unknown_because_its_file_is_broken(tmp_path: Path) -> None:
    """Every data file, one after the other: its own problem is told, and nothing else."""
    for name in ("glossary", "help", "places", "sources", "topics", "units", "facts/seizures"):
        root = copy_of(SMALL, tmp_path / name.replace("/", "-"))
        path = root / "content" / f"{name}.yaml"
        path.write_text(path.read_text("utf-8") + "\t{", encoding="utf-8")
        told = problems(root, code=1)
        assert [line.split(":")[0] for line in told] == [f"{name}.yaml"], told


def test_a_broken_site_file_is_told_with_what_else_its_neighbours_have(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    edit(root / "content/site.yaml", "default-language:", "default-language：")
    edit(root / "content/stories/school-visit/story.yaml", "2022-10-21", "2022-21-10")
    edit(root / "content/pages/about/zh.md", "一句话。", "<script>")
    assert problems(root, code=1) == [
        "pages/about/zh.md:6:1: html-removed",
        "site.yaml:6:17: yaml-wide-colon",
        "stories/school-visit/story.yaml:1:7: field-date",
    ]
