"""The scene while nobody is there: regions glow one after another, with their names."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from app.canvas.figure_layout import Placing, Room, touched
from app.canvas.scene_builder import Composer
from app.kiosk.glow import Glow
from app.kiosk.invitation import Invitation, Words
from app.painting.figure import paint_figure
from app.painting.scene import FigureScene
from app.session.state import Showing
from app.theme.theme import Look
from app.widgets.event_loop import later

_RING = ((0, 0), (2, 0), (3, 2), (2, 4), (0, 4), (-2, 4), (-3, 2), (-2, 0))
"""Pixels by which everything is shifted in turn, so that no edge burns in."""
_DIM, _DIM_EVERY_MS = 0.6, 60_000
_FADE_MS, _FADE_STEPS = 70, 10


class Attract(QLabel):
    """Changes every few seconds and is still in between; dims after a while.

    Signals:
        dimmed: nobody has come for long.
        ended: somebody has.
    """

    dimmed = Signal()
    ended = Signal()

    def __init__(self, over: QWidget, composer: Composer, showing: Showing, look: Look) -> None:
        super().__init__(over)
        self._composer = composer
        self._glow, self._look = Glow(composer, showing), look
        self._turn, self._fade = 0, _FADE_STEPS
        self._is_dim = self._is_still = False
        self._before, self._now = QPixmap(), QPixmap()
        self._timer, self._fading = QTimer(self), QTimer(self)
        self._fading.setInterval(_FADE_MS)
        self._timer.timeout.connect(self.turn)
        self._fading.timeout.connect(self._on_fade)
        self._dusk = later(self, 0, self.dim)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.hide()

    def begin(self, every_s: int, dim_after_s: int, *, is_still: bool = False) -> None:
        """Shows itself and goes on by itself; `is_still`: nothing fades."""
        self._turn, self._is_dim, self._is_still = 0, False, is_still
        self._now = QPixmap()
        self.setAccessibleName(self.words().call)
        self._timer.start(every_s * 1000)
        self._dusk.start(dim_after_s * 1000)
        self.show()
        self.raise_()

    def end(self) -> None:
        """Goes away, does nothing more and keeps no picture."""
        for timer in (self._timer, self._dusk, self._fading):
            timer.stop()
        self._before = self._now = QPixmap()
        self.hide()
        self.ended.emit()

    def words(self) -> Words:
        """What it says to whoever comes by."""
        return Words(
            self.tr("Questions about your back?"),
            self.tr("What laser liposuction is, who it suits, and its risks. In plain words."),
            self.tr("Touch the back to learn more"),
            self.tr("Information to talk over with a doctor. Nothing you do here is kept."),
        )

    def shown(self) -> Showing:
        """What is shown in this turn: a view, and a region that is seen in it."""
        return self._glow.shown(self._turn)

    def scene(self) -> FigureScene:
        """The figure of this turn."""
        box = self._invitation().figure
        room = Room(box.width(), box.height())
        return self._glow.scene(self._turn, self._look, room, self.devicePixelRatioF())

    def shown_at(self, at: QPointF) -> Showing | None:
        """The view with the region or side that lies at a point; None beside all regions."""
        box = self._invitation().figure
        if box.isEmpty():
            return None
        inside = at - QPointF(box.topLeft()) - QPointF(*_RING[self._turn % len(_RING)])
        shown, scene = self.shown(), self.scene()
        where = scene.where
        placing = Placing(where.x(), where.y(), where.width(), where.height())
        place = touched(scene.layout, self._composer.outline_map(shown), placing, inside)
        return None if place is None else replace(shown, place=place)

    def turn(self) -> None:
        """The next region, and now and then the next view."""
        self._turn += 1
        self._before, self._now = self._now, QPixmap()
        if not (self._is_dim or self._is_still or self._before.isNull()):
            self._fade = 0
            self._fading.start()
        self.update()

    def dim(self) -> None:
        """Darker, and hardly any turns: at rest the machine is to do nothing."""
        self._is_dim = True
        self._fading.stop()
        self._fade = _FADE_STEPS
        self._timer.start(_DIM_EVERY_MS)
        self.update()
        self.dimmed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self._before = self._now = QPixmap()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._now.isNull() or self._now.deviceIndependentSize().toSize() != self.size():
            self._now = self._picture()
        painter = QPainter(self)
        if self._fade < _FADE_STEPS:
            painter.drawPixmap(QPoint(), self._before)
            painter.setOpacity(self._fade / _FADE_STEPS)
        painter.drawPixmap(QPoint(), self._now)
        painter.setOpacity(1.0)
        if self._is_dim:
            night = QColor(Qt.GlobalColor.black)
            night.setAlphaF(_DIM)
            painter.fillRect(self.rect(), night)

    def _invitation(self) -> Invitation:
        return Invitation.fitting(self.size(), self._look, self.words())

    def _picture(self) -> QPixmap:
        """The whole of this turn; shifted a little against the one before."""
        invitation = self._invitation()
        box = invitation.figure
        scene = None if box.isEmpty() else self.scene()
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._look.colour("ground"))
        painter = QPainter(picture)
        x, y = _RING[self._turn % len(_RING)]
        painter.translate(x, y)
        invitation.paint(painter)
        if scene is not None:
            corner = box.topLeft()
            painter.translate(corner)
            paint_figure(painter, scene)
        painter.end()
        return picture

    def _on_fade(self) -> None:
        self._fade += 1
        if self._fade >= _FADE_STEPS:
            self._fading.stop()
            self._before = QPixmap()
        self.update()
