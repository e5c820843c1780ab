"""Prepared sequences of presentation steps.

Schema, reading from a file of unknown origin, and writing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal, Protocol

from msgspec import Meta, field

from app.atlas.aid_schema import RecordList
from app.atlas.header import FORMAT_HINT
from app.atlas.schema import Id
from app.atlas.topics import QUIZ_TOPIC
from app.body.outlines import Point
from app.body.regions import BuildId, FigureId, Place, RegionId, Side, TopicId, View
from app.support import toml_reader
from app.support.schema_validation import Schema, matches_schema, valid_items
from app.support.validation_errors import ContentError, Findings, Location, ValidationWarning

Title = Annotated[str, Meta(pattern=r"^[^\n<>]+\Z", max_length=80)]
NoteText = Annotated[str, Meta(max_length=2_000)]
PlateCoordinate = Annotated[float, Meta(ge=0.0, le=2.0)]
Zoom = Annotated[float, Meta(ge=1.0, le=4.0)]


class SequenceFileSchema(Schema):
    """All of a file of steps."""

    schema: Literal[1]
    title: Title
    steps: RecordList


class StepSchema(Schema):
    """One of [[steps]]; what is left out stays as it is on show.

    `light` is where a spotlight is, in plate widths; empty is on what is chosen.
    """

    title: Title
    note: NoteText = ""
    region: Id = ""
    side: Literal["left", "right", ""] = ""
    topic: Id = ""
    page: Literal["when-to-call", ""] = ""
    figure: Id = ""
    build: Id = ""
    view: Id = ""
    zoom: Zoom = 1.0
    centre: Annotated[list[PlateCoordinate], Meta(min_length=2, max_length=2)] = field(
        default_factory=lambda: [0.5, 0.5]
    )
    light: Annotated[list[PlateCoordinate], Meta(max_length=2)] | None = None


SEQUENCES_FOLDER = "sequences"


@dataclass(frozen=True, slots=True)
class Step:
    """What one step shows; `title` is seen by the clinician, `note` by nobody else.

    None stands for what stays as it is; `place` None lets go of the region, `topic` None is At a
    glance; `light` is a point, () what is chosen, None no spotlight. zoom and centre as in Frame.
    """

    title: str
    note: str = ""
    place: Place | None = None
    topic: TopicId | None = None
    page: str = ""
    figure: FigureId | None = None
    build: BuildId | None = None
    view: View | None = None
    zoom: float = 1.0
    centre: Point = (0.5, 0.5)
    light: Point | tuple[()] | None = None


@dataclass(frozen=True, slots=True)
class StepSequence:
    """Steps with a name."""

    title: str
    steps: tuple[Step, ...]


class AtlasIds(Protocol):
    """What an atlas has, by its ids."""

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
    remark: Callable[[ValidationWarning], None] | None = None,
) -> StepSequence:
    """Read a file of steps that fits an atlas; `remark` takes every key that is unknown.

    Raises:
        ContentError: with every mistake of the file and its place.
    """
    findings = Findings(FORMAT_HINT)
    found = check_sequence(
        toml_reader.read_toml(data, Location(findings, file)), Location(findings, file), names
    )
    if found is None or findings.errors:
        raise ContentError(findings.errors)
    if remark is not None:
        for one in findings.warnings:
            remark(one)
    return found


def check_sequence(
    raw: Mapping[str, Any] | None, spot: Location, names: AtlasIds
) -> StepSequence | None:
    """The steps of a file that was read; every mistake is noted."""
    if raw is None or not matches_schema(raw, SequenceFileSchema, spot):
        return None
    good = valid_items(raw["steps"], StepSchema, spot.at("steps"))
    for at, step in good:
        _check_ids(step, names, spot.at("steps", at))
    return StepSequence(raw["title"], tuple(_step(step, names) for _, step in good))


def _check_ids(raw: Mapping[str, Any], names: AtlasIds, spot: Location) -> None:
    known: dict[str, Sequence[str]] = {
        "region": names.regions,
        "topic": (*names.region_topics, *names.shared_topics, QUIZ_TOPIC),
        "figure": names.figures,
        "build": names.builds,
        "view": [view.value for view in names.views],
    }
    for key, ids in known.items():
        if raw.get(key, "") not in ("", *ids):
            spot.at(key).report(f"there is no {key} {raw[key]!r}", f"choose from {', '.join(ids)}")
    if raw.get("side") and raw.get("region", "") not in names.sides:
        spot.at("side").report("the region has no sides", "leave it out")
    if len(raw.get("light", ())) == 1:
        spot.at("light").report("a point has two numbers", "give both, or an empty list")


def _step(raw: Mapping[str, Any], names: AtlasIds) -> Step:
    region, view = raw.get("region"), raw.get("view")
    side = Side(raw["side"]) if raw.get("side") else None
    known = [one.value for one in names.views]
    light = raw.get("light")
    return Step(
        title=raw["title"],
        note=raw.get("note", ""),
        place=Place(RegionId(region), side) if region else None,
        topic=TopicId(raw["topic"]) if raw.get("topic") else None,
        page=raw.get("page", ""),
        figure=FigureId(raw["figure"]) if raw.get("figure") else None,
        build=BuildId(raw["build"]) if raw.get("build") else None,
        view=View(view) if view in known else None,
        zoom=float(raw.get("zoom", 1.0)),
        centre=tuple(raw.get("centre", (0.5, 0.5))),
        light=None if light is None else tuple(light),
    )


def format_sequence(sequence: StepSequence) -> bytes:
    """The file of some steps; reading it gives the same steps again."""
    lines = ["schema = 1", f"title = {_toml_value(sequence.title)}"]
    for step in sequence.steps:
        lines += ["", "[[steps]]", *_lines(step)]
    return ("\n".join(lines) + "\n").encode()


def _lines(step: Step) -> Iterator[str]:
    usual = Step("")
    for attribute in fields(Step):
        value = getattr(step, attribute.name)
        if attribute.name == "place" and step.place is not None:
            yield f"region = {_toml_value(step.place.region)}"
            if step.place.side is not None:
                yield f"side = {_toml_value(step.place.side.value)}"
        elif value != getattr(usual, attribute.name):
            value = value.value if isinstance(value, View) else value
            value = list(value) if isinstance(value, tuple) else value
            yield f"{attribute.name} = {_toml_value(value)}"


def _toml_value(value: object) -> str:
    """A value as TOML, which writes texts, numbers and lists of them as JSON does."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
