"""Brings the wishes of others to what a kiosk shows, in Qt's own thread."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from app.kiosk.exits import Exit
from app.support.crash_reports import Crash, end_process

_LEAVE_S = 2.0
_log = logging.getLogger(__name__)


class Shown(Protocol):
    """What a run shows: the visitors' house, or the window of a diagnosis."""

    @property
    def windows(self) -> Sequence[QWidget]: ...

    @property
    def ended(self) -> SignalInstance: ...

    def stop(self, how: Exit) -> None: ...


class Guide(QObject):
    """One for what is shown."""

    _orphaned = Signal()

    def __init__(self, shown: Shown, app: QApplication, recover: Callable[[], None]) -> None:
        super().__init__()
        self._shown, self._app, self._recover = shown, app, recover
        self._orphaned.connect(self.leave)

    def leave(self, _number: object = None) -> None:
        """The system wants it to end."""
        self._shown.stop(Exit.LEFT)

    def recover(self, crash: Crash) -> None:
        """Back to the start scene: the visitor sees no more of it."""
        _log.warning("back to the start after: %s", crash.sentence)
        self._recover()

    def end(self, how: Exit) -> None:
        self._app.exit(int(how))

    def orphan(self) -> None:
        """The parent has ended: somebody will start another, and two are one too many."""
        _log.warning("the parent has ended, so this kiosk ends as well")
        self._orphaned.emit()
        time.sleep(_LEAVE_S)
        end_process(Exit.LEFT)
