"""Treatment options side by side in equal detail, with the visitor's answers below them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.atlas.decision_aid import TreatmentOption, ValueQuestion
from app.atlas.model import Statement
from app.atlas.topics import OPTIONS_TOPIC
from app.body.regions import RegionId
from app.panels.decision_aid.values import ValueAnswers, ValuesView
from app.panels.region.statement import StatementView
from app.panels.view import PanelContext, TopicPane
from app.session.shared_words import option_part_titles
from app.session.state import Showing
from app.support.qt_translation import translate
from app.widgets.button import Button
from app.widgets.card import Card, CardTone
from app.widgets.event_loop import IncrementalColumn
from app.widgets.layouts import ColumnLayout, ResponsiveRowLayout
from app.widgets.radio_list import RadioList
from app.widgets.text_label import TextLabel, TextSpan

_MIN_COLUMN_WIDTH = 210


class OptionsGrid(QWidget):
    """One row for each part, with a cell for each option; good and bad sides look the same.

    Without room for columns, the cells of a row follow each other.
    """

    def __init__(self, context: PanelContext, options: tuple[TreatmentOption, ...]) -> None:
        super().__init__()
        self._context, self._options = context, options
        self._explained_terms: set[str] = set()
        self._answer_rows = QWidget()
        column = ColumnLayout(self, context.theme.px(14))
        column.addWidget(IncrementalColumn(self._rows(), context.theme.px(14), at_once=False))
        column.addWidget(self._answer_rows)
        self._column = column

    def show_answers(self, values: tuple[ValueQuestion, ...], answers: ValueAnswers) -> None:
        """Add a row for each answer: the answer, and what each option means for it."""
        rows = QWidget()
        column = ColumnLayout(rows, self._context.theme.px(14))
        answer_ids = dict(answers)
        for value in values:
            for answer in value.answers:
                if answer.id == answer_ids.get(value.id):
                    title = self._answer_title(value.head, answer.text)
                    column.addWidget(self._row(title, value.id))
        self._column.replace_widget(self._answer_rows, rows)
        rows.show()
        self._answer_rows = rows

    def _answer_title(self, heading: str, answer: str) -> tuple[TextSpan, ...]:
        text = self.tr("You said: {answer}").format(answer=answer)
        return TextSpan(f"{heading}. ", strong=True), TextSpan(text)

    def _rows(self) -> Iterator[QWidget]:
        for part, title in option_part_titles(translate).items():
            yield self._row((TextSpan(title, strong=True),), part)

    def _row(self, title: tuple[TextSpan, ...], part: str) -> QWidget:
        theme, row, cells = self._context.theme, QWidget(), QWidget()
        column = ColumnLayout(row, theme.px(4))
        column.addWidget(TextLabel(title, theme, step=1, role="primary"))
        columns = ResponsiveRowLayout(cells, theme.px(10), theme.px(_MIN_COLUMN_WIDTH))
        for option in self._options:
            statement = getattr(option, part, None) or option.meets.get(part)
            columns.addWidget(self._cell(option, statement))
        column.addWidget(cells)
        return row

    def _cell(self, option: TreatmentOption, statement: Statement | None) -> QWidget:
        """The statement below the option's name, since the column headers may be out of sight."""
        cell = QWidget()
        column = ColumnLayout(cell, self._context.theme.px(2))
        column.addWidget(TextLabel(option.name, self._context.theme, step=-1, weight=700))
        if statement is not None:
            text = StatementView(self._context, statement, explained=self._explained_terms)
            column.addWidget(text)
        return cell


_DEFAULT_FIRST, _DEFAULT_SECOND = "none", "laser"
_LEAD_STATEMENT = "how-to-read"


