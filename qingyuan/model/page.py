"""Pages of the site to be: values that `render` plans and performs and `publish` writes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One output file made by a template, or by a writer where `template` is None.

    `path` is relative to the output folder; `language` is None for what belongs to all languages;
    `context` is a frozen dataclass whose fields are all that the template sees.  A writer is told
    by the context's type (`render.downloads`).
    """

    path: str
    template: str | None
    context: object
    language: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class Output:
    """The bytes of one file of the site."""

    path: str
    data: bytes
