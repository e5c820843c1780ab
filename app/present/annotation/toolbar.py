"""Annotation toolbar.

Active tool, mark role, stamp, undo and redo, and a hint line that names the hovered or focused
button.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid

from app.painting.marks import COLOURS, sample
from app.present.annotation.tool_handler import TOOLS, Grip, Hand
from app.session.marks import DASHES, THIN, Role, Stamp
from app.theme.icons import Icons
from app.theme.theme import Look
from app.widgets.button import Pill
from app.widgets.button_group import Choices, Face, Sign
from app.widgets.layouts import Flow, Pile
from app.widgets.text_label import WordLabel

_COME = frozenset({QEvent.Type.Enter, QEvent.Type.FocusIn})
_GO = frozenset({QEvent.Type.Leave, QEvent.Type.FocusOut})


class Hints(QObject):
    """Watches every button below a widget; the label says its name, else what it said before."""

    def __init__(self, over: QWidget, label: WordLabel) -> None:
        super().__init__(over)
        self._label, self._usual = label, label.text()
        self._at: QAbstractButton | None = None
        self.watch(over)

    def watch(self, over: QWidget) -> None:
        """Watches the buttons below another widget too."""
        for button in over.findChildren(QAbstractButton):
            button.installEventFilter(self)

    def say(self, words: str) -> None:
        """What the label says while nothing is pointed at."""
        self._usual = words
        self._label.say(words)

    @property
    def words(self) -> str:
        """What the label says now."""
        return self._label.text()

    def renew(self) -> None:
        """Says the name of the button again, as it may have changed under the pointer or focus."""
        if self._at is not None:
            self._label.say(self._at.accessibleName() or self._at.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isValid(self._label):  # a button loses the focus while all of it is taken down
            return False
        if event.type() in _COME and isinstance(watched, QAbstractButton):
            self._at = watched
            self.renew()
        elif event.type() in _GO:
            self._at = None
            self._label.say(self._usual)
        return False


_SAMPLE = 3.4


class ToolBox(QWidget):
    """Rows of tools, colours, stamps and acts.

    Signals:
        hand_asked: the Hand that is to be taken.
        undo_asked, redo_asked, clear_asked: what is drawn on this view.
        mark_asked: the region that is chosen is to be marked with the tool in hand.
        region_zoom_asked: a closer look at what is chosen, or the whole again.
        light_asked: a spotlight is to be on what is chosen, or off.
    """

    hand_asked = Signal(object)
    undo_asked = Signal()
    redo_asked = Signal()
    clear_asked = Signal()
    mark_asked = Signal()
    region_zoom_asked = Signal()
    light_asked = Signal()

    def __init__(self, look: Look, icons: Icons) -> None:
        super().__init__()
        self._look, self._icons = look, icons
        self._hand = Hand()
        column = Pile(self, look.px(2))
        self.grips = self._offer_grips()
        label = WordLabel("", look, step=-1, role="quiet")
        self._roles = Choices(self.tr("What the mark is about"), look, 3)
        names = _role_names(self)
        signs = {role.value: _sign(role, look) for role in Role}
        self._roles.offer([(role.value, names[role]) for role in Role], Face.TOOL, signs)
        self._roles.picked.connect(self._on_role)
        self._stamps = Choices(self.tr("Symbol of the stamp"), look, 4)
        stamps = _stamp_names(self)
        self._stamps.offer([(stamp.value, stamps[stamp]) for stamp in Stamp], Face.TAB)
        self._stamps.picked.connect(self._on_stamp)
        for widget in (self.grips, self._acts(), self._stamps, label):
            column.addWidget(widget)
        self.hints = Hints(self, label)
        self.show_hand(self._hand)

    def show_hand(self, hand: Hand) -> None:
        """Marks what is in the hand, and says what it does."""
        self._hand = hand
        self.grips.show_picked(hand.grip.value)
        self._roles.show_picked(hand.role.value)
        self._stamps.show_picked(hand.stamp.value)
        self._stamps.setVisible(hand.grip is Grip.STAMP)
        grip = _grip_hints(self)[hand.grip]
        if hand.grip in TOOLS:
            words = self.tr("{tool} It stands for: {role}.")
            grip = words.format(tool=grip, role=self._role_name())
        self.hints.say(grip)

    def show_acts(self, *, undo: bool, redo: bool, clear: bool, chosen: bool, lit: bool) -> None:
        """What can be done now."""
        self._undo.setEnabled(undo)
        self._redo.setEnabled(redo)
        self._clear.setEnabled(clear)
        self._zoom.setEnabled(chosen)
        self._mark.setEnabled(chosen)
        self._light.setEnabled(chosen or lit)
        self._light.setChecked(lit)

    def _role_name(self) -> str:
        return _role_names(self)[self._hand.role]

    def _offer_grips(self) -> Choices:
        grips = Choices(self.tr("Tool"), self._look, 3)
        names = _grip_names(self)
        signs = {grip.value: Sign(icon=self._icons.path(grip.value)) for grip in Grip}
        grips.offer([(grip.value, names[grip]) for grip in Grip], Face.TOOL, signs)
        grips.picked.connect(self._on_grip)
        return grips

    def _acts(self) -> QWidget:
        row, colours = QWidget(), self._roles
        flow = Flow(row, self._look.px(4))
        flow.addWidget(colours)
        self._undo = self._pill("undo", self.tr("Undo the last mark"))
        self._redo = self._pill("redo", self.tr("Redo the mark"))
        self._clear = self._pill("clear", self.tr("Clear all marks of this view"))
        self._mark = self._pill("plus", self.tr("Mark the chosen region with this tool"))
        self._zoom = self._pill("zoom-region", self.tr("Zoom to the chosen region"))
        self._light = self._pill("light", self.tr("Spotlight on the chosen region"))
        self._light.setCheckable(True)
        for pill, slot in (
            (self._undo, self.undo_asked),
            (self._redo, self.redo_asked),
            (self._clear, self.clear_asked),
            (self._mark, self.mark_asked),
            (self._zoom, self.region_zoom_asked),
            (self._light, self.light_asked),
        ):
            pill.clicked.connect(slot)
            flow.addWidget(pill)
        return row

    def _pill(self, icon: str, name: str) -> Pill:
        pill = Pill("", self._look, icon=self._icons.path(icon))
        pill.setAccessibleName(name)
        return pill

    def _on_grip(self, key: str) -> None:
        self.hand_asked.emit(replace(self._hand, grip=Grip(key)))

    def _on_role(self, key: str) -> None:
        self.hand_asked.emit(replace(self._hand, role=Role(key)))

    def _on_stamp(self, key: str) -> None:
        self.hand_asked.emit(replace(self._hand, stamp=Stamp(key)))


def _sign(role: Role, look: Look) -> Sign:
    """A line as marks of the role have it."""
    wide = _SAMPLE * (THIN if role is Role.NOTE else 1.0)
    return Sign(look.colour(COLOURS[role]), sample(DASHES.get(role, ()), wide))


def _grip_names(box: QWidget) -> dict[Grip, str]:
    return {
        Grip.TOUCH: box.tr("Touch a region"),
        Grip.PEN: box.tr("Pen"),
        Grip.HIGHLIGHTER: box.tr("Highlighter"),
        Grip.ARROW: box.tr("Arrow"),
        Grip.CIRCLE: box.tr("Circle"),
        Grip.STAMP: box.tr("Stamp"),
        Grip.LABEL: box.tr("Text"),
        Grip.ERASER: box.tr("Erase one mark"),
        Grip.ZOOM: box.tr("Zoom to a box"),
        Grip.SPOT: box.tr("Spotlight on a point"),
    }


def _grip_hints(box: QWidget) -> dict[Grip, str]:
    """What to do with each tool, in a sentence."""
    return {
        Grip.TOUCH: box.tr("Touch a region to choose it."),
        Grip.PEN: box.tr("Pen: draw on the figure."),
        Grip.HIGHLIGHTER: box.tr("Highlighter: draw over an area."),
        Grip.ARROW: box.tr("Arrow: pull from its tail to its tip."),
        Grip.CIRCLE: box.tr("Circle: pull it open."),
        Grip.STAMP: box.tr("Stamp: press where it goes."),
        Grip.LABEL: box.tr("Text: press where it goes, then type."),
        Grip.ERASER: box.tr("Eraser: press a mark."),
        Grip.ZOOM: box.tr("Zoom: pull a box open."),
        Grip.SPOT: box.tr("Spotlight: press and move it."),
    }


def _role_names(box: QWidget) -> dict[Role, str]:
    return {
        Role.PLAN: box.tr("planned"),
        Role.AVOID: box.tr("keep away"),
        Role.ASK: box.tr("to be asked"),
        Role.NOTE: box.tr("note"),
    }


def _stamp_names(box: QWidget) -> dict[Stamp, str]:
    return {
        Stamp.ENTRY: box.tr("Entry point"),
        Stamp.FIELD: box.tr("Treated field"),
        Stamp.DIRECTION: box.tr("Direction"),
        Stamp.AVOID: box.tr("Avoid here"),
    }
