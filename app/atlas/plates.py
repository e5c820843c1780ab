"""Plates: pixel size, landmarks and region outlines of each figure, build and view."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from app.atlas.header import PlateOutlines, Record
from app.atlas.svg_reader import Drawing, Drawn, Name
from app.body.outlines import Outline, Point
from app.body.regions import Place, PlateKey, RegionId, Side, View
from app.support.svg_path import flattened, read_outline, transformed


@dataclass(frozen=True, slots=True)
class PlateFacts:
    """One plate: pixels, landmarks in plate units, and those that lie behind the body."""

    key: PlateKey
    width: int
    height: int
    landmarks: Mapping[str, Point]
    hidden: frozenset[str]


def read_figures(data: bytes) -> dict[PlateKey, PlateFacts]:
    """Read a file that is known to be good."""
    facts = [plate_facts(raw) for raw in json.loads(data)["plates"]]
    return {found.key: found for found in facts}


def plate_facts(raw: Record) -> PlateFacts:
    return PlateFacts(
        key=PlateKey(raw["figure"], raw["build"], View(raw["view"])),
        width=raw["width"],
        height=raw["height"],
        landmarks={name: (at[0], at[1]) for name, at in raw.get("landmarks", {}).items()},
        hidden=frozenset(raw.get("hidden", ())),
    )


DRESS = "dress.shorts"
_IS_ALL = True


def read_drawing(data: bytes) -> Drawing:
    """Read a drawing that is known to be good: nothing is vetted here."""
    drawing = Drawing()
    parser = expat.ParserCreate(namespace_separator="}")

    def start(tag: str, attributes: dict[str, str]) -> None:
        found = {_name(key): value for key, value in attributes.items()}
        drawing.start(_name(tag), found, parser.CurrentLineNumber)

    def end(_tag: str) -> None:
        drawing.end()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(data, _IS_ALL)
    return drawing


def _name(tag: str) -> Name:
    space, _, local = tag.rpartition("}")
    return space, local


def plate_outlines(key: PlateKey, drawing: Drawing) -> PlateOutlines:
    """Make all outlines of a drawing that is known to be good."""
    regions: list[Outline] = []
    dress: tuple[Point, ...] = ()
    for drawn in drawing.paths:
        if drawn.id == DRESS:
            dress = points_of(drawn)
        else:
            regions.append(Outline(place_of(drawn.id), points_of(drawn)))
    return PlateOutlines(key=key, aspect=drawing.aspect, regions=tuple(regions), dress=dress)


def points_of(drawn: Drawn) -> tuple[Point, ...]:
    return flattened(transformed(read_outline(drawn.data), drawn.matrix))


def place_of(name: str) -> Place:
    """Read `flank.left` or `lumbar`."""
    region, _, side = name.partition(".")
    return Place(RegionId(region), Side(side) if side else None)
