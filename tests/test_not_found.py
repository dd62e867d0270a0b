"""A server sends its 404 page at any depth; from there everything has to be found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.command import SMALL, build, copy_of, edit
from tests.server import serving

PLACES = {"https://a.cn": "/", "https://a.cn/b/c": "/b/c/"}


def built(root: Path, address: str | None) -> Path:
    copy_of(SMALL, root)
    if address:
        line = f"address: {address}\ndefault-language:"
        edit(root / "content/site.yaml", "default-language:", line)
    done = build(root, "--date", "2026-11-23")
    assert done.code == 0, done.out
    return root / "output"


@pytest.mark.browser
@pytest.mark.parametrize("address", PLACES)
def test_at_any_depth_it_has_its_styles_and_leads_home(
    browser: Browser, tmp_path: Path, address: str
) -> None:
    output = built(tmp_path, address)
    for name, home, lang in (
        ("404.html", "首页", "zh-Hans"),
        ("en/404.html", "Home", "en"),
    ):
        with serving(output, PLACES[address], name) as base:
            page = browser.new_page()
            answer = page.goto(f"{base}no/such/page.html")
            assert answer is not None
            assert answer.status == 404
            assert page.locator("html").get_attribute("lang") == lang
            assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px"
            page.get_by_role("main").get_by_role("link", name=home).click()
            assert page.url == f"{base}{lang[:2]}/index.html"
            page.close()


@pytest.mark.parametrize("address", [None, "https://a.cn/b/c"])
def test_it_is_there_for_all_and_in_each_language(tmp_path: Path, address: str | None) -> None:
    output = built(tmp_path, address)
    for name in ("404.html", "zh/404.html", "en/404.html"):
        text = (output / name).read_text(encoding="utf-8")
        start = PLACES[address] if address else "../" * name.count("/")
        assert f'href="{start}assets/site-' in text
        assert f'href="{start}en/help.html"' in text or f'href="{start}zh/help.html"' in text
        assert "canonical" not in text
        links = re.findall(r'href="([^"#:]+)"', text)
        assert all(link.startswith(start) for link in links)
    if address:
        assert "404.html" not in (output / "sitemap.xml").read_text(encoding="utf-8")
