"""Annotation tools: turn pen input, or the selected region, into marks, a spotlight or a zoom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QObject, QRectF, Signal

from app.body.hit_test import outline_anchor
from app.body.outlines import Outline, Point, bounds
from app.body.regions import Place, PlateKey, covers
from app.canvas.canvas import FigureCanvas
from app.canvas.draw_input import DrawEvent, DrawEventKind, DrawInput
from app.canvas.figure_layout import frame_for_box
from app.painting.marks import PlateTransform, dirty_rect
from app.session.mark_editor import MarkEditor, UndoState
from app.session.marks import Mark, MarkRole, MarkTool, StampKind, mark_at, thin_mark
from app.session.session import Session
from app.session.state import Spotlight

_HIT_RADIUS = 0.015


class ToolKind(Enum):
    """What the hand on the figure does."""

    TOUCH = "touch"
    PEN = "pen"
    HIGHLIGHTER = "highlighter"
    ARROW = "arrow"
    CIRCLE = "circle"
    STAMP = "stamp"
    LABEL = "text"
    ERASER = "eraser"
    ZOOM = "zoom-area"
    SPOT = "spotlight"


MARK_TOOLS = {
    ToolKind.PEN: MarkTool.PEN,
    ToolKind.HIGHLIGHTER: MarkTool.HIGHLIGHTER,
    ToolKind.ARROW: MarkTool.ARROW,
    ToolKind.CIRCLE: MarkTool.CIRCLE,
    ToolKind.STAMP: MarkTool.STAMP,
    ToolKind.LABEL: MarkTool.LABEL,
}
_STROKE_KINDS = (ToolKind.PEN, ToolKind.HIGHLIGHTER)
_DRAG_KINDS = (ToolKind.ARROW, ToolKind.CIRCLE)
_CLICK_KINDS = (ToolKind.STAMP, ToolKind.LABEL)


@dataclass(frozen=True, slots=True)
class ToolState:
    """What is in the hand: which tool, for what, and with which symbol."""

    kind: ToolKind = ToolKind.TOUCH
    role: MarkRole = MarkRole.PLAN
    stamp: StampKind = StampKind.ENTRY


class ToolHandler(QObject):
    """Follows the pad.

    A mark belongs to the plate on which it was begun; while another is shown it does not grow.

    Signals:
        drawing: the Mark that is being made, or None.
        label_asked: the Point a label is to stand on; it is made by `write`.
    """

    drawing_changed = Signal(object)
    label_requested = Signal(object)

    def __init__(
        self, canvas: FigureCanvas, pad: DrawInput, session: Session, marking: MarkEditor
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._draw_input, self._session, self._marking = canvas, pad, session, marking
        self.tool_state = ToolState()
        self._mark: Mark | None = None
        self._state_before_stroke: tuple[UndoState, Spotlight | None] | None = None
        self._start: Point = (0.0, 0.0)
        self._plate = self._shown = session.showing.plate
        session.changed.connect(self._on_changed)
        pad.drawn_event.connect(self._on_acted)

    def select_tool(self, hand: ToolState) -> None:
        """Takes something else in hand; what is being made with the last is made."""
        if hand.kind is not self.tool_state.kind:
            self._draw_input.finish_stroke()
        self.tool_state = hand
        self._draw_input.is_drawing = hand.kind is not ToolKind.TOUCH

    def add_label(self, at: Point, text: str, plate: PlateKey) -> None:
        """Puts a label on a point of a plate."""
        if text.strip():
            self._marking.add(
                Mark(MarkTool.LABEL, self.tool_state.role, (at,), text=text.strip()), plate
            )

    @property
    def _is_on_other_plate(self) -> bool:
        """Whether another plate is shown than the one that was pressed."""
        return self._session.showing.plate != self._plate

    def _on_changed(self) -> None:
        """Changes no Showing: others would then be told of an older one after a newer one."""
        if self._session.showing.plate != self._shown:
            self._shown = self._session.showing.plate
            self._draw_input.cancel_click()
        if self._mark is not None and self._is_on_other_plate:
            self._canvas.set_draft_mark(None, None)
            self.drawing_changed.emit(None)

    def _on_acted(self, act: DrawEvent) -> None:
        if act.kind is DrawEventKind.CLICK:
            self._plate = self._session.showing.plate
            self._click(act.at)
        elif act.kind is DrawEventKind.BEGIN:
            self._begin(act.at, act.pressure)
        elif act.kind is DrawEventKind.MOVE:
            self._move(act.at, act.pressure)
        elif act.kind is DrawEventKind.END:
            self._end()
        else:
            self._cancel()

    def _click(self, at: Point) -> None:
        """What a tool does at a point; those that draw a line do nothing."""
        hand = self.tool_state
        if hand.kind is ToolKind.STAMP:
            mark = Mark(MarkTool.STAMP, hand.role, (at,), stamp=hand.stamp)
            self._marking.add(mark, self._plate)
        elif (
            hand.kind is ToolKind.LABEL and not self._is_on_other_plate
        ):  # its field lies on what is seen
            self.label_requested.emit(at)
        elif hand.kind in (ToolKind.ERASER, ToolKind.SPOT):
            self._move(at, -1.0)

    def _begin(self, at: Point, pressure: float) -> None:
        hand, self._start = self.tool_state, at
        self._plate = self._session.showing.plate
        self._state_before_stroke = self._marking.undo_state(), self._session.showing.spotlight
        if hand.kind in _STROKE_KINDS:
            known = (pressure,) if pressure >= 0 and hand.kind is ToolKind.PEN else ()
            self._show_drawing(Mark(MARK_TOOLS[hand.kind], hand.role, (at,), known))
        elif hand.kind in _DRAG_KINDS:
            self._show_drawing(Mark(MARK_TOOLS[hand.kind], hand.role, (at, at)))
        elif hand.kind is ToolKind.ZOOM:
            self._show_drawing(Mark(MarkTool.PEN, MarkRole.NOTE, _box_points(at, at)))
        else:
            self._move(at, pressure)

    def _move(self, at: Point, pressure: float) -> None:
        if not self._is_on_other_plate:
            self._extend(at, pressure)

    def _extend(self, at: Point, pressure: float) -> None:
        mark, grip = self._mark, self.tool_state.kind
        if grip is ToolKind.ERASER:
            number = mark_at(self._marking.marks, at, _HIT_RADIUS)
            if number is not None:
                self._marking.erase(number)
        elif grip is ToolKind.SPOT:
            self._session.replace_showing(replace(self._session.showing, spotlight=Spotlight(at)))
        elif mark is None:
            return
        elif grip in _STROKE_KINDS:
            known = (*mark.pressure, max(pressure, 0.0)) if mark.pressure else ()
            self._show_drawing(replace(mark, points=(*mark.points, at), pressure=known))
        elif grip is ToolKind.ZOOM:
            self._show_drawing(replace(mark, points=_box_points(mark.points[0], at)))
        elif grip in _DRAG_KINDS:
            self._show_drawing(replace(mark, points=(mark.points[0], at)))

    def _cancel(self) -> None:
        """Everything is as it was before the stroke."""
        self._show_drawing(None)
        if self._state_before_stroke is not None:
            undo, spotlight = self._state_before_stroke
            self._marking.restore_undo_state(undo)
            if self.tool_state.kind is ToolKind.SPOT:
                self._session.replace_showing(replace(self._session.showing, spotlight=spotlight))

    def _end(self) -> None:
        mark, grip = self._mark, self.tool_state.kind
        if grip in _CLICK_KINDS:
            self._click(self._start)
        self._show_drawing(None)
        if mark is None:
            return
        left, top, right, bottom = mark.box
        is_large = max(right - left, bottom - top) > _HIT_RADIUS
        if grip is ToolKind.ZOOM:
            if is_large and not self._is_on_other_plate:
                self._zoom(mark.box)
        elif grip in _STROKE_KINDS:
            self._marking.add(thin_mark(mark), self._plate)
        elif is_large:
            self._marking.add(mark, self._plate)

    def _zoom(self, box: tuple[float, float, float, float]) -> None:
        aspect = self._canvas.plate_rect.height / self._canvas.plate_rect.width
        self._session.set_frame(
            frame_for_box(box, aspect, self._canvas.width(), self._canvas.height())
        )

    def _show_drawing(self, mark: Mark | None) -> None:
        """Paints what is being made, and no more of the canvas than has changed."""
        before, self._mark = self._mark, mark
        placing = self._canvas.plate_rect
        lie = PlateTransform(QRectF(placing.left, placing.top, placing.width, placing.height))
        self._canvas.set_draft_mark(mark, dirty_rect(before, mark, lie))
        self.drawing_changed.emit(None if self.tool_state.kind is ToolKind.ZOOM else mark)


def _box_points(one: Point, other: Point) -> tuple[Point, ...]:
    """The line round a box."""
    return one, (other[0], one[1]), other, (one[0], other[1]), one


_CIRCLE_MARGIN, _ARROW_OFFSET = 0.02, 0.12


def marks_for_region(hand: ToolState, place: Place, outlines: Iterable[Outline]) -> Iterator[Mark]:
    """A circle round each side of it, an arrow at it, a line along it or a stamp in its middle."""
    for outline in outlines:
        if covers(place, outline.place):
            yield _mark(hand, outline)


def _mark(hand: ToolState, outline: Outline) -> Mark:
    x, y = outline_anchor(outline)
    tool = MARK_TOOLS.get(hand.kind, MarkTool.CIRCLE)
    if hand.kind in (ToolKind.PEN, ToolKind.HIGHLIGHTER):
        return Mark(tool, hand.role, (*outline.points, outline.points[0]))
    if hand.kind is ToolKind.ARROW:
        way = _ARROW_OFFSET if x > 0.5 else -_ARROW_OFFSET
        return Mark(tool, hand.role, ((x + way, y - _ARROW_OFFSET), (x, y)))
    if hand.kind is ToolKind.STAMP:
        return Mark(tool, hand.role, ((x, y),), stamp=hand.stamp)
    left, top, right, bottom = bounds(outline.points)
    corners = (
        (left - _CIRCLE_MARGIN, top - _CIRCLE_MARGIN),
        (right + _CIRCLE_MARGIN, bottom + _CIRCLE_MARGIN),
    )
    return Mark(MarkTool.CIRCLE, hand.role, corners)
