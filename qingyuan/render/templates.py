"""Jinja: a page's template and its context to bytes.

With `render.environment` the only module that imports jinja2.  Templates come as text in a frozen
value, so rendering reads nothing from disk, and what a page depends on can be told from its
template's text: parents, includes and imports are named there, or it depends on all of them.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cached_property, partial
from typing import Any

import jinja2
from markupsafe import Markup
from msgspec import Struct, field

from qingyuan.model.digests import digest
from qingyuan.model.location import Location
from qingyuan.model.page import Named, Output, Page
from qingyuan.model.problem import Bilingual, Problem
from qingyuan.model.regex import regex
from qingyuan.render import downloads, slots
from qingyuan.render.clauses import clauses
from qingyuan.render.codes import Drawn
from qingyuan.render.contexts import RootContext
from qingyuan.render.environment import Code, Environment, environment
from qingyuan.render.figures import figure, figure_parts
from qingyuan.render.literals import Literals, Structure, broken, structure
from qingyuan.render.problems import (
    KINDS,
    TEMPLATE_ERROR,
    TEMPLATE_MISSING,
    TEMPLATE_SYNTAX,
    WORD_MISSING,
)
from qingyuan.render.prose import Prose, drawing
from qingyuan.render.skeleton import Skeleton
from qingyuan.render.views import ArticleView, Chrome, FigureView, Frame, Words
from qingyuan.render.wording import Wording, WordMissingError

# What Jinja says of a block without its end, and of what stands where it should have ended.
_UNCLOSED = regex(r"The innermost block that needs to be closed is '(?P<block>\w+)'")
_STRAY = regex(r"Encountered unknown tag '(?P<tag>\w+)'")
# Frames that are kept: those of a language differ by the depth of pages and the menu's entry.
_MOST_FRAMES = 64


class Prepared(Struct, frozen=True):
    """The code of templates, and their structures, by their names."""

    code: tuple[tuple[str, bytes], ...] = ()
    structures: tuple[tuple[str, Structure], ...] = ()


class Templates(Struct, frozen=True, dict=True, eq=False):
    """All templates as (name, text).

    `known` is what was `prepared` in a build before: what of it is still of the same texts need not
    be parsed and compiled again.  `codes` are QR codes that are drawn already, by what they say.
    """

    texts: tuple[tuple[str, str], ...]
    known: Prepared = Prepared()
    codes: dict[str, Drawn] = field(default_factory=dict)

    @cached_property
    def _code(self) -> Code:
        return Code(dict(self.known.code), lambda name: self.literals.free[name])

    @cached_property
    def literals(self) -> Literals:
        """The literal texts of all templates."""
        known, found = dict(self.known.structures), {}
        for name, text in self.texts:
            before, source = known.get(name), digest(text)
            found[name] = before if before and before.source == source else self._parsed(name, text)
        return Literals(found)

    def _parsed(self, name: str, text: str) -> Structure:
        """The structure of a template; who performs a page from a broken one says what is wrong."""
        try:
            tree = self.environment.parse(text, name, name)
            found = structure(tree, digest(text))
        except jinja2.TemplateError:
            return broken(digest(text))
        self.environment.trees[name] = tree
        return found

    @cached_property
    def environment(self) -> Environment:
        """What performs them."""
        return environment(dict(self.texts), self._code)

    @cached_property
    def frames(self) -> dict[tuple[Frame, int], _Parts]:
        """Parts that pages have in common, by what they see; words are known by their object."""
        return {}

    @property
    def prepared(self) -> Prepared:
        """The code of the templates that pages were made from, and what of `known` is left."""
        names = dict(self.texts)
        code = sorted((n, code) for n, code in self._code.made.items() if n in names)
        return Prepared(tuple(code), tuple(self.literals.structures.items()))

    def prepare(self, names: Iterable[str | None]) -> None:
        """Compiles what these are made of, before processes come out of this one.

        What can't be compiled is left: who performs a page from it says what is wrong.
        """
        for part in sorted({part for name in names for part in self.literals.closure(name)}):
            with suppress(jinja2.TemplateError):
                self.environment.get_template(part)

    def behind(self, name: str | None) -> Behind:
        """What is behind pages of a template, or behind those that have none."""
        if name not in self._behind:
            literals = self.literals
            own = literals.closure(name)
            named = tuple((f"template {part}", literals.structures[part].source) for part in own)
            shape = digest(*(text for part in own for text in (part, literals.shape(part))))
            self._behind[name] = Behind(named, shape, digest(*map(literals.digest, own)))
        return self._behind[name]

    @cached_property
    def _behind(self) -> dict[str | None, Behind]:
        return {}


class Behind(Struct, frozen=True):
    """The templates behind a page by their names, with the digests of their texts.

    `shape` is the digest of what a page is rendered from, all but literal texts; `literals` is that
    of these.
    """

    named: Named
    shape: str
    literals: str


class _Parts(Struct, frozen=True):
    """The parts of a frame as they are written, by their names; `words` are those they are in."""

    words: Words
    written: dict[str, Markup]


class Failure(Struct, frozen=True):
    """Why a page has no bytes: the kind of problem by its code, its place, and what to say."""

    code: str
    at: Location
    values: tuple[tuple[str, str], ...]
    page: str


def explain(failures: Iterable[Failure]) -> list[Problem]:
    """One problem for each mistake, however many pages it spoils."""
    pages: dict[tuple[str, Location, tuple[tuple[str, str], ...]], list[str]] = {}
    for failure in failures:
        pages.setdefault((failure.code, failure.at, failure.values), []).append(failure.page)
    kinds = {kind.code: kind for kind in KINDS}
    problems = []
    for (code, at, values), spoiled in pages.items():
        page = spoiled[0] + (f" (+{len(spoiled) - 1})" if len(spoiled) > 1 else "")
        problems.append(kinds[code].at(at, near=None, **dict(values), page=page))
    return problems


def perform(templates: Templates, page: Page) -> Output | Failure:
    """The bytes of a page, or why there are none.  A pure function of its two arguments."""
    made = rendered(templates, page)
    if isinstance(made, Skeleton):
        return Output.of(page.path, made.filled(templates.literals.texts))
    return made


def rendered(templates: Templates, page: Page) -> Skeleton | Output | Failure:
    """The page without its templates' literal texts, where it has a template.

    A pure function of its two arguments.
    """
    try:
        if page.template is None:
            return Output.of(page.path, downloads.write(page.context))
        return _render(templates, page, page.template)
    except WordMissingError as wrong:
        at = Location("templates/strings.yaml")
        return Failure(WORD_MISSING.code, at, (("key", wrong.key),), page.path)


def _render(templates: Templates, page: Page, name: str) -> Skeleton | Failure:
    """What a template makes of a page.  Raises WordMissingError."""
    try:
        context = page.context
        template = templates.environment.get_template(name)
        text = template.render(_variables(templates, context))
    except WordMissingError:
        raise
    except jinja2.TemplateSyntaxError as wrong:
        at = Location(f"templates/{wrong.name or name}", wrong.lineno, 1)
        said = _reason(wrong.message or "?")
        values = (("reason_zh", said.zh), ("reason_en", said.en))
        return Failure(TEMPLATE_SYNTAX.code, at, values, page.path)
    except jinja2.TemplateNotFound as wrong:
        at = Location(f"templates/{wrong.name}")
        return Failure(TEMPLATE_MISSING.code, at, (("name", str(wrong.name)),), page.path)
    except Exception as wrong:  # noqa: BLE001 - a template can raise anything; the editor is told where
        at = _where(wrong, name)
        reason = str(wrong) or type(wrong).__name__
        return Failure(TEMPLATE_ERROR.code, at, (("reason", reason),), page.path)
    tags = _tags(context) if page.path.endswith(".html") else ()
    return Skeleton.of(
        page.path, text, tags, templates.literals.texts, templates.behind(name).literals
    )


def _reason(message: str) -> Bilingual:
    """Jinja's complaint in plain words, where it is the usual one."""
    found = _UNCLOSED.search(message)
    if found is None:
        return Bilingual(message, message)
    block, tag = found["block"], _STRAY.match(message)
    here = (f"写到 {{% {tag['tag']} %}} 时", f"at {{% {tag['tag']} %}}") if tag else None
    zh, en = here or ("到文件末尾", "at the end of the file")
    return Bilingual(
        f"{zh}，上面的 {{% {block} %}} 还没有结束，少了 {{% end{block} %}}",
        f"{en} the {{% {block} %}} above is still open; its {{% end{block} %}} is missing",
    )


