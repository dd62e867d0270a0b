"""The pictures for links are those that today's names would give, and small."""

from __future__ import annotations

import json

from PIL import Image

from tests import share_images


def test_every_language_has_one_made_of_its_names_today() -> None:
    """Where this fails: python -m tests.share_images."""
    known = json.loads(share_images.NOTES.read_text(encoding="utf-8"))
    assert known == share_images.digests()
    assert sorted(path.stem for path in share_images.FOLDER.iterdir()) == sorted(known)


def test_they_have_the_size_that_is_asked_for() -> None:
    for path in share_images.FOLDER.iterdir():
        assert path.stat().st_size <= 80 * 1024
        with Image.open(path) as image:
            assert image.size == (1200, 630)
            assert not image.info.keys() - {"transparency"}
