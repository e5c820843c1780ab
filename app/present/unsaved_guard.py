"""Unsaved-work guards: ask before marks, the list or changed steps are discarded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.present.choice_dialog import ChoiceDialog
from app.present.steps.files import StepFiles
from app.present.steps.player import StepPlayer
from app.session.state import Page, Showing
from app.workspace.workspace import Workspace

_DISCARD, _LIST = "discard", "list"


class UnsavedMarksGuard(QObject):
    """Asks before anything takes marks and list away.

    `handed_out` is the Showing of the last handout that has all of its marks in the picture.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._on_proceed: Callable[[], None] | None = None
        self.dialog: ChoiceDialog | None = None
        self.handed_out_showing: Showing | None = None

    def confirm_discard(self, then: Callable[[], None]) -> bool:
        """Whether anything would go; if so it asks, and does `then` unless told to keep going."""
        showing = self._workspace.session.showing
        if not has_marks_or_list(showing) or _has_same_marks_and_list(
            showing, self.handed_out_showing
        ):
            return False
        if self._on_proceed is None:
            self._on_proceed = then
            self._open(showing)
        return True

    def _open(self, showing: Showing) -> None:
        options = [
            (_LIST, self.tr("Open the list, to make a handout or print")),
            (_DISCARD, self.tr("Close anyway")),
        ]
        title, leave = self.tr("Before you close"), self.tr("Keep the window open")
        self.dialog = ChoiceDialog(
            title,
            self._question_text(showing),
            options,
            self._workspace.theme,
            self._workspace,
            leave=leave,
        )
        self.dialog.picked.connect(self._on_picked)
        self.dialog.rejected.connect(self._on_cancelled)
        self.dialog.open()

    def _question_text(self, showing: Showing) -> str:
        if not showing.list_items:
            return self.tr("Your marks are lost when this window closes.")
        if not showing.marks_by_plate.plates:
            return self.tr("Your list is lost when this window closes.")
        return self.tr("Your marks and your list are lost when this window closes.")

    def _on_picked(self, key: str) -> None:
        then, self._on_proceed = self._on_proceed, None
        if key == _LIST:
            self._workspace.session.open_page(Page.MY_LIST)
        elif then is not None:
            then()

    def _on_cancelled(self) -> None:
        self._on_proceed = None


def _has_same_marks_and_list(showing: Showing, other: Showing | None) -> bool:
    """Whether both have the same marks and the same list."""
    return other is not None and (showing.marks_by_plate, showing.list_items) == (
        other.marks_by_plate,
        other.list_items,
    )


def has_marks_or_list(showing: Showing) -> bool:
    """Whether there is anything that a person drew or put on the list."""
    return bool(showing.marks_by_plate.plates or showing.list_items)


_SAVE, _DISCARD = "save", "discard"


class UnsavedStepsGuard(QObject):
    """Stands before everything that would take the steps away."""

    def __init__(self, workspace: Workspace, stepping: StepPlayer, files: StepFiles) -> None:
        super().__init__(workspace)
        self._workspace, self._player, self._files = workspace, stepping, files
        self._on_proceed: Callable[[], None] | None = None
        self.dialog: ChoiceDialog | None = None

    def confirm_discard(self, then: Callable[[], None]) -> bool:
        """Whether steps would go; if so it asks, and does `then` unless told to keep going."""
        self._files.commit_typing()
        if not self._player.has_unsaved_changes:
            return False
        if self._on_proceed is None:
            self._on_proceed = then
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
        self.dialog = ChoiceDialog(
            title, words, options, self._workspace.theme, self._workspace, leave=leave
        )
        self.dialog.picked.connect(self._on_picked)
        self.dialog.rejected.connect(self._on_cancelled)
        self.dialog.open()

    def _on_picked(self, key: str) -> None:
        then, self._on_proceed = self._on_proceed, None
        assert then is not None
        if key == _DISCARD:
            then()
        else:
            self._files.save_then(then)

    def _on_cancelled(self) -> None:
        self._on_proceed = None
