"""The way into presenting: a button on the figure, or the command; loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from app.atlas.loader import OpenAtlas
from app.session.state import Showing
from app.widgets.button import Pill
from app.workspace.workspace import Stage

if TYPE_CHECKING:  # whoever does not present does not pay for it
    from app.present.controller import PresentDesk
    from app.present.unsaved_guard import Leaving


class Presenting(QObject):
    """One for a stage.

    `screen` is the screen a person picked for the audience, None as long as no one was picked.
    """

    def __init__(self, stage: Stage, atlas: OpenAtlas, screen: str | None) -> None:
        super().__init__(stage)
        self._stage, self._atlas = stage, atlas
        self.screen = screen
        self.desk: PresentDesk | None = None
        self._leaving: Leaving | None = None
        self._button = Pill(self.tr("Present"), stage.look, icon=stage.icons.path("mirror"))
        self._button.clicked.connect(self.start)
        stage.pane.offer(self._button)

    def start(self) -> None:
        """Brings the clinician's controls; nothing is shown to anybody else yet."""
        if self.desk is not None:
            return
        from app.present.controller import PresentDesk

        self.desk = PresentDesk(self._stage, self._atlas, self.screen)
        self.desk.screen_picked.connect(self._on_screen)
        self.desk.ended.connect(self._on_ended)
        self._button.hide()
        self.desk.deck.focus_home()

    def holds(self, then: Callable[[], None]) -> bool:
        """Whether anything would go that a person made; if so it asks, and may do `then` later.

        First it asks for steps that no file holds, then for marks and the list.
        """

        def after_steps() -> None:
            if not self.leaving.holds(then):
                then()

        if self.desk is not None and self.desk.holds(after_steps):
            return True
        return self.leaving.holds(then)

    def note_handout(self, showing: Showing) -> None:
        """A handout holds the list and the marks of a Showing: they may go without a question."""
        self.leaving.handed_out = showing

    @property
    def leaving(self) -> Leaving:
        """The question before marks or the list are lost."""
        if self._leaving is None:
            from app.present.unsaved_guard import Leaving

            self._leaving = Leaving(self._stage)
        return self._leaving

    def _on_screen(self, name: str) -> None:
        self.screen = name

    def _on_ended(self) -> None:
        self.desk = None
        self._button.show()
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)
