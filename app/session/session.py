"""The one place where what is on show changes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.body.regions import BuildId, FigureId, Place, SkinId, TopicId, View
from app.session.state import Frame, Page, Showing

NEAREST, FARTHEST = 4.0, 1.0


class Session(QObject):
    """Holds the current Showing and tells when it is replaced.

    Signals:
        changed: the new Showing.
    """

    changed = Signal(object)

    def __init__(self, showing: Showing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._first = showing
        self._kept_before: list[tuple[str, ...] | Showing] = []
        self._showing = showing

    @property
    def showing(self) -> Showing:
        return self._showing

    @property
    def is_fresh(self) -> bool:
        """Whether it is as at the start."""
        return self._showing == self._first and not self._kept_before

    def select(self, place: Place | None) -> None:
        """Chooses a region or one side of it; None lets go."""
        self._show(replace(self._showing, place=place, page=None, search=""))

    def turn_to(self, view: View) -> None:
        self._show(replace(self._showing, view=view))

    def pick_figure(self, figure: FigureId) -> None:
        self._show(replace(self._showing, figure=figure))

    def pick_build(self, build: BuildId) -> None:
        self._show(replace(self._showing, build=build))

    def pick_skin(self, skin: SkinId) -> None:
        self._show(replace(self._showing, skin=skin))

    def pick_theme(self, theme: str) -> None:
        self._show(replace(self._showing, theme=theme))

    def pick_country(self, country: str) -> None:
        self._show(replace(self._showing, country=country))

    def size_text(self, percent: int) -> None:
        self._show(replace(self._showing, text_size=min(max(percent, 100), 200)))

    def open_topic(self, topic: TopicId | None) -> None:
        self._show(replace(self._showing, topic=topic, page=None))

    def open_page(self, page: Page | None) -> None:
        self._show(replace(self._showing, page=page, search=""))

    def search_for(self, text: str) -> None:
        """Shows the list of regions that answer to the text; no text closes it."""
        page = Page.LIST if text.strip() else None
        self._show(replace(self._showing, search=text, page=page))

    def keep(self, address: str) -> None:
        """Puts something on the List, or takes it off again."""
        kept = self._showing.kept
        without = tuple(other for other in kept if other != address)
        now = without if address in kept else (*kept, address)
        self.put(replace(self._showing, kept=now))

    def undo_keep(self) -> None:
        """Takes the last change of the List back, or a start over that can be taken back."""
        if not self._kept_before:
            return
        before = self._kept_before.pop()
        can_undo = bool(self._kept_before)
        if isinstance(before, Showing):
            self._show(replace(_joined(before, self._showing, self._first), can_undo=can_undo))
        else:
            self._show(replace(self._showing, kept=before, can_undo=can_undo))

    @property
    def has_just_started_over(self) -> bool:
        """Whether the next undo takes a start over back."""
        return bool(self._kept_before) and isinstance(self._kept_before[-1], Showing)

    def say_matters(self, said: tuple[str, str]) -> None:
        """Notes what matters (value, answer); the same answer again takes it back."""
        matters = tuple(other for other in self._showing.matters if other[0] != said[0])
        if said not in self._showing.matters:
            matters = (*matters, said)
        self._show(replace(self._showing, matters=matters))

    def frame_as(self, frame: Frame) -> None:
        """Zooms and moves the figure; kept within the plate and between 1 and 4 times."""
        zoom = min(max(frame.zoom, FARTHEST), NEAREST)
        edge = 0.5 / zoom
        x, y = (min(max(share, edge), 1 - edge) for share in (frame.x, frame.y))
        self._show(replace(self._showing, frame=Frame(zoom, x, y)))

    def put(self, showing: Showing) -> None:
        """Shows a Showing that was made elsewhere: a step, marks, what stands beside.

        Another List is one change that undo takes back.
        """
        if showing.kept != self._showing.kept:
            self._kept_before.append(self._showing.kept)
            showing = replace(showing, can_undo=True)
        self._show(showing)

    def back(self) -> None:
        """One step back: first out of a page or a search, then out of the region."""
        if self._showing.page is not None or self._showing.search:
            self.open_page(None)
        else:
            self.select(None)

    def start_over(self, *, for_good: bool = True) -> None:
        """Everything as it was at the start; not for good the next undo brings all of it back."""
        if for_good:
            self._kept_before.clear()
            self._show(self._first)
        elif replace(self._showing, can_undo=False) != self._first:
            self._kept_before.append(self._showing)
            self._show(replace(self._first, can_undo=True))

    def _show(self, showing: Showing) -> None:
        if showing == self._showing:
            return
        self._showing = showing
        self.changed.emit(showing)


def _joined(before: Showing, now: Showing, first: Showing) -> Showing:
    """What was there before a start over; what was made since then is kept beside it."""
    if replace(now, can_undo=False) == first:
        return before
    drawn = before.drawn
    for plate, marks in now.drawn.sheets:
        drawn = drawn.with_on(plate, (*drawn.on(plate), *marks))
    return replace(
        now,
        kept=tuple(dict.fromkeys((*before.kept, *now.kept))),
        matters=tuple({**dict(before.matters), **dict(now.matters)}.items()),
        drawn=drawn,
        page=Page.KEPT,
        search="",
    )
