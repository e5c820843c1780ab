"""The shortcuts with Ctrl while presenting; the keys of a remote are in `remote`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget


class Key(QShortcut):
    """One key of a window while presenting."""


class Keys(QObject):
    """Each key calls its slot until they end, in a window and in every dialog it opens.

    A shortcut of the window is deaf while a dialog has the focus.
    """

    def __init__(self, window: QWidget, slots: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self._window, self._slots = window, slots
        self._serve(window)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def end(self) -> None:
        """They call nothing any more."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._on_focus)
        for key in self._window.findChildren(Key):
            key.setEnabled(False)
            key.deleteLater()
        self.deleteLater()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        window = now.window() if now is not None else None
        if isinstance(window, QDialog) and window in self._window.findChildren(QDialog):
            self._serve(window)

    def _serve(self, window: QWidget) -> None:
        if any(key.parent() is window for key in window.findChildren(Key)):
            return
        for keys, slot in self._slots.items():
            Key(QKeySequence(keys), window).activated.connect(slot)
