"""Layouts written in Python.

A column, a column that becomes a row where there is room, a wrapping flow, and their base class.
"""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QVBoxLayout, QWidget, QWidgetItem


class PythonLayout(QLayout):
    """What Pile and Flow share: their items, one after the other, kept in a box of Qt's.

    Nobody takes down the items of a layout of Python's: they stay for as long as the program runs.
    A QWidgetItem made in Python goes, but asks its widget for its size each time, so that layouts
    in layouts ask the innermost one for ever. What Qt's own box makes goes with it, and knows the
    size until it changes; nothing is ever laid out by that box.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout()
        self.addChildLayout(self._box)

    @property
    def items(self) -> list[QLayoutItem]:
        """All of them, first to last."""
        every = (self._box.itemAt(index) for index in range(self._box.count()))
        return [item for item in every if item is not None]

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Puts a widget between others; at -1 after all."""
        self._box.insertWidget(index, widget)
        self.invalidate()

    def addWidget(self, widget: QWidget) -> None:
        self.insert_widget(-1, widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._box.addItem(item)
        self.invalidate()

    def count(self) -> int:
        return self._box.count()

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._box.itemAt(index)

    def takeAt(self, index: int) -> QLayoutItem | None:
        taken = self._box.takeAt(index)
        self.invalidate()
        return taken


class ColumnLayout(PythonLayout):
    """A box layout asks each widget some forty times for its height; this one asks once a width.

    A widget of fixed width keeps it and stands at the leading side; others fill the width.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 0) -> None:
        super().__init__(parent)
        self._heights: dict[int, list[int]] = {}
        self._spacing = gap
        self.setContentsMargins(QMargins())

    def replace_widget(self, old: QWidget, new: QWidget) -> None:
        """Puts a widget where another one was; the old one is removed for good."""
        index = self.index_of(old)
        self.takeAt(index)
        old.hide()
        old.deleteLater()
        self.insert_widget(index, new)

    def index_of(self, widget: QWidget) -> int:
        """The number of a widget, from the top.

        Raises:
            StopIteration: it is not in here.
        """
        return next(i for i, item in enumerate(self.items) if item.widget() is widget)

    def set_spacing(self, gap: int) -> None:
        self._spacing = gap
        self.invalidate()

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        heights = self._heights_at(width - margins.left() - margins.right())
        shown = [tall for tall in heights if tall >= 0]
        gaps = self._spacing * max(len(shown) - 1, 0)
        return sum(shown) + gaps + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        top = inner.top()
        for item, tall in zip(self.items, self._heights_at(inner.width()), strict=True):
            if tall < 0:
                continue
            wide = inner.width()
            left = inner.left()
            if _is_fixed(item):
                wide = min(item.sizeHint().width(), wide)
                if self._is_mirrored():
                    left = inner.right() + 1 - wide
            item.setGeometry(QRect(left, top, wide, tall))
            top += tall + self._spacing

    def sizeHint(self) -> QSize:
        """The widest wish; no height, since that follows from the width there will be."""
        return self._max_width_size([item.sizeHint() for item in self.items if not item.isEmpty()])

    def minimumSize(self) -> QSize:
        return self._max_width_size(
            [item.minimumSize() for item in self.items if not item.isEmpty()]
        )

    def _max_width_size(self, sizes: list[QSize]) -> QSize:
        margins = self.contentsMargins()
        wide = max((size.width() for size in sizes), default=0)
        return QSize(wide + margins.left() + margins.right(), 0)

    def _is_mirrored(self) -> bool:
        parent = self.parentWidget()
        return parent is not None and parent.isRightToLeft()

    def _heights_at(self, width: int) -> list[int]:
        """The height of each item at a width; -1 for what is hidden."""
        if width not in self._heights:
            self._heights[width] = [_height(item, width) for item in self.items]
        return self._heights[width]


def _height(item: QLayoutItem, width: int) -> int:
    if item.isEmpty():
        return -1
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()


def _is_fixed(item: QLayoutItem) -> bool:
    """Whether it is never wider than it wishes to be."""
    widget = item.widget() if isinstance(item, QWidgetItem) else None
    if widget is None:
        return False
    policies = QSizePolicy.Policy
    return widget.sizePolicy().horizontalPolicy() in (policies.Fixed, policies.Maximum)


class ResponsiveRowLayout(ColumnLayout):
    """A pile that becomes equal columns once each of them is at least `narrowest` wide."""

    def __init__(self, parent: QWidget, gap: int, narrowest: int) -> None:
        super().__init__(parent, gap)
        self._column_spacing = gap * 2
        self._min_column_width = narrowest

    def heightForWidth(self, width: int) -> int:
        column = self._column_width(width)
        if column is None:
            return super().heightForWidth(width)
        return max(self._heights_at(column), default=0)

    def setGeometry(self, rect: QRect) -> None:
        column = self._column_width(rect.width())
        if column is None:
            super().setGeometry(rect)
            return
        for number in range(self.count()):
            left = rect.left() + number * (column + self._column_spacing)
            if self._is_mirrored():
                left = rect.right() + 1 - column - number * (column + self._column_spacing)
            item = self.itemAt(number)
            if item is not None:
                item.setGeometry(QRect(left, rect.top(), column, rect.height()))

    def _column_width(self, width: int) -> int | None:
        """How wide a column is; None where they do not fit."""
        count = max(self.count(), 1)
        column = (width - self._column_spacing * (count - 1)) // count
        return column if column >= self._min_column_width else None


class FlowLayout(PythonLayout):
    """Left to right (or right to left), then the next row; height follows width."""

    def __init__(
        self, parent: QWidget | None = None, gap: int = 8, between_rows: int | None = None
    ) -> None:
        super().__init__(parent)
        self._spacing = gap
        self._row_spacing = gap if between_rows is None else between_rows
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
        width = sum(size.width() for size in shown) + self._spacing * max(len(shown) - 1, 0)
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
                    item.setGeometry(QRect(self._top_left(rect, left, y, size), size))
                left += size.width() + self._spacing
            top += tall + self._row_spacing
        return max(top - self._row_spacing, 0)

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
            used += size.width() + self._spacing
        return rows

    @staticmethod
    def _size(item: QLayoutItem, width: int) -> QSize:
        size = item.sizeHint()
        if size.width() <= width:
            return size
        tall = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
        return QSize(width, tall)

    def _top_left(self, rect: QRect, x: int, y: int, size: QSize) -> QPoint:
        widget = self.parentWidget()
        if widget is not None and widget.isRightToLeft():
            x = rect.width() - x - size.width()
        return rect.topLeft() + QPoint(x, y)
