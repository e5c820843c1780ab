"""Overlays that cover the window of a kiosk display: the base class, idle prompt and closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.session.actions import StartOver
from app.support.qt_translation import translate
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
    """Covers its parent with a dark backdrop and a card in its middle, and takes every touch."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._covered = parent
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
        # If the window is lower than the card, the card can be scrolled.
        column = ScrollColumn(theme)
        column.setWidget(middle)
        middle.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(column)
        self.apply_theme(theme)
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())
        self.setEnabled(False)  # until KioskWindow.show_overlay shows it
        self.hide()

    def update_metrics(self) -> None:
        self.card.setMaximumWidth(self.theme.px(_MAX_CARD_WIDTH))
        self.card.setMinimumWidth(min(self.theme.px(_MIN_CARD_WIDTH), self._covered.width()))

    def wide_button(self, text: str, kind: ButtonKind = ButtonKind.PLAIN) -> Button:
        """Create a button that takes the width available; the caller adds it to a layout."""
        button = Button(text, self.theme, kind=kind)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button

    def focus_first(self) -> None:
        """Give the focus to the first button."""
        first = self.findChild(Button)
        if isinstance(first, Button):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self.update_metrics()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        backdrop = QColor(self.theme.color("outline_dark"))
        backdrop.setAlphaF(_BACKDROP_OPACITY)
        QPainter(self).fillRect(QRectF(self.rect()), backdrop)


class IdlePrompt(ModalDialog, Overlay):
    """Asks whether the visitor is still there; any touch outside "No, start over" means yes.

    Signals:
        action: StartOver, when "No, start over" was touched.
    """

    action = Signal(object)

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._countdown = TextLabel("", theme)
        continue_button = self.wide_button(self.tr("Yes, continue"), ButtonKind.PRIMARY)
        self._start_over_button = self.wide_button(self.tr("No, start over"))
        self._start_over_button.clicked.connect(self._on_start_over)
        self.setAccessibleName(self.tr("Are you still there?"))
        heading = TextLabel(self.accessibleName(), theme, step=3, weight=700)
        for widget in (heading, self._countdown, continue_button, self._start_over_button):
            self.card.column.addWidget(widget)

    def _on_start_over(self) -> None:
        self.action.emit(StartOver())

    def is_start_over_at(self, position: QPointF) -> bool:
        """Whether a position in the window lies on the button "No, start over"."""
        button = self._start_over_button
        return button.rect().contains(button.mapFrom(self.window(), position.toPoint()))

    def show_seconds(self, seconds: int) -> None:
        """Update the countdown to the reset."""
        text = translate(
            "IdlePrompt",
            "Everything will be cleared in %n second(s). Touch anywhere to continue.",
            seconds,
        )
        self._countdown.set_text(text)


class ClosedOverlay(Overlay):
    """A black screen outside the opening hours; a touch dismisses it."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme)
        self.card.hide()
        self.setAccessibleName(self.tr("The screen is off. Touch it to start."))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), Qt.GlobalColor.black)
