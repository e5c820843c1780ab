"""Page with the standards report, which is computed in a thread."""

from __future__ import annotations

import datetime as dt
import threading

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent

from app.atlas.loader import Atlas
from app.document.passages import quiet
from app.panels.pages.document_page import DocumentPage
from app.panels.view import PanelContext
from app.standards.model import StandardsReport
from app.standards.report import make_report
from app.standards.report_document import report_document, report_introduction
from app.support.garbage import paused_collection
from app.support.qt_translation import translate

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


class StandardsPage(DocumentPage):
    """Each standard with its count and items, then the readability of each text."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context, self.tr("Standards report"))
        self.show_document((*report_introduction(translate), quiet(self.tr("Scoring…"))))
        self._names = context.atlas.names(context.language)
        self.report_thread = ReportThread(context.atlas, context.language)
        self._poll_timer = QTimer(self)
        self._poll_timer.setInterval(_POLL_MS)
        self._poll_timer.timeout.connect(self._on_poll)
        self._poll_timer.start()

    @property
    def is_complete(self) -> bool:
        """Whether the whole report is shown."""
        return not self._poll_timer.isActive() and super().is_complete

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the thread when the panel replaces the page, not when the window is minimized."""
        if not event.spontaneous():
            self.report_thread.stop()

    def _on_poll(self) -> None:
        if self.report_thread.result is not None:
            self._poll_timer.stop()
            names = self._names
            self.show_document(report_document(self.report_thread.result, names, translate))
