"""Moving the focus from pane to pane: toolbar, figure, controls of a consultation, panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.widgets.tab_order import tab_stops

Pane = tuple[QWidget, Callable[[], None] | None]
"""A pane, and what focuses the right widget in it; None for its first tab stop."""


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
