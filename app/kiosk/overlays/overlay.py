"""What lies over the whole window of a kiosk: one scene at a time, or none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.theme.theme import Look
from app.widgets.button import Kind, Pill
from app.widgets.card import Card, Tone
from app.widgets.dialog_role import ModalDialog
from app.widgets.scroll_column import Column
from app.widgets.text_label import WordLabel
from app.widgets.themed import Worn

_VEIL = 0.72
_NARROWEST, _WIDEST = 360, 520


class Scene(Worn, QWidget):
    """Covers its parent, whatever its size, and takes every touch; a card stands in its middle."""

    def __init__(self, over: QWidget, look: Look) -> None:
        super().__init__(over)
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.card = Card(look, Tone.SURFACE)
        middle = QWidget()
        rows, line = QVBoxLayout(middle), QHBoxLayout()
        line.addStretch()
        line.addWidget(self.card)
        line.addStretch()
        rows.addStretch()
        rows.addLayout(line)
        rows.addStretch()
        # In a window that is lower than the card, the card can be scrolled.
        column = Column(look)
        column.setWidget(middle)
        middle.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(column)
        self.wear(look)
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.setEnabled(False)  # until the window shows it
        self.hide()

    def fit(self) -> None:
        self.card.setMaximumWidth(self.look.px(_WIDEST))
        self.card.setMinimumWidth(min(self.look.px(_NARROWEST), self._over.width()))

    def wide(self, words: str, kind: Kind = Kind.PLAIN) -> Pill:
        """A button as wide as there is room; whoever asks places it."""
        pill = Pill(words, self.look, kind=kind)
        pill.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return pill

    def focus_home(self) -> None:
        """Gives the focus to what is pressed first."""
        first = self.findChild(Pill)
        if isinstance(first, Pill):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self.fit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(self.look.colour("outline_dark"))
        veil.setAlphaF(_VEIL)
        QPainter(self).fillRect(QRectF(self.rect()), veil)


class StayScene(ModalDialog, Scene):
    """Asks whether anybody is still there; any touch says yes.

    Signals:
        over_asked: everything is to start over now.
    """

    over_asked = Signal()

    def __init__(self, over: QWidget, look: Look) -> None:
        super().__init__(over, look)
        self._left = WordLabel("", look)
        stay = self.wide(self.tr("Yes, go on"), Kind.PRIMARY)
        leave = self.wide(self.tr("No, start over"))
        leave.clicked.connect(self.over_asked)
        self._leave = leave
        self.setAccessibleName(self.tr("Are you still there?"))
        head = WordLabel(self.accessibleName(), look, step=3, weight=700)
        for widget in (head, self._left, stay, leave):
            self.card.column.addWidget(widget)

    def is_leave_at(self, at: QPointF) -> bool:
        """Whether a point of the window lies on the button that starts over."""
        return self._leave.rect().contains(self._leave.mapFrom(self.window(), at.toPoint()))

    def count(self, seconds: int) -> None:
        """Says how long there is to answer."""
        words = self.tr("Everything is cleared in {n} seconds. Touch anywhere to go on.")
        self._left.say(words.format(n=seconds))


class DeafScene(ModalDialog, Scene):
    """While the screen is cleaned: nothing hears a touch until the time is up."""

    def __init__(self, over: QWidget, look: Look) -> None:
        super().__init__(over, look)
        self._left = WordLabel("", look)
        self.setAccessibleName(self.tr("The screen can be cleaned"))
        head = WordLabel(self.accessibleName(), look, step=2, weight=700)
        for widget in (head, self._left):
            self.card.column.addWidget(widget)

    def count(self, seconds: int) -> None:
        """Says how long it stays so."""
        self._left.say(self.tr("It hears nothing for {n} seconds.").format(n=seconds))


class NightScene(Scene):
    """Out of hours: dark, and nothing moves; a touch still wakes it."""

    def __init__(self, over: QWidget, look: Look) -> None:
        super().__init__(over, look)
        self.card.hide()
        self.setAccessibleName(self.tr("The screen rests. Touch it to wake it."))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), Qt.GlobalColor.black)


class KeeperScene(ModalDialog, Scene):
    """What a keeper may do, by name.

    Signals:
        picked: the key of what was picked; "" closes it.
    """

    picked = Signal(str)

    def __init__(self, over: QWidget, look: Look, *, may_shut_down: bool) -> None:
        super().__init__(over, look)
        self._keys: dict[Pill, str] = {}
        self._head = WordLabel("", look, step=2, weight=700)
        self._told = WordLabel("", look, role="caution")
        for label in (self._head, self._told):
            self.card.column.addWidget(label)
        self.tell("")
        acts = [
            ("", self.tr("Back to the visitors")),
            ("clean", self.tr("Clean the screen")),
            ("health", self.tr("How this kiosk is")),
            ("measure", self.tr("Measure the screen")),
            ("restart", self.tr("Restart the program")),
            ("leave", self.tr("Leave the kiosk")),
        ]
        if may_shut_down:
            acts.append(("off", self.tr("Shut the machine down")))
        for key, words in acts:
            pill = self.wide(words, Kind.PLAIN if key else Kind.PRIMARY)
            pill.clicked.connect(self._on_pressed)
            self._keys[pill] = key
            self.card.column.addWidget(pill)

    def greet(self, name: str) -> None:
        """Says who is in."""
        self._head.say(self.tr("Keeper: {name}").format(name=name))
        self.setAccessibleName(self._head.text())

    def tell(self, words: str) -> None:
        """Says why something did not work; "" says nothing."""
        self._told.say(words)
        self._told.setVisible(bool(words))

    def forget(self) -> None:
        """Nobody is in any more."""
        self.tell("")
        self._head.say("")
        self.setAccessibleName("")

    def _on_pressed(self) -> None:
        pill = self.sender()
        if isinstance(pill, Pill):
            self.picked.emit(self._keys[pill])
