"""The keypad: digits of its own, so that no keyboard of the system is needed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.kiosk.access.pin_store import LONGEST
from app.kiosk.overlays.overlay import Scene
from app.theme.theme import Look
from app.widgets.button import Kind, Pill
from app.widgets.dialog_role import ModalDialog
from app.widgets.text_label import WordLabel

_GAP = 10


class KeypadScene(ModalDialog, Scene):
    """Asks a keeper for the PIN, by touch or by the digits of a keyboard.

    Signals:
        entered: the digits.
        left: nobody wants in.
    """

    entered = Signal(str)
    left = Signal()

    def __init__(self, over: QWidget, look: Look) -> None:
        super().__init__(over, look)
        self._digits = ""
        self.setAccessibleName(self.tr("Keeper's PIN"))
        self.card.column.addWidget(WordLabel(self.accessibleName(), look, step=2, weight=700))
        self._shown = WordLabel("", look, step=3)
        self._told = WordLabel("", look, role="caution")
        self._pad = QWidget()
        self._grid = QGridLayout(self._pad)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.px(_GAP))
        self._first, self._enter = self._place_keys()
        for widget in (self._shown, self._told, self._pad):
            self.card.column.addWidget(widget)
        leave = self.wide(self.tr("Cancel"))
        leave.clicked.connect(self.left)
        self.card.column.addWidget(leave)
        self.clear()

    def _place_keys(self) -> tuple[Pill, Pill]:
        """The first key, and the one that enters."""
        keys = [self.wide(digit) for digit in "1234567890"]
        for at, key in enumerate(keys):
            key.clicked.connect(self._on_digit)
            self._grid.addWidget(key, *((at // 3, at % 3) if at < 9 else (3, 1)))
        clear, enter = self.wide(self.tr("Clear")), self.wide(self.tr("Enter"), Kind.PRIMARY)
        clear.clicked.connect(self.clear)
        enter.clicked.connect(self._on_enter)
        self._grid.addWidget(clear, 3, 0)
        self._grid.addWidget(enter, 3, 2)
        for column in range(3):
            self._grid.setColumnStretch(column, 1)
        return keys[0], enter

    def focus_home(self) -> None:
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forgets what was pressed."""
        self._digits = ""
        self._show()

    def tell(self, words: str) -> None:
        """Says why the door stays shut."""
        self.wait(is_waiting=False)
        self._told.say(words)
        if self.isVisible():
            self.focus_home()

    def wait(self, *, is_waiting: bool) -> None:
        """While a PIN is looked at, no other is taken."""
        self._pad.setEnabled(not is_waiting)
        if is_waiting:
            self._told.say(self.tr("One moment."))

    def press(self, digit: str) -> None:
        """Takes one digit, from the pad or from keys."""
        self._digits = (self._digits + digit)[:LONGEST]
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A keyboard's digits count too, and Return enters them: the focus goes there."""
        text = event.text()
        if not self._pad.isEnabled():
            return
        if text.isascii() and text.isdigit():
            self.press(text)
            self._enter.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.clear()

    def _show(self) -> None:
        self._shown.say("\u25cf" * len(self._digits) or "\u2013")

    def _on_digit(self) -> None:
        pill = self.sender()
        if isinstance(pill, Pill):
            self.press(pill.text())

    def _on_enter(self) -> None:
        digits = self._digits
        self.clear()
        self.entered.emit(digits)
