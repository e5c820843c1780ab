"""Files of steps: open and save a sequence, and remove free text before it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import assert_never

from msgspec.structs import replace
from PySide6.QtCore import QObject

from app.atlas.loader import Atlas
from app.atlas.sequences import Step, StepSequence, format_sequence, read_sequence
from app.body.regions import Place, TopicId
from app.painting.descriptions import describe_place
from app.present.actions import (
    AddCurrentView,
    OpenStepsFile,
    OpenStepsWindow,
    PlayerAction,
    ReplaceSequence,
    SaveSteps,
    StepsAction,
)
from app.present.choice_dialog import ChoiceDialog, DialogOptions
from app.present.steps.player import StepPlayer
from app.present.steps.window import StepsWindow
from app.session.state import Showing
from app.support.read_file import read_file
from app.support.validation_errors import ContentError, ValidationWarning
from app.support.write_file import write_atomically
from app.theme.theme import Theme
from app.workspace.file_dialog import FileChooser
from app.workspace.workspace import Workspace

_MAX_STEP_TITLE_LENGTH = 80


class FreeTextFilter:
    """Finds and removes text that a person typed into steps, because it might identify a patient.

    Titles of shipped sequences and titles that the program generated are not free text.
    `default_title` is the title of a sequence without a name, `title_without_region` the title of
    a step without a region.
    """

    def __init__(self, atlas: Atlas, default_title: str, title_without_region: str) -> None:
        self._atlas, self.default_title = atlas, default_title
        self._title_without_region = title_without_region
        self._generated_titles = {default_title}

    def title_for(self, place: Place | None, topic: TopicId | None, showing: Showing) -> str:
        """Generate the title of a step from its region and topic."""
        names, title = self._atlas.names(showing.language), self._title_without_region
        if place is not None:
            title = describe_place(place, showing, names)
        if topic is not None and topic in names.topics:
            title = f"{title}: {names.topics[topic]}"
        title = title[:_MAX_STEP_TITLE_LENGTH]
        self._generated_titles.add(title)
        return title

    def contains_free_text(self, sequence: StepSequence, language: str) -> bool:
        """Whether a title of the sequence or of a step was typed, or a step has a note."""
        titles = {sequence.title, *(step.title for step in sequence.steps)}
        has_notes = any(step.note for step in sequence.steps)
        return has_notes or not titles <= self._known_titles(language)

    def without_free_text(self, sequence: StepSequence, showing: Showing) -> StepSequence:
        """The sequence with generated titles instead of typed ones, and without notes."""
        known = self._known_titles(showing.language)
        steps = tuple(
            self._without_free_text_in_step(step, known, showing) for step in sequence.steps
        )
        title = sequence.title if sequence.title in known else self.default_title
        return replace(sequence, title=title, steps=steps)

    def _without_free_text_in_step(self, step: Step, known: set[str], showing: Showing) -> Step:
        title = step.title
        if title not in known:
            title = self.title_for(step.place, step.topic, showing)
        return replace(step, title=title, note="")

    def _known_titles(self, language: str) -> set[str]:
        shipped = self._atlas.sequences(language)
        titles = {step.title for sequence in shipped for step in sequence.steps}
        return self._generated_titles | titles | {sequence.title for sequence in shipped}


_MAX_MESSAGES = 6
_ALL, _WITHOUT_FREE_TEXT, _REPLACE = "all", "bare", "take"


class StepFiles(QObject):
    """Carries out the actions on steps: opens their window, reads and writes their files.

    Asks before unsaved steps are replaced and before free text is written.
    """

    def __init__(self, workspace: Workspace, atlas: Atlas, player: StepPlayer) -> None:
        super().__init__(workspace)
        self._workspace, self._atlas, self._player = workspace, atlas, player
        self.window: StepsWindow | None = None
        self.dialog: ChoiceDialog | None = None
        self._free_text_filter = FreeTextFilter(
            atlas, self.tr("My steps"), self.tr("The whole back")
        )
        self._pending_sequence = StepSequence("", ())
        self._on_saved: Callable[[], None] | None = None
        self._remarks: tuple[str, ...] = ()
        self._chooser = FileChooser()

    def on_action(self, action: StepsAction) -> None:
        """Carry out an action of the step bar or the steps window."""
        if isinstance(action, PlayerAction):
            self._player.on_action(action)
            return
        match action:
            case OpenStepsWindow():
                self.open_window()
            case AddCurrentView():
                self._add_current_view()
            case ReplaceSequence(sequence):
                self.replace_sequence(sequence)
            case OpenStepsFile():
                self._choose_file_and_read()
            case SaveSteps():
                self.choose_file_and_save()
            case _:
                assert_never(action)

    def open_window(self) -> None:
        """Open the steps window, or bring it to the front."""
        if self.window is None:
            self.window = StepsWindow(
                self._player,
                self._atlas.sequences(self._workspace.session.showing.language),
                self._workspace.theme,
                self._workspace.icons,
                self._workspace,
            )
            self.window.action.connect(self.on_action)
        self.window.show()
        self.window.activateWindow()

    def apply_theme(self, theme: Theme) -> None:
        """Change the theme of the window."""
        if self.window is not None:
            self.window.apply_theme(theme)

    def close(self) -> None:
        """Close and delete the window."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def commit_typing(self) -> None:
        """Accept what is being typed in a field of the window."""
        if self.window is not None:
            self.window.commit_typing()

    def replace_sequence(self, sequence: StepSequence, remarks: tuple[str, ...] = ()) -> None:
        """Replace the steps; ask first if steps that are not saved would be lost.

        `remarks` are shown once the steps are replaced.
        """
        self.commit_typing()
        self._remarks = remarks
        title = sequence.title or self._free_text_filter.default_title
        self._pending_sequence = replace(sequence, title=title)
        if not self._player.has_unsaved_changes:
            self._on_replace_answered(_REPLACE)
            return
        words = self.tr("The steps that are open are not saved. They are lost if you replace them.")
        options = [
            (_REPLACE, self.tr("Replace them")),
            (_ALL, self.tr("Save them first")),
        ]
        dialog = self._open_dialog(self.tr("Replace the steps"), words, options)
        dialog.picked.connect(self._on_replace_answered)

    def read_steps(self, file: Path) -> None:
        """Replace the steps by those of a file; if it has errors, show them and change nothing."""
        remarks: list[ValidationWarning] = []
        try:
            sequence = read_sequence(read_file(file), file.name, self._atlas, remarks.append)
        except OSError as error:
            words = self.tr("{file} cannot be read: {why}. Choose another file.")
            self._show_message(words.format(file=file, why=error.strerror or error))
        except ContentError as error:
            lines = [str(one) for one in error.errors[:_MAX_MESSAGES]]
            if more := len(error.errors) - len(lines):
                lines.append(self.tr("and {n} more").format(n=more))
            self._show_message("\n".join(lines))
        else:
            self.replace_sequence(sequence, tuple(map(str, remarks[:_MAX_MESSAGES])))

    def write_steps(self, file: Path, sequence: StepSequence) -> None:
        """Write steps to a file; if that fails, an existing file stays unchanged."""
        if file.suffix.lower() != ".toml":
            file = file.with_name(f"{file.name}.toml")
            if file.exists():  # the file dialog asked about the name without the suffix
                words = self.tr("{file} already exists. Choose another name.")
                self._show_message(words.format(file=file))
                return
        try:
            write_atomically(file, format_sequence(sequence))
        except OSError as error:
            words = self.tr("{file} cannot be written: {why}. Choose another folder.")
            self._show_message(words.format(file=file, why=error.strerror or error))
        else:
            self._player.mark_saved(sequence)
            self._show_message(self.tr("The steps are saved: {file}").format(file=file))
            on_saved, self._on_saved = self._on_saved, None
            if on_saved is not None:
                on_saved()

    def save_then(self, on_saved: Callable[[], None]) -> None:
        """Save the steps as `choose_file_and_save` does, then call `on_saved`."""
        self._on_saved = on_saved
        self._confirm_free_text()

    def choose_file_and_save(self) -> None:
        """Ask for a file and save the steps; ask about free text first, if there is any."""
        self._on_saved = None
        self._confirm_free_text()

    def _confirm_free_text(self) -> None:
        self.commit_typing()
        sequence = self._player.sequence
        language = self._workspace.session.showing.language
        if not self._free_text_filter.contains_free_text(sequence, language):
            self._choose_file_and_write(sequence)
            return
        words = self.tr(
            "These steps contain notes or names that were typed. They would be in the file: "
            "leave out anything that could identify a patient."
        )
        options = [
            (_WITHOUT_FREE_TEXT, self.tr("Save without the typed text")),
            (_ALL, self.tr("Save everything")),
        ]
        dialog = self._open_dialog(self.tr("Save steps"), words, options)
        dialog.picked.connect(self._on_save_answered)

    def _open_dialog(self, title: str, words: str, options: DialogOptions) -> ChoiceDialog:
        self.dialog = ChoiceDialog(title, words, options, self._workspace.theme, self._workspace)
        self.dialog.open()
        return self.dialog

    def _on_replace_answered(self, key: str) -> None:
        if key == _REPLACE:
            self._show_message("\n".join(self._remarks))
            self._player.load(self._pending_sequence)
        else:
            self.choose_file_and_save()

    def _on_save_answered(self, key: str) -> None:
        sequence = self._player.sequence
        if key == _WITHOUT_FREE_TEXT:
            sequence = self._free_text_filter.without_free_text(
                sequence, self._workspace.session.showing
            )
        self._choose_file_and_write(sequence)

    def _choose_file_and_write(self, sequence: StepSequence) -> None:
        title, kinds = self.tr("Save steps"), self.tr("Steps (*.toml)")
        parent, name = self.window or self._workspace, self.tr("Steps") + ".toml"
        file = self._chooser.ask_where_to_save(parent, title, name, kinds)
        if file is not None:
            self.write_steps(file, sequence)

    def _choose_file_and_read(self) -> None:
        title, kinds = self.tr("Open steps"), self.tr("Steps (*.toml)")
        parent = self.window or self._workspace
        file = self._chooser.ask_what_to_open(parent, title, kinds)
        if file is not None:
            self.read_steps(file)

    def _add_current_view(self) -> None:
        showing = self._workspace.session.showing
        if not self._player.sequence.title:
            self._player.rename(self._free_text_filter.default_title)
        self._player.add(self._free_text_filter.title_for(showing.place, showing.topic, showing))

    def _show_message(self, text: str) -> None:
        if self.window is not None:
            self.window.show_message(text)
        elif text:
            self._workspace.messages.show_message(text)
