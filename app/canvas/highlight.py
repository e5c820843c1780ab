"""What is lit on a figure besides the chosen region, linked to lists of the same regions."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.body.regions import Place, RegionId


class FigureHighlight(QObject):
    """The place under the pointer, and the regions that a list or a search asks to light.

    Signals:
        hovered_changed: the RegionId under the pointer, or None.
    """

    hovered_changed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hovered: Place | None = None
        self.regions: frozenset[RegionId] = frozenset()

    def set_hovered(self, place: Place | None) -> None:
        """Another place is under the pointer, or none."""
        before = self.hovered.region if self.hovered else None
        self.hovered = place
        region = place.region if place else None
        if region != before:
            self.hovered_changed.emit(region)

    def clear(self) -> None:
        """Light nothing."""
        self.regions = frozenset()
        self.set_hovered(None)
