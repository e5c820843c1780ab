"""Ways through the window by key: back and forward, from pane to pane, to the search fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.session.actions import GoBack, GoForward
from app.session.session import Session
from app.widgets.tab_order import tab_stops
from app.workspace.layout import WorkspaceLayout, WorkspaceParts
from app.workspace.messages import Messages

Pane = tuple[QWidget, Callable[[], None] | None]
"""A pane, and what focuses the right widget in it; None for its first tab stop."""


class Navigation(QObject):
    """Moves the focus, and goes back and forward, for the shortcuts of a window.

    Signals:
        action: the Action that a person asked for; carried out when `emit` returns.
    """

    action = Signal(object)

    def __init__(
        self,
        owner: QWidget,
        session: Session,
        parts: WorkspaceParts,
        layout: WorkspaceLayout,
        messages: Messages,
    ) -> None:
        super().__init__(owner)
        self._session, self._parts, self._layout = session, parts, layout
        self._messages = messages
        self._canvas = parts.figure_pane.canvas

    def focus_next_pane(self) -> None:
        """Focus toolbar, figure, controls of a consultation, panel and message in turn."""
        focus_next_pane(self._panes)

    def focus_previous_pane(self) -> None:
        """Focus the panes in turn, backwards."""
        focus_next_pane(self._panes, backwards=True)

    def open_find(self) -> None:
        """Find words in the panel if it has the focus, else a region."""
        panel = self._parts.panel
        focus, bar = QApplication.focusWidget(), panel.find_bar
        if bar is not None and focus is not None and panel.isAncestorOf(focus):
            self._layout.scroll_to_panel(has_selection=True)
            bar.show_field()
        else:
            self.open_search()

    def open_search(self) -> None:
        """Focus the search field and select its text."""
        search = self._parts.toolbar.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.selectAll()

    def go_back(self) -> None:
        """Go one step back; the focus moves to the region on the figure, or to the panel."""
        before = self._session.showing
        self.action.emit(GoBack())
        after = self._session.showing
        is_on_figure = after.place is None and after.page is None
        if not is_on_figure or not self._canvas.focus_region(before.place):
            self._parts.panel.set_initial_focus()

    def go_forward(self) -> None:
        """Return to what was read before going back, and focus it."""
        self.action.emit(GoForward())
        self._parts.panel.set_initial_focus()

    @property
    def _panes(self) -> tuple[Pane, ...]:
        parts = self._parts
        toast = self._messages.toast
        return (
            (parts.toolbar, None),
            (parts.figure_pane, self._focus_figure),
            (parts.side_column.control_panel, None),
            (parts.panel, self._focus_panel),
            *(((toast, None),) if toast is not None and not toast.is_hint else ()),
        )

    def _focus_figure(self) -> None:
        self._layout.scroll_area.ensureWidgetVisible(self._parts.figure_pane, 0, 0)
        self._canvas.region_buttons.focus_tab_stop(self._session.showing.place)

    def _focus_panel(self) -> None:
        self._layout.scroll_to_panel(has_selection=True)
        self._parts.panel.set_initial_focus()


def focus_next_pane(panes: Sequence[Pane], *, backwards: bool = False) -> None:
    """Focus the pane after the one that has the focus; from outside all of them, the first."""
    shown = [pane for pane in panes if pane[0].isVisible()]
    if not shown:
        return
    step = -1 if backwards else 1
    focus = QApplication.focusWidget()
    now = (i for i, (pane, _) in enumerate(shown) if focus is not None and pane.isAncestorOf(focus))
    index = next(now, -1 if not backwards else 0)
    pane, set_focus = shown[(index + step) % len(shown)]
    if set_focus is not None:
        set_focus()
    else:
        _focus_first(pane)


def _focus_first(pane: QWidget) -> None:
    stops = (stop for stop in tab_stops(pane) if stop.isVisible() and stop.isEnabled())
    first = next(stops, None)
    if first is not None:
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
