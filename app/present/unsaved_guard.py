"""Unsaved-work guards: ask before marks, the list or changed steps are discarded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.present.choice_dialog import Ask
from app.present.steps.files import StepFiles
from app.present.steps.player import Stepping
from app.session.state import Page, Showing
from app.workspace.workspace import Stage

_DISCARD, _LIST = "discard", "list"


class Leaving(QObject):
    """Asks before anything takes marks and list away.

    `handed_out` is the Showing of the last handout that has all of its marks in the picture.
    """

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        self._then: Callable[[], None] | None = None
        self.ask: Ask | None = None
        self.handed_out: Showing | None = None

    def holds(self, then: Callable[[], None]) -> bool:
        """Whether anything would go; if so it asks, and does `then` unless told to keep going."""
        showing = self._stage.session.showing
        if not would_lose(showing) or _is_same(showing, self.handed_out):
            return False
        if self._then is None:
            self._then = then
            self._open(showing)
        return True

    def _open(self, showing: Showing) -> None:
        options = [
            (_LIST, self.tr("Open the list, to make a handout or print")),
            (_DISCARD, self.tr("Close anyway")),
        ]
        title, leave = self.tr("Before you close"), self.tr("Keep the window open")
        self.ask = Ask(
            title, self._told(showing), options, self._stage.look, self._stage, leave=leave
        )
        self.ask.picked.connect(self._on_picked)
        self.ask.rejected.connect(self._on_left)
        self.ask.open()

    def _told(self, showing: Showing) -> str:
        if not showing.kept:
            return self.tr("Your marks are lost when this window closes.")
        if not showing.drawn.sheets:
            return self.tr("Your list is lost when this window closes.")
        return self.tr("Your marks and your list are lost when this window closes.")

    def _on_picked(self, key: str) -> None:
        then, self._then = self._then, None
        if key == _LIST:
            self._stage.session.open_page(Page.KEPT)
        elif then is not None:
            then()

    def _on_left(self) -> None:
        self._then = None


def _is_same(showing: Showing, other: Showing | None) -> bool:
    """Whether both have the same marks and the same list."""
    return other is not None and (showing.drawn, showing.kept) == (other.drawn, other.kept)


def would_lose(showing: Showing) -> bool:
    """Whether there is anything that a person drew or put on the list."""
    return bool(showing.drawn.sheets or showing.kept)


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
