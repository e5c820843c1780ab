"""Checks of the decision aid in one language: options, values, steps, recovery, quizzes."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from app.atlas.decision_aid import (
    OPTION_PARTS,
    AidRecord,
    NoteSource,
    OptionCells,
    OptionTable,
    PlainNote,
    ProcedureTable,
    QuizTable,
    StageTable,
    ValueQuestion,
)
from app.atlas.header import AtlasHeader
from app.atlas.sequences import SEQUENCES_FOLDER, check_sequence
from app.atlas.topics import OPTIONS_TOPIC, QUIZ_TOPIC, TOPIC_OF_FILE
from app.atlas.validation.check_statements import KnownIds, check_statement, check_statement_table
from app.atlas.validation.common_checks import check_date, check_keys, check_unique
from app.atlas.validation.file_types import (
    AboutFile,
    AidFile,
    DatedAidFile,
    OptionsFile,
    ProcedureFile,
    QuizFile,
    RecoveryFile,
    ValuesFile,
)
from app.atlas.validation.files import AtlasFiles
from app.support.schema_validation import convert_list, convert_record
from app.support.validation_errors import Location

AidRecordT = TypeVar("AidRecordT", bound=AidRecord)


class DecisionAidCheck:
    """Checks the files of the decision aid; each may be absent, but not incomplete."""

    def __init__(
        self, reading: AtlasFiles, head: AtlasHeader, language: str, known: KnownIds, today: dt.date
    ) -> None:
        self._reading, self._head = reading, head
        self._language, self._known, self._today = language, known, today

    def run(self) -> None:
        self._check_shown()
        self._steps()
        self._stages()
        values = self._values()
        self._options(values)
        self._notes()
        for region in self._head.regions:
            self._quiz(region)
        self._sequences()

    def _check_shown(self) -> None:
        """Report every file that no topic of the atlas shows."""
        topics = {*self._head.region_topics, *self._head.shared_topics}
        for file, topic in TOPIC_OF_FILE.items():
            if self._has(file) and topic not in topics:
                reason, fix = f"it is shown only with the topic {topic!r}", "add it to atlas.toml"
                self._spot(file).report(reason, fix)
        self._check_quiz_shown()
        if self._has("values.toml") and not self._has("options.toml"):
            self._spot("values.toml").report("it is shown only with options.toml", "add that file")
        if self._has("options.toml") and OPTIONS_TOPIC in self._head.region_topics:
            reason = "the topic 'options' of a region is not shown if there is an options.toml"
            self._reading.location("atlas.toml", "region_topics").report(reason, "remove 'options'")

    def _check_quiz_shown(self) -> None:
        if any(QUIZ_TOPIC in tab.topics for tab in self._head.tabs):
            return
        for file in (f"quiz/{region}.toml" for region in self._head.regions):
            if self._has(file):
                reason, fix = "no tab shows a self-check", "add 'quiz' to [[tabs]] in atlas.toml"
                self._spot(file).report(reason, fix)

    def _has(self, file: str) -> bool:
        return f"texts/{self._language}/{file}" in self._reading.names

    def _spot(self, file: str) -> Location:
        return self._reading.location(f"texts/{self._language}/{file}")

    def _values(self) -> dict[str, set[str]]:
        """Check the values; return the ids of their answers by the id of the value."""
        good = self._items("values.toml", ValuesFile, "values", ValueQuestion)
        for location, value in good:
            answers = enumerate(answer.id for answer in value.answers)
            check_unique(answers, location.at("answers"), "id")
        return {value.id: {answer.id for answer in value.answers} for _, value in good}

    def _options(self, values: dict[str, set[str]]) -> None:
        options = self._items("options.toml", OptionsFile, "options", OptionTable)
        for location, option in options:
            check_keys(option.regions, self._head.regions, location.at("regions"), all_=False)
            for part in OPTION_PARTS:
                self._statement(getattr(option, part), location.at(part))
            check_keys(option.meets, values, location.at("meets"), all_=False)
            known = [f"{value}.{answer}" for value in values for answer in sorted(values[value])]
            check_keys(option.fits, known, location.at("fits"), all_=False)
            for value, said in option.meets.items():
                self._statement(said, location.at("meets", value))
        self._cells(options)

    def _cells(self, options: list[tuple[Location, OptionTable]]) -> None:
        """Check the cells; all options have them or none, for otherwise the table has gaps."""
        with_cells = [option for _, option in options if option.cells is not None]
        for location, option in options:
            if option.cells is not None:
                convert_record(option.cells, OptionCells, location.at("cells"))
            elif with_cells:
                location.at("cells").report(
                    "other options have cells and this one has none",
                    "add [options.cells], or remove it everywhere",
                )

    def _steps(self) -> None:
        for location, step in self._items("steps.toml", ProcedureFile, "steps", ProcedureTable):
            self._statement(step.statement, location.at("says"))

    def _stages(self) -> None:
        for location, stage in self._items("recovery.toml", RecoveryFile, "stages", StageTable):
            self._statement(stage.usual, location.at("usual"))
            self._statement(stage.watch, location.at("watch"))
            for key, said in stage.life.items():
                self._statement(said, location.at("life", key))

    def _notes(self) -> None:
        """Check the notes; one without sources is plain text, in which digits are allowed."""
        for location, note in self._items("about.toml", AboutFile, "notes", NoteSource):
            if note.refs:
                check_statement(note.statement_source, self._known, location)
            else:
                convert_record({"text": note.text}, PlainNote, location)

    def _quiz(self, region: str) -> None:
        file = f"quiz/{region}.toml"
        for location, asked in self._items(file, QuizFile, "checks", QuizTable):
            if asked.right >= len(asked.answers):
                location.at("right").report("there is no such answer", "count the answers from 0")
            self._statement(asked.because, location.at("because"))

    def _sequences(self) -> None:
        ahead = f"texts/{self._language}/{SEQUENCES_FOLDER}/"
        for name in sorted(name for name in self._reading.names if name.startswith(ahead)):
            check_sequence(self._reading.toml(name), self._reading.location(name), self._head)

    def _statement(self, raw: object, location: Location) -> None:
        check_statement_table(raw, self._known, location)

    def _items(
        self, file: str, whole: type[AidFile], key: str, one: type[AidRecordT]
    ) -> list[tuple[Location, AidRecordT]]:
        """Convert the records of a file; give those that fit, each with its location."""
        if not self._has(file):
            return []
        raw, location = self._reading.toml(f"texts/{self._language}/{file}"), self._spot(file)
        found = convert_record(raw, whole, location) if raw is not None else None
        if found is None:
            return []
        self._check_head(found, location)
        good = convert_list(getattr(found, key), one, location.at(key))
        check_unique(((at, item.id) for at, item in good), location.at(key), "id")
        return [(location.at(key, at), item) for at, item in good]

    def _check_head(self, file: AidFile, location: Location) -> None:
        if file.language != self._language:
            reason = f"it says {file.language!r}, but the file belongs to {self._language!r}"
            fix = "correct it, or move the file"
            location.at("language").report(reason, fix)
        if isinstance(file, DatedAidFile):
            check_date(file.date, self._today, location.at("date"))
