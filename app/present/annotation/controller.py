"""All that happens on the figure while presenting: marks, a closer look, light, the pointer."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from app.atlas.loader import Atlas
from app.body.hit_test import OutlineIndex, outline_anchor
from app.body.outlines import Outline, Point, bounds
from app.body.regions import covers
from app.canvas.draw_input import DrawInput
from app.canvas.figure_layout import frame_for_box
from app.painting.scene import InteractionState
from app.present.annotation.label_editor import LabelEditor
from app.present.annotation.tool_handler import ToolHandler, ToolKind, ToolState, marks_for_region
from app.present.annotation.toolbar import AnnotationToolbar
from app.session.mark_editor import MarkEditor
from app.session.marks import Mark, place_under_mark
from app.session.state import Showing, Spotlight, ZoomFrame
from app.workspace.workspace import Workspace

_ZOOM_MARGIN = 0.05


class AnnotationController(QObject):
    """Joins pad, tools and marks.

    Signals:
        passing: what is so for a moment only, for the audience.
    """

    transient_changed = Signal(object)

    def __init__(self, workspace: Workspace, atlas: Atlas) -> None:
        super().__init__(workspace)
        self._workspace, self._session, self._atlas = workspace, workspace.session, atlas
        self.draw_input = DrawInput(workspace.canvas)
        self.marking = MarkEditor(workspace.session)
        self.tool_handler = ToolHandler(
            workspace.canvas, self.draw_input, workspace.session, self.marking
        )
        self._transient = InteractionState()
        self._toolbar: AnnotationToolbar | None = None
        self._label_editor: LabelEditor | None = None
        self._plate = workspace.session.showing.plate
        self.tool_handler.drawing_changed.connect(self._on_drawing)
        self.tool_handler.label_requested.connect(self._open_label_editor)
        self.draw_input.pointer_moved.connect(self._on_pointed)
        self.marking.changed.connect(self.update_toolbar)

    def connect_toolbar(self, tools: AnnotationToolbar) -> None:
        """Does what these tools ask for, and keeps them true."""
        self._toolbar = tools
        tools.tool_requested.connect(self.select_tool)
        tools.undo_requested.connect(self.marking.undo)
        tools.redo_requested.connect(self.marking.redo)
        tools.clear_requested.connect(self.marking.clear)
        tools.region_mark_requested.connect(self.mark_selected_region)
        tools.region_zoom_requested.connect(self.toggle_region_zoom)
        tools.spotlight_requested.connect(self.toggle_spotlight)
        tools.show_tool(self.tool_handler.tool_state)
        self.update_toolbar()

    def end(self) -> None:
        """Leaves the figure as it was before: to be touched."""
        self.commit_typing()
        self.tool_handler.select_tool(ToolState())
        self.draw_input.detach()
        self._session.replace_showing(replace(self._session.showing, spotlight=None))
        for part in (self.draw_input, self.tool_handler, self.marking, self):
            part.deleteLater()

    def commit_typing(self) -> None:
        """Makes the label that is being typed."""
        if self._label_editor is not None:
            self._label_editor.commit()

    def select_tool(self, hand: ToolState) -> None:
        """Takes a tool in hand."""
        self.tool_handler.select_tool(hand)
        self._workspace.canvas.unsetCursor()
        if hand.kind is not ToolKind.TOUCH:
            self._workspace.canvas.setCursor(Qt.CursorShape.CrossCursor)
        if self._toolbar is not None:
            self._toolbar.show_tool(hand)

    def update_toolbar(self) -> None:
        """Says what can be done now."""
        showing = self._session.showing
        if self._toolbar is not None:
            self._toolbar.set_available_actions(
                undo=self.marking.can_undo,
                redo=self.marking.can_redo,
                clear=bool(self.marking.marks),
                chosen=bool(self._selected_outlines()),
                lit=showing.spotlight is not None,
            )

    def mark_selected_region(self) -> None:
        """Marks the chosen region as the tool in hand would, or erases the last mark on it.

        What is not seen in this view is not marked.
        """
        hand, place, chosen = (
            self.tool_handler.tool_state,
            self._session.showing.place,
            self._selected_outlines(),
        )
        if place is None or not chosen:
            return
        if hand.kind is ToolKind.ERASER:
            self._erase_on_selected_region()
        elif hand.kind is ToolKind.LABEL:
            self._open_label_editor(outline_anchor(chosen[0]))
        else:
            for mark in marks_for_region(hand, place, chosen):
                self.marking.add(mark)

    def toggle_region_zoom(self) -> None:
        """A closer look at what is chosen; from there back to the whole."""
        canvas, chosen = self._workspace.canvas, self._selected_outlines()
        if self._session.showing.frame.zoom > 1 or not chosen:
            self._session.set_frame(ZoomFrame())
            return
        boxes = [bounds(outline.points) for outline in chosen]
        box = (
            min(box[0] for box in boxes) - _ZOOM_MARGIN,
            min(box[1] for box in boxes) - _ZOOM_MARGIN,
            max(box[2] for box in boxes) + _ZOOM_MARGIN,
            max(box[3] for box in boxes) + _ZOOM_MARGIN,
        )
        aspect = canvas.plate_rect.height / canvas.plate_rect.width
        self._session.set_frame(frame_for_box(box, aspect, canvas.width(), canvas.height()))

    def toggle_spotlight(self) -> None:
        """A spotlight on what is chosen; none if there is one."""
        showing = self._session.showing
        spotlight = None if showing.spotlight is not None else Spotlight()
        self._session.replace_showing(replace(showing, spotlight=spotlight))

    def _selected_outlines(self) -> list[Outline]:
        """What is in sight of what is chosen."""
        showing: Showing = self._session.showing
        outlines = self._atlas.outlines(showing.plate).regions
        return [o for o in outlines if showing.place and covers(showing.place, o.place)]

    @property
    def _map(self) -> OutlineIndex:
        return self._atlas.outlines(self._session.showing.plate).map

    def _erase_on_selected_region(self) -> None:
        place, place_at = self._session.showing.place, self._map.place_at
        for number in range(len(self.marking.marks) - 1, -1, -1):
            under = place_under_mark(self.marking.marks[number], place_at)
            if place is not None and under is not None and covers(place, under):
                self.marking.erase(number)
                return

    def _open_label_editor(self, at: Point) -> None:
        self.commit_typing()
        field = LabelEditor(
            self._workspace.canvas, at, self._workspace.theme, self._workspace.icons
        )
        field.label_entered.connect(self._on_label_entered)
        self._label_editor, self._plate = field, self._session.showing.plate

    def _on_label_entered(self, at: Point, text: str) -> None:
        self._label_editor = None
        self.tool_handler.add_label(at, text, self._plate)

    def _on_drawing(self, mark: Mark | None) -> None:
        self._transient = replace(self._transient, draft_mark=mark)
        self.transient_changed.emit(self._transient)

    def _on_pointed(self, at: Point | None) -> None:
        self._transient = replace(self._transient, pointer=at)
        self.transient_changed.emit(self._transient)
