"""Presses every key with every modifier at a kiosk, and says which of them did what."""

from __future__ import annotations

from itertools import chain, groupby, product
from operator import itemgetter

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.kiosk.situations import STAFF_OVERLAYS, process_until_idle, start_new_visit
from tests.kiosk.state_snapshot import differences, snapshot
from tests.kiosk.test_display import visible_state

_K, _M, _T = Qt.Key, Qt.KeyboardModifier, QEvent.Type
PLAIN = (_M.NoModifier, _M.ShiftModifier)
SETS = tuple(
    a | b | c | d
    for a, b, c, d in product(
        *((_M.NoModifier, one) for one in (_M.ShiftModifier, _M.ControlModifier)),
        *((_M.NoModifier, one) for one in (_M.AltModifier, _M.MetaModifier)),
    )
)
ON_THE_PAD = tuple(one | _M.KeypadModifier for one in PLAIN)
EVERY = tuple(product(_K, (*SETS, *ON_THE_PAD)))
# Said here once more, in the words of whoever asked for it: the guard is not its own judge.
NAVIGATION_KEYS = "Tab Backtab Return Enter Space Left Right Up Down PageUp PageDown Home End"
NAVIGATION_KEYS = frozenset(
    _K[f"Key_{name}"] for name in f"{NAVIGATION_KEYS} Backspace Delete Escape".split()
)
TEXTS = {_K.Key_Tab: "\t", _K.Key_Return: "\r", _K.Key_Enter: "\r", _K.Key_Escape: "\x1b"}
TEXTS |= {_K.Key_Backspace: "\b", _K.Key_Delete: "\x7f"}
_SEEN = frozenset({_T.KeyPress, _T.KeyRelease, _T.ShortcutOverride, _T.Shortcut})


def text_of(key, modifiers) -> str:
    """What a keyboard writes with it; with Control too, where it is hardest to refuse."""
    if key > 0xFF:
        return TEXTS.get(key, "")
    return chr(key) if modifiers & _M.ShiftModifier else chr(key).lower()


def is_allowed(press) -> bool:
    """Letters and the ways through a page, with Shift or from the number pad at most."""
    key, modifiers = press
    if modifiers not in (*PLAIN, *ON_THE_PAD):
        return False
    return key in NAVIGATION_KEYS or (key <= 0xFF and text_of(*press).isprintable())


WANTED = tuple(press for press in EVERY if is_allowed(press))
REFUSED = tuple(press for press in EVERY if not is_allowed(press))


def send_to_window(kinds, key, modifiers) -> None:
    """To the window, as what Qt makes of a keyboard's report."""
    for kind in kinds:
        event = QKeyEvent(kind, key, modifiers, text_of(key, modifiers))
        QApplication.sendEvent(QApplication.activeWindow().windowHandle(), event)


def send_to_focus_widget(kinds, key, modifiers) -> None:
    """Straight at the widget that has the focus, past the window; asked for shortcuts first."""
    for kind in (_T.ShortcutOverride, *kinds):
        event = QKeyEvent(kind, key, modifiers, text_of(key, modifiers))
        QApplication.sendEvent(QApplication.focusWidget() or QApplication.activeWindow(), event)


def send_by_window_system(kinds, key, modifiers) -> None:
    """As the window system reports it: by way of the shortcuts of the whole program."""
    window, text = QApplication.activeWindow().windowHandle(), text_of(key, modifiers)
    for kind in kinds:
        is_pressed = kind is _T.KeyPress
        QTest.simulateEvent(window, is_pressed, int(key), modifiers, text, False)


DELIVERY_PATHS = (send_to_window, send_to_focus_widget, send_by_window_system)


class EventRecorder(QObject):
    """Stands behind the guard: notes every key that gets past it, and every window that shows."""

    def __init__(self) -> None:
        super().__init__()
        self.got, self.shown = [], []
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SEEN:
            key = Qt.Key(event.key()).name if event.type() is not _T.Shortcut else ""
            self.got.append(f"{event.type().name} {key}")
        elif event.type() == _T.Show and watched.isWidgetType() and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False

    def end(self) -> None:
        QApplication.instance().removeEventFilter(self)


