"""The standards report inside the program: worked out beside the window, shown when it is there."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.atlas.loader import OpenAtlas
from app.panels.pages.original_text import PageView
from app.panels.view import Reading
from app.standards.model import Item, Report, State
from app.standards.readability import FEWEST_FOR_SMOG, MISSING, TARGET
from app.standards.report import report
from app.standards.report_output import counted, scores, verdict
from app.widgets.card import Card, Tone
from app.widgets.event_loop import Gradual
from app.widgets.layouts import Pile
from app.widgets.text_label import Part, WordLabel

_LOOK_MS = 50


class Scoring:
    """Works the report out in a thread of its own; stops between two items when it is asked to."""

    def __init__(self, atlas: OpenAtlas, language: str) -> None:
        self.made: Report | None = None
        self._atlas, self._language = atlas, language
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="standards", daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether it is still at work."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Ends it soon."""
        self._stopped.set()

    def _run(self) -> None:
        today = dt.date.today()
        made = report(self._atlas, self._language, today, stop=self._stopped.is_set)
        if not self._stopped.is_set():
            self.made = made


class StandardsPage(PageView):
    """Each standard with its count and its items; then how easy each text is to read."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading, self.tr("The standards report"))
        self.say(
            self.tr(
                "The atlas is scored against published standards for decision aids, item by item. "
                "What only people can judge is not done."
            )
        )
        self._told: QWidget = WordLabel(self.tr("Scoring…"), reading.look, role="quiet")
        self.column.addWidget(self._told)
        self._scoring = Scoring(reading.atlas, reading.language)
        self._look_again = QTimer(self)
        self._look_again.setInterval(_LOOK_MS)
        self._look_again.timeout.connect(self._on_time)
        self._look_again.start()

    @property
    def is_done(self) -> bool:
        """Whether the report is there, whole."""
        return isinstance(self._told, Gradual) and super().is_done

    def hideEvent(self, event: QHideEvent) -> None:
        """The panel hides a page before it lets it go; a small window hides it for a while."""
        if not event.spontaneous():
            self._scoring.stop()

    def _on_time(self) -> None:
        if self._scoring.made is None:
            return
        self._look_again.stop()
        page = Gradual(self._parts(self._scoring.made), self.reading.look.px(12))
        self.column.replace_widget(self._told, page)
        page.show()
        self._told = page

    def _parts(self, made: Report) -> Iterator[QWidget]:
        look = self.reading.look
        yield WordLabel(verdict(made), look, weight=700)
        for standard in made.standards:
            items = made.of(standard)
            yield WordLabel(standard, look, step=1, weight=700, role="primary")
            yield WordLabel(counted(items), look, step=-1, role="quiet")
            yield self._items(items)
        yield WordLabel(self.tr("Readability"), look, step=1, weight=700, role="primary")
        yield from self._readability(made)

    def _items(self, items: tuple[Item, ...]) -> Card:
        has_failed = any(item.state is State.FAILED for item in items)
        card = Card(self.reading.look, Tone.CAUTION if has_failed else Tone.SURFACE)
        for item in items:
            told = f"{item.asks}: {item.state.value}"
            parts = (Part(f"{item.id}  ", strong=True), Part(told))
            card.column.addWidget(WordLabel(parts, self.reading.look, step=-1))
            for why in item.why if item.state in (State.FAILED, State.NOT_SCORED) else ():
                card.column.addWidget(
                    WordLabel(why, self.reading.look, step=-1, role="quiet", bullet=True)
                )
        return card

    def _readability(self, made: Report) -> Iterator[QWidget]:
        look = self.reading.look
        if not made.rows:
            yield WordLabel(self.tr("Not scored: {why}").format(why=MISSING), look)
            return
        lead = self.tr(
            "School grades by Flesch-Kincaid and by SMOG; the aim is {target} at most. A word of "
            "the glossary counts as one plain word; the raw score stands in brackets. SMOG needs "
            "{count} sentences."
        ).format(target=TARGET, count=FEWEST_FOR_SMOG)
        yield WordLabel(lead, look, step=-1, role="quiet")
        table = QWidget()
        column = Pile(table, look.px(2))
        for row in made.rows:
            line = (Part(f"{row.name}: ", strong=True), Part(scores(row)))
            column.addWidget(WordLabel(line, look, step=-1))
        yield table
