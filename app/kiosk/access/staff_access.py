"""The keepers' door of one station: the keypad, then what a keeper may do."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from app.kiosk.access.keypad import KeypadScene
from app.kiosk.access.pin_store import PinBook, PinError
from app.kiosk.display import Station
from app.kiosk.overlays.overlay import KeeperScene
from app.widgets.event_loop import later

_AWAY_MS = 60_000


class Door(QObject):
    """Opens to a PIN, and closes by itself when nobody touches it for a minute.

    Signals:
        picked: what a keeper wants, by its key.
        opened: the name of the keeper who came in.
    """

    picked = Signal(str)
    opened = Signal(str)
    _known = Signal(str)
    _unknown = Signal(str)

    def __init__(self, station: Station, book: PinBook, *, may_shut_down: bool) -> None:
        super().__init__(station)
        window, look = station.window, station.stage.look
        self._station, self._book = station, book
        self.keypad = KeypadScene(window, look)
        self.menu = KeeperScene(window, look, may_shut_down=may_shut_down)
        self.away = later(self, _AWAY_MS, self.close)
        station.keeper_asked.connect(self.knock)
        self.keypad.entered.connect(self._on_entered)
        self.keypad.left.connect(self.close)
        self.menu.picked.connect(self._on_picked)
        self._known.connect(self._on_known)
        self._unknown.connect(self.keypad.tell)

    @property
    def is_in_use(self) -> bool:
        """Whether a keeper stands there, or somebody who wants to be taken for one."""
        return self.away.isActive()

    def knock(self) -> None:
        """Shows the keypad."""
        self._station.is_kept = True
        self.keypad.clear()
        self.keypad.tell(self._wait_words())
        self._station.show_scene(self.keypad)
        self.keypad.focus_home()
        self.away.start()

    def stir(self) -> None:
        """Somebody does something there."""
        if self.is_in_use:
            self.away.start()

    def show_menu(self, told: str = "") -> None:
        """Shows what a keeper may do, again; `told` says why something did not work."""
        self.menu.tell(told)
        self._station.show_scene(self.menu)
        self.menu.focus_home()
        self.away.start()

    def close(self) -> None:
        """Back to the visitors."""
        self.shut()
        self._station.go_on()

    def shut(self) -> None:
        """No keeper is there any more, and nothing tells of one."""
        self.away.stop()
        self._station.is_kept = False
        self.keypad.clear()
        self.keypad.tell("")
        self.menu.forget()

    def _on_entered(self, digits: str) -> None:
        """Looks at a PIN in a thread of its own: stretching it takes a tenth of a second."""
        self.keypad.wait(is_waiting=True)
        threading.Thread(target=self._try, args=(digits,), daemon=True).start()

    def _try(self, digits: str) -> None:
        try:
            name = self._book.keeper(digits)
        except PinError as error:
            self._unknown.emit(str(error))
            return
        except OSError as error:
            words = self.tr("The PIN cannot be checked ({why}). Try again.")
            self._unknown.emit(words.format(why=error.strerror or error))
            return
        if name is None:
            self._unknown.emit(self._wait_words() or self.tr("That is no keeper's PIN."))
        else:
            self._known.emit(name)

    def _wait_words(self) -> str:
        wait = self._book.wait()
        if wait <= 0:
            return ""
        return self.tr("Too many tries. Wait {n} seconds.").format(n=round(wait + 0.5))

    def _on_known(self, name: str) -> None:
        self.keypad.wait(is_waiting=False)
        if self._station.window.scene is not self.keypad:
            return  # whoever it was has gone
        self.menu.greet(name)
        self.opened.emit(name)
        self.show_menu()

    def _on_picked(self, key: str) -> None:
        if self._station.window.scene is not self.menu:
            return
        if key:
            self.picked.emit(key)
        else:
            self.close()
