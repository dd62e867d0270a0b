"""Every `[[term:…]]`, and every “see also” of the glossary, names a term that exists."""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.check.others import Others
from qingyuan.check.unknown import unknown
from qingyuan.model.location import Ref
from qingyuan.model.problem import Problem, error
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Story

TERM_UNKNOWN = error(
    "term-unknown",
    zh="词汇表里没有“{id}”",
    en="the glossary has no “{id}”",
    hint_zh="词汇在 content/glossary.yaml 里；没有就先在那里加上释义。",
    hint_en="terms are in content/glossary.yaml; if it is not there, add it with its definition.",
    why_zh="读者点开一个词，应当看到解释，而不是空白。",
    why_en="A reader who opens a word should find its meaning.",
    wrong="[[term:comunity-treatment]]",
    right="[[term:community-treatment]]",
)
KINDS = (TERM_UNKNOWN,)


def look(others: Others, article: Story | ContentPage) -> Iterator[Problem]:
    """Every edition of an article."""
    site = others.site
    for edition in article.editions:
        used = [Ref(e.target, e.at) for e in edition.embeds if e.kind == "term"]
        yield from unknown(site, "term", used, site.terms, TERM_UNKNOWN)


def check(site: Site) -> Iterator[Problem]:
    """The glossary itself."""
    for term in site.terms.values():
        yield from unknown(site, "term", term.see, site.terms, TERM_UNKNOWN)
