"""All that happens on the figure while presenting: marks, a closer look, light, the pointer."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from app.atlas.loader import OpenAtlas
from app.body.hit_test import OutlineMap, anchor_of
from app.body.outlines import Outline, Point, bounds
from app.body.regions import covers
from app.canvas.draw_input import Pad
from app.canvas.figure_layout import framed
from app.painting.scene import Passing
from app.present.annotation.label_editor import LabelField
from app.present.annotation.tool_handler import Draftsman, Grip, Hand, marks_on
from app.present.annotation.toolbar import ToolBox
from app.session.mark_editor import Marking
from app.session.marks import Mark, place_under
from app.session.state import Frame, Showing, Spotlight
from app.workspace.workspace import Stage

_AIR = 0.05


class Easel(QObject):
    """Joins pad, tools and marks.

    Signals:
        passing: what is so for a moment only, for the audience.
    """

    passing = Signal(object)

    def __init__(self, stage: Stage, atlas: OpenAtlas) -> None:
        super().__init__(stage)
        self._stage, self._session, self._atlas = stage, stage.session, atlas
        self.pad = Pad(stage.canvas)
        self.marking = Marking(stage.session)
        self.draftsman = Draftsman(stage.canvas, self.pad, stage.session, self.marking)
        self._passing = Passing()
        self._tools: ToolBox | None = None
        self._field: LabelField | None = None
        self._plate = stage.session.showing.plate
        self.draftsman.drawing.connect(self._on_drawing)
        self.draftsman.label_asked.connect(self._ask_label)
        self.pad.pointed.connect(self._on_pointed)
        self.marking.changed.connect(self.renew)

    def serve(self, tools: ToolBox) -> None:
        """Does what these tools ask for, and keeps them true."""
        self._tools = tools
        tools.hand_asked.connect(self.take)
        tools.undo_asked.connect(self.marking.undo)
        tools.redo_asked.connect(self.marking.redo)
        tools.clear_asked.connect(self.marking.clear)
        tools.mark_asked.connect(self.mark_chosen)
        tools.region_zoom_asked.connect(self.zoom_to_chosen)
        tools.light_asked.connect(self.light)
        tools.show_hand(self.draftsman.hand)
        self.renew()

    def end(self) -> None:
        """Leaves the figure as it was before: to be touched."""
        self.finish_typing()
        self.draftsman.take(Hand())
        self.pad.stop()
        self._session.put(replace(self._session.showing, spotlight=None))
        for part in (self.pad, self.draftsman, self.marking, self):
            part.deleteLater()

    def finish_typing(self) -> None:
        """Makes the label that is being typed."""
        if self._field is not None:
            self._field.finish()

    def take(self, hand: Hand) -> None:
        """Takes a tool in hand."""
        self.draftsman.take(hand)
        self._stage.canvas.unsetCursor()
        if hand.grip is not Grip.TOUCH:
            self._stage.canvas.setCursor(Qt.CursorShape.CrossCursor)
        if self._tools is not None:
            self._tools.show_hand(hand)

    def renew(self) -> None:
        """Says what can be done now."""
        showing = self._session.showing
        if self._tools is not None:
            self._tools.show_acts(
                undo=self.marking.can_undo,
                redo=self.marking.can_redo,
                clear=bool(self.marking.marks),
                chosen=bool(self._chosen()),
                lit=showing.spotlight is not None,
            )

    def mark_chosen(self) -> None:
        """Marks the chosen region as the tool in hand would, or erases the last mark on it.

        What is not seen in this view is not marked.
        """
        hand, place, chosen = self.draftsman.hand, self._session.showing.place, self._chosen()
        if place is None or not chosen:
            return
        if hand.grip is Grip.ERASER:
            self._erase_on_chosen()
        elif hand.grip is Grip.LABEL:
            self._ask_label(anchor_of(chosen[0]))
        else:
            for mark in marks_on(hand, place, chosen):
                self.marking.add(mark)

    def zoom_to_chosen(self) -> None:
        """A closer look at what is chosen; from there back to the whole."""
        canvas, chosen = self._stage.canvas, self._chosen()
        if self._session.showing.frame.zoom > 1 or not chosen:
            self._session.frame_as(Frame())
            return
        boxes = [bounds(outline.points) for outline in chosen]
        box = (
            min(box[0] for box in boxes) - _AIR,
            min(box[1] for box in boxes) - _AIR,
            max(box[2] for box in boxes) + _AIR,
            max(box[3] for box in boxes) + _AIR,
        )
        aspect = canvas.placing.height / canvas.placing.width
        self._session.frame_as(framed(box, aspect, canvas.width(), canvas.height()))

    def light(self) -> None:
        """A spotlight on what is chosen; none if there is one."""
        showing = self._session.showing
        spotlight = None if showing.spotlight is not None else Spotlight()
        self._session.put(replace(showing, spotlight=spotlight))

    def _chosen(self) -> list[Outline]:
        """What is in sight of what is chosen."""
        showing: Showing = self._session.showing
        outlines = self._atlas.outlines(showing.plate).regions
        return [o for o in outlines if showing.place and covers(showing.place, o.place)]

    @property
    def _map(self) -> OutlineMap:
        return self._atlas.outlines(self._session.showing.plate).map

    def _erase_on_chosen(self) -> None:
        place, place_at = self._session.showing.place, self._map.place_at
        for number in range(len(self.marking.marks) - 1, -1, -1):
            under = place_under(self.marking.marks[number], place_at)
            if place is not None and under is not None and covers(place, under):
                self.marking.erase(number)
                return

    def _ask_label(self, at: Point) -> None:
        self.finish_typing()
        field = LabelField(self._stage.canvas, at, self._stage.look, self._stage.icons)
        field.written.connect(self._on_written)
        self._field, self._plate = field, self._session.showing.plate

    def _on_written(self, at: Point, text: str) -> None:
        self._field = None
        self.draftsman.write(at, text, self._plate)

    def _on_drawing(self, mark: Mark | None) -> None:
        self._passing = replace(self._passing, drawing=mark)
        self.passing.emit(self._passing)

    def _on_pointed(self, at: Point | None) -> None:
        self._passing = replace(self._passing, pointer=at)
        self.passing.emit(self._passing)
