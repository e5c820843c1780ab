"""What may reach the program in a kiosk: an allow-list in one filter that fails closed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

_log = logging.getLogger(__name__)
_K, _M, _T = Qt.Key, Qt.KeyboardModifier, QEvent.Type
KEYS = frozenset(
    {
        _K.Key_Tab,
        _K.Key_Backtab,
        _K.Key_Return,
        _K.Key_Enter,
        _K.Key_Space,
        _K.Key_Left,
        _K.Key_Right,
        _K.Key_Up,
        _K.Key_Down,
        _K.Key_PageUp,
        _K.Key_PageDown,
        _K.Key_Home,
        _K.Key_End,
        _K.Key_Backspace,
        _K.Key_Delete,
        _K.Key_Escape,
    }
)
MODIFIERS = _M.ShiftModifier | _M.KeypadModifier
_PRESSES = frozenset({_T.KeyPress, _T.KeyRelease, _T.ShortcutOverride})
_MICE = frozenset({_T.MouseButtonPress, _T.MouseButtonRelease, _T.MouseButtonDblClick})
_MOVES = frozenset({_T.MouseMove, _T.Wheel})
_TOUCHES = frozenset({_T.TouchBegin, _T.TouchUpdate, _T.TouchEnd, _T.TouchCancel})
_NEVER = frozenset(
    {
        _T.Shortcut,
        _T.ContextMenu,
        _T.WhatsThis,
        _T.EnterWhatsThisMode,
        _T.QueryWhatsThis,
        _T.ToolTip,
        _T.DragEnter,
        _T.DragMove,
        _T.DragLeave,
        _T.Drop,
        _T.FileOpen,
    }
)
_TREMBLES = 4
_ENDS = frozenset({_T.Close, _T.Quit})
_STIRS = _PRESSES | _MICE | _MOVES | _TOUCHES
_TOLD_BY_MOUSE = frozenset({_T.TouchBegin, _T.TouchEnd})
"""A tap is told as a press of the mouse: told before it, it would close what it is meant for."""


def _never(_watched: QObject, _event: QEvent) -> bool:
    return False


class InputGuard(QObject):
    """Lies on the application; `stir` is told of every sign of a person, and what it came to.

    `is_deaf`: nothing gets in at all (the screen is being cleaned). `lets_out`: the program may
    close and end (a keeper or the system said so). `comes_too_soon` tells which input is ignored
    because the page has just changed.

    Signals:
        key_pressed: the number of a key that was let in.
    """

    key_pressed = Signal(int)

    def __init__(
        self,
        app: QApplication,
        stir: Callable[[QObject], None],
        comes_too_soon: Callable[[QObject, QEvent], bool] = _never,
    ) -> None:
        super().__init__(app)
        self._app, self._stir, self._comes_too_soon = app, stir, comes_too_soon
        self.is_deaf = False
        self.lets_out = False
        self._mouse = QPointF()
        app.setQuitOnLastWindowClosed(False)
        app.setQuitLockEnabled(False)
        app.installEventFilter(self)

    def stop(self) -> None:
        """Lets everything through again."""
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        try:
            return self._stops(watched, event)
        except Exception:
            # Whatever went wrong: what is not known to be allowed does not get in.
            _log.exception("The guard failed on %s", event.type())
            event.ignore()
            return True

    def _stops(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _ENDS:
            return self._stops_end(watched, event)
        if kind in _NEVER:
            event.ignore()
            return True
        return kind in _STIRS and (self.is_deaf or self._stops_input(watched, event))

    def _stops_input(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _PRESSES and not may_press(cast("QKeyEvent", event)):
            return True
        if self._comes_too_soon(watched, event):
            return True
        if watched.isWidgetType() and self._is_somebody(event):
            self._stir(watched)
        if kind in _PRESSES:
            if kind is _T.KeyPress and watched.isWindowType():
                self.key_pressed.emit(cast("QKeyEvent", event).key())
            return False
        if kind in _MICE:
            return cast("QMouseEvent", event).button() != Qt.MouseButton.LeftButton
        return kind is _T.Wheel and bool(QGuiApplication.keyboardModifiers())

    def _is_somebody(self, event: QEvent) -> bool:
        """Whether a person did that.

        Qt itself says that the mouse moved when a scene comes or goes
        under it, and a mouse on a table trembles.
        """
        kind = event.type()
        if kind is not _T.MouseMove and kind not in _MICE:
            return kind is not _T.ShortcutOverride and kind not in _TOLD_BY_MOUSE
        mouse = cast("QMouseEvent", event)
        if kind is _T.MouseMove and _comes_of_touch(mouse) and not mouse.buttons():
            return False  # the press of a finger follows it
        at = mouse.globalPosition()
        if kind is _T.MouseMove and (at - self._mouse).manhattanLength() < _TREMBLES:
            return False
        self._mouse = at
        return True

    def _stops_end(self, watched: QObject, event: QEvent) -> bool:
        """A close or a quit is refused, but that of a window a keeper has let out."""
        is_inner = isinstance(watched, QWidget) and not watched.isWindow()
        if self.lets_out or is_inner:
            return False
        event.ignore()
        return True


def _comes_of_touch(event: QMouseEvent) -> bool:
    return event.source() == Qt.MouseEventSource.MouseEventSynthesizedByQt


def may_press(event: QKeyEvent) -> bool:
    """Whether a key is one a visitor needs: letters, and the ways through a page."""
    if event.modifiers() & ~MODIFIERS:
        return False
    text = event.text()
    return event.key() in KEYS or (len(text) == 1 and text.isprintable())
