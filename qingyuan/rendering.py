"""Planned pages to bytes: those of the last time where what they show is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from qingyuan import render
from qingyuan.model.digests import digest
from qingyuan.model.left import Stored
from qingyuan.model.making import Making
from qingyuan.model.page import Output, Page, Parts
from qingyuan.model.project import Discovered, Project
from qingyuan.render.codes import Drawn
from qingyuan.reuse.store import Store
from qingyuan.tools import Tools, quietly

_Rendered = render.Skeleton | Output | render.Failure
# A block of the search takes a twentieth of the time that a second process is worth.
_FEWEST_BLOCKS = 8


def templates_of(files: Discovered, tools: Tools) -> render.Templates:
    """The templates that were found, with the code that an earlier build made of them."""

    def make() -> render.Templates:
        known: render.Prepared | None = tools.store.note(_PREPARED)
        return render.Templates(files.templates, known or render.Prepared())

    return tools.memory.recall("templates", (files.templates,), make)


def keep_prepared(templates: render.Templates, store: Store) -> None:
    """Keeps what has been made of templates for the next time, where there is any that is new."""
    if templates.prepared != templates.known:
        store.noted(_PREPARED, templates.prepared)


class Made(Struct, frozen=True):
    """Pages as bytes or failures, and what they were made of.

    `kept` tells where their skeletons are, `behind` the digests of shape and literal texts of what
    is behind the pages of each template.
    """

    results: list[Output | render.Failure]
    making: Making
    kept: Mapping[str, Stored]
    behind: Mapping[str, tuple[str, str]]


def perform(
    tools: Tools, templates: render.Templates, pages: Sequence[Page], tick: Callable[[], None]
) -> Made:
    """Pages to bytes, then the shards of the search, which follow from the bytes of its texts."""
    made = make_pages(tools, templates, pages, tick)
    blocks = render.shards.blocks(pages, made.results)
    pieces, _ = tools.store.through(
        "search",
        blocks,
        lambda block: digest(str(block.shards), *(text.digest for text in block.texts)),
        lambda todo: tools.workers.map(render.shards.index, todo, quietly, fewest=_FEWEST_BLOCKS),
    )
    shards = list(render.shards.shards(zip(blocks, pieces, strict=True)))
    more = make_pages(tools, templates, shards, quietly)
    return replace(made, results=[*made.results, *more.results])


def make_pages(
    tools: Tools, templates: render.Templates, pages: Sequence[Page], tick: Callable[[], None]
) -> Made:
    """Pages to bytes, and what they were made of."""
    behind = {name: templates.behind(name) for name in {page.template for page in pages}}
    parts: dict[str, str] = {}
    anew: set[str] = set()
    noted: set[int] = set()
    kept: dict[str, Stored] = {}

    def key(page: Page) -> str:
        known = [page.path, behind[page.template].shape]
        for part in page.seen:
            if not isinstance(part, Parts):
                parts[part[0]] = part[1]
                known += part
                continue
            if id(part) not in noted:
                noted.add(id(part))
                parts.update(part.named)
            known.append(part.digest)
        # No part has a line break in it.
        own = digest("\n".join(known))
        if page.template:
            kept[page.path] = Stored(page.template, own)
        return own

    def make(todo: Sequence[Page]) -> Iterator[_Rendered]:
        anew.update(page.path for page in todo)
        templates.prepare({page.template for page in todo})
        templates.codes.update(_codes(tools, todo))
        return tools.workers.map(partial(render.rendered, templates), todo, tick)

    results, _ = tools.store.through(
        _RENDER, pages, key, make, keep=lambda result: not isinstance(result, render.Failure)
    )
    for known in behind.values():
        parts.update(known.named)
    skeletons = [result for result in results if isinstance(result, render.Skeleton)]
    filled, others = fill(tools, templates, skeletons, kept)
    outputs = [filled[r.path] if isinstance(r, render.Skeleton) else r for r in results]
    digests = {name: (known.shape, known.literals) for name, known in behind.items() if name}
    return Made(outputs, Making(parts, frozenset(anew | others)), kept, digests)


def skeletons_of(store: Store, kept: Iterable[Stored]) -> list[render.Skeleton] | None:
    """The skeletons of pages, in their order; None where one of them is no longer kept."""
    return store.known(_RENDER, [page.key for page in kept])


def fill(
    tools: Tools,
    templates: render.Templates,
    skeletons: Iterable[render.Skeleton],
    kept: Mapping[str, Stored],
) -> tuple[dict[str, Output], set[str]]:
    """Pages with the literal texts of their templates, by their paths.

    And those that have never had these texts before.
    """
    skeletons, anew = list(skeletons), set[str]()
    now = {s.path: templates.behind(kept[s.path].template).literals for s in skeletons}
    todo = [skeleton for skeleton in skeletons if skeleton.literals != now[skeleton.path]]
    texts = templates.literals.texts

    def make(some: Sequence[render.Skeleton]) -> Iterator[str]:
        anew.update(skeleton.path for skeleton in some)
        return tools.workers.map(partial(render.filled, texts), some, quietly)

    digests, _ = tools.store.through(
        "fill",
        todo,
        lambda skeleton: digest(skeleton.path, skeleton.blob.digest, now[skeleton.path]),
        make,
    )
    made = {skeleton.path: found for skeleton, found in zip(todo, digests, strict=True)}
    return {s.path: s.output(texts, made.get(s.path, s.made)) for s in skeletons}, anew


def _codes(tools: Tools, pages: Iterable[Page]) -> Iterator[tuple[str, Drawn]]:
    """The QR codes of pages, by what they say: to draw one takes a fifth of a page's time."""
    texts = sorted({page.code for page in pages} - {""})

    def make(todo: Sequence[str]) -> Iterator[Drawn]:
        return tools.workers.map(render.draw, todo, quietly)

    drawn, _ = tools.store.through("code", texts, str, make)
    return zip(texts, drawn, strict=True)


# What is known of rendered pages, by their keys.
_RENDER = "render"
_PREPARED = "prepared templates"


def remembered(store: Store, project: Project) -> Making | None:
    """What the last builds made, as far as any has made something."""
    whole, part = _notes(project)
    last: Making | None = store.note(whole)
    since: Making | None = store.note(part)
    if last is None or since is None:
        return last
    parts, before = {**last.parts, **since.parts}, {**last.parts, **since.before}
    return Making(parts, since.anew, before)


def remember(store: Store, project: Project, making: Making, *, partly: bool = False) -> None:
    """Notes what a build made, if it made anything, for whoever asks why.

    Where it looked at some pages only (`partly`), that is noted beside what is known of all.
    """
    if not making.anew:
        return
    whole, part = _notes(project)
    if partly:
        since: Making | None = store.note(part)
        known = since.parts if since else {}
        store.noted(part, Making({**known, **making.parts}, making.anew, known))
    else:
        last = remembered(store, project)
        made = Making(making.parts, making.anew, last.parts if last else {})
        store.noted_all({whole: made, part: None})


def _notes(project: Project) -> tuple[str, str]:
    """The names of the notes on what builds made: the last of the whole site, and those since."""
    return f"making {project.preview}", f"making since {project.preview}"
