"""A layout that sets widgets side by side where there is room, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from app.controls.pile import Pile


class Columns(Pile):
    """A pile that becomes equal columns once each of them is at least `narrowest` wide."""

    def __init__(self, parent: QWidget, gap: int, narrowest: int) -> None:
        super().__init__(parent, gap)
        self._across = gap * 2
        self._narrowest = narrowest

    def heightForWidth(self, width: int) -> int:
        column = self._column(width)
        if column is None:
            return super().heightForWidth(width)
        return max(self._heights_at(column), default=0)

    def setGeometry(self, rect: QRect) -> None:
        column = self._column(rect.width())
        if column is None:
            super().setGeometry(rect)
            return
        for number in range(self.count()):
            left = rect.left() + number * (column + self._across)
            if self._is_mirrored():
                left = rect.right() + 1 - column - number * (column + self._across)
            item = self.itemAt(number)
            if item is not None:
                item.setGeometry(QRect(left, rect.top(), column, rect.height()))

    def _column(self, width: int) -> int | None:
        """How wide a column is; None where they do not fit."""
        count = max(self.count(), 1)
        column = (width - self._across * (count - 1)) // count
        return column if column >= self._narrowest else None
