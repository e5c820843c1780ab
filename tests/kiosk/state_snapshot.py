"""A snapshot of every property and field of a kiosk: all that one visitor could leave behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import Enum

from PySide6.QtCore import QObject, QRect, Qt, QTimer, SignalInstance
from PySide6.QtGui import QClipboard, QCursor, QFont, QGuiApplication, QImage, QPixmap, QTextObject
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
_UNDER_MOUSE = Qt.WidgetAttribute.WA_UnderMouse
_FOCUS_RING = Qt.WidgetAttribute.WA_KeyboardFocusChange
_IGNORED_FIELDS = {
    # clocks, and pictures and sizes that are computed again when they are needed
    "IdleTimer._last",
    "AttractLoop._current_pixmap",
    "AttractLoop._previous_pixmap",
    "AttractLoop._step",
    "ColumnLayout._heights",
    "HeadingLabel._heights",
    "HeadingLabel._width",
    "TextLabel._heights",
    "TextLabel._width",
    # taps of the staff gestures, which expire after four seconds of the clock
    "TapGesture._taps",
    "EscapeGesture._taps",
    # until when presses are ignored, by the same clock
    "TouchDebounce._until",
    # whether a finger is down whose release was lost; the next touch sets them again
    "TouchDebounce._is_press_cancelled",
    "TouchDebounce._is_touching",
    "TouchDebounce._is_touch_blocked",
    "TouchGestures._phase",
    # the next visitor touches the attract loop anyway
    "AttractLoop.WA_UnderMouse",
}
# The geometry and text size of a hidden widget are only set when it is shown.
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
    "sizeHint",
    "minimumSizeHint",
    "pageStep",
    "font",
    "minimumSize",
    "maximumSize",
    "minimumWidth",
    "maximumWidth",
    "_gap",
    "childrenRect",
    "frameGeometry",
    "frameRect",
    "normalGeometry",
}


def snapshot(kiosk) -> dict[str, object]:
    """The value of every property and field at this moment, by its path."""
    paths = dict(_objects_with_paths(kiosk))
    found: dict[str, object] = {}
    for target, path in paths.items():
        if "/IdlePrompt:" in path:
            continue  # its countdown is set again before it is shown
        for key, value in (*_properties(target), *_fields(target)):
            is_ignored = f"{type(target).__name__}.{key}" in _IGNORED_FIELDS
            if not is_ignored and not _is_hidden_geometry(target, key):
                found[f"{path}.{key}"] = _to_plain(value, paths)
    return found | _application_state(kiosk, paths)


def differences(
    before: dict[str, object], after: dict[str, object]
) -> dict[str, tuple[object, object]]:
    """The values that have changed, as pairs of old and new."""
    missing = object()
    return {
        key: (before.get(key, "missing"), after.get(key, "missing"))
        for key in sorted({*before, *after})
        if before.get(key, missing) != after.get(key, missing)
    }


def widget_counts() -> dict[str, int]:
    """The number of widgets of each class in the whole process."""
    return dict(Counter(type(widget).__name__ for widget in QApplication.allWidgets()))


def _objects_with_paths(kiosk) -> Iterator[tuple[QObject, str]]:
    """Every object of a kiosk with a path that does not depend on the stacking order."""
    for root in (kiosk.application, kiosk.display, kiosk.workspace.session, kiosk.window):
        yield root, type(root).__name__
        yield from _children_with_paths(root, type(root).__name__)


def _children_with_paths(parent: QObject, path: str) -> Iterator[tuple[QObject, str]]:
    counts: Counter[str] = Counter()
    for child in parent.children():
        if isinstance(child, QTextObject):
            continue  # made again with its text
        kind = type(child).__name__
        counts[kind] += 1
        key = repr(child.place) if isinstance(child, RegionButton) else counts[kind]
        child_path = f"{path}/{kind}:{key}"
        yield child, child_path
        yield from _children_with_paths(child, child_path)


def _is_hidden_geometry(target: QObject, key: str) -> bool:
    widget = target.parentWidget() if isinstance(target, QLayout) else target
    return key in _GEOMETRY_PROPERTIES and isinstance(widget, QWidget) and not widget.isVisible()


def _properties(target: QObject) -> Iterator[tuple[str, object]]:
    meta = target.metaObject()
    for index in range(meta.propertyCount()):
        name = meta.property(index).name()
        # A timer without an interval only waits for the next turn of the event loop.
        is_waiting = name == "active" and isinstance(target, QTimer) and not target.interval()
        if name not in _TIME_PROPERTIES and not is_waiting:
            yield name, target.property(name)
    if isinstance(target, QWidget):
        yield _FOCUS_RING.name, target.testAttribute(_FOCUS_RING)
        if _shows_hover(target):
            yield _UNDER_MOUSE.name, target.testAttribute(_UNDER_MOUSE)


def _shows_hover(widget: QWidget) -> bool:
    """Whether hovering is visible on it; for plain containers Qt sets the attribute by chance."""
    kinds = (QAbstractButton, QAbstractSlider, QLineEdit)
    return isinstance(widget, kinds) or widget.testAttribute(Qt.WidgetAttribute.WA_Hover)


def _fields(target: QObject) -> Iterator[tuple[str, object]]:
    for key, value in getattr(target, "__dict__", {}).items():
        if not isinstance(value, SignalInstance):
            yield key, value


def _to_plain(value: object, paths: dict[QObject, str]) -> object:
    """A value that can be compared and printed; for other values only their class."""
    if isinstance(value, PLAIN):
        return repr(value)
    if isinstance(value, QObject):
        return paths.get(value, type(value).__name__)
    if isinstance(value, (list, tuple)):
        return [_to_plain(item, paths) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(str(_to_plain(item, paths)) for item in value)
    if isinstance(value, dict):
        pairs = ((_to_plain(key, paths), _to_plain(item, paths)) for key, item in value.items())
        return sorted((str(key), str(item)) for key, item in pairs)
    return _qt_value(value)


def _qt_value(value: object) -> object:
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


def _application_state(kiosk, paths: dict[QObject, str]) -> dict[str, object]:
    clipboard = QGuiApplication.clipboard()
    modes = [mode for mode in QClipboard.Mode if mode is not QClipboard.Mode.FindBuffer]
    focus, input_filter = QApplication.focusWidget(), kiosk.application.input_filter
    return {
        "clipboards": [clipboard.text(mode) for mode in modes],
        "focus": paths.get(focus, type(focus).__name__),
        "buttons held": QGuiApplication.mouseButtons().value,
        "mouse grabber": type(QWidget.mouseGrabber()).__name__,
        "keyboard grabber": type(QWidget.keyboardGrabber()).__name__,
        "pop-up": type(QApplication.activePopupWidget()).__name__,
        "modal": type(QApplication.activeModalWidget()).__name__,
        "override cursor": type(QGuiApplication.overrideCursor()).__name__,
        "widgets": sorted(widget_counts().items()),
        "plates": _cached_plates(kiosk.workspace.canvas.scene_builder.plate_cache),
        "input filter": (input_filter.blocks_all, input_filter.allows_close),
    }


def _cached_plates(cache: PlateCache) -> list[str]:
    return sorted(str(key) for key in cache.cached_keys)
