"""Marks of a consultation on a handout: in words, and as lines in colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.atlas.loader import OpenAtlas
from app.body.regions import Place, PlateKey, Side, View
from app.handout.bidi import isolated
from app.handout.strings import words_of
from app.session.marks import (
    Drawn,
    Line,
    Mark,
    Marks,
    Role,
    Tool,
    dashes_of,
    lines_of,
    place_under,
    width_of,
)

COLOURS = {
    Role.PLAN: (11, 85, 99),
    Role.AVOID: (155, 28, 28),
    Role.ASK: (138, 90, 0),
    Role.NOTE: (22, 38, 43),
}
GLOW = 0.42
_MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Stroke:
    """Lines of one mark in plate widths, and how they are drawn; a label has words instead."""

    lines: tuple[Line, ...]
    width: float
    dashes: tuple[float, ...]
    colour: tuple[int, int, int]
    opacity: float = 1.0
    label: str = ""
    at: tuple[float, float] = (0.0, 0.0)


def strokes_of(marks: Marks) -> tuple[Stroke, ...]:
    """How the marks of a plate are drawn, the oldest first."""
    return tuple(
        Stroke(
            lines_of(mark),
            width_of(mark),
            tuple(part * width_of(mark) for part in dashes_of(mark)),
            COLOURS[mark.role],
            GLOW if mark.tool is Tool.HIGHLIGHTER else 1.0,
            mark.text,
            mark.points[0],
        )
        for mark in marks
    )


def marked_plate(drawn: Drawn, usual: PlateKey) -> PlateKey:
    """The view to show: the usual one, unless all marks of this figure are on another."""
    views = [
        plate
        for plate, _ in drawn.sheets
        if (plate.figure, plate.build) == (usual.figure, usual.build)
    ]
    return views[0] if views and usual not in views else usual


def shows_all(drawn: Drawn, usual: PlateKey) -> bool:
    """Whether a handout shows every mark in its picture; marks of other views it only names."""
    shown = marked_plate(drawn, usual)
    return all(plate == shown for plate, _ in drawn.sheets)


def told_marks(atlas: OpenAtlas, drawn: Drawn, usual: PlateKey, language: str) -> Iterator[str]:
    """Every mark on the figure in words, such as "circle on the left of love handles".

    Many are cut short. A mark that lies wholly beside the plate is no finding, and on the printed
    figure it is not seen.
    """
    words = words_of(language)
    told = [
        _told(atlas, mark, plate, usual, language)
        for plate, marks in drawn.sheets
        for mark in marks
        if not _is_beside(mark)
    ]
    yield from told[:_MOST_TOLD]
    if len(told) > _MOST_TOLD:
        yield words["more_marks"].format(n=len(told) - _MOST_TOLD)


def _is_beside(mark: Mark) -> bool:
    """Whether all of it lies left or right of the plate, or above it."""
    left, _, right, bottom = mark.box
    return right < 0 or left > 1 or bottom < 0


def _told(atlas: OpenAtlas, mark: Mark, plate: PlateKey, usual: PlateKey, language: str) -> str:
    words, names = words_of(language), atlas.names(language)
    kind = words[f"mark_{mark.stamp.value if mark.stamp else mark.tool.value}"]
    kind = f"{kind} \u201c{isolated(mark.text)}\u201d" if mark.text else kind
    about = f" ({words[f'role_{mark.role.value}']})"
    place = place_under(mark, atlas.outlines(plate).map.place_at)
    where = words["mark_beside"]
    if place is not None:
        name = names.regions[place.region].plain_on(plate.figure)
        where = words["mark_on"].format(place=sided(name, place, language))
    seen = ""
    if plate.view is not View.BACK:
        seen = f", {names.views[plate.view]}"
    if (plate.figure, plate.build) != (usual.figure, usual.build):
        seen += f", {names.figures[plate.figure]}, {names.builds[plate.build]}"
    return f"{kind}{about} {where}{seen}"


def sided(name: str, place: Place, language: str) -> str:
    """The name of a region with the side that is meant, if one is."""
    words = words_of(language)
    if place.side is None:
        return name
    return f"{name} ({words['left' if place.side is Side.LEFT else 'right']})"
