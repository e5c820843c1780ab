"""Treatment options side by side.

Row by row in equal detail, with the visitor's answers beside them.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.atlas.decision_aid import Option, Value
from app.atlas.model import Statement
from app.body.regions import RegionId, TopicId
from app.panels.decision_aid.values import Matters, MattersView
from app.panels.region.statement import StatementView
from app.panels.view import Reading, TopicPart
from app.session.state import Showing
from app.widgets.button import Pill
from app.widgets.card import Card, Tone
from app.widgets.event_loop import Gradual
from app.widgets.layouts import Columns, Pile
from app.widgets.radio_list import Answers
from app.widgets.text_label import Part, WordLabel

_NARROWEST = 210


class OptionsGrid(QWidget):
    """Row by row the same part of each option; good and bad sides in the same style.

    Where there is no room for columns, the options follow each other inside each row.
    """

    def __init__(self, reading: Reading, options: tuple[Option, ...]) -> None:
        super().__init__()
        self._reading, self._options = reading, options
        self._met: set[str] = set()
        self._matters = QWidget()
        column = Pile(self, reading.look.px(14))
        column.addWidget(Gradual(self._rows(), reading.look.px(14), at_once=False))
        column.addWidget(self._matters)
        self._column = column

    def show_matters(self, values: tuple[Value, ...], matters: Matters) -> None:
        """Sets what was answered, and what each option means for it, below the parts."""
        told = QWidget()
        column = Pile(told, self._reading.look.px(14))
        given = dict(matters)
        for value in values:
            answer = next((one for one in value.answers if one.id == given.get(value.id)), None)
            if answer is not None:
                column.addWidget(self._row(self._answered(value.head, answer.text), value.id))
        self._column.replace_widget(self._matters, told)
        told.show()
        self._matters = told

    def _answered(self, head: str, answer: str) -> tuple[Part, ...]:
        said = self.tr("You said: {answer}").format(answer=answer)
        return Part(f"{head}. ", strong=True), Part(said)

    def _rows(self) -> Iterator[QWidget]:
        titles = {
            "what": self.tr("What it is"),
            "like": self.tr("What it is like"),
            "good": self.tr("Good sides"),
            "bad": self.tr("Bad sides"),
            "recovery": self.tr("Recovery"),
            "unknown": self.tr("What is not known"),
        }
        for part, title in titles.items():
            yield self._row((Part(title, strong=True),), part)

    def _row(self, title: tuple[Part, ...], part: str) -> QWidget:
        look, row, cells = self._reading.look, QWidget(), QWidget()
        column = Pile(row, look.px(4))
        column.addWidget(WordLabel(title, look, step=1, role="primary"))
        columns = Columns(cells, look.px(10), look.px(_NARROWEST))
        for option in self._options:
            said = getattr(option, part, None) or option.meets.get(part)
            columns.addWidget(self._cell(option, said))
        column.addWidget(cells)
        return row

    def _cell(self, option: Option, said: Statement | None) -> QWidget:
        """The name is said in each cell: whoever hears or scrolls the rows needs it."""
        cell = QWidget()
        column = Pile(cell, self._reading.look.px(2))
        column.addWidget(WordLabel(option.name, self._reading.look, step=-1, weight=700))
        if said is not None:
            column.addWidget(StatementView(self._reading, said, met=self._met))
        return cell


_TOPIC, _FIRST, _SECOND = TopicId("options"), "none", "laser"
_LEAD = "how-to-read"


class OptionsView(QWidget):
    """No treatment beside laser at first; either can be changed for any other option.

    Signals:
        matter_asked: (value id, answer id).
    """

    matter_asked = Signal(object)

    def __init__(self, reading: Reading, region: RegionId, matters: Matters) -> None:
        super().__init__()
        self._reading, self._given = reading, matters
        aid = reading.atlas.aid(reading.language)
        self._values = aid.values
        self._offered = {one.id: one for one in aid.options if one.is_for(region)}
        self._shown = _first_two(list(self._offered))
        self._column = Pile(self, reading.look.px(14))
        for widget in self._lead():
            self._column.addWidget(widget)
        self._matters = MattersView(reading, aid.values, matters)
        self._matters.matter_asked.connect(self.matter_asked)
        if aid.values:
            self._column.addWidget(self._matters)
        self._heads = self._make_heads()
        self._picker = Card(reading.look, Tone.SURFACE)
        self._grid = OptionsGrid(reading, self._options())
        for widget in (self._heads, self._picker, self._grid):
            self._column.addWidget(widget)
        self._picker.hide()
        self._grid.show_matters(self._values, matters)
        self._column.addWidget(Gradual(self._rest(), reading.look.px(14), at_once=False))

    def show_matters(self, matters: Matters) -> None:
        """Follows what the visitor answered."""
        if matters != self._given:
            self._given = matters
            self._matters.show_matters(matters)
            self._grid.show_matters(self._values, matters)

    def _options(self) -> tuple[Option, ...]:
        return tuple(self._offered[name] for name in self._shown)

    def _lead(self) -> Iterator[QWidget]:
        """How the options are to be read."""
        atlas, language = self._reading.atlas, self._reading.language
        if _TOPIC in atlas.shared_topics:
            topic = atlas.shared(_TOPIC, language)
            yield StatementView(self._reading, topic.short, notes=False)
            for said in topic.says:
                if said.id == _LEAD:
                    yield StatementView(self._reading, said, notes=False)

    def _rest(self) -> Iterator[QWidget]:
        atlas = self._reading.atlas
        if _TOPIC in atlas.shared_topics:
            for said in atlas.shared(_TOPIC, self._reading.language).says:
                if said.id != _LEAD:
                    yield StatementView(self._reading, said)

    def _make_heads(self) -> QWidget:
        """The names of the options that are shown, each with a button that changes it."""
        look, heads = self._reading.look, QWidget()
        columns = Columns(heads, look.px(10), look.px(210))
        self._changes: dict[Pill, int] = {}
        for place, name in enumerate(self._shown):
            head = Card(look, Tone.TINT)
            words = self._offered[name].name
            head.column.addWidget(WordLabel(words, look, step=1, weight=700))
            change = Pill(self.tr("Change"), look)
            change.setAccessibleName(self.tr("Change {option}").format(option=words))
            change.clicked.connect(self._on_change)
            self._changes[change] = place
            head.column.addWidget(change)
            columns.addWidget(head)
        return heads

    def _on_change(self) -> None:
        pill = self.sender()
        if isinstance(pill, Pill):
            self._place = self._changes[pill]
            self._open_picker()

    def _open_picker(self) -> None:
        """The options that can stand in a column, those on show left out."""
        look = self._reading.look
        picker = Card(look, Tone.SURFACE)
        picker.column.addWidget(WordLabel(self.tr("Show instead:"), look, weight=600))
        others = [name for name in self._offered if name not in self._shown]
        answers = Answers(
            self.tr("Show instead:"), [(name, self._offered[name].name) for name in others], look
        )
        answers.picked.connect(self._on_picked)
        picker.column.addWidget(answers)
        self._column.replace_widget(self._picker, picker)
        self._picker = picker
        picker.show()
        answers.answers[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picked(self, name: str) -> None:
        self._shown[self._place] = name
        self._picker.hide()
        heads, grid = self._make_heads(), OptionsGrid(self._reading, self._options())
        grid.show_matters(self._values, self._given)
        for old, new in ((self._heads, heads), (self._grid, grid)):
            self._column.replace_widget(old, new)
            new.show()
        self._heads, self._grid = heads, grid
        change = next(pill for pill, place in self._changes.items() if place == self._place)
        change.setFocus(Qt.FocusReason.OtherFocusReason)


def _first_two(offered: list[str]) -> list[str]:
    """No treatment and laser where they are offered, else what comes first."""
    wanted = [name for name in (_FIRST, _SECOND) if name in offered]
    return (wanted + [name for name in offered if name not in wanted])[:2]


class OptionsPart(TopicPart):
    """The options side by side, with what the visitor said matters."""

    def __init__(self, reading: Reading, region: RegionId, showing: Showing) -> None:
        super().__init__()
        self._options = OptionsView(reading, region, showing.matters)
        self._options.matter_asked.connect(self.matter_asked)
        Pile(self).addWidget(self._options)

    def show_details(self, showing: Showing) -> None:
        self._options.show_matters(showing.matters)
