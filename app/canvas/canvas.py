"""The figure as a widget: paints the scene and turns pointer and keyboard input into actions."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.body.regions import Place, RegionId, keep_side
from app.canvas.accessibility import MarkDescriptions, describe_figure
from app.canvas.figure_layout import (
    SLACK,
    FigureLayout,
    FigureViewport,
    place_at_point,
)
from app.canvas.gestures import DragState, DragTracker, FigureTouchScroll, TouchGestures
from app.canvas.highlight import FigureHighlight
from app.canvas.label_motion import LabelMotion
from app.canvas.listed_places import without_choice_beside_list
from app.canvas.motion import FigureMotion, is_other_body
from app.canvas.region_buttons import RegionButtons
from app.canvas.region_places import RegionPlaces
from app.canvas.scene_builder import SceneBuilder
from app.canvas.zoom import FigureZoom
from app.painting.figure import paint_figure
from app.painting.labels.model import LabelBox, LabelLayout
from app.painting.plate_rect import PlateRect
from app.painting.scene import FigureScene, InteractionState
from app.session.actions import SelectRegion
from app.session.marks import Mark
from app.session.state import Showing
from app.theme.theme import Theme
from app.widgets.single_shot import single_shot

_FIRST_PAINT_DELAY_MS = 15
"""Lets the first picture reach the screen before labels and buttons are made."""
_PRELOAD_DELAY_MS = 400
_REACH = 40.0
"""How far beside an outline a press still opens it, in pixels."""
_WHEEL_BASE = 1.0015
"""Zoom factor for one unit of wheel movement, an eighth of a degree."""


class FigureCanvas(QWidget):
    """Paints the figure of a Showing; a press, a key or a screen reader selects a region.

    Signals:
        action: SelectRegion, or SetFrame for zooming and dragging.
        layout_changed: the figure or its labels have moved.
        missed: a press hit nothing, and no region is near.
    """

    action = Signal(object)
    layout_changed = Signal()
    missed = Signal()

    def __init__(self, scene_builder: SceneBuilder, showing: Showing, theme: Theme) -> None:
        super().__init__()
        scene_builder.lights_list = True
        showing = without_choice_beside_list(showing)
        self.scene_builder, self._showing, self._theme = scene_builder, showing, theme
        self.selected = showing.place
        self._occupied: tuple[LabelBox, ...] = ()
        self._has_viewport = False
        self.scrolls_with_page = False
        """Whether it scrolls with the page, so that the plain wheel does not zoom it."""
        self.drag_tracker = DragTracker(self)
        self.highlight = FigureHighlight(self)
        self._focus: Place | None = None
        self._draft_mark: Mark | None = None
        self._mark_descriptions = MarkDescriptions()
        self._motion = FigureMotion(self)
        self._motion.changed.connect(self.update)
        self._zoom = FigureZoom(self, showing, self._layout)
        self._zoom.action.connect(self.action)
        self._zoom.valueChanged.connect(self.update)
        self._zoom.stateChanged.connect(self.update)
        self._label_motion = LabelMotion(self)
        self._label_motion.valueChanged.connect(self.update)
        self._first_paint_timer = single_shot(self, _FIRST_PAINT_DELAY_MS, self._on_first_paint)
        self._preload_timer = single_shot(self, _PRELOAD_DELAY_MS, self._preload_neighbours)
        self._repaint_timer = single_shot(self, 0, self.update)
        self.region_buttons = RegionButtons(self)
        self.region_buttons.action.connect(self.action)
        self.region_buttons.focus_moved.connect(self._on_focus_moved)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.touch_gestures = TouchGestures(self)
        self.touch_gestures.cancelled.connect(self.drag_tracker.cancel)
        self.touch_gestures.zoom_requested.connect(self.drag_tracker.cancel)
        self.touch_gestures.zoom_requested.connect(self._zoom.pinch)

    def set_showing(self, showing: Showing, theme: Theme) -> None:
        """Show another Showing; paints only if that changes the picture."""
        before, labels = self._showing, self.label_layout()
        showing = without_choice_beside_list(showing)
        keys = [(one.paint_key, one.items_on_page) for one in (before, showing)]
        is_same_picture = theme is self._theme and keys[0] == keys[1]
        fades = is_other_body(before, showing) and theme is self._theme and self.isVisible()
        previous = self.scene() if fades and theme.motion_ms else None
        self._showing, self._theme, self.selected = showing, theme, showing.place
        self._zoom.set_showing(showing, theme)
        if previous is not None:
            self.scene()  # reads the new plate first, which may take longer than the fade
            self._motion.cross_fade(previous, theme)
        elif (showing.plate, showing.frame) != (before.plate, before.frame):
            self._motion.end_cross_fade()
        self.touch_gestures.is_unzoomed = showing.frame.zoom == 1
        if showing.place != before.place:
            self._motion.fade_in_choice(theme)
        if is_same_picture:
            return
        moves = theme.motion_ms > 0 and showing.frame == before.frame
        self._label_motion.restart(labels, self.label_layout(), moves=moves)
        self._place_buttons()
        self.update()

    def set_viewport(self, box: QRect, occupied: tuple[LabelBox, ...]) -> None:
        """Set the geometry, and the boxes in it that other controls cover, which labels avoid."""
        if (box, occupied) != (self.geometry(), self._occupied):
            self._occupied = occupied
            self.setGeometry(box)
            self._has_viewport = True
            self._place_buttons()
            self.update()
            if self.scene_builder.has_labels:
                self.layout_changed.emit()

    def reset(self) -> None:
        """Drop press, hover and draft mark now and cached plates soon; reset the tab stop."""
        self.drag_tracker.cancel()
        self._motion.stop()
        self._label_motion.end()
        self._zoom.end()
        self.highlight.clear()
        self._draft_mark = None
        self._preload_timer.start()
        self.region_buttons.reset_tab_stop()
        self.unsetCursor()
        self.update()

    def focus_region(self, place: Place | None) -> bool:
        """Focus the button of the place, or of one of its sides; False if it is not in sight."""
        return self.region_buttons.focus_region(place)

    def places(self) -> frozenset[Place]:
        """The places that have an outline in this view."""
        return self.scene_builder.outlines(self._showing).places

    def label_numbers(self) -> dict[RegionId, int]:
        """The numbers of those regions whose labels do not fit."""
        numbered = self.label_layout().numbered
        return {region: number for number, (region, _) in enumerate(numbered, start=1)}

    def scene(self) -> FigureScene:
        """The scene as it would be painted now."""
        interaction = InteractionState(
            self.highlight.hovered,
            self._focus,
            self.highlight.regions,
            self._motion.hover_progress,
            self._motion.choice_progress,
            self._zoom.lowest_zoom,
            self._draft_mark,
        )
        ratio = self.devicePixelRatioF()
        showing = self._zoom.displayed
        scene = self.scene_builder.scene(showing, self._theme, self._viewport(), ratio, interaction)
        return self._label_motion.applied(self._motion.with_previous(scene))

    def preload(self, showing: Showing) -> None:
        """Read the plate of a Showing that may come next."""
        ratio = self.devicePixelRatioF()
        self.scene_builder.preload(showing, self._theme, self._viewport(), ratio)

    @property
    def plate_rect(self) -> PlateRect:
        """The rectangle of the plate, in pixels of the widget; moves while the zoom does."""
        return self._layout(self._zoom.displayed).plate_rect

    def set_draft_mark(self, mark: Mark | None, box: QRect | None = None) -> None:
        """Paint a mark that is being drawn; `box` is the part that changed, None for everything."""
        self._draft_mark = mark
        if box is None:
            self.update()
        else:
            self.update(box)

    @property
    def has_painted(self) -> bool:
        """True once the first picture has been painted."""
        return self.scene_builder.has_labels

    def place_at(self, at: QPointF, slack: float = SLACK) -> Place | None:
        """The place at a point of the widget or within `slack` pixels of it.

        For a label it is the whole region.
        """
        layout = self._layout(self._zoom.displayed)
        labels = self.scene_builder.label_placement(layout, self._showing, self._focus).layout
        outlines = self.scene_builder.outline_index(self._showing)
        return place_at_point(labels, outlines, layout.plate_rect, at, slack)

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self.scene()  # before there is a painter: an error would then crash Qt
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("ground"))
        paint_figure(painter, scene)
        if not self.scene_builder.has_labels:
            self._first_paint_timer.start()
        elif not self.scene_builder.is_complete:
            self._repaint_timer.start()

    def _on_first_paint(self) -> None:
        """After the first picture: add labels and buttons, and start preloading."""
        if not self.scene_builder.has_labels:
            self.scene_builder.has_labels = True
            self._place_buttons()
            self.update()
            self._preload_timer.start()
            self.layout_changed.emit()  # last, because a slot may close the window of the canvas

    def _preload_neighbours(self) -> None:
        """Drop the plates of what was shown before, and read those of the neighbouring views."""
        ratio = self.devicePixelRatioF()
        self.scene_builder.evict_caches(self._showing, self._theme, self._viewport(), ratio)
        views = self.scene_builder.atlas.views
        index = views.index(self._showing.view)
        neighbours = views[index - 1], views[(index + 1) % len(views)]
        for view in dict.fromkeys((views[index], *neighbours)):
            self.preload(replace(self._showing, view=view))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            at = event.position()
            self._zoom.stop()
            frame = self._showing.frame
            self.drag_tracker.current = DragState(
                at, self.place_at(at, _REACH), frame, FigureTouchScroll(self, event, frame)
            )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self.drag_tracker.cancel()  # its release has been lost
        press = self.drag_tracker.current
        if press is not None:
            press.scroll.move(event)
            rect = self.plate_rect
            frame = press.frame_at(event.position(), rect.width, rect.height)
            if frame is not None:
                self._zoom.drag_to(frame)
        else:
            self.set_hovered(self.place_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, self.drag_tracker.current = self.drag_tracker.current, None
        if press is None or event.button() != Qt.MouseButton.LeftButton:
            return
        press.scroll.end(event)
        if press.is_dragging or press.scroll.is_drag:
            return
        place = self.place_at(event.position(), _REACH)
        if place is None and press.place is None:
            self.missed.emit()
        elif place is not None and place == press.place:
            self.action.emit(SelectRegion(keep_side(place, self.selected)))

    def hideEvent(self, event: QHideEvent) -> None:
        self._preload_timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self.set_hovered(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        is_plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self.scrolls_with_page and is_plain:
            event.ignore()
            return
        self.drag_tracker.cancel()  # a press that zooms selects nothing
        self._zoom.zoom(_WHEEL_BASE ** event.angleDelta().y(), event.position())
        event.accept()

    def zoom_by(self, factor: float) -> None:
        """Zoom by a factor around the centre of the widget."""
        self.drag_tracker.cancel()
        self._zoom.zoom(factor, QPointF(self.rect().center()))

    def _viewport(self) -> FigureViewport:
        return FigureViewport(self.width(), self.height(), self._occupied)

    def _layout(self, showing: Showing) -> FigureLayout:
        """The layout of a state; those on the way to another zoom are not kept."""
        is_kept = not self._zoom.is_running or showing.frame == self._showing.frame
        viewport = self._viewport()
        return self.scene_builder.layout(showing, self._theme, viewport, is_kept=is_kept)

    def label_layout(self) -> LabelLayout:
        """Where the names and numbers of the regions are."""
        layout = self._layout(self._showing)
        return self.scene_builder.label_placement(layout, self._showing, self._focus).layout

    def _place_buttons(self) -> None:
        if not self._has_viewport or not self.scene_builder.has_labels:
            return
        names = self.scene_builder.atlas.names(self._showing.language)
        layout, outlines = (
            self._layout(self._showing),
            self.scene_builder.outline_index(self._showing),
        )
        chosen_text = self.tr("chosen")
        self.region_buttons.set_places(
            RegionPlaces(layout, outlines, self.rect(), self._showing, names, chosen_text)
        )
        self.setAccessibleName(describe_figure(self._showing, names))
        self.setAccessibleDescription(
            "; ".join(self._mark_descriptions.describe(self._showing, self.scene_builder))
        )

    def set_hovered(self, place: Place | None) -> None:
        """Highlight the place under the pointer, or none."""
        if place == self.highlight.hovered:
            return
        self.highlight.set_hovered(place)
        shapes = Qt.CursorShape
        self.setCursor(shapes.ArrowCursor if place is None else shapes.PointingHandCursor)
        if place is not None:
            self._motion.fade_in_hover(self._theme)
        self.update()

    def set_highlighted(self, regions: frozenset[RegionId]) -> None:
        """Light regions as if they were hovered; those that are new fade in."""
        before, self.highlight.regions = self.highlight.regions, regions
        if not regions <= before:
            self._motion.fade_in_hover(self._theme)
        if regions != before:
            self.update()

    def _on_focus_moved(self, place: Place | None) -> None:
        before, numbers = self.label_layout(), self.label_numbers()
        self._focus = place
        moves = self._theme.motion_ms > 0
        self._label_motion.restart(before, self.label_layout(), moves=moves)
        self.update()
        if self.label_numbers() != numbers:
            self.layout_changed.emit()
