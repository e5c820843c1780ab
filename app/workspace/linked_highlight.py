"""Links the lists of regions in the panel to the figure: what is hovered in one is lit in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QListView
from shiboken6 import isValid

from app.body.regions import RegionId
from app.canvas.canvas import FigureCanvas
from app.panels.panel import InfoPanel
from app.widgets.widget_tree import descendants

if TYPE_CHECKING:
    from app.panels.region.region_list import RegionList


class LinkedHighlight(QObject):
    """Lights the region of a row on the figure, and the row of a region that is hovered there."""

    def __init__(self, parent: QObject, canvas: FigureCanvas, panel: InfoPanel) -> None:
        super().__init__(parent)
        self._canvas, self._panel = canvas, panel
        self._lists: tuple[RegionList, ...] = ()
        self._has_lit = False
        panel.widgets_changed.connect(self._find_lists)
        canvas.highlight.hovered_changed.connect(self._light_rows)

    def _find_lists(self) -> None:
        found: tuple[RegionList, ...] = ()
        if descendants(self._panel, QListView):
            # Imported here because the first page seldom has a list, which takes 10 ms.
            from app.panels.region.region_list import RegionList

            found = tuple(descendants(self._panel, RegionList))
        for region_list in found:
            if region_list not in self._lists:
                region_list.highlighted.connect(self._light_region)
        if found != self._lists and self._has_lit:  # the row under the pointer is gone
            self._light_region(None)
        self._lists = found

    def _light_region(self, region: RegionId | None) -> None:
        self._has_lit = region is not None
        self._canvas.set_highlighted(frozenset([region] if region else []))

    def _light_rows(self, region: RegionId | None) -> None:
        for region_list in self._lists:
            if isValid(region_list):
                region_list.set_lit(region)
