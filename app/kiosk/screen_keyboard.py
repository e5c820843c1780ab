"""Letters on the screen for the search of a kiosk: it remembers and predicts nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import Button, paint_icon
from app.widgets.themed import ThemedWidget, paint_box, paint_focus_ring

LETTER_ROWS = {
    "de": ("qwertzuiopü", "asdfghjklöä", "yxcvbnmß"),
    "es": ("qwertyuiop", "asdfghjklñ", "zxcvbnm"),
    "fr": ("azertyuiop", "qsdfghjklm", "wxcvbn"),
}
"""The letters of a language in three rows; other languages have those of `_QWERTY`."""
_QWERTY = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEY_HEIGHT, _MIN_KEY, _GAP, _SMALL_GAP, _EDGE = 57, 44, 7, 4, 12
_WIDE_KEY, _SPACE_KEYS = 1.5, 5
"""How many letters wide "delete" is, and how many the space bar."""


class ScreenKey(Button):
    """One key; its accessible name is what it types or does."""

    def __init__(
        self, text: str, name: str, theme: Theme, icon: QPainterPath | None = None
    ) -> None:
        super().__init__(text, theme, icon=icon)
        self.letter = text
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a touch leaves the focus in the field

    def update_metrics(self) -> None:
        self.setFont(self.theme.font(2, weight=600))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, box = self.theme, QRectF(self.rect())
        painter = QPainter(self)
        fill = theme.color("tint" if self.isDown() else "surface")
        paint_box(painter, box, theme.px(8), fill, theme.color("line"))
        painter.setPen(theme.color("ink"))
        painter.setFont(self.font())
        if self.icon_path is not None:
            size = theme.px(24)
            at = box.center()
            at.setX(at.x() - size / 2)
            paint_icon(painter, self.icon_path, at, size, theme.color("ink"))
        else:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.has_focus_ring:
            paint_focus_ring(painter, box, theme.px(8), theme)


class ScreenKeyboard(ThemedWidget, QWidget):
    """Rows of letters, then space and delete; it is the same in a mirrored window.

    Signals:
        typed: the letter or space of the key that was touched.
        deleted: the key that deletes a letter was touched.
    """

    typed = Signal(str)
    deleted = Signal()

    def __init__(self, language: str, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Letters"))
        letters = LETTER_ROWS.get(language.partition("-")[0], _QWERTY)
        self._rows = [[ScreenKey(letter, letter, theme) for letter in row] for row in letters]
        self.space_key = ScreenKey(self.tr("space"), self.tr("Space"), theme)
        self.space_key.letter = " "
        self.delete_key = ScreenKey("", self.tr("Delete a letter"), theme, icons.path("delete"))
        self._rows[-1].append(self.delete_key)
        self._rows.append([self.space_key])
        for key in self.keys:
            key.setParent(self)
            key.clicked.connect(self._on_key)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._key_height = _KEY_HEIGHT
        self.apply_theme(theme)

    @property
    def keys(self) -> list[ScreenKey]:
        """All keys, from top to bottom."""
        return [key for row in self._rows for key in row]

    def fit_height(self, available: int) -> None:
        """Make the keys lower if they would need more than the available height."""
        px = self.theme.px
        rows, gaps = len(self._rows), (len(self._rows) - 1) * px(_GAP) + 2 * px(_EDGE)
        height = max(min(px(_KEY_HEIGHT), (available - gaps) // rows), _MIN_KEY)
        if height != self._key_height:
            self._key_height = height
            self.updateGeometry()

    def update_metrics(self) -> None:
        self._key_height = self.theme.px(_KEY_HEIGHT)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        px, rows = self.theme.px, len(self._rows)
        height = rows * self._key_height + (rows - 1) * px(_GAP) + 2 * px(_EDGE)
        return QSize(px(320), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(10 * _MIN_KEY, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_keys()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.theme.color("sunken"))

    def _place_keys(self) -> None:
        """Keys of one width, each row centred."""
        px = self.theme.px
        most = max(len(row) for row in self._rows[:-1])
        edge, gap = px(_EDGE), px(_GAP)
        if (self.width() - 2 * edge - (most - 1) * gap) / most < _MIN_KEY:
            edge = gap = _SMALL_GAP
        width = (self.width() - 2 * edge - (most - 1) * gap) / most
        y = float(px(_EDGE))
        for row in self._rows:
            widths = [self._width_of(key, width, gap) for key in row]
            x = (self.width() - sum(widths) - (len(row) - 1) * gap) / 2
            for key, own in zip(row, widths, strict=True):
                key.setGeometry(round(x), round(y), round(own), self._key_height)
                x += own + gap
            y += self._key_height + px(_GAP)

    def _width_of(self, key: ScreenKey, letter: float, gap: int) -> float:
        if key is self.delete_key:
            return letter * _WIDE_KEY
        if key is self.space_key:
            return letter * _SPACE_KEYS + gap * (_SPACE_KEYS - 1)
        return letter

    def _on_key(self) -> None:
        key = self.sender()
        if key is self.delete_key:
            self.deleted.emit()
        elif isinstance(key, ScreenKey):
            self.typed.emit(key.letter)
