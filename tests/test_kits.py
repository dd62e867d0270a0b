"""Lesson kits: their pages, the quiz of a story, and codes that a phone can read."""

from __future__ import annotations

import itertools
import re
import shutil
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.render import codes
from tests.command import PROJECT, SMALL, build, copy_of, edit, sums

KIT = PROJECT / "tests/broken/lesson-minutes/content/stories/first-letter/lesson.yaml"
PAGES = ("first-letter.html", "first-letter/handout.html", "first-letter/poster.html")
ADDRESS = "https://example.org/qingyuan"
CODE = re.compile(
    r'viewBox="-4 -4 (\d+) \d+" role="img" aria-label="([^"]*)".*? d="(M[^"]*)"/></svg>'
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small site, one of whose stories has a kit."""
    copy_of(SMALL, tmp_path)
    kit = tmp_path / "content/stories/first-letter/lesson.yaml"
    shutil.copyfile(KIT, kit)
    edit(kit, "minutes: 35", "minutes: 30")
    return tmp_path


def made(root: Path, *arguments: str) -> Path:
    done = build(root, *arguments)
    assert done.code == 0, done.out
    return root / "output"


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def bitmap(size: int, path: str) -> bytearray:
    """A code as a grey picture of four pixels a square, from what its page draws."""
    side = size * 4
    picture = bytearray(b"\xff" * side * side)
    x = y = 0
    for sign, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        first, *second = (float(number) for number in numbers.split())
        if sign == "M":
            x, y = int(first), int(second[0])
        elif sign == "m":
            x += int(first)
        else:
            for row in range((y + 4) * 4, (y + 5) * 4):
                start = row * side + (x + 4) * 4
                picture[start : start + int(first) * 4] = bytes(int(first) * 4)
            x += int(first)
    return picture


def scanned(size: int, path: str) -> str:
    """What a reader of codes sees in it."""
    side = size * 4
    picture = memoryview(bitmap(size, path)).cast("B", [side, side])
    found = zxingcpp.read_barcodes(picture)
    assert len(found) == 1
    return str(found[0].text)


def code_of(page: Path) -> tuple[str, str]:
    """What the code on a page says, and its name for who can't see it."""
    match = CODE.search(text(page))
    assert match, page
    return scanned(int(match[1]), match[3]), match[2]


def test_a_story_with_a_kit_has_three_pages_in_each_language_and_ways_to_them(root: Path) -> None:
    output = made(root)
    for code in ("zh", "en"):
        for name in PAGES:
            assert (output / code / "schools" / name).is_file()
            assert f'href="../../{code}/schools/{name}"' in text(
                output / code / "stories/first-letter.html"
            )
            assert f'href="../{code}/schools/{name}"' in text(output / code / "schools.html")
        switch = text(output / code / "schools/first-letter/handout.html")
        other = "en" if code == "zh" else "zh"
        assert f'href="../../../{other}/schools/first-letter/handout.html"' in switch


def test_a_story_without_a_kit_has_no_page_and_no_link(root: Path) -> None:
    output = made(root)
    assert not list(output.glob("*/schools/school-visit*"))
    assert "schools/school-visit" not in "".join(text(page) for page in output.rglob("*.html"))


def test_the_page_for_schools_says_that_there_is_no_kit_yet(tmp_path: Path) -> None:
    output = made(copy_of(SMALL, tmp_path))
    assert "There are no lesson kits yet." in text(output / "en/schools.html")
    assert "还没有课堂材料。" in text(output / "zh/schools.html")
    assert not (output / "zh/schools").exists()


def test_a_draft_has_no_kit(root: Path) -> None:
    for code in ("zh", "en"):
        edit(root / f"content/stories/school-visit/{code}.md", "first-letter", "school-visit")
    edit(root / "content/stories/first-letter/story.yaml", "place: town", "place: town\ndraft: yes")
    assert not list(made(root).glob("*/schools"))


def test_answers_are_on_the_teachers_page_and_not_on_the_handout(root: Path) -> None:
    output = made(root) / "en/schools"
    teacher, handout = text(output / PAGES[0]), text(output / PAGES[1])
    assert "<b>Right:</b> Say no and leave" in teacher
    assert "<b>Not right:</b> Stay and watch" in teacher
    assert "Leaving is easiest." in teacher
    assert "Say no and leave" in handout
    assert "Right:" not in handout
    assert "Leaving is easiest." not in handout
    for page in (teacher, handout):
        assert "What would you say to him?" in page


@pytest.mark.parametrize("typed", ["[[quiz]]", "【【quiz】】", "［［ quiz ］］"])
def test_a_story_shows_its_quiz(root: Path, typed: str) -> None:
    for code in ("zh", "en"):
        edit(root / f"content/stories/first-letter/{code}.md", "[[help]]", f"{typed}\n\n[[help]]")
    story = text(made(root) / "zh/stories/first-letter.html")
    solution = story.partition("<details>")[2].partition("</details>")[0]
    assert "看第1题的答案" in solution
    assert "<b>对：</b> 说不，走开" in solution
    assert "走开最省力。" in solution
    assert "走开最省力。" not in story.replace(solution, "")


def test_where_the_address_is_not_known_the_code_calls_the_first_number(root: Path) -> None:
    output = made(root)
    for name in (*(f"schools/{page}" for page in PAGES), "stories/first-letter.html"):
        page = output / "en" / name
        said, label = code_of(page)
        first = re.search(r'href="tel:(\d+)"', text(page))
        assert first
        assert said == f"tel:{first[1]}"
        assert label == f"QR code: {said}"
        assert f"Scan to call {first[1]}:" in text(page)


def test_where_the_address_is_known_the_code_leads_to_the_story(root: Path) -> None:
    edit(root / "content/site.yaml", "title:", f"address: {ADDRESS}\ntitle:")
    output = made(root)
    for code in ("zh", "en"):
        url = f"{ADDRESS}/{code}/stories/first-letter.html"
        for name in (*(f"schools/{page}" for page in PAGES), "stories/first-letter.html"):
            page = output / code / name
            assert code_of(page)[0] == url
            assert f'<span class="qy-address">{url}</span>' in text(page)
    sitemap = text(output / "sitemap.xml")
    assert f"{ADDRESS}/zh/schools/first-letter/poster.html" in sitemap


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=120))
def test_a_code_says_the_address_that_it_was_made_of(typed: str) -> None:
    drawn = codes.draw(typed)
    assert scanned(drawn.size + 8, drawn.path) == typed


