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
ALLOWED_KEYS = frozenset(
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
ALLOWED_MODIFIERS = _M.ShiftModifier | _M.KeypadModifier
_KEY_EVENTS = frozenset({_T.KeyPress, _T.KeyRelease, _T.ShortcutOverride})
_BUTTON_EVENTS = frozenset({_T.MouseButtonPress, _T.MouseButtonRelease, _T.MouseButtonDblClick})
_MOVE_EVENTS = frozenset({_T.MouseMove, _T.Wheel})
_TOUCH_EVENTS = frozenset({_T.TouchBegin, _T.TouchUpdate, _T.TouchEnd, _T.TouchCancel})
_BLOCKED_EVENTS = frozenset(
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
_JITTER_PX = 4
_CLOSE_EVENTS = frozenset({_T.Close, _T.Quit})
_INPUT_EVENTS = _KEY_EVENTS | _BUTTON_EVENTS | _MOVE_EVENTS | _TOUCH_EVENTS
_SEEN_AS_MOUSE = frozenset({_T.TouchBegin, _T.TouchEnd})
"""A tap is told as a press of the mouse: told before it, it would close what it is meant for."""


def _never_debounced(_watched: QObject, _event: QEvent) -> bool:
    return False


class InputFilter(QObject):
    """Lies on the application; `stir` is told of every sign of a person, and what it came to.

    `is_deaf`: nothing gets in at all (the screen is being cleaned). `lets_out`: the program may
    close and end (a keeper or the system said so). `comes_too_soon` tells which input is ignored
    because the page has just changed.

    Signals:
        key_pressed: the number of a key that was let in.
    """

    key_accepted = Signal(int)

    def __init__(
        self,
        app: QApplication,
        stir: Callable[[QObject], None],
        comes_too_soon: Callable[[QObject, QEvent], bool] = _never_debounced,
    ) -> None:
        super().__init__(app)
        self._app, self._on_activity, self._is_debounced = app, stir, comes_too_soon
        self.blocks_all = False
        self.allows_close = False
        self._last_position = QPointF()
        app.setQuitOnLastWindowClosed(False)
        app.setQuitLockEnabled(False)
        app.installEventFilter(self)

    def remove(self) -> None:
        """Lets everything through again."""
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        try:
            return self._blocks(watched, event)
        except Exception:
            # Whatever went wrong: what is not known to be allowed does not get in.
            _log.exception("The guard failed on %s", event.type())
            event.ignore()
            return True

    def _blocks(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _CLOSE_EVENTS:
            return self._blocks_close(watched, event)
        if kind in _BLOCKED_EVENTS:
            event.ignore()
            return True
        return kind in _INPUT_EVENTS and (self.blocks_all or self._blocks_input(watched, event))

    def _blocks_input(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEY_EVENTS and not is_allowed_key(cast("QKeyEvent", event)):
            return True
        if self._is_debounced(watched, event):
            return True
        if watched.isWidgetType() and self._is_user_activity(event):
            self._on_activity(watched)
        if kind in _KEY_EVENTS:
            if kind is _T.KeyPress and watched.isWindowType():
                self.key_accepted.emit(cast("QKeyEvent", event).key())
            return False
        if kind in _BUTTON_EVENTS:
            return cast("QMouseEvent", event).button() != Qt.MouseButton.LeftButton
        return kind is _T.Wheel and bool(QGuiApplication.keyboardModifiers())

    def _is_user_activity(self, event: QEvent) -> bool:
        """Whether a person did that.

        Qt itself says that the mouse moved when a scene comes or goes
        under it, and a mouse on a table trembles.
        """
        kind = event.type()
        if kind is not _T.MouseMove and kind not in _BUTTON_EVENTS:
            return kind is not _T.ShortcutOverride and kind not in _SEEN_AS_MOUSE
        mouse = cast("QMouseEvent", event)
        if kind is _T.MouseMove and _is_synthesized(mouse) and not mouse.buttons():
            return False  # the press of a finger follows it
        at = mouse.globalPosition()
        if kind is _T.MouseMove and (at - self._last_position).manhattanLength() < _JITTER_PX:
            return False
        self._last_position = at
        return True

    def _blocks_close(self, watched: QObject, event: QEvent) -> bool:
        """A close or a quit is refused, but that of a window a keeper has let out."""
        is_inner = isinstance(watched, QWidget) and not watched.isWindow()
        if self.allows_close or is_inner:
            return False
        event.ignore()
        return True


def _is_synthesized(event: QMouseEvent) -> bool:
    return event.source() == Qt.MouseEventSource.MouseEventSynthesizedByQt


def is_allowed_key(event: QKeyEvent) -> bool:
    """Whether a key is one a visitor needs: letters, and the ways through a page."""
    if event.modifiers() & ~ALLOWED_MODIFIERS:
        return False
    text = event.text()
    return event.key() in ALLOWED_KEYS or (len(text) == 1 and text.isprintable())
