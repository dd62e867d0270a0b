"""The facts as files: CSV for spreadsheets, JSON for programs (docs/facts-json.md).

Data is written here and not by templates: what a cell or a string may hold is a matter of the form,
and its bytes follow from the context alone.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from qingyuan.model.period import PUBLICATION
from qingyuan.model.quantity import plain
from qingyuan.render import pinyin, searching, shards
from qingyuan.render.contexts import FactRecord, FactsData, FactsTable, UnitRecord
from qingyuan.render.figures import figure, unit_word
from qingyuan.render.searching import SearchArticle, SearchPairs, SearchTexts
from qingyuan.render.sheets import Rows, chart_rows, timeline_rows
from qingyuan.render.views import ChartView, ErratumView, FigureView, SourceView, TimelineView
from qingyuan.render.wording import Wording

JSON_VERSION = 1
# The head of facts.csv, by the keys of its words in strings.yaml.
COLUMNS = (
    "csv-id",
    "csv-label",
    "csv-value",
    "csv-qualifier",
    "csv-unit",
    "csv-text",
    "csv-place",
    "csv-period-start",
    "csv-period-end",
    "csv-as-of",
    "csv-source",
    "csv-paragraph",
    "csv-status",
    "csv-reason",
    "csv-note",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(context: object) -> bytes:
    """The bytes of a context that no template makes."""
    match context:
        case FactsTable():
            return _table(context)
        case FactsData():
            return _data(context)
        case ChartView():
            return _sheet(*chart_rows(context, Wording(context.locale, context.words)))
        case TimelineView():
            return _sheet(*timeline_rows(context, Wording(context.locale, context.words)))
        case pinyin.Reviewed():
            return pinyin.write(context)
        case _:
            return _of_search(context)


def _of_search(context: object) -> bytes:
    """The bytes of a file that only the search's script reads."""
    match context:
        case SearchTexts():
            return searching.write_texts(context)
        case SearchArticle():
            return searching.write_article(context)
        case SearchPairs():
            return searching.write_pairs(context)
        case shards.Shard():
            return shards.write_shard(context)
    raise TypeError(type(context).__name__)


def _table(table: FactsTable) -> bytes:
    """RFC 4180 with a byte-order mark, without which Excel takes Chinese for something else."""
    wording = Wording(table.locale, table.words)
    head = [wording.t(column) for column in COLUMNS]
    return _csv([head, *(_row(record, wording) for record in table.records)])


def _sheet(head: list[str], rows: Rows) -> bytes:
    """The data of a chart or a timeline."""
    return _csv([head, *([_cell(cell) for cell in row] for row in rows)])


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _row(record: FactRecord, wording: Wording) -> list[str]:
    view = record.figure
    texts = [
        wording.t(f"qualifier-{view.qualifier}"),
        unit_word(view),
        figure(view, wording),
        view.place,
        str(view.period.start),
        _end(view, wording.t("csv-publication")),
        view.as_of.isoformat() if view.as_of else "",
        view.source_title,
        view.paragraph,
        wording.t(f"status-{_status(view)}"),
        view.reason,
        view.note,
    ]
    return [view.id, _cell(view.label), plain(view.value), *(_cell(text) for text in texts)]


def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _status(view: FigureView) -> str:
    return "usable" if view.usable else "not-usable"


def _end(view: FigureView, publication: str) -> str:
    """The period's end; empty where the period is one year, month or day."""
    period = view.period
    if period.to_publication:
        return publication
    return str(period.end) if period.end else ""


def _data(data: FactsData) -> bytes:
    wording = Wording(data.locale, data.words)
    document = {
        "version": JSON_VERSION,
        "language": data.language,
        "site": {"title": data.title, "address": data.address},
        "themes": [
            {"id": id_, "title": title, "description": description}
            for id_, title, description in data.themes
        ],
        "facts": [_fact(record, data.address, wording) for record in data.records],
        "units": [_unit_of(unit) for unit in data.units],
        "sources": [_source(source) for source in data.sources],
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _fact(record: FactRecord, address: str | None, wording: Wording) -> dict[str, object]:
    view = record.figure
    return {
        "id": view.id,
        "theme": record.theme,
        "label": view.label,
        "value": plain(view.value),
        "qualifier": view.qualifier.value,
        "unit": record.unit,
        "text": figure(view, wording),
        "place": {"id": record.place, "name": view.place},
        "period": {"start": str(view.period.start), "end": _end(view, PUBLICATION) or None},
        "as_of": view.as_of.isoformat() if view.as_of else None,
        "source": {"id": record.source, "paragraph": view.paragraph},
        "note": view.note or None,
        "parts": list(record.parts),
        "ratio_of": dict(zip(("part", "whole"), record.ratio, strict=False)) or None,
        "change_from": dict(zip(("before", "after"), record.change, strict=False)) or None,
        "status": _status(view),
        "reason": view.reason or None,
        "key": view.key,
        "review_by": record.review_by.isoformat() if record.review_by else None,
        "path": view.path,
        "address": f"{address}/{view.path}" if address else None,
    }


def _unit_of(unit: UnitRecord) -> dict[str, object]:
    return {
        "id": unit.id,
        "dimension": unit.dimension,
        "factor": plain(unit.factor),
        "wording": dict(unit.wording),
    }


def _source(source: SourceView) -> dict[str, object]:
    return {
        "id": source.id,
        "title": source.title,
        "description": source.description,
        "author": source.author or None,
        "published": source.published.isoformat() if source.published else None,
        "paragraphs": [{"id": id_, "heading": heading} for id_, heading in source.paragraphs],
        "errata": [_erratum(erratum) for erratum in source.errata],
    }


def _erratum(erratum: ErratumView) -> dict[str, str]:
    return {
        "paragraph": erratum.paragraph,
        "printed": erratum.printed,
        "note": erratum.note,
    }
