"""Published pictures don't say where and by whom they were taken, and look as they did."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.images import clean, has_location
from tests.command import PROJECT, SMALL, build, copy_of

# Turned by 90°, with Exif (a place, a maker), XMP with the place again, and a comment.
PHOTO = PROJECT / "tests/broken/S11-location/content/stories/school-visit/photo.jpg"
TURNED = 6


def tiff(*, place: bool, order: str = "<", turned: int = TURNED) -> bytes:
    """Exif fields: orientation, and a latitude."""
    head = b"II*\0" if order == "<" else b"MM\0*"
    fields = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, turned, 0)
    fields += struct.pack(f"{order}HHII", 0x8825, 4, 1, 38)
    gps = struct.pack(f"{order}HHHII", 1, 2 if place else 0, 5, 3, 56) + b"\0\0\0\0"
    first = struct.pack(f"{order}I", 8) + struct.pack(f"{order}H", 2) + fields + b"\0\0\0\0"
    return head + first + gps


def chunk(kind: bytes, body: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + checksum


def png(*more: bytes) -> bytes:
    """A red dot with more chunks in the middle."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + pixels + chunk(b"IEND", b"")


def riff(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def webp(marks: int, *more: bytes) -> bytes:
    """The frame of a picture; what the pixels are does not matter here."""
    size = bytes([marks]) + b"\0" * 9
    inside = b"WEBP" + riff(b"VP8X", size) + riff(b"VP8 ", b"pixel") + b"".join(more)
    return riff(b"RIFF", inside)


def segments(jpeg: bytes) -> list[tuple[int, bytes]]:
    """The marked segments before the pixels."""
    found, at = [], 2
    while jpeg[at + 1] != 0xDA:
        length = int.from_bytes(jpeg[at + 2 : at + 4], "big")
        found.append((jpeg[at + 1], jpeg[at + 4 : at + 2 + length]))
        at += 2 + length
    return found


WITH_PLACE = {
    "jpeg": PHOTO.read_bytes(),
    "png": png(chunk(b"eXIf", tiff(place=True, order=">")), chunk(b"tEXt", b"Author\0somebody")),
    "webp": webp(0x0C, riff(b"EXIF", tiff(place=True)), riff(b"XMP ", b"<x:xmpmeta/>")),
}
WITHOUT = {
    "jpeg": clean(PHOTO.read_bytes()),
    "png": png(chunk(b"eXIf", tiff(place=False))),
    "webp": webp(0x08, riff(b"EXIF", tiff(place=False))),
    "nothing": b"",
}


@pytest.mark.parametrize("form", WITH_PLACE)
def test_a_place_is_noticed_and_taken_out(form: str) -> None:
    data = WITH_PLACE[form]
    assert has_location(data)
    cleaned = clean(data)
    assert not has_location(cleaned)
    assert clean(cleaned) == cleaned
    for trace in (b"somebody", b"Phone", b"xmpmeta"):
        assert trace not in cleaned


@pytest.mark.parametrize("form", WITHOUT)
def test_a_picture_without_a_place_is_not_blamed(form: str) -> None:
    assert not has_location(WITHOUT[form])


@pytest.mark.parametrize("form", WITH_PLACE)
def test_the_picture_stays_turned(form: str) -> None:
    cleaned = clean(WITH_PLACE[form])
    field = re.search(rb"MM\0\*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01(..)", cleaned, re.DOTALL)
    assert field
    assert int.from_bytes(field[1], "big") == TURNED


def test_pixels_and_their_tables_are_untouched() -> None:
    before, after = PHOTO.read_bytes(), clean(PHOTO.read_bytes())
    scan = before.index(b"\xff\xda")
    assert after.endswith(before[scan:])
    kept = [entry for entry in segments(before) if entry[0] not in {0xE1, 0xFE}]
    assert [entry for entry in segments(after) if entry[0] != 0xE1] == kept
    plain = png(chunk(b"gAMA", b"\0\0\xb1\x8f"))
    assert clean(plain) == plain


def test_a_colour_profile_stays_and_a_comment_goes() -> None:
    profile = b"ICC_PROFILE\0\x01\x01" + b"p" * 40
    start = PHOTO.read_bytes()[:2]
    more = b"\xff\xe2" + struct.pack(">H", len(profile) + 2) + profile + b"\xff\xfe\0\x06text"
    cleaned = clean(start + more + PHOTO.read_bytes()[2:])
    assert profile in cleaned
    assert b"text" not in cleaned
    assert chunk(b"iCCP", profile) in clean(png(chunk(b"iCCP", profile)))


def test_what_follows_the_picture_goes() -> None:
    """Phones put further pictures, short films and notes there."""
    for data in WITH_PLACE.values():
        assert b"behind" not in clean(data + b"behind")


def test_marks_of_a_webp_file_say_what_is_left() -> None:
    turned = clean(WITH_PLACE["webp"])
    upright = clean(webp(0x0C, riff(b"EXIF", tiff(place=True, turned=1)), riff(b"XMP ", b"<x/>")))
    assert (turned[20], upright[20]) == (0x08, 0)
    for data in (turned, upright):
        assert struct.unpack_from("<I", data, 4)[0] == len(data) - 8


def test_what_is_damaged_or_unknown_stays_as_it_is() -> None:
    for data in (PHOTO.read_bytes()[:300], png()[:40], webp(0)[:-3], b"GIF89a", b"<svg/>"):
        assert clean(data) == data


BEGINNINGS = (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x20\0\0\0WEBP", b"Exif\0\0II*\0")


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=200))
def test_any_bytes_are_taken(beginning: bytes, rest: bytes) -> None:
    has_location(beginning + rest)
    once = clean(beginning + rest)
    assert clean(once) == once


@given(st.sampled_from(sorted(WITH_PLACE)), st.data())
def test_any_damage_is_taken(form: str, data: st.DataObject) -> None:
    changed = bytearray(WITH_PLACE[form])
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    has_location(bytes(changed))
    once = clean(bytes(changed))
    assert clean(once) == once


def test_a_linked_original_is_the_clean_one(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    target = root / "content/pages/about/photo.jpg"
    target.write_bytes(PHOTO.read_bytes())
    page = root / "content/pages/about/zh.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[操场](photo.jpg)\n", encoding="utf-8")
    done = build(root, "--date", "2026-11-23")
    assert done.code == 0
    assert "[S11-location]" in done.out
    [published] = (root / "output/media/about").iterdir()
    assert published.read_bytes() == clean(PHOTO.read_bytes())
    assert published.name in (root / "output/zh/about.html").read_text(encoding="utf-8")
    assert target.read_bytes() == PHOTO.read_bytes(), "the editor's own file is not touched"
