"""Attract loop shown while no visitor is present.

Regions highlighted in turn, with a text inviting a touch.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from app.body.regions import Place, View, is_seen
from app.canvas.figure_layout import Placing, Room, touched
from app.canvas.scene_builder import Composer
from app.painting.figure import paint_figure
from app.painting.scene import FigureScene, Passing
from app.session.state import Showing
from app.theme.theme import Look
from app.widgets.event_loop import later
from app.widgets.themed import paint_box

_VIEWS = (View.BACK, View.BACK_LEFT, View.BACK, View.BACK_RIGHT)
_TURNS_A_VIEW = 3
_FOR_ALL, _FOR_ONE = (1.0, 0.85, 0.7), (1.0, 0.85, 0.7, 0.55)
"""Shares of the type's size that are tried to name all regions, or one."""


class Glow:
    """One region after another glows, each in a view in which it is seen."""

    def __init__(self, composer: Composer, showing: Showing) -> None:
        composer.labels = True
        self._composer, self._showing = composer, showing

    def shown(self, turn: int) -> Showing:
        """The view of a turn, with its region chosen."""
        atlas = self._composer.atlas
        views = [view for view in _VIEWS if view in atlas.views]
        view = views[turn // _TURNS_A_VIEW % len(views)]
        turned = replace(self._showing, view=view, place=None)
        there = {outline.place for outline in self._composer.outlines(turned).regions}
        regions = [region for region in atlas.regions if is_seen(Place(region), there)]
        return replace(turned, place=Place(regions[turn % len(regions)]))

    def scene(self, turn: int, look: Look, room: Room, ratio: float) -> FigureScene:
        """The figure of a turn; `ratio` is the pixels of the screen for one of the widget.

        In the largest type that leaves each region its name; if that is too small, only what
        glows is named. Numbers, which stand for names elsewhere, would mean nothing here.
        """
        shown = self.shown(turn)
        glows = shown.place.region if shown.place else None
        ways = [(None, share) for share in _FOR_ALL] + [(glows, share) for share in _FOR_ONE]
        for only, share in ways:
            naming = replace(look, text_size=round(look.text_size * share))
            arranged = self._composer.arrangement(shown, naming, room, only=only)
            if not arranged.labelled(shown.place).layout.numbered:
                break
        return self._composer.scene(shown, naming, room, ratio, Passing(), only=only)


_UPRIGHT = 1.1
_EDGE, _GAP, _PILL_AIR = 26, 12, 48
_FIGURE_PART, _SMALLEST, _SMALLER = 0.4, 70, 10
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Words:
    """A question, what it is about, the call to touch, and what it is not."""

    head: str
    about: str
    call: str
    foot: str


class Invitation:
    """Upright: words above and below the figure; lying: words beside it, the figure whole."""

    def __init__(self, size: QSize, look: Look, words: Words) -> None:
        self._look, self._words = look, words
        self._size = size
        self._is_upright = size.height() > size.width() * _UPRIGHT
        edge = look.px(_EDGE)
        whole = QRect(0, 0, size.width(), size.height())
        if self._is_upright:
            self._column = whole.adjusted(edge, edge, -edge, -edge)
        else:
            self._column = QRect(edge, 0, int(size.width() * 0.4) - edge, size.height())
        self._tops = self._placed()
        self.figure = self._figure_box(whole)

    @classmethod
    def fitting(cls, size: QSize, look: Look, words: Words) -> Invitation:
        """In the largest type, up to that of the look, that leaves the figure its part."""
        made = cls(size, look, words)
        for text_size in range(look.text_size - _SMALLER, _SMALLEST - 1, -_SMALLER):
            if made.figure.height() >= size.height() * _FIGURE_PART:
                break
            made = cls(size, replace(look, text_size=text_size), words)
        return made

    def paint(self, painter: QPainter) -> None:
        """Paints the words."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, words = self._look, self._words
        head, about, call, foot = self._tops
        for box, text, (step, weight), role in (
            (head, words.head, self._head_font(), "ink"),
            (about, words.about, (1, 400), "quiet"),
            (foot, words.foot, (-1, 400), "quiet"),
        ):
            painter.setFont(look.font(step, weight=weight))
            painter.setPen(look.colour(role))
            painter.drawText(box, _FLAGS, text)
        pill = self._pill_box(call)
        surface, edge = look.colour("primary"), look.colour("primary")
        paint_box(painter, QRectF(pill), pill.height() / 2, surface, edge, 2.0)
        painter.setFont(look.font(self._call_step(), weight=700))
        painter.setPen(look.colour("on_primary"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words.call)

    def _head_font(self) -> tuple[int, int]:
        return (5 if self._is_upright else 4), 700

    def _call_step(self) -> int:
        """The call stands in one line, as large as there is room."""
        return next((s for s in (2, 1, 0) if self._call_width(s) <= self._column.width()), -1)

    def _call_width(self, step: int) -> int:
        metrics = QFontMetricsF(self._look.font(step, weight=700))
        return int(metrics.horizontalAdvance(self._words.call)) + self._look.px(_PILL_AIR)

    def _height(self, text: str, step: int, weight: int = 400) -> int:
        metrics = QFontMetricsF(self._look.font(step, weight=weight))
        room = QRectF(0, 0, self._column.width(), 10_000)
        return int(metrics.boundingRect(room, _FLAGS, text).height()) + 1

    def _placed(self) -> tuple[QRect, QRect, QRect, QRect]:
        """Boxes of head, about, call and foot."""
        gap, column, words = self._look.px(_GAP), self._column, self._words
        step, weight = self._head_font()
        head, about = self._height(words.head, step, weight), self._height(words.about, 1)
        call = self._height(words.call, self._call_step(), 700) + 3 * gap
        foot = self._height(words.foot, -1)
        left, wide = column.left(), column.width()
        if self._is_upright:
            top, low = column.top() + gap, column.bottom() - foot
            call_top = low - call - 2 * gap
            foot_top = low
        else:
            whole = head + about + call + 3 * gap
            top = (column.height() - whole) // 2
            call_top = top + head + about + 4 * gap
            foot_top = column.bottom() - foot - self._look.px(_EDGE)
        return (
            QRect(left, top, wide, head),
            QRect(left, top + head + gap, wide, about),
            QRect(left, call_top, wide, call),
            QRect(left, foot_top, wide, foot),
        )

    def _pill_box(self, box: QRect) -> QRect:
        wide = min(self._call_width(self._call_step()), box.width())
        return QRect(box.left() + (box.width() - wide) // 2, box.top(), wide, box.height())

    def _figure_box(self, whole: QRect) -> QRect:
        gap = self._look.px(_GAP)
        if not self._is_upright:
            return whole.adjusted(self._column.right() + gap, gap, -gap, -gap)
        top, bottom = self._tops[1].bottom() + gap, self._tops[2].top() - gap
        return QRect(gap, top, whole.width() - 2 * gap, bottom - top)


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
