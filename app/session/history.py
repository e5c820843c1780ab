"""The history of what was read: back and forward, as in a browser; without Qt."""

from __future__ import annotations

from app.body.regions import Place, TopicId
from app.session.state import Page, Showing
from app.support.record import Record

_MAX_ENTRIES = 100


class PanelLocation(Record, frozen=True):
    """What the panel shows: a topic of a region, or a page over it, which may be open at a word."""

    place: Place | None = None
    topic: TopicId | None = None
    page: Page | None = None
    term: str = ""


def location_of(showing: Showing) -> PanelLocation:
    """The location of a state; without a region the open topic does not count."""
    topic = showing.topic if showing.place is not None else None
    return PanelLocation(showing.place, topic, showing.page, showing.term)


class Visit(Record, frozen=True):
    """One entry of the history; its number belongs to no other visit of the same history.

    `passage` is where its reading began: words of the topic, "" for its first words, or None for
    where its tab was left.
    """

    number: int
    location: PanelLocation
    passage: str | None = None


class History:
    """The visits before and after the present one; a new visit removes those after it."""

    def __init__(self, location: PanelLocation) -> None:
        self._next_number = 0
        self._visits = [self._visit(location)]
        self._index = 0

    @property
    def present(self) -> Visit:
        """The visit that is shown."""
        return self._visits[self._index]

    @property
    def previous(self) -> Visit | None:
        """The visit that `go_back` would return to."""
        return self._visits[self._index - 1] if self._index > 0 else None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to go back or forward to."""
        return len(self._visits) == 1

    def add(self, location: PanelLocation, passage: str | None = None) -> None:
        """Add a visit after the present one, which begins at a passage."""
        del self._visits[self._index + 1 :]
        self._visits.append(self._visit(location, passage))
        del self._visits[:-_MAX_ENTRIES]
        self._index = len(self._visits) - 1

    def replace(self, location: PanelLocation) -> None:
        """Let the present visit be one of another location."""
        present = self.present
        self._visits[self._index] = Visit(present.number, location, present.passage)

    def insert_before(self, location: PanelLocation) -> None:
        """Put a visit before the present one, and return to it."""
        self._visits.insert(self._index, self._visit(location))

    def go_back(self) -> Visit | None:
        """Return to the visit before; None if there is none."""
        if self._index == 0:
            return None
        self._index -= 1
        return self.present

    def go_forward(self) -> Visit | None:
        """Return to the visit after the present one; None if there is none."""
        if self._index + 1 == len(self._visits):
            return None
        self._index += 1
        return self.present

    def clear(self, location: PanelLocation) -> None:
        """Forget every visit, and begin with a location."""
        self._visits, self._index = [self._visit(location)], 0

    def restart(self, location: PanelLocation) -> None:
        """Forget every visit and how many there were.

        Numbers start again, so that numbers kept elsewhere have to be forgotten, too.
        """
        self._next_number = 0
        self.clear(location)

    def _visit(self, location: PanelLocation, passage: str | None = None) -> Visit:
        self._next_number += 1
        return Visit(self._next_number, location, passage)