class KeySweep:
    """Presses keys at one kiosk, from one stand, and says which did what they may not."""

    def __init__(self, kiosk, witness, stand) -> None:
        self.kiosk, self.witness, self._stand = kiosk, witness, stand
        self.stand()
        self.is_kept = isinstance(kiosk.window.scene, STAFF_OVERLAYS)
        self.held = self.outside()

    def stand(self) -> None:
        """From anywhere to where this is tried."""
        start_new_visit(self.kiosk)
        self._stand(self.kiosk)
        process_until_idle(self.kiosk)
        self.witness.got.clear()
        self.witness.shown.clear()

    def outside(self) -> tuple[object, ...]:
        """What no key whatever may change."""
        window, house = self.kiosk.window, self.kiosk.house
        return (
            (QApplication.activePopupWidget(), QApplication.activeModalWidget()),
            {one for one in QApplication.topLevelWidgets() if one.isVisible()},
            QApplication.activeWindow() is window,
            (window.windowTitle(), window.isVisible(), window.windowState(), window.geometry()),
            (window.windowFlags(), window.windowHandle().isVisible()),
            (house.guard.is_deaf, house.guard.lets_out, house.stations, tuple(self.kiosk.ended)),
            tuple(self.witness.shown),
        )

    def inside(self) -> tuple[object, ...]:
        """The same, and what a visitor or a keeper would see change first."""
        kiosk = self.kiosk
        kept = kiosk.door.keypad._digits, kiosk.door.is_open, kiosk.station.is_kept
        where = QApplication.focusWidget(), kiosk.station.idle.presence
        return (*visible_state(kiosk), *kept, *where, self.outside())

    def refused(self, batches) -> list[str]:
        """Which of these that may do nothing do something, or leave a trace when all is done."""
        before, traced = self.inside(), snapshot(self.kiosk)
        for batch in batches:
            deliver(batch)
            QApplication.processEvents()
            if self.witness.got or self.inside() != before:
                return self.first_effective_presses(batch)
        process_until_idle(self.kiosk)
        return (
            self.first_effective_presses([*chain(*batches)])
            if differences(traced, snapshot(self.kiosk))
            else []
        )

    def first_effective_presses(self, presses) -> list[str]:
        """The first of these that does anything: of all, then of halves, each from afresh."""
        self.stand()
        before, traced = self.inside(), snapshot(self.kiosk)
        deliver(presses)
        process_until_idle(self.kiosk)
        found = [*self.witness.got, *differences(traced, snapshot(self.kiosk))]
        if not found and self.inside() == before:
            return []
        half = len(presses) // 2
        parts = half and (
            self.first_effective_presses(presses[:half])
            or self.first_effective_presses(presses[half:])
        )
        first, last = describe_press(*presses[0]), describe_press(*presses[-1])
        return parts or [f"{first} to {last}: {found[:6] or 'it is not as it was'}"]

    def wanted(self, batches) -> list[str]:
        """Which of these do not get in, or open, close or let out anything.

        A key has all its modifiers and roads one after the other: Escape comes to five times.
        """
        found, before = [], self.inside()
        for batch in batches:
            if self.inside() != before:
                self.stand()
            for press in batch:
                deliver([press])
                if f"KeyPress {press[1].name}" not in self.witness.got:
                    found.append(f"{describe_press(*press)} does not get in")
                self.witness.got.clear()
                if self.outside() != self.held:
                    found.append(f"{describe_press(*press)}: {self.outside()}")
                    self.held = self.outside()
            process_until_idle(self.kiosk)
            if self.outside() != self.held or self.opens_staff_page():
                found.append(
                    f"up to {describe_press(*press)}: {self.outside()}, {self.kiosk.window.scene}"
                )
        return found

    def opens_staff_page(self) -> bool:
        """Whether what only keepers see is there, though it was not before."""
        return not self.is_kept and isinstance(self.kiosk.window.scene, STAFF_OVERLAYS)


def describe_press(road, key, modifiers) -> str:
    return f"{modifiers.name} {key.name} {road.__name__}"


def deliver(presses) -> None:
    """Presses and lets go of each."""
    for road, key, modifiers in presses:
        road((_T.KeyPress, _T.KeyRelease), key, modifiers)


def by_key(presses, roads=DELIVERY_PATHS) -> list[list]:
    """All presses of one key, on all roads, then those of the next."""
    return [
        [(road, key, modifiers) for road, (_, modifiers) in product(roads, [*same])]
        for key, same in groupby(presses, itemgetter(0))
    ]
