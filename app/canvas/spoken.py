"""What a screen reader says of the figure and of a place on it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.body.ids import Place, Side
from app.content.shown import NameTable
from app.session.showing import Showing


def describe_figure(showing: Showing, names: NameTable) -> str:
    """Figure, build and view in one line."""
    words = QCoreApplication.translate("Canvas", "Figure: {figure}, {build}, {view}")
    return words.format(
        figure=names.figures[showing.figure],
        build=names.builds[showing.build],
        view=names.views[showing.view],
    )


def name_place(place: Place, showing: Showing, names: NameTable) -> str:
    """The plain name of a region, and its side where it has one."""
    name = names.regions[place.region].plain_on(showing.figure)
    if place.side is None:
        return name
    if place.side is Side.LEFT:
        side = QCoreApplication.translate("Canvas", "left")
    else:
        side = QCoreApplication.translate("Canvas", "right")
    return f"{name}, {side}"
