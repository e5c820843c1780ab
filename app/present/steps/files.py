"""Files of steps.

Open and save a sequence, and optionally remove free text before it is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from app.atlas.loader import OpenAtlas
from app.atlas.sequences import Step, StepSequence, read_sequence, written
from app.body.regions import Place, TopicId
from app.painting.descriptions import name_place
from app.present.choice_dialog import Ask, Options
from app.present.steps.player import Stepping
from app.present.steps.window import StepsWindow
from app.session.state import Showing
from app.support.read_file import read_file
from app.support.validation_errors import ContentError, Remark
from app.support.write_file import write_atomically
from app.theme.theme import Look
from app.workspace.workspace import Stage

_LONGEST = 80


class TypedWords:
    """Knows the sequences that ship, and every title it gave; `whole` is a step without region."""

    def __init__(self, atlas: OpenAtlas, usual: str, whole: str) -> None:
        self._atlas, self.usual, self._whole = atlas, usual, whole
        self._given = {usual}

    def title_for(self, place: Place | None, topic: TopicId | None, showing: Showing) -> str:
        """What a step is called as long as nobody calls it otherwise."""
        names, title = self._atlas.names(showing.language), self._whole
        if place is not None:
            title = name_place(place, showing, names)
        if topic is not None and topic in names.topics:
            title = f"{title}: {names.topics[topic]}"
        self._given.add(title[:_LONGEST])
        return title[:_LONGEST]

    def are_in(self, sequence: StepSequence, language: str) -> bool:
        """Whether somebody typed a name, a title or a note of it."""
        given = self._known(language)
        titles = {sequence.title, *(step.title for step in sequence.steps)}
        return not titles <= given or any(step.note for step in sequence.steps)

    def without(self, sequence: StepSequence, showing: Showing) -> StepSequence:
        """The same steps with no word that was typed, and none of the notes."""
        given = self._known(showing.language)
        steps = tuple(self._bare(step, given, showing) for step in sequence.steps)
        title = sequence.title if sequence.title in given else self.usual
        return replace(sequence, title=title, steps=steps)

    def _bare(self, step: Step, given: set[str], showing: Showing) -> Step:
        title = step.title
        if title not in given:
            title = self.title_for(step.place, step.topic, showing)
        return replace(step, title=title, note="")

    def _known(self, language: str) -> set[str]:
        shipped = self._atlas.sequences(language)
        titles = {step.title for sequence in shipped for step in sequence.steps}
        return self._given | titles | {sequence.title for sequence in shipped}


_SHOWN = 6
_ALL, _BARE, _TAKE = "all", "bare", "take"


class StepFiles(QObject):
    """The files of one stepping; nothing is read or written unless asked for."""

    def __init__(self, stage: Stage, atlas: OpenAtlas, stepping: Stepping) -> None:
        super().__init__(stage)
        self._stage, self._atlas, self._stepping = stage, atlas, stepping
        self.window: StepsWindow | None = None
        self.ask: Ask | None = None
        self._typed = TypedWords(atlas, self.tr("My steps"), self.tr("The whole back"))
        self._waiting = StepSequence("", ())
        self._then: Callable[[], None] | None = None
        self._remarks: tuple[str, ...] = ()

    def show(self) -> None:
        """Opens the window of steps, or brings it to the front."""
        language = self._stage.session.showing.language
        if self.window is None:
            self.window = StepsWindow(
                self._stepping,
                self._atlas.sequences(language),
                self._stage.look,
                self._stage.icons,
                self._stage,
            )
            self.window.add_asked.connect(self._on_add)
            self.window.open_asked.connect(self._on_open)
            self.window.save_asked.connect(self.ask_how)
            self.window.others_asked.connect(self.take)
        self.window.show()
        self.window.activateWindow()

    def wear(self, look: Look) -> None:
        """Gives the window another look."""
        if self.window is not None:
            self.window.wear(look)

    def close(self) -> None:
        """Closes the window for good."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def finish_typing(self) -> None:
        """Takes over what still stands in a field of the window."""
        if self.window is not None:
            self.window.finish_typing()

    def take(self, sequence: StepSequence, remarks: tuple[str, ...] = ()) -> None:
        """Takes other steps; asks first where some would be lost that were built here.

        `remarks` are told once they are taken.
        """
        self.finish_typing()
        self._remarks = remarks
        self._waiting = sequence if sequence.title else replace(sequence, title=self._typed.usual)
        if not self._stepping.is_changed:
            self._on_others(_TAKE)
            return
        words = self.tr("The steps that are open are not saved. They go when others are taken.")
        options = [
            (_TAKE, self.tr("Take the others")),
            (_ALL, self.tr("Save these first")),
        ]
        self._ask(self.tr("Other steps"), words, options).picked.connect(self._on_others)

    def read(self, file: Path) -> None:
        """Takes the steps of a file; one with mistakes changes nothing, and all are told."""
        remarks: list[Remark] = []
        try:
            found = read_sequence(read_file(file), file.name, self._atlas, remarks.append)
        except OSError as error:
            words = self.tr("{file} cannot be read: {why}. Choose another file.")
            self._tell(words.format(file=file, why=error.strerror or error))
        except ContentError as error:
            lines = [str(mistake) for mistake in error.mistakes[:_SHOWN]]
            if more := len(error.mistakes) - len(lines):
                lines.append(self.tr("and {n} more").format(n=more))
            self._tell("\n".join(lines))
        else:
            self.take(found, tuple(map(str, remarks[:_SHOWN])))

    def write(self, file: Path, sequence: StepSequence) -> None:
        """Writes steps to a file; an old one stays as it is when that fails."""
        if file.suffix.lower() != ".toml":
            file = file.with_name(f"{file.name}.toml")
            if file.exists():  # the dialog asked about the shorter name
                words = self.tr("{file} is there already. Choose another name.")
                self._tell(words.format(file=file))
                return
        try:
            write_atomically(file, written(sequence))
        except OSError as error:
            words = self.tr("{file} cannot be written: {why}. Choose another folder.")
            self._tell(words.format(file=file, why=error.strerror or error))
        else:
            self._stepping.kept_as(sequence)
            self._tell(self.tr("The steps are there: {file}").format(file=file))
            then, self._then = self._then, None
            if then is not None:
                then()

    def save_and(self, then: Callable[[], None]) -> None:
        """Asks for a file as ever, and does `then` once the steps are in it."""
        self._then = then
        self._ask_how()

    def ask_how(self) -> None:
        """Asks for a file; first whether typed words are to be written, if there are any."""
        self._then = None
        self._ask_how()

    def _ask_how(self) -> None:
        self.finish_typing()
        sequence = self._stepping.sequence
        if not self._typed.are_in(sequence, self._stage.session.showing.language):
            self._name_file(sequence)
            return
        words = self.tr(
            "These steps hold notes or names that were typed. A file keeps them: leave out "
            "anything that could tell who a patient is."
        )
        options = [
            (_BARE, self.tr("Save without the typed words")),
            (_ALL, self.tr("Save all of it")),
        ]
        self._ask(self.tr("Save steps"), words, options).picked.connect(self._on_how)

    def _ask(self, title: str, words: str, options: Options) -> Ask:
        self.ask = Ask(title, words, options, self._stage.look, self._stage)
        self.ask.open()
        return self.ask

    def _on_others(self, how: str) -> None:
        if how == _TAKE:
            self._tell("\n".join(self._remarks))
            self._stepping.load(self._waiting)
        else:
            self.ask_how()

    def _on_how(self, how: str) -> None:
        sequence = self._stepping.sequence
        if how == _BARE:
            sequence = self._typed.without(sequence, self._stage.session.showing)
        self._name_file(sequence)

    def _name_file(self, sequence: StepSequence) -> None:
        from PySide6.QtWidgets import QFileDialog

        kinds, title = self.tr("Steps (*.toml)"), self.tr("Where to put the steps")
        name, _ = QFileDialog.getSaveFileName(
            self.window or self._stage, title, "steps.toml", kinds
        )
        if name:
            self.write(Path(name), sequence)

    def _on_open(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        kinds, title = self.tr("Steps (*.toml)"), self.tr("Open steps")
        name, _ = QFileDialog.getOpenFileName(self.window or self._stage, title, "", kinds)
        if name:
            self.read(Path(name))

    def _on_add(self) -> None:
        showing = self._stage.session.showing
        if not self._stepping.sequence.title:
            self._stepping.call(self._typed.usual)
        self._stepping.add(self._typed.title_for(showing.place, showing.topic, showing))

    def _tell(self, words: str) -> None:
        if self.window is not None:
            self.window.tell(words)
        elif words:
            self._stage.banner.tell(words)
