"""The window of the desktop application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QGuiApplication,
    QMouseEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow

from app.session.settings import Settings
from app.widgets.window_size import available_size

if TYPE_CHECKING:  # the first picture does not need it
    from app.desktop.window_commands import WindowCommands
    from app.workspace.workspace import Workspace

ConfirmDiscard = Callable[[Callable[[], None]], bool]
"""Takes what to do if the user agrees; returns True if the user has to be asked first."""


def initial_size(settings: Settings) -> tuple[int, int]:
    """The saved size, reduced so that the window with its frame fits on the screen."""
    saved, available = QSize(settings.width, settings.height), _available_size()
    size = saved if available is None else saved.boundedTo(available)
    return size.width(), size.height()


def _available_size() -> QSize | None:
    """The space for a window without its frame on the first screen; None without a screen."""
    return None if QGuiApplication.platformName() == "offscreen" else available_size(None)


class DesktopWindow(QMainWindow):
    """Shows the workspace; on closing it calls `save` with the settings.

    At the start it shows the first picture until it is filled; nothing but Qt is imported for it.
    `confirm_discard` is called before the window closes; None if nothing can be lost.
    """

    workspace: Workspace
    commands: WindowCommands

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.confirm_discard: ConfirmDiscard | None = None
        self._is_filled = False
        self.setWindowTitle(self.tr("Back Atlas"))
        self.setMinimumSize(320, 240)
        self.resize(width, height)

    def fill(
        self, workspace: Workspace, settings: Settings, save: Callable[[Settings], None]
    ) -> None:
        """Show the workspace in place of what the window has shown until now."""
        from app.desktop.system_theme import SystemTheme
        from app.desktop.window_commands import WindowCommands

        SystemTheme(workspace.session, self)
        self.setWindowTitle(self.tr("Back Atlas"))
        self.workspace, self._settings, self._save = workspace, settings, save
        self._is_filled = True
        self.setCentralWidget(workspace)
        if self.isVisible():
            workspace.show()  # at once: Qt shows it later, and the ground of the window before it
        self.commands = WindowCommands(self, workspace)
        workspace.setFocus()

    def show_at_start(self) -> None:
        """Show the window as it was when it was last closed."""
        if self.isVisible():
            return  # it has shown the first picture
        if self._settings.is_maximized:
            self.showMaximized()
        else:
            self.show()

    @property
    def present_settings(self) -> Settings:
        """The settings with the appearance and the size that the window has now."""
        states = Qt.WindowState
        is_large = bool(self.windowState() & (states.WindowFullScreen | states.WindowMaximized))
        size = self.normalGeometry().size() if is_large else self.size()
        if size.isEmpty():  # it was never smaller
            size = QSize(self._settings.width, self._settings.height)
        changed = self._settings.with_appearance_of(self.workspace.session.showing)
        changed = changed.with_size(size.width(), size.height())
        return replace(changed, is_maximized=self.isMaximized())

    def close_now(self) -> None:
        """Close without asking."""
        self.confirm_discard = None
        self.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go back and forward by the buttons at the side of a mouse, over every widget."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            slot = {
                Qt.MouseButton.BackButton: self.workspace.navigation.go_back,
                Qt.MouseButton.ForwardButton: self.workspace.navigation.go_forward,
            }.get(event.button())
            if slot is not None:
                slot()
                return True
        return super().eventFilter(watched, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy running text."""
        from app.desktop.text_menu import TextMenu, text_at

        text = text_at(self, event.pos())
        if text is not None:
            TextMenu(text, self).popup(event.globalPos())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_filled:
            super().closeEvent(event)
            return
        if self.confirm_discard is not None and self.confirm_discard(self.close_now):
            event.ignore()
            return
        self._save(self.present_settings)
        super().closeEvent(event)
