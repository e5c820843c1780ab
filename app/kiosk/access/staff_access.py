"""Staff access on one display: the keypad, then the staff menu."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.kiosk.access.keypad import Keypad
from app.kiosk.access.pin_store import PinError, PinStore
from app.kiosk.display import KioskDisplay
from app.kiosk.overlays.overlay import Overlay
from app.support.garbage import paused_collection
from app.support.qt_translation import translate
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.dialog_role import ModalDialog
from app.widgets.single_shot import single_shot
from app.widgets.text_label import TextLabel

_TIMEOUT_MS = 60_000


class StaffMenu(ModalDialog, Overlay):
    """The actions that staff may select, under the name of the person who unlocked the menu.

    Signals:
        action_selected: the key of an action, such as "clean"; "" closes the menu.
    """

    action_selected = Signal(str)

    def __init__(self, parent: QWidget, theme: Theme, *, may_shut_down: bool) -> None:
        super().__init__(parent, theme)
        self._actions: dict[Button, str] = {}
        self._heading = TextLabel("", theme, step=2, weight=700)
        self._message = TextLabel("", theme, role="caution")
        for label in (self._heading, self._message):
            self.card.column.addWidget(label)
        self.show_message("")
        actions = [
            ("", self.tr("Back to visitor mode")),
            ("clean", self.tr("Clean the screen")),
            ("status", self.tr("Kiosk status")),
            ("calibrate", self.tr("Calibrate screen size")),
            ("restart", self.tr("Restart the program")),
            ("leave", self.tr("Exit the kiosk")),
        ]
        if may_shut_down:
            actions.append(("off", self.tr("Shut down the computer")))
        for key, text in actions:
            button = self.wide_button(text, ButtonKind.PLAIN if key else ButtonKind.PRIMARY)
            button.clicked.connect(self._on_clicked)
            self._actions[button] = key
            self.card.column.addWidget(button)

    def show_name(self, name: str) -> None:
        """Show who unlocked the menu."""
        self._heading.set_text(self.tr("Staff: {name}").format(name=name))
        self.setAccessibleName(self._heading.text())

    def show_message(self, text: str) -> None:
        """Show why an action failed; "" hides the message."""
        self._message.set_text(text)
        self._message.setVisible(bool(text))

    def clear(self) -> None:
        """Remove the name and the message."""
        self.show_message("")
        self._heading.set_text("")
        self.setAccessibleName("")

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.action_selected.emit(self._actions[button])


@dataclass(frozen=True, slots=True)
class PinResult:
    """The answer to an entered PIN: the name of its owner, or the message that refuses it."""

    name: str = ""
    message: str = ""


class StaffAccess(QObject):
    """Shows the staff menu after a valid PIN, and closes after a minute without input.

    Signals:
        action_selected: the key of an action that was selected in the staff menu.
        unlocked: the name of the member of staff whose PIN was entered.
    """

    action_selected = Signal(str)
    unlocked = Signal(str)
    _checked = Signal(object)
    """Carries the PinResult from the thread that compares the PIN."""

    def __init__(self, display: KioskDisplay, pins: PinStore, *, may_shut_down: bool) -> None:
        super().__init__(display)
        window, theme = display.window, display.workspace.theme
        self._display, self._pins = display, pins
        self.keypad = Keypad(window, theme)
        self.menu = StaffMenu(window, theme, may_shut_down=may_shut_down)
        self.idle_timer = single_shot(self, _TIMEOUT_MS, self.close)
        display.staff_requested.connect(self.show_keypad)
        self.keypad.entered.connect(self._on_entered)
        self.keypad.cancelled.connect(self.close)
        self.menu.action_selected.connect(self._on_action_selected)
        self._checked.connect(self._on_checked)

    @property
    def is_open(self) -> bool:
        """True while the keypad or the staff menu is open."""
        return self.idle_timer.isActive()

    def show_keypad(self) -> None:
        """Ask for a PIN."""
        self._display.is_used_by_staff = True
        self.keypad.clear()
        self.keypad.show_message(self._lockout_text())
        self._display.show_overlay(self.keypad)
        self.keypad.focus_first()
        self.idle_timer.start()

    def on_activity(self) -> None:
        """After input, restart the minute after which staff access closes."""
        if self.is_open:
            self.idle_timer.start()

    def unlock(self, name: str) -> None:
        """Show the staff menu to `name`, unless the keypad has been closed in the meantime."""
        self.keypad.set_busy(is_waiting=False)
        if self._display.window.overlay is not self.keypad:
            return
        self.menu.show_name(name)
        self.unlocked.emit(name)
        self.show_menu()

    def show_menu(self, message: str = "") -> None:
        """Show the staff menu again; `message` says why an action failed."""
        self.menu.show_message(message)
        self._display.show_overlay(self.menu)
        self.menu.focus_first()
        self.idle_timer.start()

    def close(self) -> None:
        """Lock the access and return to a fresh page for visitors."""
        self.lock()
        self._display.resume()

    def lock(self) -> None:
        """Forget who unlocked the menu, without changing what is shown."""
        self.idle_timer.stop()
        self._display.is_used_by_staff = False
        self.keypad.clear()
        self.keypad.show_message("")
        self.menu.clear()

    def _on_entered(self, digits: str) -> None:
        """Check a PIN in a thread, because deriving its key takes a tenth of a second."""
        self.keypad.set_busy(is_waiting=True)
        threading.Thread(target=self._check_pin, args=(digits,), daemon=True).start()

    def _check_pin(self, digits: str) -> None:
        try:
            with paused_collection():
                name = self._pins.verify(digits)
        except PinError as error:
            result = PinResult(message=str(error))
        except OSError as error:
            message = self.tr("The PIN cannot be checked ({reason}). Try again.")
            result = PinResult(message=message.format(reason=error.strerror or error))
        else:
            refusal = self._lockout_text() or self.tr("Wrong PIN.")
            result = PinResult(message=refusal) if name is None else PinResult(name)
        self._checked.emit(result)

    def _lockout_text(self) -> str:
        seconds = self._pins.lockout_left_s()
        if seconds <= 0:
            return ""
        wait = round(seconds + 0.5)
        return translate("StaffAccess", "Too many tries. Wait %n second(s).", wait)

    def _on_checked(self, result: PinResult) -> None:
        if result.name:
            self.unlock(result.name)
        else:
            self.keypad.show_message(result.message)

    def _on_action_selected(self, key: str) -> None:
        if self._display.window.overlay is not self.menu:
            return
        if key:
            self.action_selected.emit(key)
        else:
            self.close()
