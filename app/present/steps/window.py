"""The window in which a sequence of steps is chosen, built, put in order, saved and opened."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.atlas.sequences import Step, StepSequence
from app.present.focus import FocusPlace, focus_place, restore_focus
from app.present.steps.player import Stepping
from app.theme.icons import Icons
from app.theme.theme import Look
from app.widgets.button import Kind, Pill
from app.widgets.card import Card, Tone
from app.widgets.layouts import Flow, Pile
from app.widgets.scroll_column import Column
from app.widgets.text_field import Field
from app.widgets.text_label import WordLabel
from app.widgets.window_size import resize_within_screen

_TITLE, _NOTE, _NAME = 80, 2_000, 80


class StepRow(Card):
    """One step: its title, the private note, and what can be done with it.

    Signals:
        show_asked, out_asked: the number of the step.
        move_asked: its number, and 1 for down or -1 for up.
        said: its number, title and note.
    """

    show_asked = Signal(int)
    out_asked = Signal(int)
    move_asked = Signal(int, int)
    said = Signal(int, str, str)

    def __init__(self, at: int, step: Step, look: Look, icons: Icons) -> None:
        super().__init__(look, Tone.SURFACE)
        self._at = at
        number = str(at + 1)
        self._title = Field(
            self.tr("Title of step {n}").format(n=number), look, icons.path("steps")
        )
        self._note = Field(self.tr("Note that only you see"), look, icons.path("info"))
        self._note.setAccessibleName(self.tr("Note of step {n}, only you see it").format(n=number))
        for field, words, most in (
            (self._title, step.title, _TITLE),
            (self._note, step.note, _NOTE),
        ):
            field.setMaxLength(most)
            field.setText(words)
            field.setCursorPosition(0)
            field.textChanged.connect(self._on_said)
        self.column.addWidget(self._title)
        self.column.addWidget(self._note)
        self.column.addWidget(self._acts(number, icons))

    def _acts(self, number: str, icons: Icons) -> QWidget:
        acts = QWidget()
        flow = Flow(acts, self.look.px(4))
        for words, icon, name, slot in (
            (self.tr("Show"), "", self.tr("Show step {n}"), self._on_show),
            ("", "up", self.tr("Move step {n} up"), self._on_up),
            ("", "down", self.tr("Move step {n} down"), self._on_down),
            ("", "clear", self.tr("Take step {n} out"), self._on_out),
        ):
            pill = Pill(words, self.look, icon=icons.path(icon) if icon else None)
            pill.setAccessibleName(name.format(n=number))
            pill.clicked.connect(slot)
            flow.addWidget(pill)
        return acts

    def _on_said(self) -> None:
        """With every letter: a press may come while the focus is still in the field."""
        title = _plain(self._title.text()) or self._title.placeholderText()
        self.said.emit(self._at, title, self._note.text().strip())

    def _on_show(self) -> None:
        self.show_asked.emit(self._at)

    def _on_up(self) -> None:
        self.move_asked.emit(self._at, -1)

    def _on_down(self) -> None:
        self.move_asked.emit(self._at, 1)

    def _on_out(self) -> None:
        self.out_asked.emit(self._at)


class StepsWindow(QDialog):
    """Stays open beside the clinician's window.

    Signals:
        add_asked: what is on show is to be a step.
        open_asked, save_asked: a file is to be named.
        others_asked: the StepSequence that is to be taken instead; one without a name is new.
    """

    add_asked = Signal()
    open_asked = Signal()
    save_asked = Signal()
    others_asked = Signal(object)

    def __init__(
        self,
        stepping: Stepping,
        shipped: tuple[StepSequence, ...],
        look: Look,
        icons: Icons,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Steps of a consultation"))
        self._stepping, self._shipped = stepping, shipped
        self._look, self._icons = look, icons
        self._built: tuple[Step, ...] = ()
        self._made: list[StepRow] = []
        outer, page, scroll = QVBoxLayout(self), QWidget(), Column(look)
        self._told = WordLabel("", look, role="caution")
        self._told.hide()
        self._name = Field(self.tr("Name of the sequence"), look, icons.path("steps"))
        self._name.setMaxLength(_NAME)
        self._name.textChanged.connect(self._on_name_typed)
        self._name.editingFinished.connect(self._show)
        self._rows, self._beginning = QWidget(), self._begin()
        self._column = Pile(page, look.px(8))
        for widget in (self._beginning, self._told, self._name, self._rows):
            self._column.addWidget(widget)
        scroll.setWidget(page)
        outer.addWidget(scroll, 1)
        outer.addWidget(self._ways())
        self._wish = QSize(look.px(560), look.px(700))
        resize_within_screen(self, self._wish)
        self._given = self.size()
        stepping.changed.connect(self._show)
        self._show()

    def finish_typing(self) -> None:
        """Takes over what is typed with an input method and is not text yet."""
        QGuiApplication.inputMethod().commit()
        self._show()

    def wear(self, look: Look) -> None:
        """Takes on a look: builds anew what its sizes are made from, and keeps the focus."""
        share = look.text_size / self._look.text_size
        self._look = look
        self._column.set_gap(look.px(8))
        focus, begin = focus_place(self._beginning), self._begin()
        self._column.replace_widget(self._beginning, begin)
        begin.show()
        self._beginning = begin
        restore_focus(begin, focus)
        self._fill()
        if share != 1:
            self._grow(share)

    def _grow(self, share: float) -> None:
        """Grows or shrinks as the text does, within the screen; smaller text gives it all back."""
        wish = self._wish if self.size() == self._given else self.size()
        self._wish = wish * share
        resize_within_screen(self, self._wish)
        self._given = self.size()

    def tell(self, words: str) -> None:
        """Says how opening or saving went."""
        self._told.say(words)
        self._told.setVisible(bool(words))

    def _begin(self) -> QWidget:
        """The sequences that ship, and the way to one's own."""
        begin = QWidget()
        flow = Flow(begin, self._look.px(6))
        self._picks: dict[Pill, StepSequence] = {}
        for sequence in self._shipped:
            pill = Pill(sequence.title, self._look)
            pill.clicked.connect(self._on_shipped)
            self._picks[pill] = sequence
            flow.addWidget(pill)
        for words, slot in (
            (self.tr("Open a file"), self.open_asked),
            (self.tr("New"), self._on_new),
        ):
            pill = Pill(words, self._look)
            pill.clicked.connect(slot)
            flow.addWidget(pill)
        return begin

    def _ways(self) -> QWidget:
        ways = QWidget()
        row = Flow(ways, self._look.px(8))
        self._add = Pill(self.tr("Add this view"), self._look, kind=Kind.PRIMARY)
        self._add.clicked.connect(self.add_asked)
        self._save = Pill(self.tr("Save as a file"), self._look)
        self._save.clicked.connect(self.save_asked)
        self._put_back = Pill(self.tr("Put the step back"), self._look)
        self._put_back.clicked.connect(self._stepping.put_back)
        for pill in (self._add, self._save, self._put_back):
            row.addWidget(pill)
        return ways

    def _show(self) -> None:
        sequence = self._stepping.sequence
        if _plain(self._name.text()) != sequence.title:
            self._name.setText(sequence.title)
        self._save.setEnabled(bool(sequence.steps))
        self._put_back.setVisible(self._stepping.can_put_back)
        if sequence.steps != self._built:
            self._fill()

    def _fill(self) -> None:
        """Makes the rows anew; the focus stays on the step that it was on."""
        focused, place = self._focused_row()
        rows, made = QWidget(), []
        column = Pile(rows, self._look.px(8))
        for at, step in enumerate(self._stepping.sequence.steps):
            row = StepRow(at, step, self._look, self._icons)
            row.show_asked.connect(self._stepping.show_step)
            row.out_asked.connect(self._stepping.remove)
            row.move_asked.connect(self._stepping.move)
            row.said.connect(self._on_said)
            column.addWidget(row)
            made.append(row)
        self._column.replace_widget(self._rows, rows)
        rows.show()
        self._rows, self._made, before = rows, made, self._built
        self._built = self._stepping.sequence.steps
        if place is not None:
            self._focus_row(_followed(focused, before, self._built), place)

    def _focused_row(self) -> tuple[int, FocusPlace | None]:
        """The number of the row that has the focus, and where in it."""
        for at, row in enumerate(self._made):
            if (place := focus_place(row)) is not None:
                return at, place
        return 0, None

    def _focus_row(self, at: int, place: FocusPlace) -> None:
        if self._made:
            restore_focus(self._made[min(at, len(self._made) - 1)], place)
        else:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_said(self, at: int, title: str, note: str) -> None:
        """What was typed; the rows stay, so that the next field keeps the focus."""
        steps = self._stepping.sequence.steps
        step = replace(steps[at], title=title, note=note)
        if step != steps[at]:
            self._built = (*self._built[:at], step, *self._built[at + 1 :])
            self._stepping.change(at, step)

    def _on_shipped(self) -> None:
        pill = self.sender()
        if isinstance(pill, Pill):
            self.others_asked.emit(self._picks[pill])

    def _on_new(self) -> None:
        self.others_asked.emit(StepSequence("", ()))

    def _on_name_typed(self) -> None:
        """With every letter; an empty field leaves the name as it was."""
        title = _plain(self._name.text())
        if title and title != self._stepping.sequence.title:
            self._stepping.call(title)


def _followed(at: int, before: tuple[Step, ...], now: tuple[Step, ...]) -> int:
    """Where the step that was at a number is now; the same number where it is gone."""
    places = [there for there, step in enumerate(now) if at < len(before) and step is before[at]]
    return places[0] if places else at


def _plain(title: str) -> str:
    """A title that a file of steps can hold: one with these signs could not be opened again."""
    return title.strip().replace("<", "\u2039").replace(">", "\u203a")
