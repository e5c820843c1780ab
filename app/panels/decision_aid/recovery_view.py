"""Recovery timeline: one stage at a time, with what is usual, what to watch for, and daily life."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.atlas.decision_aid import LIFE, Stage
from app.atlas.model import Statement
from app.body.regions import RegionId, TopicId
from app.painting.timeline import TimelineInks, paint_timeline, stops
from app.panels.region.statement import StatementView
from app.panels.view import Reading
from app.session.state import Page
from app.theme.theme import Look
from app.widgets.button import Kind, Pill
from app.widgets.button_group import Choices, Face
from app.widgets.card import Card, Tone
from app.widgets.event_loop import Gradual
from app.widgets.layouts import Columns, Flow, Pile
from app.widgets.text_label import WordLabel

_NARROWEST = 220


class StageView(QWidget):
    """Usual first, then the warning with the way to call, then daily life in small cards.

    Signals:
        call_asked: when to call is wanted.
    """

    call_asked = Signal()

    def __init__(self, reading: Reading, stage: Stage, met: set[str]) -> None:
        super().__init__()
        self._reading, self._met = reading, met
        column = Pile(self, reading.look.px(10))
        column.addWidget(WordLabel(stage.when, reading.look, step=2, weight=700))
        column.addWidget(self._told(self.tr("What is usual"), stage.usual, Tone.SURFACE))
        watch = self._told(self.tr("What to watch for"), stage.watch, Tone.CAUTION)
        call = Pill(
            self.tr("When to call"),
            reading.look,
            kind=Kind.URGENT,
            icon=reading.icons.path("call"),
        )
        call.clicked.connect(self.call_asked)
        watch.column.addWidget(call)
        column.addWidget(watch)
        if stage.life:
            column.addWidget(WordLabel(self.tr("Daily life"), reading.look, step=1, weight=700))
            pairs = _pairs([key for key in LIFE if key in stage.life])
            rows = (self._life(stage, pair) for pair in pairs)
            column.addWidget(Gradual(rows, reading.look.px(10), at_once=False))
            note = self.tr("Where no source is named, it is general medical knowledge.")
            column.addWidget(WordLabel(note, reading.look, step=-1, role="quiet"))

    def _told(self, title: str, said: Statement, tone: Tone) -> Card:
        card = Card(self._reading.look, tone)
        card.column.addWidget(WordLabel(title, self._reading.look, weight=700, role="primary"))
        notes = tone is not Tone.TINT or bool(said.refs)
        card.column.addWidget(StatementView(self._reading, said, notes=notes, met=self._met))
        return card

    def _life(self, stage: Stage, keys: list[str]) -> QWidget:
        titles = {
            "sleeping": self.tr("Sleeping"),
            "sitting": self.tr("Sitting"),
            "band": self.tr("Bra, straps and waistband"),
            "desk": self.tr("Desk and work"),
            "driving": self.tr("Driving"),
            "sport": self.tr("Sport"),
        }
        row = QWidget()
        columns = Columns(row, self._reading.look.px(5), self._reading.look.px(_NARROWEST))
        for key in keys:
            columns.addWidget(self._told(titles[key], stage.life[key], Tone.TINT))
        return row


def _pairs(keys: list[str]) -> list[list[str]]:
    return [keys[at : at + 2] for at in range(0, len(keys), 2)]


RECOVERY = TopicId("recovery")


class TimelineStrip(QWidget):
    """The drawn line; the choices below it say the same in words."""

    def __init__(self, look: Look, count: int) -> None:
        super().__init__()
        self._look, self._count, self.current = look, count, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        look = self._look
        inks = TimelineInks(look.colour("line"), look.colour("primary"), look.colour("surface"))
        at = stops(box, self._count, mirrored=self.isRightToLeft())
        paint_timeline(QPainter(self), at, self.current, box.height() / 2, inks)


class RecoveryView(QWidget):
    """What is special to the region, then the times, then what is true at any time.

    Signals:
        page_asked: a Page.
    """

    page_asked = Signal(object)

    def __init__(self, reading: Reading, region: RegionId) -> None:
        super().__init__()
        self._reading, self._region = reading, region
        self._stages = reading.atlas.aid(reading.language).stages
        self._views: dict[int, StageView] = {}
        self._at, self._met = 0, set[str]()
        self._column = Pile(self, reading.look.px(12))
        for widget in self._own():
            self._column.addWidget(widget)
        self._strip = TimelineStrip(reading.look, len(self._stages))
        self._times = Choices(self.tr("Times of recovery"), reading.look, 4, between_rows=0)
        whens = [(stage.id, stage.when) for stage in self._stages]
        self._times.offer(whens, Face.TAB)
        self._times.picked.connect(self._on_picked)
        for part in (self._strip, self._times, self._ways()):
            self._column.addWidget(part)
        self._end = Gradual(self._shared(), reading.look.px(14), at_once=False)
        self._column.addWidget(self._end)
        self._show(0)

    def _own(self) -> Iterator[QWidget]:
        text = self._reading.atlas.region_text(self._region, self._reading.language)
        own = text.topics.get(RECOVERY)
        if own is not None:
            for said in (own.short, *own.says):
                yield StatementView(self._reading, said, met=self._met)

    def _shared(self) -> Iterator[QWidget]:
        atlas = self._reading.atlas
        if RECOVERY in atlas.shared_topics:
            title = self.tr("True for every region of the back")
            yield WordLabel(title, self._reading.look, step=1, weight=700, role="primary")
            for said in atlas.shared(RECOVERY, self._reading.language).says:
                yield StatementView(self._reading, said, met=self._met)

    def _ways(self) -> QWidget:
        """One time back, one time on."""
        ways, icons = QWidget(), self._reading.icons
        row = Flow(ways, self._reading.look.px(8))
        look = self._reading.look
        self._earlier = Pill(self.tr("Earlier"), look, icon=icons.path("back"))
        self._later = Pill(self.tr("Next time"), look, kind=Kind.PRIMARY)
        self._earlier.clicked.connect(self._on_earlier)
        self._later.clicked.connect(self._on_later)
        for pill in (self._earlier, self._later):
            row.addWidget(pill)
        return ways

    def _show(self, at: int) -> None:
        """Shows one time; it is made when it is first asked for."""
        if at not in self._views:
            view = StageView(self._reading, self._stages[at], self._met)
            view.call_asked.connect(self._on_call)
            self._views[at] = view
            self._column.insert(self._column.place_of(self._end), view)
        for number, view in self._views.items():
            view.setVisible(number == at)
        self._at = self._strip.current = at
        self._strip.update()
        self._times.show_picked(self._stages[at].id)
        self._earlier.setEnabled(at > 0)
        self._later.setEnabled(at < len(self._stages) - 1)

    def _on_picked(self, name: str) -> None:
        self._show([stage.id for stage in self._stages].index(name))

    def _on_earlier(self) -> None:
        self._show(self._at - 1)

    def _on_later(self) -> None:
        self._show(self._at + 1)

    def _on_call(self) -> None:
        self.page_asked.emit(Page.WHEN_TO_CALL)
