"""The window of the desktop application, with its keyboard shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QGuiApplication,
    QKeySequence,
    QMouseEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow

from app.desktop.system_theme import SystemTheme
from app.session.actions import MakeHandout, Request, SaveHandout, SetTextSize, ShowKeys
from app.session.settings import Settings
from app.session.shortcuts import SHORTCUTS, WindowCommand
from app.widgets.window_size import available_size
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

    With the theme "" in the settings it follows the system. `confirm_discard` is called before
    the window closes; None if nothing can be lost. `is_presenting` says whether presenting is on.
    """

    def __init__(
        self, workspace: Workspace, settings: Settings, save: Callable[[Settings], None]
    ) -> None:
        super().__init__()
        self.workspace, self._settings, self._save = workspace, settings, save
        self.confirm_discard: ConfirmDiscard | None = None
        self.is_presenting: Callable[[], bool] | None = None
        is_following = not settings.theme
        self.system_theme = SystemTheme(workspace.session, self, is_following=is_following)
        self.setWindowTitle(self.tr("Back Atlas"))
        self.setCentralWidget(workspace)
        workspace.session.requested.connect(self._on_requested)
        workspace.setFocus()
        self.setMinimumSize(320, 240)
        self.resize(settings.width, settings.height)
        self._make_shortcuts()

    def show_at_start(self) -> None:
        """Show the window as it was when it was last closed."""
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
        theme = "" if self.system_theme.is_following else changed.theme
        return replace(changed, theme=theme, is_maximized=self.isMaximized())

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
        if self.confirm_discard is not None and self.confirm_discard(self.close_now):
            event.ignore()
            return
        self._save(self.present_settings)
        super().closeEvent(event)

    def _make_shortcuts(self) -> None:
        """Make the shortcuts of the table."""
        workspace = self.workspace
        slots: dict[WindowCommand, Callable[[], None]] = {
            WindowCommand.SHOW_KEYS: self.show_keys,
            WindowCommand.FIND: workspace.navigation.open_find,
            WindowCommand.GO_BACK: workspace.navigation.go_back,
            WindowCommand.GO_FORWARD: workspace.navigation.go_forward,
            WindowCommand.NEXT_PANE: workspace.navigation.focus_next_pane,
            WindowCommand.PREVIOUS_PANE: workspace.navigation.focus_previous_pane,
            WindowCommand.LARGER_TEXT: workspace.toolbar.increase_text_size,
            WindowCommand.SMALLER_TEXT: workspace.toolbar.decrease_text_size,
            WindowCommand.USUAL_TEXT: self._reset_text_size,
            WindowCommand.FULL_SCREEN: self._toggle_full_screen,
            WindowCommand.PRINT: self._show_handout,
            WindowCommand.SAVE: self._save_handout,
        }
        for command, keys in SHORTCUTS.items():
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
                shortcut.activated.connect(slots[command])

    def show_keys(self) -> None:
        """Show the list of keys, those of presenting included while presenting."""
        from app.canvas.key_list import figure_keys
        from app.desktop.key_groups import reading_keys, window_keys
        from app.desktop.keys_dialog import KeysDialog
        from app.present.key_list import presenting_keys

        groups = [window_keys(), figure_keys(), reading_keys()]
        if self.is_presenting is not None and self.is_presenting():
            groups.insert(0, presenting_keys())
        dialog = KeysDialog(groups, self.workspace.theme, self)
        dialog.open()

    def _on_requested(self, request: Request) -> None:
        if isinstance(request, ShowKeys):
            self.show_keys()

    def _reset_text_size(self) -> None:
        self.workspace.apply(SetTextSize(100))

    def _show_handout(self) -> None:
        self.workspace.apply(MakeHandout())

    def _save_handout(self) -> None:
        self.workspace.apply(SaveHandout())

    def _toggle_full_screen(self) -> None:
        # showFullScreen would forget that the window was maximized
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
