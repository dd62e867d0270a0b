"""What the rules that read texts find, article by article; kept for as long as it follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qingyuan import check
from qingyuan.model.digests import digest
from qingyuan.model.ledger import Ledger
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Story
from qingyuan.tools import Tools

Article = Story | ContentPage


def findings_of(
    articles: Sequence[Article | None], site: Site, ledger: Ledger, tools: Tools, scope: object
) -> list[check.Findings]:
    """What the rules that read texts find in each article, or, for None, in the data."""
    data, today = site.without_articles(), site.today.isoformat()

    def key(article: Article | None) -> str:
        own = ledger.articles[article.folder] if article else ""
        unread, slugs = data.known_to(article) if article else (data.unread, data.slugs)
        known = repr((sorted(unread), sorted(slugs)))
        return digest("article" if article else "data", own, ledger.data, today, known)

    tick = tools.progress.stage("check", len(articles))

    def look(todo: Sequence[Article | None]) -> Iterator[check.Findings]:
        for found in tools.workers.each(check.look, data, todo):
            yield found
            tick()

    return tools.through("check", articles, key, look, scope)
