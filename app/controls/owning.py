"""A layout written in Python that takes its items down with itself."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QLayoutItem, QVBoxLayout, QWidget


class OwningLayout(QLayout):
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

    def insert(self, index: int, widget: QWidget) -> None:
        """Puts a widget between others; at -1 after all."""
        self._box.insertWidget(index, widget)
        self.invalidate()

    def addWidget(self, widget: QWidget) -> None:
        self.insert(-1, widget)

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
