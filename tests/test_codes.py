"""QR codes: square for square those of segno, which has all of the standard."""

from __future__ import annotations

import re

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyuan.render import codes

RUN = re.compile(r"(M|m)(-?\d+) (?:\d+\.5|0)h(\d+)")
# The most bytes of level M (table 7), for the first and the last version and what is special:
# numbers of 16 bits from version 10 on, blocks of two lengths, the odd step of version 32.
FULL = {1: 14, 2: 26, 6: 106, 7: 122, 9: 180, 10: 213, 14: 362, 31: 1452, 32: 1538, 40: 2331}


def squares(drawn: codes.Drawn) -> list[str]:
    """The rows of a drawing, 1 for dark."""
    rows = [["0"] * drawn.size for _ in range(drawn.size)]
    y = -1
    for run in RUN.finditer(drawn.path):
        if run[1] == "M":
            y, x = int(drawn.path[run.start() :].split(" ")[1].split(".")[0]), int(run[2])
        else:
            x += int(run[2])
        for at in range(x, x + int(run[3])):
            rows[y][at] = "1"
        x += int(run[3])
    return ["".join(row) for row in rows]


def every_mask(text: str) -> list[list[str]]:
    """What segno makes of a text with each mask."""
    return [
        ["".join(map(str, row)) for row in made.matrix]
        for mask in range(8)
        for made in [segno.make_qr(text, error="m", boost_error=False, mask=mask)]
    ]


@pytest.mark.parametrize("version", FULL)
def test_a_code_that_is_just_full_and_one_that_is_just_too_long_for_it(version: int) -> None:
    address = "https://example.org/" + "zh/stories/a-long-name/" * 120
    text = f"t{address}"[: FULL[version]]
    drawn = codes.draw(text)
    assert drawn.size == 17 + 4 * version
    assert squares(drawn) in every_mask(text)
    if version < 40:
        more = f"{text}x"
        assert squares(codes.draw(more)) in every_mask(more)


@pytest.mark.parametrize("version", range(1, 41))
def test_every_version_has_its_squares_where_segno_has_them(version: int) -> None:
    most = codes._room(version) - 3
    text = ("https://example.org/zh/" * 120)[:most]
    made = segno.make_qr(text, error="m", boost_error=False, mask=version % 8)
    assert made.version == version
    data = codes._bits(codes._protected(codes._words(text.encode(), version), version)) + "0"
    form = codes._form(version)
    rows, columns = (int("".join(take(data)), 2) for take in form.order)
    own = (rows ^ form.masks[version % 8][0], columns ^ form.masks[version % 8][1])
    lines = ["".join(map(str, row)) for row in made.matrix]
    turned = ["".join(column) for column in zip(*lines, strict=True)]
    assert own == (codes._lines(lines), codes._lines(turned))


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=140))
def test_any_address_has_the_code_that_segno_makes_of_it(rest: str) -> None:
    text = f"https://{rest}"
    assert squares(codes.draw(text)) in every_mask(text)


def test_what_no_code_has_room_for_is_refused() -> None:
    with pytest.raises(ValueError, match="2332"):
        codes.draw("x" * 2332)
