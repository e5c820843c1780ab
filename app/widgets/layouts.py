"""Layouts written in Python.

A column, a column that becomes a row where it is wide enough, a wrapping flow, and their base.
"""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QVBoxLayout, QWidget, QWidgetItem


class PythonLayout(QLayout):
    """Base of layouts written in Python; a QVBoxLayout of Qt owns its items.

    Qt never deletes the items of a layout written in Python, so they would leak. A QWidgetItem
    created in Python is deleted, but does not cache size hints, so that nested layouts would ask
    the innermost one exponentially often. The items of Qt's own box layout are deleted with it and
    do cache; the box only stores them and never lays anything out.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout()
        self.addChildLayout(self._box)

    @property
    def items(self) -> list[QLayoutItem]:
        """All items in their order."""
        found = (self._box.itemAt(index) for index in range(self._box.count()))
        return [item for item in found if item is not None]

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Insert a widget before the item at `index`; -1 appends it."""
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
    """A vertical layout that asks each widget for its height only once per width.

    QBoxLayout asks about forty times. A widget of fixed width keeps it and is placed at the leading
    side; other widgets fill the width.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = 0) -> None:
        super().__init__(parent)
        self._heights: dict[int, list[int]] = {}
        self._spacing = spacing
        self.setContentsMargins(QMargins())

    def replace_widget(self, old: QWidget, new: QWidget) -> None:
        """Put a widget in the place of another one, which is deleted."""
        index = self.index_of(old)
        self.takeAt(index)
        old.hide()
        old.deleteLater()
        self.insert_widget(index, new)

    def index_of(self, widget: QWidget) -> int:
        """The index of a widget.

        Raises:
            StopIteration: the widget is not in this layout.
        """
        return next(i for i, item in enumerate(self.items) if item.widget() is widget)

    def set_spacing(self, spacing: int) -> None:
        self._spacing = spacing
        self.invalidate()

    def gap_before(self, _number: int) -> int:
        """The gap between the item of this number and the visible one before it."""
        return self._spacing

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
        visible = [number for number, height in enumerate(heights) if height >= 0]
        gaps = sum(self.gap_before(number) for number in visible[1:])
        total = sum(heights[number] for number in visible)
        return total + gaps + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        top, is_first = inner.top(), True
        heights = self._heights_at(inner.width())
        for number, (item, height) in enumerate(zip(self.items, heights, strict=True)):
            if height < 0:
                continue
            top += 0 if is_first else self.gap_before(number)
            is_first, width = False, inner.width()
            left = inner.left()
            if _is_fixed(item):
                width = min(item.sizeHint().width(), width)
                if self._is_mirrored():
                    left = inner.right() + 1 - width
            item.setGeometry(QRect(left, top, width, height))
            top += height

    def sizeHint(self) -> QSize:
        """The widest size hint; the height is 0 because it depends on the final width."""
        return self._max_width_size([item.sizeHint() for item in self.items if not item.isEmpty()])

    def minimumSize(self) -> QSize:
        return self._max_width_size(
            [item.minimumSize() for item in self.items if not item.isEmpty()]
        )

    def _max_width_size(self, sizes: list[QSize]) -> QSize:
        margins = self.contentsMargins()
        width = max((size.width() for size in sizes), default=0)
        return QSize(width + margins.left() + margins.right(), 0)

    def _is_mirrored(self) -> bool:
        parent = self.parentWidget()
        return parent is not None and parent.isRightToLeft()

    def _heights_at(self, width: int) -> list[int]:
        """The height of each item at a width; -1 for a hidden one."""
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
    """True if the item is never wider than its size hint."""
    widget = item.widget() if isinstance(item, QWidgetItem) else None
    if widget is None:
        return False
    policies = QSizePolicy.Policy
    return widget.sizePolicy().horizontalPolicy() in (policies.Fixed, policies.Maximum)


class ResponsiveRowLayout(ColumnLayout):
    """A column that becomes a row of equal cells once each is `min_column_width` wide."""

    def __init__(self, parent: QWidget, spacing: int, min_column_width: int) -> None:
        super().__init__(parent, spacing)
        self._column_spacing = spacing * 2
        self._min_column_width = min_column_width

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
        """The width of each column, or None if they do not fit side by side."""
        count = max(self.count(), 1)
        column = (width - self._column_spacing * (count - 1)) // count
        return column if column >= self._min_column_width else None


class EqualGridLayout(PythonLayout):
    """Rows of cells of one size: all in one row if they fit, otherwise half as many, and so on."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self._spacing = spacing
        self.setContentsMargins(QMargins())

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self.items) // self._columns(width))
        return rows * (self._cell().height() + self._spacing) - self._spacing

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        columns, height = self._columns(rect.width()), self._cell().height()
        width = (rect.width() - self._spacing * (columns - 1)) // columns
        parent = self.parentWidget()
        is_mirrored = parent is not None and parent.isRightToLeft()
        for number, item in enumerate(self.items):
            row, column = divmod(number, columns)
            column = columns - 1 - column if is_mirrored else column
            left = rect.left() + column * (width + self._spacing)
            top = rect.top() + row * (height + self._spacing)
            item.setGeometry(QRect(left, top, width, height))

    def sizeHint(self) -> QSize:
        cell, count = self._cell(), len(self.items)
        return QSize(count * (cell.width() + self._spacing) - self._spacing, cell.height())

    def minimumSize(self) -> QSize:
        return self._cell()

    def _cell(self) -> QSize:
        """The size of the largest item."""
        size = QSize()
        for item in self.items:
            size = size.expandedTo(item.sizeHint())
        return size

    def _columns(self, width: int) -> int:
        columns = max(len(self.items), 1)
        while columns > 1 and columns * (self._cell().width() + self._spacing) > (
            width + self._spacing
        ):
            columns = (columns + 1) // 2
        return columns


class FlowLayout(PythonLayout):
    """Rows in reading direction that wrap; the height follows from the width."""

    def __init__(
        self, parent: QWidget | None = None, spacing: int = 8, row_spacing: int | None = None
    ) -> None:
        super().__init__(parent)
        self._spacing = spacing
        self._row_spacing = spacing if row_spacing is None else row_spacing
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
        sizes = [item.sizeHint() for item in self.items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self._spacing * max(len(sizes) - 1, 0)
        height = max((size.height() for size in sizes), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self.items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Lay out the rows, each item in the vertical middle of its row; return the height."""
        top = 0
        for row in self._rows(rect.width()):
            height = max(size.height() for _, size in row)
            left = 0
            for item, size in row:
                if place:
                    y = top + (height - size.height()) // 2
                    item.setGeometry(QRect(self._top_left(rect, left, y, size), size))
                left += size.width() + self._spacing
            top += height + self._row_spacing
        return max(top - self._row_spacing, 0)

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self.items:
            if item.isEmpty():
                continue
            size = self._size(item, width)
            if not rows or used + size.width() > width:
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
        height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
        return QSize(width, height)

    def _top_left(self, rect: QRect, x: int, y: int, size: QSize) -> QPoint:
        widget = self.parentWidget()
        if widget is not None and widget.isRightToLeft():
            x = rect.width() - x - size.width()
        return rect.topLeft() + QPoint(x, y)
