"""Places and marks in words, for screen readers and lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from app.atlas.header import NameTable
from app.body.regions import Place, PlateKey, Side
from app.session.marks import Mark, Marks, PlaceAt, Role, Stamp, Tool, place_under
from app.session.state import Showing

_MOST_TOLD = 12


def name_place(place: Place, showing: Showing, names: NameTable) -> str:
    """The plain name of a region, and its side where it has one."""
    name = names.regions[place.region].plain_on(showing.figure)
    if place.side is None:
        return name
    if place.side is Side.LEFT:
        side = QCoreApplication.translate("Canvas", "left")
    else:
        side = QCoreApplication.translate("Canvas", "right")
    return f"{name}, {side}"


def name_marks(showing: Showing, names: NameTable, place_at: PlaceAt) -> list[str]:
    """Each mark on the plate in words: "circle on Love handles, left"; many are cut short."""
    return [*name_first(showing, names, place_at), *count_others(showing)]


def name_first(showing: Showing, names: NameTable, place_at: PlaceAt) -> list[str]:
    """The marks that are told one by one."""
    return [_name_mark(mark, showing, names, place_at) for mark in first_marks(showing)]


def first_marks(showing: Showing) -> Marks:
    """As many as anybody would listen to."""
    return showing.marks[:_MOST_TOLD]


def count_others(showing: Showing) -> list[str]:
    """How many more there are, if there are more."""
    more = len(showing.marks) - _MOST_TOLD
    words = QCoreApplication.translate("Canvas", "and {n} more marks")
    return [words.format(n=more)] if more > 0 else []


def name_drawn(
    showing: Showing, names: NameTable, place_on: Callable[[PlateKey], PlaceAt]
) -> list[str]:
    """Each mark on every plate in words; on another plate than this one, with its name."""
    told = []
    for plate, _ in showing.drawn.sheets:
        there = replace(showing, figure=plate.figure, build=plate.build, view=plate.view)
        where = ""
        if plate != showing.plate:
            parts = names.figures[plate.figure], names.builds[plate.build], names.views[plate.view]
            where = f" ({', '.join(parts)})"
        told += [f"{words}{where}" for words in name_marks(there, names, place_on(plate))]
    return told


def _name_mark(mark: Mark, showing: Showing, names: NameTable, place_at: PlaceAt) -> str:
    kinds = {
        Tool.PEN: QCoreApplication.translate("Canvas", "line"),
        Tool.HIGHLIGHTER: QCoreApplication.translate("Canvas", "highlighted area"),
        Tool.ARROW: QCoreApplication.translate("Canvas", "arrow"),
        Tool.CIRCLE: QCoreApplication.translate("Canvas", "circle"),
        Tool.LABEL: QCoreApplication.translate("Canvas", "label"),
    }
    stamps = {
        Stamp.ENTRY: QCoreApplication.translate("Canvas", "stamp: entry point"),
        Stamp.FIELD: QCoreApplication.translate("Canvas", "stamp: treated field"),
        Stamp.DIRECTION: QCoreApplication.translate("Canvas", "stamp: direction"),
        Stamp.AVOID: QCoreApplication.translate("Canvas", "stamp: avoid here"),
    }
    kind = stamps[mark.stamp] if mark.stamp else kinds[mark.tool]
    kind = f"{kind} \u201c{mark.text}\u201d" if mark.text else kind
    kind = f"{kind} ({_name_role(mark.role)})"
    place = place_under(mark, place_at)
    if place is None:
        return QCoreApplication.translate("Canvas", "{mark} beside the regions").format(mark=kind)
    words = QCoreApplication.translate("Canvas", "{mark} on {place}")
    return words.format(mark=kind, place=name_place(place, showing, names))


def _name_role(role: Role) -> str:
    return {
        Role.PLAN: QCoreApplication.translate("Canvas", "planned"),
        Role.AVOID: QCoreApplication.translate("Canvas", "keep away"),
        Role.ASK: QCoreApplication.translate("Canvas", "to be asked"),
        Role.NOTE: QCoreApplication.translate("Canvas", "note"),
    }[role]
