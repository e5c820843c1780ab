"""The way into presenting: a button on the figure, or the command; loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from app.content.shelf import OpenAtlas
from app.controls.pill import Pill
from app.stage.stage import Stage

if TYPE_CHECKING:  # whoever does not present does not pay for it
    from app.present.desk import PresentDesk


class Presenting(QObject):
    """One for a stage.

    `screen` is the screen a person picked for the audience, None as long as no one was picked.
    """

    def __init__(self, stage: Stage, atlas: OpenAtlas, screen: str | None) -> None:
        super().__init__(stage)
        self._stage, self._atlas = stage, atlas
        self.screen = screen
        self.desk: PresentDesk | None = None
        self._button = Pill(self.tr("Present"), stage.look, icon=stage.icons.path("mirror"))
        self._button.clicked.connect(self.start)
        stage.pane.offer(self._button)

    def start(self) -> None:
        """Brings the clinician's controls; nothing is shown to anybody else yet."""
        if self.desk is not None:
            return
        from app.present.desk import PresentDesk

        self.desk = PresentDesk(self._stage, self._atlas, self.screen)
        self.desk.screen_picked.connect(self._on_screen)
        self.desk.ended.connect(self._on_ended)
        self._button.hide()
        self.desk.deck.focus_home()

    def holds(self, then: Callable[[], None]) -> bool:
        """Whether steps would go that no file holds; if so it asks, and may do `then` later."""
        return self.desk is not None and self.desk.unsaved.holds(then)

    def _on_screen(self, name: str) -> None:
        self.screen = name

    def _on_ended(self) -> None:
        self.desk = None
        self._button.show()
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)
