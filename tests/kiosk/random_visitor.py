"""A random visitor: taps anywhere and on buttons, with up to ten fingers, a mouse and keys."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.canvas.region_buttons import RegionButton
from app.kiosk.access.unlock_gesture import TAPS
from app.session.actions import OpenSearch
from tests.kiosk.raw_input import RawInput

CANARY = "zugvogel-4711"
WORDS = ("flank", "upper back", "zzz", "risk", CANARY, "  ", "\u00e4 \u00f6", "<b>x</b>")
SHARES = {"tap": 0.5, "touch": 0.3, "other": 0.2}
# Probabilities: a release is lost, a tap aims at a button, a tap is made with the mouse, the event
# loop runs after an act, the visitor pauses after an act.
LOST, AIMED, BY_MOUSE, LOOP_RUNS, PAUSES = 0.05, 0.06, 0.04, 0.02, 0.3
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
    """Performs random acts; the same seed leads to the same acts."""

    def __init__(self, kiosk, seed: int, raw_input: RawInput | None = None) -> None:
        self.kiosk, self.rng = kiosk, random.Random(seed)
        self.input = raw_input or RawInput(kiosk)
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
            (6, self._press_by_screen_reader),
            (4, self._copy),
            (3, self._resize),
            (3, self._double),
            (2, self._tap_corner_too_few_times),
        ]

    def act(self) -> None:
        """Perform one act; a kind that has had more than its share of the events is not chosen."""
        kind = self.rng.choices(tuple(SHARES), tuple(SHARES.values()))[0]
        total = sum(self._spent.values())
        if self._spent[kind] > SHARES[kind] * total + 40:
            kind = min(SHARES, key=lambda name: self._spent[name] / SHARES[name])
        before = self.input.events
        {"tap": self.tap, "touch": self._touch, "other": self._other}[kind]()
        self._spent[kind] += self.input.events - before
        if self.rng.random() < LOOP_RUNS:
            self.input.process_events()
        if self.rng.random() < PAUSES:
            self.input.pause()

    def shares(self) -> dict[str, float]:
        """The share of each kind in all events."""
        total = sum(self._spent.values()) or 1
        return {kind: self._spent[kind] / total for kind in SHARES}

    def _other(self) -> None:
        weights, acts = zip(*self._others, strict=True)
        act = self.rng.choices(acts, weights)[0]
        self.done[act.__name__.strip("_")] += 1
        act()

    def _anywhere(self) -> QPoint:
        window = self.kiosk.window
        return QPoint(self.rng.randrange(window.width()), self.rng.randrange(window.height()))

    def _on_a_button(self) -> QPoint:
        """The middle of a visible button; anywhere if there is none."""
        window = self.kiosk.window
        root: QWidget = window.overlay or window
        buttons = root.findChildren(QAbstractButton)
        self.rng.shuffle(buttons)
        for button in buttons[:6]:
            at = button.mapTo(window, button.rect().center())
            if button.isVisible() and window.rect().contains(at):
                return at
        return self._anywhere()

    def _somewhere(self) -> QPoint:
        return self._on_a_button() if self.rng.random() < AIMED else self._anywhere()

    def _near(self, at: QPoint, reach: int) -> QPoint:
        """A random point around `at`, within the window."""
        window, by = self.kiosk.window, self.rng.randint
        x, y = at.x() + by(-reach, reach), at.y() + by(-reach, reach)
        return QPoint(min(max(x, 0), window.width() - 1), min(max(y, 0), window.height() - 1))

    def tap(self) -> None:
        at = self._somewhere()
        if self.rng.random() > BY_MOUSE:
            self.input.touch({0: at})
            if self.rng.random() > LOST:
                self.input.touch({}, up={0: at})
            return
        self.input.press(at)
        if self.rng.random() > LOST:
            self.input.release(at)

    def _touch(self) -> None:
        """One to ten fingers are pressed, moved and released; some releases are lost."""
        rng = self.rng
        start, reach = self._somewhere(), rng.choice((20, 120, 600))
        places = {finger: self._near(start, reach) for finger in range(rng.randint(1, 10))}
        self.input.touch(places)
        for _ in range(rng.randrange(30)):
            places = {finger: self._near(at, reach // 3) for finger, at in places.items()}
            self.input.touch({}, moved=places)
        up = {finger: at for finger, at in places.items() if rng.random() > LOST}
        if up:
            self.input.touch({}, up=up)

    def _press_keys(self) -> None:
        keys = self.rng.choices(KEYS if self.rng.random() < 0.5 else _NAVIGATION_KEYS, k=8)
        some = MODIFIERS if self.rng.random() < 0.5 else MODIFIERS[:1]
        self.input.key(keys.pop(), self.rng.choice(some))
        self.input.type_keys_fast(keys, self.rng.choice(some))

    def _type(self) -> None:
        """Type into the search, with keys or with the letters on the screen."""
        self.kiosk.display.session.apply(OpenSearch())
        sheet = self.kiosk.window.search_sheet
        if self.rng.random() < 0.5:
            self.input.tap_on(sheet.field)
            self.input.type(self.rng.choice(WORDS))
            return
        for key in self.rng.choices(sheet.keyboard.keys, k=6):
            self.input.tap_on(key)

    def _drag(self) -> None:
        at = self._anywhere()
        if self.rng.random() > BY_MOUSE * 2:
            self.input.touch({0: at})
            for _ in range(self.rng.randint(2, 20)):
                at = self._near(at, 90)
                self.input.touch({}, moved={0: at})
            self.input.touch({}, up={0: at})
            return
        self.input.press(at)
        for _ in range(self.rng.randint(2, 6)):
            at = self._near(at, 90)
            self.input.move(at)
        if self.rng.random() > LOST:
            self.input.release(at)

    def _hover(self) -> None:
        self.input.move(self._somewhere())

    def _wheel(self) -> None:
        self.input.wheel(self._anywhere(), self.rng.choice((120, -120, 960, -960)))

    def _wait(self) -> None:
        """Do nothing for a while, so that the kiosk shows the idle prompt or starts over."""
        self.input.process_events()
        self.kiosk.advance_time(self.rng.choice((3, 30, 57, 57, 90)))
        self.input.process_events()

    def _other_button(self) -> None:
        at, kinds = self._somewhere(), Qt.MouseButton
        button = self.rng.choice((kinds.RightButton, kinds.MiddleButton, kinds.BackButton))
        self.input.press(at, button)
        self.input.release(at, button)

    def _press_by_screen_reader(self) -> None:
        kind = RegionButton if self.rng.random() < 0.5 else QAbstractButton
        buttons = self.kiosk.workspace.findChildren(kind)
        visible = [button for button in buttons if button.isVisible()]
        if visible:
            self.input.press_by_screen_reader(self.rng.choice(visible))

    def _copy(self) -> None:
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(self.rng.choice(WORDS))
        if clipboard.supportsSelection():
            clipboard.setText(CANARY, QClipboard.Mode.Selection)

    def _resize(self) -> None:
        self.kiosk.window.resize(*self.rng.choice(SIZES))

    def _double(self) -> None:
        self.input.double(self._somewhere())

    def _tap_corner_too_few_times(self) -> None:
        """Taps in the corner for the staff gesture, but too few."""
        at = self.kiosk.display.tap_gesture.rect().center()
        for _ in range(self.rng.randrange(1, TAPS)):
            self.input.tap(at)
