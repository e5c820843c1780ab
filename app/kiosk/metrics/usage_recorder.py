"""Tells the counts what a visitor opens, and brings them to the disk now and then."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer

from app.body.regions import RegionId, TopicId
from app.kiosk.metrics.usage_counts import Counts, Visit
from app.session.session import Session
from app.session.state import Showing

WRITE_AFTER_MS = 300_000
_log = logging.getLogger(__name__)


class Tally(QObject):
    """Listens to a session while a visitor is there; writes at most every five minutes.

    The timer runs only while something waits to be written, so nobody wakes at rest.
    """

    def __init__(self, session: Session, counts: Counts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._counts = session, counts
        self._open: tuple[RegionId | None, TopicId | None] = (None, None)
        self._visit: Visit | None = None
        self._is_expecting = False
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(WRITE_AFTER_MS)
        self._due.timeout.connect(self.write)
        session.changed.connect(self._on_showing)

    def begin(self) -> None:
        """Somebody came; what is open already was not opened by them."""
        self.end()
        self._open = _opened(self._session.showing)
        self._visit = self._counts.begin()
        self._wait()

    def expect(self) -> None:
        """Everything has started over: whoever does something now is somebody else."""
        self.end()
        self._is_expecting = True

    def end(self) -> None:
        """They have gone, or everything starts over; call it before the session is reset."""
        self._is_expecting = False
        if self._visit is not None:
            self._counts.end(self._visit)
        self._visit = None

    def note_handout(self) -> None:
        """A handout was made, on paper or as codes."""
        if self._visit is not None:
            self._visit.handout()
            self._wait()

    def write(self) -> None:
        """Writes what waits; also to be called when the program ends."""
        self._due.stop()
        if not self._counts.is_dirty:
            return
        try:
            self._counts.write()
        except OSError as error:
            _log.warning("the counts cannot be written: %s", error.strerror)

    def _on_showing(self, showing: Showing) -> None:
        before, self._open = self._open, _opened(showing)
        if self._is_expecting:
            self._is_expecting = False
            self._visit = self._counts.begin()
        if self._visit is None:
            return
        region, topic = self._open
        if region is not None and region != before[0]:
            self._visit.region(region)
        if topic is not None and topic != before[1]:
            self._visit.topic(topic)
        self._wait()

    def _wait(self) -> None:
        if self._counts.is_dirty and not self._due.isActive():
            self._due.start()


def _opened(showing: Showing) -> tuple[RegionId | None, TopicId | None]:
    return (showing.place.region if showing.place else None), showing.topic
