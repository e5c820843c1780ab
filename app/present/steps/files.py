"""Files of steps.

Open and save a sequence, and optionally remove free text before it is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from app.atlas.loader import Atlas
from app.atlas.sequences import Step, StepSequence, format_sequence, read_sequence
from app.body.regions import Place, TopicId
from app.painting.descriptions import describe_place
from app.present.choice_dialog import ChoiceDialog, DialogOptions
from app.present.steps.player import StepPlayer
from app.present.steps.window import StepsWindow
from app.session.state import Showing
from app.support.read_file import read_file
from app.support.validation_errors import ContentError, ValidationWarning
from app.support.write_file import write_atomically
from app.theme.theme import Theme
from app.workspace.workspace import Workspace

_MAX_STEP_TITLE_LENGTH = 80


class FreeTextFilter:
    """Knows the sequences that ship, and every title it gave; `whole` is a step without region."""

    def __init__(self, atlas: Atlas, usual: str, whole: str) -> None:
        self._atlas, self.default_title, self._title_without_region = atlas, usual, whole
        self._generated_titles = {usual}

    def title_for(self, place: Place | None, topic: TopicId | None, showing: Showing) -> str:
        """What a step is called as long as nobody calls it otherwise."""
        names, title = self._atlas.names(showing.language), self._title_without_region
        if place is not None:
            title = describe_place(place, showing, names)
        if topic is not None and topic in names.topics:
            title = f"{title}: {names.topics[topic]}"
        self._generated_titles.add(title[:_MAX_STEP_TITLE_LENGTH])
        return title[:_MAX_STEP_TITLE_LENGTH]

    def contains_free_text(self, sequence: StepSequence, language: str) -> bool:
        """Whether somebody typed a name, a title or a note of it."""
        given = self._known_titles(language)
        titles = {sequence.title, *(step.title for step in sequence.steps)}
        return not titles <= given or any(step.note for step in sequence.steps)

    def without_free_text(self, sequence: StepSequence, showing: Showing) -> StepSequence:
        """The same steps with no word that was typed, and none of the notes."""
        given = self._known_titles(showing.language)
        steps = tuple(
            self._without_free_text_in_step(step, given, showing) for step in sequence.steps
        )
        title = sequence.title if sequence.title in given else self.default_title
        return replace(sequence, title=title, steps=steps)

    def _without_free_text_in_step(self, step: Step, given: set[str], showing: Showing) -> Step:
        title = step.title
        if title not in given:
            title = self.title_for(step.place, step.topic, showing)
        return replace(step, title=title, note="")

    def _known_titles(self, language: str) -> set[str]:
        shipped = self._atlas.sequences(language)
        titles = {step.title for sequence in shipped for step in sequence.steps}
        return self._generated_titles | titles | {sequence.title for sequence in shipped}


_MAX_MESSAGES = 6
_ALL, _WITHOUT_FREE_TEXT, _REPLACE = "all", "bare", "take"


class StepFiles(QObject):
    """The files of one stepping; nothing is read or written unless asked for."""

    def __init__(self, workspace: Workspace, atlas: Atlas, stepping: StepPlayer) -> None:
        super().__init__(workspace)
        self._workspace, self._atlas, self._player = workspace, atlas, stepping
        self.window: StepsWindow | None = None
        self.dialog: ChoiceDialog | None = None
        self._free_text_filter = FreeTextFilter(
            atlas, self.tr("My steps"), self.tr("The whole back")
        )
        self._pending_sequence = StepSequence("", ())
        self._on_saved: Callable[[], None] | None = None
        self._remarks: tuple[str, ...] = ()

    def open_window(self) -> None:
        """Opens the window of steps, or brings it to the front."""
        language = self._workspace.session.showing.language
        if self.window is None:
            self.window = StepsWindow(
                self._player,
                self._atlas.sequences(language),
                self._workspace.theme,
                self._workspace.icons,
                self._workspace,
            )
            self.window.add_requested.connect(self._on_add)
            self.window.open_requested.connect(self._on_open)
            self.window.save_requested.connect(self.choose_file_and_save)
            self.window.sequence_requested.connect(self.replace_sequence)
        self.window.show()
        self.window.activateWindow()

    def apply_theme(self, theme: Theme) -> None:
        """Gives the window another look."""
        if self.window is not None:
            self.window.apply_theme(theme)

    def close(self) -> None:
        """Closes the window for good."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def commit_typing(self) -> None:
        """Takes over what still stands in a field of the window."""
        if self.window is not None:
            self.window.commit_typing()

    def replace_sequence(self, sequence: StepSequence, remarks: tuple[str, ...] = ()) -> None:
        """Takes other steps; asks first where some would be lost that were built here.

        `remarks` are told once they are taken.
        """
        self.commit_typing()
        self._remarks = remarks
        self._pending_sequence = (
            sequence
            if sequence.title
            else replace(sequence, title=self._free_text_filter.default_title)
        )
        if not self._player.has_unsaved_changes:
            self._on_replace_answered(_REPLACE)
            return
        words = self.tr("The steps that are open are not saved. They go when others are taken.")
        options = [
            (_REPLACE, self.tr("Take the others")),
            (_ALL, self.tr("Save these first")),
        ]
        self._open_dialog(self.tr("Other steps"), words, options).picked.connect(
            self._on_replace_answered
        )

    def read_steps(self, file: Path) -> None:
        """Takes the steps of a file; one with mistakes changes nothing, and all are told."""
        remarks: list[ValidationWarning] = []
        try:
            found = read_sequence(read_file(file), file.name, self._atlas, remarks.append)
        except OSError as error:
            words = self.tr("{file} cannot be read: {why}. Choose another file.")
            self._show_message(words.format(file=file, why=error.strerror or error))
        except ContentError as error:
            lines = [str(mistake) for mistake in error.errors[:_MAX_MESSAGES]]
            if more := len(error.errors) - len(lines):
                lines.append(self.tr("and {n} more").format(n=more))
            self._show_message("\n".join(lines))
        else:
            self.replace_sequence(found, tuple(map(str, remarks[:_MAX_MESSAGES])))

    def write_steps(self, file: Path, sequence: StepSequence) -> None:
        """Writes steps to a file; an old one stays as it is when that fails."""
        if file.suffix.lower() != ".toml":
            file = file.with_name(f"{file.name}.toml")
            if file.exists():  # the dialog asked about the shorter name
                words = self.tr("{file} is there already. Choose another name.")
                self._show_message(words.format(file=file))
                return
        try:
            write_atomically(file, format_sequence(sequence))
        except OSError as error:
            words = self.tr("{file} cannot be written: {why}. Choose another folder.")
            self._show_message(words.format(file=file, why=error.strerror or error))
        else:
            self._player.mark_saved(sequence)
            self._show_message(self.tr("The steps are there: {file}").format(file=file))
            then, self._on_saved = self._on_saved, None
            if then is not None:
                then()

    def save_then(self, then: Callable[[], None]) -> None:
        """Asks for a file as ever, and does `then` once the steps are in it."""
        self._on_saved = then
        self._confirm_free_text()

    def choose_file_and_save(self) -> None:
        """Asks for a file; first whether typed words are to be written, if there are any."""
        self._on_saved = None
        self._confirm_free_text()

    def _confirm_free_text(self) -> None:
        self.commit_typing()
        sequence = self._player.sequence
        if not self._free_text_filter.contains_free_text(
            sequence, self._workspace.session.showing.language
        ):
            self._choose_file(sequence)
            return
        words = self.tr(
            "These steps hold notes or names that were typed. A file keeps them: leave out "
            "anything that could tell who a patient is."
        )
        options = [
            (_WITHOUT_FREE_TEXT, self.tr("Save without the typed words")),
            (_ALL, self.tr("Save all of it")),
        ]
        self._open_dialog(self.tr("Save steps"), words, options).picked.connect(
            self._on_save_answered
        )

    def _open_dialog(self, title: str, words: str, options: DialogOptions) -> ChoiceDialog:
        self.dialog = ChoiceDialog(title, words, options, self._workspace.theme, self._workspace)
        self.dialog.open()
        return self.dialog

    def _on_replace_answered(self, how: str) -> None:
        if how == _REPLACE:
            self._show_message("\n".join(self._remarks))
            self._player.load(self._pending_sequence)
        else:
            self.choose_file_and_save()

    def _on_save_answered(self, how: str) -> None:
        sequence = self._player.sequence
        if how == _WITHOUT_FREE_TEXT:
            sequence = self._free_text_filter.without_free_text(
                sequence, self._workspace.session.showing
            )
        self._choose_file(sequence)

    def _choose_file(self, sequence: StepSequence) -> None:
        from PySide6.QtWidgets import QFileDialog

        kinds, title = self.tr("Steps (*.toml)"), self.tr("Where to put the steps")
        name, _ = QFileDialog.getSaveFileName(
            self.window or self._workspace, title, "steps.toml", kinds
        )
        if name:
            self.write_steps(Path(name), sequence)

    def _on_open(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        kinds, title = self.tr("Steps (*.toml)"), self.tr("Open steps")
        name, _ = QFileDialog.getOpenFileName(self.window or self._workspace, title, "", kinds)
        if name:
            self.read_steps(Path(name))

    def _on_add(self) -> None:
        showing = self._workspace.session.showing
        if not self._player.sequence.title:
            self._player.rename(self._free_text_filter.default_title)
        self._player.add(self._free_text_filter.title_for(showing.place, showing.topic, showing))

    def _show_message(self, words: str) -> None:
        if self.window is not None:
            self.window.show_message(words)
        elif words:
            self._workspace.banner.show_message(words)
