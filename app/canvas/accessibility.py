"""Accessible texts of the figure: its description, and announcements of a new selection."""

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
    """Describe figure, build and view in one line."""
    text = translate("Canvas", "Figure: {figure}, {build}, {view}")
    return text.format(
        figure=names.figures[showing.figure],
        build=names.builds[showing.build],
        view=names.views[showing.view],
    )


class MarkDescriptions:
    """Descriptions of the marks on each plate, cached because finding their places takes time."""

    def __init__(self) -> None:
        self._cache: dict[tuple[PlateKey, str], tuple[Marks, list[str]]] = {}

    def describe(self, showing: Showing, scene_builder: SceneBuilder) -> list[str]:
        """Describe each mark on the current plate."""
        key = showing.plate, showing.language
        marks, texts = self._cache.get(key, ((), []))
        if marks != first_marks(showing):
            names = scene_builder.atlas.names(showing.language)
            place_at = scene_builder.outline_index(showing).place_at
            texts = describe_first_marks(showing, names, place_at)
            self._cache[key] = first_marks(showing), texts
        return [*texts, *describe_remaining(showing)]


def describe_showing(showing: Showing, scene_builder: SceneBuilder, marks: MarkDescriptions) -> str:
    """Describe the figure, the chosen place and the marks in one line."""
    names = scene_builder.atlas.names(showing.language)
    parts = [describe_figure(showing, names)]
    if showing.place is not None:
        parts.append(describe_place(showing.place, showing, names))
        if not is_visible(showing.place, scene_builder.outlines(showing).places):
            parts.append(translate("Canvas", "not seen from here"))
    parts += marks.describe(showing, scene_builder)
    return "; ".join(parts)


class SelectionAnnouncer(QObject):
    """Announces to screen readers which region is chosen, or that none is."""

    def __init__(self, widget: QWidget, atlas: Atlas, showing: Showing) -> None:
        super().__init__(widget)
        self._widget, self.atlas = widget, atlas
        self._place = showing.place
        self.last_announcement = ""

    def set_showing(self, showing: Showing) -> None:
        """Announce the chosen place if it has changed."""
        if showing.place == self._place:
            return
        self._place = showing.place
        self.last_announcement = self._text(showing, showing.place)
        if showing.place and not is_visible(
            showing.place, self.atlas.outlines(showing.plate).places
        ):
            self.last_announcement = self.tr("{chosen}; not seen from here").format(
                chosen=self.last_announcement
            )
        # Imported here because the first picture does not need it.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        event = QAccessibleAnnouncementEvent(self._widget, self.last_announcement)
        QAccessible.updateAccessibility(event)

    def clear(self) -> None:
        """Forget the last announcement, which could reveal what the last visitor read."""
        self.last_announcement = ""

    def _text(self, showing: Showing, place: Place | None) -> str:
        if place is None:
            return self.tr("No region chosen")
        names = self.atlas.names(showing.language).regions[place.region]
        name = names.plain_name(showing.figure)
        if place.side is Side.LEFT:
            return self.tr("{region}, left, chosen").format(region=name)
        if place.side is Side.RIGHT:
            return self.tr("{region}, right, chosen").format(region=name)
        return self.tr("{region} chosen").format(region=name)
