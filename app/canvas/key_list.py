"""The list of the keys on the figure, for a person."""

from __future__ import annotations

from app.support.qt_translation import translate
from app.widgets.key_names import KeyGroup, KeyRow

_ARROWS = ("Left", "Right", "Up", "Down")


def figure_keys() -> KeyGroup:
    """What `RegionButtons` and `FigureKeys` handle while the figure has the focus."""
    rows = (
        (_ARROWS, translate("FigureKeys", "Go from area to area")),
        (("Return", "Space"), translate("FigureKeys", "Open the area")),
        (("+", "-"), translate("FigureKeys", "Zoom in or out")),
        (tuple(f"Shift+{arrow}" for arrow in _ARROWS), translate("FigureKeys", "Move the figure")),
        (("Ctrl+Left", "Ctrl+Right"), translate("FigureKeys", "Turn the figure")),
        (("Ctrl+Home",), translate("FigureKeys", "See the back again")),
    )
    title = translate("FigureKeys", "On the figure")
    return KeyGroup(title, tuple(KeyRow(keys, meaning) for keys, meaning in rows))
