"""Annotation tools: turn pen input, or the chosen region, into marks, a spotlight or a zoom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, QRectF, Signal

from app.body.hit_test import outline_anchor
from app.body.outlines import Outline, Point, bounds
from app.body.regions import Place, PlateKey, covers
from app.canvas.canvas import FigureCanvas
from app.canvas.draw_input import DrawEvent, DrawEventKind, DrawInput
from app.canvas.figure_layout import frame_for_box
from app.painting.marks import PlateTransform, dirty_rect
from app.present.actions import ToolKind, ToolState
from app.session.actions import SetFrame, SetSpotlight
from app.session.mark_editor import MarkEditor, UndoState
from app.session.marks import Mark, MarkRole, MarkTool, mark_at, thin_mark
from app.session.session import Session
from app.session.state import Spotlight

_HIT_RADIUS = 0.015  # in plate widths

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


class ToolHandler(QObject):
    """Applies the active tool to the input on the figure.

    A mark belongs to the plate on which it was begun. While another plate is shown, the mark is
    not extended.

    Signals:
        drawing_changed: the Mark that is being drawn, or None.
        label_requested: the Point where a label goes; `add_label` makes the label.
    """

    drawing_changed = Signal(object)
    label_requested = Signal(object)

    def __init__(
        self, canvas: FigureCanvas, draw_input: DrawInput, session: Session, marking: MarkEditor
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._draw_input = canvas, draw_input
        self._session, self._marking = session, marking
        self.tool_state = ToolState()
        self._mark: Mark | None = None
        self._state_before_stroke: tuple[UndoState, Spotlight | None] | None = None
        self._start: Point = (0.0, 0.0)
        self._plate = self._shown_plate = session.showing.plate
        session.changed.connect(self._on_session_changed)
        draw_input.drawn_event.connect(self._on_draw_event)

    def select_tool(self, state: ToolState) -> None:
        """Make a tool the active one; an unfinished stroke of the previous tool is finished."""
        if state.kind is not self.tool_state.kind:
            self._draw_input.finish_stroke()
        self.tool_state = state
        self._draw_input.is_drawing = state.kind is not ToolKind.TOUCH

    def add_label(self, at: Point, text: str, plate: PlateKey) -> None:
        """Add a label at a point of a plate, unless the text is blank."""
        if text.strip():
            self._marking.add(
                Mark(MarkTool.LABEL, self.tool_state.role, (at,), text=text.strip()), plate
            )

    @property
    def _is_on_other_plate(self) -> bool:
        """Whether the plate that is shown differs from the one that was pressed."""
        return self._session.showing.plate != self._plate

    def _on_session_changed(self) -> None:
        """Drop what does not fit the plate that is shown now.

        This must not change the session: its other listeners would get the newer state first.
        """
        if self._session.showing.plate != self._shown_plate:
            self._shown_plate = self._session.showing.plate
            self._draw_input.cancel_click()
        if self._mark is not None and self._is_on_other_plate:
            self._canvas.set_draft_mark(None, None)
            self.drawing_changed.emit(None)

    def _on_draw_event(self, event: DrawEvent) -> None:
        if event.kind is DrawEventKind.CLICK:
            self._plate = self._session.showing.plate
            self._click(event.at)
        elif event.kind is DrawEventKind.BEGIN:
            self._begin(event.at, event.pressure)
        elif event.kind is DrawEventKind.MOVE:
            self._move(event.at, event.pressure)
        elif event.kind is DrawEventKind.END:
            self._end()
        else:
            self._cancel()

    def _click(self, at: Point) -> None:
        """Use the tool at a point; tools that draw a line do nothing."""
        tool = self.tool_state
        if tool.kind is ToolKind.STAMP:
            mark = Mark(MarkTool.STAMP, tool.role, (at,), stamp=tool.stamp)
            self._marking.add(mark, self._plate)
        elif tool.kind is ToolKind.LABEL:
            if not self._is_on_other_plate:  # the text field lies on the plate that is shown
                self.label_requested.emit(at)
        elif tool.kind in (ToolKind.ERASER, ToolKind.SPOTLIGHT):
            self._move(at, -1.0)

    def _begin(self, at: Point, pressure: float) -> None:
        tool, self._start = self.tool_state, at
        self._plate = self._session.showing.plate
        self._state_before_stroke = self._marking.undo_state(), self._session.showing.spotlight
        if tool.kind in _STROKE_KINDS:
            pressures = (pressure,) if pressure >= 0 and tool.kind is ToolKind.PEN else ()
            self._show_drawing(Mark(MARK_TOOLS[tool.kind], tool.role, (at,), pressures))
        elif tool.kind in _DRAG_KINDS:
            self._show_drawing(Mark(MARK_TOOLS[tool.kind], tool.role, (at, at)))
        elif tool.kind is ToolKind.ZOOM_AREA:
            self._show_drawing(Mark(MarkTool.PEN, MarkRole.NOTE, _box_points(at, at)))
        else:
            self._move(at, pressure)

    def _move(self, at: Point, pressure: float) -> None:
        if not self._is_on_other_plate:
            self._extend(at, pressure)

    def _extend(self, at: Point, pressure: float) -> None:
        mark, kind = self._mark, self.tool_state.kind
        if kind is ToolKind.ERASER:
            number = mark_at(self._marking.marks, at, _HIT_RADIUS)
            if number is not None:
                self._marking.erase(number)
        elif kind is ToolKind.SPOTLIGHT:
            self._session.apply(SetSpotlight(Spotlight(at)))
        elif mark is None:
            return
        elif kind in _STROKE_KINDS:
            pressures = (*mark.pressure, max(pressure, 0.0)) if mark.pressure else ()
            self._show_drawing(replace(mark, points=(*mark.points, at), pressure=pressures))
        elif kind is ToolKind.ZOOM_AREA:
            self._show_drawing(replace(mark, points=_box_points(mark.points[0], at)))
        elif kind in _DRAG_KINDS:
            self._show_drawing(replace(mark, points=(mark.points[0], at)))

    def _cancel(self) -> None:
        """Restore the state before the stroke."""
        self._show_drawing(None)
        if self._state_before_stroke is not None:
            undo_state, spotlight = self._state_before_stroke
            self._marking.restore_undo_state(undo_state)
            if self.tool_state.kind is ToolKind.SPOTLIGHT:
                self._session.apply(SetSpotlight(spotlight))

    def _end(self) -> None:
        mark, kind = self._mark, self.tool_state.kind
        if kind in _CLICK_KINDS:
            self._click(self._start)
        self._show_drawing(None)
        if mark is None:
            return
        left, top, right, bottom = mark.box
        is_large = max(right - left, bottom - top) > _HIT_RADIUS
        if kind is ToolKind.ZOOM_AREA:
            if is_large and not self._is_on_other_plate:
                self._zoom(mark.box)
        elif kind in _STROKE_KINDS:
            self._marking.add(thin_mark(mark), self._plate)
        elif is_large:
            self._marking.add(mark, self._plate)

    def _zoom(self, box: tuple[float, float, float, float]) -> None:
        canvas = self._canvas
        aspect = canvas.plate_rect.height / canvas.plate_rect.width
        self._session.apply(SetFrame(frame_for_box(box, aspect, canvas.width(), canvas.height())))

    def _show_drawing(self, mark: Mark | None) -> None:
        """Paint the unfinished mark; only the changed part of the canvas is repainted."""
        before, self._mark = self._mark, mark
        rect = self._canvas.plate_rect
        transform = PlateTransform(QRectF(rect.left, rect.top, rect.width, rect.height))
        self._canvas.set_draft_mark(mark, dirty_rect(before, mark, transform))
        self.drawing_changed.emit(None if self.tool_state.kind is ToolKind.ZOOM_AREA else mark)


def _box_points(one: Point, other: Point) -> tuple[Point, ...]:
    """The closed outline of the box between two opposite corners."""
    return one, (other[0], one[1]), other, (one[0], other[1]), one


_CIRCLE_MARGIN, _ARROW_OFFSET = 0.02, 0.12  # in plate widths


def marks_for_region(tool: ToolState, place: Place, outlines: Iterable[Outline]) -> Iterator[Mark]:
    """The marks that a tool makes on a region without a pointer: one for each visible side.

    Pen and highlighter follow the outline, an arrow points at the region, a stamp goes on its
    middle; every other tool draws a circle around it.
    """
    for outline in outlines:
        if covers(place, outline.place):
            yield _mark_for_outline(tool, outline)


def _mark_for_outline(tool: ToolState, outline: Outline) -> Mark:
    x, y = outline_anchor(outline)
    mark_tool = MARK_TOOLS.get(tool.kind, MarkTool.CIRCLE)
    if tool.kind in _STROKE_KINDS:
        return Mark(mark_tool, tool.role, (*outline.points, outline.points[0]))
    if tool.kind is ToolKind.ARROW:
        offset = _ARROW_OFFSET if x > 0.5 else -_ARROW_OFFSET
        return Mark(mark_tool, tool.role, ((x + offset, y - _ARROW_OFFSET), (x, y)))
    if tool.kind is ToolKind.STAMP:
        return Mark(mark_tool, tool.role, ((x, y),), stamp=tool.stamp)
    left, top, right, bottom = bounds(outline.points)
    corners = (
        (left - _CIRCLE_MARGIN, top - _CIRCLE_MARGIN),
        (right + _CIRCLE_MARGIN, bottom + _CIRCLE_MARGIN),
    )
    return Mark(MarkTool.CIRCLE, tool.role, corners)
