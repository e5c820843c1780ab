"""A search: what is typed into a field, what it finds, and what a press on a row opens."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.atlas.loader import Atlas
from app.atlas.search import split_words
from app.atlas.search_index import MAX_HITS, HitKind, SearchHit
from app.atlas.topics import PAGE_TOPICS
from app.body.regions import Place, RegionId, Side, TopicId, keep_side
from app.canvas.canvas import FigureCanvas
from app.session.actions import OpenPage, OpenTerm, OpenTopic, SelectRegion
from app.session.session import Session
from app.session.shared_words import side_name
from app.session.state import Page, Showing
from app.support.qt_translation import translate
from app.widgets.text_field import TextField
from app.workspace.search_list import SearchResults
from app.workspace.search_rows import SearchRow

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchController(QObject):
    """Connects a field with its results and with the figure.

    What is typed changes nothing that is shown beside it, and is forgotten when a row is opened.

    Signals:
        action: an Action that opens what a row stands for.
        found: the number of rows; None if the results are to be closed.
        opened: a row was opened, and its actions are carried out.
    """

    action = Signal(object)
    found = Signal(object)
    opened = Signal()

    def __init__(
        self, field: TextField, results: SearchResults, canvas: FigureCanvas, session: Session
    ) -> None:
        super().__init__(results)
        self._field, self._results, self._rows = field, results, results.rows
        self._canvas, self._session = canvas, session
        self._is_open = False
        field.textEdited.connect(self.find)
        field.installEventFilter(self)
        self._rows.opened.connect(self._open)
        self._rows.highlighted.connect(self._light_regions)
        self._rows.left.connect(self._return_to_field)
        canvas.highlight.hovered_changed.connect(self._rows.set_lit)
        session.changed.connect(self._on_showing)
        self._location = _location(session.showing)

    @property
    def rows(self) -> tuple[SearchRow, ...]:
        """What was found last."""
        return self._rows.rows

    @property
    def _atlas(self) -> Atlas:
        return self._canvas.scene_builder.atlas

    def find(self, text: str) -> None:
        """Show what a text finds; close the results if there is no text."""
        if not text.strip():
            self.close()
            return
        showing = self._session.showing
        rows = self._found_rows(text, showing)
        self._results.set_rows(rows)
        self._rows.set_lit(None)
        self._is_open = True
        self._light_regions(None)
        self.found.emit(len(rows))

    def _found_rows(self, text: str, showing: Showing) -> tuple[SearchRow, ...]:
        """What a text finds; an area may be typed with its side, such as "left love handle"."""
        index = self._atlas.search_index(showing.language, showing.figure)
        rows = tuple(SearchRow(hit.entry, self._note(hit, showing)) for hit in index.find(text))
        rest, side = _split_side(text)
        if not rest or any(row.region is not None for row in rows):
            return rows
        areas = [hit for hit in index.find(rest) if hit.entry.kind is HitKind.AREA]
        with_side = tuple(
            SearchRow(hit.entry, self._note(hit, showing), side, has_side=True)
            if hit.entry.id in self._atlas.sides
            else SearchRow(hit.entry, self._note(hit, showing))
            for hit in areas
        )
        return (*with_side, *rows)[:MAX_HITS]

    def close(self) -> None:
        """Close the results, and light nothing; the text stays."""
        self._is_open = False
        self._canvas.set_highlighted(frozenset())
        self.found.emit(None)

    def clear(self) -> None:
        """Close the results, and forget what was typed."""
        self._field.setText("")  # with it, what could be undone is gone
        self.close()
        self._results.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the field: Enter opens the first row, Down goes on to the second."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = event.key()
        if key == Qt.Key.Key_Escape:
            return self._on_escape()
        if key == Qt.Key.Key_Down:
            return self._enter_rows()
        if key in _ENTER and self._is_open and self._rows.rows:
            self._open(self._rows.rows[0])
            return True
        return key in _ENTER

    def _on_escape(self) -> bool:
        """Close the results first, then clear the field; only then does Escape mean "back"."""
        if self._is_open:
            self.close()
            return True
        if self._field.text():
            self.clear()
            return True
        return False

    def _enter_rows(self) -> bool:
        """Go on to the row after the first, which is lit already; open the results first."""
        if not self._is_open:
            self.find(self._field.text())
        elif self._rows.rows:
            self._rows.focus_row(min(1, len(self._rows.rows) - 1))
        return True

    def _return_to_field(self, event: QKeyEvent) -> None:
        """Give a key of the rows to the field; Up only goes there."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.setCursorPosition(len(self._field.text()))
        if event.key() != Qt.Key.Key_Up:
            QApplication.sendEvent(self._field, event)

    def _light_regions(self, row: SearchRow | None) -> None:
        """Light the region of a row on the figure; without one, all regions that were found."""
        regions = [one.region for one in self._rows.rows if one.region is not None]
        if row is not None and row.region is not None:
            regions = [row.region]
        if self._is_open:
            self._canvas.set_highlighted(frozenset(regions))

    def _open(self, row: SearchRow) -> None:
        self.clear()
        kind, name = row.entry.kind, row.entry.id
        if kind is HitKind.AREA:
            self._open_area(row)
        elif kind is HitKind.WORD:
            self.action.emit(OpenTerm(name))
        else:
            self._open_topic(TopicId(name), row.entry.passage)
        self.opened.emit()

    def _open_area(self, row: SearchRow) -> None:
        """Open the overview of an area, at the side that was typed, else at the one that is open.

        If a topic waits for an area, the area is chosen for it.
        """
        showing, place = self._session.showing, Place(RegionId(row.entry.id), row.side)
        if not row.has_side:
            place = keep_side(place, showing.place)
        at_overview = showing.place is not None or showing.topic is None
        self.action.emit(SelectRegion(place, at_overview=at_overview))

    def _open_topic(self, topic: TopicId, passage: str) -> None:
        """Open a topic for the open area; without one, the areas to choose from."""
        if topic in PAGE_TOPICS:
            self.action.emit(OpenPage(Page.WHEN_TO_CALL, passage))
            return
        self.action.emit(OpenTopic(topic, passage))
        if self._session.showing.place is None:
            self.action.emit(OpenPage(Page.REGIONS))

    def _on_showing(self, showing: Showing) -> None:
        """Forget what was typed when something else was opened."""
        before, self._location = self._location, _location(showing)
        if before != self._location and (self._is_open or self._field.text()):
            self.clear()

    def _note(self, hit: SearchHit, showing: Showing) -> str:
        entry = hit.entry
        if entry.kind is HitKind.WORD:
            return entry.note
        if entry.kind is HitKind.AREA:
            if not hit.matched:
                return translate("Search", "Area")
            return translate("Search", "Area, also called {name}").format(name=hit.matched)
        label = entry.note or translate("Search", "Topic")
        if hit.matched:
            text = translate("Search", "{topic}: {words}")
            label = text.format(topic=label, words=hit.matched)
        if showing.place is None or TopicId(entry.id) in PAGE_TOPICS:
            return label
        names = self._atlas.names(showing.language).regions[showing.place.region]
        area = names.plain_name(showing.figure)
        return translate("Search", "{topic} · {area}").format(topic=label, area=area)


def _split_side(text: str) -> tuple[str, Side | None]:
    """A text without the side that it begins or ends with, None for both; "" if it names none.

    A side elsewhere may mean something else: "is it right for my hips".
    """
    names = {side_name(side, translate): side for side in Side}
    sides = {**names, translate("RegionHeader", "Both"): None}
    words = split_words(text)
    for name, side in sides.items():
        for at, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])):
            if at == split_words(name):
                return " ".join(rest), side
    return "", None


def found_text(rows: tuple[SearchRow, ...]) -> str:
    """What a screen reader says about a search: how much was found, and what Enter opens."""
    if not rows:
        return translate("Search", "Nothing found")
    found = translate("Search", "%n result(s) found", len(rows))
    text = translate("Search", "{found}. Enter opens: {name}")
    return text.format(found=found, name=rows[0].name)


def _location(showing: Showing) -> tuple[object, ...]:
    return showing.place, showing.topic, showing.page, showing.term
