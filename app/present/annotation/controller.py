"""Controller for the annotations on the figure: marks, zoom, spotlight and pointer."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from PySide6.QtCore import QObject, Qt, Signal

from app.atlas.loader import Atlas
from app.body.hit_test import outline_anchor
from app.body.outlines import Outline, Point, bounds
from app.body.regions import covers
from app.canvas.draw_input import DrawInput
from app.canvas.figure_layout import frame_for_box
from app.painting.scene import InteractionState
from app.present.actions import (
    AnnotationAction,
    ClearMarks,
    MarkRegion,
    RedoMark,
    SelectTool,
    ToggleRegionZoom,
    ToggleSpotlight,
    ToolKind,
    ToolState,
    UndoMark,
)
from app.present.annotation.label_editor import LabelEditor
from app.present.annotation.tool_handler import ToolHandler, marks_for_region
from app.present.annotation.toolbar import AnnotationToolbar
from app.session.actions import SetFrame, SetSpotlight
from app.session.mark_editor import MarkEditor
from app.session.marks import Mark, place_under_mark
from app.session.state import Spotlight, ZoomFrame
from app.workspace.workspace import Workspace

_ZOOM_MARGIN = 0.05  # in plate widths


class AnnotationController(QObject):
    """Connects the input on the figure, the active tool, the marks and the toolbar.

    Signals:
        transient_changed: the InteractionState with the unfinished mark and the pointer, which the
            audience window shows as well.
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
        self.draw_input.pointer_moved.connect(self._on_pointer_moved)
        self.marking.changed.connect(self.update_toolbar)

    def set_toolbar(self, toolbar: AnnotationToolbar) -> None:
        """Keep a toolbar up to date, instead of the previous one."""
        self._toolbar = toolbar
        toolbar.show_tool(self.tool_handler.tool_state)
        self.update_toolbar()

    def on_action(self, action: AnnotationAction) -> None:
        """Carry out an action of the toolbar."""
        match action:
            case SelectTool(state):
                self.select_tool(state)
            case UndoMark():
                self.marking.undo()
            case RedoMark():
                self.marking.redo()
            case ClearMarks():
                self.marking.clear()
            case MarkRegion():
                self.mark_selected_region()
            case ToggleRegionZoom():
                self._toggle_region_zoom()
            case ToggleSpotlight():
                self._toggle_spotlight()
            case _:
                assert_never(action)

    def end(self) -> None:
        """Finish what is being typed or drawn, and leave the figure without tool and spotlight."""
        self.commit_typing()
        self.tool_handler.select_tool(ToolState())
        self.draw_input.detach()
        self._session.apply(SetSpotlight(None))
        for part in (self.draw_input, self.tool_handler, self.marking, self):
            part.deleteLater()

    def commit_typing(self) -> None:
        """Accept the label that is being typed."""
        if self._label_editor is not None:
            self._label_editor.commit()

    def select_tool(self, state: ToolState) -> None:
        """Make a tool the active one."""
        self.tool_handler.select_tool(state)
        self._workspace.canvas.unsetCursor()
        if state.kind is not ToolKind.TOUCH:
            self._workspace.canvas.setCursor(Qt.CursorShape.CrossCursor)
        if self._toolbar is not None:
            self._toolbar.show_tool(state)

    def update_toolbar(self) -> None:
        """Enable the buttons of the toolbar that can do something now."""
        if self._toolbar is not None:
            self._toolbar.set_available_actions(
                can_undo=self.marking.can_undo,
                can_redo=self.marking.can_redo,
                can_clear=bool(self.marking.marks),
                is_region_visible=bool(self._selected_outlines()),
                is_spotlight_on=self._session.showing.spotlight is not None,
            )

    def mark_selected_region(self) -> None:
        """Use the active tool on the chosen region; the eraser removes its newest mark.

        A side that is not visible in this view is not marked.
        """
        tool, place = self.tool_handler.tool_state, self._session.showing.place
        outlines = self._selected_outlines()
        if place is None or not outlines:
            return
        if tool.kind is ToolKind.ERASER:
            self._erase_on_selected_region()
        elif tool.kind is ToolKind.LABEL:
            self._open_label_editor(outline_anchor(outlines[0]))
        else:
            for mark in marks_for_region(tool, place, outlines):
                self.marking.add(mark)

    def _toggle_region_zoom(self) -> None:
        canvas, outlines = self._workspace.canvas, self._selected_outlines()
        if self._session.showing.frame.zoom > 1 or not outlines:
            self._session.apply(SetFrame(ZoomFrame()))
            return
        boxes = [bounds(outline.points) for outline in outlines]
        box = (
            min(box[0] for box in boxes) - _ZOOM_MARGIN,
            min(box[1] for box in boxes) - _ZOOM_MARGIN,
            max(box[2] for box in boxes) + _ZOOM_MARGIN,
            max(box[3] for box in boxes) + _ZOOM_MARGIN,
        )
        aspect = canvas.plate_rect.height / canvas.plate_rect.width
        self._session.apply(SetFrame(frame_for_box(box, aspect, canvas.width(), canvas.height())))

    def _toggle_spotlight(self) -> None:
        is_on = self._session.showing.spotlight is not None
        self._session.apply(SetSpotlight(None if is_on else Spotlight()))

    def _selected_outlines(self) -> list[Outline]:
        """The outlines of the chosen region that are visible in this view."""
        showing = self._session.showing
        outlines = self._atlas.outlines(showing.plate).regions
        return [o for o in outlines if showing.place and covers(showing.place, o.place)]

    def _erase_on_selected_region(self) -> None:
        showing = self._session.showing
        place_at = self._atlas.outlines(showing.plate).map.place_at
        for number in range(len(self.marking.marks) - 1, -1, -1):
            under = place_under_mark(self.marking.marks[number], place_at)
            if showing.place is not None and under is not None and covers(showing.place, under):
                self.marking.erase(number)
                return

    def _open_label_editor(self, at: Point) -> None:
        self.commit_typing()
        workspace = self._workspace
        self._label_editor = LabelEditor(workspace.canvas, at, workspace.theme, workspace.icons)
        self._label_editor.label_entered.connect(self._on_label_entered)
        self._plate = self._session.showing.plate

    def _on_label_entered(self, at: Point, text: str) -> None:
        self._label_editor = None
        self.tool_handler.add_label(at, text, self._plate)

    def _on_drawing(self, mark: Mark | None) -> None:
        self._transient = replace(self._transient, draft_mark=mark)
        self.transient_changed.emit(self._transient)

    def _on_pointer_moved(self, at: Point | None) -> None:
        self._transient = replace(self._transient, pointer=at)
        self.transient_changed.emit(self._transient)
