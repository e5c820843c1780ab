"""A layout that sets widgets one below the other; their heights follow the width."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QSizePolicy, QWidget, QWidgetItem

from app.controls.owning import OwningLayout


class Pile(OwningLayout):
    """A box layout asks each widget some forty times for its height; this one asks once a width.

    A widget of fixed width keeps it and stands at the leading side; others fill the width.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 0) -> None:
        super().__init__(parent)
        self._heights: dict[int, list[int]] = {}
        self._gap = gap
        self.setContentsMargins(QMargins())

    def replace_widget(self, old: QWidget, new: QWidget) -> None:
        """Puts a widget where another one was; the old one is removed for good."""
        index = self.place_of(old)
        self.takeAt(index)
        old.hide()
        old.deleteLater()
        self.insert(index, new)

    def place_of(self, widget: QWidget) -> int:
        """The number of a widget, from the top.

        Raises:
            StopIteration: it is not in here.
        """
        return next(i for i, item in enumerate(self.items) if item.widget() is widget)

    def set_gap(self, gap: int) -> None:
        self._gap = gap
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
        gaps = self._gap * max(len(shown) - 1, 0)
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
            top += tall + self._gap

    def sizeHint(self) -> QSize:
        """The widest wish; no height, since that follows from the width there will be."""
        return self._widest([item.sizeHint() for item in self.items if not item.isEmpty()])

    def minimumSize(self) -> QSize:
        return self._widest([item.minimumSize() for item in self.items if not item.isEmpty()])

    def _widest(self, sizes: list[QSize]) -> QSize:
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
