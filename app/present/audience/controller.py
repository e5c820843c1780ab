"""Keeps the audience window: on which screen it is, what it shows, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from app.painting.scene import InteractionState
from app.present.audience.live_status import is_clinician_only, showing_for_audience
from app.present.audience.pane import AudienceResources
from app.present.audience.screens import AudienceScreens
from app.present.audience.window import AudienceMode, AudienceWindow
from app.session.session import Session
from app.session.state import Showing

if TYPE_CHECKING:  # not imported before something is shown
    from app.present.audience.screensaver_inhibitor import ScreenSaverInhibitor

ORDINARY_WINDOW = "window"
"""The name that stands for an ordinary window instead of a screen."""
_WINDOW_SHARE = 0.45


class AudienceController(QObject):
    """Opens the window only when asked to, and takes it home when its screen goes.

    The argument `screen` is the name of the screen that a person picked, or WINDOW, or None; the
    attribute `screen` is where the window was shown last, picked or not.

    Signals:
        changed: the window, its mode or its place is another.
        painted: its picture is another.
        came_home, is_back: the name of the screen that has gone, or that is there again.
    """

    changed = Signal()
    picture_changed = Signal()
    screen_lost = Signal(str)
    screen_restored = Signal(str)

    def __init__(
        self, session: Session, wear: AudienceResources, home: QWidget, screen: str | None
    ) -> None:
        super().__init__(home)
        self._session, self._resources, self._clinician_widget = session, wear, home
        self._preferred_screen, self.screen = screen, screen
        self.lost_screen = ""
        self._scroll_fraction = 0.0
        self._text_key: tuple[object, ...] = ()
        self._screensaver_inhibitor: ScreenSaverInhibitor | None = None
        self.window: AudienceWindow | None = None
        self.screens = AudienceScreens(self)
        self.screens.screen_removed.connect(self.on_screen_removed)
        self.screens.screen_added.connect(self._on_screen_added)
        session.changed.connect(self._on_session_changed)

    def preferred_screen(self) -> str | None:
        """Where to show it without asking: where a person picked, else the only other screen.

        Without another screen it is an ordinary window; None where a person has to pick.
        """
        here = AudienceScreens.screen_of(self._clinician_widget).name()
        others = [name for name in AudienceScreens.names() if name != here]
        if self._preferred_screen is not None and self._preferred_screen in (
            *others,
            ORDINARY_WINDOW,
        ):
            return self._preferred_screen
        return (others or [ORDINARY_WINDOW])[0] if len(others) < 2 else None

    def set_preferred_screen(self, name: str) -> None:
        """From now on it is shown there without asking: a person has picked."""
        self._preferred_screen = name

    def show_on(self, name: str) -> None:
        """Shows it on a screen, or as an ordinary window.

        The clinician's own screen is never filled: the controls would be below it.
        """
        self.screen, self.lost_screen = name, ""
        window = self.window or self._create_window()
        screen = AudienceScreens.find_screen(name)
        if screen is None or name == AudienceScreens.screen_of(self._clinician_widget).name():
            window.show_as_window(self._window_geometry())
        else:
            window.fill_screen(screen)
        self._inhibit_screensaver()
        self.changed.emit()
        self.picture_changed.emit()

    def _inhibit_screensaver(self) -> None:
        """From the first time that something is shown until the end no screen saver comes."""
        # Imported here: it is not needed before something is shown.
        from app.present.audience.screensaver_inhibitor import ScreenSaverInhibitor

        if self._screensaver_inhibitor is None:
            self._screensaver_inhibitor = ScreenSaverInhibitor(self)
        self._screensaver_inhibitor.inhibit()

    def end(self) -> None:
        """Closes it for good, and lets the screen saver come again."""
        self.close()
        self.screens.hide_numbers()
        if self._screensaver_inhibitor is not None:
            self._screensaver_inhibitor.release()
        self.deleteLater()

    def raise_window(self) -> None:
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

    def set_mode(self, mode: AudienceMode) -> None:
        """Mirrors, holds or hides."""
        if self.window is not None:
            self.window.set_mode(mode, showing_for_audience(self._session.showing))
            self.window.scroll_to(self._scroll_fraction)
            self.changed.emit()

    def mirror(self) -> None:
        """The audience sees what the clinician sees."""
        self.set_mode(AudienceMode.MIRROR)

    def freeze(self) -> None:
        """The audience goes on seeing what it sees now."""
        self.set_mode(AudienceMode.FREEZE)

    def blank(self) -> None:
        """The audience sees nothing."""
        self.set_mode(AudienceMode.BLANK)

    def show_transient(self, passing: InteractionState) -> None:
        """Shows pen and pointer, if it mirrors."""
        if self.window is not None:
            self.window.show_transient(passing)
            self.picture_changed.emit()

    def scroll_to(self, share: float) -> None:
        """Scrolls the words as the clinician's; later, if they do not follow now.

        A page that only the clinician sees scrolls nothing here.
        """
        if is_clinician_only(self._session.showing):
            return
        self._scroll_fraction = share
        if self.window is not None:
            self.window.scroll_to(share)
            self.picture_changed.emit()

    def on_screen_removed(self, name: str) -> None:
        """A screen was unplugged: what was on it comes home as a window, as it was."""
        if self.window is not None and self.screen == name:
            self.lost_screen = name
            self.window.show_as_window(self._window_geometry())
            self.raise_window()
            self.screen_lost.emit(name)
            self.changed.emit()

    def _on_screen_added(self, name: str) -> None:
        if self.window is not None and name == self.lost_screen:
            self.screen_restored.emit(name)

    def _create_window(self) -> AudienceWindow:
        self.window = AudienceWindow(self._resources, showing_for_audience(self._session.showing))
        self.window.closed.connect(self.close)
        self.window.picture_changed.connect(self.picture_changed)
        self.window.scroll_to(self._scroll_fraction)
        return self.window

    def _on_session_changed(self, showing: Showing) -> None:
        shown = showing_for_audience(showing)
        told = shown.place, shown.topic, shown.page, shown.compared
        if told != self._text_key:  # other words begin at their first line
            self._text_key, self._scroll_fraction = told, 0.0
        if self.window is not None:
            self.window.set_showing(shown)

    def _window_geometry(self) -> QRect:
        """A part of the clinician's screen, in its lower corner."""
        whole = AudienceScreens.screen_of(self._clinician_widget).availableGeometry()
        wide, tall = int(whole.width() * _WINDOW_SHARE), int(whole.height() * _WINDOW_SHARE)
        return QRect(whole.right() - wide, whole.bottom() - tall, wide, tall)
