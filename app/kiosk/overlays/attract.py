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

from app.body.regions import Place, View, is_visible
from app.canvas.figure_layout import FigureViewport, PlateRect, place_at_point
from app.canvas.scene_builder import SceneBuilder
from app.painting.figure import paint_figure
from app.painting.scene import FigureScene, InteractionState
from app.session.state import Showing
from app.theme.theme import Theme
from app.widgets.event_loop import single_shot
from app.widgets.themed import paint_box

_VIEWS = (View.BACK, View.BACK_LEFT, View.BACK, View.BACK_RIGHT)
_STEPS_PER_VIEW = 3
_ALL_LABEL_SCALES, _ONE_LABEL_SCALES = (1.0, 0.85, 0.7), (1.0, 0.85, 0.7, 0.55)
"""Shares of the type's size that are tried to name all regions, or one."""


class AttractCycle:
    """One region after another glows, each in a view in which it is seen."""

    def __init__(self, composer: SceneBuilder, showing: Showing) -> None:
        composer.has_labels = True
        self._composer, self._showing = composer, showing

    def showing_at_step(self, turn: int) -> Showing:
        """The view of a turn, with its region chosen."""
        atlas = self._composer.atlas
        views = [view for view in _VIEWS if view in atlas.views]
        view = views[turn // _STEPS_PER_VIEW % len(views)]
        turned = replace(self._showing, view=view, place=None)
        there = {outline.place for outline in self._composer.outlines(turned).regions}
        regions = [region for region in atlas.regions if is_visible(Place(region), there)]
        return replace(turned, place=Place(regions[turn % len(regions)]))

    def scene_at_step(
        self, turn: int, theme: Theme, room: FigureViewport, ratio: float
    ) -> FigureScene:
        """The figure of a turn; `ratio` is the pixels of the screen for one of the widget.

        In the largest type that leaves each region its name; if that is too small, only what
        glows is named. Numbers, which stand for names elsewhere, would mean nothing here.
        """
        shown = self.showing_at_step(turn)
        glows = shown.place.region if shown.place else None
        ways = [(None, share) for share in _ALL_LABEL_SCALES] + [
            (glows, share) for share in _ONE_LABEL_SCALES
        ]
        for only, share in ways:
            naming = replace(theme, text_size=round(theme.text_size * share))
            arranged = self._composer.layout(shown, naming, room, only=only)
            if not arranged.label_placement(shown.place).layout.numbered:
                break
        return self._composer.scene(shown, naming, room, ratio, InteractionState(), only=only)


_PORTRAIT_RATIO = 1.1
_EDGE, _GAP, _BUTTON_PADDING = 26, 12, 48
_FIGURE_SHARE, _MIN_TEXT_SIZE, _TEXT_SIZE_STEP = 0.4, 70, 10
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class AttractTexts:
    """A question, what it is about, the call to touch, and what it is not."""

    heading: str
    summary: str
    call_to_action: str
    disclaimer: str


class AttractLayout:
    """Upright: words above and below the figure; lying: words beside it, the figure whole."""

    def __init__(self, size: QSize, theme: Theme, words: AttractTexts) -> None:
        self._theme, self._texts = theme, words
        self._size = size
        self._is_portrait = size.height() > size.width() * _PORTRAIT_RATIO
        edge = theme.px(_EDGE)
        whole = QRect(0, 0, size.width(), size.height())
        if self._is_portrait:
            self._column = whole.adjusted(edge, edge, -edge, -edge)
        else:
            self._column = QRect(edge, 0, int(size.width() * 0.4) - edge, size.height())
        self._text_boxes = self._place_texts()
        self.figure_box = self._place_figure(whole)

    @classmethod
    def fit_to_size(cls, size: QSize, theme: Theme, words: AttractTexts) -> AttractLayout:
        """In the largest type, up to that of the look, that leaves the figure its part."""
        made = cls(size, theme, words)
        for text_size in range(
            theme.text_size - _TEXT_SIZE_STEP, _MIN_TEXT_SIZE - 1, -_TEXT_SIZE_STEP
        ):
            if made.figure_box.height() >= size.height() * _FIGURE_SHARE:
                break
            made = cls(size, replace(theme, text_size=text_size), words)
        return made

    def paint(self, painter: QPainter) -> None:
        """Paints the words."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, words = self._theme, self._texts
        head, about, call, foot = self._text_boxes
        for box, text, (step, weight), role in (
            (head, words.heading, self._heading_font(), "ink"),
            (about, words.summary, (1, 400), "quiet"),
            (foot, words.disclaimer, (-1, 400), "quiet"),
        ):
            painter.setFont(theme.font(step, weight=weight))
            painter.setPen(theme.color(role))
            painter.drawText(box, _FLAGS, text)
        pill = self._button_box(call)
        surface, edge = theme.color("primary"), theme.color("primary")
        paint_box(painter, QRectF(pill), pill.height() / 2, surface, edge, 2.0)
        painter.setFont(theme.font(self._button_font_step(), weight=700))
        painter.setPen(theme.color("on_primary"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words.call_to_action)

    def _heading_font(self) -> tuple[int, int]:
        return (5 if self._is_portrait else 4), 700

    def _button_font_step(self) -> int:
        """The call stands in one line, as large as there is room."""
        return next((s for s in (2, 1, 0) if self._button_width(s) <= self._column.width()), -1)

    def _button_width(self, step: int) -> int:
        metrics = QFontMetricsF(self._theme.font(step, weight=700))
        return int(metrics.horizontalAdvance(self._texts.call_to_action)) + self._theme.px(
            _BUTTON_PADDING
        )

    def _height(self, text: str, step: int, weight: int = 400) -> int:
        metrics = QFontMetricsF(self._theme.font(step, weight=weight))
        room = QRectF(0, 0, self._column.width(), 10_000)
        return int(metrics.boundingRect(room, _FLAGS, text).height()) + 1

    def _place_texts(self) -> tuple[QRect, QRect, QRect, QRect]:
        """Boxes of head, about, call and foot."""
        gap, column, words = self._theme.px(_GAP), self._column, self._texts
        step, weight = self._heading_font()
        head, about = self._height(words.heading, step, weight), self._height(words.summary, 1)
        call = self._height(words.call_to_action, self._button_font_step(), 700) + 3 * gap
        foot = self._height(words.disclaimer, -1)
        left, wide = column.left(), column.width()
        if self._is_portrait:
            top, low = column.top() + gap, column.bottom() - foot
            call_top = low - call - 2 * gap
            foot_top = low
        else:
            whole = head + about + call + 3 * gap
            top = (column.height() - whole) // 2
            call_top = top + head + about + 4 * gap
            foot_top = column.bottom() - foot - self._theme.px(_EDGE)
        return (
            QRect(left, top, wide, head),
            QRect(left, top + head + gap, wide, about),
            QRect(left, call_top, wide, call),
            QRect(left, foot_top, wide, foot),
        )

    def _button_box(self, box: QRect) -> QRect:
        wide = min(self._button_width(self._button_font_step()), box.width())
        return QRect(box.left() + (box.width() - wide) // 2, box.top(), wide, box.height())

    def _place_figure(self, whole: QRect) -> QRect:
        gap = self._theme.px(_GAP)
        if not self._is_portrait:
            return whole.adjusted(self._column.right() + gap, gap, -gap, -gap)
        top, bottom = self._text_boxes[1].bottom() + gap, self._text_boxes[2].top() - gap
        return QRect(gap, top, whole.width() - 2 * gap, bottom - top)


_BURN_IN_OFFSETS = ((0, 0), (2, 0), (3, 2), (2, 4), (0, 4), (-2, 4), (-3, 2), (-2, 0))
"""Pixels by which everything is shifted in turn, so that no edge burns in."""
_DIM_OPACITY, _DIMMED_STEP_MS = 0.6, 60_000
_FADE_STEP_MS, _FADE_STEPS = 70, 10


class AttractLoop(QLabel):
    """Changes every few seconds and is still in between; dims after a while.

    Signals:
        dimmed: nobody has come for long.
        ended: somebody has.
    """

    dimmed = Signal()
    ended = Signal()

    def __init__(
        self, over: QWidget, composer: SceneBuilder, showing: Showing, theme: Theme
    ) -> None:
        super().__init__(over)
        self._composer = composer
        self._cycle, self._theme = AttractCycle(composer, showing), theme
        self._step, self._fade_step = 0, _FADE_STEPS
        self._is_dim = self._is_still = False
        self._previous_pixmap, self._current_pixmap = QPixmap(), QPixmap()
        self._step_timer, self._fade_timer = QTimer(self), QTimer(self)
        self._fade_timer.setInterval(_FADE_STEP_MS)
        self._step_timer.timeout.connect(self.advance)
        self._fade_timer.timeout.connect(self._on_fade_step)
        self._dim_timer = single_shot(self, 0, self.dim)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.hide()

    def start(self, every_s: int, dim_after_s: int, *, is_still: bool = False) -> None:
        """Shows itself and goes on by itself; `is_still`: nothing fades."""
        self._step, self._is_dim, self._is_still = 0, False, is_still
        self._current_pixmap = QPixmap()
        self.setAccessibleName(self.texts().call_to_action)
        self._step_timer.start(every_s * 1000)
        self._dim_timer.start(dim_after_s * 1000)
        self.show()
        self.raise_()

    def stop(self) -> None:
        """Goes away, does nothing more and keeps no picture."""
        for timer in (self._step_timer, self._dim_timer, self._fade_timer):
            timer.stop()
        self._previous_pixmap = self._current_pixmap = QPixmap()
        self.hide()
        self.ended.emit()

    def texts(self) -> AttractTexts:
        """What it says to whoever comes by."""
        return AttractTexts(
            self.tr("Questions about your back?"),
            self.tr("What laser liposuction is, who it suits, and its risks. In plain words."),
            self.tr("Touch the back to learn more"),
            self.tr("Information to talk over with a doctor. Nothing you do here is kept."),
        )

    def current_showing(self) -> Showing:
        """What is shown in this turn: a view, and a region that is seen in it."""
        return self._cycle.showing_at_step(self._step)

    def figure_scene(self) -> FigureScene:
        """The figure of this turn."""
        box = self._text_layout().figure_box
        room = FigureViewport(box.width(), box.height())
        return self._cycle.scene_at_step(self._step, self._theme, room, self.devicePixelRatioF())

    def showing_at(self, at: QPointF) -> Showing | None:
        """The view with the region or side that lies at a point; None beside all regions."""
        box = self._text_layout().figure_box
        if box.isEmpty():
            return None
        inside = (
            at
            - QPointF(box.topLeft())
            - QPointF(*_BURN_IN_OFFSETS[self._step % len(_BURN_IN_OFFSETS)])
        )
        shown, scene = self.current_showing(), self.figure_scene()
        where = scene.plate_rect
        placing = PlateRect(where.x(), where.y(), where.width(), where.height())
        place = place_at_point(scene.layout, self._composer.outline_index(shown), placing, inside)
        return None if place is None else replace(shown, place=place)

    def advance(self) -> None:
        """The next region, and now and then the next view."""
        self._step += 1
        self._previous_pixmap, self._current_pixmap = self._current_pixmap, QPixmap()
        if not (self._is_dim or self._is_still or self._previous_pixmap.isNull()):
            self._fade_step = 0
            self._fade_timer.start()
        self.update()

    def dim(self) -> None:
        """Darker, and hardly any turns: at rest the machine is to do nothing."""
        self._is_dim = True
        self._fade_timer.stop()
        self._fade_step = _FADE_STEPS
        self._step_timer.start(_DIMMED_STEP_MS)
        self.update()
        self.dimmed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self._previous_pixmap = self._current_pixmap = QPixmap()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if (
            self._current_pixmap.isNull()
            or self._current_pixmap.deviceIndependentSize().toSize() != self.size()
        ):
            self._current_pixmap = self._render()
        painter = QPainter(self)
        if self._fade_step < _FADE_STEPS:
            painter.drawPixmap(QPoint(), self._previous_pixmap)
            painter.setOpacity(self._fade_step / _FADE_STEPS)
        painter.drawPixmap(QPoint(), self._current_pixmap)
        painter.setOpacity(1.0)
        if self._is_dim:
            night = QColor(Qt.GlobalColor.black)
            night.setAlphaF(_DIM_OPACITY)
            painter.fillRect(self.rect(), night)

    def _text_layout(self) -> AttractLayout:
        return AttractLayout.fit_to_size(self.size(), self._theme, self.texts())

    def _render(self) -> QPixmap:
        """The whole of this turn; shifted a little against the one before."""
        invitation = self._text_layout()
        box = invitation.figure_box
        scene = None if box.isEmpty() else self.figure_scene()
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.color("ground"))
        painter = QPainter(picture)
        x, y = _BURN_IN_OFFSETS[self._step % len(_BURN_IN_OFFSETS)]
        painter.translate(x, y)
        invitation.paint(painter)
        if scene is not None:
            corner = box.topLeft()
            painter.translate(corner)
            paint_figure(painter, scene)
        painter.end()
        return picture

    def _on_fade_step(self) -> None:
        self._fade_step += 1
        if self._fade_step >= _FADE_STEPS:
            self._fade_timer.stop()
            self._previous_pixmap = QPixmap()
        self.update()
