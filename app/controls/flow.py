"""A layout that sets widgets in a row and goes on below where the row is full."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from app.controls.owning import OwningLayout


class Flow(OwningLayout):
    """Left to right (or right to left), then the next row; height follows width."""

    def __init__(
        self, parent: QWidget | None = None, gap: int = 8, between_rows: int | None = None
    ) -> None:
        super().__init__(parent)
        self._gap = gap
        self._between_rows = gap if between_rows is None else between_rows
        self.setContentsMargins(QMargins())

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = QRect(0, 0, width - margins.left() - margins.right(), 0)
        return self._arrange(inner, place=False) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), place=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self.items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(len(shown) - 1, 0)
        tall = max((size.height() for size in shown), default=0)
        return QSize(width, tall).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self.items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Sets the rows, each item in the middle of its row; returns the height."""
        top = 0
        for row in self._rows(rect.width()):
            tall = max(size.height() for _, size in row)
            left = 0
            for item, size in row:
                if place:
                    y = top + (tall - size.height()) // 2
                    item.setGeometry(QRect(self._corner(rect, left, y, size), size))
                left += size.width() + self._gap
            top += tall + self._between_rows
        return max(top - self._between_rows, 0)

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        used = width + 1
        for item in self.items:
            if item.isEmpty():
                continue
            size = self._size(item, width)
            if used + size.width() > width:
                rows.append([])
                used = 0
            rows[-1].append((item, size))
            used += size.width() + self._gap
        return rows

    @staticmethod
    def _size(item: QLayoutItem, width: int) -> QSize:
        size = item.sizeHint()
        if size.width() <= width:
            return size
        tall = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
        return QSize(width, tall)

    def _corner(self, rect: QRect, x: int, y: int, size: QSize) -> QPoint:
        widget = self.parentWidget()
        if widget is not None and widget.isRightToLeft():
            x = rect.width() - x - size.width()
        return rect.topLeft() + QPoint(x, y)
