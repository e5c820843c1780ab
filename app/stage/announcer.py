"""Tells a screen reader what has been chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.atlas.loader import OpenAtlas
from app.body.regions import Place, Side, is_seen
from app.session.state import Showing


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
