"""The figure as the audience sees it: painted like the clinician's, with nothing to press."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from app.canvas.accessibility import MarksInWords, describe_showing
from app.canvas.figure_layout import Arrangement, Room
from app.canvas.scene_builder import Composer
from app.painting.figure import paint_figure
from app.painting.marks import Lie, changed_box
from app.painting.presenter_overlay import pointer_box
from app.painting.scene import FigureScene, Passing
from app.session.state import Showing
from app.theme.theme import Look
from app.widgets.event_loop import later


class AudienceFigure(QLabel):
    """A label without words: its name tells what is seen, to whoever cannot see it."""

    def __init__(
        self, composer: Composer, showing: Showing, look: Look, *, has_labels: bool
    ) -> None:
        super().__init__()
        self._composer, self._look, self._has_labels = composer, look, has_labels
        self._passing, self._told = Passing(), MarksInWords()
        self._showing = showing
        self._again = later(self, 0, self.update)
        self.show_showing(showing, look)

    def show_showing(self, showing: Showing, look: Look) -> None:
        """Paints another Showing."""
        is_same = look is self._look and showing.pictured == self._showing.pictured
        self._showing, self._look = showing, look
        self.setAccessibleName(describe_showing(showing, self._composer, self._told))
        if not is_same:
            self.update()

    def prepare(self, showing: Showing) -> None:
        """Reads the plate of what may be shown next."""
        room = Room(self.width(), self.height())
        ratio = self.devicePixelRatioF()
        self._composer.prepare(showing, self._look, room, ratio)

    def show_passing(self, passing: Passing) -> None:
        """Paints what is so for a moment only, and no more of the figure than has changed."""
        before, self._passing = self._passing, passing
        placing = self._arrangement().placing
        sheet = Lie(QRectF(placing.left, placing.top, placing.width, placing.height))
        if before.drawing is not passing.drawing:
            box = changed_box(before.drawing, passing.drawing, sheet)
            if box is None:
                self.update()
                return
            self.update(box)
        for at in (before.pointer, passing.pointer):
            if at is not None:
                self.update(pointer_box(at, sheet).toAlignedRect())

    def _arrangement(self) -> Arrangement:
        """Labels only where all of them fit: a number needs a list, and here is none."""
        room = Room(self.width(), self.height())
        self._composer.labels = True
        arranged = self._composer.arrangement(self._showing, self._look, room)
        labels = arranged.labelled(self._showing.place)
        self._composer.labels = self._has_labels and not labels.layout.numbered
        return self._composer.arrangement(self._showing, self._look, room)

    def scene(self) -> FigureScene:
        """What is painted now."""
        self._arrangement()
        room, ratio = Room(self.width(), self.height()), self.devicePixelRatioF()
        return self._composer.scene(self._showing, self._look, room, ratio, self._passing)

    def sizeHint(self) -> QSize:
        return QSize(600, 700)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 140)

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self.scene()  # before there is a painter: an error beside a live one ends Qt
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("ground"))
        paint_figure(painter, scene)
        if not self._composer.is_whole:
            self._again.start()
