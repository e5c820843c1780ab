"""The text field in which a label is typed, placed on the figure."""

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
    """Accepts the label on Return or when it loses the focus; Escape discards it.

    Signals:
        label_entered: the Point of the label and its text, which is empty if it was discarded.
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
        """Accept the label now, including text that an input method is still composing."""
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
