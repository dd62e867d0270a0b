"""Literal texts of templates: what stands in a page as it stands in the template.

Most of a template is such text, and many edits of one are edits of it: a class, a wrapper, a line
in the head.  So pages are rendered with names in the place of literal texts, and after such an edit
the texts are put in anew (`render.skeleton`); all that a page says itself is there already.

That is right as long as nothing looks at what is written.  A text that goes through a value first
(in a macro, a `set` block, a block that is asked for by `self`, a part of a frame) may be measured,
stripped or compared there; it counts as an expression does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from jinja2 import nodes
from msgspec import Struct

from qingyuan.model.digests import digest

# Stands before and after the name of a literal text.  No text has it: by itself it is no character.
MARK = "\udc00"
# Whatever there is: what is meant is known only when a page is rendered.
_ANY = "*"
_INTO_VALUES = (nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock)


class Place(Struct, frozen=True):
    """The blocks around a place in a template, and whether it is written into a value there."""

    blocks: tuple[str, ...] = ()
    captured: bool = False


class Structure(Struct, frozen=True):
    """A template as its literal texts, and the tree of all else.

    `source` is the digest of its text, `tree` that of the tree.  `blocks` are where its blocks
    stand, `shown` the templates that it extends or includes, `captured` those that it has as
    values, `asked` the blocks that it has as values.
    """

    source: str
    tree: str
    literals: tuple[tuple[str, Place], ...] = ()
    blocks: tuple[tuple[str, Place], ...] = ()
    shown: tuple[tuple[str, Place], ...] = ()
    captured: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()


def structure(tree: nodes.Template, source: str) -> Structure:
    """That of a parsed template."""
    literals = list[tuple[nodes.TemplateData, Place]]()
    blocks, shown = list[tuple[str, Place]](), list[tuple[str, Place]]()
    captured, asked = set[str](), set[str]()
    # Who uses these by name is seen; handed on, they can do anything.
    handles = {"frame": captured, "self": asked}
    seen = set[int]()
    for node, place in _nodes(tree, Place()):
        if isinstance(node, nodes.TemplateData):
            literals.append((node, place))
        elif isinstance(node, nodes.Block):
            blocks.append((node.name, place))
        elif isinstance(node, (nodes.Include, nodes.Extends)):
            shown += ((name, place) for name in _names(node.template))
        elif isinstance(node, (nodes.Import, nodes.FromImport)):
            captured |= _names(node.template)
        elif isinstance(node, (nodes.Call, nodes.Getattr, nodes.Getitem)):
            if (
                isinstance(node.node, nodes.Name)
                and (of := handles.get(node.node.name)) is not None
            ):
                seen.add(id(node.node))
                of |= _used(node)
        elif isinstance(node, nodes.Name):
            if node.name == "super":
                asked |= {*place.blocks}
            elif node.name in handles and id(node) not in seen:
                handles[node.name].add(_ANY)
    texts = tuple((node.data, place) for node, place in literals)
    for node, _ in literals:
        node.data = ""
    rest = digest(repr(tree))
    for (node, _), (text, _) in zip(literals, texts, strict=True):
        node.data = text
    values = (frozenset(captured), frozenset(asked))
    return Structure(source, rest, texts, tuple(blocks), tuple(shown), *values)


def broken(source: str) -> Structure:
    """That of a template which can't be parsed."""
    return Structure(source, source)


def marked(tree: nodes.Template, name: str, free: Collection[int]) -> nodes.Template:
    """The tree with the marked names of its literal texts of these numbers in their place."""
    literals = (node for node, _ in _nodes(tree, Place()) if isinstance(node, nodes.TemplateData))
    for number, node in enumerate(literals):
        if number in free:
            node.data = f"{MARK}{_called(name, number)}{MARK}"
    return tree


class Literals(Struct, frozen=True, dict=True):
    """The literal texts of a site's templates, whose structures these are by their names."""

    structures: Mapping[str, Structure]

    @cached_property
    def free(self) -> Mapping[str, frozenset[int]]:
        """The numbers of the texts that go through no value, by the names of templates."""
        structures = self.structures
        asked = {name for known in structures.values() for name in known.asked}

        def is_captured(place: Place) -> bool:
            return place.captured or any({block, _ANY} & asked for block in place.blocks)

        # What another template writes into a block stands where this one has the block.
        blocks = {at for known in structures.values() for at in known.blocks}
        while inner := {name for name, place in blocks if is_captured(place)} - asked:
            asked |= inner
        captured = {name for known in structures.values() for name in known.captured}
        shown = [at for known in structures.values() for at in known.shown]
        captured |= {name for name, place in shown if is_captured(place)}
        todo = list(captured)
        for name in todo:
            inner = {n for n, _ in structures[name].shown} if name in structures else set()
            todo += inner - captured
            captured |= inner
        return {
            name: frozenset(
                number
                for number, (_, place) in enumerate(known.literals)
                if not {name, _ANY} & captured and not is_captured(place)
            )
            for name, known in structures.items()
        }

    @cached_property
    def texts(self) -> Mapping[bytes, bytes]:
        """These texts by the names that stand in their place, both in UTF-8."""
        return {
            _called(name, number).encode(): self.structures[name].literals[number][0].encode()
            for name, numbers in self.free.items()
            for number in numbers
        }

    def closure(self, name: str | None) -> list[str]:
        """The template, if there is one, and all that it extends, includes, imports or calls."""
        todo = [name] if name in self.structures and name else []
        found = {*todo}
        for one in todo:
            known = self.structures[one]
            names = {*known.captured, *(shown for shown, _ in known.shown)}
            new = self.structures.keys() & (self.structures if _ANY in names else names)
            todo += new - found
            found |= new
        return sorted(found)

    def shape(self, name: str) -> str:
        """The digest of a template without these texts."""
        known, free = self.structures[name], self.free[name]
        rest = ((n, text) for n, (text, _) in enumerate(known.literals) if n not in free)
        return digest(known.tree, *(f"{number} {text}" for number, text in rest))

    def digest(self, name: str) -> str:
        """The digest of these texts of a template."""
        known = self.structures[name].literals
        return digest(*(known[number][0] for number in sorted(self.free[name])))


def _called(name: str, number: int) -> str:
    return f"{name}:{number}"


def _nodes(node: nodes.Node, place: Place) -> Iterator[tuple[nodes.Node, Place]]:
    """All nodes below one with their places, in the order of the template."""
    for child in node.iter_child_nodes():
        yield child, place
        yield from _nodes(child, _inside(child, place))


def _inside(node: nodes.Node, place: Place) -> Place:
    if isinstance(node, nodes.Block):
        return Place((*place.blocks, node.name), place.captured)
    # A loop that calls itself has its own output as a value.
    captured = isinstance(node, _INTO_VALUES) or (isinstance(node, nodes.For) and node.recursive)
    return Place(place.blocks, captured=True) if captured else place


def _used(node: nodes.Call | nodes.Getattr | nodes.Getitem) -> set[str]:
    """What is asked for by calling, or as an attribute."""
    if isinstance(node, nodes.Getattr):
        return {node.attr}
    return _names(*(node.args if isinstance(node, nodes.Call) else [node.arg]))


def _names(*expressions: nodes.Node) -> set[str]:
    """The names that stand in expressions; whatever there is, where there is more to them."""
    return {str(e.value) if isinstance(e, nodes.Const) else _ANY for e in expressions}
