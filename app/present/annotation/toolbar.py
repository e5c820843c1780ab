"""Annotation toolbar.

Active tool, mark role, stamp, undo and redo, and a hint line that names the hovered or focused
button.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid

from app.painting.marks import ROLE_COLORS, role_sample_icon
from app.present.annotation.tool_handler import MARK_TOOLS, ToolKind, ToolState
from app.session.marks import NOTE_WIDTH_RATIO, ROLE_DASHES, MarkRole, StampKind
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import Button
from app.widgets.button_group import ButtonAppearance, ButtonGraphic, ButtonGroup
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.text_label import TextLabel

_ENTER_EVENTS = frozenset({QEvent.Type.Enter, QEvent.Type.FocusIn})
_LEAVE_EVENTS = frozenset({QEvent.Type.Leave, QEvent.Type.FocusOut})


class ButtonHints(QObject):
    """Watches every button below a widget; the label says its name, else what it said before."""

    def __init__(self, over: QWidget, label: TextLabel) -> None:
        super().__init__(over)
        self._label, self._default_text = label, label.text()
        self._current_button: QAbstractButton | None = None
        self.watch_buttons(over)

    def watch_buttons(self, over: QWidget) -> None:
        """Watches the buttons below another widget too."""
        for button in over.findChildren(QAbstractButton):
            button.installEventFilter(self)

    def set_default_text(self, words: str) -> None:
        """What the label says while nothing is pointed at."""
        self._default_text = words
        self._label.set_text(words)

    @property
    def text(self) -> str:
        """What the label says now."""
        return self._label.text()

    def refresh(self) -> None:
        """Says the name of the button again, as it may have changed under the pointer or focus."""
        if self._current_button is not None:
            self._label.set_text(
                self._current_button.accessibleName() or self._current_button.text()
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isValid(self._label):  # a button loses the focus while all of it is taken down
            return False
        if event.type() in _ENTER_EVENTS and isinstance(watched, QAbstractButton):
            self._current_button = watched
            self.refresh()
        elif event.type() in _LEAVE_EVENTS:
            self._current_button = None
            self._label.set_text(self._default_text)
        return False


_SAMPLE = 3.4


class AnnotationToolbar(QWidget):
    """Rows of tools, colours, stamps and acts.

    Signals:
        hand_asked: the Hand that is to be taken.
        undo_asked, redo_asked, clear_asked: what is drawn on this view.
        mark_asked: the region that is chosen is to be marked with the tool in hand.
        region_zoom_asked: a closer look at what is chosen, or the whole again.
        light_asked: a spotlight is to be on what is chosen, or off.
    """

    tool_requested = Signal(object)
    undo_requested = Signal()
    redo_requested = Signal()
    clear_requested = Signal()
    region_mark_requested = Signal()
    region_zoom_requested = Signal()
    spotlight_requested = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._tool_state = ToolState()
        column = ColumnLayout(self, theme.px(2))
        self.tool_buttons = self._build_tool_buttons()
        label = TextLabel("", theme, step=-1, role="quiet")
        self._role_buttons = ButtonGroup(self.tr("What the mark is about"), theme, 3)
        names = _role_names(self)
        signs = {role.value: _role_sample(role, theme) for role in MarkRole}
        self._role_buttons.add_options(
            [(role.value, names[role]) for role in MarkRole], ButtonAppearance.TOOL, signs
        )
        self._role_buttons.picked.connect(self._on_role)
        self._stamp_buttons = ButtonGroup(self.tr("Symbol of the stamp"), theme, 4)
        stamps = _stamp_names(self)
        self._stamp_buttons.add_options(
            [(stamp.value, stamps[stamp]) for stamp in StampKind], ButtonAppearance.TAB
        )
        self._stamp_buttons.picked.connect(self._on_stamp)
        for widget in (self.tool_buttons, self._build_action_row(), self._stamp_buttons, label):
            column.addWidget(widget)
        self.hints = ButtonHints(self, label)
        self.show_tool(self._tool_state)

    def show_tool(self, hand: ToolState) -> None:
        """Marks what is in the hand, and says what it does."""
        self._tool_state = hand
        self.tool_buttons.set_selected(hand.kind.value)
        self._role_buttons.set_selected(hand.role.value)
        self._stamp_buttons.set_selected(hand.stamp.value)
        self._stamp_buttons.setVisible(hand.kind is ToolKind.STAMP)
        grip = _tool_hints(self)[hand.kind]
        if hand.kind in MARK_TOOLS:
            words = self.tr("{tool} It stands for: {role}.")
            grip = words.format(tool=grip, role=self._role_name())
        self.hints.set_default_text(grip)

    def set_available_actions(
        self, *, undo: bool, redo: bool, clear: bool, chosen: bool, lit: bool
    ) -> None:
        """What can be done now."""
        self._undo.setEnabled(undo)
        self._redo.setEnabled(redo)
        self._clear.setEnabled(clear)
        self._zoom.setEnabled(chosen)
        self._mark.setEnabled(chosen)
        self._spotlight_button.setEnabled(chosen or lit)
        self._spotlight_button.setChecked(lit)

    def _role_name(self) -> str:
        return _role_names(self)[self._tool_state.role]

    def _build_tool_buttons(self) -> ButtonGroup:
        grips = ButtonGroup(self.tr("Tool"), self._theme, 3)
        names = _tool_names(self)
        signs = {grip.value: ButtonGraphic(icon=self._icons.path(grip.value)) for grip in ToolKind}
        grips.add_options(
            [(grip.value, names[grip]) for grip in ToolKind], ButtonAppearance.TOOL, signs
        )
        grips.picked.connect(self._on_tool_kind)
        return grips

    def _build_action_row(self) -> QWidget:
        row, colours = QWidget(), self._role_buttons
        flow = FlowLayout(row, self._theme.px(4))
        flow.addWidget(colours)
        self._undo = self._icon_button("undo", self.tr("Undo the last mark"))
        self._redo = self._icon_button("redo", self.tr("Redo the mark"))
        self._clear = self._icon_button("clear", self.tr("Clear all marks of this view"))
        self._mark = self._icon_button("plus", self.tr("Mark the chosen region with this tool"))
        self._zoom = self._icon_button("zoom-region", self.tr("Zoom to the chosen region"))
        self._spotlight_button = self._icon_button(
            "light", self.tr("Spotlight on the chosen region")
        )
        self._spotlight_button.setCheckable(True)
        for pill, slot in (
            (self._undo, self.undo_requested),
            (self._redo, self.redo_requested),
            (self._clear, self.clear_requested),
            (self._mark, self.region_mark_requested),
            (self._zoom, self.region_zoom_requested),
            (self._spotlight_button, self.spotlight_requested),
        ):
            pill.clicked.connect(slot)
            flow.addWidget(pill)
        return row

    def _icon_button(self, icon: str, name: str) -> Button:
        pill = Button("", self._theme, icon=self._icons.path(icon))
        pill.setAccessibleName(name)
        return pill

    def _on_tool_kind(self, key: str) -> None:
        self.tool_requested.emit(replace(self._tool_state, kind=ToolKind(key)))

    def _on_role(self, key: str) -> None:
        self.tool_requested.emit(replace(self._tool_state, role=MarkRole(key)))

    def _on_stamp(self, key: str) -> None:
        self.tool_requested.emit(replace(self._tool_state, stamp=StampKind(key)))


def _role_sample(role: MarkRole, theme: Theme) -> ButtonGraphic:
    """A line as marks of the role have it."""
    wide = _SAMPLE * (NOTE_WIDTH_RATIO if role is MarkRole.NOTE else 1.0)
    return ButtonGraphic(
        theme.color(ROLE_COLORS[role]), role_sample_icon(ROLE_DASHES.get(role, ()), wide)
    )


def _tool_names(box: QWidget) -> dict[ToolKind, str]:
    return {
        ToolKind.TOUCH: box.tr("Touch a region"),
        ToolKind.PEN: box.tr("Pen"),
        ToolKind.HIGHLIGHTER: box.tr("Highlighter"),
        ToolKind.ARROW: box.tr("Arrow"),
        ToolKind.CIRCLE: box.tr("Circle"),
        ToolKind.STAMP: box.tr("Stamp"),
        ToolKind.LABEL: box.tr("Text"),
        ToolKind.ERASER: box.tr("Erase one mark"),
        ToolKind.ZOOM: box.tr("Zoom to a box"),
        ToolKind.SPOT: box.tr("Spotlight on a point"),
    }


def _tool_hints(box: QWidget) -> dict[ToolKind, str]:
    """What to do with each tool, in a sentence."""
    return {
        ToolKind.TOUCH: box.tr("Touch a region to choose it."),
        ToolKind.PEN: box.tr("Pen: draw on the figure."),
        ToolKind.HIGHLIGHTER: box.tr("Highlighter: draw over an area."),
        ToolKind.ARROW: box.tr("Arrow: pull from its tail to its tip."),
        ToolKind.CIRCLE: box.tr("Circle: pull it open."),
        ToolKind.STAMP: box.tr("Stamp: press where it goes."),
        ToolKind.LABEL: box.tr("Text: press where it goes, then type."),
        ToolKind.ERASER: box.tr("Eraser: press a mark."),
        ToolKind.ZOOM: box.tr("Zoom: pull a box open."),
        ToolKind.SPOT: box.tr("Spotlight: press and move it."),
    }


def _role_names(box: QWidget) -> dict[MarkRole, str]:
    return {
        MarkRole.PLAN: box.tr("planned"),
        MarkRole.AVOID: box.tr("keep away"),
        MarkRole.ASK: box.tr("to be asked"),
        MarkRole.NOTE: box.tr("note"),
    }


def _stamp_names(box: QWidget) -> dict[StampKind, str]:
    return {
        StampKind.ENTRY: box.tr("Entry point"),
        StampKind.FIELD: box.tr("Treated field"),
        StampKind.DIRECTION: box.tr("Direction"),
        StampKind.AVOID: box.tr("Avoid here"),
    }
