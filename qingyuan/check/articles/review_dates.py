"""What was to be looked at again by a day that has passed is looked at again."""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.model.problem import Problem, warning
from qingyuan.model.site import Site

REVIEW_DUE = warning(
    "review-due",
    zh="应在 {date} 之前复核，已经过了 {days} 天",
    en="it was to be reviewed by {date}; days since then: {days}",
    hint_zh="重新核对内容和数字，再把 review-by 改到下一次复核的日期。",
    hint_en="check the text and the figures again, then set review-by to the next review.",
    why_zh="法律、电话和数字会变；没人复核的页面，会悄悄变成错的。",
    why_en="Laws, numbers to call and figures change; a page that nobody reviews goes wrong in "
    "silence.",
    wrong="review-by: 2024-05-01",
    right="review-by: 2027-05-01",
)
KINDS = (REVIEW_DUE,)


def check(site: Site) -> Iterator[Problem]:
    """Stories, pages and facts, as of the day of the build."""
    for entry in (*site.articles, *site.facts.values()):
        if entry.review_by and entry.review_by < site.today:
            days = str((site.today - entry.review_by).days)
            yield REVIEW_DUE.at(entry.at, date=entry.review_by.isoformat(), days=days)
