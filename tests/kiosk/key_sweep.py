"""Presses every key with every modifier at a kiosk, and reports which presses have an effect."""

from __future__ import annotations

from itertools import chain, groupby, product
from operator import itemgetter

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.widgets.text_label import TextLabel
from tests.kiosk.situations import STAFF_OVERLAYS, process_until_idle, start_new_visit
from tests.kiosk.state_snapshot import differences, snapshot
from tests.kiosk.test_display import visible_state

_K, _M, _T = Qt.Key, Qt.KeyboardModifier, QEvent.Type
PLAIN = (_M.NoModifier, _M.ShiftModifier)
MODIFIERS = tuple(
    a | b | c | d
    for a, b, c, d in product(
        *((_M.NoModifier, one) for one in (_M.ShiftModifier, _M.ControlModifier)),
        *((_M.NoModifier, one) for one in (_M.AltModifier, _M.MetaModifier)),
    )
)
ON_KEYPAD = tuple(one | _M.KeypadModifier for one in PLAIN)
EVERY = tuple(product(_K, (*MODIFIERS, *ON_KEYPAD)))
# Listed here again, so that the input filter is not judged by its own list.
NAVIGATION_KEYS = "Tab Backtab Return Enter Space Left Right Up Down PageUp PageDown Home End"
NAVIGATION_KEYS = frozenset(
    _K[f"Key_{name}"] for name in f"{NAVIGATION_KEYS} Backspace Delete Escape".split()
)
TEXTS = {_K.Key_Tab: "\t", _K.Key_Return: "\r", _K.Key_Enter: "\r", _K.Key_Escape: "\x1b"}
TEXTS |= {_K.Key_Backspace: "\b", _K.Key_Delete: "\x7f"}
_KEY_EVENTS = frozenset({_T.KeyPress, _T.KeyRelease, _T.ShortcutOverride, _T.Shortcut})


def text_of(key, modifiers) -> str:
    """The text of a key, with Control too, where it is hardest to block."""
    if key > 0xFF:
        return TEXTS.get(key, "")
    return chr(key) if modifiers & _M.ShiftModifier else chr(key).lower()


def is_allowed(press) -> bool:
    """Printable characters and navigation keys, at most with Shift or from the number pad."""
    key, modifiers = press
    if modifiers not in (*PLAIN, *ON_KEYPAD):
        return False
    return key in NAVIGATION_KEYS or (key <= 0xFF and text_of(*press).isprintable())


ALLOWED = tuple(press for press in EVERY if is_allowed(press))
REFUSED = tuple(press for press in EVERY if not is_allowed(press))


def send_to_window(kinds, key, modifiers) -> None:
    """To the window, as events that Qt makes from what a keyboard reports."""
    for kind in kinds:
        event = QKeyEvent(kind, key, modifiers, text_of(key, modifiers))
        QApplication.sendEvent(QApplication.activeWindow().windowHandle(), event)


def send_to_focus_widget(kinds, key, modifiers) -> None:
    """To the focus widget, past the window, with the event that asks for shortcuts first."""
    for kind in (_T.ShortcutOverride, *kinds):
        event = QKeyEvent(kind, key, modifiers, text_of(key, modifiers))
        QApplication.sendEvent(QApplication.focusWidget() or QApplication.activeWindow(), event)


def send_by_window_system(kinds, key, modifiers) -> None:
    """As the window system reports it, which includes the shortcuts of the application."""
    window, text = QApplication.activeWindow().windowHandle(), text_of(key, modifiers)
    for kind in kinds:
        is_pressed = kind is _T.KeyPress
        QTest.simulateEvent(window, is_pressed, int(key), modifiers, text, False)


DELIVERY_PATHS = (send_to_window, send_to_focus_widget, send_by_window_system)


class EventRecorder(QObject):
    """An event filter behind the input filter: records every key that passes, and new windows."""

    def __init__(self) -> None:
        super().__init__()
        self.keys, self.windows = [], []
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _KEY_EVENTS:
            key = Qt.Key(event.key()).name if event.type() is not _T.Shortcut else ""
            self.keys.append(f"{event.type().name} {key}")
        elif event.type() == _T.Show and watched.isWidgetType() and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False

    def clear(self) -> None:
        self.keys.clear()
        self.windows.clear()

    def end(self) -> None:
        QApplication.instance().removeEventFilter(self)


