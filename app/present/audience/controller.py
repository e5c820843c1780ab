"""Keeps the audience window: on which screen it is, what it shows, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from app.painting.scene import Passing
from app.present.audience.live_status import for_audience, is_desk_only
from app.present.audience.pane import Wear
from app.present.audience.screens import Screens
from app.present.audience.window import Audience, Mode
from app.session.session import Session
from app.session.state import Showing

if TYPE_CHECKING:  # not imported before something is shown
    from app.present.audience.screensaver_inhibitor import Awake

WINDOW = "window"
"""The name that stands for an ordinary window instead of a screen."""
_SHARE = 0.45


class AudienceKeeper(QObject):
    """Opens the window only when asked to, and takes it home when its screen goes.

    The argument `screen` is the name of the screen that a person picked, or WINDOW, or None; the
    attribute `screen` is where the window was shown last, picked or not.

    Signals:
        changed: the window, its mode or its place is another.
        painted: its picture is another.
        came_home, is_back: the name of the screen that has gone, or that is there again.
    """

    changed = Signal()
    painted = Signal()
    came_home = Signal(str)
    is_back = Signal(str)

    def __init__(self, session: Session, wear: Wear, home: QWidget, screen: str | None) -> None:
        super().__init__(home)
        self._session, self._wear, self._home = session, wear, home
        self._picked, self.screen = screen, screen
        self.lost = ""
        self._scrolled = 0.0
        self._told: tuple[object, ...] = ()
        self._awake: Awake | None = None
        self.window: Audience | None = None
        self.screens = Screens(self)
        self.screens.gone.connect(self.screen_gone)
        self.screens.there.connect(self._on_there)
        session.changed.connect(self._on_showing)

    def usual_place(self) -> str | None:
        """Where to show it without asking: where a person picked, else the only other screen.

        Without another screen it is an ordinary window; None where a person has to pick.
        """
        here = Screens.of(self._home).name()
        others = [name for name in Screens.names() if name != here]
        if self._picked is not None and self._picked in (*others, WINDOW):
            return self._picked
        return (others or [WINDOW])[0] if len(others) < 2 else None

    def pick(self, name: str) -> None:
        """From now on it is shown there without asking: a person has picked."""
        self._picked = name

    def show_on(self, name: str) -> None:
        """Shows it on a screen, or as an ordinary window.

        The clinician's own screen is never filled: the controls would be below it.
        """
        self.screen, self.lost = name, ""
        window = self.window or self._make()
        screen = Screens.named(name)
        if screen is None or name == Screens.of(self._home).name():
            window.show_as_window(self._room())
        else:
            window.fill(screen)
        self._stay_awake()
        self.changed.emit()
        self.painted.emit()

    def _stay_awake(self) -> None:
        """From the first time that something is shown until the end no screen saver comes."""
        # Imported here: it is not needed before something is shown.
        from app.present.audience.screensaver_inhibitor import Awake

        if self._awake is None:
            self._awake = Awake(self)
        self._awake.hold()

    def end(self) -> None:
        """Closes it for good, and lets the screen saver come again."""
        self.close()
        self.screens.end_flash()
        if self._awake is not None:
            self._awake.release()
        self.deleteLater()

    def bring_forward(self) -> None:
        """Puts an ordinary window before the clinician's, where it can be seen and moved."""
        if self.window is not None and not self.window.isFullScreen():
            self.window.raise_()

    def close(self) -> None:
        """Closes it; what was drawn and chosen stays."""
        window, self.window = self.window, None
        if window is not None:
            window.closed.disconnect(self.close)
            window.close()
            window.deleteLater()
            self.changed.emit()

    def set_mode(self, mode: Mode) -> None:
        """Mirrors, holds or hides."""
        if self.window is not None:
            self.window.set_mode(mode, for_audience(self._session.showing))
            self.window.scroll_to(self._scrolled)
            self.changed.emit()

    def mirror(self) -> None:
        """The audience sees what the clinician sees."""
        self.set_mode(Mode.MIRROR)

    def freeze(self) -> None:
        """The audience goes on seeing what it sees now."""
        self.set_mode(Mode.FREEZE)

    def blank(self) -> None:
        """The audience sees nothing."""
        self.set_mode(Mode.BLANK)

    def show_passing(self, passing: Passing) -> None:
        """Shows pen and pointer, if it mirrors."""
        if self.window is not None:
            self.window.show_passing(passing)
            self.painted.emit()

    def scroll_to(self, share: float) -> None:
        """Scrolls the words as the clinician's; later, if they do not follow now.

        A page that only the clinician sees scrolls nothing here.
        """
        if is_desk_only(self._session.showing):
            return
        self._scrolled = share
        if self.window is not None:
            self.window.scroll_to(share)
            self.painted.emit()

    def screen_gone(self, name: str) -> None:
        """A screen was unplugged: what was on it comes home as a window, as it was."""
        if self.window is not None and self.screen == name:
            self.lost = name
            self.window.show_as_window(self._room())
            self.bring_forward()
            self.came_home.emit(name)
            self.changed.emit()

    def _on_there(self, name: str) -> None:
        if self.window is not None and name == self.lost:
            self.is_back.emit(name)

    def _make(self) -> Audience:
        self.window = Audience(self._wear, for_audience(self._session.showing))
        self.window.closed.connect(self.close)
        self.window.painted.connect(self.painted)
        self.window.scroll_to(self._scrolled)
        return self.window

    def _on_showing(self, showing: Showing) -> None:
        shown = for_audience(showing)
        told = shown.place, shown.topic, shown.page, shown.beside
        if told != self._told:  # other words begin at their first line
            self._told, self._scrolled = told, 0.0
        if self.window is not None:
            self.window.show_showing(shown)

    def _room(self) -> QRect:
        """A part of the clinician's screen, in its lower corner."""
        whole = Screens.of(self._home).availableGeometry()
        wide, tall = int(whole.width() * _SHARE), int(whole.height() * _SHARE)
        return QRect(whole.right() - wide, whole.bottom() - tall, wide, tall)
