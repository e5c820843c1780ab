"""The summary as QR codes, one at a time and large, with the same words beside them to read."""

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
_MODULE_PX, _SMALLEST_PX = 6, 2
"""At 96 dots an inch 1.6 mm a module: a code of 73 modules is 12 cm, read from 60 cm away."""


class QrCodeWidget(QLabel):
    """One code, dark on white in every theme; its name says what it holds."""

    def __init__(self, code: QrMatrix, name: str) -> None:
        super().__init__()
        self._code = code
        self.setAccessibleName(name)
        self._module = _MODULE_PX
        self.fit_to(QSize(16_777_215, 16_777_215))

    def fit_to(self, room: QSize) -> None:
        """As large as it may be and still whole in so much room: no phone reads a part of it."""
        modules = len(self._code) + 2 * _QUIET_ZONE
        fits = min(room.width(), room.height()) // modules
        self._module = max(min(fits, _MODULE_PX), _SMALLEST_PX)
        self.setFixedSize(QSize(modules, modules) * self._module)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        for y, row in enumerate(self._code):
            for x, is_dark in enumerate(row):
                if is_dark:
                    left, top = ((at + _QUIET_ZONE) * self._module for at in (x, y))
                    box = QRectF(left, top, self._module, self._module)
                    painter.fillRect(box, Qt.GlobalColor.black)


class QrDialog(QDialog):
    """Goes through the codes by buttons, at the visitor's pace."""

    def __init__(self, texts: tuple[str, ...], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Take it with your phone"))
        self._texts, self._theme, self._at = texts, theme, 0
        outer = QVBoxLayout(self)
        scroll = self._scroll = ScrollColumn(theme)
        outer.addWidget(scroll)
        page = QWidget()
        self._column = ColumnLayout(page, theme.px(10))
        note = self.tr("Point your phone's camera here. The code holds words only, and no link.")
        self._column.addWidget(TextLabel(note, theme))
        self._count = TextLabel("", theme, weight=700)
        self._column.addWidget(self._count)
        self._picture: QWidget = QWidget()
        self._column.addWidget(self._picture)
        self._column.addWidget(self._make_buttons())
        self._told = TextLabel("", theme, step=-1, role="quiet")
        self._column.addWidget(self._told)
        scroll.setWidget(page)
        resize_within_screen(self, QSize(theme.px(620), theme.px(780)))
        scroll.installEventFilter(self)
        self._show(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(self._picture, QrCodeWidget):
            self._picture.fit_to(self._room)
        return super().eventFilter(watched, event)

    @property
    def _room(self) -> QSize:
        """What a code may take to be seen whole at once, beside the bar."""
        return self._scroll.size() - QSize(self._scroll.verticalScrollBar().sizeHint().width(), 0)

    def _make_buttons(self) -> QWidget:
        ways = QWidget()
        row = FlowLayout(ways, self._theme.px(8))
        self._back = Button(self.tr("Back"), self._theme)
        self._next = Button(self.tr("Next code"), self._theme, kind=ButtonKind.PRIMARY)
        close = Button(self.tr("Close"), self._theme)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        close.clicked.connect(self.accept)
        for pill in (self._back, self._next, close):
            row.addWidget(pill)
        return ways

    def _show(self, at: int) -> None:
        self._at = at
        count = self.tr("Code {number} of {count}")
        words = count.format(number=at + 1, count=len(self._texts))
        self._count.set_text(words)
        picture = QrCodeWidget(qr_matrix(self._texts[at]), words)
        picture.fit_to(self._room)
        self._column.replace_widget(self._picture, picture)
        picture.show()
        self._picture = picture
        self._told.set_text(self._texts[at].replace("\n", " \u00b7 "))
        self._back.setEnabled(at > 0)
        self._next.setEnabled(at < len(self._texts) - 1)

    def _on_back(self) -> None:
        self._show(self._at - 1)

    def _on_next(self) -> None:
        self._show(self._at + 1)
