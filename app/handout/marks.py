"""Marks of a consultation on a handout: in words, and as coloured lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from app.atlas.loader import Atlas
from app.body.regions import PlateKey, View
from app.handout.bidi import bidi_isolate
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
from app.session.shared_words import (
    drawing_name,
    more_marks_text,
    name_with_side_in_brackets,
    role_name,
    stamp_name,
)
from app.support.translation import Translate

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
    """The lines of one mark in units of plate width, and how they are drawn.

    A label is drawn as its words at `at`, instead of lines.
    """

    lines: tuple[MarkLine, ...]
    width: float
    dashes: tuple[float, ...]
    color: tuple[int, int, int]
    opacity: float = 1.0
    label: str = ""
    at: tuple[float, float] = (0.0, 0.0)


def mark_strokes(marks: Marks) -> tuple[MarkStroke, ...]:
    """Return how the marks of a plate are drawn, the oldest first."""
    return tuple(map(_stroke, marks))


def _stroke(mark: Mark) -> MarkStroke:
    return MarkStroke(
        mark_polylines(mark),
        line_width(mark),
        tuple(part * line_width(mark) for part in line_dashes(mark)),
        ROLE_COLORS[mark.role],
        HIGHLIGHTER_OPACITY if mark.tool is MarkTool.HIGHLIGHTER else 1.0,
        mark.text,
        mark.points[0],
    )


def plate_of_marks(drawn: MarksByPlate, usual: PlateKey) -> PlateKey:
    """Return the plate to show: the usual one, unless all marks are on other views of the figure.

    In that case it is the first plate with marks.
    """
    views = [
        plate
        for plate, _ in drawn.plates
        if (plate.figure, plate.build) == (usual.figure, usual.build)
    ]
    return views[0] if views and usual not in views else usual


def shows_all_marks(drawn: MarksByPlate, usual: PlateKey) -> bool:
    """Return True if the picture of the handout shows every mark.

    Marks of other plates are only described in words.
    """
    shown = plate_of_marks(drawn, usual)
    return all(plate == shown for plate, _ in drawn.plates)


class DescribedMark(NamedTuple):
    """A mark in words, and how it is drawn; None if it is not in the picture of the handout."""

    text: str
    stroke: MarkStroke | None


def describe_marks(
    atlas: Atlas, drawn: MarksByPlate, usual: PlateKey, language: str, translate: Translate
) -> tuple[DescribedMark, ...]:
    """Describe the marks on the figure, for example "Circle (planned) on: Love handles (left)".

    After the first marks, only the number of the others follows. A mark that lies completely
    beside the plate is left out, because the printed figure does not show it.
    """
    describer, shown = (
        _MarkDescriber(atlas, usual, language, translate),
        plate_of_marks(drawn, usual),
    )
    described = [
        DescribedMark(describer.description(mark, plate), _stroke(mark) if plate == shown else None)
        for plate, marks in drawn.plates
        for mark in marks
        if not _is_beside_plate(mark)
    ]
    more = len(described) - _MAX_DESCRIBED
    if more <= 0:
        return tuple(described)
    rest = DescribedMark(more_marks_text(more, translate), None)
    return (*described[:_MAX_DESCRIBED], rest)


def _is_beside_plate(mark: Mark) -> bool:
    """Return True if all of the mark lies left or right of the plate, or above it."""
    left, _, right, bottom = mark.box
    return right < 0 or left > 1 or bottom < 0


class _MarkDescriber:
    """Describes marks; the usual plate is not named."""

    def __init__(self, atlas: Atlas, usual: PlateKey, language: str, translate: Translate) -> None:
        self._atlas, self._usual, self._translate = atlas, usual, translate
        self._names = atlas.names(language)

    def description(self, mark: Mark, plate: PlateKey) -> str:
        kind = self._kind(mark)
        kind = f"{kind} \u201c{bidi_isolate(mark.text)}\u201d" if mark.text else kind
        role = role_name(mark.role, self._translate)
        return f"{kind} ({role}) {self._location(mark, plate)}{self._plate_suffix(plate)}"

    def _kind(self, mark: Mark) -> str:
        if mark.stamp:
            return stamp_name(mark.stamp, self._translate)
        name = drawing_name(mark.tool, self._translate)
        return f"{name[:1].upper()}{name[1:]}"

    def _location(self, mark: Mark, plate: PlateKey) -> str:
        place = place_under_mark(mark, self._atlas.outlines(plate).map.place_at)
        if place is None:
            return self._translate("Handout", "beside the areas")
        name = self._names.regions[place.region].plain_name(plate.figure)
        text = self._translate("Handout", "on: {place}")
        return text.format(place=name_with_side_in_brackets(name, place.side, self._translate))

    def _plate_suffix(self, plate: PlateKey) -> str:
        usual, names = self._usual, self._names
        suffix = "" if plate.view is View.BACK else f", {names.views[plate.view]}"
        if (plate.figure, plate.build) != (usual.figure, usual.build):
            suffix += f", {names.figures[plate.figure]}, {names.builds[plate.build]}"
        return suffix
