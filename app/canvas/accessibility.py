"""Accessible text of the figure.

Its description and the announcement of a new selection for screen readers.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from app.atlas.header import NameTable
from app.atlas.loader import OpenAtlas
from app.body.regions import Place, PlateKey, Side, is_seen
from app.canvas.scene_builder import Composer
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


class Announcer(QObject):
    """Says the name of a region when it is chosen, and that it is let go."""

    def __init__(self, widget: QWidget, atlas: OpenAtlas, showing: Showing) -> None:
        super().__init__(widget)
        self._widget, self.atlas = widget, atlas
        self._place = showing.place
        self.said = ""

    def show_showing(self, showing: Showing) -> None:
        """Announces a change of what is chosen."""
        if showing.place == self._place:
            return
        self._place = showing.place
        self.said = self._words(showing, showing.place)
        if showing.place and not is_seen(showing.place, self.atlas.outlines(showing.plate).places):
            self.said = self.tr("{chosen}; not seen from here").format(chosen=self.said)
        # Imported here: before the first picture nobody needs it.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        event = QAccessibleAnnouncementEvent(self._widget, self.said)
        QAccessible.updateAccessibility(event)

    def forget(self) -> None:
        """What was said last is nobody's business any more."""
        self.said = ""

    def _words(self, showing: Showing, place: Place | None) -> str:
        if place is None:
            return self.tr("No region chosen")
        names = self.atlas.names(showing.language).regions[place.region]
        name = names.plain_on(showing.figure)
        if place.side is Side.LEFT:
            return self.tr("{region}, left, chosen").format(region=name)
        if place.side is Side.RIGHT:
            return self.tr("{region}, right, chosen").format(region=name)
        return self.tr("{region} chosen").format(region=name)
