"""Search and selection across the text views of a page."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.widgets.heading import HeadingLabel
from app.widgets.scroll_column import column_around
from app.widgets.text_view import TextView

_MARGIN = 80
"""Pixels that stay visible above and below a match."""
_SAME = {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-", "\u00a0": " "}
"""Typographic characters, and what people type for them."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Which match is shown, "2 of 7": `number` is 2, `count` is 7; 0 of 0 if there is none."""

    number: int
    count: int


@dataclass(frozen=True, slots=True, order=True)
class _Match:
    """The characters from `start` to `end` of the view with the index `view`."""

    view: int
    start: int
    end: int


class TextSearch(QObject):
    """Finds words in all text views of a page, and holds their shared selection.

    A match is selected and scrolled into sight. Case, accents and the form of quotation marks make
    no difference. Views in which nothing can be selected have no matches.

    Signals:
        changed: the SearchResult, when another match or none is shown.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[TextView | HeadingLabel, ...] = ()
        self._searched: list[TextView] = []
        self._matches: list[_Match] = []
        self._current = -1
        self._words = ""
        self._is_selecting_all = False

    @property
    def result(self) -> SearchResult:
        """Which match is shown."""
        return SearchResult(self._current + 1, len(self._matches))

    def set_parts(self, parts: Sequence[TextView | HeadingLabel]) -> None:
        """Set the views of the page in reading order, and the headings to copy with them.

        Call it again when a fold is opened or closed: the same match stays shown.
        """
        shown = self._shown_match()
        self._parts = tuple(parts)
        for view in self._views():
            view.shared_selection = self
        if self._words:
            self._search()
            self._current = min(self._index_from(shown), len(self._matches) - 1)
            self.changed.emit(self.result)

    def find(self, words: str, view: TextView | None = None, character: int = 0) -> SearchResult:
        """Show the first match after the one shown, or after a character of `view`.

        After the last match comes the first one.
        """
        shown = (view, character) if view is not None else self._shown_match()
        self._words = words.strip()
        self._search()
        self.clear_selection()
        self._show(self._index_from(shown))
        return self.result

    def find_next(self) -> SearchResult:
        """Show the next match; after the last one the first."""
        self._show(self._current + 1)
        return self.result

    def find_previous(self) -> SearchResult:
        """Show the previous match; before the first one the last."""
        self._show(self._current - 1)
        return self.result

    def end_search(self) -> None:
        """Forget the words; the match stays selected, so that it can be copied."""
        self._words, self._matches, self._current = "", [], -1
        self.changed.emit(self.result)

    def select_all(self) -> None:
        """Select the words of all views."""
        self._is_selecting_all = True
        for view in self._views():
            view.select(0, view.document().characterCount() - 1)
        self._is_selecting_all = False

    def clear_others(self, view: QObject) -> None:
        """Clear the selections of all views but one."""
        if not self._is_selecting_all:
            for other in self._views():
                if other is not view:
                    other.clear_selection()

    def clear_selection(self) -> None:
        """Clear the selections of all views."""
        for view in self._views():
            view.clear_selection()

    def copy(self) -> None:
        """Copy the selected words of all views as plain text."""
        if text := self.selected_text():
            QGuiApplication.clipboard().setText(text)

    def selected_text(self) -> str:
        """The selected words in reading order, or ""; several views with their headings."""
        selected = [view for view in self._views() if view.selected_text()]
        texts = []
        for part in self._parts:
            if isinstance(part, HeadingLabel) and len(selected) > 1 and isValid(part):
                texts.append(part.text())
            elif part in selected and isinstance(part, TextView):
                texts.append(part.selected_text())
        return "\n\n".join(texts)

    def _views(self) -> list[TextView]:
        """The views that still exist and in which something can be selected."""
        parts = (part for part in self._parts if isinstance(part, TextView) and isValid(part))
        return [view for view in parts if view.is_selectable]

    def _search(self) -> None:
        self._matches, self._current = [], -1
        self._searched = self._views()
        wanted = "".join(_folded(character) for character in self._words)
        for index, view in enumerate(self._searched):
            self._matches += [
                _Match(index, start, end) for start, end in _places(view.text(), wanted)
            ]

    def _shown_match(self) -> tuple[TextView, int] | None:
        """The view and the first character of the match that is shown."""
        if not 0 <= self._current < len(self._matches):
            return None
        match = self._matches[self._current]
        return self._searched[match.view], match.start

    def _index_from(self, place: tuple[TextView, int] | None) -> int:
        """The index of the first match at or after a character of a view."""
        view, character = place or (None, 0)
        index = self._searched.index(view) if view is not None and view in self._searched else 0
        return bisect_left(self._matches, _Match(index, character, 0))

    def _show(self, index: int) -> None:
        """Select a match, counted round, and scroll it into sight."""
        self._current = index % len(self._matches) if self._matches else -1
        if self._current >= 0:
            match = self._matches[self._current]
            view = self._searched[match.view]
            if isValid(view):
                view.select(match.start, match.end)
                _scroll_to(view, view.cursorRect().center())
        self.changed.emit(self.result)


def _folded(character: str) -> str:
    """A character without case and accents; a combining accent is nothing."""
    plain = unicodedata.normalize("NFKD", _SAME.get(character, character)).casefold()
    return "".join(one for one in plain if not unicodedata.combining(one))


def _places(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Start and end of each place of folded words in a text, as positions of its document."""
    folded, positions, position = "", [], 0
    for character in text:
        plain = _folded(character)
        folded += plain
        positions += [position] * len(plain)
        position += 2 if ord(character) > 0xFFFF else 1  # Qt counts UTF-16 units
    positions.append(position)
    start = folded.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        yield positions[start], max(positions[end], positions[start] + 1)
        start = folded.find(wanted, end)


def _scroll_to(widget: QWidget, at: QPoint) -> None:
    """Scroll the page around a widget to a point of it."""
    column = column_around(widget)
    content = column.widget() if column is not None else None
    if column is not None and content is not None:
        point = widget.mapTo(content, at)
        column.ensureVisible(point.x(), point.y(), 0, _MARGIN)
