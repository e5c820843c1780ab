"""The keys of a presenter's remote, which work in every window of the program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from enum import Enum
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from app.canvas.region_buttons import RegionButton


class RemoteAction(Enum):
    """What a key does."""

    NEXT = "next"
    PREVIOUS = "previous"
    START = "start"
    FREEZE = "freeze"
    BLANK = "blank"
    TOGGLE_BLANK = "toggle-blank"
    PRIVACY_SCREEN = "privacy-screen"


_K, _M = Qt.Key, Qt.KeyboardModifier
_GLOBAL_KEYS = {
    _K.Key_PageDown: RemoteAction.NEXT,
    _K.Key_PageUp: RemoteAction.PREVIOUS,
    _K.Key_F5: RemoteAction.START,
    _K.Key_F7: RemoteAction.FREEZE,
    _K.Key_F8: RemoteAction.BLANK,
    _K.Key_F9: RemoteAction.PRIVACY_SCREEN,
}
_KEYS_UNLESS_USED = {
    _K.Key_Right: RemoteAction.NEXT,
    _K.Key_Space: RemoteAction.NEXT,
    _K.Key_Left: RemoteAction.PREVIOUS,
}
_BLANK_TEXTS = (".", "b")
# A remote sends key positions of a US keyboard; another layout turns them into other characters.
_SCAN_CODE_B, _SCAN_CODE_PERIOD = (48, 52) if sys.platform == "win32" else (56, 60)
_NO_MODIFIER = _M.NoModifier
_ARROW_KEY_WIDGETS = (QLineEdit, QAbstractScrollArea, QAbstractSlider, QComboBox, QTabBar)


class RemoteKeyFilter(QObject):
    """Filters the keys of the whole application, until `end`.

    `slots` has a function for each action. `on_escape` is called for Escape and returns whether
    the key was used. While an input method composes, no key is used.
    """

    def __init__(
        self,
        parent: QObject,
        slots: Mapping[RemoteAction, Callable[[], None]],
        on_escape: Callable[[], bool],
    ) -> None:
        super().__init__(parent)
        self._slots, self._on_escape = slots, on_escape
        self._is_composing = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.installEventFilter(self)
            app.focusChanged.connect(self._on_focus_changed)

    def end(self) -> None:
        """Stop filtering."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.removeEventFilter(self)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.InputMethod:
            self._is_composing = bool(cast("QInputMethodEvent", event).preeditString())
        elif kind is QEvent.Type.KeyPress and not self._is_composing:
            return self._handle_key(watched, cast("QKeyEvent", event))
        return False

    def _handle_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Carry out the action of a key; True keeps the key from the widget."""
        if event.key() == _K.Key_Escape:
            return _can_handle_escape(watched) and self._on_escape()
        action = action_for_key(event, QApplication.focusWidget())
        if action is None:
            return False
        if not event.isAutoRepeat():  # a button that is held down acts once
            self._slots[action]()
        return True

    def _on_focus_changed(self) -> None:
        self._is_composing = False


def action_for_key(event: QKeyEvent, focus: QWidget | None) -> RemoteAction | None:
    """The action of a key while `focus` has the focus; None if the widget gets the key."""
    key, modifiers = _K(event.key()), event.modifiers() & ~_M.KeypadModifier
    action = _GLOBAL_KEYS.get(key)
    if action is not None:
        is_shift_start = action is RemoteAction.START and modifiers == _M.ShiftModifier
        return action if modifiers == _NO_MODIFIER or is_shift_start else None
    if QApplication.activePopupWidget() is not None:
        return None
    if _is_blank_key(event, modifiers, focus):
        return RemoteAction.TOGGLE_BLANK
    if modifiers == _NO_MODIFIER and key in _KEYS_UNLESS_USED and not _widget_uses_key(focus, key):
        return _KEYS_UNLESS_USED[key]
    return None


def _is_blank_key(event: QKeyEvent, modifiers: Qt.KeyboardModifier, focus: QWidget | None) -> bool:
    """Whether a key is the full stop or "b", by its character or by its position.

    In a text field no letter counts, whatever its position, and the full stop counts only while
    the field is empty.
    """
    if modifiers & (_M.ControlModifier | _M.AltModifier | _M.MetaModifier):
        return False
    text, scan_code = event.text(), event.nativeScanCode() if modifiers == _NO_MODIFIER else 0
    if is_text_field(focus):
        is_sign = len(text) == 1 and not text.isalnum()
        is_period = text == "." or scan_code == _SCAN_CODE_PERIOD
        return is_sign and is_period and _is_empty(focus)
    return text.lower() in _BLANK_TEXTS or scan_code in (_SCAN_CODE_PERIOD, _SCAN_CODE_B)


def keys_of(action: RemoteAction) -> tuple[str, ...]:
    """The keys of an action as QKeySequence writes them."""
    keys = {**_GLOBAL_KEYS, **_KEYS_UNLESS_USED}
    found = tuple(QKeySequence(key).toString() for key, one in keys.items() if one is action)
    letters = tuple(text.upper() for text in _BLANK_TEXTS)
    return found + letters if action is RemoteAction.TOGGLE_BLANK else found


def is_text_field(widget: QWidget | None) -> bool:
    """Whether a widget accepts typed text."""
    if widget is None:
        return False
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    accepts = widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    return accepts or isinstance(widget, QAbstractSpinBox)


def _is_empty(field: QWidget | None) -> bool:
    if isinstance(field, QLineEdit):
        return not field.text()
    if isinstance(field, QComboBox):
        return not field.currentText()
    # Other text widgets answer these queries; a widget that does not support them answers None.
    queries = (Qt.InputMethodQuery.ImTextBeforeCursor, Qt.InputMethodQuery.ImTextAfterCursor)
    return field is not None and all(field.inputMethodQuery(query) == "" for query in queries)


def _widget_uses_key(widget: QWidget | None, key: Qt.Key) -> bool:
    """Whether a widget uses an arrow key or the space bar itself.

    In a modal dialog it always does: an arrow moves from answer to answer.
    """
    if widget is not None and widget.window().isModal():
        return True
    if isinstance(widget, RegionButton):
        return True
    if isinstance(widget, QAbstractButton):
        return key == _K.Key_Space or widget.autoExclusive()
    if isinstance(widget, QLabel):
        selectable = Qt.TextInteractionFlag.TextSelectableByKeyboard
        return selectable in widget.textInteractionFlags()
    return isinstance(widget, _ARROW_KEY_WIDGETS) or is_text_field(widget)


def _can_handle_escape(watched: QObject) -> bool:
    """Whether no popup and no dialog is open that Escape would close."""
    if QApplication.activePopupWidget() is not None:
        return False
    window = watched.window() if isinstance(watched, QWidget) else QApplication.activeWindow()
    return not isinstance(window, QDialog)
