"""Texts that name places and marks, for screen readers and lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.atlas.header import NameTable
from app.body.regions import Place, PlateKey
from app.session.marks import Mark, Marks, PlaceAt, StampKind, place_under_mark
from app.session.shared_words import drawing_name, more_marks_text, name_with_side, role_name
from app.session.state import Showing
from app.support.qt_translation import translate

_MAX_DESCRIBED = 12
"""Marks that are described one by one; a screen reader takes long to read more."""


def describe_place(place: Place, showing: Showing, names: NameTable) -> str:
    """The plain name of a region, and its side where it has one."""
    name = names.regions[place.region].plain_name(showing.figure)
    return name_with_side(name, place.side, translate)


def describe_plate_marks(showing: Showing, names: NameTable, place_at: PlaceAt) -> list[str]:
    """Describe each mark on the plate, for example "circle on Love handles, left".

    After the first marks, only the number of the others follows.
    """
    return [*describe_first_marks(showing, names, place_at), *describe_remaining(showing)]


def describe_first_marks(showing: Showing, names: NameTable, place_at: PlaceAt) -> list[str]:
    """Describe the marks that are listed one by one."""
    return [_describe_mark(mark, showing, names, place_at) for mark in first_marks(showing)]


def first_marks(showing: Showing) -> Marks:
    """The marks that are listed one by one."""
    return showing.marks[:_MAX_DESCRIBED]


def describe_remaining(showing: Showing) -> list[str]:
    """Say how many more marks there are; empty if all are listed one by one."""
    more = len(showing.marks) - _MAX_DESCRIBED
    return [more_marks_text(more, translate)] if more > 0 else []


def describe_all_marks(
    showing: Showing, names: NameTable, place_on: Callable[[PlateKey], PlaceAt]
) -> list[str]:
    """Describe the marks on every plate; marks on other plates come with the name of the plate."""
    found = []
    for plate, _ in showing.marks_by_plate.plates:
        other = replace(showing, figure=plate.figure, build=plate.build, view=plate.view)
        suffix = ""
        if plate != showing.plate:
            parts = names.figures[plate.figure], names.builds[plate.build], names.views[plate.view]
            suffix = f" ({', '.join(parts)})"
        found += [f"{text}{suffix}" for text in describe_plate_marks(other, names, place_on(plate))]
    return found


def _describe_mark(mark: Mark, showing: Showing, names: NameTable, place_at: PlaceAt) -> str:
    kind = _name_stamp(mark.stamp) if mark.stamp else drawing_name(mark.tool, translate)
    kind = f"{kind} \u201c{mark.text}\u201d" if mark.text else kind
    kind = f"{kind} ({role_name(mark.role, translate)})"
    place = place_under_mark(mark, place_at)
    if place is None:
        return translate("Canvas", "{mark} beside the areas").format(mark=kind)
    words = translate("Canvas", "{mark} on {place}")
    return words.format(mark=kind, place=describe_place(place, showing, names))


def _name_stamp(stamp: StampKind) -> str:
    return {
        StampKind.ENTRY: translate("Canvas", "stamp: entry point"),
        StampKind.FIELD: translate("Canvas", "stamp: treated field"),
        StampKind.DIRECTION: translate("Canvas", "stamp: direction"),
        StampKind.AVOID: translate("Canvas", "stamp: avoid here"),
    }[stamp]
