"""Plates: pixel size, landmarks and region outlines of each figure, build and view."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from app.atlas.header import PlateOutlines, TomlTable
from app.atlas.manifest import HALF_PLATES
from app.atlas.svg_reader import SvgDrawing, SvgPath, XmlName
from app.body.outlines import Outline, Point
from app.body.regions import Place, PlateKey, RegionId, Side, View
from app.support.svg_path import flatten_path, parse_outline, transform_segments


@dataclass(frozen=True, slots=True)
class PlateInfo:
    """Size of a plate in pixels, landmarks in plate units, and those that the body hides."""

    key: PlateKey
    width: int
    height: int
    landmarks: Mapping[str, Point]
    hidden: frozenset[str]


def read_plate_infos(data: bytes) -> dict[PlateKey, PlateInfo]:
    """Read figures.json, which was checked before."""
    facts = [plate_info(raw) for raw in json.loads(data)["plates"]]
    return {found.key: found for found in facts}


def plate_info(raw: TomlTable) -> PlateInfo:
    return PlateInfo(
        key=PlateKey(raw["figure"], raw["build"], View(raw["view"])),
        width=raw["width"],
        height=raw["height"],
        landmarks={name: (at[0], at[1]) for name, at in raw.get("landmarks", {}).items()},
        hidden=frozenset(raw.get("hidden", ())),
    )


SHORTS_PATH_ID = "dress.shorts"
_IS_ALL = True


def read_trusted_svg(data: bytes) -> SvgDrawing:
    """Read a drawing that was checked before."""
    drawing = SvgDrawing()
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


def _name(tag: str) -> XmlName:
    space, _, local = tag.rpartition("}")
    return space, local


def plate_outlines(key: PlateKey, drawing: SvgDrawing) -> PlateOutlines:
    """Make the outlines of a drawing that was checked before."""
    regions: list[Outline] = []
    dress: tuple[Point, ...] = ()
    for drawn in drawing.paths:
        if drawn.id == SHORTS_PATH_ID:
            dress = path_points(drawn)
        else:
            regions.append(Outline(parse_place_id(drawn.id), path_points(drawn)))
    return PlateOutlines(key=key, aspect=drawing.aspect, regions=tuple(regions), shorts=dress)


def plate_name(key: PlateKey) -> str:
    """The file of a plate."""
    return f"plates/{key.stem}.webp"


def outlines_name(key: PlateKey) -> str:
    """The file with the outlines of a plate."""
    return f"outlines/{key.stem}.svg"


def half_plate_name(key: PlateKey) -> str:
    """The file of a plate at half its size; an atlas need not have it."""
    return f"{HALF_PLATES}/{key.stem}.webp"


def path_points(drawn: SvgPath) -> tuple[Point, ...]:
    return flatten_path(transform_segments(parse_outline(drawn.data), drawn.matrix))


def parse_place_id(name: str) -> Place:
    """Parse the id of a path: `flank.left` or `lumbar`."""
    region, _, side = name.partition(".")
    return Place(RegionId(region), Side(side) if side else None)
