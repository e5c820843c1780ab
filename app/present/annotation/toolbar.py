"""Toolbar for annotations: tools, roles of the marks, stamps, undo and redo, and a hint line."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid

from app.painting.marks import ROLE_COLORS, role_sample_icon
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
from app.present.annotation.tool_handler import MARK_TOOLS
from app.present.mark_shortcuts import PRESENT_SHORTCUTS, PresentCommand
from app.session.marks import NOTE_WIDTH_RATIO, ROLE_DASHES, MarkRole, StampKind
from app.session.shared_words import role_name, stamp_name
from app.support.qt_translation import translate
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import ActionButton
from app.widgets.button_group import ButtonAppearance, ButtonGraphic, ButtonGroup
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.text_label import TextLabel
from app.widgets.tooltip import set_tooltip
from app.widgets.widget_tree import descendants

_ENTER_EVENTS = frozenset({QEvent.Type.Enter, QEvent.Type.FocusIn})
_LEAVE_EVENTS = frozenset({QEvent.Type.Leave, QEvent.Type.FocusOut})


class ButtonHints(QObject):
    """Shows the name of the hovered or focused button in a label, otherwise a default text."""

    def __init__(self, root: QWidget, label: TextLabel) -> None:
        super().__init__(root)
        self._label, self._default_text = label, label.text()
        self._current_button: QAbstractButton | None = None
        self.watch_buttons(root)

    def watch_buttons(self, root: QWidget) -> None:
        """Show the names of the buttons below another widget as well."""
        for button in descendants(root, QAbstractButton):
            button.installEventFilter(self)

    def set_default_text(self, text: str) -> None:
        """Set the text that is shown while no button is hovered or focused."""
        self._default_text = text
        self._label.set_text(text)

    @property
    def text(self) -> str:
        """The text that is shown now."""
        return self._label.text()

    def refresh(self) -> None:
        """Show the name of the current button again, in case it has changed."""
        if self._current_button is not None:
            self._label.set_text(
                self._current_button.accessibleName() or self._current_button.text()
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isValid(self._label):  # a button loses the focus while its window is destroyed
            return False
        if event.type() in _ENTER_EVENTS and isinstance(watched, QAbstractButton):
            self._current_button = watched
            self.refresh()
        elif event.type() in _LEAVE_EVENTS:
            self._current_button = None
            self._label.set_text(self._default_text)
        return False


_SAMPLE_WIDTH = 3.4


class AnnotationToolbar(QWidget):
    """Rows of tools, roles, actions and stamps, and a hint line below them.

    Signals:
        action: an AnnotationAction.
    """

    action = Signal(object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._tool_state = ToolState()
        column = ColumnLayout(self, theme.px(2))
        self.tool_buttons = self._build_tool_buttons()
        label = TextLabel("", theme, step=-1, role="quiet")
        self._role_buttons = self._build_role_buttons()
        self._stamp_buttons = self._build_stamp_buttons()
        for widget in (self.tool_buttons, self._build_action_row(), self._stamp_buttons, label):
            column.addWidget(widget)
        self.hints = ButtonHints(self, label)
        self.show_tool(self._tool_state)

    def show_tool(self, state: ToolState) -> None:
        """Select the buttons of the active tool and show its hint."""
        self._tool_state = state
        self.tool_buttons.set_selected(state.kind.value)
        self._role_buttons.set_selected(state.role.value)
        self._stamp_buttons.set_selected(state.stamp.value)
        self._stamp_buttons.setVisible(state.kind is ToolKind.STAMP)
        hint = _tool_hints()[state.kind]
        if state.kind in MARK_TOOLS:
            words = self.tr("{tool} The mark means: {role}.")
            hint = words.format(tool=hint, role=role_name(state.role, translate))
        self.hints.set_default_text(hint)

    def set_available_actions(
        self,
        *,
        can_undo: bool,
        can_redo: bool,
        can_clear: bool,
        is_region_visible: bool,
        is_spotlight_on: bool,
    ) -> None:
        """Enable the buttons that can do something now."""
        self._undo.setEnabled(can_undo)
        self._redo.setEnabled(can_redo)
        self._clear.setEnabled(can_clear)
        self._zoom.setEnabled(is_region_visible)
        self._mark.setEnabled(is_region_visible)
        self._spotlight.setEnabled(is_region_visible or is_spotlight_on)
        self._spotlight.setChecked(is_spotlight_on)

    def _build_tool_buttons(self) -> ButtonGroup:
        group = ButtonGroup(self.tr("Tool"), self._theme, 3)
        names = _tool_names()
        graphics = {
            kind.value: ButtonGraphic(icon=self._icons.path(kind.value)) for kind in ToolKind
        }
        group.add_options(
            [(kind.value, names[kind]) for kind in ToolKind], ButtonAppearance.ICON, graphics
        )
        for button, kind in zip(group.buttons, ToolKind, strict=True):
            set_tooltip(button, meaning=_tool_hints()[kind].rpartition(": ")[2])
        group.picked.connect(self._on_tool_kind)
        return group

    def _build_role_buttons(self) -> ButtonGroup:
        group = ButtonGroup(self.tr("Meaning of the mark"), self._theme, 3)
        graphics = {role.value: _role_sample(role, self._theme) for role in MarkRole}
        group.add_options(
            [(role.value, role_name(role, translate)) for role in MarkRole],
            ButtonAppearance.ICON,
            graphics,
        )
        group.picked.connect(self._on_role)
        return group

    def _build_stamp_buttons(self) -> ButtonGroup:
        group = ButtonGroup(self.tr("Symbol of the stamp"), self._theme, 4)
        group.add_options(
            [(stamp.value, stamp_name(stamp, translate)) for stamp in StampKind],
            ButtonAppearance.TAB,
        )
        group.picked.connect(self._on_stamp)
        return group

    def _build_action_row(self) -> QWidget:
        row = QWidget()
        self._action_flow = FlowLayout(row, self._theme.px(4))
        self._action_flow.addWidget(self._role_buttons)
        self._undo = self._add_button(UndoMark(), "undo", self.tr("Undo the last mark"))
        self._redo = self._add_button(RedoMark(), "redo", self.tr("Redo the mark"))
        set_tooltip(self._undo, key=PRESENT_SHORTCUTS[PresentCommand.UNDO][0])
        set_tooltip(self._redo, key=PRESENT_SHORTCUTS[PresentCommand.REDO][0])
        self._clear = self._add_button(
            ClearMarks(), "clear", self.tr("Clear all marks of this view")
        )
        mark = self.tr("Mark the chosen area with this tool")
        self._mark = self._add_button(MarkRegion(), "plus", mark)
        set_tooltip(self._mark, key=PRESENT_SHORTCUTS[PresentCommand.MARK_REGION][0])
        zoom = self.tr("Zoom to the chosen area")
        self._zoom = self._add_button(ToggleRegionZoom(), "zoom-region", zoom)
        spotlight = self.tr("Spotlight on the chosen area")
        self._spotlight = self._add_button(ToggleSpotlight(), "light", spotlight)
        self._spotlight.setCheckable(True)
        return row

    def _add_button(self, action: AnnotationAction, icon: str, name: str) -> ActionButton:
        button = ActionButton("", self._theme, action, icon=self._icons.path(icon))
        button.setAccessibleName(name)
        button.action.connect(self.action)
        self._action_flow.addWidget(button)
        return button

    def _on_tool_kind(self, key: str) -> None:
        self.action.emit(SelectTool(replace(self._tool_state, kind=ToolKind(key))))

    def _on_role(self, key: str) -> None:
        self.action.emit(SelectTool(replace(self._tool_state, role=MarkRole(key))))

    def _on_stamp(self, key: str) -> None:
        self.action.emit(SelectTool(replace(self._tool_state, stamp=StampKind(key))))


def _role_sample(role: MarkRole, theme: Theme) -> ButtonGraphic:
    """A line in the color, width and dashes of the marks of a role."""
    width = _SAMPLE_WIDTH * (NOTE_WIDTH_RATIO if role is MarkRole.NOTE else 1.0)
    return ButtonGraphic(
        theme.color(ROLE_COLORS[role]), role_sample_icon(ROLE_DASHES.get(role, ()), width)
    )


def _tool_names() -> dict[ToolKind, str]:
    return {
        ToolKind.TOUCH: translate("AnnotationToolbar", "Touch an area"),
        ToolKind.PEN: translate("AnnotationToolbar", "Pen"),
        ToolKind.HIGHLIGHTER: translate("AnnotationToolbar", "Highlighter"),
        ToolKind.ARROW: translate("AnnotationToolbar", "Arrow"),
        ToolKind.CIRCLE: translate("AnnotationToolbar", "Circle"),
        ToolKind.STAMP: translate("AnnotationToolbar", "Stamp"),
        ToolKind.LABEL: translate("AnnotationToolbar", "Text"),
        ToolKind.ERASER: translate("AnnotationToolbar", "Erase one mark"),
        ToolKind.ZOOM_AREA: translate("AnnotationToolbar", "Zoom to a box"),
        ToolKind.SPOTLIGHT: translate("AnnotationToolbar", "Spotlight on a point"),
    }


def _tool_hints() -> dict[ToolKind, str]:
    """How to use each tool, in a sentence."""
    return {
        ToolKind.TOUCH: translate("AnnotationToolbar", "Touch an area to choose it."),
        ToolKind.PEN: translate("AnnotationToolbar", "Pen: draw on the figure."),
        ToolKind.HIGHLIGHTER: translate("AnnotationToolbar", "Highlighter: draw over an area."),
        ToolKind.ARROW: translate("AnnotationToolbar", "Arrow: drag from its tail to its tip."),
        ToolKind.CIRCLE: translate("AnnotationToolbar", "Circle: drag across the area."),
        ToolKind.STAMP: translate("AnnotationToolbar", "Stamp: press where it goes."),
        ToolKind.LABEL: translate("AnnotationToolbar", "Text: press where it goes, then type."),
        ToolKind.ERASER: translate("AnnotationToolbar", "Eraser: press a mark to remove it."),
        ToolKind.ZOOM_AREA: translate("AnnotationToolbar", "Zoom: drag a box."),
        ToolKind.SPOTLIGHT: translate("AnnotationToolbar", "Spotlight: press and drag."),
    }
