"""The window in which a sequence of steps is chosen, built, put in order, saved and opened."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.atlas.sequences import Step, StepSequence
from app.present.focus import FocusPosition, focus_position, restore_focus
from app.present.steps.player import StepPlayer
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_field import TextField
from app.widgets.text_label import TextLabel
from app.widgets.window_size import resize_within_screen

_MAX_TITLE_LENGTH, _MAX_NOTE_LENGTH, _MAX_SEQUENCE_TITLE_LENGTH = 80, 2_000, 80


class StepRow(Card):
    """One step: its title, the private note, and what can be done with it.

    Signals:
        show_asked, out_asked: the number of the step.
        move_asked: its number, and 1 for down or -1 for up.
        said: its number, title and note.
    """

    show_requested = Signal(int)
    removal_requested = Signal(int)
    move_requested = Signal(int, int)
    text_edited = Signal(int, str, str)

    def __init__(self, at: int, step: Step, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, CardTone.SURFACE)
        self._index = at
        number = str(at + 1)
        self._title = TextField(
            self.tr("Title of step {n}").format(n=number), theme, icons.path("steps")
        )
        self._note = TextField(self.tr("Note that only you see"), theme, icons.path("info"))
        self._note.setAccessibleName(self.tr("Note of step {n}, only you see it").format(n=number))
        for field, words, most in (
            (self._title, step.title, _MAX_TITLE_LENGTH),
            (self._note, step.note, _MAX_NOTE_LENGTH),
        ):
            field.setMaxLength(most)
            field.setText(words)
            field.setCursorPosition(0)
            field.textChanged.connect(self._on_text_edited)
        self.column.addWidget(self._title)
        self.column.addWidget(self._note)
        self.column.addWidget(self._build_buttons(number, icons))

    def _build_buttons(self, number: str, icons: Icons) -> QWidget:
        acts = QWidget()
        flow = FlowLayout(acts, self.theme.px(4))
        for words, icon, name, slot in (
            (self.tr("Show"), "", self.tr("Show step {n}"), self._on_show),
            ("", "up", self.tr("Move step {n} up"), self._on_up),
            ("", "down", self.tr("Move step {n} down"), self._on_down),
            ("", "clear", self.tr("Take step {n} out"), self._on_remove),
        ):
            pill = Button(words, self.theme, icon=icons.path(icon) if icon else None)
            pill.setAccessibleName(name.format(n=number))
            pill.clicked.connect(slot)
            flow.addWidget(pill)
        return acts

    def _on_text_edited(self) -> None:
        """With every letter: a press may come while the focus is still in the field."""
        title = _sanitized_title(self._title.text()) or self._title.placeholderText()
        self.text_edited.emit(self._index, title, self._note.text().strip())

    def _on_show(self) -> None:
        self.show_requested.emit(self._index)

    def _on_up(self) -> None:
        self.move_requested.emit(self._index, -1)

    def _on_down(self) -> None:
        self.move_requested.emit(self._index, 1)

    def _on_remove(self) -> None:
        self.removal_requested.emit(self._index)


class StepsWindow(QDialog):
    """Stays open beside the clinician's window.

    Signals:
        add_asked: what is on show is to be a step.
        open_asked, save_asked: a file is to be named.
        others_asked: the StepSequence that is to be taken instead; one without a name is new.
    """

    add_requested = Signal()
    open_requested = Signal()
    save_requested = Signal()
    sequence_requested = Signal(object)

    def __init__(
        self,
        stepping: StepPlayer,
        shipped: tuple[StepSequence, ...],
        theme: Theme,
        icons: Icons,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Steps of a consultation"))
        self._player, self._shipped = stepping, shipped
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
        stepping.changed.connect(self._update)
        self._update()

    def commit_typing(self) -> None:
        """Takes over what is typed with an input method and is not text yet."""
        QGuiApplication.inputMethod().commit()
        self._update()

    def apply_theme(self, theme: Theme) -> None:
        """Takes on a look: builds anew what its sizes are made from, and keeps the focus."""
        share = theme.text_size / self._theme.text_size
        self._theme = theme
        self._column.set_spacing(theme.px(8))
        focus, begin = focus_position(self._sequence_picker), self._build_sequence_picker()
        self._column.replace_widget(self._sequence_picker, begin)
        begin.show()
        self._sequence_picker = begin
        restore_focus(begin, focus)
        self._rebuild_rows()
        if share != 1:
            self._scale_size(share)

    def _scale_size(self, share: float) -> None:
        """Grows or shrinks as the text does, within the screen; smaller text gives it all back."""
        wish = self._preferred_size if self.size() == self._applied_size else self.size()
        self._preferred_size = wish * share
        resize_within_screen(self, self._preferred_size)
        self._applied_size = self.size()

    def show_message(self, words: str) -> None:
        """Says how opening or saving went."""
        self._message_label.set_text(words)
        self._message_label.setVisible(bool(words))

    def _build_sequence_picker(self) -> QWidget:
        """The sequences that ship, and the way to one's own."""
        begin = QWidget()
        flow = FlowLayout(begin, self._theme.px(6))
        self._shipped_buttons: dict[Button, StepSequence] = {}
        for sequence in self._shipped:
            pill = Button(sequence.title, self._theme)
            pill.clicked.connect(self._on_shipped)
            self._shipped_buttons[pill] = sequence
            flow.addWidget(pill)
        for words, slot in (
            (self.tr("Open a file"), self.open_requested),
            (self.tr("New"), self._on_new),
        ):
            pill = Button(words, self._theme)
            pill.clicked.connect(slot)
            flow.addWidget(pill)
        return begin

    def _build_buttons(self) -> QWidget:
        ways = QWidget()
        row = FlowLayout(ways, self._theme.px(8))
        self._add = Button(self.tr("Add this view"), self._theme, kind=ButtonKind.PRIMARY)
        self._add.clicked.connect(self.add_requested)
        self._save = Button(self.tr("Save as a file"), self._theme)
        self._save.clicked.connect(self.save_requested)
        self._restore_button = Button(self.tr("Put the step back"), self._theme)
        self._restore_button.clicked.connect(self._player.restore_step)
        for pill in (self._add, self._save, self._restore_button):
            row.addWidget(pill)
        return ways

    def _update(self) -> None:
        sequence = self._player.sequence
        if _sanitized_title(self._name.text()) != sequence.title:
            self._name.setText(sequence.title)
        self._save.setEnabled(bool(sequence.steps))
        self._restore_button.setVisible(self._player.can_restore_step)
        if sequence.steps != self._shown_steps:
            self._rebuild_rows()

    def _rebuild_rows(self) -> None:
        """Makes the rows anew; the focus stays on the step that it was on."""
        focused, place = self._focused_row()
        rows, made = QWidget(), []
        column = ColumnLayout(rows, self._theme.px(8))
        for at, step in enumerate(self._player.sequence.steps):
            row = StepRow(at, step, self._theme, self._icons)
            row.show_requested.connect(self._player.show_step)
            row.removal_requested.connect(self._player.remove)
            row.move_requested.connect(self._player.move)
            row.text_edited.connect(self._on_row_edited)
            column.addWidget(row)
            made.append(row)
        self._column.replace_widget(self._rows, rows)
        rows.show()
        self._rows, self._row_widgets, before = rows, made, self._shown_steps
        self._shown_steps = self._player.sequence.steps
        if place is not None:
            self._focus_row(_index_of_same_step(focused, before, self._shown_steps), place)

    def _focused_row(self) -> tuple[int, FocusPosition | None]:
        """The number of the row that has the focus, and where in it."""
        for at, row in enumerate(self._row_widgets):
            if (place := focus_position(row)) is not None:
                return at, place
        return 0, None

    def _focus_row(self, at: int, place: FocusPosition) -> None:
        if self._row_widgets:
            restore_focus(self._row_widgets[min(at, len(self._row_widgets) - 1)], place)
        else:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_row_edited(self, at: int, title: str, note: str) -> None:
        """What was typed; the rows stay, so that the next field keeps the focus."""
        steps = self._player.sequence.steps
        step = replace(steps[at], title=title, note=note)
        if step != steps[at]:
            self._shown_steps = (*self._shown_steps[:at], step, *self._shown_steps[at + 1 :])
            self._player.change(at, step)

    def _on_shipped(self) -> None:
        pill = self.sender()
        if isinstance(pill, Button):
            self.sequence_requested.emit(self._shipped_buttons[pill])

    def _on_new(self) -> None:
        self.sequence_requested.emit(StepSequence("", ()))

    def _on_name_typed(self) -> None:
        """With every letter; an empty field leaves the name as it was."""
        title = _sanitized_title(self._name.text())
        if title and title != self._player.sequence.title:
            self._player.rename(title)


def _index_of_same_step(at: int, before: tuple[Step, ...], now: tuple[Step, ...]) -> int:
    """Where the step that was at a number is now; the same number where it is gone."""
    places = [there for there, step in enumerate(now) if at < len(before) and step is before[at]]
    return places[0] if places else at


def _sanitized_title(title: str) -> str:
    """A title that a file of steps can hold: one with these signs could not be opened again."""
    return title.strip().replace("<", "\u2039").replace(">", "\u203a")
