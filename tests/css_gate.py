"""What in a stylesheet the oldest browser does not know, unless it is gated by @supports.

Covered: properties, descriptors of @page and @font-face, keywords and functions in values, units,
pseudo-classes and pseudo-elements, nesting, at-rules and the features of @media.  A block behind
@supports counts as gated where the condition does not hold in that browser: the condition is
worked out by the same data, so a gate of something else does not help.

Not covered: what the data do not name (a keyword of a shorthand that only its longhand lists, new
forms of an old function such as a typed attr()), and scripts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import tinycss2
from tinycss2 import ast

OLDEST = 109
RULES_INSIDE = {"media", "supports", "layer", "container", "scope", "starting-style"}
DESCRIPTORS_INSIDE = {"page", "font-face", "property", "counter-style"}


@dataclass(frozen=True)
class Gate:
    """Judges by feature → first version that has it."""

    known: dict[str, int | None]

    def lacks(self, place: str) -> bool:
        """Whether the browser is known not to have a feature."""
        if place not in self.known:
            return False
        first = self.known[place]
        return first is None or first > OLDEST

    def verdict(self, what: str, place: str, node: ast.Node) -> Iterator[str]:
        if self.lacks(place):
            first = self.known[place]
            since = f"Chrome {first}" if first else "no Chrome"
            yield f"line {node.source_line}: {what} ({since})"

    def stylesheet(self, css: str) -> list[str]:
        """What is not known and not gated, a line for each."""
        return list(self.rules(tinycss2.parse_stylesheet(css, skip_comments=True)))

    def rules(self, nodes: Sequence[ast.Node], nested_in: str = "") -> Iterator[str]:
        for node in nodes:
            if isinstance(node, ast.AtRule):
                yield from self.at_rule(node, nested_in)
            elif isinstance(node, ast.QualifiedRule):
                yield from self.selector(node.prelude)
                if nested_in:
                    yield from self.verdict("a nested rule", "selectors/nesting", node)
                yield from self.rules(inside(node), "rule")
            elif isinstance(node, ast.Declaration):
                yield from self.declaration(node, nested_in)
            elif isinstance(node, ast.ParseError):
                yield f"line {node.source_line}: {node.message}"

    def at_rule(self, node: ast.AtRule, nested_in: str) -> Iterator[str]:
        name = node.lower_at_keyword
        if nested_in == "rule":
            yield from self.verdict(f"a nested @{name}", "selectors/nesting", node)
        if f"at-rules/{name}" not in self.known:
            yield f"line {node.source_line}: @{name} (not in the data)"
        yield from self.verdict(f"@{name}", f"at-rules/{name}", node)
        if name == "media":
            yield from self.media(node.prelude)
        if name == "supports" and not self.holds(node.prelude):
            return
        if name in RULES_INSIDE:
            yield from self.rules(inside(node), nested_in)
        if name in DESCRIPTORS_INSIDE:
            yield from self.rules(inside(node), f"at-rules/{name}/")

    def media(self, tokens: Sequence[ast.Node]) -> Iterator[str]:
        for block in tokens:
            if isinstance(block, ast.ParenthesesBlock):
                for token in block.content:
                    if isinstance(token, ast.IdentToken):
                        feature = token.lower_value.removeprefix("min-").removeprefix("max-")
                        yield from self.verdict(
                            f"@media ({feature})", f"at-rules/media/{feature}", token
                        )
                yield from self.media(block.content)

    def declaration(self, node: ast.Declaration, nested_in: str = "") -> Iterator[str]:
        name = node.lower_name
        # Custom properties and prefixed ones, which other browsers read, do no harm.
        if not name.startswith("-") and f"{nested_in}{name}" not in self.known:
            if f"properties/{name}" not in self.known:
                yield f"line {node.source_line}: {name} (not in the data)"
            yield from self.verdict(name, f"properties/{name}", node)
        yield from self.keywords(name, node.value)
        yield from self.value(name, node.value)

    def keywords(self, name: str, tokens: Sequence[ast.Node]) -> Iterator[str]:
        if name == "font-family":  # a list to choose from: a name that is not known is passed over
            return
        for token in tokens:
            if isinstance(token, ast.IdentToken):
                word = token.lower_value
                for place in (f"properties/{name}", "types/global_keywords"):
                    yield from self.verdict(f"{name}: {word}", f"{place}/{word}", token)

    def value(self, name: str, tokens: Sequence[ast.Node]) -> Iterator[str]:
        """Functions and units, at any depth."""
        for token in tokens:
            if isinstance(token, ast.DimensionToken):
                unit = token.lower_unit
                yield from self.verdict(f"{name}: 1{unit}", f"types/length/{unit}", token)
            elif isinstance(token, ast.FunctionBlock):
                function = token.lower_name
                yield from self.verdict(f"{name}: {function}()", self.place(name, function), token)
                yield from self.value(name, token.arguments)
            elif isinstance(token, ast.ParenthesesBlock):
                yield from self.value(name, token.content)

    def place(self, name: str, function: str) -> str:
        """Where the data tell of a function: at its property, or among the types."""
        types = [place for place in self.known if place.startswith("types/")]
        for name_in_data in (f"{function}-function", f"{function}_function", function):
            own = f"properties/{name}/{name_in_data}"
            common = (place for place in types if place.rpartition("/")[2] == name_in_data)
            found = own if own in self.known else next(common, "")
            if found:
                return found
        return ""

    def selector(self, tokens: Sequence[ast.Node]) -> Iterator[str]:
        for index, token in enumerate(tokens):
            after_colon = index > 0 and is_sign(tokens[index - 1], ":")
            if is_sign(token, "&"):
                yield from self.verdict("&", "selectors/nesting", token)
            elif isinstance(token, ast.FunctionBlock):
                yield from self.pseudo(token.lower_name, token)
                yield from self.arguments(token)
            elif isinstance(token, ast.IdentToken) and after_colon:
                yield from self.pseudo(token.lower_value, token)

    def pseudo(self, name: str, node: ast.Node) -> Iterator[str]:
        if f"selectors/{name}" not in self.known:
            yield f"line {node.source_line}: :{name} (not in the data)"
        yield from self.verdict(f":{name}", f"selectors/{name}", node)

    def arguments(self, node: ast.FunctionBlock) -> Iterator[str]:
        name = node.lower_name
        if "of" in idents(node.arguments):
            yield from self.verdict(f":{name}(… of …)", f"selectors/{name}/of_syntax", node)
        if any(is_sign(each, ",") for each in node.arguments):
            yield from self.verdict(f":{name}(…, …)", f"selectors/{name}/argument_list", node)
        yield from self.selector(node.arguments)

    def holds(self, tokens: Sequence[ast.Node]) -> bool:
        """Whether the condition of an @supports is met in the oldest browser."""
        words = idents(tokens)
        terms = [self.term(token) for token in tokens if is_term(token)]
        if "not" in words:
            return not any(terms)
        return any(terms) if "or" in words else all(terms)

    def term(self, node: Any) -> bool:
        if isinstance(node, ast.FunctionBlock):
            if node.lower_name != "selector":
                return not self.lacks(f"at-rules/supports/{node.lower_name}")
            return not list(self.selector(node.arguments))
        declared = tinycss2.parse_one_declaration(node.content)
        if isinstance(declared, ast.Declaration):
            return not list(self.declaration(declared))
        return self.holds(node.content)


def inside(node: Any) -> Sequence[ast.Node]:
    content = node.content or []
    return tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)


def is_sign(token: ast.Node, sign: str) -> bool:
    return isinstance(token, ast.LiteralToken) and token.value == sign


def idents(tokens: Sequence[ast.Node]) -> set[str]:
    return {token.lower_value for token in tokens if isinstance(token, ast.IdentToken)}


def is_term(token: ast.Node) -> bool:
    return isinstance(token, ast.ParenthesesBlock | ast.FunctionBlock)


def declarations(css: str, at_rule: str = "") -> Iterator[tuple[str, ast.Declaration]]:
    """Every declaration, with the conditions of the @media rules around it."""
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    yield from within(nodes, at_rule)


def within(nodes: Sequence[ast.Node], media: str) -> Iterator[tuple[str, ast.Declaration]]:
    for node in nodes:
        if isinstance(node, ast.Declaration):
            yield media, node
        elif isinstance(node, ast.QualifiedRule):
            yield from within(inside(node), media)
        elif isinstance(node, ast.AtRule) and node.content is not None:
            own = tinycss2.serialize(node.prelude) if node.lower_at_keyword == "media" else ""
            yield from within(inside(node), f"{media}{own}")
