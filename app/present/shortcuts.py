"""Keyboard shortcuts while presenting.

Installs Ctrl shortcuts in the window and its dialogs, and maps every key to its command.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.present.annotation.controller import AnnotationController
from app.present.annotation.label_editor import LabelEditor
from app.present.annotation.tool_handler import ToolKind
from app.present.audience.live_status import is_clinician_only
from app.present.audience.visibility import AudienceVisibility
from app.present.remote import RemoteAction, RemoteKeyFilter, is_text_field
from app.present.steps.player import StepPlayer
from app.workspace.workspace import Workspace


class InstalledShortcut(QShortcut):
    """One key of a window while presenting."""


class ShortcutInstaller(QObject):
    """Each key calls its slot until they end, in a window and in every dialog it opens.

    A shortcut of the window is deaf while a dialog has the focus.
    """

    def __init__(self, window: QWidget, slots: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self._window, self._slots = window, slots
        self._install(window)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def end(self) -> None:
        """They call nothing any more."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._on_focus)
        for key in self._window.findChildren(InstalledShortcut):
            key.setEnabled(False)
            key.deleteLater()
        self.deleteLater()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        window = now.window() if now is not None else None
        if isinstance(window, QDialog) and window in self._window.findChildren(QDialog):
            self._install(window)

    def _install(self, window: QWidget) -> None:
        if any(key.parent() is window for key in window.findChildren(InstalledShortcut)):
            return
        for keys, slot in self._slots.items():
            InstalledShortcut(QKeySequence(keys), window).activated.connect(slot)


class PresentShortcuts(QObject):
    """Joins keys and remote with what they ask for, until they end."""

    def __init__(
        self,
        workspace: Workspace,
        easel: AnnotationController,
        hiding: AudienceVisibility,
        stepping: StepPlayer,
        show: Callable[[], None],
    ) -> None:
        super().__init__(workspace)
        self._workspace, self._annotations, self._visibility, self._toggle_audience_window = (
            workspace,
            easel,
            hiding,
            show,
        )
        acts: dict[RemoteAction, Callable[[], None]] = {
            RemoteAction.NEXT: stepping.show_next,
            RemoteAction.BEFORE: stepping.show_previous,
            RemoteAction.START: self._on_start,
            RemoteAction.MIRROR: hiding.mirror,
            RemoteAction.FREEZE: hiding.freeze,
            RemoteAction.BLANK: hiding.blank,
            RemoteAction.BLINK: hiding.toggle_blank,
            RemoteAction.CURTAIN: hiding.toggle_privacy_screen,
        }
        shortcuts: dict[str, Callable[[], None]] = {
            "Ctrl+Z": easel.marking.undo,
            "Ctrl+Shift+Z": easel.marking.redo,
            "Ctrl+Y": easel.marking.redo,
            "Ctrl+M": easel.mark_selected_region,
        }
        self._shortcuts = ShortcutInstaller(workspace.window(), shortcuts)
        self._remote = RemoteKeyFilter(self, acts, self._on_escape)

    def end(self) -> None:
        """They do nothing any more."""
        self._shortcuts.end()
        self._remote.end()
        self.deleteLater()

    def _on_start(self) -> None:
        """Shows the audience what the clinician sees; the window too, if it is not there."""
        if self._visibility.privacy_screen is not None:
            return
        if self._visibility.audience_controller.window is None:
            self._toggle_audience_window()
        else:
            self._visibility.mirror()

    def _on_escape(self) -> bool:
        """Steps back on the desk as far as the audience sees nothing of it; False: as usual."""
        is_usual = (
            self._visibility.audience_controller.window is None
            or self._visibility.privacy_screen is not None
        )
        focus = QApplication.focusWidget()
        if is_usual or isinstance(focus, LabelEditor):
            return False
        hand = self._annotations.tool_handler.tool_state
        if is_clinician_only(self._workspace.session.showing):
            self._workspace.go_back()
        elif is_text_field(focus):
            self._workspace.panel.set_initial_focus()
        elif hand.kind is not ToolKind.TOUCH:
            self._annotations.select_tool(replace(hand, kind=ToolKind.TOUCH))
        return True
