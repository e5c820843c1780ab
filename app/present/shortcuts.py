"""Keyboard shortcuts while presenting.

Installs Ctrl shortcuts in the window and its dialogs, and maps every key to its command.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.present.annotation.controller import Easel
from app.present.annotation.label_editor import LabelField
from app.present.annotation.tool_handler import Grip
from app.present.audience.live_status import is_desk_only
from app.present.audience.visibility import Hiding
from app.present.remote import Act, RemoteKeys, is_text_field
from app.present.steps.player import Stepping
from app.workspace.workspace import Stage


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


class DeskKeys(QObject):
    """Joins keys and remote with what they ask for, until they end."""

    def __init__(
        self,
        stage: Stage,
        easel: Easel,
        hiding: Hiding,
        stepping: Stepping,
        show: Callable[[], None],
    ) -> None:
        super().__init__(stage)
        self._stage, self._easel, self._hiding, self._show = stage, easel, hiding, show
        acts: dict[Act, Callable[[], None]] = {
            Act.NEXT: stepping.forward,
            Act.BEFORE: stepping.backward,
            Act.START: self._start,
            Act.MIRROR: hiding.mirror,
            Act.FREEZE: hiding.freeze,
            Act.BLANK: hiding.blank,
            Act.BLINK: hiding.blink,
            Act.CURTAIN: hiding.draw,
        }
        shortcuts: dict[str, Callable[[], None]] = {
            "Ctrl+Z": easel.marking.undo,
            "Ctrl+Shift+Z": easel.marking.redo,
            "Ctrl+Y": easel.marking.redo,
            "Ctrl+M": easel.mark_chosen,
        }
        self._keys = Keys(stage.window(), shortcuts)
        self._remote = RemoteKeys(self, acts, self._escape)

    def end(self) -> None:
        """They do nothing any more."""
        self._keys.end()
        self._remote.end()
        self.deleteLater()

    def _start(self) -> None:
        """Shows the audience what the clinician sees; the window too, if it is not there."""
        if self._hiding.curtain is not None:
            return
        if self._hiding.keeper.window is None:
            self._show()
        else:
            self._hiding.mirror()

    def _escape(self) -> bool:
        """Steps back on the desk as far as the audience sees nothing of it; False: as usual."""
        is_usual = self._hiding.keeper.window is None or self._hiding.curtain is not None
        focus = QApplication.focusWidget()
        if is_usual or isinstance(focus, LabelField):
            return False
        hand = self._easel.draftsman.hand
        if is_desk_only(self._stage.session.showing):
            self._stage.back()
        elif is_text_field(focus):
            self._stage.panel.focus_home()
        elif hand.grip is not Grip.TOUCH:
            self._easel.take(replace(hand, grip=Grip.TOUCH))
        return True
