"""The health page: how the kiosk and its machine are, over the whole window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QVBoxLayout, QWidget

from app.kiosk.metrics.status import KioskFacts
from app.kiosk.metrics.status_text import HealthLine, health_lines
from app.theme.theme import Look
from app.widgets.button import Kind, Pill
from app.widgets.dialog_role import ModalDialog
from app.widgets.layouts import Pile
from app.widgets.scroll_column import Column
from app.widgets.text_label import Part, WordLabel

_Act = QAbstractSlider.SliderAction
_SCROLLS = {
    int(Qt.Key.Key_PageDown): _Act.SliderPageStepAdd,
    int(Qt.Key.Key_PageUp): _Act.SliderPageStepSub,
    int(Qt.Key.Key_Home): _Act.SliderToMinimum,
    int(Qt.Key.Key_End): _Act.SliderToMaximum,
}


class HealthScene(ModalDialog, QWidget):
    """Covers its parent; scrolls where the lines are longer than it, and closes by one button.

    Signals:
        left: the keeper has seen it.
    """

    left = Signal()

    def __init__(self, over: QWidget, look: Look) -> None:
        super().__init__(over)
        self.look = look
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self._column = Column(look)
        self._done = Pill(self.tr("Back"), look, kind=Kind.PRIMARY)
        self._done.clicked.connect(self.left)
        rows = QVBoxLayout(self)
        px = look.px
        # Beside the corner in which keepers knock, and over the foot.
        rows.setContentsMargins(px(80), px(24), px(24), px(16))
        rows.setSpacing(px(12))
        self.setAccessibleName(self.tr("How this kiosk is"))
        head = WordLabel(self.accessibleName(), look, step=3, weight=700)
        rows.addWidget(head)
        rows.addWidget(self._column, 1)
        rows.addWidget(self._done)
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.hide()

    def show_facts(self, facts: KioskFacts) -> None:
        """Says how things are at this moment; the words stay as they are until asked anew."""
        lines = _Lines(health_lines(facts), self.look)
        self._column.setWidget(lines)
        lines.setAutoFillBackground(False)  # a scroll area gives what it holds a ground of its own
        self._column.to_top()

    def focus_home(self) -> None:
        """Gives the focus to the way out."""
        self._done.setFocus(Qt.FocusReason.OtherFocusReason)

    def reads(self) -> str:
        """All that it says."""
        labels = self._column.findChildren(WordLabel)
        return "\n".join(label.text() for label in labels)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The pages of a keyboard scroll it: its one button has the focus all the time."""
        if event.key() in _SCROLLS:
            self._column.verticalScrollBar().triggerAction(_SCROLLS[event.key()])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.look.colour("surface"))


class _Lines(QWidget):
    """One label a line; what somebody should see to is marked by words and weight."""

    def __init__(self, lines: Iterable[HealthLine], look: Look) -> None:
        super().__init__()
        pile = Pile(self, look.px(8))
        see_to = self.tr("Please see to this")
        for line in lines:
            parts = [Part(f"{line.what}: ", strong=True), Part(line.words)]
            if line.is_wrong:
                parts.append(Part(f" ({see_to})", strong=True, role="urgent"))
            pile.addWidget(WordLabel(parts, look, step=1))
