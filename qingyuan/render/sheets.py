"""The data of a chart or a timeline as rows: what stands in its table, exact, with its ids."""

from __future__ import annotations

from qingyuan.model.quantity import plain
from qingyuan.render.figures import figure, unit_word
from qingyuan.render.views import ChartView, TimelineView
from qingyuan.render.wording import Wording

Rows = list[tuple[str, ...]]


def chart_rows(view: ChartView, say: Wording) -> tuple[list[str], Rows]:
    """The head of a chart's file, and a row a bar."""
    columns = {
        "csv-group": len(view.panels) > 1,
        "csv-label": True,
        "csv-series": bool(view.series),
        "csv-text": True,
        "csv-value": True,
        "csv-unit": True,
        "csv-share": view.total is not None,
        "csv-id": True,
        "csv-source": True,
        "csv-paragraph": True,
    }
    rows = [
        (
            panel.title,
            row.label,
            bar.series,
            figure(bar.figure, say),
            plain(bar.figure.value),
            unit_word(bar.figure),
            f"{row.share}%",
            bar.figure.id,
            bar.figure.source_title,
            bar.figure.paragraph,
        )
        for panel in view.panels
        for row in panel.rows
        for bar in row.bars
    ]
    shown = list(columns.values())
    head = [say.t(column) for column, is_shown in columns.items() if is_shown]
    return head, [
        tuple(cell for cell, is_shown in zip(row, shown, strict=True) if is_shown) for row in rows
    ]


def timeline_rows(view: TimelineView, say: Wording) -> tuple[list[str], Rows]:
    """The head of a timeline's file, and a row an event."""
    columns = ("csv-date", "csv-event", "csv-source", "csv-paragraph")
    rows: Rows = [(str(e.date), e.text, e.source, e.paragraph) for e in view.events]
    return [say.t(column) for column in columns], rows
