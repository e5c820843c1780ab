"""A field that stands on the figure while a label is typed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from app.body.outlines import Point
from app.canvas.canvas import Canvas
from app.theme.icons import Icons
from app.theme.theme import Look
from app.widgets.text_field import Field

_LONGEST = 40


class LabelField(Field):
    """Return or leaving it makes the label; Escape makes none.

    Signals:
        written: the Point and the words.
    """

    written = Signal(object, str)

    def __init__(self, canvas: Canvas, at: Point, look: Look, icons: Icons) -> None:
        super().__init__(self.tr("Label on the figure"), look, icons.path("text"), canvas)
        self._at, self._is_done = at, False
        self._before = QApplication.focusWidget()
        self.setMaxLength(_LONGEST)
        middle = QPointF(*canvas.placing.to_pixels(at))
        size = self.sizeHint()
        left = min(max(middle.x() - size.width() / 2, 0), canvas.width() - size.width())
        top = min(max(middle.y() - size.height() / 2, 0), canvas.height() - size.height())
        self.setGeometry(int(left), int(top), size.width(), size.height())
        self.returnPressed.connect(self._end)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._end()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._end()

    def finish(self) -> None:
        """Makes the label now, with what an input method has not made text of yet."""
        QGuiApplication.inputMethod().commit()
        self._end()

    def _end(self) -> None:
        if not self._is_done:
            self._is_done = True
            if self._before is not None and self.hasFocus():
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()
            self.written.emit(self._at, self.text())
            self.deleteLater()
