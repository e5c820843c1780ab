"""The keypad on which staff enter their PIN; the system's on-screen keyboard is not needed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.kiosk.access.pin_store import MAX_DIGITS
from app.kiosk.overlays.overlay import Overlay
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.dialog_role import ModalDialog
from app.widgets.text_label import TextLabel

_GAP = 10


class Keypad(ModalDialog, Overlay):
    """Asks for a staff PIN, entered by touch or with the digits of a keyboard.

    Signals:
        entered: the digits of the PIN.
        cancelled: "Cancel" was touched.
    """

    entered = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._digits = ""
        self.setAccessibleName(self.tr("Staff PIN"))
        self.card.column.addWidget(TextLabel(self.accessibleName(), theme, step=2, weight=700))
        self._masked_digits = TextLabel("", theme, step=3)
        self._message = TextLabel("", theme, role="caution")
        self._keys = QWidget()
        self._grid = QGridLayout(self._keys)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(_GAP))
        self._first, self._enter = self._place_keys()
        for widget in (self._masked_digits, self._message, self._keys):
            self.card.column.addWidget(widget)
        cancel = self.wide_button(self.tr("Cancel"))
        cancel.clicked.connect(self.cancelled)
        self.card.column.addWidget(cancel)
        self.clear()

    def _place_keys(self) -> tuple[Button, Button]:
        """Create the keys; return the first digit and "Enter"."""
        digits = [self.wide_button(digit) for digit in "123456789"]
        clear = self.wide_button(self.tr("Clear"))
        digits.append(self.wide_button("0"))
        enter = self.wide_button(self.tr("Enter"), ButtonKind.PRIMARY)
        for digit in digits:
            digit.clicked.connect(self._on_digit)
        clear.clicked.connect(self.clear)
        enter.clicked.connect(self._on_enter)
        # Row by row, in the order of Tab and of screen readers.
        for index, key in enumerate((*digits[:9], clear, digits[9], enter)):
            self._grid.addWidget(key, *divmod(index, 3))
        for column in range(3):
            self._grid.setColumnStretch(column, 1)
        return digits[0], enter

    def focus_first(self) -> None:
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Delete the digits entered so far."""
        self._digits = ""
        self._update_masked_digits()

    def show_message(self, text: str) -> None:
        """Show why a PIN was refused, and accept another one."""
        self.set_busy(is_waiting=False)
        self._message.set_text(text)
        if self.isVisible():
            self.focus_first()

    @property
    def is_busy(self) -> bool:
        """True while a PIN is being checked."""
        return not self._keys.isEnabled()

    def set_busy(self, *, is_waiting: bool) -> None:
        """Disable the keys while a PIN is being checked."""
        self._keys.setEnabled(not is_waiting)
        if is_waiting:
            self._message.set_text(self.tr("One moment."))

    def add_digit(self, digit: str) -> None:
        """Append a digit, from a key on the screen or on a keyboard."""
        self._digits = (self._digits + digit)[:MAX_DIGITS]
        self._update_masked_digits()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept the digits of a keyboard, and focus "Enter", so that Return enters the PIN."""
        text = event.text()
        if self.is_busy:
            return
        if text.isascii() and text.isdigit():
            self.add_digit(text)
            self._enter.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.clear()

    def _update_masked_digits(self) -> None:
        self._masked_digits.set_text("\u25cf" * len(self._digits) or "\u2013")

    def _on_digit(self) -> None:
        key = self.sender()
        if isinstance(key, Button):
            self.add_digit(key.text())

    def _on_enter(self) -> None:
        digits = self._digits
        self.clear()
        self.entered.emit(digits)
