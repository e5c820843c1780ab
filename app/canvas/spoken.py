"""What a screen reader says of the figure."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.atlas.header import NameTable
from app.body.regions import PlateKey, is_seen
from app.canvas.composer import Composer
from app.painting.descriptions import count_others, first_marks, name_first, name_place
from app.session.marks import Marks
from app.session.state import Showing


def describe_figure(showing: Showing, names: NameTable) -> str:
    """Figure, build and view in one line."""
    words = QCoreApplication.translate("Canvas", "Figure: {figure}, {build}, {view}")
    return words.format(
        figure=names.figures[showing.figure],
        build=names.builds[showing.build],
        view=names.views[showing.view],
    )


class MarksInWords:
    """What lies on each plate, in words; found anew only for other marks: that takes a moment."""

    def __init__(self) -> None:
        self._known: dict[tuple[PlateKey, str], tuple[Marks, list[str]]] = {}

    def of(self, showing: Showing, composer: Composer) -> list[str]:
        """Each mark on the plate that is on show."""
        key = showing.plate, showing.language
        marks, words = self._known.get(key, ((), []))
        if marks != first_marks(showing):
            names = composer.atlas.names(showing.language)
            words = name_first(showing, names, composer.outlines(showing).map.place_at)
            self._known[key] = first_marks(showing), words
        return [*words, *count_others(showing)]


def describe_showing(showing: Showing, composer: Composer, marks: MarksInWords) -> str:
    """The figure, what is chosen on it, and the marks that lie on it, in one line."""
    names = composer.atlas.names(showing.language)
    parts = [describe_figure(showing, names)]
    if showing.place is not None:
        parts.append(name_place(showing.place, showing, names))
        if not is_seen(showing.place, composer.outlines(showing).places):
            parts.append(QCoreApplication.translate("Canvas", "not seen from here"))
    parts += marks.of(showing, composer)
    return "; ".join(parts)
