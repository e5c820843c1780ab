"""A short message over the lower edge of a widget, which moves nothing and goes away by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from app.theme.theme import Theme
from app.widgets.card import Card
from app.widgets.single_shot import single_shot
from app.widgets.text_label import TextLabel

_SHOWN_MS = 10_000
_EDGE = 16
"""Room beside the message, in pixels at 100 %."""


class Toast(Card):
    """One message at the bottom centre of its parent, above `margin` pixels; presses go through it.

    It says nothing to a screen reader: that is the business of an announcement.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent=parent)
        self._parent, self.margin = parent, 0
        self.label = TextLabel("", theme, weight=600)
        self.column.addWidget(self.label)
        self.timer = single_shot(self, _SHOWN_MS, self.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        parent.installEventFilter(self)

    def text(self) -> str:
        """What it says, as for a label of Qt."""
        return self.label.text()

    def show_message(self, text: str) -> None:
        """Show a message, or the same one for longer."""
        self.label.set_text(text)
        self._place()
        self.show()
        self.raise_()
        self.timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        edge = self.theme.px(_EDGE)
        sides = self.column.contentsMargins()
        room = self._parent.width() - 2 * edge - sides.left() - sides.right()
        wanted = self.label.sizeHint().width()
        words = max(min(wanted, room), 1)
        width = words + sides.left() + sides.right()
        height = self.label.heightForWidth(words) + sides.top() + sides.bottom()
        top = max(self._parent.height() - self.margin - height, 0)
        self.setGeometry((self._parent.width() - width) // 2, top, width, height)