def penalty(rows: list[str]) -> int:
    """Table 11 of ISO/IEC 18004:2015, a line after the other."""
    columns = ["".join(column) for column in zip(*rows, strict=True)]
    finder = re.compile("(?<=0000)(?=1011101)|(?=10111010000)")
    total = 0
    for line in (*rows, *columns):
        total += sum(len(run[0]) - 2 for run in re.finditer("0{5,}|1{5,}", line))
        total += 40 * len(finder.findall(f"0000{line}0000"))
    for upper, lower in itertools.pairwise(rows):
        squares = [upper[x : x + 2] + lower[x : x + 2] for x in range(len(upper) - 1)]
        total += 3 * sum(square in {"0000", "1111"} for square in squares)
    dark = 100 * "".join(rows).count("1") / len(rows) ** 2
    return total + 10 * int(abs(dark - 50) / 5)


@pytest.mark.parametrize("typed", ["tel:12356", ADDRESS, f"{ADDRESS}/zh/stories/school-visit.html"])
def test_of_a_code_s_masks_the_one_is_taken_that_the_standard_asks_for(typed: str) -> None:
    masked = []
    for mask in range(8):
        made = zxingcpp.create_barcode(
            typed, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=mask
        ).to_image(add_quiet_zones=False)
        side = made.shape[0]
        seen = memoryview(made).tobytes()  # type: ignore[arg-type]  # not in the stubs
        squares = "".join(str(int(square == 0)) for square in seen)
        masked.append([squares[at : at + side] for at in range(0, side * side, side)])
    best = min(masked, key=penalty)
    drawn = codes.draw(typed)
    side = drawn.size + 8
    printed = bitmap(side, drawn.path)
    squares = "".join(
        "10"[printed[(y * 16 * side) + x * 4] > 0] for y in range(side) for x in range(side)
    )
    found = [squares[y * side + 4 : (y + 1) * side - 4] for y in range(4, side - 4)]
    assert found == best


