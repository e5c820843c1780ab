"""The keys of a presenter's remote, heard in every window of the program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from enum import Enum
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
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
    """What a key asks for."""

    NEXT = "next"
    BEFORE = "before"
    START = "start"
    MIRROR = "mirror"
    FREEZE = "freeze"
    BLANK = "blank"
    BLINK = "blink"
    CURTAIN = "curtain"


_K, _M = Qt.Key, Qt.KeyboardModifier
_GLOBAL_KEYS = {
    _K.Key_PageDown: RemoteAction.NEXT,
    _K.Key_PageUp: RemoteAction.BEFORE,
    _K.Key_F5: RemoteAction.START,
    _K.Key_F6: RemoteAction.MIRROR,
    _K.Key_F7: RemoteAction.FREEZE,
    _K.Key_F8: RemoteAction.BLANK,
    _K.Key_F9: RemoteAction.CURTAIN,
}
_KEYS_UNLESS_USED = {
    _K.Key_Right: RemoteAction.NEXT,
    _K.Key_Space: RemoteAction.NEXT,
    _K.Key_Left: RemoteAction.BEFORE,
}
# A remote sends the position of a key on a US keyboard; the layout makes another sign of it.
_SCAN_CODE_B, _SCAN_CODE_PERIOD = (48, 52) if sys.platform == "win32" else (56, 60)
_NO_MODIFIER = _M.NoModifier
_ARROW_KEY_WIDGETS = (QLineEdit, QAbstractScrollArea, QAbstractSlider, QComboBox, QTabBar)


class RemoteKeyFilter(QObject):
    """Lies on the application until it ends; `escape` is asked first and says whether it acted.

    While an input method composes, no key acts.
    """

    def __init__(
        self,
        parent: QObject,
        slots: Mapping[RemoteAction, Callable[[], None]],
        escape: Callable[[], bool],
    ) -> None:
        super().__init__(parent)
        self._slots, self._on_escape = slots, escape
        self._is_composing = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.installEventFilter(self)
            app.focusChanged.connect(self._on_focus)

    def end(self) -> None:
        """Stop listening to keys."""
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
        """Does what the key asks for; whether nothing else is to hear of it."""
        if event.key() == _K.Key_Escape:
            return _can_handle_escape(watched) and self._on_escape()
        act = action_for_key(event, QApplication.focusWidget())
        if act is None:
            return False
        if not event.isAutoRepeat():  # a button held too long asks once
            self._slots[act]()
        return True

    def _on_focus(self) -> None:
        self._is_composing = False


def action_for_key(event: QKeyEvent, focus: QWidget | None) -> RemoteAction | None:
    """What a key asks for while a widget has the focus; None where the key is the widget's own."""
    key, modifiers = _K(event.key()), event.modifiers() & ~_M.KeypadModifier
    always = _GLOBAL_KEYS.get(key)
    if always is not None:
        is_plain = modifiers == _NO_MODIFIER or (
            always is RemoteAction.START and modifiers == _M.ShiftModifier
        )
        return always if is_plain else None
    if QApplication.activePopupWidget() is not None:
        return None
    if _is_blank_key(event, modifiers, focus):
        return RemoteAction.BLINK
    if modifiers == _NO_MODIFIER and key in _KEYS_UNLESS_USED and not _widget_uses_key(focus, key):
        return _KEYS_UNLESS_USED[key]
    return None


def _is_blank_key(event: QKeyEvent, modifiers: Qt.KeyboardModifier, focus: QWidget | None) -> bool:
    """The full stop or "b", by sign or by position.

    No letter acts where text is typed, whatever key it lies on; a full stop acts in an empty field.
    """
    if modifiers & (_M.ControlModifier | _M.AltModifier | _M.MetaModifier):
        return False
    sign, place = event.text(), event.nativeScanCode() if modifiers == _NO_MODIFIER else 0
    if is_text_field(focus):
        is_sign = len(sign) == 1 and not sign.isalnum()
        return is_sign and (sign == "." or place == _SCAN_CODE_PERIOD) and _is_empty(focus)
    return sign.lower() in (".", "b") or place in (_SCAN_CODE_PERIOD, _SCAN_CODE_B)


def is_text_field(widget: QWidget | None) -> bool:
    """Whether letters are typed there."""
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
    # What else takes text tells it as input methods ask for it; None is a field that tells nothing.
    asked_for = (Qt.InputMethodQuery.ImTextBeforeCursor, Qt.InputMethodQuery.ImTextAfterCursor)
    return field is not None and all(field.inputMethodQuery(one) == "" for one in asked_for)


def _widget_uses_key(widget: QWidget | None, key: Qt.Key) -> bool:
    """Whether a widget does something with an arrow or the space bar itself.

    In a question they belong to the question: an arrow there goes from answer to answer.
    """
    if widget is not None and widget.window().isModal():
        return True
    if isinstance(widget, RegionButton):
        return True
    if isinstance(widget, QAbstractButton):
        return key == _K.Key_Space or widget.autoExclusive()
    if isinstance(widget, QLabel):
        by_keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
        return by_keys in widget.textInteractionFlags()
    return isinstance(widget, _ARROW_KEY_WIDGETS) or is_text_field(widget)


def _can_handle_escape(watched: QObject) -> bool:
    """Whether no list and no dialog is open that Escape closes."""
    if QApplication.activePopupWidget() is not None:
        return False
    window = watched.window() if isinstance(watched, QWidget) else QApplication.activeWindow()
    return not isinstance(window, QDialog)
