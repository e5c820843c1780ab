"""Accessible text of the figure.

Its description and the announcement of a new selection for screen readers.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.atlas.header import NameTable
from app.atlas.loader import Atlas
from app.body.regions import Place, PlateKey, Side, is_visible
from app.canvas.scene_builder import SceneBuilder
from app.painting.descriptions import (
    describe_first_marks,
    describe_place,
    describe_remaining,
    first_marks,
)
from app.session.marks import Marks
from app.session.state import Showing
from app.support.qt_translation import translate


def describe_figure(showing: Showing, names: NameTable) -> str:
    """Figure, build and view in one line."""
    words = translate("Canvas", "Figure: {figure}, {build}, {view}")
    return words.format(
        figure=names.figures[showing.figure],
        build=names.builds[showing.build],
        view=names.views[showing.view],
    )


class MarkDescriptions:
    """What lies on each plate, in words; found anew only for other marks: that takes a moment."""

    def __init__(self) -> None:
        self._known: dict[tuple[PlateKey, str], tuple[Marks, list[str]]] = {}

    def describe(self, showing: Showing, composer: SceneBuilder) -> list[str]:
        """Each mark on the plate that is on show."""
        key = showing.plate, showing.language
        marks, words = self._known.get(key, ((), []))
        if marks != first_marks(showing):
            names = composer.atlas.names(showing.language)
            words = describe_first_marks(showing, names, composer.outlines(showing).map.place_at)
            self._known[key] = first_marks(showing), words
        return [*words, *describe_remaining(showing)]


def describe_showing(showing: Showing, composer: SceneBuilder, marks: MarkDescriptions) -> str:
    """The figure, what is chosen on it, and the marks that lie on it, in one line."""
    names = composer.atlas.names(showing.language)
    parts = [describe_figure(showing, names)]
    if showing.place is not None:
        parts.append(describe_place(showing.place, showing, names))
        if not is_visible(showing.place, composer.outlines(showing).places):
            parts.append(translate("Canvas", "not seen from here"))
    parts += marks.describe(showing, composer)
    return "; ".join(parts)


class SelectionAnnouncer(QObject):
    """Says the name of a region when it is chosen, and that it is let go."""

    def __init__(self, widget: QWidget, atlas: Atlas, showing: Showing) -> None:
        super().__init__(widget)
        self._widget, self.atlas = widget, atlas
        self._place = showing.place
        self.last_announcement = ""

    def set_showing(self, showing: Showing) -> None:
        """Announces a change of what is chosen."""
        if showing.place == self._place:
            return
        self._place = showing.place
        self.last_announcement = self._words(showing, showing.place)
        if showing.place and not is_visible(
            showing.place, self.atlas.outlines(showing.plate).places
        ):
            self.last_announcement = self.tr("{chosen}; not seen from here").format(
                chosen=self.last_announcement
            )
        # Imported here: before the first picture nobody needs it.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        event = QAccessibleAnnouncementEvent(self._widget, self.last_announcement)
        QAccessible.updateAccessibility(event)

    def clear(self) -> None:
        """What was said last is nobody's business any more."""
        self.last_announcement = ""

    def _words(self, showing: Showing, place: Place | None) -> str:
        if place is None:
            return self.tr("No region chosen")
        names = self.atlas.names(showing.language).regions[place.region]
        name = names.plain_name(showing.figure)
        if place.side is Side.LEFT:
            return self.tr("{region}, left, chosen").format(region=name)
        if place.side is Side.RIGHT:
            return self.tr("{region}, right, chosen").format(region=name)
        return self.tr("{region} chosen").format(region=name)
