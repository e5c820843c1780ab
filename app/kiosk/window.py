"""Full-screen window of one kiosk display.

Workspace, bottom bar, one overlay, and keeping it on top under X11.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from app.kiosk.bottom_bar import Foot
from app.session.state import Showing
from app.widgets.dialog_role import ModalDialog
from app.widgets.event_loop import later
from app.widgets.themed import wear_all
from app.workspace.workspace import Stage

_UNDER = Qt.WidgetAttribute.WA_UnderMouse


def forget_hover(root: QWidget) -> None:
    """Nothing in it is pointed at any more; whoever still points is seen with the next move.

    Qt tells only what is in sight that a finger has left it.
    """
    for widget in (root, *root.findChildren(QWidget)):
        if widget.testAttribute(_UNDER):
            widget.setAttribute(_UNDER, on=False)
            widget.update()


_OFTEN_MS, _SELDOM_MS = 2_000, 10_000


class Hold(QObject):
    """Looks now and then, on bare X only: elsewhere the session places and raises windows.

    X tells nobody who is covered by another window, so that there is nothing to wait for.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._box = QRect()
        self._timer = QTimer(self)
        self._timer.setInterval(_OFTEN_MS)
        self._timer.timeout.connect(self.look)

    def begin(self, screen: QScreen | None) -> None:
        """From now on the window belongs on this screen."""
        self._box = screen.geometry() if screen is not None else QRect()
        if QGuiApplication.platformName() == "xcb":
            self._timer.start()
            self.look()

    def look_often(self) -> None:
        """Somebody may be there."""
        self._timer.setInterval(_OFTEN_MS)

    def look_seldom(self) -> None:
        """Nobody has been there for long: each look wakes the machine."""
        self._timer.setInterval(_SELDOM_MS)

    def look(self) -> None:
        """Puts right what is wrong."""
        window, box = self._window, self._box
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


_BACK_MS = 100


class KioskWindow(QWidget):
    """Frameless, and as large as its screen; shows at most one scene over the stage.

    Signals:
        resized: it has another size.
    """

    resized = Signal()

    def __init__(self, stage: Stage, *, shows_cursor: bool) -> None:
        kinds = Qt.WindowType
        super().__init__(None, kinds.Window | kinds.FramelessWindowHint)
        self.setWindowTitle(self.tr("Back Atlas"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        self.stage, self.foot = stage, Foot(stage.look)
        self._shows_cursor = shows_cursor
        self._scene: QWidget | None = None
        self._focused: QWidget | None = None
        self._has_ring = False
        self._covers: QScreen | None = None
        self._back = later(self, _BACK_MS, self._come_back)
        # Later: the press that hides a scene is still on its way to it.
        self._hidden = later(self, 0, self._disable_hidden)
        self.hold = Hold(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(stage, 1)
        column.addWidget(self.foot)
        self.foot.list_asked.connect(self._on_list)
        stage.session.changed.connect(self._on_showing)

    @property
    def scene(self) -> QWidget | None:
        """What lies over the stage."""
        return self._scene

    def show_scene(self, scene: QWidget | None, *, is_modal: bool = True) -> None:
        """Puts a scene over the stage, or none.

        Under a modal one the page is disabled: no key, no finger and no screen reader reaches it.
        A hidden scene is disabled as well, because a screen reader can press a hidden button.
        """
        if self._scene is not None and self._scene is not scene:
            self._scene.hide()
            self._hidden.start()
            if self._scene.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose):
                self._scene.deleteLater()
        self._scene = scene
        if scene is not None:
            wear_all(scene, self.stage.look)
            scene.setGeometry(self.rect())
            scene.setEnabled(True)
            scene.show()
            scene.raise_()
        self._disable_page(is_disabled=scene is not None and is_modal)

    def _disable_hidden(self) -> None:
        for one in self.children():
            if isinstance(one, ModalDialog) and isinstance(one, QWidget) and one.isHidden():
                one.setEnabled(False)

    def holds(self, one: QObject) -> bool:
        """Whether an object is this window, the window system's part of it, or a widget in it."""
        if isinstance(one, QWidget):
            return one.window() is self
        return one is self.windowHandle()

    def focus_page(self) -> None:
        """Gives the focus to the page itself, without a ring, as soon as it can take it."""
        self._focused, self._has_ring = self.stage, False
        if self.stage.isEnabled():
            self.stage.setFocus()

    def _disable_page(self, *, is_disabled: bool) -> None:
        """Disables or enables the page; enabled again, it has the focus where it was."""
        if is_disabled is not self.stage.isEnabled():
            return
        if is_disabled:
            self._focused = self.focusWidget()
            self._has_ring = self.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        for part in (self.stage, self.foot):
            part.setEnabled(not is_disabled)
        focused = self._focused
        if not is_disabled and focused is not None and isValid(focused):
            reasons = Qt.FocusReason
            ring = reasons.OtherFocusReason if self._has_ring else reasons.MouseFocusReason
            focused.setFocus(ring)

    def cover(self, screen: QScreen | None) -> None:
        """Covers a screen: full screen, without a word to a window manager about a frame."""
        self._covers = screen or QGuiApplication.primaryScreen()
        if self._covers is not None:
            self.winId()
            self.windowHandle().setScreen(self._covers)
            self.setGeometry(self._covers.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        if not self._shows_cursor:
            self.setCursor(Qt.CursorShape.BlankCursor)
        self.show()
        self.raise_()
        self.hold.begin(self._covers)

    def changeEvent(self, event: QEvent) -> None:
        """Comes back when somebody has made it small."""
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self._back.start()
        super().changeEvent(event)

    def _come_back(self) -> None:
        self.setWindowState(Qt.WindowState.WindowFullScreen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.resized.emit()

    def _on_list(self) -> None:
        # Imported here: nobody asks for it before the first picture.
        from app.session.state import Page

        self.stage.session.open_page(Page.KEPT)

    def _on_showing(self, showing: Showing) -> None:
        if self.foot.look is not self.stage.look:
            wear_all(self.foot, self.stage.look)
        self.foot.show_showing(showing)
