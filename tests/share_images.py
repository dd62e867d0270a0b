"""Pictures for links to pages, a language each: python -m tests.share_images.

Drawn by a browser from tests/share/share.html with the names of content/site.yaml, since fonts are
not the same everywhere; assets/share/ keeps what came out, and tests/share/made-from.json of what.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
from pathlib import Path

import yaml
from PIL import Image
from playwright.sync_api import sync_playwright

from tests import browser as finder

_ROOT = Path(__file__).resolve().parent.parent
SOURCE = _ROOT / "tests/share/share.html"
NOTES = _ROOT / "tests/share/made-from.json"
FOLDER = _ROOT / "assets/share"
WIDTH, HEIGHT = 1200, 630
_COLOURS = 96


def drawings() -> dict[str, str]:
    """Language code → the page that is drawn."""
    settings = yaml.safe_load((_ROOT / "content/site.yaml").read_text(encoding="utf-8"))
    source = SOURCE.read_text(encoding="utf-8")
    found = {}
    for code, language in settings["languages"].items():
        words = {"tag": language["tag"], **{k: settings[k][code] for k in ("title", "tagline")}}
        page = source
        for name, word in words.items():
            page = page.replace(f"{{{name}}}", html.escape(word))
        found[code] = page
    return found


def digests() -> dict[str, str]:
    """Language code → what its picture was made from."""
    return {
        code: hashlib.sha256(page.encode()).hexdigest()[:16] for code, page in drawings().items()
    }


def write() -> None:
    """Draws all of them."""
    FOLDER.mkdir(exist_ok=True)
    path = finder.find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=finder.arguments())
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for code, drawing in drawings().items():
            page.set_content(drawing)
            with Image.open(io.BytesIO(page.screenshot())) as image:
                few = image.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
                few.save(FOLDER / f"{code}.png", optimize=True)
        browser.close()
    text = json.dumps(digests(), indent=1)
    NOTES.write_text(f"{text}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
