"""What lies over the whole window of a kiosk: one scene at a time, or none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.session.actions import StartOver
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.card import Card, CardTone
from app.widgets.dialog_role import ModalDialog
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_label import TextLabel
from app.widgets.themed import ThemedWidget

_BACKDROP_OPACITY = 0.72
_MIN_CARD_WIDTH, _MAX_CARD_WIDTH = 360, 520


class Overlay(ThemedWidget, QWidget):
    """Covers its parent, whatever its size, and takes every touch; a card stands in its middle."""

    def __init__(self, over: QWidget, theme: Theme) -> None:
        super().__init__(over)
        self._covered = over
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.card = Card(theme, CardTone.SURFACE)
        middle = QWidget()
        rows, line = QVBoxLayout(middle), QHBoxLayout()
        line.addStretch()
        line.addWidget(self.card)
        line.addStretch()
        rows.addStretch()
        rows.addLayout(line)
        rows.addStretch()
        # In a window that is lower than the card, the card can be scrolled.
        column = ScrollColumn(theme)
        column.setWidget(middle)
        middle.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(column)
        self.apply_theme(theme)
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.setEnabled(False)  # until the window shows it
        self.hide()

    def update_metrics(self) -> None:
        self.card.setMaximumWidth(self.theme.px(_MAX_CARD_WIDTH))
        self.card.setMinimumWidth(min(self.theme.px(_MIN_CARD_WIDTH), self._covered.width()))

    def wide_button(self, words: str, kind: ButtonKind = ButtonKind.PLAIN) -> Button:
        """A button as wide as there is room; whoever asks places it."""
        pill = Button(words, self.theme, kind=kind)
        pill.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return pill

    def focus_first(self) -> None:
        """Gives the focus to what is pressed first."""
        first = self.findChild(Button)
        if isinstance(first, Button):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self.update_metrics()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(self.theme.color("outline_dark"))
        veil.setAlphaF(_BACKDROP_OPACITY)
        QPainter(self).fillRect(QRectF(self.rect()), veil)


class IdlePrompt(ModalDialog, Overlay):
    """Asks whether anybody is still there; any touch says yes.

    Signals:
        action: StartOver.
    """

    action = Signal(object)

    def __init__(self, over: QWidget, theme: Theme) -> None:
        super().__init__(over, theme)
        self._countdown = TextLabel("", theme)
        stay = self.wide_button(self.tr("Yes, go on"), ButtonKind.PRIMARY)
        leave = self.wide_button(self.tr("No, start over"))
        leave.clicked.connect(self._on_start_over)
        self._start_over_button = leave
        self.setAccessibleName(self.tr("Are you still there?"))
        head = TextLabel(self.accessibleName(), theme, step=3, weight=700)
        for widget in (head, self._countdown, stay, leave):
            self.card.column.addWidget(widget)

    def _on_start_over(self) -> None:
        self.action.emit(StartOver())

    def is_start_over_at(self, at: QPointF) -> bool:
        """Whether a point of the window lies on the button that starts over."""
        return self._start_over_button.rect().contains(
            self._start_over_button.mapFrom(self.window(), at.toPoint())
        )

    def show_seconds(self, seconds: int) -> None:
        """Says how long there is to answer."""
        words = self.tr("Everything is cleared in {n} seconds. Touch anywhere to go on.")
        self._countdown.set_text(words.format(n=seconds))


class CleaningOverlay(ModalDialog, Overlay):
    """While the screen is cleaned: nothing hears a touch until the time is up."""

    def __init__(self, over: QWidget, theme: Theme) -> None:
        super().__init__(over, theme)
        self._countdown = TextLabel("", theme)
        self.setAccessibleName(self.tr("The screen can be cleaned"))
        head = TextLabel(self.accessibleName(), theme, step=2, weight=700)
        for widget in (head, self._countdown):
            self.card.column.addWidget(widget)

    def show_seconds(self, seconds: int) -> None:
        """Says how long it stays so."""
        self._countdown.set_text(self.tr("It hears nothing for {n} seconds.").format(n=seconds))


class ClosedOverlay(Overlay):
    """Out of hours: dark, and nothing moves; a touch still wakes it."""

    def __init__(self, over: QWidget, theme: Theme) -> None:
        super().__init__(over, theme)
        self.card.hide()
        self.setAccessibleName(self.tr("The screen rests. Touch it to wake it."))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), Qt.GlobalColor.black)


class StaffMenu(ModalDialog, Overlay):
    """What a keeper may do, by name.

    Signals:
        picked: the key of what was picked; "" closes it.
    """

    action_selected = Signal(str)

    def __init__(self, over: QWidget, theme: Theme, *, may_shut_down: bool) -> None:
        super().__init__(over, theme)
        self._actions: dict[Button, str] = {}
        self._heading = TextLabel("", theme, step=2, weight=700)
        self._message = TextLabel("", theme, role="caution")
        for label in (self._heading, self._message):
            self.card.column.addWidget(label)
        self.show_message("")
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
            pill = self.wide_button(words, ButtonKind.PLAIN if key else ButtonKind.PRIMARY)
            pill.clicked.connect(self._on_pressed)
            self._actions[pill] = key
            self.card.column.addWidget(pill)

    def show_name(self, name: str) -> None:
        """Says who is in."""
        self._heading.set_text(self.tr("Keeper: {name}").format(name=name))
        self.setAccessibleName(self._heading.text())

    def show_message(self, words: str) -> None:
        """Says why something did not work; "" says nothing."""
        self._message.set_text(words)
        self._message.setVisible(bool(words))

    def clear(self) -> None:
        """Nobody is in any more."""
        self.show_message("")
        self._heading.set_text("")
        self.setAccessibleName("")

    def _on_pressed(self) -> None:
        pill = self.sender()
        if isinstance(pill, Button):
            self.action_selected.emit(self._actions[pill])
