"""Whether the keyboard was used last, other than for a shortcut: only then a ring is shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

_PROPERTY = "usesKeyboard"
_T = QEvent.Type
_KEYS = frozenset({_T.KeyPress, _T.ShortcutOverride})
_M = Qt.KeyboardModifier
_SHORTCUT_KEYS = frozenset({Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta})
_SHORTCUTS = _M.ControlModifier | _M.AltModifier | _M.MetaModifier
_POINTERS = frozenset({_T.MouseButtonPress, _T.TouchBegin, _T.TabletPress})


def uses_keyboard() -> bool:
    """Whether the last input came from the keyboard; False before any input."""
    application = QCoreApplication.instance()
    return application is not None and bool(application.property(_PROPERTY))


def forget_input_kind() -> None:
    """Show no focus ring until a key is pressed."""
    _set_uses_keyboard(uses=False)


def _set_uses_keyboard(*, uses: bool) -> None:
    application = QCoreApplication.instance()
    if application is not None and uses is not uses_keyboard():
        application.setProperty(_PROPERTY, uses)


class InputKindFilter(QObject):
    """Watches every event of the application for keys, presses and touches."""

    @classmethod
    def install(cls) -> None:
        """Install it once."""
        application = QCoreApplication.instance()
        if application is not None and application.findChild(cls) is None:
            application.installEventFilter(cls(application))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEYS:
            if isinstance(event, QKeyEvent) and not _is_shortcut(event):
                _set_uses_keyboard(uses=True)
        elif kind in _POINTERS:
            _set_uses_keyboard(uses=False)
        return False


def _is_shortcut(event: QKeyEvent) -> bool:
    """Whether a key belongs to a shortcut such as Ctrl and plus, which mouse users press, too."""
    return event.key() in _SHORTCUT_KEYS or bool(event.modifiers() & _SHORTCUTS)
