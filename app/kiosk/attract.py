"""The scene while nobody is there: regions glow one after another, with their names."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.body.ids import Place, View
from app.canvas.arrangement import Room
from app.canvas.composer import Composer
from app.drawing.figure import paint_figure
from app.drawing.scene import FigureScene, Passing, covers
from app.look.look import Look
from app.session.showing import Showing

_RING = ((0, 0), (2, 0), (3, 2), (2, 4), (0, 4), (-2, 4), (-3, 2), (-2, 0))
"""Pixels by which everything is shifted in turn, so that no edge burns in."""
_DIM = 0.6
_VIEWS = (View.BACK, View.BACK_LEFT, View.BACK, View.BACK_RIGHT)


class Attract(QLabel):
    """Changes every few seconds and is still in between; dims after a while."""

    def __init__(self, over: QWidget, composer: Composer, showing: Showing, look: Look) -> None:
        super().__init__(over)
        self._composer, self._showing, self._look = composer, showing, look
        self._turn = 0
        self._is_dim = False
        self._timer, self._dusk = QTimer(self), QTimer(self)
        self._timer.timeout.connect(self._next)
        self._dusk.setSingleShot(True)
        self._dusk.timeout.connect(self._dim)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.hide()

    def begin(self, every_s: int, dim_after_s: int) -> None:
        """Shows itself and goes on by itself."""
        self._turn, self._is_dim = 0, False
        self.setAccessibleName(self.invitation())
        self._timer.start(every_s * 1000)
        self._dusk.start(dim_after_s * 1000)
        self.show()
        self.raise_()

    def end(self) -> None:
        """Goes away and does nothing more."""
        self._timer.stop()
        self._dusk.stop()
        self.hide()

    def invitation(self) -> str:
        """What it says to whoever comes by."""
        return self.tr("Touch the back to learn more")

    def shown(self) -> Showing:
        """What is shown in this turn: a view, and a region that is seen in it."""
        views = [view for view in _VIEWS if view in self._composer.atlas.views]
        turned = replace(self._showing, view=views[self._turn // 3 % len(views)], place=None)
        there = {outline.place for outline in self._composer.outlines(turned).regions}
        regions = [
            region
            for region in self._composer.atlas.regions
            if any(covers(Place(region), place) for place in there)
        ]
        return replace(turned, place=Place(regions[self._turn % len(regions)]))

    def scene(self) -> FigureScene:
        """The figure of this turn."""
        room = Room(self.width(), self.height() - self._look.px(150))
        ratio = self.devicePixelRatioF()
        return self._composer.scene(self.shown(), self._look, room, ratio, Passing())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        scene, look = self.scene(), self._look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("ground"))
        painter.translate(QPoint(*_RING[self._turn % len(_RING)]))
        paint_figure(painter, scene)
        self._paint_words(painter)
        if self._is_dim:
            night = QColor(look.colour("outline_dark"))
            night.setAlphaF(_DIM)
            painter.fillRect(self.rect().adjusted(-9, -9, 9, 9), night)

    def _paint_words(self, painter: QPainter) -> None:
        """The invitation, and the name of the region that glows."""
        look, middle = self._look, Qt.AlignmentFlag.AlignCenter
        tall = look.px(150)
        box = QRect(0, self.height() - tall, self.width(), tall)
        place, names = self.shown().place, self._composer.atlas.names(self._showing.language)
        name = names.regions[place.region].plain_on(self._showing.figure) if place else ""
        painter.setPen(look.colour("accent"))
        painter.setFont(look.font(2, weight=700))
        painter.drawText(box.adjusted(0, 0, 0, -tall // 2), middle, name)
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font(3, weight=700))
        painter.drawText(box.adjusted(0, tall // 2 - look.px(10), 0, 0), middle, self.invitation())

    def _next(self) -> None:
        self._turn += 1
        self.update()

    def _dim(self) -> None:
        """Darker, and no more turns: at rest the machine is to do nothing."""
        self._is_dim = True
        self._timer.start(60_000)
        self.update()
