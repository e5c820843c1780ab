"""What lies over the whole window of a kiosk: one scene at a time, or none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.controls.card import Card, Tone
from app.controls.pill import Kind, Pill
from app.controls.words import WordLabel
from app.look.look import Look

_VEIL = 0.72


class Scene(QWidget):
    """Covers its parent, whatever its size, and takes every touch; a card stands in its middle."""

    def __init__(self, over: QWidget, look: Look) -> None:
        super().__init__(over)
        self.look = look
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self._middle = QVBoxLayout(self)
        self.card = Card(look, Tone.SURFACE)
        self.card.setMaximumWidth(look.px(520))
        self.card.setMinimumWidth(look.px(360))
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(self.card)
        line.addStretch()
        self._middle.addStretch()
        self._middle.addLayout(line)
        self._middle.addStretch()
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.hide()

    def focus_home(self) -> None:
        """Gives the focus to what is pressed first."""
        first = self.findChild(Pill)
        if isinstance(first, Pill):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(self.look.colour("outline_dark"))
        veil.setAlphaF(_VEIL)
        QPainter(self).fillRect(QRectF(self.rect()), veil)


class StayScene(Scene):
    """Asks whether anybody is still there; any touch says yes.

    Signals:
        over_asked: everything is to start over now.
    """

    over_asked = Signal()

    def __init__(self, over: QWidget, look: Look) -> None:
        super().__init__(over, look)
        self.card.column.addWidget(
            WordLabel(self.tr("Are you still there?"), look, step=3, weight=700)
        )
        self._left = WordLabel("", look)
        self.card.column.addWidget(self._left)
        stay = Pill(self.tr("Yes, go on"), look, kind=Kind.PRIMARY)
        leave = Pill(self.tr("No, start over"), look)
        leave.clicked.connect(self.over_asked)
        for pill in (stay, leave):
            self.card.column.addWidget(pill)

    def count(self, seconds: int) -> None:
        """Says how long there is to answer."""
        words = self.tr("Everything is cleared in {n} seconds. Touch anywhere to go on.")
        self._left.say(words.format(n=seconds))


class DeafScene(Scene):
    """While the screen is cleaned: nothing hears a touch until the time is up."""

    def __init__(self, over: QWidget, look: Look) -> None:
        super().__init__(over, look)
        self.card.column.addWidget(WordLabel(self.tr("The screen can be cleaned"), look, step=2))
        self._left = WordLabel("", look)
        self.card.column.addWidget(self._left)

    def count(self, seconds: int) -> None:
        """Says how long it stays so."""
        self._left.say(self.tr("It hears nothing for {n} seconds.").format(n=seconds))


class KeypadScene(Scene):
    """Asks a keeper for the PIN by digits of its own.

    Signals:
        entered: the digits.
        left: nobody wants in.
    """

    entered = Signal(str)
    left = Signal()

    def __init__(self, over: QWidget, look: Look) -> None:
        super().__init__(over, look)
        self._digits = ""
        self.card.column.addWidget(WordLabel(self.tr("Keeper's PIN"), look, step=2, weight=700))
        self._shown = WordLabel("", look, step=3)
        self._told = WordLabel("", look, role="caution")
        pad = QWidget()
        grid = QGridLayout(pad)
        grid.setSpacing(look.px(8))
        self._first = self._key("1")
        for at, digit in enumerate("123456789"):
            grid.addWidget(self._key(digit) if at else self._first, at // 3, at % 3)
        grid.addWidget(self._act(self.tr("Clear"), self.clear), 3, 0)
        grid.addWidget(self._key("0"), 3, 1)
        enter = self._act(self.tr("Enter"), self._on_enter)
        enter.kind = Kind.PRIMARY
        grid.addWidget(enter, 3, 2)
        leave = self._act(self.tr("Cancel"), self.left)
        for widget in (self._shown, self._told, pad, leave):
            self.card.column.addWidget(widget)
        self.clear()

    def focus_home(self) -> None:
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forgets what was pressed."""
        self._digits = ""
        self._show()

    def tell(self, words: str) -> None:
        """Says why the door stays shut."""
        self._told.say(words)

    def press(self, digit: str) -> None:
        """Takes one digit, from the pad or from keys."""
        self._digits = (self._digits + digit)[:12]
        self._show()

    def _key(self, digit: str) -> Pill:
        pill = Pill(digit, self.look)
        pill.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        pill.clicked.connect(self._on_digit)
        return pill

    def _act(self, words: str, slot: object) -> Pill:
        pill = Pill(words, self.look)
        pill.clicked.connect(slot)
        return pill

    def _show(self) -> None:
        self._shown.say("\u25cf" * len(self._digits) or "\u2013")

    def _on_digit(self) -> None:
        pill = self.sender()
        if isinstance(pill, Pill):
            self.press(pill.text())

    def _on_enter(self) -> None:
        digits = self._digits
        self.clear()
        self.entered.emit(digits)


class KeeperScene(Scene):
    """What a keeper may do, by name.

    Signals:
        picked: the key of what was picked; "" closes it.
    """

    picked = Signal(str)

    def __init__(self, over: QWidget, look: Look, *, may_shut_down: bool) -> None:
        super().__init__(over, look)
        self._keys: dict[Pill, str] = {}
        self._head = WordLabel("", look, step=2, weight=700)
        self._health = WordLabel("", look, step=-1, role="quiet")
        self.card.column.addWidget(self._head)
        self.card.column.addWidget(self._health)
        acts = [
            ("", self.tr("Back to the visitors")),
            ("clean", self.tr("Clean the screen")),
            ("restart", self.tr("Restart the program")),
            ("leave", self.tr("Leave the kiosk")),
        ]
        if may_shut_down:
            acts.append(("off", self.tr("Shut the machine down")))
        for key, words in acts:
            pill = Pill(words, look, kind=Kind.PLAIN if key else Kind.PRIMARY)
            pill.clicked.connect(self._on_pressed)
            self._keys[pill] = key
            self.card.column.addWidget(pill)

    def greet(self, name: str, health: str) -> None:
        """Says who is in, and how the machine is."""
        self._head.say(self.tr("Keeper: {name}").format(name=name))
        self._health.say(health)

    def _on_pressed(self) -> None:
        pill = self.sender()
        if isinstance(pill, Pill):
            self.picked.emit(self._keys[pill])
