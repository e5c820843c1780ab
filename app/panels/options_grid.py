"""Two options beside each other, part by part, in equal detail."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.atlas.decision_aid import Option, Value
from app.atlas.model import Statement
from app.panels.matters_view import Matters
from app.panels.reading import Reading
from app.panels.statement import StatementView
from app.widgets.event_loop import Gradual
from app.widgets.layouts import Columns, Pile
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