class OptionsView(QWidget):
    """Two options side by side, at first no treatment and laser; each can be exchanged.

    Signals:
        action: the Action that a person asked for.
    """

    action = Signal(object)

    def __init__(self, context: PanelContext, region: RegionId, answers: ValueAnswers) -> None:
        super().__init__()
        self._context, self._answers = context, answers
        aid = context.atlas.decision_aid(context.language)
        self._values = aid.values
        self._offered = {one.id: one for one in aid.options if one.is_for(region)}
        self._shown = _default_pair(list(self._offered))
        self._column = ColumnLayout(self, context.theme.px(14))
        for widget in self._introduction():
            self._column.addWidget(widget)
        self._values_view = ValuesView(context, aid.values, answers)
        self._values_view.action.connect(self.action)
        if aid.values:
            self._column.addWidget(self._values_view)
        self._column_headers = self._create_column_headers()
        self._picker = Card(context.theme, CardTone.SURFACE)
        self._grid = OptionsGrid(context, self._options())
        for widget in (self._column_headers, self._picker, self._grid):
            self._column.addWidget(widget)
        self._picker.hide()
        self._grid.show_answers(self._values, answers)
        self._column.addWidget(
            IncrementalColumn(self._remaining_statements(), context.theme.px(14), at_once=False)
        )

    def show_answers(self, answers: ValueAnswers) -> None:
        """Select the visitor's answers, and show them below the options."""
        if answers != self._answers:
            self._answers = answers
            self._values_view.show_answers(answers)
            self._grid.show_answers(self._values, answers)

    def _options(self) -> tuple[TreatmentOption, ...]:
        return tuple(self._offered[name] for name in self._shown)

    def _introduction(self) -> Iterator[QWidget]:
        """How to read the options."""
        atlas, language = self._context.atlas, self._context.language
        if OPTIONS_TOPIC in atlas.shared_topics:
            topic = atlas.shared_topic(OPTIONS_TOPIC, language)
            yield StatementView(self._context, topic.summary, notes=False)
            for statement in topic.statements:
                if statement.id == _LEAD_STATEMENT:
                    yield StatementView(self._context, statement, notes=False)

    def _remaining_statements(self) -> Iterator[QWidget]:
        atlas, language = self._context.atlas, self._context.language
        if OPTIONS_TOPIC in atlas.shared_topics:
            for statement in atlas.shared_topic(OPTIONS_TOPIC, language).statements:
                if statement.id != _LEAD_STATEMENT:
                    yield StatementView(self._context, statement)

    def _create_column_headers(self) -> QWidget:
        """The name of each option that is shown, with a button to exchange it."""
        theme, headers = self._context.theme, QWidget()
        columns = ResponsiveRowLayout(headers, theme.px(10), theme.px(_MIN_COLUMN_WIDTH))
        self._change_buttons: list[Button] = []
        for option in self._options():
            header = Card(theme, CardTone.TINT)
            header.column.addWidget(TextLabel(option.name, theme, step=1, weight=700))
            change = Button(self.tr("Change"), theme)
            change.setAccessibleName(self.tr("Change {option}").format(option=option.name))
            change.clicked.connect(self._on_change)
            self._change_buttons.append(change)
            header.column.addWidget(change)
            columns.addWidget(header)
        return headers

    def _on_change(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self._changed_column = self._change_buttons.index(button)
            self._open_picker()

    def _open_picker(self) -> None:
        """Offer the options that are not shown yet."""
        theme = self._context.theme
        picker = Card(theme, CardTone.SURFACE)
        picker.column.addWidget(TextLabel(self.tr("Show instead:"), theme, weight=600))
        others = [
            (name, one.name) for name, one in self._offered.items() if name not in self._shown
        ]
        choices = RadioList(self.tr("Show instead:"), others, theme)
        choices.picked.connect(self._on_picked)
        picker.column.addWidget(choices)
        self._column.replace_widget(self._picker, picker)
        self._picker = picker
        picker.show()
        choices.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picked(self, name: str) -> None:
        self._shown[self._changed_column] = name
        self._picker.hide()
        headers, grid = self._create_column_headers(), OptionsGrid(self._context, self._options())
        grid.show_answers(self._values, self._answers)
        for old, new in ((self._column_headers, headers), (self._grid, grid)):
            self._column.replace_widget(old, new)
            new.show()
        self._column_headers, self._grid = headers, grid
        change = self._change_buttons[self._changed_column]
        change.setFocus(Qt.FocusReason.OtherFocusReason)


def _default_pair(offered: list[str]) -> list[str]:
    """No treatment and laser if they are offered, otherwise the first two options."""
    preferred = [name for name in (_DEFAULT_FIRST, _DEFAULT_SECOND) if name in offered]
    return (preferred + [name for name in offered if name not in preferred])[:2]


class OptionsPane(TopicPane):
    """The topic "options": the options side by side, with the visitor's answers."""

    def __init__(self, context: PanelContext, region: RegionId, showing: Showing) -> None:
        super().__init__()
        self._options = OptionsView(context, region, showing.value_answers)
        self._options.action.connect(self.action)
        ColumnLayout(self).addWidget(self._options)

    def update_details(self, showing: Showing) -> None:
        self._options.show_answers(showing.value_answers)
