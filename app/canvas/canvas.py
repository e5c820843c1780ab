"""The figure as a widget.

Paints the scene, handles pointer input and emits the region that was chosen.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.body.hit_test import anchor_of
from app.body.regions import Place, RegionId, covers
from app.canvas.accessibility import MarksInWords, describe_figure
from app.canvas.figure_layout import Arrangement, Placing, Room, touched, zoomed_at
from app.canvas.gestures import CurrentPress, FigureScroll, Pinch, Pinched, Press
from app.canvas.region_buttons import Reach
from app.canvas.scene_builder import Composer
from app.painting.descriptions import name_place
from app.painting.figure import paint_figure
from app.painting.labels.model import Box
from app.painting.scene import FigureScene, Passing
from app.session.marks import Mark
from app.session.state import Frame, Showing
from app.theme.theme import Look
from app.widgets.event_loop import later


class Lift(QVariantAnimation):
    """Runs from 0 to 1 in the time the look gives; `valueChanged` asks for painting."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setStartValue(0.0)
        self.setEndValue(1.0)

    def begin(self, motion_ms: int) -> None:
        """Starts anew; with no time it is at its end at once."""
        self.stop()
        if motion_ms:
            self.setDuration(motion_ms)
            self.start()

    @property
    def now(self) -> float:
        """0 to 1; at rest it is all the way out."""
        running = self.state() == QVariantAnimation.State.Running
        return float(self.currentValue()) if running else 1.0


_WAKE_MS = 15
"""Long enough for the first picture to reach the screen before more is made."""
_LOOK_AHEAD_MS = 400
_WHEEL = 1.0015


