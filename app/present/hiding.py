"""The curtain over everything, and the keys that say what the audience sees."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from app.present.audience import Mode
from app.present.curtain import Curtain
from app.present.keeper import AudienceKeeper
from app.workspace.workspace import Stage


class Hiding(QObject):
    """While the curtain is drawn no key shows anything to anybody."""

    def __init__(self, stage: Stage, keeper: AudienceKeeper) -> None:
        super().__init__(stage)
        self._stage, self.keeper = stage, keeper
        self.curtain: Curtain | None = None

    def draw(self) -> None:
        """Hides everything on every screen at once; a second time lifts it here."""
        if self.curtain is not None:
            self.curtain.lift()
            return
        self.keeper.set_mode(Mode.BLANK)
        window = self._stage.window()
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        self._stage.hide()
        self.curtain = Curtain(window, self._stage.look)
        self.curtain.lifted.connect(self._on_lifted)

    def end(self) -> None:
        """Lifts the curtain for good."""
        if self.curtain is not None:
            self.curtain.lift()
        self.deleteLater()

    def mirror(self) -> None:
        """The audience sees what the clinician sees."""
        self._set_mode(Mode.MIRROR)

    def freeze(self) -> None:
        """The audience goes on seeing what it sees now."""
        self._set_mode(Mode.FREEZE)

    def blank(self) -> None:
        """The audience sees nothing."""
        self._set_mode(Mode.BLANK)

    def blink(self) -> None:
        """The black-screen key of a remote: nothing, and pressed again what the clinician sees."""
        window = self.keeper.window
        is_blank = window is not None and window.mode is Mode.BLANK
        self._set_mode(Mode.MIRROR if is_blank else Mode.BLANK)

    def _set_mode(self, mode: Mode) -> None:
        if self.curtain is None:
            self.keeper.set_mode(mode)

    def _on_lifted(self) -> None:
        """The clinician sees again; the audience does when it is asked for."""
        self.curtain = None
        self._stage.show()
