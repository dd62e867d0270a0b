"""`--preview` shows what a language still lacks, and never takes the place of the site."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.command import SMALL, build, copy_of, edit, run, sums

TODAY = ("--date", "2026-11-23")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small site, published; then with a language that has nothing but its name."""
    made = copy_of(SMALL, tmp_path)
    edit(
        made / "content/site.yaml", "default-language:", "address: https://a.cn\ndefault-language:"
    )
    assert build(made, *TODAY).code == 0
    site = made / "content/site.yaml"
    text = site.read_text(encoding="utf-8")
    site.write_text(f"{text}  ii: {{tag: ii, name: ꆈꌠꉙ, locale: ii_CN}}\n", encoding="utf-8")
    return made


def text(page: Path) -> str:
    """A page without the marks of what is Chinese on it."""
    markup = page.read_text(encoding="utf-8")
    return re.sub('<span lang="zh-Hans">([^<]*)</span>', r"\1", markup)


def test_what_is_not_translated_is_shown_in_brackets(root: Path) -> None:
    published = sums(root / "output")
    assert build(root, *TODAY).code == 1
    done = build(root, "--preview", *TODAY)
    assert done.code == 0, done.out
    home = text(root / "preview/ii/index.html")
    assert '<html lang="ii">' in home
    assert "⟦跳到正文⟧" in home  # a word of the interface
    assert "⟦小站⟧" in home  # a text of a data file
    assert "⟦跳到正文⟧" not in text(root / "preview/zh/index.html")
    facts = text(root / "preview/ii/facts.html")
    assert "⟦发出的资料⟧" in facts
    assert "420余" in facts, "its number and qualifier stay"
    assert sums(root / "output") == published


def test_what_is_missing_is_told_as_well(root: Path) -> None:
    done = run("build", "--root", root, "--preview", "--format", "json", "--jobs", "1", *TODAY)
    said = json.loads(done.out)
    assert said["output"].endswith("preview")
    missing = [p for p in said["problems"] if p["code"] == "text-missing"]
    assert len(missing) > 100
    assert {p["severity"] for p in missing} == {"warning"}


def test_it_claims_no_address(root: Path) -> None:
    assert build(root, "--preview", *TODAY).code == 0
    assert not (root / "preview/sitemap.xml").exists()
    for page in (root / "preview").rglob("*.html"):
        assert "https://a.cn" not in page.read_text(encoding="utf-8"), page


def test_it_does_not_go_where_the_site_is(root: Path) -> None:
    published = sums(root / "output")
    done = build(root, "--preview", "--output", root / "output", *TODAY)
    assert done.code == 2
    assert "preview/" in done.err
    assert sums(root / "output") == published


def test_other_errors_stop_it(root: Path) -> None:
    edit(root / "content/stories/school-visit/zh.md", "[[fact:all-2022]]", "[[fact:al-2022]]")
    assert build(root, "--preview", *TODAY).code == 1
    assert not (root / "preview").exists()


def test_a_site_that_lacks_nothing_is_previewed_as_it_is(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    assert build(root, *TODAY).code == 0
    assert build(root, "--preview", *TODAY).code == 0
    assert sums(root / "preview") == sums(root / "output")