class Canvas(QWidget):
    """Paints the figure of a Showing; a press, a key or a screen reader asks for a region.

    Signals:
        region_asked: the Place that was asked for.
        frame_asked: the Frame that zooming or dragging asks for.
        arranged: the figure and its labels stand elsewhere now.
    """

    region_asked = Signal(object)
    frame_asked = Signal(object)
    arranged = Signal()

    def __init__(self, composer: Composer, showing: Showing, look: Look) -> None:
        super().__init__()
        self._composer, self._showing, self._look = composer, showing, look
        self._taken: tuple[Box, ...] = ()
        self._sized = False
        self.press = CurrentPress(self)
        self._near: Place | None = None
        self._focus: Place | None = None
        self._drawing: Mark | None = None
        self._told = MarksInWords()
        self._lift = Lift(self)
        self._lift.valueChanged.connect(self.update)
        self._dawn = later(self, _WAKE_MS, self._wake)
        self._ahead = later(self, _LOOK_AHEAD_MS, self._look_ahead)
        self._again = later(self, 0, self.update)
        self._reach = Reach(self)
        self._reach.asked.connect(self.region_asked)
        self._reach.focus_moved.connect(self._on_focus_moved)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pinch = Pinch(self)
        self.pinch.taken_back.connect(self.press.drop)
        self.pinch.pinched.connect(self._zoom)

    def show_showing(self, showing: Showing, look: Look) -> None:
        """Paints another Showing, if it gives another picture."""
        moved = showing.place != self._showing.place
        is_same = look is self._look and showing.pictured == self._showing.pictured
        self._showing, self._look = showing, look
        self.pinch.is_whole = showing.frame.zoom == 1
        if is_same:
            return
        if moved:
            self._lift.begin(self._look.motion_ms)
        self._place_buttons()
        self.update()

    def make_room(self, box: QRect, taken: tuple[Box, ...]) -> None:
        """Takes its place; labels keep off the boxes on which other controls lie."""
        if (box, taken) != (self.geometry(), self._taken):
            self._taken = taken
            self.setGeometry(box)
            self._sized = True
            self._place_buttons()
            self.update()
            if self._composer.labels:
                self.arranged.emit()

    def forget(self) -> None:
        """Lets go of what was pressed, near and drawn, soon of all plates; Tab is as at first."""
        self.press.drop()
        self._near = self._drawing = None
        self._ahead.start()
        self._reach.forget()
        self.unsetCursor()
        self.update()

    def come_after(self, widget: QWidget) -> None:
        """Tab goes from this widget to the figure."""
        self._reach.come_after(widget)

    def focus_on(self, place: Place | None) -> bool:
        """Gives the region's button the focus; False if it is not in sight."""
        return self._reach.focus_on(place)

    def places(self) -> frozenset[Place]:
        """What has an outline in this view."""
        return self._composer.outlines(self._showing).places

    def numbers(self) -> dict[RegionId, int]:
        """The numbers of the regions whose labels do not fit."""
        numbered = self._arrangement().labelled(self._showing.place, self._focus).layout.numbered
        return {region: number for number, (region, _) in enumerate(numbered, start=1)}

    def scene(self) -> FigureScene:
        """What is painted now."""
        return self._composer.scene(
            self._showing,
            self._look,
            self._room(),
            self.devicePixelRatioF(),
            Passing(self._near, self._focus, self._lift.now, self._drawing),
        )

    def prepare(self, showing: Showing) -> None:
        """Reads the plate of what may be shown next."""
        ratio = self.devicePixelRatioF()
        self._composer.prepare(showing, self._look, self._room(), ratio)

    @property
    def placing(self) -> Placing:
        """Where the plate lies."""
        return self._arrangement().placing

    def show_drawing(self, mark: Mark | None, box: QRect | None = None) -> None:
        """Paints a mark that is being made; `box` is what has changed, if not everything."""
        self._drawing = mark
        if box is None:
            self.update()
        else:
            self.update(box)

    @property
    def is_awake(self) -> bool:
        """Whether the very first picture has been painted."""
        return self._composer.labels

    def place_at(self, at: QPointF) -> Place | None:
        """What lies at a point of the widget: a label is the whole region, an outline a side."""
        arranged = self._arrangement()
        layout = arranged.labelled(self._showing.place, self._focus).layout
        return touched(layout, self._composer.outline_map(self._showing), arranged.placing, at)

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self.scene()  # before there is a painter: an error beside a live one ends Qt
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("ground"))
        paint_figure(painter, scene)
        if not self._composer.labels:
            self._dawn.start()
        elif not self._composer.is_whole:
            self._again.start()

    def _wake(self) -> None:
        """After the very first picture: labels, buttons, and what may be asked for next."""
        if not self._composer.labels:
            self._composer.labels = True
            self._place_buttons()
            self.update()
            self.arranged.emit()
            self._ahead.start()

    def _look_ahead(self) -> None:
        """After the first picture of somebody: lets go of the others, reads the views beside it."""
        ratio = self.devicePixelRatioF()
        self._composer.forget(self._showing, self._look, self._room(), ratio)
        views = self._composer.atlas.views
        at = views.index(self._showing.view)
        for view in dict.fromkeys((views[at], views[at - 1], views[(at + 1) % len(views)])):
            self.prepare(replace(self._showing, view=view))
        self._composer.prepare_sides(self._showing, self._look, self._room(), ratio)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            at = event.position()
            frame = self._showing.frame
            self.press.now = Press(at, self.place_at(at), frame, FigureScroll(self, event, frame))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self.press.drop()  # its release got lost
        press = self.press.now
        if press is not None:
            press.scroll.move(event)
            placing = self._arrangement().placing
            frame = press.moved_to(event.position(), placing.width, placing.height)
            if frame is not None:
                self.frame_asked.emit(frame)
        else:
            self._come_near(self.place_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, self.press.now = self.press.now, None
        if press is None or event.button() != Qt.MouseButton.LeftButton:
            return
        press.scroll.end(event)
        if press.drags or press.scroll.is_drag:
            return
        place = self.place_at(event.position())
        if press.place is not None and place == press.place:
            self.region_asked.emit(place)

    def hideEvent(self, event: QHideEvent) -> None:
        self._ahead.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._come_near(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom(Pinched(_WHEEL ** event.angleDelta().y(), event.position()))
        event.accept()

    def zoom_by(self, factor: float) -> None:
        """Asks for a closer or farther frame around the middle, or around what is chosen."""
        self._zoom(Pinched(factor, QPointF(self.rect().center())))

    def _zoom(self, asked: Pinched) -> None:
        self.press.drop()  # zooming chooses nothing
        placing, frame = self._arrangement().placing, self._showing.frame
        closer = zoomed_at(placing, frame, asked.factor, asked.at.x(), asked.at.y())
        scale = closer.zoom / frame.zoom
        x = closer.x - asked.way.x() / (placing.width * scale)
        y = closer.y - asked.way.y() / (placing.height * scale)
        self.frame_asked.emit(Frame(closer.zoom, x, y))

    def _room(self) -> Room:
        return Room(self.width(), self.height(), self._taken)

    def _arrangement(self) -> Arrangement:
        return self._composer.arrangement(self._showing, self._look, self._room())

    def _place_buttons(self) -> None:
        if not self._sized or not self._composer.labels:
            return
        arranged = self._arrangement()
        boxes = {
            shape.place: _button_box(shape.path.boundingRect().toAlignedRect(), self.rect())
            for shape in arranged.shapes
        }
        outlines = self._composer.outlines(self._showing).regions
        self._reach.set_places(boxes, {o.place: anchor_of(o) for o in outlines})
        chosen = self._showing.place
        names = self._composer.atlas.names(self._showing.language)
        self.setAccessibleName(describe_figure(self._showing, names))
        self.setAccessibleDescription("; ".join(self._told.of(self._showing, self._composer)))
        self._reach.name(
            {place: name_place(place, self._showing, names) for place in boxes},
            frozenset(place for place in boxes if chosen and covers(chosen, place)),
            self.tr("chosen"),
        )

    def _come_near(self, place: Place | None) -> None:
        if place == self._near:
            return
        self._near = place
        pointing = Qt.CursorShape.PointingHandCursor
        self.setCursor(pointing if place is not None else Qt.CursorShape.ArrowCursor)
        self._lift.begin(self._look.motion_ms)
        self.update()

    def _on_focus_moved(self, place: Place | None) -> None:
        before, self._focus = self.numbers(), place
        self.update()
        if self.numbers() != before:
            self.arranged.emit()


def _button_box(box: QRect, room: QRect) -> QRect:
    """The outline's box as far as it is in sight, never empty."""
    seen = box.intersected(room)
    return seen if not seen.isEmpty() else QRect(box.topLeft(), QSize(1, 1))
