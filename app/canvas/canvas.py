"""The figure as a widget.

Paints the scene, handles pointer input and emits the region that was chosen.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.body.hit_test import outline_anchor
from app.body.regions import Place, RegionId, covers
from app.canvas.accessibility import MarkDescriptions, describe_figure
from app.canvas.figure_layout import (
    FigureLayout,
    FigureViewport,
    PlateRect,
    place_at_point,
    zoomed_at,
)
from app.canvas.gestures import DragState, DragTracker, FigureTouchScroll, PinchStep, TouchGestures
from app.canvas.region_buttons import RegionButtons
from app.canvas.scene_builder import SceneBuilder
from app.painting.descriptions import describe_place
from app.painting.figure import paint_figure
from app.painting.labels.model import LabelBox
from app.painting.scene import FigureScene, InteractionState
from app.session.actions import SelectRegion, SetFrame
from app.session.marks import Mark
from app.session.state import Showing, ZoomFrame
from app.theme.theme import Theme
from app.widgets.event_loop import single_shot


class HoverAnimation(QVariantAnimation):
    """Runs from 0 to 1 in the time the look gives; `valueChanged` asks for painting."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setStartValue(0.0)
        self.setEndValue(1.0)

    def restart(self, motion_ms: int) -> None:
        """Starts anew; with no time it is at its end at once."""
        self.stop()
        if motion_ms:
            self.setDuration(motion_ms)
            self.start()

    @property
    def progress(self) -> float:
        """0 to 1; at rest it is all the way out."""
        running = self.state() == QVariantAnimation.State.Running
        return float(self.currentValue()) if running else 1.0


_WAKE_MS = 15
"""Long enough for the first picture to reach the screen before more is made."""
_LOOK_AHEAD_MS = 400
_WHEEL = 1.0015


