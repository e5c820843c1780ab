"""Full-screen window of a kiosk display: workspace, bottom bar and at most one overlay.

Under X11 it also keeps itself above other windows.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QGuiApplication, QResizeEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from app.kiosk.bottom_bar import BottomBar
from app.kiosk.search_sheet import SearchSheet
from app.session.state import Showing
from app.widgets.accessible_role import HasAccessibleRole, install_accessible_roles
from app.widgets.dialog_role import ModalDialog
from app.widgets.single_shot import single_shot
from app.widgets.themed import apply_theme_to_tree
from app.widgets.widget_tree import descendants
from app.workspace.workspace import Workspace

_SHORT_INTERVAL_MS, _LONG_INTERVAL_MS = 2_000, 10_000
_RESTORE_MS = 100
_UNDER_MOUSE = Qt.WidgetAttribute.WA_UnderMouse


def clear_hover(root: QWidget) -> None:
    """Clear the hover state of `root` and its children; Qt sends no Leave event to hidden ones.

    A pointer that is still above a widget is noticed with its next move.
    """
    for widget in (root, *descendants(root, QWidget)):
        if widget.testAttribute(_UNDER_MOUSE):
            widget.setAttribute(_UNDER_MOUSE, on=False)
            widget.update()


class KeepOnTop(QObject):
    """Restores position, stacking order and keyboard grab of a window at an interval.

    It runs only on X without a window manager: elsewhere the compositor places and raises
    windows. X sends no event to a window that another one covers, so it has to be checked.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._geometry = QRect()
        self._timer = QTimer(self)
        self._timer.setInterval(_SHORT_INTERVAL_MS)
        self._timer.timeout.connect(self.restore)

    def start(self, screen: QScreen | None) -> None:
        """Keep the window on this screen from now on."""
        self._geometry = screen.geometry() if screen is not None else QRect()
        if QGuiApplication.platformName() == "xcb":
            self._timer.start()
            self.restore()

    def set_short_interval(self) -> None:
        """Check every 2 seconds, while a visitor may be there."""
        self._timer.setInterval(_SHORT_INTERVAL_MS)

    def set_long_interval(self) -> None:
        """Check every 10 seconds, once the screen is dimmed: each check wakes the machine."""
        self._timer.setInterval(_LONG_INTERVAL_MS)

    def restore(self) -> None:
        """Correct what another window or program has changed."""
        window, box = self._window, self._geometry
        handle = window.windowHandle()
        if box.isEmpty() or handle is None or not window.isVisible():
            return
        if not handle.isExposed():
            # Another program has unmapped it, and Qt still believes that it is shown.
            window.hide()
            window.show()
        if window.geometry() != box:
            window.setGeometry(box)
        window.raise_()
        focus = QGuiApplication.focusWindow()
        if focus in (None, handle):
            # A window loses the grab when it is hidden. Grabbing again waits for the server's
            # reply, which also sends raise_(): Qt 6.11 leaves it in a buffer otherwise.
            if focus is None:
                window.activateWindow()
            handle.setKeyboardGrabEnabled(True)


class KioskWindow(HasAccessibleRole, QWidget):
    """A frameless window as large as its screen, with at most one overlay above the workspace.

    Signals:
        resized: the window has a new size.
    """

    accessible_role = QAccessible.Role.Window

    resized = Signal()

    def __init__(
        self, workspace: Workspace, *, shows_cursor: bool, has_letters: bool = True
    ) -> None:
        kinds = Qt.WindowType
        install_accessible_roles()
        super().__init__(None, kinds.Window | kinds.FramelessWindowHint)
        self.setWindowTitle(self.tr("Back Atlas"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        self.workspace = workspace
        self.bottom_bar = BottomBar(workspace.theme, workspace.icons)
        self._shows_cursor = shows_cursor
        self._overlay: QWidget | None = None
        self._focused: QWidget | None = None
        self._has_focus_ring = False
        self._screen: QScreen | None = None
        self._restore_timer = single_shot(self, _RESTORE_MS, self._restore_full_screen)
        # Delayed: the press that hides an overlay is still being delivered to it.
        self._disable_timer = single_shot(self, 0, self._disable_hidden_overlays)
        self.keep_on_top = KeepOnTop(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(workspace, 1)
        column.addWidget(self.bottom_bar)
        self.search_sheet = SearchSheet(workspace, self, has_letters=has_letters)
        self.search_sheet.stackUnder(self.bottom_bar)  # in the order of what is on the screen
        self.bottom_bar.action.connect(workspace.session.apply)
        workspace.session.changed.connect(self._on_showing)

    @property
    def overlay(self) -> QWidget | None:
        """The overlay that is shown, or None."""
        return self._overlay

    def show_overlay(self, overlay: QWidget | None, *, is_modal: bool = True) -> None:
        """Show an overlay above the workspace, or none; an earlier one is hidden.

        A modal overlay disables the page below it for keys, touches and screen readers. A hidden
        overlay is disabled as well, because a screen reader can press a hidden button.
        """
        if self._overlay is not None and self._overlay is not overlay:
            self._overlay.hide()
            self._disable_timer.start()
            if self._overlay.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose):
                self._overlay.deleteLater()
        self._overlay = overlay
        if overlay is not None:
            apply_theme_to_tree(overlay, self.workspace.theme)
            overlay.setGeometry(self.rect())
            overlay.setEnabled(True)
            overlay.show()
            overlay.raise_()
        self._disable_page(is_disabled=overlay is not None and is_modal)

    def _disable_hidden_overlays(self) -> None:
        for child in self.children():
            if isinstance(child, ModalDialog) and isinstance(child, QWidget) and child.isHidden():
                child.setEnabled(False)

    def owns(self, target: QObject) -> bool:
        """Whether `target` is this window, its QWindow or a widget in it."""
        if isinstance(target, QWidget):
            return target.window() is self
        return target is self.windowHandle()

    def focus_page(self) -> None:
        """Give the page the focus, without a focus ring, now or as soon as it is enabled."""
        self._focused, self._has_focus_ring = self.workspace, False
        if self.workspace.isEnabled():
            self.workspace.setFocus()

    def _disable_page(self, *, is_disabled: bool) -> None:
        """Disable or enable the page; when it is enabled again, it gets the focus back."""
        if is_disabled is not self.workspace.isEnabled():
            return
        if is_disabled:
            self._focused = self.focusWidget()
            self._has_focus_ring = self.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        for part in (self.workspace, self.search_sheet, self.bottom_bar):
            part.setEnabled(not is_disabled)
        focused = self._focused
        if not is_disabled and focused is not None and isValid(focused):
            reasons = Qt.FocusReason
            shows_ring = self._has_focus_ring
            focused.setFocus(reasons.OtherFocusReason if shows_ring else reasons.MouseFocusReason)

    def cover_screen(self, screen: QScreen | None) -> None:
        """Cover `screen`, or the primary screen if it is None."""
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
        """Restore the window after it was minimized."""
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self._restore_timer.start()
        super().changeEvent(event)

    def _restore_full_screen(self) -> None:
        self.setWindowState(Qt.WindowState.WindowFullScreen)

    def open_search(self) -> None:
        """Open the search above the bottom bar."""
        self.search_sheet.show_in(self.workspace.geometry())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.search_sheet.close_search()
        self.resized.emit()

    def _on_showing(self, showing: Showing) -> None:
        if self.bottom_bar.theme is not self.workspace.theme:
            for part in (self.bottom_bar, self.search_sheet):
                apply_theme_to_tree(part, self.workspace.theme)
        self.bottom_bar.set_showing(showing)
