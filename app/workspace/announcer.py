"""Has a screen reader say each change of the state once."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTabBar, QWidget
from shiboken6 import isValid

from app.atlas.loader import Atlas
from app.session.state import Showing
from app.widgets.single_shot import single_shot

_DELAY_MS = 120
"""Lets the focus arrive where the change leads it, and joins the letters of a search."""


class ChangeAnnouncer(QObject):
    """Announces the changes of a session.

    On Linux the announcement becomes the description of the widget that has the focus, until the
    focus leaves it: screen readers say a new description, but Orca before version 46 ignores
    announcement events, and later ones would say both. Elsewhere, and for a list, in which an item
    has the focus, it is an announcement event.
    """

    def __init__(self, widget: QWidget, atlas: Atlas, showing: Showing) -> None:
        super().__init__(widget)
        self._widget, self._atlas, self._showing = widget, atlas, showing
        self._described: QWidget | None = None
        self._own_description = self._given_description = ""
        self.last_announcement = ""
        self._timer = single_shot(self, _DELAY_MS, self._speak)
        # Later: screen readers get the new focus after this signal, and would say the old words.
        self._restore_timer = single_shot(self, 0, self._restore_description)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def set_showing(self, showing: Showing) -> None:
        """Announce what has changed."""
        # Imported here because the first picture does not need it.
        from app.workspace.changes import describe_change

        before, self._showing = self._showing, showing
        if text := describe_change(before, showing, self._atlas):
            self.announce(text)

    def announce(self, text: str) -> None:
        """Say a text soon; a later text replaces one not yet said."""
        self.last_announcement = text
        self._timer.start()

    @property
    def is_pending(self) -> bool:
        """Whether a text is still to be said."""
        return self._timer.isActive()

    def clear(self) -> None:
        """Forget the last announcement, which could reveal what the last visitor read."""
        self._timer.stop()
        self._restore_timer.stop()
        self._restore_description()
        self.last_announcement = ""

    def _speak(self) -> None:
        focus, text = QApplication.focusWidget(), self.last_announcement
        if focus is not None and _has_said(focus, text):
            return
        if sys.platform != "linux" or focus is None or not _is_read_itself(focus):
            self._send_event()
            return
        if focus is not self._described:
            self._restore_description()
            self._described, self._own_description = focus, focus.accessibleDescription()
        self._given_description = text
        focus.setAccessibleDescription(text)

    def _send_event(self) -> None:
        # Imported here because the first picture does not need it.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        event = QAccessibleAnnouncementEvent(self._widget, self.last_announcement)
        QAccessible.updateAccessibility(event)

    def _restore_description(self) -> None:
        described, self._described = self._described, None
        given, self._given_description = self._given_description, ""
        own, self._own_description = self._own_description, ""
        if described is None or not isValid(described):
            return
        if described.accessibleDescription() == given:
            described.setAccessibleDescription(own)

    def _on_focus_changed(self, before: QWidget | None, _now: QWidget | None) -> None:
        if before is not None and before is self._described:
            self._restore_timer.start()


def _is_read_itself(widget: QWidget) -> bool:
    """Whether a screen reader follows the widget, and not an item in it."""
    return not isinstance(widget, QAbstractItemView)


def _has_said(widget: QWidget, text: str) -> bool:
    """Whether the widget says the change itself: a chosen region, or the tab that was opened."""
    if isinstance(widget, QTabBar):
        return text == widget.tabText(widget.currentIndex())
    return text == f"{widget.accessibleName()}, {widget.accessibleDescription()}"
