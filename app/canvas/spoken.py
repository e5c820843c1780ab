"""What a screen reader says of the figure."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.canvas.composer import Composer
from app.content.shown import NameTable
from app.drawing.in_words import name_marks, name_place
from app.session.showing import Showing


def describe_figure(showing: Showing, names: NameTable) -> str:
    """Figure, build and view in one line."""
    words = QCoreApplication.translate("Canvas", "Figure: {figure}, {build}, {view}")
    return words.format(
        figure=names.figures[showing.figure],
        build=names.builds[showing.build],
        view=names.views[showing.view],
    )


def describe_showing(showing: Showing, composer: Composer) -> str:
    """The figure, what is chosen on it, and the marks that lie on it, in one line."""
    names = composer.atlas.names(showing.language)
    parts = [describe_figure(showing, names)]
    if showing.place is not None:
        parts.append(name_place(showing.place, showing, names))
    parts += name_marks(showing, names, composer.outlines(showing).map.place_at)
    return "; ".join(parts)
