"""What is left out of Jinja's work for each page, and compiled templates that are kept."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape
from msgspec.structs import replace

from qingyuan import render, standstill
from qingyuan.console import Bar, Console
from qingyuan.model.page import Output, Page
from qingyuan.model.project import Project
from qingyuan.pipeline import checked
from qingyuan.render import Failure, Prepared, Templates, perform
from qingyuan.render.contexts import RobotsContext
from qingyuan.render.environment import Code, environment, written
from qingyuan.reuse.store import Store
from qingyuan.tools import Tools
from qingyuan.workers import Workers
from tests.command import PROJECT, SMALL

TEXTS = {
    "own.html": '{% extends "base.html" %}{% import "macros.html" as m %}{% import "said.html" '
    "as s with context %}{% block main %}{% for item in items %}{{ m.list(item, mark=loop.first) }}"
    '{{ s.twice(item) }}{% endfor %}{{ super() }}{% set part %}<i>{{ items | join(" & ") }}</i>'
    '{% endset %}{{ part }}{{ part ~ "<" }}{% call m.around("x") %}{{ items[0] }}{% endcall %}'
    "{% endblock %}",
    "base.html": "{% block main %}{{ items | length }}{% endblock %}{{ self.main() | length }}"
    '{% include "part.html" %}',
    "macros.html": "{% macro list(item, mark=False) %}<b>{{ item }}</b>{{ '*' if mark }}"
    "{% if item | length > 3 %}{{ list(item[:3]) }}{% endif %}{% endmacro %}"
    "{% macro around(name) %}{{ name }}({{ caller() }}){% endmacro %}",
    "said.html": "{% macro twice(item) -%}{{ say(item, end=item) }}{%- endmacro %}",
    "part.html": "{{ say(items | first) }}{% for a in tree recursive %}{{ a }}"
    "{{ loop([]) }}{% endfor %}",
}


def plain(texts: dict[str, str]) -> jinja2.Environment:
    """Jinja with nothing left out."""
    return jinja2.Environment(
        loader=jinja2.DictLoader(texts),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def nothing(name: str) -> tuple[int, ...]:  # noqa: ARG001 - of any template
    """No literal text is left out."""
    return ()


def say(text: str, end: str = "!") -> str:
    return f"{text} & {end}"


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_a_page_is_what_jinja_makes_of_it(items: list[str]) -> None:
    values = {"items": items, "say": say, "tree": [1, "<", None, Markup("<br>")]}
    own = environment(TEXTS, Code({}, nothing)).get_template("own.html").render(values)
    assert own == plain(TEXTS).get_template("own.html").render(values)


@given(st.one_of(st.text(), st.integers(), st.none(), st.text().map(Markup), st.dates()))
def test_a_value_is_written_as_markupsafe_does_it(value: object) -> None:
    assert written(value) == escape(value)


@pytest.mark.parametrize(
    "text", ["{{ nothing }}", "{{ nothing() }}", "{{ items.nothing }}", "{{ items.nothing('a') }}"]
)
def test_what_is_not_there_is_as_wrong_as_ever(text: str) -> None:
    texts = {"own.html": text}
    said = []
    for made in (environment(texts, Code({}, nothing)), plain(texts)):
        with pytest.raises(jinja2.UndefinedError) as wrong:
            made.get_template("own.html").render(items=[])
        said.append(str(wrong.value))
    assert said[0] == said[1]


def site() -> dict[str, str]:
    return {
        path.relative_to(PROJECT / "templates").as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((PROJECT / "templates").rglob("*.*"))
    }


def templates(texts: dict[str, str], known: Prepared = Prepared()) -> Templates:  # noqa: B008 - frozen
    return Templates(tuple(texts.items()), known)


def compiling(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the templates that are compiled from now on."""
    names: list[str] = []
    compiled = jinja2.Environment.compile

    def noted(self: jinja2.Environment, source: str, name: str, *rest: object) -> object:
        names.append(name)
        return compiled(self, source, name, *rest)  # type: ignore[call-overload]  # as it came

    monkeypatch.setattr(jinja2.Environment, "compile", noted)
    return names


def test_what_was_compiled_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = templates(site())
    first.prepare(["story.html"])
    names = compiling(monkeypatch)
    again = templates(site(), first.prepared)
    again.prepare(["story.html"])
    assert names == []
    assert again.prepared == first.prepared
    again.prepare(["home.html"])
    assert names == ["home.html"]


