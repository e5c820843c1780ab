"""The way into presenting: a button on the figure, or the command; loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from app.atlas.loader import Atlas
from app.session.state import Showing
from app.widgets.button import Button
from app.workspace.workspace import Workspace

if TYPE_CHECKING:  # whoever does not present does not pay for it
    from app.present.controller import PresentController
    from app.present.unsaved_guard import UnsavedMarksGuard


class PresentationMode(QObject):
    """One for a stage.

    `screen` is the screen a person picked for the audience, None as long as no one was picked.
    """

    def __init__(self, workspace: Workspace, atlas: Atlas, screen: str | None) -> None:
        super().__init__(workspace)
        self._workspace, self._atlas = workspace, atlas
        self.screen = screen
        self.controller: PresentController | None = None
        self._marks_guard: UnsavedMarksGuard | None = None
        self._button = Button(
            self.tr("Present"), workspace.theme, icon=workspace.icons.path("mirror")
        )
        self._button.clicked.connect(self.start)
        workspace.figure_pane.set_corner_button(self._button)

    def start(self) -> None:
        """Brings the clinician's controls; nothing is shown to anybody else yet."""
        if self.controller is not None:
            return
        from app.present.controller import PresentController

        self.controller = PresentController(self._workspace, self._atlas, self.screen)
        self.controller.screen_picked.connect(self._on_screen_picked)
        self.controller.ended.connect(self._on_ended)
        self._button.hide()
        self.controller.control_panel.focus_home()

    def confirm_discard(self, then: Callable[[], None]) -> bool:
        """Whether anything would go that a person made; if so it asks, and may do `then` later.

        First it asks for steps that no file holds, then for marks and the list.
        """

        def after_steps() -> None:
            if not self.marks_guard.confirm_discard(then):
                then()

        if self.controller is not None and self.controller.confirm_discard(after_steps):
            return True
        return self.marks_guard.confirm_discard(then)

    def on_handout_made(self, showing: Showing) -> None:
        """A handout holds the list and the marks of a Showing: they may go without a question."""
        self.marks_guard.handed_out_showing = showing

    @property
    def marks_guard(self) -> UnsavedMarksGuard:
        """The question before marks or the list are lost."""
        if self._marks_guard is None:
            from app.present.unsaved_guard import UnsavedMarksGuard

            self._marks_guard = UnsavedMarksGuard(self._workspace)
        return self._marks_guard

    def _on_screen_picked(self, name: str) -> None:
        self.screen = name

    def _on_ended(self) -> None:
        self.controller = None
        self._button.show()
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)
