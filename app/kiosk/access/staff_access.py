"""The keepers' door of one station: the keypad, then what a keeper may do."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from app.kiosk.access.keypad import Keypad
from app.kiosk.access.pin_store import PinError, PinStore
from app.kiosk.display import KioskDisplay
from app.kiosk.overlays.overlay import StaffMenu
from app.widgets.event_loop import single_shot

_TIMEOUT_MS = 60_000


class StaffAccess(QObject):
    """Opens to a PIN, and closes by itself when nobody touches it for a minute.

    Signals:
        picked: what a keeper wants, by its key.
        opened: the name of the keeper who came in.
    """

    action_selected = Signal(str)
    unlocked = Signal(str)
    _pin_accepted = Signal(str)
    _pin_rejected = Signal(str)

    def __init__(self, station: KioskDisplay, book: PinStore, *, may_shut_down: bool) -> None:
        super().__init__(station)
        window, theme = station.window, station.workspace.theme
        self._display, self._pins = station, book
        self.keypad = Keypad(window, theme)
        self.menu = StaffMenu(window, theme, may_shut_down=may_shut_down)
        self.idle_timer = single_shot(self, _TIMEOUT_MS, self.close)
        station.staff_requested.connect(self.show_keypad)
        self.keypad.entered.connect(self._on_entered)
        self.keypad.cancelled.connect(self.close)
        self.menu.action_selected.connect(self._on_action_selected)
        self._pin_accepted.connect(self._on_pin_accepted)
        self._pin_rejected.connect(self.keypad.show_message)

    @property
    def is_open(self) -> bool:
        """Whether a keeper stands there, or somebody who wants to be taken for one."""
        return self.idle_timer.isActive()

    def show_keypad(self) -> None:
        """Shows the keypad."""
        self._display.is_used_by_staff = True
        self.keypad.clear()
        self.keypad.show_message(self._lockout_text())
        self._display.show_overlay(self.keypad)
        self.keypad.focus_first()
        self.idle_timer.start()

    def on_activity(self) -> None:
        """Somebody does something there."""
        if self.is_open:
            self.idle_timer.start()

    def show_menu(self, told: str = "") -> None:
        """Shows what a keeper may do, again; `told` says why something did not work."""
        self.menu.show_message(told)
        self._display.show_overlay(self.menu)
        self.menu.focus_first()
        self.idle_timer.start()

    def close(self) -> None:
        """Back to the visitors."""
        self.lock()
        self._display.resume()

    def lock(self) -> None:
        """No keeper is there any more, and nothing tells of one."""
        self.idle_timer.stop()
        self._display.is_used_by_staff = False
        self.keypad.clear()
        self.keypad.show_message("")
        self.menu.clear()

    def _on_entered(self, digits: str) -> None:
        """Looks at a PIN in a thread of its own: stretching it takes a tenth of a second."""
        self.keypad.set_busy(is_waiting=True)
        threading.Thread(target=self._check_pin, args=(digits,), daemon=True).start()

    def _check_pin(self, digits: str) -> None:
        try:
            name = self._pins.verify(digits)
        except PinError as error:
            self._pin_rejected.emit(str(error))
            return
        except OSError as error:
            words = self.tr("The PIN cannot be checked ({why}). Try again.")
            self._pin_rejected.emit(words.format(why=error.strerror or error))
            return
        if name is None:
            self._pin_rejected.emit(self._lockout_text() or self.tr("That is no keeper's PIN."))
        else:
            self._pin_accepted.emit(name)

    def _lockout_text(self) -> str:
        wait = self._pins.lockout_left_s()
        if wait <= 0:
            return ""
        return self.tr("Too many tries. Wait {n} seconds.").format(n=round(wait + 0.5))

    def _on_pin_accepted(self, name: str) -> None:
        self.keypad.set_busy(is_waiting=False)
        if self._display.window.overlay is not self.keypad:
            return  # whoever it was has gone
        self.menu.show_name(name)
        self.unlocked.emit(name)
        self.show_menu()

    def _on_action_selected(self, key: str) -> None:
        if self._display.window.overlay is not self.menu:
            return
        if key:
            self.action_selected.emit(key)
        else:
            self.close()
