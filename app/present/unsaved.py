"""Asks before steps go that no file holds: save them, discard them, or keep going."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.present.asking import Ask
from app.present.step_files import StepFiles
from app.present.stepping import Stepping
from app.workspace.workspace import Stage

_SAVE, _DISCARD = "save", "discard"


class Unsaved(QObject):
    """Stands before everything that would take the steps away."""

    def __init__(self, stage: Stage, stepping: Stepping, files: StepFiles) -> None:
        super().__init__(stage)
        self._stage, self._stepping, self._files = stage, stepping, files
        self._then: Callable[[], None] | None = None
        self.ask: Ask | None = None

    def holds(self, then: Callable[[], None]) -> bool:
        """Whether steps would go; if so it asks, and does `then` unless told to keep going."""
        self._files.finish_typing()
        if not self._stepping.is_changed:
            return False
        if self._then is None:
            self._then = then
            self._open()
        return True

    def _open(self) -> None:
        words = self.tr(
            "What was built or changed in the steps is in no file yet. It is lost unless you "
            "save it."
        )
        options = [
            (_SAVE, self.tr("Save the steps as a file")),
            (_DISCARD, self.tr("Discard the steps")),
        ]
        title, leave = self.tr("Steps that are not saved"), self.tr("Keep going")
        self.ask = Ask(title, words, options, self._stage.look, self._stage, leave=leave)
        self.ask.picked.connect(self._on_picked)
        self.ask.rejected.connect(self._on_left)
        self.ask.open()

    def _on_picked(self, key: str) -> None:
        then, self._then = self._then, None
        assert then is not None
        if key == _DISCARD:
            then()
        else:
            self._files.save_and(then)

    def _on_left(self) -> None:
        self._then = None
