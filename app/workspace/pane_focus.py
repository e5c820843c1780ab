"""Moving the focus between toolbar, figure, controls of a consultation and panel by keys."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.session.session import Session
from app.widgets.tab_order import tab_stops
from app.workspace.layout import WorkspaceLayout, WorkspaceParts


class PaneNavigation(QObject):
    """Moves the focus from pane to pane, and opens the search that fits the pane."""

    def __init__(
        self, workspace: QWidget, parts: WorkspaceParts, layout: WorkspaceLayout, session: Session
    ) -> None:
        super().__init__(workspace)
        self._parts, self._layout, self._session = parts, layout, session

    def focus_next_pane(self) -> None:
        """Focus the pane after the one that has the focus; from outside all panes, the first."""
        self._focus_pane(1)

    def focus_previous_pane(self) -> None:
        """Focus the pane before the one that has the focus; from outside all panes, the last."""
        self._focus_pane(-1)

    def open_find(self) -> None:
        """Find words in the panel if it has the focus, else a region."""
        panel, focus = self._parts.panel, QApplication.focusWidget()
        if panel.find_bar is not None and focus is not None and panel.isAncestorOf(focus):
            self._layout.scroll_to_panel(has_selection=True)
            panel.find_bar.show_field()
        else:
            self.open_search()

    def open_search(self) -> None:
        """Focus the search field for regions and select its text."""
        search = self._parts.figure_pane.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.selectAll()

    def _focus_pane(self, step: int) -> None:
        parts = self._parts
        panes = (parts.toolbar, parts.figure_pane, parts.side_column.control_panel, parts.panel)
        shown = [pane for pane in panes if pane.isVisible()]
        focus = QApplication.focusWidget()
        inside = [i for i, pane in enumerate(shown) if focus and pane.isAncestorOf(focus)]
        index = inside[0] + step if inside else min(step, 0)
        pane = shown[index % len(shown)]
        if pane is parts.figure_pane:
            self._layout.scroll_area.ensureWidgetVisible(pane, 0, 0)
            parts.figure_pane.canvas.region_buttons.focus_tab_stop(self._session.showing.place)
        elif pane is parts.panel:
            self._layout.scroll_to_panel(has_selection=True)
            parts.panel.set_initial_focus()
        else:
            self._layout.scroll_area.ensureWidgetVisible(pane, 0, 0)
            _focus_first(pane)


def _focus_first(pane: QWidget) -> None:
    stops = (stop for stop in tab_stops(pane) if stop.isVisible() and stop.isEnabled())
    first = next(stops, None)
    if first is not None:
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
