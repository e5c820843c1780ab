"""Follows the dark and contrast mode of the system until a person chooses a theme."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.bootstrap.system_theme import system_theme
from app.session.actions import SetTheme
from app.session.session import Session
from app.session.state import Showing


class SystemTheme(QObject):
    """Changes the theme with the system, as long as `is_following`."""

    def __init__(self, session: Session, parent: QObject, *, is_following: bool) -> None:
        super().__init__(parent)
        self.is_following = is_following
        self._session, self._theme = session, session.showing.theme
        session.changed.connect(self._on_session_changed)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.update_theme)
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self.update_theme)

    def update_theme(self) -> None:
        """Apply the theme of the system, unless a person has chosen one."""
        if self.is_following:
            self._theme = system_theme()
            self._session.apply(SetTheme(self._theme))

    def _on_session_changed(self, showing: Showing) -> None:
        if showing.theme != self._theme:
            self._theme, self.is_following = showing.theme, False