def test_only_what_is_used_is_compiled() -> None:
    made = templates(site())
    made.prepare(["moved.html", None])
    assert "moved.html" in dict(made.prepared.code)
    assert "story.html" not in dict(made.prepared.code)


def test_a_template_whose_text_is_another_is_compiled_anew() -> None:
    before = templates({"a.xml": "old {{ target }}"})
    before.prepare(["a.xml"])
    now = templates({"a.xml": "new"}, before.prepared)
    assert performed(now, "a.xml") == b"new"


@pytest.mark.parametrize("code", [b"", b"Jinja 2.0 cpython-38\nnothing", b"rubbish"])
def test_code_of_another_jinja_is_left_alone(code: bytes) -> None:
    assert performed(templates({"a.xml": "new"}, Prepared((("a.xml", code),))), "a.xml") == b"new"


def test_code_of_templates_that_are_gone_is_not_kept() -> None:
    before = templates({"a.xml": "a", "b.xml": "b"})
    before.prepare(["a.xml", "b.xml"])
    assert [name for name, _ in templates({"b.xml": "b"}, before.prepared).prepared.code] == [
        "b.xml"
    ]


def test_preparing_says_nothing_of_mistakes_and_performing_does() -> None:
    texts = {"a.xml": '{% include "b.xml" %}', "b.xml": "{% if %}"}
    made = templates(texts)
    made.prepare(["a.xml", "none.xml"])
    failed = perform(made, Page("a.xml", "a.xml", RobotsContext(""), None, ""))
    assert isinstance(failed, Failure)
    assert failed.at.path == "templates/b.xml"


def performed(made: Templates, name: str) -> bytes:
    """The bytes of a page that shows nothing of its own."""
    result = perform(made, Page(name, name, RobotsContext(""), None, ""))
    assert isinstance(result, Output), result
    return result.data


def planned(output: Path) -> list[Page]:
    """The pages of the small site that are made by a template."""
    project = Project(SMALL, PROJECT, output, dt.date(2026, 7, 1))
    with closing(Workers(1)) as workers, closing(Bar(Console("en"))) as bar:
        tools = Tools(Store(None, "", ""), workers, bar)
        known = checked(project, tools, standstill.find(project, tools.store, tools.memory))
        assert known.site
        plan = render.Plan(known.site, known.files, known.ledger, known.cleaned)
        # What they show is made while its files are there.
        return [replace(page, source=page.context) for page in plan.pages if page.template]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    found = planned(tmp_path_factory.mktemp("output"))
    return [page for page in found if page.path.endswith(".html")]


def test_a_page_is_the_same_whatever_was_performed_before_it(pages: list[Page]) -> None:
    together = templates(site())
    made = [perform(together, page) for page in pages]
    again = [perform(together, page) for page in reversed(pages)]
    alone = [perform(templates(site(), together.prepared), page) for page in pages]
    assert made == alone == again[::-1]
    assert not [result for result in made if isinstance(result, Failure)]


def test_a_frame_is_in_the_words_of_its_page(pages: list[Page]) -> None:
    page = next(page for page in pages if page.path == "en/404.html")
    made = templates(site())
    chrome = page.context.chrome  # type: ignore[attr-defined]  # as contexts of pages have it
    sauce = (("other", "Sauce"),)
    other = tuple((key, sauce if key == "help-title" else said) for key, said in chrome.words)
    changed = replace(page.context, chrome=replace(chrome, words=other))
    results = [perform(made, p) for p in (page, replace(page, source=changed), page)]
    found = [b"Sauce</h2>" in result.data for result in results if isinstance(result, Output)]
    assert found == [False, True, False]
    assert results[0] == results[2]


def test_a_part_of_the_frame_sees_nothing_of_its_page(pages: list[Page]) -> None:
    page = next(page for page in pages if page.path == "en/404.html")
    failed = perform(templates(site() | {"parts/menu.html": "\n{{ chrome.path }}"}), page)
    assert isinstance(failed, Failure)
    assert (failed.at.path, failed.at.line) == ("templates/parts/menu.html", 2)


def test_a_page_is_known_by_the_parts_of_its_frame() -> None:
    assert "parts/footer-ground.html" in templates(site()).literals.closure("404.html")
    assert "school/foot.html" in templates(site()).literals.closure("404.html")
