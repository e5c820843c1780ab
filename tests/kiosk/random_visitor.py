"""A random visitor: taps anywhere and at what can be pressed, with ten fingers and keys."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.canvas.region_buttons import RegionButton
from app.kiosk.access.unlock_gesture import TAPS
from tests.kiosk.raw_input import RawInput

CANARY = "zugvogel-4711"
WORDS = ("flank", "upper back", "zzz", "risk", CANARY, "  ", "\u00e4 \u00f6", "<b>x</b>")
SHARES = {"tap": 0.5, "touch": 0.3, "other": 0.2}
LOST, AIMED, BY_MOUSE, TURNS, PAUSES = 0.05, 0.06, 0.04, 0.02, 0.3
SIZES = ((720, 1080), (1080, 720), (420, 700), (900, 1080))
_M = Qt.KeyboardModifier
MODIFIERS = tuple(
    a | b | c | d
    for a, b, c, d in product(
        *((_M.NoModifier, one) for one in (_M.ShiftModifier, _M.ControlModifier)),
        *((_M.NoModifier, one) for one in (_M.AltModifier, _M.MetaModifier)),
    )
)
KEYS = tuple(Qt.Key)
_NAVIGATION_KEYS = tuple(Qt.Key(key) for key in range(Qt.Key.Key_Escape, Qt.Key.Key_PageDown + 1))


class RandomVisitor:
    """Does one thing after the other, each drawn by lot; the same seed does the same."""

    def __init__(self, kiosk, seed: int, fingers: RawInput | None = None) -> None:
        self.kiosk, self.chance = kiosk, random.Random(seed)
        self.fingers = fingers or RawInput(kiosk)
        self.done: Counter[str] = Counter()
        self._spent: Counter[str] = Counter()
        self._others = [
            (30, self._press_keys),
            (14, self._type),
            (14, self._drag),
            (8, self._hover),
            (6, self._wheel),
            (8, self._wait),
            (6, self._other_button),
            (6, self._read_out),
            (4, self._copy),
            (3, self._resize),
            (3, self._double),
            (2, self._tap_staff_corner_wrongly),
        ]

    def act(self) -> None:
        """One thing; what of its kind has had more than its share of all input has to wait."""
        kind = self.chance.choices(tuple(SHARES), tuple(SHARES.values()))[0]
        total = sum(self._spent.values())
        if self._spent[kind] > SHARES[kind] * total + 40:
            kind = min(SHARES, key=lambda one: self._spent[one] / SHARES[one])
        before = self.fingers.events
        {"tap": self._tap, "touch": self._touch, "other": self._other}[kind]()
        self._spent[kind] += self.fingers.events - before
        if self.chance.random() < TURNS:
            self.fingers.process_events()
        if self.chance.random() < PAUSES:
            self.fingers.pause()

    def shares(self) -> dict[str, float]:
        """Which part of all input was of which kind."""
        total = sum(self._spent.values()) or 1
        return {kind: self._spent[kind] / total for kind in SHARES}

    def _other(self) -> None:
        weights, acts = zip(*self._others, strict=True)
        act = self.chance.choices(acts, weights)[0]
        self.done[act.__name__.strip("_")] += 1
        act()

    def _anywhere(self) -> QPoint:
        window = self.kiosk.window
        return QPoint(self.chance.randrange(window.width()), self.chance.randrange(window.height()))

    def _at_something(self) -> QPoint:
        """The middle of something that can be pressed and is in sight; anywhere if nothing is."""
        window = self.kiosk.window
        root: QWidget = window.scene or window
        buttons = root.findChildren(QAbstractButton)
        self.chance.shuffle(buttons)
        for button in buttons[:6]:
            at = button.mapTo(window, button.rect().center())
            if button.isVisible() and window.rect().contains(at):
                return at
        return self._anywhere()

    def _somewhere(self) -> QPoint:
        return self._at_something() if self.chance.random() < AIMED else self._anywhere()

    def _near(self, at: QPoint, reach: int) -> QPoint:
        """Somewhere about a place; there is no screen beside the window."""
        window, by = self.kiosk.window, self.chance.randint
        x, y = at.x() + by(-reach, reach), at.y() + by(-reach, reach)
        return QPoint(min(max(x, 0), window.width() - 1), min(max(y, 0), window.height() - 1))

    def _tap(self) -> None:
        at = self._somewhere()
        if self.chance.random() > BY_MOUSE:
            self.fingers.touch({0: at})
            if self.chance.random() > LOST:
                self.fingers.touch({}, up={0: at})
            return
        self.fingers.press(at)
        if self.chance.random() > LOST:
            self.fingers.release(at)

    def _touch(self) -> None:
        """One to ten fingers come, move about and leave; now and then a leaving gets lost."""
        chance = self.chance
        start, reach = self._somewhere(), chance.choice((20, 120, 600))
        places = {finger: self._near(start, reach) for finger in range(chance.randint(1, 10))}
        self.fingers.touch(places)
        for _ in range(chance.randrange(30)):
            places = {finger: self._near(at, reach // 3) for finger, at in places.items()}
            self.fingers.touch({}, moved=places)
        up = {finger: at for finger, at in places.items() if chance.random() > LOST}
        if up:
            self.fingers.touch({}, up=up)

    def _press_keys(self) -> None:
        keys = self.chance.choices(KEYS if self.chance.random() < 0.5 else _NAVIGATION_KEYS, k=8)
        some = MODIFIERS if self.chance.random() < 0.5 else MODIFIERS[:1]
        self.fingers.key(keys.pop(), self.chance.choice(some))
        self.fingers.type_keys_fast(keys, self.chance.choice(some))

    def _type(self) -> None:
        self.fingers.tap_on(self.kiosk.workspace.pane.search)
        self.fingers.type(self.chance.choice(WORDS))

    def _drag(self) -> None:
        at = self._anywhere()
        if self.chance.random() > BY_MOUSE * 2:
            self.fingers.touch({0: at})
            for _ in range(self.chance.randint(2, 20)):
                at = self._near(at, 90)
                self.fingers.touch({}, moved={0: at})
            self.fingers.touch({}, up={0: at})
            return
        self.fingers.press(at)
        for _ in range(self.chance.randint(2, 6)):
            at = self._near(at, 90)
            self.fingers.move(at)
        if self.chance.random() > LOST:
            self.fingers.release(at)

    def _hover(self) -> None:
        self.fingers.move(self._somewhere())

    def _wheel(self) -> None:
        self.fingers.wheel(self._anywhere(), self.chance.choice((120, -120, 960, -960)))

    def _wait(self) -> None:
        """Does nothing for a while; the kiosk asks, and starts over."""
        self.fingers.process_events()
        self.kiosk.advance_time(self.chance.choice((3, 30, 57, 57, 90)))
        self.fingers.process_events()

    def _other_button(self) -> None:
        at, kinds = self._somewhere(), Qt.MouseButton
        button = self.chance.choice((kinds.RightButton, kinds.MiddleButton, kinds.BackButton))
        self.fingers.press(at, button)
        self.fingers.release(at, button)

    def _read_out(self) -> None:
        kind = RegionButton if self.chance.random() < 0.5 else QAbstractButton
        found = [one for one in self.kiosk.workspace.findChildren(kind) if one.isVisible()]
        if found:
            self.fingers.press_by_screen_reader(self.chance.choice(found))

    def _copy(self) -> None:
        board = QGuiApplication.clipboard()
        board.setText(self.chance.choice(WORDS))
        if board.supportsSelection():
            board.setText(CANARY, QClipboard.Mode.Selection)

    def _resize(self) -> None:
        self.kiosk.window.resize(*self.chance.choice(SIZES))

    def _double(self) -> None:
        self.fingers.double(self._somewhere())

    def _tap_staff_corner_wrongly(self) -> None:
        """Taps in the keepers' corner, but not as a keeper does."""
        at = self.kiosk.station.corner.rect().center()
        for _ in range(self.chance.randrange(1, TAPS)):
            self.fingers.tap(at)
