"""Changes the theme with the dark and contrast mode of the system."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.bootstrap.system_theme import system_theme
from app.session.actions import SetTheme
from app.session.session import Session


class SystemTheme(QObject):
    """Changes the theme of a session with the system, as long as it follows the system."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.update_theme)
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self.update_theme)

    def update_theme(self) -> None:
        """Apply the theme of the system, unless a person has chosen one."""
        if self._session.showing.follows_system_theme:
            self._session.apply(SetTheme(system_theme(), follows_system=True))
