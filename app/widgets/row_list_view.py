"""The base of lists of rows that the scroll area around them scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy


class RowListView(QListView):
    """A list as tall as its rows, which a person can press but not edit or select."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setAutoFillBackground(False)
        # It never scrolls. The scroll area around it does, and needs the pan gesture for that.
        self.viewport().ungrabGesture(Qt.GestureType.PanGesture)
        self.entered.connect(self.on_row)

    def on_row(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Called for the row that is hovered, or that is current while none is hovered."""

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.on_row(self.currentIndex())
