"""Marks of a consultation on a handout: in words, and as lines in colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.atlas.loader import Atlas
from app.body.regions import Place, PlateKey, Side, View
from app.handout.bidi import bidi_isolate
from app.handout.strings import handout_strings
from app.session.marks import (
    Mark,
    MarkLine,
    MarkRole,
    Marks,
    MarksByPlate,
    MarkTool,
    line_dashes,
    line_width,
    mark_polylines,
    place_under_mark,
)

ROLE_COLORS = {
    MarkRole.PLAN: (11, 85, 99),
    MarkRole.AVOID: (155, 28, 28),
    MarkRole.ASK: (138, 90, 0),
    MarkRole.NOTE: (22, 38, 43),
}
HIGHLIGHTER_OPACITY = 0.42
_MAX_DESCRIBED = 12


@dataclass(frozen=True, slots=True)
class MarkStroke:
    """Lines of one mark in plate widths, and how they are drawn; a label has words instead."""

    lines: tuple[MarkLine, ...]
    width: float
    dashes: tuple[float, ...]
    colour: tuple[int, int, int]
    opacity: float = 1.0
    label: str = ""
    at: tuple[float, float] = (0.0, 0.0)


def mark_strokes(marks: Marks) -> tuple[MarkStroke, ...]:
    """How the marks of a plate are drawn, the oldest first."""
    return tuple(
        MarkStroke(
            mark_polylines(mark),
            line_width(mark),
            tuple(part * line_width(mark) for part in line_dashes(mark)),
            ROLE_COLORS[mark.role],
            HIGHLIGHTER_OPACITY if mark.tool is MarkTool.HIGHLIGHTER else 1.0,
            mark.text,
            mark.points[0],
        )
        for mark in marks
    )


def plate_of_marks(drawn: MarksByPlate, usual: PlateKey) -> PlateKey:
    """The view to show: the usual one, unless all marks of this figure are on another."""
    views = [
        plate
        for plate, _ in drawn.plates
        if (plate.figure, plate.build) == (usual.figure, usual.build)
    ]
    return views[0] if views and usual not in views else usual


def shows_all_marks(drawn: MarksByPlate, usual: PlateKey) -> bool:
    """Whether a handout shows every mark in its picture; marks of other views it only names."""
    shown = plate_of_marks(drawn, usual)
    return all(plate == shown for plate, _ in drawn.plates)


def describe_marks(
    atlas: Atlas, drawn: MarksByPlate, usual: PlateKey, language: str
) -> Iterator[str]:
    """Every mark on the figure in words, such as "circle on the left of love handles".

    Many are cut short. A mark that lies wholly beside the plate is no finding, and on the printed
    figure it is not seen.
    """
    words = handout_strings(language)
    told = [
        _describe_mark(atlas, mark, plate, usual, language)
        for plate, marks in drawn.plates
        for mark in marks
        if not _is_beside(mark)
    ]
    yield from told[:_MAX_DESCRIBED]
    if len(told) > _MAX_DESCRIBED:
        yield words["more_marks"].format(n=len(told) - _MAX_DESCRIBED)


def _is_beside(mark: Mark) -> bool:
    """Whether all of it lies left or right of the plate, or above it."""
    left, _, right, bottom = mark.box
    return right < 0 or left > 1 or bottom < 0


def _describe_mark(
    atlas: Atlas, mark: Mark, plate: PlateKey, usual: PlateKey, language: str
) -> str:
    words, names = handout_strings(language), atlas.names(language)
    kind = words[f"mark_{mark.stamp.value if mark.stamp else mark.tool.value}"]
    kind = f"{kind} \u201c{bidi_isolate(mark.text)}\u201d" if mark.text else kind
    about = f" ({words[f'role_{mark.role.value}']})"
    place = place_under_mark(mark, atlas.outlines(plate).map.place_at)
    where = words["mark_beside"]
    if place is not None:
        name = names.regions[place.region].plain_name(plate.figure)
        where = words["mark_on"].format(place=name_with_side(name, place, language))
    seen = ""
    if plate.view is not View.BACK:
        seen = f", {names.views[plate.view]}"
    if (plate.figure, plate.build) != (usual.figure, usual.build):
        seen += f", {names.figures[plate.figure]}, {names.builds[plate.build]}"
    return f"{kind}{about} {where}{seen}"


def name_with_side(name: str, place: Place, language: str) -> str:
    """The name of a region with the side that is meant, if one is."""
    words = handout_strings(language)
    if place.side is None:
        return name
    return f"{name} ({words['left' if place.side is Side.LEFT else 'right']})"
