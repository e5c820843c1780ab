"""The window of the desktop application, with its keyboard shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeySequence,
    QMouseEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow

from app.session.settings import Settings
from app.widgets.window_size import available_size

if TYPE_CHECKING:  # the first picture does not need it
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

    At the start it shows the first picture until it is filled. Nothing but Qt is imported for it.

    `confirm_discard` is called before the window closes; None if nothing can be lost.
    """

    workspace: Workspace

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
        self.setWindowTitle(self.tr("Back Atlas"))
        self.workspace, self._settings, self._save = workspace, settings, save
        self._is_filled = True
        self.setCentralWidget(workspace)
        if self.isVisible():
            workspace.show()  # at once: Qt shows it later, and the ground of the window before it
        workspace.setFocus()
        self._shortcut("Ctrl+F", workspace.navigation.open_find)
        self._shortcut("F6", workspace.navigation.focus_next_pane)
        self._shortcut("Shift+F6", workspace.navigation.focus_previous_pane)
        self._shortcut("Ctrl++", workspace.toolbar.increase_text_size)
        self._shortcut("Ctrl+=", workspace.toolbar.increase_text_size)
        self._shortcut("Ctrl+-", workspace.toolbar.decrease_text_size)
        self._shortcut("Ctrl+0", self._reset_text_size)
        self._shortcut("Alt+Left", workspace.navigation.go_back)
        self._shortcut("Alt+Right", workspace.navigation.go_forward)
        self._shortcut("F1", workspace.navigation.open_about)
        self._shortcut("?", workspace.navigation.open_about)
        self._shortcut("F11", self._toggle_full_screen)

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

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_filled:
            super().closeEvent(event)
            return
        if self.confirm_discard is not None and self.confirm_discard(self.close_now):
            event.ignore()
            return
        size = self.normalGeometry().size() if self.isFullScreen() else self.size()
        changed = self._settings.with_appearance_of(self.workspace.session.showing)
        self._save(changed.with_size(size.width(), size.height()))
        super().closeEvent(event)

    def _shortcut(self, keys: str, slot: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(slot)

    def _reset_text_size(self) -> None:
        from app.session.actions import SetTextSize

        self.workspace.apply(SetTextSize(100))

    def _toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