def _tags(context: Any) -> tuple[str, ...]:  # noqa: ANN401 - one of many contexts
    """The languages of the site, which every page links to."""
    around = context if isinstance(context, RootContext) else context.chrome
    return tuple(language.tag for language in around.languages)


def _variables(templates: Templates, context: Struct) -> dict[str, object]:
    """The context's fields, and the functions that write values in the page's language."""
    variables = {name: getattr(context, name) for name in context.__struct_fields__}
    variables["clauses"] = clauses
    chrome = variables.get("chrome")
    if isinstance(chrome, Chrome):
        languages = {language.tag: language.name for language in chrome.languages}
        wording = Wording(chrome.language.locale, chrome.words, languages)
        address = (chrome.canonical or "").removesuffix(chrome.path)
        slot = partial(slots.slot, code=chrome.language.code)
        contacts = slot("contacts") if chrome.slotted else ""
        prose = Prose(chrome.root, chrome.language.tag, wording, address, contacts)
        article = variables.get("article")
        figures = _Figures(wording, article if isinstance(article, ArticleView) else None)
        common = {
            "t": wording.t,
            "date": wording.date,
            "number": wording.number,
            "period": wording.period,
            "slot": slot,
            "verified": prose.verified,
        }
        variables |= common
        variables |= {
            "drawing": lambda view: drawing(view, wording),
            "language_name": wording.language_name,
            "say": wording,
            "figure": figures.figure,
            "figure_parts": figures.parts,
            "prose": prose.body,
            "prose_label": prose.label,
            "qr": lambda text: templates.codes.get(text) or slots.drawn(text),
            "frame": _frame(templates, chrome, common),
        }
    return variables


