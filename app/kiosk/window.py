"""Full-screen window of one kiosk display.

Workspace, bottom bar, one overlay, and keeping it on top under X11.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from app.kiosk.bottom_bar import BottomBar
from app.session.state import Showing
from app.widgets.dialog_role import ModalDialog
from app.widgets.event_loop import single_shot
from app.widgets.themed import apply_theme_to_tree
from app.workspace.workspace import Workspace

_UNDER = Qt.WidgetAttribute.WA_UnderMouse


def clear_hover(root: QWidget) -> None:
    """Nothing in it is pointed at any more; whoever still points is seen with the next move.

    Qt tells only what is in sight that a finger has left it.
    """
    for widget in (root, *root.findChildren(QWidget)):
        if widget.testAttribute(_UNDER):
            widget.setAttribute(_UNDER, on=False)
            widget.update()


_SHORT_INTERVAL_MS, _LONG_INTERVAL_MS = 2_000, 10_000


class KeepOnTop(QObject):
    """Looks now and then, on bare X only: elsewhere the session places and raises windows.

    X tells nobody who is covered by another window, so that there is nothing to wait for.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._geometry = QRect()
        self._timer = QTimer(self)
        self._timer.setInterval(_SHORT_INTERVAL_MS)
        self._timer.timeout.connect(self.restore)

    def start(self, screen: QScreen | None) -> None:
        """From now on the window belongs on this screen."""
        self._geometry = screen.geometry() if screen is not None else QRect()
        if QGuiApplication.platformName() == "xcb":
            self._timer.start()
            self.restore()

    def set_short_interval(self) -> None:
        """Somebody may be there."""
        self._timer.setInterval(_SHORT_INTERVAL_MS)

    def set_long_interval(self) -> None:
        """Nobody has been there for long: each look wakes the machine."""
        self._timer.setInterval(_LONG_INTERVAL_MS)

    def restore(self) -> None:
        """Puts right what is wrong."""
        window, box = self._window, self._geometry
        handle = window.windowHandle()
        if box.isEmpty() or handle is None or not window.isVisible():
            return
        if not handle.isExposed():
            # Unmapped by somebody else: Qt still takes it to be shown.
            window.hide()
            window.show()
        if window.geometry() != box:
            window.setGeometry(box)
        window.raise_()
        focus = QGuiApplication.focusWindow()
        if focus in (None, handle):
            # The grab ends where the window is hidden. Its answer also sends off what was asked
            # for before: Qt 6.11 leaves raise_() in a buffer while nothing else happens.
            if focus is None:
                window.activateWindow()
            handle.setKeyboardGrabEnabled(True)


_RESTORE_MS = 100


class KioskWindow(QWidget):
    """Frameless, and as large as its screen; shows at most one scene over the stage.

    Signals:
        resized: it has another size.
    """

    resized = Signal()

    def __init__(self, workspace: Workspace, *, shows_cursor: bool) -> None:
        kinds = Qt.WindowType
        super().__init__(None, kinds.Window | kinds.FramelessWindowHint)
        self.setWindowTitle(self.tr("Back Atlas"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        self.workspace, self.bottom_bar = workspace, BottomBar(workspace.theme)
        self._shows_cursor = shows_cursor
        self._overlay: QWidget | None = None
        self._focused: QWidget | None = None
        self._has_ring = False
        self._screen: QScreen | None = None
        self._restore_timer = single_shot(self, _RESTORE_MS, self._restore_full_screen)
        # Later: the press that hides a scene is still on its way to it.
        self._disable_timer = single_shot(self, 0, self._disable_hidden_overlays)
        self.keep_on_top = KeepOnTop(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(workspace, 1)
        column.addWidget(self.bottom_bar)
        self.bottom_bar.action.connect(workspace.session.apply)
        workspace.session.changed.connect(self._on_showing)

    @property
    def overlay(self) -> QWidget | None:
        """What lies over the stage."""
        return self._overlay

    def show_overlay(self, scene: QWidget | None, *, is_modal: bool = True) -> None:
        """Puts a scene over the stage, or none.

        Under a modal one the page is disabled: no key, no finger and no screen reader reaches it.
        A hidden scene is disabled as well, because a screen reader can press a hidden button.
        """
        if self._overlay is not None and self._overlay is not scene:
            self._overlay.hide()
            self._disable_timer.start()
            if self._overlay.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose):
                self._overlay.deleteLater()
        self._overlay = scene
        if scene is not None:
            apply_theme_to_tree(scene, self.workspace.theme)
            scene.setGeometry(self.rect())
            scene.setEnabled(True)
            scene.show()
            scene.raise_()
        self._disable_page(is_disabled=scene is not None and is_modal)

    def _disable_hidden_overlays(self) -> None:
        for one in self.children():
            if isinstance(one, ModalDialog) and isinstance(one, QWidget) and one.isHidden():
                one.setEnabled(False)

    def owns(self, one: QObject) -> bool:
        """Whether an object is this window, the window system's part of it, or a widget in it."""
        if isinstance(one, QWidget):
            return one.window() is self
        return one is self.windowHandle()

    def focus_page(self) -> None:
        """Gives the focus to the page itself, without a ring, as soon as it can take it."""
        self._focused, self._has_ring = self.workspace, False
        if self.workspace.isEnabled():
            self.workspace.setFocus()

    def _disable_page(self, *, is_disabled: bool) -> None:
        """Disables or enables the page; enabled again, it has the focus where it was."""
        if is_disabled is not self.workspace.isEnabled():
            return
        if is_disabled:
            self._focused = self.focusWidget()
            self._has_ring = self.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        for part in (self.workspace, self.bottom_bar):
            part.setEnabled(not is_disabled)
        focused = self._focused
        if not is_disabled and focused is not None and isValid(focused):
            reasons = Qt.FocusReason
            ring = reasons.OtherFocusReason if self._has_ring else reasons.MouseFocusReason
            focused.setFocus(ring)

    def cover_screen(self, screen: QScreen | None) -> None:
        """Covers a screen: full screen, without a word to a window manager about a frame."""
        self._screen = screen or QGuiApplication.primaryScreen()
        if self._screen is not None:
            self.winId()
            self.windowHandle().setScreen(self._screen)
            self.setGeometry(self._screen.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        if not self._shows_cursor:
            self.setCursor(Qt.CursorShape.BlankCursor)
        self.show()
        self.raise_()
        self.keep_on_top.start(self._screen)

    def changeEvent(self, event: QEvent) -> None:
        """Comes back when somebody has made it small."""
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self._restore_timer.start()
        super().changeEvent(event)

    def _restore_full_screen(self) -> None:
        self.setWindowState(Qt.WindowState.WindowFullScreen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.resized.emit()

    def _on_showing(self, showing: Showing) -> None:
        if self.bottom_bar.theme is not self.workspace.theme:
            apply_theme_to_tree(self.bottom_bar, self.workspace.theme)
        self.bottom_bar.set_showing(showing)
