"""A container that a screen reader finds as a group with a name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGroupBox, QWidget


class NamedGroup(QGroupBox):
    """Looks like a plain QWidget and has the role of a group.

    A QGroupBox has this role by itself, without an interface of our own, which would have to be
    imported before the first picture. It must not draw a frame or reserve room for one.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFlat(True)
        self.setContentsMargins(0, 0, 0, 0)

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return QSize() if layout is None else layout.totalMinimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Do nothing; QGroupBox would set the margins of its frame."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.setContentsMargins(0, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing; the children cover the group."""
