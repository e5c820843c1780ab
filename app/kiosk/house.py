"""A kiosk put together: who is told when somebody comes, stays, goes, or knows the way in."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.canvas.composer import Composer
from app.content.shelf import OpenAtlas
from app.kiosk.attract import Attract
from app.kiosk.corner import Corner, EscapePath
from app.kiosk.guard import InputGuard
from app.kiosk.pins import PinBook, PinError
from app.kiosk.rules import KioskRules
from app.kiosk.scenes import DeafScene, KeeperScene, KeypadScene, StayScene
from app.kiosk.window import KioskWindow
from app.session.idle import IdleWatch, Presence
from app.stage.stage import Stage

_CORNER, _KEEPER_MS, _CLEAN_S = 72, 60_000, 30


class Exit(IntEnum):
    """How a kiosk ends; whoever supervises it starts it again unless a keeper left."""

    LEFT = 0
    RESTART = 75
    SHUT_DOWN = 76


class KioskHouse(QObject):
    """One kiosk.

    Signals:
        ended: the Exit.
    """

    ended = Signal(object)
    _known = Signal(str)
    _unknown = Signal(str)

    def __init__(
        self,
        stage: Stage,
        atlas: OpenAtlas,
        rules: KioskRules,
        book: PinBook,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._rules, self._book, self._session = rules, book, stage.session
        self._atlas = atlas
        self.window = KioskWindow(stage, shows_cursor=rules.shows_cursor)
        window, look = self.window, stage.look
        self.idle = IdleWatch(rules.idle_seconds, rules.warn_seconds, clock, self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.guard = InputGuard(app, self.stir)
        composer = Composer(atlas, stage.wardrobe.skins)
        self.attract = Attract(window, composer, stage.session.showing, look)
        self.stay, self.deaf = StayScene(window, look), DeafScene(window, look)
        self.keypad = KeypadScene(window, look)
        self.keeper = KeeperScene(window, look, may_shut_down=rules.may_shut_down)
        self.corner, self.keys = Corner(window, look.px(_CORNER), clock), EscapePath(window, clock)
        self._began = clock
        self._started = clock()
        self._deaf_left = 0
        self._away, self._second = QTimer(self), QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(_KEEPER_MS)
        self._second.setInterval(1000)
        self._wire()
        self.reset()
        self._attract()

    def _wire(self) -> None:
        self.idle.changed.connect(self._on_presence)
        self.idle.ticked.connect(self.stay.count)
        self.window.foot.over_asked.connect(self.start_over)
        self.window.stage.panel.over_asked.connect(self.start_over)
        self.window.stage.panel.codes_asked.connect(self._on_codes)
        self.window.resized.connect(self.corner.raise_)
        self.stay.over_asked.connect(self.start_over)
        self.corner.asked.connect(self.ask_pin)
        self.keys.asked.connect(self.ask_pin)
        self.guard.key_pressed.connect(self.keys.see)
        self.keypad.entered.connect(self._on_entered)
        self.keypad.left.connect(self._back_to_visitors)
        self.keeper.picked.connect(self._on_picked)
        self._known.connect(self._on_known)
        self._unknown.connect(self.keypad.tell)
        self._away.timeout.connect(self._back_to_visitors)
        self._second.timeout.connect(self._on_second)

    def show(self) -> None:
        """Covers the screen."""
        self.window.cover()

    def stir(self) -> None:
        """Somebody did something."""
        if self.window.scene in (self.keypad, self.keeper):
            self._away.start()
        self.idle.stir()

    def start_over(self) -> None:
        """For the next visitor, who stands here already."""
        self.reset()
        self._show(None)

    def reset(self) -> None:
        """Everything as at the start; nothing of the last visitor on screen or in memory."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        self._session.start_over()
        self.window.stage.renew()
        QGuiApplication.clipboard().clear()
        self.window.stage.setFocus()

    def ask_pin(self) -> None:
        """Shows the keypad."""
        self.keypad.clear()
        self.keypad.tell(self._wait_words())
        self._show(self.keypad)
        self.keypad.focus_home()
        self._away.start()

    def stop(self, how: Exit) -> None:
        """Lets the program end."""
        self.guard.lets_out = True
        self.attract.end()
        self.ended.emit(how)

    def health(self) -> str:
        """How the machine is, in words that can be read over the phone."""
        minutes = int((self._began() - self._started) // 60)
        words = self.tr(
            "Running for {hours} h {minutes} min. Screens: {screens}. Keepers: {keepers}."
        )
        return words.format(
            hours=minutes // 60,
            minutes=minutes % 60,
            screens=len(QGuiApplication.screens()),
            keepers=", ".join(self._book.names),
        )

    def _show(self, scene: QWidget | None) -> None:
        self.window.show_scene(scene)
        self.corner.raise_()

    def _attract(self) -> None:
        self._show(self.attract)
        self.attract.begin(self._rules.attract_seconds, self._rules.dim_after_seconds)
        self.corner.raise_()

    def _on_presence(self, presence: Presence) -> None:
        if presence is Presence.GONE:
            self.reset()
            self._attract()
        elif presence is Presence.MAYBE_GONE:
            self.stay.count(self._rules.warn_seconds)
            self._show(self.stay)
            self.stay.focus_home()
        else:
            self.attract.end()
            if self.window.scene in (self.attract, self.stay):
                self._show(None)

    def _on_codes(self) -> None:
        """The summary as codes for a phone, inside the window."""
        # Imported here: whoever wants no code does not pay for it.
        from app.kiosk.codes import codes_of

        codes = codes_of(self._atlas, self._session.showing, self.window)
        codes.finished.connect(self._on_codes_done)
        self._show(codes)

    def _on_codes_done(self) -> None:
        self._show(None)

    def _on_entered(self, digits: str) -> None:
        """Looks at a PIN in a thread of its own: stretching it takes a tenth of a second."""
        threading.Thread(target=self._try, args=(digits,), daemon=True).start()

    def _try(self, digits: str) -> None:
        try:
            name = self._book.keeper(digits)
        except (OSError, PinError) as error:
            self._unknown.emit(str(error))
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
        self.keeper.greet(name, self.health())
        self._show(self.keeper)
        self.keeper.focus_home()

    def _on_picked(self, key: str) -> None:
        if key == "clean":
            self._clean()
        elif key in _EXITS:
            self.stop(_EXITS[key])
        else:
            self._back_to_visitors()

    def _back_to_visitors(self) -> None:
        self._away.stop()
        self.reset()
        self._show(None)
        self.idle.stir()

    def _clean(self) -> None:
        self._away.stop()
        self._deaf_left = _CLEAN_S
        self.guard.is_deaf = True
        self.deaf.count(self._deaf_left)
        self._show(self.deaf)
        self._second.start()

    def _on_second(self) -> None:
        self._deaf_left -= 1
        self.deaf.count(self._deaf_left)
        self.idle.stir()
        if self._deaf_left <= 0:
            self._second.stop()
            self.guard.is_deaf = False
            self._back_to_visitors()


_EXITS = {"leave": Exit.LEFT, "restart": Exit.RESTART, "off": Exit.SHUT_DOWN}
