"""Switches presenting on and off in the desktop window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from app.atlas.loader import Atlas
from app.session.actions import Request, StartPresenting
from app.session.state import Showing
from app.workspace.workspace import Workspace

if TYPE_CHECKING:  # imported when presenting starts, because most visitors never use it
    from app.present.controller import PresentController
    from app.present.unsaved_guard import UnsavedMarksGuard


class PresentationMode(QObject):
    """The controller while presenting is on.

    `screen` is the name of the screen that the clinician picked for the audience, or None.
    """

    def __init__(self, workspace: Workspace, atlas: Atlas, screen: str | None) -> None:
        super().__init__(workspace)
        self._workspace, self._atlas = workspace, atlas
        self.screen = screen
        self.controller: PresentController | None = None
        self._marks_guard: UnsavedMarksGuard | None = None
        workspace.session.requested.connect(self._on_requested)

    def start(self) -> None:
        """Show the clinician's controls; the audience window stays closed for now."""
        if self.controller is not None:
            self.controller.control_panel.set_initial_focus()
            return
        from app.present.controller import PresentController

        self.controller = PresentController(self._workspace, self._atlas, self.screen)
        self.controller.screen_picked.connect(self._on_screen_picked)
        self.controller.ended.connect(self._on_ended)
        self.controller.control_panel.set_initial_focus()

    def is_on(self) -> bool:
        """Whether presenting is on."""
        return self.controller is not None

    def confirm_discard(self, on_proceed: Callable[[], None]) -> bool:
        """Ask before unsaved work is lost: first about steps, then about marks and the list.

        Returns True if a question was necessary; `on_proceed` is then called only if the person
        proceeds.
        """

        def after_steps() -> None:
            if not self.marks_guard.confirm_discard(on_proceed):
                on_proceed()

        if self.controller is not None and self.controller.confirm_discard(after_steps):
            return True
        return self.marks_guard.confirm_discard(on_proceed)

    def on_handout_made(self, showing: Showing) -> None:
        """Remember that a handout contains the list and the marks of a state."""
        self.marks_guard.handed_out_showing = showing

    @property
    def marks_guard(self) -> UnsavedMarksGuard:
        """Asks before marks or list items are lost."""
        if self._marks_guard is None:
            from app.present.unsaved_guard import UnsavedMarksGuard

            self._marks_guard = UnsavedMarksGuard(self._workspace)
        return self._marks_guard

    def _on_screen_picked(self, name: str) -> None:
        self.screen = name

    def _on_ended(self) -> None:
        self.controller = None
        self._workspace.toolbar.menu.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_requested(self, request: Request) -> None:
        if isinstance(request, StartPresenting):
            self.start()
