"""Annotation tools: turn pen input, or the selected region, into marks, a spotlight or a zoom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QObject, QRectF, Signal

from app.body.hit_test import anchor_of
from app.body.outlines import Outline, Point, bounds
from app.body.regions import Place, PlateKey, covers
from app.canvas.canvas import Canvas
from app.canvas.draw_input import Pad, PenAct, PenKind
from app.canvas.figure_layout import framed
from app.painting.marks import Lie, changed_box
from app.session.mark_editor import Marking, UndoState
from app.session.marks import Mark, Role, Stamp, Tool, hit, thinned
from app.session.session import Session
from app.session.state import Spotlight

_REACH = 0.015


class Grip(Enum):
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


TOOLS = {
    Grip.PEN: Tool.PEN,
    Grip.HIGHLIGHTER: Tool.HIGHLIGHTER,
    Grip.ARROW: Tool.ARROW,
    Grip.CIRCLE: Tool.CIRCLE,
    Grip.STAMP: Tool.STAMP,
    Grip.LABEL: Tool.LABEL,
}
_LINES = (Grip.PEN, Grip.HIGHLIGHTER)
_SPANS = (Grip.ARROW, Grip.CIRCLE)
_POINTS = (Grip.STAMP, Grip.LABEL)


@dataclass(frozen=True, slots=True)
class Hand:
    """What is in the hand: which tool, for what, and with which symbol."""

    grip: Grip = Grip.TOUCH
    role: Role = Role.PLAN
    stamp: Stamp = Stamp.ENTRY


class Draftsman(QObject):
    """Follows the pad.

    A mark belongs to the plate on which it was begun; while another is shown it does not grow.

    Signals:
        drawing: the Mark that is being made, or None.
        label_asked: the Point a label is to stand on; it is made by `write`.
    """

    drawing = Signal(object)
    label_asked = Signal(object)

    def __init__(self, canvas: Canvas, pad: Pad, session: Session, marking: Marking) -> None:
        super().__init__(canvas)
        self._canvas, self._pad, self._session, self._marking = canvas, pad, session, marking
        self.hand = Hand()
        self._mark: Mark | None = None
        self._before: tuple[UndoState, Spotlight | None] | None = None
        self._start: Point = (0.0, 0.0)
        self._plate = self._shown = session.showing.plate
        session.changed.connect(self._on_changed)
        pad.acted.connect(self._on_acted)

    def take(self, hand: Hand) -> None:
        """Takes something else in hand; what is being made with the last is made."""
        if hand.grip is not self.hand.grip:
            self._pad.let_go()
        self.hand = hand
        self._pad.is_held = hand.grip is not Grip.TOUCH

    def write(self, at: Point, text: str, plate: PlateKey) -> None:
        """Puts a label on a point of a plate."""
        if text.strip():
            self._marking.add(Mark(Tool.LABEL, self.hand.role, (at,), text=text.strip()), plate)

    @property
    def _is_elsewhere(self) -> bool:
        """Whether another plate is shown than the one that was pressed."""
        return self._session.showing.plate != self._plate

    def _on_changed(self) -> None:
        """Changes no Showing: others would then be told of an older one after a newer one."""
        if self._session.showing.plate != self._shown:
            self._shown = self._session.showing.plate
            self._pad.drop_click()
        if self._mark is not None and self._is_elsewhere:
            self._canvas.show_drawing(None, None)
            self.drawing.emit(None)

    def _on_acted(self, act: PenAct) -> None:
        if act.kind is PenKind.CLICK:
            self._plate = self._session.showing.plate
            self._click(act.at)
        elif act.kind is PenKind.BEGIN:
            self._begin(act.at, act.pressure)
        elif act.kind is PenKind.MOVE:
            self._move(act.at, act.pressure)
        elif act.kind is PenKind.END:
            self._end()
        else:
            self._cancel()

    def _click(self, at: Point) -> None:
        """What a tool does at a point; those that draw a line do nothing."""
        hand = self.hand
        if hand.grip is Grip.STAMP:
            mark = Mark(Tool.STAMP, hand.role, (at,), stamp=hand.stamp)
            self._marking.add(mark, self._plate)
        elif hand.grip is Grip.LABEL and not self._is_elsewhere:  # its field lies on what is seen
            self.label_asked.emit(at)
        elif hand.grip in (Grip.ERASER, Grip.SPOT):
            self._move(at, -1.0)

    def _begin(self, at: Point, pressure: float) -> None:
        hand, self._start = self.hand, at
        self._plate = self._session.showing.plate
        self._before = self._marking.undo_state(), self._session.showing.spotlight
        if hand.grip in _LINES:
            known = (pressure,) if pressure >= 0 and hand.grip is Grip.PEN else ()
            self._show(Mark(TOOLS[hand.grip], hand.role, (at,), known))
        elif hand.grip in _SPANS:
            self._show(Mark(TOOLS[hand.grip], hand.role, (at, at)))
        elif hand.grip is Grip.ZOOM:
            self._show(Mark(Tool.PEN, Role.NOTE, _corners(at, at)))
        else:
            self._move(at, pressure)

    def _move(self, at: Point, pressure: float) -> None:
        if not self._is_elsewhere:
            self._go_on(at, pressure)

    def _go_on(self, at: Point, pressure: float) -> None:
        mark, grip = self._mark, self.hand.grip
        if grip is Grip.ERASER:
            number = hit(self._marking.marks, at, _REACH)
            if number is not None:
                self._marking.erase(number)
        elif grip is Grip.SPOT:
            self._session.put(replace(self._session.showing, spotlight=Spotlight(at)))
        elif mark is None:
            return
        elif grip in _LINES:
            known = (*mark.pressure, max(pressure, 0.0)) if mark.pressure else ()
            self._show(replace(mark, points=(*mark.points, at), pressure=known))
        elif grip is Grip.ZOOM:
            self._show(replace(mark, points=_corners(mark.points[0], at)))
        elif grip in _SPANS:
            self._show(replace(mark, points=(mark.points[0], at)))

    def _cancel(self) -> None:
        """Everything is as it was before the stroke."""
        self._show(None)
        if self._before is not None:
            undo, spotlight = self._before
            self._marking.return_to(undo)
            if self.hand.grip is Grip.SPOT:
                self._session.put(replace(self._session.showing, spotlight=spotlight))

    def _end(self) -> None:
        mark, grip = self._mark, self.hand.grip
        if grip in _POINTS:
            self._click(self._start)
        self._show(None)
        if mark is None:
            return
        left, top, right, bottom = mark.box
        is_large = max(right - left, bottom - top) > _REACH
        if grip is Grip.ZOOM:
            if is_large and not self._is_elsewhere:
                self._zoom(mark.box)
        elif grip in _LINES:
            self._marking.add(thinned(mark), self._plate)
        elif is_large:
            self._marking.add(mark, self._plate)

    def _zoom(self, box: tuple[float, float, float, float]) -> None:
        aspect = self._canvas.placing.height / self._canvas.placing.width
        self._session.frame_as(framed(box, aspect, self._canvas.width(), self._canvas.height()))

    def _show(self, mark: Mark | None) -> None:
        """Paints what is being made, and no more of the canvas than has changed."""
        before, self._mark = self._mark, mark
        placing = self._canvas.placing
        lie = Lie(QRectF(placing.left, placing.top, placing.width, placing.height))
        self._canvas.show_drawing(mark, changed_box(before, mark, lie))
        self.drawing.emit(None if self.hand.grip is Grip.ZOOM else mark)


def _corners(one: Point, other: Point) -> tuple[Point, ...]:
    """The line round a box."""
    return one, (other[0], one[1]), other, (one[0], other[1]), one


_AIR, _WAY = 0.02, 0.12


def marks_on(hand: Hand, place: Place, outlines: Iterable[Outline]) -> Iterator[Mark]:
    """A circle round each side of it, an arrow at it, a line along it or a stamp in its middle."""
    for outline in outlines:
        if covers(place, outline.place):
            yield _mark(hand, outline)


def _mark(hand: Hand, outline: Outline) -> Mark:
    x, y = anchor_of(outline)
    tool = TOOLS.get(hand.grip, Tool.CIRCLE)
    if hand.grip in (Grip.PEN, Grip.HIGHLIGHTER):
        return Mark(tool, hand.role, (*outline.points, outline.points[0]))
    if hand.grip is Grip.ARROW:
        way = _WAY if x > 0.5 else -_WAY
        return Mark(tool, hand.role, ((x + way, y - _WAY), (x, y)))
    if hand.grip is Grip.STAMP:
        return Mark(tool, hand.role, ((x, y),), stamp=hand.stamp)
    left, top, right, bottom = bounds(outline.points)
    corners = ((left - _AIR, top - _AIR), (right + _AIR, bottom + _AIR))
    return Mark(Tool.CIRCLE, hand.role, corners)
