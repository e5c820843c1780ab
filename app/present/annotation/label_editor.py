"""A field that stands on the figure while a label is typed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from app.body.outlines import Point
from app.canvas.canvas import FigureCanvas
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.text_field import TextField

_MAX_LABEL_LENGTH = 40


class LabelEditor(TextField):
    """Return or leaving it makes the label; Escape makes none.

    Signals:
        written: the Point and the words.
    """

    label_entered = Signal(object, str)

    def __init__(self, canvas: FigureCanvas, at: Point, theme: Theme, icons: Icons) -> None:
        super().__init__(self.tr("Label on the figure"), theme, icons.path("text"), canvas)
        self._point, self._is_done = at, False
        self._previous_focus = QApplication.focusWidget()
        self.setMaxLength(_MAX_LABEL_LENGTH)
        middle = QPointF(*canvas.plate_rect.to_pixels(at))
        size = self.sizeHint()
        left = min(max(middle.x() - size.width() / 2, 0), canvas.width() - size.width())
        top = min(max(middle.y() - size.height() / 2, 0), canvas.height() - size.height())
        self.setGeometry(int(left), int(top), size.width(), size.height())
        self.returnPressed.connect(self._close_once)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._close_once()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close_once()

    def commit(self) -> None:
        """Makes the label now, with what an input method has not made text of yet."""
        QGuiApplication.inputMethod().commit()
        self._close_once()

    def _close_once(self) -> None:
        if not self._is_done:
            self._is_done = True
            if self._previous_focus is not None and self.hasFocus():
                self._previous_focus.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()
            self.label_entered.emit(self._point, self.text())
            self.deleteLater()