class FigureCanvas(QWidget):
    """Paints the figure of a Showing; a press, a key or a screen reader selects a region.

    Signals:
        action: SelectRegion, or SetFrame for zooming and dragging.
        layout_changed: the figure or its labels have moved.
    """

    action = Signal(object)
    layout_changed = Signal()

    def __init__(self, composer: SceneBuilder, showing: Showing, theme: Theme) -> None:
        super().__init__()
        self._composer, self._showing, self._theme = composer, showing, theme
        self._taken: tuple[LabelBox, ...] = ()
        self._sized = False
        self.drag_tracker = DragTracker(self)
        self._hovered: Place | None = None
        self._focus: Place | None = None
        self._draft_mark: Mark | None = None
        self._mark_descriptions = MarkDescriptions()
        self._hover_animation = HoverAnimation(self)
        self._hover_animation.valueChanged.connect(self.update)
        self._first_paint_timer = single_shot(self, _WAKE_MS, self._on_first_paint)
        self._preload_timer = single_shot(self, _LOOK_AHEAD_MS, self._preload_neighbours)
        self._repaint_timer = single_shot(self, 0, self.update)
        self._region_buttons = RegionButtons(self)
        self._region_buttons.activated.connect(self.select)
        self._region_buttons.focus_moved.connect(self._on_focus_moved)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.touch_gestures = TouchGestures(self)
        self.touch_gestures.cancelled.connect(self.drag_tracker.cancel)
        self.touch_gestures.zoom_requested.connect(self._zoom)

    def set_showing(self, showing: Showing, theme: Theme) -> None:
        """Paints another Showing, if it gives another picture."""
        moved = showing.place != self._showing.place
        is_same = theme is self._theme and showing.paint_key == self._showing.paint_key
        self._showing, self._theme = showing, theme
        self.touch_gestures.is_unzoomed = showing.frame.zoom == 1
        if is_same:
            return
        if moved:
            self._hover_animation.restart(self._theme.motion_ms)
        self._place_buttons()
        self.update()

    def set_viewport(self, box: QRect, taken: tuple[LabelBox, ...]) -> None:
        """Takes its place; labels keep off the boxes on which other controls lie."""
        if (box, taken) != (self.geometry(), self._taken):
            self._taken = taken
            self.setGeometry(box)
            self._sized = True
            self._place_buttons()
            self.update()
            if self._composer.has_labels:
                self.layout_changed.emit()

    def reset(self) -> None:
        """Lets go of what was pressed, near and drawn, soon of all plates; Tab is as at first."""
        self.drag_tracker.cancel()
        self._hovered = self._draft_mark = None
        self._preload_timer.start()
        self._region_buttons.reset_tab_stop()
        self.unsetCursor()
        self.update()

    def set_tab_predecessor(self, widget: QWidget) -> None:
        """Tab goes from this widget to the figure."""
        self._region_buttons.set_tab_predecessor(widget)

    def focus_region(self, place: Place | None) -> bool:
        """Gives the region's button the focus; False if it is not in sight."""
        return self._region_buttons.focus_region(place)

    def places(self) -> frozenset[Place]:
        """What has an outline in this view."""
        return self._composer.outlines(self._showing).places

    def label_numbers(self) -> dict[RegionId, int]:
        """The numbers of the regions whose labels do not fit."""
        numbered = (
            self._arrangement().label_placement(self._showing.place, self._focus).layout.numbered
        )
        return {region: number for number, (region, _) in enumerate(numbered, start=1)}

    def scene(self) -> FigureScene:
        """What is painted now."""
        return self._composer.scene(
            self._showing,
            self._theme,
            self._room(),
            self.devicePixelRatioF(),
            InteractionState(
                self._hovered, self._focus, self._hover_animation.progress, self._draft_mark
            ),
        )

    def preload(self, showing: Showing) -> None:
        """Reads the plate of what may be shown next."""
        ratio = self.devicePixelRatioF()
        self._composer.preload(showing, self._theme, self._room(), ratio)

    @property
    def plate_rect(self) -> PlateRect:
        """Where the plate lies."""
        return self._arrangement().plate_rect

    def set_draft_mark(self, mark: Mark | None, box: QRect | None = None) -> None:
        """Paints a mark that is being made; `box` is what has changed, if not everything."""
        self._draft_mark = mark
        if box is None:
            self.update()
        else:
            self.update(box)

    @property
    def has_painted(self) -> bool:
        """Whether the very first picture has been painted."""
        return self._composer.has_labels

    def place_at(self, at: QPointF) -> Place | None:
        """What lies at a point of the widget: a label is the whole region, an outline a side."""
        arranged = self._arrangement()
        layout = arranged.label_placement(self._showing.place, self._focus).layout
        return place_at_point(
            layout, self._composer.outline_index(self._showing), arranged.plate_rect, at
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self.scene()  # before there is a painter: an error beside a live one ends Qt
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("ground"))
        paint_figure(painter, scene)
        if not self._composer.has_labels:
            self._first_paint_timer.start()
        elif not self._composer.is_complete:
            self._repaint_timer.start()

    def _on_first_paint(self) -> None:
        """After the very first picture: labels, buttons, and what may be asked for next."""
        if not self._composer.has_labels:
            self._composer.has_labels = True
            self._place_buttons()
            self.update()
            self.layout_changed.emit()
            self._preload_timer.start()

    def _preload_neighbours(self) -> None:
        """After the first picture of somebody: lets go of the others, reads the views beside it."""
        ratio = self.devicePixelRatioF()
        self._composer.evict_caches(self._showing, self._theme, self._room(), ratio)
        views = self._composer.atlas.views
        at = views.index(self._showing.view)
        for view in dict.fromkeys((views[at], views[at - 1], views[(at + 1) % len(views)])):
            self.preload(replace(self._showing, view=view))
        self._composer.preload_sides(self._showing, self._theme, self._room(), ratio)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            at = event.position()
            frame = self._showing.frame
            self.drag_tracker.current = DragState(
                at, self.place_at(at), frame, FigureTouchScroll(self, event, frame)
            )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self.drag_tracker.cancel()  # its release got lost
        press = self.drag_tracker.current
        if press is not None:
            press.scroll.move(event)
            placing = self._arrangement().plate_rect
            frame = press.frame_at(event.position(), placing.width, placing.height)
            if frame is not None:
                self.action.emit(SetFrame(frame))
        else:
            self._set_hovered(self.place_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, self.drag_tracker.current = self.drag_tracker.current, None
        if press is None or event.button() != Qt.MouseButton.LeftButton:
            return
        press.scroll.end(event)
        if press.is_dragging or press.scroll.is_drag:
            return
        place = self.place_at(event.position())
        if press.place is not None and place == press.place:
            self.select(place)

    def hideEvent(self, event: QHideEvent) -> None:
        self._preload_timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hovered(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom(PinchStep(_WHEEL ** event.angleDelta().y(), event.position()))
        event.accept()

    def select(self, place: Place) -> None:
        """Emit the action that selects a place."""
        self.action.emit(SelectRegion(place))

    def zoom_by(self, factor: float) -> None:
        """Asks for a closer or farther frame around the middle, or around what is chosen."""
        self._zoom(PinchStep(factor, QPointF(self.rect().center())))

    def _zoom(self, asked: PinchStep) -> None:
        self.drag_tracker.cancel()  # zooming chooses nothing
        placing, frame = self._arrangement().plate_rect, self._showing.frame
        closer = zoomed_at(placing, frame, asked.factor, asked.center.x(), asked.center.y())
        scale = closer.zoom / frame.zoom
        x = closer.x - asked.translation.x() / (placing.width * scale)
        y = closer.y - asked.translation.y() / (placing.height * scale)
        self.action.emit(SetFrame(ZoomFrame(closer.zoom, x, y)))

    def _room(self) -> FigureViewport:
        return FigureViewport(self.width(), self.height(), self._taken)

    def _arrangement(self) -> FigureLayout:
        return self._composer.layout(self._showing, self._theme, self._room())

    def _place_buttons(self) -> None:
        if not self._sized or not self._composer.has_labels:
            return
        arranged = self._arrangement()
        boxes = {
            shape.place: _button_box(shape.path.boundingRect().toAlignedRect(), self.rect())
            for shape in arranged.shapes
        }
        outlines = self._composer.outlines(self._showing).regions
        self._region_buttons.set_places(boxes, {o.place: outline_anchor(o) for o in outlines})
        chosen = self._showing.place
        names = self._composer.atlas.names(self._showing.language)
        self.setAccessibleName(describe_figure(self._showing, names))
        self.setAccessibleDescription(
            "; ".join(self._mark_descriptions.describe(self._showing, self._composer))
        )
        self._region_buttons.set_names(
            {place: describe_place(place, self._showing, names) for place in boxes},
            frozenset(place for place in boxes if chosen and covers(chosen, place)),
            self.tr("chosen"),
        )

    def _set_hovered(self, place: Place | None) -> None:
        if place == self._hovered:
            return
        self._hovered = place
        pointing = Qt.CursorShape.PointingHandCursor
        self.setCursor(pointing if place is not None else Qt.CursorShape.ArrowCursor)
        self._hover_animation.restart(self._theme.motion_ms)
        self.update()

    def _on_focus_moved(self, place: Place | None) -> None:
        before, self._focus = self.label_numbers(), place
        self.update()
        if self.label_numbers() != before:
            self.layout_changed.emit()


def _button_box(box: QRect, room: QRect) -> QRect:
    """The outline's box as far as it is in sight, never empty."""
    seen = box.intersected(room)
    return seen if not seen.isEmpty() else QRect(box.topLeft(), QSize(1, 1))
