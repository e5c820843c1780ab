"""Ask before unsaved work is discarded: marks, the list, or steps that were changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.present.choice_dialog import ChoiceDialog
from app.present.steps.files import StepFiles
from app.present.steps.player import StepPlayer
from app.session.actions import OpenPage
from app.session.state import Page, Showing
from app.workspace.workspace import Workspace

_DISCARD, _LIST, _SAVE = "discard", "list", "save"


class UnsavedMarksGuard(QObject):
    """Asks before the window closes if any marks or list items are on no handout.

    `handed_out_showing` is the state of the last handout whose picture shows all marks; its marks
    and its list may be lost without a question.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._on_proceed: Callable[[], None] | None = None
        self.dialog: ChoiceDialog | None = None
        self.handed_out_showing: Showing | None = None

    def confirm_discard(self, on_proceed: Callable[[], None]) -> bool:
        """Ask before marks or list items are lost.

        Returns True if a question was necessary; `on_proceed` is then called only if the person
        proceeds. While a question is open, it keeps its first `on_proceed`.
        """
        showing = self._workspace.session.showing
        if not _has_marks_or_list(showing) or _has_same_marks_and_list(
            showing, self.handed_out_showing
        ):
            return False
        if self._on_proceed is None:
            self._on_proceed = on_proceed
            self._open(showing)
        return True

    def _open(self, showing: Showing) -> None:
        options = [
            (_LIST, self.tr("Open My list, to make a handout or print")),
            (_DISCARD, self.tr("Close anyway")),
        ]
        self.dialog = ChoiceDialog(
            self.tr("Before you close"),
            self._question_text(showing),
            options,
            self._workspace.theme,
            self._workspace,
            cancel_text=self.tr("Keep the window open"),
        )
        self.dialog.picked.connect(self._on_picked)
        self.dialog.rejected.connect(self._on_cancelled)
        self.dialog.open()

    def _question_text(self, showing: Showing) -> str:
        if not _has_list(showing):
            return self.tr("Your marks are lost when this window closes.")
        if not showing.marks_by_plate.plates:
            return self.tr("What is on My list is lost when this window closes.")
        return self.tr("Your marks and what is on My list are lost when this window closes.")

    def _on_picked(self, key: str) -> None:
        on_proceed, self._on_proceed = self._on_proceed, None
        if key == _LIST:
            self._workspace.session.apply(OpenPage(Page.MY_LIST))
        elif on_proceed is not None:
            on_proceed()

    def _on_cancelled(self) -> None:
        self._on_proceed = None


def _has_same_marks_and_list(showing: Showing, other: Showing | None) -> bool:
    if other is None or not showing.line_drafts.is_empty:
        return False
    return (showing.marks_by_plate, showing.list_items) == (other.marks_by_plate, other.list_items)


def _has_marks_or_list(showing: Showing) -> bool:
    """Whether there are any marks or list items."""
    return bool(showing.marks_by_plate.plates) or _has_list(showing)


def _has_list(showing: Showing) -> bool:
    """Whether anything is on the list, or typed for it."""
    return bool(showing.list_items) or not showing.line_drafts.is_empty


class UnsavedStepsGuard(QObject):
    """Asks before discarding steps that were added or changed but not saved."""

    def __init__(self, workspace: Workspace, player: StepPlayer, files: StepFiles) -> None:
        super().__init__(workspace)
        self._workspace, self._player, self._files = workspace, player, files
        self._on_proceed: Callable[[], None] | None = None
        self.dialog: ChoiceDialog | None = None

    def confirm_discard(self, on_proceed: Callable[[], None]) -> bool:
        """Ask before unsaved steps are lost; the return value is that of `UnsavedMarksGuard`."""
        self._files.commit_typing()
        if not self._player.has_unsaved_changes:
            return False
        if self._on_proceed is None:
            self._on_proceed = on_proceed
            self._open()
        return True

    def _open(self) -> None:
        words = self.tr(
            "The steps that you added or changed are not in a file yet. They are lost unless you "
            "save them."
        )
        options = [
            (_SAVE, self.tr("Save the steps as a file")),
            (_DISCARD, self.tr("Discard the steps")),
        ]
        self.dialog = ChoiceDialog(
            self.tr("Unsaved steps"),
            words,
            options,
            self._workspace.theme,
            self._workspace,
            cancel_text=self.tr("Keep going"),
        )
        self.dialog.picked.connect(self._on_picked)
        self.dialog.rejected.connect(self._on_cancelled)
        self.dialog.open()

    def _on_picked(self, key: str) -> None:
        on_proceed, self._on_proceed = self._on_proceed, None
        assert on_proceed is not None
        if key == _DISCARD:
            on_proceed()
        else:
            self._files.save_then(on_proceed)

    def _on_cancelled(self) -> None:
        self._on_proceed = None
