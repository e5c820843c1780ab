"""The window in which a sequence of steps is chosen, built, ordered, saved and opened."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.atlas.sequences import Step, StepSequence
from app.present.actions import (
    AddCurrentView,
    EditStep,
    GoToStep,
    MoveStep,
    OpenStepsFile,
    RemoveStep,
    RenameSequence,
    ReplaceSequence,
    RestoreStep,
    SaveSteps,
    StepsAction,
)
from app.present.focus import FocusPosition, focus_position, restore_focus
from app.present.steps.player import StepPlayer
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_field import TextField
from app.widgets.text_label import TextLabel
from app.widgets.window_size import resize_within_screen

_MAX_TITLE_LENGTH, _MAX_NOTE_LENGTH, _MAX_SEQUENCE_TITLE_LENGTH = 80, 2_000, 80


class StepRow(Card):
    """One step: fields for its title and its private note, and buttons.

    Signals:
        action: a StepsAction; EditStep is emitted with every letter that is typed, because a press
            may come while the focus is still in the field.
    """

    action = Signal(object)

    def __init__(self, index: int, step: Step, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, CardTone.SURFACE)
        self._index = index
        number = str(index + 1)
        self._title = TextField(
            self.tr("Title of step {n}").format(n=number), theme, icons.path("steps")
        )
        self._note = TextField(self.tr("Note that only you see"), theme, icons.path("info"))
        self._note.setAccessibleName(self.tr("Note of step {n}, only you see it").format(n=number))
        for field, text, max_length in (
            (self._title, step.title, _MAX_TITLE_LENGTH),
            (self._note, step.note, _MAX_NOTE_LENGTH),
        ):
            field.setMaxLength(max_length)
            field.setText(text)
            field.setCursorPosition(0)
            field.textChanged.connect(self._on_text_edited)
        self.column.addWidget(self._title)
        self.column.addWidget(self._note)
        self.column.addWidget(self._build_buttons(number, icons))

    def _build_buttons(self, number: str, icons: Icons) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, self.theme.px(4))
        index = self._index
        for action, text, icon, name in (
            (GoToStep(index), self.tr("Show"), "", self.tr("Show step {n}")),
            (MoveStep(index, -1), "", "up", self.tr("Move step {n} up")),
            (MoveStep(index, 1), "", "down", self.tr("Move step {n} down")),
            (RemoveStep(index), "", "clear", self.tr("Remove step {n}")),
        ):
            path = icons.path(icon) if icon else None
            button = ActionButton(text, self.theme, action, icon=path)
            button.setAccessibleName(name.format(n=number))
            button.action.connect(self.action)
            flow.addWidget(button)
        return row

    def _on_text_edited(self) -> None:
        title = _sanitized_title(self._title.text()) or self._title.placeholderText()
        self.action.emit(EditStep(self._index, title, self._note.text().strip()))


class StepsWindow(QDialog):
    """A window that stays open beside the clinician's window.

    Signals:
        action: a StepsAction.
    """

    action = Signal(object)

    def __init__(
        self,
        player: StepPlayer,
        shipped: tuple[StepSequence, ...],
        theme: Theme,
        icons: Icons,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Steps of a consultation"))
        self._player, self._shipped = player, shipped
        self._theme, self._icons = theme, icons
        self._shown_steps: tuple[Step, ...] = ()
        self._row_widgets: list[StepRow] = []
        outer, page, scroll = QVBoxLayout(self), QWidget(), ScrollColumn(theme)
        self._message_label = TextLabel("", theme, role="caution")
        self._message_label.hide()
        self._name = TextField(self.tr("Name of the sequence"), theme, icons.path("steps"))
        self._name.setMaxLength(_MAX_SEQUENCE_TITLE_LENGTH)
        self._name.textChanged.connect(self._on_name_typed)
        self._name.editingFinished.connect(self._update)
        self._rows, self._sequence_picker = QWidget(), self._build_sequence_picker()
        self._column = ColumnLayout(page, theme.px(8))
        for widget in (self._sequence_picker, self._message_label, self._name, self._rows):
            self._column.addWidget(widget)
        scroll.setWidget(page)
        outer.addWidget(scroll, 1)
        outer.addWidget(self._build_buttons())
        self._preferred_size = QSize(theme.px(560), theme.px(700))
        resize_within_screen(self, self._preferred_size)
        self._applied_size = self.size()
        player.changed.connect(self._update)
        self._update()

    def commit_typing(self) -> None:
        """Accept text that an input method is still composing."""
        QGuiApplication.inputMethod().commit()
        self._update()

    def apply_theme(self, theme: Theme) -> None:
        """Change the theme; parts whose size depends on it are rebuilt, and the focus is kept."""
        scale = theme.text_size / self._theme.text_size
        self._theme = theme
        self._column.set_spacing(theme.px(8))
        focus, picker = focus_position(self._sequence_picker), self._build_sequence_picker()
        self._column.replace_widget(self._sequence_picker, picker)
        picker.show()
        self._sequence_picker = picker
        restore_focus(picker, focus)
        self._rebuild_rows()
        if scale != 1:
            self._scale_size(scale)

    def _scale_size(self, scale: float) -> None:
        """Resize the window in proportion to the text, within the screen.

        The size that did not fit on the screen is remembered, so that smaller text restores it.
        """
        preferred = self._preferred_size if self.size() == self._applied_size else self.size()
        self._preferred_size = preferred * scale
        resize_within_screen(self, self._preferred_size)
        self._applied_size = self.size()

    @property
    def message(self) -> str:
        """The result of opening or saving that is shown; empty if there is none."""
        return self._message_label.text()

    def show_message(self, text: str) -> None:
        """Show the result of opening or saving; an empty text hides the previous one."""
        self._message_label.set_text(text)
        self._message_label.setVisible(bool(text))

    def _build_sequence_picker(self) -> QWidget:
        """Buttons for the shipped sequences, a file, and a new sequence."""
        picker = QWidget()
        flow = FlowLayout(picker, self._theme.px(6))
        options: list[tuple[StepsAction, str]] = [
            (ReplaceSequence(sequence), sequence.title) for sequence in self._shipped
        ]
        options.append((OpenStepsFile(), self.tr("Open a file")))
        options.append((ReplaceSequence(StepSequence("", ())), self.tr("New")))
        for action, text in options:
            button = ActionButton(text, self._theme, action)
            button.action.connect(self.action)
            flow.addWidget(button)
        return picker

    def _build_buttons(self) -> QWidget:
        buttons = QWidget()
        flow = FlowLayout(buttons, self._theme.px(8))
        self._add_button = ActionButton(
            self.tr("Add this view"), self._theme, AddCurrentView(), kind=ButtonKind.PRIMARY
        )
        self._save_button = ActionButton(self.tr("Save as a file"), self._theme, SaveSteps())
        self._restore_button = ActionButton(self.tr("Restore the step"), self._theme, RestoreStep())
        for button in (self._add_button, self._save_button, self._restore_button):
            button.action.connect(self.action)
            flow.addWidget(button)
        return buttons

    def _update(self) -> None:
        sequence = self._player.sequence
        if _sanitized_title(self._name.text()) != sequence.title:
            self._name.setText(sequence.title)
        self._save_button.setEnabled(bool(sequence.steps))
        self._restore_button.setVisible(self._player.can_restore_step)
        if sequence.steps != self._shown_steps:
            self._rebuild_rows()
        self._shown_steps = sequence.steps

    def _rebuild_rows(self) -> None:
        """Rebuild the rows; the focus stays on the step that had it."""
        focused_index, position = self._focused_row()
        rows, row_widgets = QWidget(), []
        column = ColumnLayout(rows, self._theme.px(8))
        for index, step in enumerate(self._player.sequence.steps):
            row = StepRow(index, step, self._theme, self._icons)
            row.action.connect(self._on_row_action)
            column.addWidget(row)
            row_widgets.append(row)
        self._column.replace_widget(self._rows, rows)
        rows.show()
        self._rows, self._row_widgets, before = rows, row_widgets, self._shown_steps
        # Before the focus moves: a field that loses it calls `_update` again.
        self._shown_steps = self._player.sequence.steps
        if position is not None:
            index = _index_of_same_step(focused_index, before, self._shown_steps)
            self._focus_row(index, position)

    def _focused_row(self) -> tuple[int, FocusPosition | None]:
        """The index of the row that has the focus, and the position in it; None if none has it."""
        for index, row in enumerate(self._row_widgets):
            if (position := focus_position(row)) is not None:
                return index, position
        return 0, None

    def _focus_row(self, index: int, position: FocusPosition) -> None:
        if self._row_widgets:
            row = self._row_widgets[min(index, len(self._row_widgets) - 1)]
            restore_focus(row, position)
        else:
            self._add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_row_action(self, action: StepsAction) -> None:
        if isinstance(action, EditStep):
            index, before = action.index, self._shown_steps
            edited = replace(before[index], title=action.title, note=action.note)
            # Before it is emitted: otherwise the rows are rebuilt and the field loses the focus.
            self._shown_steps = (*before[:index], edited, *before[index + 1 :])
        self.action.emit(action)

    def _on_name_typed(self) -> None:
        """Rename the sequence with every letter; an empty field leaves its title unchanged."""
        title = _sanitized_title(self._name.text())
        if title and title != self._player.sequence.title:
            self.action.emit(RenameSequence(title))


def _index_of_same_step(index: int, before: tuple[Step, ...], now: tuple[Step, ...]) -> int:
    """The new index of the step that was at `index` before, or `index` if it is gone."""
    places = [new for new, step in enumerate(now) if index < len(before) and step is before[index]]
    return places[0] if places else index


def _sanitized_title(title: str) -> str:
    """A title without < and >, because a file of steps with them could not be opened again."""
    return title.strip().replace("<", "\u2039").replace(">", "\u203a")
