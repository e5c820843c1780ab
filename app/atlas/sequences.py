"""Prepared sequences of presentation steps: the format of their files, reading and writing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, Protocol

from msgspec import Meta, structs, to_builtins

from app.atlas.header import FORMAT_HINT
from app.atlas.schema import ID_RULES, RecordList
from app.atlas.topics import QUIZ_TOPIC
from app.body.regions import BuildId, FigureId, Place, RegionId, Side, TopicId, View
from app.support import toml_reader
from app.support.record import Record
from app.support.schema_validation import convert_list, convert_record
from app.support.validation_errors import ContentError, Findings, Location, ValidationWarning

SEQUENCES_FOLDER = "sequences"

Title = Annotated[
    str,
    Meta(
        pattern=r"^[^\n<>]+\Z",
        max_length=80,
        description="one line that is not empty, without < and >",
    ),
]
NoteText = Annotated[str, Meta(max_length=2_000)]
PlateCoordinate = Annotated[float, Meta(ge=0.0, le=2.0)]
Zoom = Annotated[float, Meta(ge=1.0, le=4.0)]


class Step(Record, frozen=True):
    """One of [[steps]]: what the step shows.

    `title` and `note` are for the clinician; the audience does not see the note. Without `region`
    no region is selected, and without `topic` its overview is shown; figure, build and view stay
    as they are if absent. `zoom` and `centre` are those of ZoomFrame. `light` is the point of a
    spotlight in plate widths, () a spotlight on the region, None no spotlight.
    """

    title: Title
    note: NoteText = ""
    region: Annotated[RegionId, ID_RULES] | None = None
    side: Side | None = None
    topic: Annotated[TopicId, ID_RULES] | None = None
    page: Literal["when-to-call", ""] = ""
    figure: Annotated[FigureId, ID_RULES] | None = None
    build: Annotated[BuildId, ID_RULES] | None = None
    view: View | None = None
    zoom: Zoom = 1.0
    centre: tuple[PlateCoordinate, PlateCoordinate] = (0.5, 0.5)
    light: Annotated[tuple[PlateCoordinate, ...], Meta(max_length=2)] | None = None

    @property
    def place(self) -> Place | None:
        """The region and its side, or None if no region is selected."""
        return None if self.region is None else Place(self.region, self.side)


class SequenceFile(Record, frozen=True):
    """The whole of a file of steps."""

    schema: Literal[1]
    title: Title
    steps: RecordList


class StepSequence(Record, frozen=True):
    """Steps with a name."""

    title: str
    steps: tuple[Step, ...]


class AtlasIds(Protocol):
    """The ids of an atlas that a step may name."""

    @property
    def regions(self) -> Sequence[str]: ...
    @property
    def sides(self) -> Any: ...
    @property
    def figures(self) -> Sequence[str]: ...
    @property
    def builds(self) -> Sequence[str]: ...
    @property
    def views(self) -> Sequence[View]: ...
    @property
    def region_topics(self) -> Sequence[str]: ...
    @property
    def shared_topics(self) -> Sequence[str]: ...


def read_sequence(
    data: bytes,
    file: str,
    names: AtlasIds,
    on_warning: Callable[[ValidationWarning], None] | None = None,
) -> StepSequence:
    """Read a file of steps that fits an atlas; `on_warning` takes every unknown key.

    Raises:
        ContentError: with every error of the file and its place.
    """
    location = Location(Findings(FORMAT_HINT), file)
    found = check_sequence(toml_reader.read_toml(data, location), location, names)
    if found is None or location.findings.errors:
        raise ContentError(location.findings.errors)
    if on_warning is not None:
        for warning in location.findings.warnings:
            on_warning(warning)
    return found


def check_sequence(
    raw: Mapping[str, Any] | None, location: Location, names: AtlasIds
) -> StepSequence | None:
    """Convert the table of a file of steps and report every error in it."""
    file = convert_record(raw, SequenceFile, location) if raw is not None else None
    if file is None:
        return None
    steps = convert_list(file.steps, Step, location.at("steps"))
    for at, step in steps:
        _check_ids(step, names, location.at("steps", at))
    return StepSequence(file.title, tuple(step for _, step in steps))


def _check_ids(step: Step, names: AtlasIds, location: Location) -> None:
    known: tuple[tuple[str, str | None, Sequence[str]], ...] = (
        ("region", step.region, names.regions),
        ("topic", step.topic, (*names.region_topics, *names.shared_topics, QUIZ_TOPIC)),
        ("figure", step.figure, names.figures),
        ("build", step.build, names.builds),
        ("view", step.view and step.view.value, [view.value for view in names.views]),
    )
    for key, found, ids in known:
        if found is not None and found not in ids:
            location.at(key).report(f"there is no {key} {found!r}", f"choose from {', '.join(ids)}")
    if step.side is not None and step.region not in names.sides:
        location.at("side").report("the region has no sides", "leave it out")
    if step.light is not None and len(step.light) == 1:
        location.at("light").report("a point has two numbers", "give both, or an empty list")


def format_sequence(sequence: StepSequence) -> bytes:
    """Return the file of a sequence; reading it gives the same steps again."""
    lines = ["schema = 1", f"title = {_toml_value(sequence.title)}"]
    for step in sequence.steps:
        lines += ["", "[[steps]]", *_lines(step)]
    return ("\n".join(lines) + "\n").encode()


def _lines(step: Step) -> Iterator[str]:
    """Yield the keys of a step that do not have their default value."""
    for field in structs.fields(Step):
        value = getattr(step, field.name)
        if value != field.default:
            yield f"{field.name} = {_toml_value(to_builtins(value))}"


def _toml_value(value: object) -> str:
    """Write a value as TOML: JSON writes strings, numbers and lists of them the same way."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