class KeySweep:
    """Presses keys at a kiosk in one situation, and reports those with a forbidden effect."""

    def __init__(self, kiosk, recorder, situation) -> None:
        self.kiosk, self.recorder, self._situation = kiosk, recorder, situation
        self.restore()
        self.is_used_by_staff = isinstance(kiosk.window.overlay, STAFF_OVERLAYS)
        self._expected = self.outside()

    def restore(self) -> None:
        """Bring the kiosk into the situation, whatever it shows now."""
        start_new_visit(self.kiosk)
        self._situation(self.kiosk)
        process_until_idle(self.kiosk)
        while self.kiosk.workspace.announcer.is_pending:
            QTest.qWait(10)  # it changes the description of a widget
        self.recorder.clear()

    def outside(self) -> tuple[object, ...]:
        """What no key at all may change."""
        window, application = self.kiosk.window, self.kiosk.application
        return (
            (QApplication.activePopupWidget(), QApplication.activeModalWidget()),
            {one for one in QApplication.topLevelWidgets() if one.isVisible()},
            QApplication.activeWindow() is window,
            (window.windowTitle(), window.isVisible(), window.windowState(), window.geometry()),
            (window.windowFlags(), window.windowHandle().isVisible()),
            (application.input_filter.blocks_all, application.input_filter.allows_close),
            (application.displays, tuple(self.kiosk.ended)),
            tuple(self.recorder.windows),
        )

    def inside(self) -> tuple[object, ...]:
        """The same, and what visitors or staff would notice first."""
        kiosk = self.kiosk
        keypad = [label.text() for label in kiosk.staff_access.keypad.findChildren(TextLabel)]
        staff = keypad, kiosk.staff_access.is_open, kiosk.display.is_used_by_staff
        focus = QApplication.focusWidget(), kiosk.display.idle.state
        return (*visible_state(kiosk), *staff, *focus, self.outside())

    def effects_of_refused(self, batches) -> list[str]:
        """The presses among `batches` that have any effect, although none may."""
        before, fields = self.inside(), snapshot(self.kiosk)
        for batch in batches:
            deliver(batch)
            QApplication.processEvents()
            if self.recorder.keys or self.inside() != before:
                return self.first_effective_presses(batch)
        process_until_idle(self.kiosk)
        if differences(fields, snapshot(self.kiosk)):
            return self.first_effective_presses([*chain(*batches)])
        return []

    def first_effective_presses(self, presses) -> list[str]:
        """Bisect: the first press with an effect, each half tried from the restored situation."""
        self.restore()
        before, fields = self.inside(), snapshot(self.kiosk)
        deliver(presses)
        process_until_idle(self.kiosk)
        effects = [*self.recorder.keys, *differences(fields, snapshot(self.kiosk))]
        if not effects and self.inside() == before:
            return []
        half = len(presses) // 2
        parts = half and (
            self.first_effective_presses(presses[:half])
            or self.first_effective_presses(presses[half:])
        )
        first, last = describe_press(*presses[0]), describe_press(*presses[-1])
        return parts or [f"{first} to {last}: {effects[:6] or 'the state has changed'}"]

    def effects_of_allowed(self, batches) -> list[str]:
        """The presses that do not reach the program, or that open, close or end something.

        Each key is pressed with all its modifiers on all paths in turn, so Escape comes more than
        five times.
        """
        found, before = [], self.inside()
        for batch in batches:
            if self.inside() != before:
                self.restore()
            for press in batch:
                deliver([press])
                if f"KeyPress {press[1].name}" not in self.recorder.keys:
                    found.append(f"{describe_press(*press)} is blocked")
                self.recorder.keys.clear()
                if self.outside() != self._expected:
                    found.append(f"{describe_press(*press)}: {self.outside()}")
                    self._expected = self.outside()
            process_until_idle(self.kiosk)
            if self.outside() != self._expected or self.opens_staff_page():
                last, overlay = describe_press(*press), self.kiosk.window.overlay
                found.append(f"up to {last}: {self.outside()}, {overlay}")
        return found

    def opens_staff_page(self) -> bool:
        """Whether a page for staff is shown that was not shown before."""
        return not self.is_used_by_staff and isinstance(self.kiosk.window.overlay, STAFF_OVERLAYS)


def describe_press(path, key, modifiers) -> str:
    return f"{modifiers.name} {key.name} {path.__name__}"


def deliver(presses) -> None:
    """Press and release each key."""
    for path, key, modifiers in presses:
        path((_T.KeyPress, _T.KeyRelease), key, modifiers)


def by_key(presses, paths=DELIVERY_PATHS) -> list[list]:
    """Batches with all presses of one key on all paths."""
    return [
        [(path, key, modifiers) for path, (_, modifiers) in product(paths, [*same])]
        for key, same in groupby(presses, itemgetter(0))
    ]
