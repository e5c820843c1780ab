"""Dialog with the list as QR codes, one large code at a time, and its text below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from app.handout.qr_codes import QrMatrix, qr_matrix
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_label import TextLabel
from app.widgets.window_size import resize_within_screen

_QUIET_ZONE = 4
_MODULE_PX, _MIN_MODULE_PX = 6, 2
"""At 96 dpi a module is 1.6 mm wide, so a code of 73 modules is 12 cm and readable from 60 cm."""


class QrCodeWidget(QLabel):
    """One QR code, black on white in every theme; `name` is its accessible name."""

    def __init__(self, code: QrMatrix, name: str) -> None:
        super().__init__()
        self._code = code
        self.setAccessibleName(name)
        self._module = _MODULE_PX
        self.fit_to(QSize(16_777_215, 16_777_215))

    def fit_to(self, available: QSize) -> None:
        """Use the largest size at which the whole code fits, because a phone needs all of it."""
        modules = len(self._code) + 2 * _QUIET_ZONE
        fitting = min(available.width(), available.height()) // modules
        self._module = max(min(fitting, _MODULE_PX), _MIN_MODULE_PX)
        self.setFixedSize(QSize(modules, modules) * self._module)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        for y, row in enumerate(self._code):
            for x, is_dark in enumerate(row):
                if is_dark:
                    left, top = ((index + _QUIET_ZONE) * self._module for index in (x, y))
                    box = QRectF(left, top, self._module, self._module)
                    painter.fillRect(box, Qt.GlobalColor.black)


class QrDialog(QDialog):
    """Shows `texts` as codes, with buttons for the previous and the next one."""

    def __init__(self, texts: tuple[str, ...], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Scan with your phone"))
        self._texts, self._theme, self._index = texts, theme, 0
        outer = QVBoxLayout(self)
        scroll = self._scroll = ScrollColumn(theme)
        outer.addWidget(scroll)
        page = QWidget()
        self._column = ColumnLayout(page, theme.px(10))
        note = self.tr("Point your phone's camera at the code. It holds only text, no link.")
        self._column.addWidget(TextLabel(note, theme))
        self._count = TextLabel("", theme, weight=700)
        self._column.addWidget(self._count)
        self._code: QWidget = QWidget()
        self._column.addWidget(self._code)
        self._column.addWidget(self._make_buttons())
        self.text_label = TextLabel("", theme, step=-1, role="quiet")
        self._column.addWidget(self.text_label)
        scroll.setWidget(page)
        resize_within_screen(self, QSize(theme.px(620), theme.px(780)))
        scroll.installEventFilter(self)
        self._show(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(self._code, QrCodeWidget):
            self._code.fit_to(self._available_size)
        return super().eventFilter(watched, event)

    @property
    def _available_size(self) -> QSize:
        """The space in which a code is visible without scrolling."""
        return self._scroll.size() - QSize(self._scroll.verticalScrollBar().sizeHint().width(), 0)

    def _make_buttons(self) -> QWidget:
        buttons = QWidget()
        row = FlowLayout(buttons, self._theme.px(8))
        self._back = Button(self.tr("Previous code"), self._theme)
        self._next = Button(self.tr("Next code"), self._theme, kind=ButtonKind.PRIMARY)
        close = Button(self.tr("Close"), self._theme)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        close.clicked.connect(self.accept)
        for button in (self._back, self._next, close):
            row.addWidget(button)
        return buttons

    def _show(self, index: int) -> None:
        self._index = index
        count = self.tr("Code {number} of {count}")
        name = count.format(number=index + 1, count=len(self._texts))
        self._count.set_text(name)
        code = QrCodeWidget(qr_matrix(self._texts[index]), name)
        code.fit_to(self._available_size)
        self._column.replace_widget(self._code, code)
        code.show()
        self._code = code
        self.text_label.set_text(self._texts[index].replace("\n", " \u00b7 "))
        self._back.setEnabled(index > 0)
        self._next.setEnabled(index < len(self._texts) - 1)

    def _on_back(self) -> None:
        self._show(self._index - 1)

    def _on_next(self) -> None:
        self._show(self._index + 1)
