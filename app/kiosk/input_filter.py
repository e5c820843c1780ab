"""The event filter of a kiosk: it accepts what an allow-list names, and fails closed."""

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
BLOCKED_EVENTS = frozenset(
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
"""A tap counts as activity only when Qt delivers it as a mouse press: counted any earlier, it
would close the overlay that it was meant for."""


def _never_debounced(_watched: QObject, _event: QEvent) -> bool:
    return False


class InputFilter(QObject):
    """Filters every event of the application.

    Args:
        on_activity: called with the widget that received input from a person.
        is_debounced: whether an event is ignored because the page has just changed.

    Attributes:
        blocks_all: no input is accepted at all, because the screen is being cleaned.
        allows_close: windows may close and the program may quit, because staff or the system
            asked for it.

    Signals:
        key_accepted: the Qt.Key of a key press that was accepted.
    """

    key_accepted = Signal(int)

    def __init__(
        self,
        app: QApplication,
        on_activity: Callable[[QObject], None],
        is_debounced: Callable[[QObject, QEvent], bool] = _never_debounced,
    ) -> None:
        super().__init__(app)
        self._app, self._on_activity, self._is_debounced = app, on_activity, is_debounced
        self.blocks_all = False
        self.allows_close = False
        self._last_position = QPointF()
        app.setQuitOnLastWindowClosed(False)
        app.setQuitLockEnabled(False)
        app.installEventFilter(self)

    def remove(self) -> None:
        """Remove the filter, so that every event passes again."""
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        try:
            return self._blocks(watched, event)
        except Exception:
            # Fail closed: block what the filter could not judge.
            _log.exception("the input filter failed on %s", event.type())
            event.ignore()
            return True

    def _blocks(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _CLOSE_EVENTS:
            return self._blocks_close(watched, event)
        if kind in BLOCKED_EVENTS:
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
        """Whether a person caused the event.

        Qt also reports a mouse move when a widget appears or disappears below the pointer, and a
        mouse on a table moves by itself by a few pixels.
        """
        kind = event.type()
        if kind is not _T.MouseMove and kind not in _BUTTON_EVENTS:
            return kind is not _T.ShortcutOverride and kind not in _SEEN_AS_MOUSE
        mouse = cast("QMouseEvent", event)
        if kind is _T.MouseMove and _is_synthesized(mouse) and not mouse.buttons():
            return False  # a finger: its press follows
        position = mouse.globalPosition()
        distance = (position - self._last_position).manhattanLength()
        if kind is _T.MouseMove and distance < _JITTER_PX:
            return False
        self._last_position = position
        return True

    def _blocks_close(self, watched: QObject, event: QEvent) -> bool:
        """Block close and quit, except for widgets inside a window, or once closing is allowed."""
        is_inner = isinstance(watched, QWidget) and not watched.isWindow()
        if self.allows_close or is_inner:
            return False
        event.ignore()
        return True


def _is_synthesized(event: QMouseEvent) -> bool:
    return event.source() == Qt.MouseEventSource.MouseEventSynthesizedByQt


def is_allowed_key(event: QKeyEvent) -> bool:
    """Whether a visitor needs the key: printable characters and the keys that navigate a page."""
    if event.modifiers() & ~ALLOWED_MODIFIERS:
        return False
    text = event.text()
    return event.key() in ALLOWED_KEYS or (len(text) == 1 and text.isprintable())
