"""The decision aid: options, values, procedure steps, recovery stages, quiz questions and notes.

The records with a type parameter hold statements: as tables while a file is validated, so that an
error in one does not hide errors in the others, and parsed when the atlas is open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Generic, Literal, TypeVar, cast, get_args

from msgspec import Meta, Struct, field, structs

from app.atlas.header import TomlTable
from app.atlas.model import (
    Basis,
    Statement,
    StatementSource,
    make_statement,
    parse_statement,
)
from app.atlas.schema import (
    Id,
    MarkupText,
    Name,
    PlainProse,
    RecordTable,
    Sentence,
    ShortLine,
    TextLine,
)
from app.body.regions import RegionId
from app.support.record import Record, convert_trusted

OPTION_PARTS = ("what", "like", "good", "bad", "recovery", "unknown")
DailyLifeKey = Literal["sleeping", "sitting", "band", "desk", "driving", "sport"]
DAILY_LIFE_KEYS: tuple[DailyLifeKey, ...] = get_args(DailyLifeKey)
"""The parts of daily life that a recovery stage describes; `band` is a bra or a waistband."""
ReadTomlFile = Callable[[str], TomlTable | None]

StatementT = TypeVar("StatementT")
CellsT = TypeVar("CellsT")


class AidRecord(Record, frozen=True):
    """The head of every record of the decision aid."""

    id: Id


class OptionCells(Record, frozen=True, rename="kebab"):
    """The cells of an option in the table that compares all options.

    How it is done with cuts or without, time off, what it does, its downsides, and how certain all
    this is. `also` is another name of the option, or "".
    """

    cuts: Sentence
    time_off: Sentence
    does: Sentence
    downsides: Sentence
    certainty: Sentence
    also: ShortLine = ""


class OptionRecord(AidRecord, Generic[StatementT, CellsT], frozen=True, kw_only=True):
    """One of [[options]]; all options have the same parts.

    `regions` are those it is offered for, all if empty. `meets` says for the id of a value what
    the option means for it, where no cell says so. `fits` are the answers that its cells fit, each
    as the ids of the value and of the answer: "cuts.none". All options of an atlas have `cells` or
    none has them.
    """

    name: Name
    what: StatementT
    like: StatementT
    good: StatementT
    bad: StatementT
    recovery: StatementT
    unknown: StatementT
    regions: tuple[Id, ...] = ()
    meets: dict[Id, StatementT] = field(default_factory=dict)
    fits: tuple[TextLine, ...] = ()
    cells: CellsT | None = None

    def is_for(self, region: RegionId) -> bool:
        """Whether it is offered for a region."""
        return not self.regions or region in self.regions


OptionTable = OptionRecord[RecordTable, RecordTable]
TreatmentOption = OptionRecord[Statement, OptionCells]


class ValueAnswer(AidRecord, frozen=True):
    """One answer that can be picked."""

    text: Sentence


class ValueQuestion(AidRecord, frozen=True):
    """One of [[values]]: a question about what matters; no answer is right or wrong."""

    head: Name
    question: Sentence
    answers: Annotated[tuple[ValueAnswer, ...], Meta(min_length=2, max_length=6)]


class ProcedureRecord(AidRecord, Generic[StatementT], frozen=True, rename={"statement": "says"}):
    """One of [[steps]] of the procedure; its id also names the drawing of the step."""

    id: Literal["numbing", "laser", "suction", "closing", "garment"]
    statement: StatementT


ProcedureTable = ProcedureRecord[RecordTable]
ProcedureStep = ProcedureRecord[Statement]


class StageRecord(AidRecord, Generic[StatementT], frozen=True):
    """One of [[stages]] of recovery: what is usual, what to watch for, and daily life by key."""

    when: Name
    usual: StatementT
    watch: StatementT
    life: dict[DailyLifeKey, StatementT] = field(default_factory=dict)


StageTable = StageRecord[RecordTable]
RecoveryStage = StageRecord[Statement]


class QuizRecord(AidRecord, Generic[StatementT], frozen=True):
    """One of [[checks]]: a question, its answers, the index of the right one, and the reason."""

    ask: Sentence
    answers: Annotated[tuple[Sentence, ...], Meta(min_length=2, max_length=5)]
    right: Annotated[int, Meta(ge=0, le=4)]
    because: StatementT


QuizTable = QuizRecord[RecordTable]
QuizQuestion = QuizRecord[Statement]


class NoteSource(AidRecord, frozen=True):
    """One of [[notes]] as it is in the file; `refs` are the sources of a note about medicine."""

    head: TextLine
    text: MarkupText
    refs: tuple[Id, ...] = ()

    @property
    def statement_source(self) -> StatementSource:
        """The text as a statement with its sources."""
        return StatementSource(text=self.text, basis=Basis.SOURCED, refs=self.refs)


class PlainNote(Record, frozen=True):
    """The text of a note without sources, which has no markup."""

    text: PlainProse


class AboutNote(AidRecord, frozen=True):
    """What the atlas says about itself, such as who paid for it, or what people may have read.

    A note about medicine has sources, and its text is that of `statement`; otherwise it is None.
    """

    head: str
    text: str
    statement: Statement | None = None


class DecisionAid(Struct, frozen=True):
    """The decision aid in one language; empty where an atlas has none."""

    options: tuple[TreatmentOption, ...] = ()
    values: tuple[ValueQuestion, ...] = ()
    steps: tuple[ProcedureStep, ...] = ()
    stages: tuple[RecoveryStage, ...] = ()
    notes: tuple[AboutNote, ...] = ()
    quizzes: Mapping[RegionId, tuple[QuizQuestion, ...]] = field(default_factory=dict)


def parse_decision_aid(
    read: ReadTomlFile, regions: Iterable[RegionId], words: Mapping[str, str]
) -> DecisionAid:
    """Make the decision aid from valid files.

    Args:
        read: gives a file of the folder of a language, or None if there is none.
        regions: the regions that may have a quiz.
        words: the word that is shown for each term of the glossary.
    """

    def tables(file: str, key: str) -> list[Any]:
        found = read(file)
        return list(found[key]) if found else []

    return DecisionAid(
        options=tuple(_parse_option(raw, words) for raw in tables("options.toml", "options")),
        values=tuple(
            convert_trusted(raw, ValueQuestion) for raw in tables("values.toml", "values")
        ),
        steps=tuple(_parse_step(raw, words) for raw in tables("steps.toml", "steps")),
        stages=tuple(_parse_stage(raw, words) for raw in tables("recovery.toml", "stages")),
        notes=tuple(_parse_note(raw, words) for raw in tables("about.toml", "notes")),
        quizzes={
            region: tuple(
                _parse_question(raw, words) for raw in tables(f"quiz/{region}.toml", "checks")
            )
            for region in regions
        },
    )


def _parse_note(raw: TomlTable, words: Mapping[str, str]) -> AboutNote:
    source = convert_trusted(raw, NoteSource)
    said = make_statement(source.statement_source, source.id, words) if source.refs else None
    return AboutNote(source.id, source.head, source.text, said)


def _parse_option(raw: TomlTable, words: Mapping[str, str]) -> TreatmentOption:
    table = convert_trusted(raw, OptionTable)
    parts = {part: getattr(table, part) for part in OPTION_PARTS}
    made = structs.replace(
        table,
        meets=_parse_statements(table.meets, f"{table.id}.meets", words),
        cells=None if table.cells is None else convert_trusted(table.cells, OptionCells),
        **_parse_statements(parts, table.id, words),
    )
    return cast("TreatmentOption", made)


def _parse_step(raw: TomlTable, words: Mapping[str, str]) -> ProcedureStep:
    table = convert_trusted(raw, ProcedureTable)
    return ProcedureStep(table.id, parse_statement(table.statement, table.id, words))


def _parse_stage(raw: TomlTable, words: Mapping[str, str]) -> RecoveryStage:
    table = convert_trusted(raw, StageTable)
    return RecoveryStage(
        table.id,
        table.when,
        parse_statement(table.usual, f"{table.id}.usual", words),
        parse_statement(table.watch, f"{table.id}.watch", words),
        _parse_statements(table.life, f"{table.id}.life", words),
    )


def _parse_question(raw: TomlTable, words: Mapping[str, str]) -> QuizQuestion:
    table = convert_trusted(raw, QuizTable)
    because = parse_statement(table.because, table.id, words)
    return QuizQuestion(table.id, table.ask, table.answers, table.right, because)


def _parse_statements(
    tables: Mapping[Any, RecordTable], name: str, words: Mapping[str, str]
) -> dict[Any, Statement]:
    return {key: parse_statement(raw, f"{name}.{key}", words) for key, raw in tables.items()}
