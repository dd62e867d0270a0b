"""Literal texts of templates are put into pages that have been rendered before."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from qingyuan import render
from qingyuan.model.page import Output, Page
from qingyuan.render import Skeleton, Templates, perform, rendered
from qingyuan.render.contexts import RobotsContext
from tests.test_templates import plain, planned, site

# Ways in which a text (§) can stand in a template, where # is a number of its own; and whether
# something is done with it as a value.
WAYS = {
    "§": False,
    "{% if items %}§{% endif %}": False,
    "{% if not items %}§{% else %}{{ items }}{% endif %}": False,
    "{% for item in items %}§{{ item }}{% endfor %}": False,
    "{% for item in [] %}{% else %}§{% endfor %}": False,
    "{% with a = 1 %}§{{ a }}{% endwith %}": False,
    "{% block b# %}§{% endblock %}": False,
    "{% block b# %}{% block c# %}§{% endblock %}{% endblock %}": False,
    "{% macro m#() %}§{% endmacro %}{{ m#() | length }}": True,
    "{% macro m#() %}§{% endmacro %}{{ m#() }}": True,
    "{% set s# %}§{% endset %}{{ s# | trim }}|": True,
    "{% set s# | upper %}§{% endset %}{{ s# }}": True,
    "{% filter upper %}§{% endfilter %}": True,
    "{% filter trim %}{% if items %}§{% endif %}{% endfilter %}|": True,
    "{% block b# %}§{% endblock %}{{ self.b#() | length }}": True,
    "{% block b# %}§{% endblock %}{{ self['b#']() | length }}": True,
    "{% block b# %}{% block c# %}§{% endblock %}{% endblock %}{{ self.b#() | length }}": True,
    "{% set me = self %}{% block b# %}§{% endblock %}{{ me.b#() | length }}": True,
    "{% call around() %}§{% endcall %}": True,
    "{% for a in [1, 2] recursive %}§{{ loop([]) }}{% endfor %}": True,
    "{% import 'module#.xml' as n# %}{{ n#.m() | length }}{{ n# }}": True,
}
HEAD = (
    "{% set items = [1, '<'] %}{% macro around() %}{{ caller() | length }}{{ caller() }}"
    "{% endmacro %}"
)
TEXT = st.text("ab <&é中\n\t\"'", min_size=1, max_size=6)


def templates(texts: dict[str, str]) -> Templates:
    return Templates(tuple(texts.items()))


def page_of(name: str) -> Page:
    return Page(name, name, RobotsContext(""), None, "")


def skeleton(made: Templates, page: Page) -> Skeleton:
    found = rendered(made, page)
    assert isinstance(found, Skeleton), found
    return found


def by_jinja(texts: dict[str, str]) -> bytes:
    """What Jinja makes of a template with nothing left out."""
    return plain(texts).get_template("own.xml").render().encode()


def written(ways: list[str], texts: list[str]) -> dict[str, str]:
    """Templates with texts in these ways: half of them on their own, half in what is included."""
    found = {
        f"module{number}.xml": f"{text}{{% macro m() %}}{text}{{% endmacro %}}"
        for number, text in enumerate(texts)
    }
    pieces = [
        way.replace("#", str(number)).replace("§", text)
        for number, (way, text) in enumerate(zip(ways, texts, strict=True))
    ]
    half = len(pieces) // 2
    found["part.xml"] = HEAD + "".join(pieces[:half])
    found["base.xml"] = HEAD + "{% block main %}" + "".join(pieces[half:]) + "{% endblock %}"
    return found


@given(st.data())
def test_a_page_with_other_texts_is_what_jinja_makes_of_it(data: st.DataObject) -> None:
    ways = data.draw(st.lists(st.sampled_from(sorted(WAYS)), min_size=1, max_size=6))
    before, after = ([data.draw(TEXT) for _ in ways] for _ in range(2))
    own = data.draw(
        st.sampled_from(
            [
                '{% extends "base.xml" %}{% block main %}{{ super() }}a{% endblock %}',
                '{% extends "base.xml" %}{% block main %}b{% include "part.xml" %}{% endblock %}',
                '{% include "base.xml" %}{% include "part.xml" %}c',
                '{% macro m() %}{% include "part.xml" %}{% endmacro %}{{ m() | length }}',
                '{% set s %}{% include "base.xml" %}{% endset %}{{ s | trim }}.',
                '{% set name = "part.xml" %}{% filter upper %}{% include name %}{% endfilter %}',
            ]
        )
    )
    old, new = ({**written(ways, texts), "own.xml": own} for texts in (before, after))
    was, now = templates(old), templates(new)
    known = skeleton(was, page_of("own.xml"))
    assert known.filled(was.literals.texts) == by_jinja(old)
    same = was.behind("own.xml").shape == now.behind("own.xml").shape
    event(f"the same shape: {same}")
    if same:
        assert known.filled(now.literals.texts) == by_jinja(new)


@pytest.mark.parametrize("way", sorted(WAYS))
def test_a_text_is_left_out_where_nothing_is_done_with_it(way: str) -> None:
    old, new = ({**written(["§", way], ["x", text]), "own.xml": ""} for text in ("old", "newer"))
    for texts in (old, new):
        texts["own.xml"] = '{% extends "base.xml" %}'
    was, now = templates(old), templates(new)
    assert (was.behind("own.xml").shape != now.behind("own.xml").shape) == WAYS[way]
    assert was.behind("own.xml").literals != now.behind("own.xml").literals or WAYS[way]


INNER = "{% block b %}{% endblock %}"


@pytest.mark.parametrize(
    "base",
    [
        "{% filter upper %}{% block b %}{% endblock %}{% endfilter %}",
        "{% set s %}{% block b %}{% endblock %}{% endset %}{{ s | length }}",
        "{% block m %}{% block b %}{% endblock %}{% endblock %}{{ self.m() | length }}",
        f"{{% block m %}}{{% block n %}}{INNER}{{% endblock %}}{{% endblock %}}{{{{ self.m() }}}}",
        "{% for a in [1] recursive %}{{ loop([]) }}{% block b %}{% endblock %}{% endfor %}",
    ],
)
def test_a_block_is_where_its_parents_have_it(base: str) -> None:
    """What a template writes into a block goes through a value where the block does."""
    old, new = (
        {
            "base.xml": base,
            "own.xml": f'{{% extends "base.xml" %}}{{% block b %}}{text}{{% endblock %}}',
        }
        for text in ("old", "newer")
    )
    was, now = templates(old), templates(new)
    known = skeleton(was, page_of("own.xml"))
    assert known.filled(was.literals.texts) == by_jinja(old)
    assert was.behind("own.xml").shape != now.behind("own.xml").shape


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("{% include 'a.xml' %}", ["a.xml", "own.xml"]),
        ("{% include ['a.xml', 'b.xml'] ignore missing %}", ["a.xml", "b.xml", "own.xml"]),
        ("{% set n = 'b.xml' %}{% include n %}", ["a.xml", "b.xml", "own.xml"]),
        ("{% extends 'none.xml' if no else 'b.xml' %}", ["a.xml", "b.xml", "own.xml"]),
        ("{{ frame('a.xml') }}", ["a.xml", "own.xml"]),
        ("{% from 'b.xml' import m %}", ["a.xml", "b.xml", "own.xml"]),
    ],
)
def test_what_is_behind_a_template_is_known_or_is_all(text: str, behind: list[str]) -> None:
    texts = {"own.xml": text, "a.xml": "a", "b.xml": "{% import 'a.xml' as a %}"}
    assert templates(texts).literals.closure("own.xml") == behind


def test_a_template_that_is_broken_is_not_what_it_was() -> None:
    was, now = templates({"own.xml": "a{% if 1 %}"}), templates({"own.xml": "b{% if 1 %}"})
    assert was.behind("own.xml").shape != now.behind("own.xml").shape
    assert isinstance(perform(now, page_of("own.xml")), render.Failure)


def test_a_mistake_is_told_at_its_line_as_it_is_now() -> None:
    texts = {"own.xml": "a\n{{ nothing }}"}
    failed = perform(templates({"own.xml": "a\nb\nc\n{{ nothing }}"}), page_of("own.xml"))
    known = templates(texts)
    known.prepare(["own.xml"])
    again = Templates((("own.xml", "a\nb\nc\n{{ nothing }}"),), known.prepared)
    for result in (failed, perform(again, page_of("own.xml"))):
        assert isinstance(result, render.Failure)
        assert result.at.line == 4


def test_every_text_of_the_templates_can_be_another(tmp_path: Path) -> None:
    """Each template gets a mark in the middle of each of its texts, in turn."""
    pages = planned(tmp_path)
    texts = site()
    was = templates(texts)
    known = {page.path: skeleton(was, page) for page in pages}
    filled = 0
    for name, found in was.literals.structures.items():
        chosen = [
            text for text, _ in found.literals if len(text) > 12 and texts[name].count(text) == 1
        ]
        if not chosen:
            continue
        edited = texts[name]
        for text in chosen:
            edited = edited.replace(text, f"{text[:6].rstrip()}中{text[6:]}")
        now = templates({**texts, name: edited})
        for page in pages:
            if was.behind(page.template).shape == now.behind(page.template).shape:
                result = perform(now, page)
                assert isinstance(result, Output), result
                assert known[page.path].filled(now.literals.texts) == result.data, (name, page.path)
                filled += result.data != perform(was, page).data  # type: ignore[union-attr]  # it was one
    assert filled > len(pages)
