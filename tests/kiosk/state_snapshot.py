"""All that one visitor could leave to the next: every property and field of all there is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from enum import Enum

from PySide6.QtCore import QObject, QRect, Qt, SignalInstance
from PySide6.QtGui import QClipboard, QCursor, QFont, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QLayout,
    QLineEdit,
    QWidget,
)

from app.body.regions import Place
from app.canvas.plate_cache import PlateCache
from app.canvas.region_buttons import RegionButton
from app.session.state import Showing, ZoomFrame

PLAIN = (bool, int, float, str, bytes, type(None), Enum, Place, ZoomFrame, Showing)
_TIME_PROPERTIES = {"remainingTime", "currentTime"}
_POINTED, _KEYS = Qt.WidgetAttribute.WA_UnderMouse, Qt.WidgetAttribute.WA_KeyboardFocusChange
# Clocks, and what was made once and is kept: no visitor sets the one or sees the other.
_IGNORED_FIELDS = {
    "IdleTimer._last",
    "AttractLoop._current_pixmap",
    "AttractLoop._previous_pixmap",
    "TextLabel._heights",
}
# What was tapped at the keepers' corner counts for four seconds.
_IGNORED_FIELDS |= {
    "ColumnLayout._heights",
    "TapGesture._taps",
    "EscapeGesture._taps",
    "AttractLoop._step",
}
# For which width words were broken into lines last; they are again when they are painted.
_IGNORED_FIELDS |= {"TextLabel._width"}
# Until when touches are ignored, on the same clock.
_IGNORED_FIELDS |= {"TouchDebounce._until"}
# Whether a finger is down whose end got lost; the next touch sets these anew.
_IGNORED_FIELDS |= {
    "TouchDebounce._is_press_cancelled",
    "TouchDebounce._is_touching",
    "TouchGestures._phase",
}
# Whoever comes touches the invitation.
_IGNORED_FIELDS |= {"AttractLoop.WA_UnderMouse"}
# Where a widget lies that nobody sees, and how large its letters are, is settled when it is shown.
_GEOMETRY_PROPERTIES = {
    "pos",
    "x",
    "y",
    "size",
    "width",
    "height",
    "frameSize",
    "rect",
    "geometry",
    "_width",
}
_GEOMETRY_PROPERTIES |= {
    "sizeHint",
    "minimumSizeHint",
    "pageStep",
    "font",
    "minimumSize",
    "maximumSize",
}
_GEOMETRY_PROPERTIES |= {"minimumWidth", "maximumWidth", "_gap"}
_GEOMETRY_PROPERTIES |= {"childrenRect", "frameGeometry", "frameRect", "normalGeometry"}


def snapshot(kiosk) -> dict[str, object]:
    """What everything is at this moment, by its path."""
    names = dict(_named(kiosk))
    found: dict[str, object] = {}
    for path, one in ((path, one) for one, path in names.items()):
        if "/IdlePrompt:" in path:
            continue  # its one changing line is said anew before it is shown
        for key, value in (*_properties(one), *_fields(one)):
            if f"{type(one).__name__}.{key}" not in _IGNORED_FIELDS and not _is_unseen(one, key):
                found[f"{path}.{key}"] = _plain(value, names)
    return found | _of_the_program(kiosk, names)


def differences(
    before: dict[str, object], after: dict[str, object]
) -> dict[str, tuple[object, object]]:
    """What is not as it was."""
    gone = object()
    return {
        key: (before.get(key, "nothing"), after.get(key, "nothing"))
        for key in sorted({*before, *after})
        if before.get(key, gone) != after.get(key, gone)
    }


def digest(found: dict[str, object]) -> str:
    """The same in one short word."""
    return hashlib.sha256(repr(sorted(found.items())).encode()).hexdigest()[:16]


def widget_counts() -> dict[str, int]:
    """How many widgets of each class there are in all."""
    found: dict[str, int] = {}
    for widget in QApplication.allWidgets():
        found[type(widget).__name__] = found.get(type(widget).__name__, 0) + 1
    return found


def _named(kiosk) -> Iterator[tuple[QObject, str]]:
    """Every object of a kiosk with its path; whatever lies above another keeps its name."""
    for root in (kiosk.house, kiosk.station, kiosk.workspace.session, kiosk.window):
        yield root, type(root).__name__
        yield from _below(root, type(root).__name__)


def _below(parent: QObject, path: str) -> Iterator[tuple[QObject, str]]:
    counted: dict[str, int] = {}
    for child in parent.children():
        kind = type(child).__name__
        number = counted[kind] = counted.get(kind, 0) + 1
        key = repr(child.place) if isinstance(child, RegionButton) else number
        name = f"{path}/{kind}:{key}"
        yield child, name
        yield from _below(child, name)


def _is_unseen(one: QObject, key: str) -> bool:
    widget = one.parentWidget() if isinstance(one, QLayout) else one
    return key in _GEOMETRY_PROPERTIES and isinstance(widget, QWidget) and not widget.isVisible()


def _properties(one: QObject) -> Iterator[tuple[str, object]]:
    meta = one.metaObject()
    for at in range(meta.propertyCount()):
        name = meta.property(at).name()
        if name not in _TIME_PROPERTIES:
            yield name, one.property(name)
    if isinstance(one, QWidget):
        yield _KEYS.name, one.testAttribute(_KEYS)
        if _looks_pointed_at(one):
            yield _POINTED.name, one.testAttribute(_POINTED)


def _looks_pointed_at(one: QWidget) -> bool:
    """Whether a pointer over it shows; what only holds others is told of it or not, by chance."""
    kinds = (QAbstractButton, QAbstractSlider, QLineEdit)
    return isinstance(one, kinds) or one.testAttribute(Qt.WidgetAttribute.WA_Hover)


def _fields(one: QObject) -> Iterator[tuple[str, object]]:
    for key, value in getattr(one, "__dict__", {}).items():
        if not isinstance(value, SignalInstance):
            yield key, value


def _plain(value: object, names: dict[QObject, str]) -> object:
    """A value that can be compared and printed; of what is neither, only its kind."""
    if isinstance(value, PLAIN):
        return repr(value)
    if isinstance(value, QObject):
        return names.get(value, type(value).__name__)
    if isinstance(value, (list, tuple)):
        return [_plain(one, names) for one in value]
    if isinstance(value, (set, frozenset)):
        return sorted(str(_plain(one, names)) for one in value)
    if isinstance(value, dict):
        pairs = ((_plain(key, names), _plain(one, names)) for key, one in value.items())
        return sorted((str(key), str(one)) for key, one in pairs)
    return _of_qt(value)


def _of_qt(value: object) -> object:
    if isinstance(value, QFont):
        return value.toString()
    if isinstance(value, QCursor):
        return value.shape().name
    if isinstance(value, (QImage, QPixmap)):
        return value.size().toTuple()
    if isinstance(value, QRect):
        return value.getRect()
    kind = type(value).__name__
    return (kind, value.toTuple()) if hasattr(value, "toTuple") else kind


def _of_the_program(kiosk, names: dict[QObject, str]) -> dict[str, object]:
    board = QGuiApplication.clipboard()
    modes = [one for one in QClipboard.Mode if one is not QClipboard.Mode.FindBuffer]
    focus = QApplication.focusWidget()
    return {
        "clipboards": [board.text(mode) for mode in modes],
        "focus": names.get(focus, type(focus).__name__),
        "buttons held": QGuiApplication.mouseButtons().value,
        "mouse kept by": type(QWidget.mouseGrabber()).__name__,
        "keys kept by": type(QWidget.keyboardGrabber()).__name__,
        "pop-up": type(QApplication.activePopupWidget()).__name__,
        "modal": type(QApplication.activeModalWidget()).__name__,
        "cursor over all": type(QGuiApplication.overrideCursor()).__name__,
        "widgets": sorted(widget_counts().items()),
        "plates": _plates_of(kiosk.workspace.canvas.scene_builder.plate_cache),
        "guard": (kiosk.house.guard.is_deaf, kiosk.house.guard.lets_out),
    }


def _plates_of(cache: PlateCache) -> list[str]:
    return sorted(str(key) for key in cache.cached_keys)