def test_a_kit_without_a_translation_falls_back_as_its_story_does(root: Path) -> None:
    (root / "content/stories/first-letter/en.md").unlink()
    (root / "content/stories/first-letter/en.translation.json").unlink()
    edit(root / "content/site.yaml", "title:", f"address: {ADDRESS}\ntitle:")
    page = text(made(root) / "en/schools/first-letter.html")
    assert '<html lang="en">' in page
    assert "There is no English edition of this page yet." in page
    assert '<h1 lang="zh-Hans">第一封信</h1>' in page
    assert "走开最省力。" in page
    assert 'rel="canonical"' not in page
    assert "schools/first-letter.html" in text(root / "output/zh/schools.html")


def test_a_language_that_hides_what_it_lacks_has_no_such_kit(root: Path) -> None:
    (root / "content/stories/first-letter/en.md").unlink()
    (root / "content/stories/first-letter/en.translation.json").unlink()
    edit(root / "content/stories/school-visit/en.md", "[[story:first-letter|here]]", "there")
    edit(root / "content/stories/school-visit/zh.md", "[[story:first-letter|", "[[page:help|")
    edit(root / "content/site.yaml", "locale: en_GB", "locale: en_GB, missing: hide")
    output = made(root)
    assert not (output / "en/schools").exists()
    assert "There are no lesson kits yet." in text(output / "en/schools.html")
    switch = text(output / "zh/schools/first-letter.html")
    assert 'href="../../en/index.html"' in switch


def test_a_kit_says_that_its_story_lags_behind_the_original(root: Path) -> None:
    edit(root / "content/stories/first-letter/zh.md", "你会对他说什么？", "你想对他说什么？")
    output = made(root)
    for name in PAGES:
        page = text(output / "en/schools" / name)
        assert "is older than the Chinese original" in page
        assert "older than" not in text(output / "zh/schools" / name)


def test_a_kit_beside_a_page_is_refused(root: Path) -> None:
    shutil.copyfile(KIT, root / "content/pages/about/lesson.yaml")
    done = build(root)
    assert done.code == 1
    assert "content/pages/about/lesson.yaml: error[file-name]" in done.out


@pytest.mark.parametrize("minutes", ["0", "-5", "2.5", "5分钟"])
def test_minutes_are_whole_and_above_zero(root: Path, minutes: str) -> None:
    edit(root / "content/stories/first-letter/lesson.yaml", "minutes: 30", f"minutes: {minutes}")
    done = build(root)
    assert done.code == 1
    assert "lesson.yaml:5:14: error[field-number]" in done.out


def test_the_rules_on_content_read_every_text_of_a_kit(root: Path) -> None:
    kit = root / "content/stories/first-letter/lesson.yaml"
    edit(kit, "line: {zh: 说不，也是朋友, en: No is friendly}", "line: {zh: 瘾君子, en: An addict}")
    edit(kit, "真朋友尊重你的话。", "真朋友尊重你;也听你说。")
    done = build(root)
    assert "error[S07-title]" in done.out
    assert "warning[S15-punctuation]" in done.out


def test_kits_are_the_same_bytes_with_one_process_and_with_two(root: Path) -> None:
    first = sums(made(root))
    shutil.rmtree(root / "output")
    assert sums(made(root, "--jobs", "2")) == first
