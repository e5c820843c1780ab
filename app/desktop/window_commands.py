"""What the window does by its keys, and the list of these keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from app.session.actions import (
    MakeHandout,
    OpenPage,
    Request,
    SaveHandout,
    SetTextSize,
    ShowKeys,
)
from app.session.shortcuts import SHORTCUTS, WindowCommand
from app.session.state import Page
from app.workspace.workspace import Workspace


class WindowCommands(QObject):
    """The shortcuts of a window, made from the table that the list of keys shows.

    `is_presenting` says whether presenting is on, which has more keys.
    """

    def __init__(self, window: QMainWindow, workspace: Workspace) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self.is_presenting: Callable[[], bool] | None = None
        workspace.session.requested.connect(self._on_requested)
        self._make_shortcuts()

    def _make_shortcuts(self) -> None:
        navigation, toolbar = self._workspace.navigation, self._workspace.toolbar
        slots: dict[WindowCommand, Callable[[], None]] = {
            WindowCommand.SHOW_KEYS: self.show_keys,
            WindowCommand.WHEN_TO_CALL: self._show_when_to_call,
            WindowCommand.FIND: navigation.open_find,
            WindowCommand.GO_BACK: navigation.go_back,
            WindowCommand.GO_FORWARD: navigation.go_forward,
            WindowCommand.NEXT_PANE: navigation.focus_next_pane,
            WindowCommand.PREVIOUS_PANE: navigation.focus_previous_pane,
            WindowCommand.LARGER_TEXT: toolbar.increase_text_size,
            WindowCommand.SMALLER_TEXT: toolbar.decrease_text_size,
            WindowCommand.USUAL_TEXT: self._reset_text_size,
            WindowCommand.FULL_SCREEN: self.toggle_full_screen,
            WindowCommand.PRINT: self._show_handout,
            WindowCommand.SAVE: self._save_handout,
        }
        for command, keys in SHORTCUTS.items():
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), self._window)
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
        dialog = KeysDialog(groups, self._workspace.theme, self._window)
        dialog.open()

    def toggle_full_screen(self) -> None:
        """Fill the screen with the window and say how to leave it, or return to its size."""
        window = self._window
        # showFullScreen would forget that the window was maximized
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        if window.isFullScreen():
            self._workspace.messages.show_message(self.tr("Full screen. F11 leaves it."))

    def _on_requested(self, request: Request) -> None:
        if isinstance(request, ShowKeys):
            self.show_keys()

    def _reset_text_size(self) -> None:
        self._workspace.apply(SetTextSize(100))

    def _show_when_to_call(self) -> None:
        self._workspace.apply(OpenPage(Page.WHEN_TO_CALL))

    def _show_handout(self) -> None:
        self._workspace.apply(MakeHandout())

    def _save_handout(self) -> None:
        self._workspace.apply(SaveHandout())
