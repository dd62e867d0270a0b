"""What an edition has and its counterpart lacks is told once, at its place; the rest is silent."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.check.languages import headings, lists, structure
from qingyuan.check.languages.pairing import Item, in_order, item, left_over, unlike
from qingyuan.model.location import NOWHERE
from tests.command import PROJECT, SMALL, copy_of, edit, run

TODAY = "2026-11-23"
# What can be taken out of an edition, and how the other is then told of it.
TAKEN = {
    "heading-unpaired": re.compile(r"^#+ [^\n]*\n", re.MULTILINE),
    "box-unpaired": re.compile(r"^!!! [^\n]*\n(?:(?:    [^\n]*)?\n)+", re.MULTILINE),
    "embed-unpaired": re.compile(r"^\[\[(?:chart|timeline|help|questions)\b[^\n]*\n", re.MULTILINE),
    "list-unpaired": re.compile(r"^- [^\n\[]*\n(?=- )", re.MULTILINE),
    "table-unpaired": re.compile(r"(?<=\|\n)^\|(?!-)[^\n]*\n", re.MULTILINE),
    "link-unpaired": re.compile(r"\[\[(?:story|page):[^\]]*\]\]"),
}
EDITIONS = sorted((PROJECT / "content").glob("*/*/en.md"))


def told(root: Path) -> list[tuple[str, str, int]]:
    done = run("check", "--root", root, "--format", "json", "--date", TODAY, "--jobs", "1")
    assert done.err == ""
    found = json.loads(done.out)["problems"]
    return [(p["code"], p["path"].rsplit("/", 1)[-1], p["line"]) for p in found]


def of_structure(found: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Without numbers and dates, which are compared too."""
    codes = {kind.code for rule in (headings, lists, structure) for kind in rule.KINDS}
    return [one for one in found if one[0] in codes]


def without(match: re.Match[str]) -> str:
    """What is left: nothing, but for the text of a box."""
    return (
        re.sub(r"^    ", "", match[0].partition("\n")[2], flags=re.MULTILINE)
        if "!!!" in match[0]
        else ""
    )


@pytest.mark.parametrize("code", TAKEN)
def test_one_thing_taken_out_of_a_real_translation_is_one_difference(
    code: str, tmp_path: Path
) -> None:
    """Whatever edition it is taken out of, it is told at its place in the other."""
    root = copy_of(PROJECT, tmp_path)
    tried = 0
    for edition in EDITIONS:
        path = root / edition.relative_to(PROJECT)
        whole = path.read_text(encoding="utf-8")
        body = whole.index("\n---\n") + 5
        for match in list(TAKEN[code].finditer(whole, body))[:4]:
            text = whole[: match.start()] + without(match) + whole[match.end() :]
            path.write_text(text, encoding="utf-8")
            found = of_structure(told(root))
            assert {one[0] for one in found} == {code}, f"{edition}: {match[0]!r}: {found}"
            files = sorted(one[1] for one in found)
            # What is in both editions, but not alike, is told in both.
            both = code in {"list-unpaired", "table-unpaired"}
            assert files == (["en.md", "zh.md"] if both else ["zh.md"]), f"{match[0]!r}: {found}"
            tried += 1
        path.write_text(whole, encoding="utf-8")
    assert tried >= 4


def test_a_whole_section_that_is_missing_is_one_problem(tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    path = root / "content/stories/anti-drug-days/en.md"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("## What pupils can do"), text.index("## What parents can do")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    found = [one[0] for one in of_structure(told(root))]
    assert found == ["heading-unpaired"]


def test_a_problem_names_the_place_and_the_text_of_the_other_edition(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    edit(root / "content/stories/first-letter/en.md", "!!! recovery", "!!! note")
    done = run("check", "--root", root, "--lang", "en", "--date", TODAY, "--jobs", "1")
    zh = "content/stories/first-letter/zh.md:21:1"
    en = "content/stories/first-letter/en.md:21:1"
    assert f"{zh}: warning[box-unpaired]" in done.out
    assert f"the matching place is {en} (!!! note)" in done.out
    assert f"{en}: warning[box-unpaired]" in done.out
    assert f"the matching place is {zh} (!!! recovery)" in done.out


def test_an_editor_can_waive_a_difference_with_a_reason(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    visit = root / "content/stories/school-visit"
    edit(visit / "en.md", "[[page:help]]", "the guide")
    assert ("link-unpaired", "zh.md", 10) in told(root)
    edit(
        visit / "story.yaml",
        "kind: outreach",
        "kind: outreach\nwaive:\n  - {rule: link-unpaired, reason: 英文版另有一页}",
    )
    assert told(root) == []


def test_an_edition_that_has_to_be_mended_first_is_not_compared(tmp_path: Path) -> None:
    """A box that is no box, a heading that is none: one slip, one problem."""
    root = copy_of(SMALL, tmp_path)
    edit(root / "content/stories/first-letter/zh.md", "!!! skills", "!!! skill")
    edit(root / "content/pages/about/en.md", "One sentence.", "＃＃ One")
    found = {code for code, _, _ in told(root)}
    assert found - {"translation-stale"} == {"box-unknown", "wide-mark"}


def test_pictures_and_addresses_may_be_a_language_s_own(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    about = root / "content/pages/about"
    for code, sentence in (("zh", "一句话。"), ("en", "One sentence.")):
        (about / f"map-{code}.svg").write_text("<svg/>", encoding="utf-8")
        links = (
            f"[一](https://{code}.example.org/a) [b](https://example.org/{code}-cn/b?lang={code})"
        )
        edit(about / f"{code}.md", sentence, f"![x](map-{code}.svg)\n\n{links}")
    assert run("accept", "about", "en", "--root", root, "--jobs", "1").code == 0
    assert told(root) == []


def items(keys: list[str]) -> list[Item]:
    return [item(key, key, NOWHERE) for key in keys]


_KEYS = st.lists(st.sampled_from("abcd"), max_size=12)


@given(_KEYS, st.data())
def test_one_insertion_leaves_one_alone(keys: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(keys)))
    longer = [*keys[:place], "x", *keys[place:]]
    for ours, theirs in ((keys, longer), (longer, keys)):
        pairs = in_order(items(ours), items(theirs), unlike)
        alone = [pair for pair in pairs if pair[0] is None or pair[1] is None]
        assert [(one or other).key for one, other in alone if one or other] == ["x"]  # type: ignore[union-attr]
        assert all(one.key == other.key for one, other in pairs if one and other)
        assert len(list(left_over(items(ours), items(theirs)))) == 1


@given(_KEYS, _KEYS)
def test_pairs_keep_everything_in_order_and_do_not_mind_the_side(
    ours: list[str], theirs: list[str]
) -> None:
    pairs = in_order(items(ours), items(theirs), unlike)
    assert [one.key for one, _ in pairs if one] == ours
    assert [other.key for _, other in pairs if other] == theirs
    swapped = in_order(items(theirs), items(ours), unlike)
    assert _cost(pairs) == pytest.approx(_cost(swapped))


def _cost(pairs: list[tuple[Item | None, Item | None]]) -> float:
    return sum(unlike(one, other) if one and other else 1.0 for one, other in pairs)


@given(_KEYS, st.randoms())
def test_the_order_of_links_does_not_matter(keys: list[str], random: object) -> None:
    shuffled = sorted(keys, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert list(left_over(items(keys), items(shuffled))) == []
