"""Page with the standards report, which is computed in a thread."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.atlas.loader import Atlas
from app.panels.view import PageView, PanelContext
from app.standards.model import ItemState, ReportItem, StandardsReport
from app.standards.readability import MIN_SMOG_SENTENCES, MISSING_LIBRARY_MESSAGE, TARGET_GRADE
from app.standards.report import make_report
from app.standards.report_output import item_counts, report_summary, score_text
from app.support.garbage import paused_collection
from app.widgets.card import Card, CardTone
from app.widgets.event_loop import IncrementalColumn
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel, TextSpan

_POLL_MS = 50


class ReportThread:
    """Computes the report in a thread; can be stopped between two items.

    `result` is the report when it is complete.
    """

    def __init__(self, atlas: Atlas, language: str) -> None:
        self.result: StandardsReport | None = None
        self._atlas, self._language = atlas, language
        self._stop_event = threading.Event()
        self._thread = threading.Thread(target=self._run, name="standards", daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether the thread is still running."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Stop the thread after the current item, without a result."""
        self._stop_event.set()

    def _run(self) -> None:
        today = dt.date.today()
        with paused_collection():
            report = make_report(self._atlas, self._language, today, stop=self._stop_event.is_set)
        if not self._stop_event.is_set():
            self.result = report


class StandardsPage(PageView):
    """Each standard with its count and items, then the readability of each text."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context, self.tr("The standards report"))
        self.add_paragraph(
            self.tr(
                "The atlas is scored against published standards for decision aids, item by item. "
                "What only people can judge is not done."
            )
        )
        self._content: QWidget = TextLabel(self.tr("Scoring…"), context.theme, role="quiet")
        self.column.addWidget(self._content)
        self.report_thread = ReportThread(context.atlas, context.language)
        self._poll_timer = QTimer(self)
        self._poll_timer.setInterval(_POLL_MS)
        self._poll_timer.timeout.connect(self._on_poll)
        self._poll_timer.start()

    @property
    def is_complete(self) -> bool:
        """Whether the whole report is shown."""
        return isinstance(self._content, IncrementalColumn) and self._content.is_complete

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the thread when the panel replaces the page, not when the window is minimized."""
        if not event.spontaneous():
            self.report_thread.stop()

    def _on_poll(self) -> None:
        if self.report_thread.result is None:
            return
        self._poll_timer.stop()
        widgets = self._report_widgets(self.report_thread.result)
        content = IncrementalColumn(widgets, self.context.theme.px(12))
        self.column.replace_widget(self._content, content)
        content.show()
        self._content = content

    def _report_widgets(self, report: StandardsReport) -> Iterator[QWidget]:
        theme = self.context.theme
        yield TextLabel(report_summary(report), theme, weight=700)
        for standard in report.standards:
            items = report.items_of(standard)
            yield TextLabel(standard, theme, step=1, weight=700, role="primary")
            yield TextLabel(item_counts(items), theme, step=-1, role="quiet")
            yield self._items(items)
        yield TextLabel(self.tr("Readability"), theme, step=1, weight=700, role="primary")
        yield from self._readability(report)

    def _items(self, items: tuple[ReportItem, ...]) -> Card:
        has_failed = any(item.state is ItemState.FAILED for item in items)
        card = Card(self.context.theme, CardTone.CAUTION if has_failed else CardTone.SURFACE)
        for item in items:
            text = f"{item.asks}: {item.state.value}"
            spans = (TextSpan(f"{item.id}  ", strong=True), TextSpan(text))
            card.column.addWidget(TextLabel(spans, self.context.theme, step=-1))
            for why in item.why if item.state in (ItemState.FAILED, ItemState.NOT_SCORED) else ():
                card.column.addWidget(
                    TextLabel(why, self.context.theme, step=-1, role="quiet", bullet=True)
                )
        return card

    def _readability(self, report: StandardsReport) -> Iterator[QWidget]:
        theme = self.context.theme
        if not report.rows:
            yield TextLabel(self.tr("Not scored: {why}").format(why=MISSING_LIBRARY_MESSAGE), theme)
            return
        lead = self.tr(
            "School grades by Flesch-Kincaid and by SMOG; the aim is {target} at most. A word of "
            "the glossary counts as one plain word; the raw score stands in brackets. SMOG needs "
            "{count} sentences."
        ).format(target=TARGET_GRADE, count=MIN_SMOG_SENTENCES)
        yield TextLabel(lead, theme, step=-1, role="quiet")
        table = QWidget()
        column = ColumnLayout(table, theme.px(2))
        for row in report.rows:
            line = (TextSpan(f"{row.name}: ", strong=True), TextSpan(score_text(row)))
            column.addWidget(TextLabel(line, theme, step=-1))
        yield table