def _frame(
    templates: Templates, chrome: Chrome, common: Mapping[str, object]
) -> Callable[[str], Markup]:
    """What writes parts that see the frame and nothing else of the page, each frame's once."""
    frame = chrome.frame
    parts = templates.frames.get((frame, id(chrome.words)))
    if parts is None:
        if len(templates.frames) >= _MOST_FRAMES:
            templates.frames.clear()
        parts = templates.frames[frame, id(chrome.words)] = _Parts(chrome.words, {})
    known = parts.written

    def write(name: str) -> Markup:
        if name not in known:
            template = templates.environment.get_template(name)
            known[name] = Markup(template.render({"chrome": frame, **common}))  # noqa: S704 - as a template wrote it
        return known[name]

    return write


class _Figures(Struct, frozen=True):
    """Writes figures of a page, which are in the language of the page or of its article."""

    wording: Wording
    article: ArticleView | None

    def figure(self, view: FigureView, option: str = "") -> str:
        """A figure as `[[fact:id|option]]` writes it."""
        return figure(view, self._say(view), option)

    def parts(self, view: FigureView) -> tuple[str, str, str]:
        """What stands before the number, the number, what follows it."""
        return figure_parts(view, self._say(view))

    def _say(self, view: FigureView) -> Wording:
        article = self.article
        if article and article.fallback and view.lang == article.language.tag:
            return Wording(article.binding.locale, article.binding.words)
        return self.wording


def _where(wrong: BaseException, template: str) -> Location:
    """The innermost line of a template in an exception's traceback."""
    for frame in reversed(traceback.extract_tb(wrong.__traceback__)):
        if frame.filename.endswith((".html", ".js", ".xml")):
            return Location(f"templates/{frame.filename}", frame.lineno or 0, 1)
    return Location(f"templates/{template}")
