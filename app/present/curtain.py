"""The privacy curtain: the clinician's window shows nothing until it is lifted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.theme.theme import Look
from app.widgets.button import Kind, Pill
from app.widgets.text_label import WordLabel


class Curtain(QWidget):
    """Covers a widget, whatever its size.

    Signals:
        lifted: it has been taken away.
    """

    lifted = Signal()

    def __init__(self, over: QWidget, look: Look) -> None:
        super().__init__(over)
        self._look = look
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.addStretch()
        column.addWidget(WordLabel(self.tr("Hidden for privacy"), look, step=3), 0, middle)
        self._lift = Pill(self.tr("Show again"), look, kind=Kind.PRIMARY)
        self._lift.clicked.connect(self.lift)
        column.addWidget(self._lift, 0, middle)
        column.addStretch()
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()
        self._lift.setFocus(Qt.FocusReason.OtherFocusReason)

    def lift(self) -> None:
        """Takes it away for good."""
        self.hide()
        self.deleteLater()
        self.lifted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.colour("ground"))
