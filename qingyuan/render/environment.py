"""Jinja's environment: the templates of a site, and what is done for each of their expressions.

A page asks for some four hundred values and makes two hundred calls.  Jinja makes both ready for
what our templates never do, so that is left out here: calls that are handed the context, other
escaping than that of HTML, values as objects that remember having been escaped.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping, MutableMapping
from functools import lru_cache
from types import CodeType

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.runtime import Context, new_context
from markupsafe import Markup, escape

from qingyuan.render.literals import marked

# Which Jinja made code, and for which Python: others can make nothing of it.
_MADE_BY = f"Jinja {jinja2.__version__} {sys.implementation.cache_tag}"
# The numbers of the literal texts of a template that are left out (`render.literals`).
_Free = Callable[[str], Collection[int]]


class Code(jinja2.BytecodeCache):
    """Compiled templates by their names, each with the digest of its text: Jinja looks at that.

    What is `known` has been made by an engine of the same version; code that another Jinja or
    Python made, that is of another text, or has other texts left out, is made anew.
    """

    def __init__(self, known: Mapping[str, bytes], free: _Free) -> None:
        self.made = dict(known)
        self.free = free

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        """A template is known by its name."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hands over what is known."""
        code, made_by = self.made.get(bucket.key, b""), self._made_by(bucket.key)
        if code.startswith(made_by):
            bucket.bytecode_from_string(code.removeprefix(made_by))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was made."""
        self.made[bucket.key] = self._made_by(bucket.key) + bucket.bytecode_to_string()

    def _made_by(self, name: str) -> bytes:
        return f"{_MADE_BY} {sorted(self.free(name))}\n".encode()


def environment(texts: Mapping[str, str], code: Code) -> Environment:
    """The templates of these texts, by their names."""

    def load(name: str) -> tuple[str, str, None] | None:
        """Source and name; the name stands in tracebacks, which is how a failing line is found."""
        return (texts[name], name, None) if name in texts else None

    made = Environment(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=code,
        # Texts never change, and a page asks for forty templates: a dictionary does for that.
        cache_size=-1,
        auto_reload=False,
    )
    made.free, made.trees = code.free, {}
    made.template_class = _Template
    made.context_class = _Context
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return made


class Environment(jinja2.Environment):
    """Compiles templates to code that writes names where literal texts are left out."""

    free: _Free
    # Templates that have been parsed already, by their names; each is compiled once.
    trees: dict[str, nodes.Template]

    def compile(  # type: ignore[override]  # Jinja's has overloads for `raw`, which nobody asks for
        self,
        source: str | nodes.Template,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,  # noqa: FBT001, FBT002 - Jinja's
        defer_init: bool = False,  # noqa: FBT001, FBT002 - as above
    ) -> str | CodeType:
        if isinstance(source, str) and name:
            tree = self.trees.pop(name, None) or self.parse(source, name, filename)
            source = marked(tree, name, self.free(name))
        return super().compile(source, name, filename, raw, defer_init)  # type: ignore[call-overload, no-any-return]  # as above


class _Context(Context):
    """Calls what a template calls, and nothing else.

    Jinja would see first whether it wants the context, which none of our functions does, or the way
    of escaping, which macros know where it is never another.
    """

    def call(
        self,
        called: Callable[..., object],
        /,
        *args: object,
        _block_vars: object = None,
        _loop_vars: object = None,
        **kwargs: object,
    ) -> object:
        return called(*args, **kwargs)


class _Template(jinja2.Template):
    """Writes values by `written`, and has no globals but those of the environment."""

    def new_context(
        self,
        vars: dict[str, object] | None = None,  # noqa: A002 - Jinja's names
        shared: bool = False,  # noqa: FBT001, FBT002 - as above
        locals: Mapping[str, object] | None = None,  # noqa: A002 - as above
    ) -> Context:
        """A page's context, or, where it is shared, that of what the page includes or imports.

        That has the globals from the page, so none need be told of as being its own.
        """
        own = None if shared else self.globals
        return new_context(self.environment, self.name, self.blocks, vars, shared, own, locals)

    @classmethod
    def _from_namespace(
        cls,
        environment: jinja2.Environment,
        namespace: MutableMapping[str, object],
        globals: MutableMapping[str, object],  # noqa: A002 - Jinja's name
    ) -> jinja2.Template:
        namespace["escape"] = written
        return super()._from_namespace(environment, namespace, globals)


def written(value: object) -> str:
    """A value as it stands in HTML: what `markupsafe.escape` returns."""
    if type(value) is str:
        return _escaped(value)
    return value if type(value) is Markup else escape(value)


# Words, names and addresses come again on page after page.
_escaped: Callable[[str], Markup] = lru_cache(maxsize=4096)(escape)
