"""Says that the region cannot be seen from here, and offers to turn the figure."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.body.regions import PlateKey, View, is_seen
from app.panels.reading import Reading
from app.session.state import Showing
from app.widgets.button import Kind, Pill
from app.widgets.card import Card, Tone
from app.widgets.text_label import WordLabel


class UnseenNote(Card):
    """A notice with one button.

    Signals:
        view_asked: a View in which the region is seen.
    """

    view_asked = Signal(object)

    def __init__(self, reading: Reading, showing: Showing) -> None:
        super().__init__(reading.look, Tone.TINT)
        self._view = _view_that_shows(reading, showing)
        self.column.addWidget(WordLabel(self.tr("Not seen from here."), reading.look))
        if self._view is not None:
            icon = reading.icons.path("turn-right")
            turn = Pill(self.tr("Turn the figure"), reading.look, kind=Kind.PRIMARY, icon=icon)
            turn.clicked.connect(self._on_turn)
            self.column.addWidget(turn)

    def _on_turn(self) -> None:
        self.view_asked.emit(self._view)


def _view_that_shows(reading: Reading, showing: Showing) -> View | None:
    assert showing.place is not None
    for view in reading.atlas.views:
        key = PlateKey(showing.figure, showing.build, view)
        if is_seen(showing.place, reading.atlas.outlines(key).places):
            return view
    return None
