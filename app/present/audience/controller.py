"""Controller of the audience window: its screen, its mode and what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from app.painting.scene import InteractionState
from app.present.actions import AudienceMode
from app.present.audience.live_status import is_clinician_only, showing_for_audience
from app.present.audience.pane import AudienceResources
from app.present.audience.screens import AudienceScreens
from app.present.audience.text import ScrollTarget
from app.present.audience.window import AudienceWindow
from app.session.session import Session
from app.session.state import Showing
from app.support.qt_signals import disconnect

if TYPE_CHECKING:  # imported when the audience window is first shown: it loads QtDBus
    from app.present.audience.screensaver_inhibitor import ScreenSaverInhibitor

ORDINARY_WINDOW = "window"
"""Used instead of the name of a screen if the audience window is an ordinary window."""
_WINDOW_SHARE = 0.45  # of the screen's width and height


@dataclass(frozen=True, slots=True)
class ScreenLost:
    """The screen of the audience window was disconnected."""

    name: str


@dataclass(frozen=True, slots=True)
class ScreenRestored:
    """The screen that was lost is connected again."""

    name: str


ScreenEvent = ScreenLost | ScreenRestored


class AudienceController(QObject):
    """Opens the audience window when asked to, and keeps it when its screen is disconnected.

    The argument `screen` is the name of the screen that the clinician picked before, or
    ORDINARY_WINDOW, or None. The attribute `screen` is where the window was shown last.

    Signals:
        changed: the window was opened, closed or moved, or its mode has changed.
        picture_changed: the window shows something else; emitted with every stroke of the pen.
        screen_event: a ScreenEvent.
    """

    changed = Signal()
    picture_changed = Signal()
    screen_event = Signal(object)

    def __init__(
        self,
        session: Session,
        resources: AudienceResources,
        clinician_widget: QWidget,
        screen: str | None,
    ) -> None:
        super().__init__(clinician_widget)
        self._session, self._resources = session, resources
        self._clinician_widget = clinician_widget
        self._preferred_screen, self.screen = screen, screen
        self._lost_screen = ""
        self._scroll_target: ScrollTarget | None = None
        self._text_key: tuple[object, ...] = ()
        self._screensaver_inhibitor: ScreenSaverInhibitor | None = None
        self.window: AudienceWindow | None = None
        self.screens = AudienceScreens(self)
        self.screens.screen_removed.connect(self.on_screen_removed)
        self.screens.screen_added.connect(self._on_screen_added)
        session.changed.connect(self._on_session_changed)

    def preferred_screen(self) -> str | None:
        """Where the window can be shown without asking: a screen's name or ORDINARY_WINDOW.

        This is the screen that the clinician picked, otherwise the only other screen, otherwise
        an ordinary window if there is no other screen. None if there are several.
        """
        own_screen = AudienceScreens.screen_of(self._clinician_widget).name()
        others = [name for name in AudienceScreens.names() if name != own_screen]
        if self._preferred_screen is not None and self._preferred_screen in (
            *others,
            ORDINARY_WINDOW,
        ):
            return self._preferred_screen
        return (others or [ORDINARY_WINDOW])[0] if len(others) < 2 else None

    def set_preferred_screen(self, name: str) -> None:
        """Remember the screen that the clinician picked."""
        self._preferred_screen = name

    def show_on(self, name: str) -> None:
        """Show the window on a screen, or as an ordinary window.

        It never fills the clinician's own screen, because it would cover the controls.
        """
        self.screen, self._lost_screen = name, ""
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
        """Prevent the screen saver from now on until `end`."""
        from app.present.audience.screensaver_inhibitor import ScreenSaverInhibitor

        if self._screensaver_inhibitor is None:
            self._screensaver_inhibitor = ScreenSaverInhibitor(self)
        self._screensaver_inhibitor.inhibit()

    def end(self) -> None:
        """Close the window and allow the screen saver again."""
        self.close()
        self.screens.hide_numbers()
        if self._screensaver_inhibitor is not None:
            self._screensaver_inhibitor.release()
        self.deleteLater()

    def raise_window(self) -> None:
        """Raise an ordinary window above the clinician's, where it can be seen and moved."""
        if self.window is not None and not self.window.isFullScreen():
            self.window.raise_()

    def close(self) -> None:
        """Close the window; marks and list are not affected."""
        window, self.window = self.window, None
        if window is not None:
            disconnect(window.closed, self.close)
            window.close()
            window.deleteLater()
            self.changed.emit()

    def set_mode(self, mode: AudienceMode) -> None:
        """Change what the window shows; ignored if there is no window."""
        if self.window is not None:
            self.window.set_mode(mode, showing_for_audience(self._session.showing))
            self._scroll_window()
            self.changed.emit()

    def show_transient(self, transient: InteractionState) -> None:
        """Show the unfinished mark and the pointer, if the window mirrors."""
        if self.window is not None:
            self.window.show_transient(transient)
            self.picture_changed.emit()

    def scroll_to(self, target: ScrollTarget) -> None:
        """Scroll the text to the clinician's position, or remember it until it mirrors.

        Scrolling a page that only the clinician sees has no effect.
        """
        if is_clinician_only(self._session.showing):
            return
        self._scroll_target = target
        if self.window is not None:
            self._scroll_window()
            self.picture_changed.emit()

    def _scroll_window(self) -> None:
        if self.window is not None:
            self.window.scroll_to(self._scroll_target)

    def on_screen_removed(self, name: str) -> None:
        """Move the window to the clinician's screen if its own screen was disconnected."""
        if self.window is not None and self.screen == name:
            self._lost_screen = name
            self.window.show_as_window(self._window_geometry())
            self.raise_window()
            self.screen_event.emit(ScreenLost(name))
            self.changed.emit()

    def _on_screen_added(self, name: str) -> None:
        if self.window is not None and name == self._lost_screen:
            self.screen_event.emit(ScreenRestored(name))

    def _create_window(self) -> AudienceWindow:
        self.window = AudienceWindow(self._resources, showing_for_audience(self._session.showing))
        self.window.closed.connect(self.close)
        self.window.picture_changed.connect(self.picture_changed)
        self._scroll_window()
        return self.window

    def _on_session_changed(self, showing: Showing) -> None:
        audience_showing = showing_for_audience(showing)
        text_key = (
            audience_showing.place,
            audience_showing.topic,
            audience_showing.page,
            audience_showing.compared,
        )
        if text_key != self._text_key:  # a different text starts at its first line
            self._text_key, self._scroll_target = text_key, None
        if self.window is not None:
            self.window.set_showing(audience_showing)

    def _window_geometry(self) -> QRect:
        """The lower right part of the clinician's screen."""
        screen = AudienceScreens.screen_of(self._clinician_widget).availableGeometry()
        width, height = int(screen.width() * _WINDOW_SHARE), int(screen.height() * _WINDOW_SHARE)
        return QRect(screen.right() - width, screen.bottom() - height, width, height)
