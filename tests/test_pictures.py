"""Pictures are published in the widths that screens need, and carry nothing but their pixels."""

from __future__ import annotations

import io
import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from qingyuan import images
from qingyuan.images import Flaw, Made, has_location, made
from tests.command import PROJECT, SMALL, Run, build, copy_of, edit, run, sums

PHONE = 80 * 1024
STORY = "content/stories/school-visit"
LEAD = (
    "image: {file: lead.jpg, alt: {zh: 升旗台, en: The flagstaff},"
    " credit: {zh: 为测试而画, en: Drawn for tests}}\n"
)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
NOTES = (b"Exif", b"eXIf", b"EXIF", b"ICC", b"iCCP", b"tEXt", b"iTXt", b"xmp", b"XMP", b"somebody")


def scene(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Red at the top left, a slope of grey elsewhere, and some grain as in a photo."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    grain = Image.frombytes("L", (width, height), random.Random(1).randbytes(width * height))
    image = Image.blend(image, grain.convert("RGB"), 0.2)
    image.paste((220, 30, 30), (0, 0, (width + 1) // 2, (height + 1) // 2))
    return image.convert(mode)


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def notes(turned: int = 1) -> Image.Exif:
    """What a phone writes: how it was held, who by, and where."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = turned, "somebody"
    exif.get_ifd(0x8825)[2] = (27.0, 20.0, 0.0)
    return exif


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def site(to: Path) -> Path:
    """The small site with pictures of every kind in a story."""
    root = copy_of(SMALL, to)
    story = root / STORY
    (story / "lead.jpg").write_bytes(saved(scene(2400, 1600), "JPEG", exif=notes()))
    (story / "tall.jpg").write_bytes(saved(scene(1600, 1200), "JPEG", exif=notes(6)))
    (story / "map.png").write_bytes(saved(scene(1000, 600).quantize(16), "PNG", exif=notes()))
    (story / "little.webp").write_bytes(saved(scene(300, 200), "WEBP", exif=notes()))
    with (story / "story.yaml").open("a", encoding="utf-8", newline="\n") as file:
        file.write(LEAD)
    for code, words in {
        "zh": ("竖着拍的操场", "一张地图", "小图", "字。"),
        "en": ("A yard, upright", "A map", "A little one", "Words. "),
    }.items():
        tall, chart, little, text = words
        long = text * 400
        with (story / f"{code}.md").open("a", encoding="utf-8", newline="\n") as file:
            file.write(
                f"\n![{tall}](tall.jpg)\n\n{long}\n\n{long}\n\n{long}\n\n![{chart}](map.png)\n\n"
                f"![{little}](little.webp)\n"
            )
    assert run("accept", "school-visit", "en", "--root", root, "--jobs", "1").code == 0
    return root


def built(root: Path) -> Run:
    done = build(root, "--date", "2026-11-23")
    assert done.code == 0, done.out
    return done


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = site(tmp_path_factory.mktemp("pictures"))
    built(root)
    return root


def published(root: Path) -> list[Path]:
    return sorted((root / "output/media").rglob("*.*"))


def test_nothing_published_says_who_took_it_or_where(root: Path) -> None:
    assert len(published(root)) >= 9
    for path in published(root):
        data = path.read_bytes()
        assert not [note for note in NOTES if note in data], path.name
        assert not has_location(data)
        with opened(data) as image:
            assert not image.getexif()
            assert set(image.info) <= {"jfif", "jfif_density", "jfif_unit", "jfif_version"} | {
                "progressive",
                "progression",
                "loop",
                "background",
                "duration",
                "timestamp",
            }


def test_what_a_phone_loads_is_light(root: Path) -> None:
    for path in published(root):
        width = int(path.stem.split("-")[-2])
        if path.suffix == ".webp" and width <= 1080:
            assert path.stat().st_size <= PHONE, path.name


def test_a_turned_photo_is_published_upright(root: Path) -> None:
    for path in published(root):
        if path.name.startswith("tall"):
            with Image.open(path) as image:
                assert image.height > image.width
                corner = image.convert("RGB").getpixel((image.width - 5, 5))
                assert isinstance(corner, tuple)
                assert corner[0] > 150 > corner[1], "the red is at the top right"


def test_every_picture_has_its_size_its_words_and_a_fallback(root: Path) -> None:
    page = (root / "output/en/stories/school-visit.html").read_text(encoding="utf-8")
    images = re.findall(r"<img [^>]*>", page)
    assert len(images) == 4
    for tag in images:
        assert re.search(r' width="\d+" height="\d+" alt="[A-Z]', tag)
        assert 'decoding="async"' in tag
    assert 'fetchpriority="high"' in images[0]
    assert 'loading="lazy"' not in images[0]
    assert all('loading="lazy"' in tag for tag in images[1:])
    assert re.search(r'src="../../media/school-visit/lead-1080-\w{8}\.jpg"', images[0])
    assert "<figcaption" in page.partition("Drawn for tests")[0]
    for path in re.findall(r"media/[^\"\s,]+", page):
        assert (root / "output" / path).is_file(), path


def test_no_copy_is_wider_than_the_original(root: Path) -> None:
    widths = {
        name: sorted(int(p.stem.split("-")[-2]) for p in published(root) if p.name.startswith(name))
        for name in ("lead", "map", "little")
    }
    assert widths == {"lead": [720, 1080, 1080, 1600], "map": [720, 1000, 1000], "little": [300]}


def test_a_second_build_makes_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path)
    built(root)
    before = sums(root / "output")

    monkeypatch.setattr(images, "made", None)
    built(root)
    assert sums(root / "output") == before


def test_pictures_are_the_same_on_every_run(root: Path, tmp_path: Path) -> None:
    again = site(tmp_path)
    assert build(again, "--date", "2026-11-23", "--jobs", "2").code == 0
    assert sums(again / "output") == sums(root / "output")


def test_a_width_that_an_editor_typed_is_kept(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    (root / "content/pages/about/photo.jpg").write_bytes(saved(scene(1200, 900), "JPEG"))
    for code in ("zh", "en"):
        with (root / f"content/pages/about/{code}.md").open("a", encoding="utf-8") as file:
            file.write('\n![升旗台 flagstaff](photo.jpg){width="400" class="align-center"}\n')
    built(root)
    page = (root / "output/zh/about.html").read_text(encoding="utf-8")
    [tag] = re.findall(r"<img [^>]*>", page)
    assert ' width="400" height="300"' in tag
    assert 'class="align-center"' in tag
    assert 'sizes="(min-width: 432px) 400px, calc(100vw - 2rem)"' in page


def test_drawings_and_animations_stay_as_they_are_without_their_notes(tmp_path: Path) -> None:
    frames = [scene(60, 40), scene(60, 40).rotate(180)]
    moving = {"save_all": True, "append_images": frames[1:], "duration": 100}
    files = {
        "ridge.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">'
        b"<!-- somebody --><metadata>somebody</metadata><path d='M0 10 15 0 30 10z'/></svg>",
        "steps.gif": saved(frames[0], "GIF", comment=b"somebody", **moving),
        "steps.webp": saved(frames[0], "WEBP", exif=notes(), **moving),
        "steps.png": saved(frames[0], "PNG", exif=notes(), **moving),
    }
    root = copy_of(SMALL, tmp_path)
    for name, data in files.items():
        (root / "content/pages/about" / name).write_bytes(data)
    for code in ("zh", "en"):
        with (root / f"content/pages/about/{code}.md").open("a", encoding="utf-8") as file:
            file.writelines(f"\n![山脊 ridge {name[-3:]}]({name})\n" for name in files)
    built(root)
    page = (root / "output/en/about.html").read_text(encoding="utf-8")
    sizes = re.findall(r' width="(\d+)" height="(\d+)"', page.partition("qy-prose")[2])
    assert [size for size in sizes if size != ("24", "24")][:4] == [
        ("1600", "533"),
        *[("60", "40")] * 3,
    ]
    found = {path.suffix: path.read_bytes() for path in published(root)}
    assert set(found) == {".svg", ".gif", ".webp", ".png"}
    for ending, data in found.items():
        assert b"somebody" not in data, ending
        if ending != ".svg":
            with opened(data) as image:
                assert getattr(image, "n_frames", 1) == 2


def test_colours_are_turned_into_those_of_every_screen() -> None:
    """A profile that calls blue what is red elsewhere: published blue, and without a profile."""
    swapped = SRGB.replace(b"rXYZ", b"____").replace(b"bXYZ", b"rXYZ").replace(b"____", b"bXYZ")
    for profile, strongest in ((SRGB, 0), (swapped, 2), (b"no profile", 0)):
        result = made("a.png", saved(scene(40, 30), "PNG", icc_profile=profile))
        with opened(result.copies[0].data) as image:
            assert "icc_profile" not in image.info
            colour = image.convert("RGB").getpixel((5, 5))
        assert isinstance(colour, tuple)
        assert colour.index(max(colour)) == strongest


def test_sixteen_bits_keep_their_shades() -> None:
    deep = Image.new("I;16", (20, 20), 40000)
    with opened(made("a.png", saved(deep, "PNG")).copies[0].data) as image:
        shade = image.convert("L").getpixel((5, 5))
    assert isinstance(shade, int | float)
    assert abs(shade - 156) < 3


@pytest.mark.parametrize(
    ("name", "data", "flaw"),
    [
        ("a.jpg", b"", Flaw.DAMAGED),
        ("a.jpg", b"<html>not found</html>", Flaw.DAMAGED),
        ("a.png", saved(scene(80, 60), "PNG")[:900], Flaw.DAMAGED),
        ("a.webp", saved(scene(80, 60), "WEBP")[:200], Flaw.DAMAGED),
        ("a.gif", b"GIF89a\0\0\0\0", Flaw.DAMAGED),
        ("a.svg", saved(scene(8, 6), "PNG"), Flaw.MISNAMED),
        ("a.JPEG", saved(scene(8, 6), "WEBP"), Flaw.MISNAMED),
        ("a.jpg", saved(scene(8, 6), "BMP"), Flaw.FOREIGN),
        ("a.png", saved(Image.new("1", (10001, 5000)), "PNG"), Flaw.LARGE),
    ],
)
def test_what_can_not_be_shown_is_noticed(name: str, data: bytes, flaw: Flaw) -> None:
    result = made(name, data)
    assert (result.flaw, result.copies) == (flaw, ())


def test_a_long_screenshot_is_shown_whole() -> None:
    """WebP ends at 16383 pixels; what is longer stays in its own format."""
    long = Image.new("RGB", (200, 17000), "white")
    result = made("a.png", saved(long, "PNG"))
    assert [(copy.ending, copy.width) for copy in result.copies] == [(".png", 200)]


MODES = {
    "JPEG": ("L", "RGB", "CMYK"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "WEBP": ("RGB", "RGBA"),
}
SIDES = st.one_of(st.sampled_from([1, 2, 3]), st.integers(1, 900))
KINDS = st.sampled_from([(form, mode) for form, modes in MODES.items() for mode in modes])


@settings(max_examples=60)
@given(KINDS, SIDES, SIDES, st.integers(1, 8), st.integers(0, 3))
def test_any_size_and_mode_keeps_its_shape(
    kind: tuple[str, str], width: int, height: int, turned: int, transparent: int
) -> None:
    form, mode = kind
    image = Image.new("I;16", (width, height), 9) if mode == "I;16" else scene(width, height, mode)
    options = {"transparency": transparent} if mode == "P" else {}
    result = made(f"a.{form.lower()}", saved(image, form, exif=notes(turned), **options))
    assert result.flaw is None
    upright = (height, width) if turned >= 5 else (width, height)
    assert (result.width, result.height) == upright
    for copy in result.copies:
        with opened(copy.data) as published:
            assert published.width == copy.width <= upright[0]
            assert abs(published.height - upright[1] * copy.width / upright[0]) <= 1
            assert not published.getexif()


@settings(max_examples=150)
@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.data())
def test_any_damage_is_a_flaw_and_no_crash(form: str, data: st.DataObject) -> None:
    changed = bytearray(saved(scene(30, 20), form, exif=notes(3)))
    for _ in range(data.draw(st.integers(1, 5))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(changed)))
    for broken in (bytes(changed), bytes(changed[:cut])):
        assert isinstance(made(f"a.{form.lower()}", broken), Made)


def head(page: Path) -> dict[str, list[str]]:
    """What a page tells programs that show links, by its name."""
    found: dict[str, list[str]] = {}
    pattern = r'<meta (?:property="og:|name="twitter:)([a-z:_]+)" content="([^"]*)">'
    for name, value in re.findall(pattern, page.read_text(encoding="utf-8")):
        found.setdefault(name, []).append(value)
    return found


ADDRESS = "https://example.org/q"


def with_address(root: Path) -> Path:
    edit(
        root / "content/site.yaml",
        "default-language: zh",
        f"default-language: zh\naddress: {ADDRESS}",
    )
    return root


def test_a_link_to_a_page_shows_the_picture_of_its_language(tmp_path: Path) -> None:
    root = with_address(site(tmp_path))
    built(root)
    output = root / "output"
    for code, locale, other in (("zh", "zh_CN", "en_GB"), ("en", "en_GB", "zh_CN")):
        tags = head(output / f"{code}/index.html")
        assert (tags["locale"], tags["locale:alternate"]) == ([locale], [other])
        assert tags["type"] == ["website"]
        assert tags["card"] == ["summary_large_image"]
        [image] = tags["image"]
        assert re.fullmatch(rf"{ADDRESS}/assets/share/{code}-\w{{8}}\.png", image)
        assert (output / image.removeprefix(f"{ADDRESS}/")).is_file()
    tags = head(output / "en/stories/school-visit.html")
    [image] = tags["image"]
    assert re.fullmatch(rf"{ADDRESS}/media/school-visit/lead-1080-\w{{8}}\.jpg", image)
    assert (output / image.removeprefix(f"{ADDRESS}/")).is_file()
    assert tags["image:alt"] == ["The flagstaff"]
    assert tags["type"] == ["article"]
    assert tags["title"] == ["A visit to the school · Small site"]
    assert tags["description"] == ["Volunteers go to a school."]
    assert "assets/share/en-" in head(output / "en/stories/first-letter.html")["image"][0]


def test_without_an_address_nothing_is_said_to_other_programs(root: Path) -> None:
    assert not any(head(page) for page in (root / "output").rglob("*.html"))


@pytest.mark.parametrize(("kept", "shown"), [(("zh",), "zh"), ((), None)])
def test_a_language_without_a_picture_has_that_of_the_first(
    kept: tuple[str, ...], shown: str | None, tmp_path: Path
) -> None:
    root = with_address(copy_of(SMALL, tmp_path))
    assets = root / "assets"
    (assets / "share").mkdir(parents=True)
    for name in ("site.css", "icon.svg", *(f"share/{code}.png" for code in kept)):
        (assets / name).write_bytes((PROJECT / "assets" / name).read_bytes())
    built(root)
    tags = head(root / "output/en/index.html")
    if shown:
        assert f"/assets/share/{shown}-" in tags["image"][0]
    else:
        assert "image" not in tags
        assert tags["card"] == ["summary"]
