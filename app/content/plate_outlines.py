"""What the outlines of a plate are, made out of the paths of its drawing."""

from __future__ import annotations

from xml.parsers import expat

from app.body.outlines import Outline, Point
from app.body.regions import Place, PlateKey, RegionId, Side
from app.content.shown import PlateOutlines
from app.content.svg_reading import Drawing, Drawn, Name
from app.support.svg_path import flattened, read_outline, transformed

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
