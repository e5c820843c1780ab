"""The keyboard while presenting: Ctrl shortcuts, the keys of a presenter's remote, Escape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.present.actions import AudienceMode, ToolKind
from app.present.annotation.controller import AnnotationController
from app.present.annotation.label_editor import LabelEditor
from app.present.audience.live_status import is_clinician_only
from app.present.audience.visibility import AudienceVisibility
from app.present.mark_shortcuts import PRESENT_SHORTCUTS, PresentCommand
from app.present.remote import RemoteAction, RemoteKeyFilter, is_text_field
from app.present.steps.player import StepPlayer
from app.support.qt_signals import disconnect
from app.widgets.widget_tree import descendants
from app.workspace.workspace import Workspace


class InstalledShortcut(QShortcut):
    """A shortcut of `ShortcutInstaller`; a class of its own, so that it can be found again."""


class ShortcutInstaller(QObject):
    """Installs shortcuts in a window and in each of its dialogs, until `end`.

    The dialogs need their own, because the shortcuts of a window do not work while a dialog has
    the focus.
    """

    def __init__(self, window: QWidget, slots: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self._window, self._slots = window, slots
        self._install(window)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def end(self) -> None:
        """Remove the shortcuts."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            disconnect(app.focusChanged, self._on_focus_changed)
        for shortcut in descendants(self._window, InstalledShortcut):
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self.deleteLater()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        window = now.window() if now is not None else None
        if isinstance(window, QDialog) and window in descendants(self._window, QDialog):
            self._install(window)

    def _install(self, window: QWidget) -> None:
        if any(one.parent() is window for one in descendants(window, InstalledShortcut)):
            return
        for keys, slot in self._slots.items():
            InstalledShortcut(QKeySequence(keys), window).activated.connect(slot)


class PresentShortcuts(QObject):
    """Connects the keys with the parts that carry out what they ask for, until `end`."""

    def __init__(
        self,
        workspace: Workspace,
        annotations: AnnotationController,
        visibility: AudienceVisibility,
        player: StepPlayer,
        toggle_audience_window: Callable[[], None],
    ) -> None:
        super().__init__(workspace)
        self._workspace, self._annotations, self._visibility = workspace, annotations, visibility
        self._toggle_audience_window = toggle_audience_window
        remote_slots: dict[RemoteAction, Callable[[], None]] = {
            RemoteAction.NEXT: player.show_next,
            RemoteAction.PREVIOUS: player.show_previous,
            RemoteAction.START: self._on_start,
            RemoteAction.FREEZE: visibility.freeze,
            RemoteAction.BLANK: visibility.blank,
            RemoteAction.TOGGLE_BLANK: visibility.toggle_blank,
            RemoteAction.PRIVACY_SCREEN: visibility.toggle_privacy_screen,
        }
        slots: dict[PresentCommand, Callable[[], None]] = {
            PresentCommand.UNDO: annotations.marking.undo,
            PresentCommand.REDO: annotations.marking.redo,
            PresentCommand.MARK_REGION: annotations.mark_selected_region,
        }
        shortcuts = {
            key: slots[command] for command, keys in PRESENT_SHORTCUTS.items() for key in keys
        }
        self._shortcuts = ShortcutInstaller(workspace.window(), shortcuts)
        self._remote = RemoteKeyFilter(self, remote_slots, self._on_escape)

    def end(self) -> None:
        """Remove all shortcuts and the key filter."""
        self._shortcuts.end()
        self._remote.end()
        self.deleteLater()

    def _on_start(self) -> None:
        """Open the audience window if it is closed, and mirror."""
        if self._visibility.is_covered:
            return
        if self._visibility.audience_controller.window is None:
            self._toggle_audience_window()
        else:
            self._visibility.set_mode(AudienceMode.MIRROR)

    def _on_escape(self) -> bool:
        """Go back in the clinician's window, as far as this does not change the audience window.

        Returns False if Escape works as it does without presenting.
        """
        is_usual = (
            self._visibility.audience_controller.window is None or self._visibility.is_covered
        )
        focus = QApplication.focusWidget()
        if is_usual or isinstance(focus, LabelEditor):
            return False
        tool = self._annotations.tool_handler.tool_state
        if is_clinician_only(self._workspace.session.showing):
            self._workspace.navigation.go_back()
        elif is_text_field(focus):
            self._workspace.panel.set_initial_focus()
        elif tool.kind is not ToolKind.TOUCH:
            self._annotations.select_tool(replace(tool, kind=ToolKind.TOUCH))
        return True
