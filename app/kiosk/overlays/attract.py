"""The attract loop, shown while no visitor is present.

It highlights one region after another beside a text that invites a touch.
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
from app.canvas.figure_layout import FigureViewport, place_at_point
from app.canvas.scene_builder import SceneBuilder
from app.painting.figure import paint_figure
from app.painting.plate_rect import PlateRect
from app.painting.scene import FigureScene, InteractionState
from app.session.state import Showing
from app.theme.theme import Theme
from app.widgets.single_shot import single_shot
from app.widgets.themed import paint_box

_VIEWS = (View.BACK, View.BACK_LEFT, View.BACK, View.BACK_RIGHT)
_STEPS_PER_VIEW = 3
_ALL_LABEL_SCALES, _ONE_LABEL_SCALES = (1.0, 0.85, 0.7), (1.0, 0.85, 0.7, 0.55)
"""Text scales that are tried in turn for the labels of all regions, then for one label."""
_PORTRAIT_RATIO = 1.1
_EDGE, _GAP, _BUTTON_PADDING = 26, 12, 48
_FIGURE_SHARE, _MIN_TEXT_SIZE, _TEXT_SIZE_STEP = 0.4, 70, 10
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_BURN_IN_OFFSETS = ((0, 0), (2, 0), (3, 2), (2, 4), (0, 4), (-2, 4), (-3, 2), (-2, 0))
"""Pixels by which the whole picture is shifted at each step, so that no edge burns in."""
_DIM_OPACITY, _DIMMED_STEP_MS = 0.6, 60_000
_FADE_STEP_MS, _FADE_STEPS = 70, 5


class AttractCycle:
    """The sequence of regions, each highlighted in a view in which it is visible."""

    def __init__(self, builder: SceneBuilder, showing: Showing) -> None:
        builder.has_labels = True
        self._builder, self._showing = builder, showing

    def showing_at_step(self, step: int) -> Showing:
        """The view of a step with its region selected."""
        atlas = self._builder.atlas
        views = [view for view in _VIEWS if view in atlas.views]
        view = views[step // _STEPS_PER_VIEW % len(views)]
        turned = replace(self._showing, view=view, place=None)
        places = {outline.place for outline in self._builder.outlines(turned).regions}
        regions = [region for region in atlas.regions if is_visible(Place(region), places)]
        return replace(turned, place=Place(regions[step % len(regions)]))

    def scene_at_step(
        self, step: int, theme: Theme, viewport: FigureViewport, ratio: float
    ) -> FigureScene:
        """The figure of a step; `ratio` is the number of device pixels per logical pixel.

        The labels are as large as they can be while every region keeps its name. If the smallest
        scale is still too large, only the highlighted region has a label. Numbers in place of
        names would mean nothing here, because there is no list that explains them.
        """
        showing = self.showing_at_step(step)
        region = showing.place.region if showing.place else None
        options = [
            *((None, scale) for scale in _ALL_LABEL_SCALES),
            *((region, scale) for scale in _ONE_LABEL_SCALES),
        ]
        for only, scale in options:
            label_theme = replace(theme, text_size=round(theme.text_size * scale))
            layout = self._builder.layout(showing, label_theme, viewport, only=only)
            if not layout.label_placement(showing.place).layout.numbered:
                break
        interaction = InteractionState()
        return self._builder.scene(showing, label_theme, viewport, ratio, interaction, only=only)


@dataclass(frozen=True, slots=True)
class AttractTexts:
    """The four texts of the attract loop, from top to bottom."""

    heading: str
    summary: str
    call_to_action: str
    disclaimer: str


class AttractLayout:
    """Places texts and figure: above each other in portrait, side by side in landscape."""

    def __init__(self, size: QSize, theme: Theme, texts: AttractTexts) -> None:
        self._theme, self._texts = theme, texts
        self._size = size
        self._is_portrait = size.height() > size.width() * _PORTRAIT_RATIO
        edge = theme.px(_EDGE)
        whole = QRect(0, 0, size.width(), size.height())
        if self._is_portrait:
            self._column = whole.adjusted(edge, edge, -edge, -edge)
        else:
            self._column = QRect(edge, 0, int(size.width() * 0.4) - edge, size.height())
        self.text_boxes = self._place_texts()
        self.figure_box = self._place_figure(whole)

    @classmethod
    def fit_to_size(cls, size: QSize, theme: Theme, texts: AttractTexts) -> AttractLayout:
        """Layout with the largest text (at most the theme's) that leaves room for the figure."""
        layout = cls(size, theme, texts)
        for text_size in range(
            theme.text_size - _TEXT_SIZE_STEP, _MIN_TEXT_SIZE - 1, -_TEXT_SIZE_STEP
        ):
            if layout.figure_box.height() >= size.height() * _FIGURE_SHARE:
                break
            layout = cls(size, replace(theme, text_size=text_size), texts)
        return layout

    def paint(self, painter: QPainter) -> None:
        """Paint the texts; the figure is painted by the caller."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, texts = self._theme, self._texts
        heading, summary, call_to_action, disclaimer = self.text_boxes
        for box, text, (step, weight), role in (
            (heading, texts.heading, self._heading_font(), "ink"),
            (summary, texts.summary, (1, 400), "quiet"),
            (disclaimer, texts.disclaimer, (-1, 400), "quiet"),
        ):
            painter.setFont(theme.font(step, weight=weight))
            painter.setPen(theme.color(role))
            painter.drawText(box, _FLAGS, text)
        button = self._button_box(call_to_action)
        surface, edge = theme.color("primary"), theme.color("primary")
        paint_box(painter, QRectF(button), button.height() / 2, surface, edge, 2.0)
        painter.setFont(theme.font(self._button_font_step(), weight=700))
        painter.setPen(theme.color("on_primary"))
        painter.drawText(button, Qt.AlignmentFlag.AlignCenter, texts.call_to_action)

    def _heading_font(self) -> tuple[int, int]:
        return (5 if self._is_portrait else 4), 700

    def _button_font_step(self) -> int:
        """The largest font step at which the button text fits on one line."""
        steps = (2, 1, 0)
        width = self._column.width()
        return next((step for step in steps if self._button_width(step) <= width), -1)

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
        """The boxes of heading, summary, call to action and disclaimer."""
        gap, column, texts = self._theme.px(_GAP), self._column, self._texts
        heading = self._height(texts.heading, *self._heading_font())
        summary = self._height(texts.summary, 1)
        button = self._height(texts.call_to_action, self._button_font_step(), 700) + 3 * gap
        disclaimer = self._height(texts.disclaimer, -1)
        left, width = column.left(), column.width()
        if self._is_portrait:
            top, disclaimer_top = column.top() + gap, column.bottom() - disclaimer
            button_top = disclaimer_top - button - 2 * gap
        else:
            total = heading + summary + button + 3 * gap
            top = (column.height() - total) // 2
            button_top = top + heading + summary + 4 * gap
            disclaimer_top = column.bottom() - disclaimer - self._theme.px(_EDGE)
        return (
            QRect(left, top, width, heading),
            QRect(left, top + heading + gap, width, summary),
            QRect(left, button_top, width, button),
            QRect(left, disclaimer_top, width, disclaimer),
        )

    def _button_box(self, box: QRect) -> QRect:
        width = min(self._button_width(self._button_font_step()), box.width())
        return QRect(box.left() + (box.width() - width) // 2, box.top(), width, box.height())

    def _place_figure(self, whole: QRect) -> QRect:
        gap = self._theme.px(_GAP)
        if not self._is_portrait:
            return whole.adjusted(self._column.right() + gap, gap, -gap, -gap)
        top, bottom = self.text_boxes[1].bottom() + gap, self.text_boxes[2].top() - gap
        return QRect(gap, top, whole.width() - 2 * gap, bottom - top)


class AttractLoop(QLabel):
    """Moves to the next step every few seconds, is still in between, and dims after a while.

    Signals:
        dimmed: no visitor has come for the time given to `start`.
        ended: it was stopped, because a visitor or staff is there.
    """

    dimmed = Signal()
    ended = Signal()

    def __init__(
        self, parent: QWidget, builder: SceneBuilder, showing: Showing, theme: Theme
    ) -> None:
        super().__init__(parent)
        self._builder = builder
        self._cycle, self._theme = AttractCycle(builder, showing), theme
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
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())
        self.hide()

    def start(self, every_s: int, dim_after_s: int, *, is_still: bool = False) -> None:
        """Show the first step and go on from there.

        Args:
            every_s: seconds from step to step.
            dim_after_s: seconds until it dims.
            is_still: change without fading.
        """
        self._step, self._is_dim, self._is_still = 0, False, is_still
        self._current_pixmap = QPixmap()
        self.setAccessibleName(self.texts().call_to_action)
        self._step_timer.start(every_s * 1000)
        self._dim_timer.start(dim_after_s * 1000)
        self.show()

    def stop(self) -> None:
        """Hide, stop all timers and release the pictures."""
        for timer in (self._step_timer, self._dim_timer, self._fade_timer):
            timer.stop()
        self._previous_pixmap = self._current_pixmap = QPixmap()
        self.hide()
        self.ended.emit()

    def texts(self) -> AttractTexts:
        """The texts, in the current language."""
        return AttractTexts(
            self.tr("Thinking about liposuction of the back?"),
            self.tr(
                "What laser liposuction is, who it suits and what can go wrong, in plain words."
            ),
            self.tr("Touch the back to learn more"),
            self.tr("Information to discuss with a doctor. Nothing you do here is saved."),
        )

    def current_showing(self) -> Showing:
        """The view and the highlighted region of the current step."""
        return self._cycle.showing_at_step(self._step)

    def figure_scene(self) -> FigureScene:
        """The figure of the current step."""
        box = self._text_layout().figure_box
        viewport = FigureViewport(box.width(), box.height())
        ratio = self.devicePixelRatioF()
        return self._cycle.scene_at_step(self._step, self._theme, viewport, ratio)

    def showing_at(self, position: QPointF) -> Showing | None:
        """The current view with the region or side at a position; None outside all regions."""
        box = self._text_layout().figure_box
        if box.isEmpty():
            return None
        inside = position - QPointF(box.topLeft()) - QPointF(*self._burn_in_offset())
        showing, scene = self.current_showing(), self.figure_scene()
        rect = scene.plate_rect
        plate = PlateRect(rect.x(), rect.y(), rect.width(), rect.height())
        outlines = self._builder.outline_index(showing)
        place = place_at_point(scene.layout, outlines, plate, inside)
        return None if place is None else replace(showing, place=place)

    def advance(self) -> None:
        """Go to the next step: the next region, and after some steps the next view."""
        self._step += 1
        self._previous_pixmap, self._current_pixmap = self._current_pixmap, QPixmap()
        if not (self._is_dim or self._is_still or self._previous_pixmap.isNull()):
            self._fade_step = 0
            self._fade_timer.start()
        self.update()

    def dim(self) -> None:
        """Darken the picture and change it once a minute, so that an idle machine does little."""
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
            shade = QColor(Qt.GlobalColor.black)
            shade.setAlphaF(_DIM_OPACITY)
            painter.fillRect(self.rect(), shade)

    def _burn_in_offset(self) -> tuple[int, int]:
        return _BURN_IN_OFFSETS[self._step % len(_BURN_IN_OFFSETS)]

    def _text_layout(self) -> AttractLayout:
        return AttractLayout.fit_to_size(self.size(), self._theme, self.texts())

    def _render(self) -> QPixmap:
        """The whole picture of the current step, shifted by a few pixels against burn-in."""
        text_layout = self._text_layout()
        box = text_layout.figure_box
        scene = None if box.isEmpty() else self.figure_scene()
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.color("ground"))
        painter = QPainter(picture)
        painter.translate(*self._burn_in_offset())
        text_layout.paint(painter)
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
