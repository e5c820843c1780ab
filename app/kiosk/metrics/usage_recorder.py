"""Records what the visitor of one display opens, and writes the counts to the file."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer

from app.body.regions import RegionId, TopicId
from app.kiosk.metrics.usage_counts import UsageCounts, VisitRecord
from app.session.session import Session
from app.session.state import Showing

WRITE_AFTER_MS = 300_000
_log = logging.getLogger(__name__)


class UsageRecorder(QObject):
    """Follows a session while a visitor is there; writes at most every five minutes.

    The timer runs only while there are unsaved counts, so that it does not wake an idle machine.
    """

    def __init__(
        self, session: Session, counts: UsageCounts, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._counts = session, counts
        self._open_content: tuple[RegionId | None, TopicId | None] = (None, None)
        self._visit: VisitRecord | None = None
        self._is_expecting = False
        self._write_timer = QTimer(self)
        self._write_timer.setSingleShot(True)
        self._write_timer.setInterval(WRITE_AFTER_MS)
        self._write_timer.timeout.connect(self.write)
        session.changed.connect(self._on_showing)

    def begin_visit(self) -> None:
        """Count a visitor who has arrived; what is already open does not count for them."""
        self.end_visit()
        self._open_content = _content_of(self._session.showing)
        self._visit = self._counts.begin_visit()
        self._schedule_write()

    def expect_visitor(self) -> None:
        """Count a new visitor at the next change of the session, because it was started over."""
        self.end_visit()
        self._is_expecting = True

    def end_visit(self) -> None:
        """End the visit; call it before the session is reset, so that the reset does not count."""
        self._is_expecting = False
        if self._visit is not None:
            self._counts.end_visit(self._visit)
        self._visit = None

    def record_handout(self) -> None:
        """Count a handout, on paper or as QR codes."""
        if self._visit is not None:
            self._visit.count_handout()
            self._schedule_write()

    def write(self) -> None:
        """Write unsaved counts; call it when the program ends as well."""
        self._write_timer.stop()
        if not self._counts.has_unsaved:
            return
        try:
            self._counts.write()
        except OSError as error:
            _log.warning("the counts cannot be written: %s", error.strerror)

    def _on_showing(self, showing: Showing) -> None:
        before, self._open_content = self._open_content, _content_of(showing)
        if self._is_expecting:
            self._is_expecting = False
            self._visit = self._counts.begin_visit()
        if self._visit is None:
            return
        region, topic = self._open_content
        if region is not None and region != before[0]:
            self._visit.count_region(region)
        if topic is not None and topic != before[1]:
            self._visit.count_topic(topic)
        self._schedule_write()

    def _schedule_write(self) -> None:
        if self._counts.has_unsaved and not self._write_timer.isActive():
            self._write_timer.start()


def _content_of(showing: Showing) -> tuple[RegionId | None, TopicId | None]:
    return (showing.place.region if showing.place else None), showing.topic
