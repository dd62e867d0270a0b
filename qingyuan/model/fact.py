"""Facts: figures with their support."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msgspec import Struct

from qingyuan.model.language import Localized
from qingyuan.model.location import Location, Ref
from qingyuan.model.period import Period
from qingyuan.model.quantity import Qualifier


class Ratio(Struct, frozen=True):
    """A share: `part` of `whole`, both facts."""

    part: Ref
    whole: Ref


class Change(Struct, frozen=True):
    """A change from one fact's value to another's; below zero for a fall."""

    before: Ref
    after: Ref


class Fact(Struct, frozen=True):
    """One figure, with what it counts, where, when, and who says so.

    `rounding` is the number of decimals that `[[fact:…|rounded]]` keeps.
    """

    id: str
    theme: str
    label: Localized
    value: Decimal
    value_at: Location
    qualifier: Qualifier
    unit: Ref
    place: Ref
    period: Period
    source: Ref
    paragraph: Ref
    as_of: dt.date | None
    note: Localized
    parts: tuple[Ref, ...]
    ratio: Ratio | None
    change: Change | None
    rounding: int | None
    usable: bool
    reason: Localized
    key: bool
    review_by: dt.date | None
    at: Location


class Theme(Struct, frozen=True):
    """A file of facts: a section of the facts page.

    `unread` are ids of facts with problems, `drafts` those of facts that are not written yet.
    """

    id: str
    title: Localized
    description: Localized
    order: int
    facts: tuple[Fact, ...]
    unread: tuple[str, ...] = ()
    drafts: tuple[Ref, ...] = ()
