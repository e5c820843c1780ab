"""Refuses a handout that would lose a character: says which one, where it stands, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict

from app.atlas.loader import OpenAtlas
from app.handout.build import Wanted
from app.handout.font_coverage import named
from app.handout.sheet import Clinic, Sheet
from app.support.validation_errors import ContentError, Mistake

Missing = Callable[[str], tuple[str, ...]]
"""Gives the characters of a text that cannot be set."""
_MEND = "write it in other letters, or make a web page (.html) of the handout"
_SEEN_ONLY = ("steps.toml", "quiz/", "sequences/")


def refuse_lost_letters(atlas: OpenAtlas, wanted: Wanted, sheet: Sheet, missing: Missing) -> None:
    """Refuse a sheet with characters that cannot be set.

    Raises:
        ContentError: with one mistake, the first that was found.
    """
    typed = (*clinic_losses(wanted.clinic, missing), *_label_losses(wanted, missing))
    if typed:
        raise ContentError(typed[:1])
    lost = [one for text in _texts(_words_of(sheet)) for one in missing(text)]
    if lost:
        told = [named((one,)) for one in lost]
        places = (one for one in atlas_losses(atlas, missing) if any(map(one.wrong.count, told)))
        raise ContentError((next(places, _loss("atlas.toml", "", tuple(dict.fromkeys(lost)))),))


def clinic_losses(clinic: Clinic, missing: Missing) -> tuple[Mistake, ...]:
    """Give what cannot be set of the clinic's lines."""
    lines = {"name": clinic.name, "address": clinic.address, "phone": clinic.phone}
    found = {key: missing(text) for key, text in lines.items()}
    return tuple(_loss("clinic.toml", key, lost) for key, lost in found.items() if lost)


def atlas_losses(atlas: OpenAtlas, missing: Missing) -> Iterator[Mistake]:
    """Find what cannot be set in the texts of an atlas that a handout may hold."""
    for file, held in atlas.word_files:
        if any(f"/{name}" in file for name in _SEEN_ONLY):
            continue
        for place, text in _placed(held):
            if lost := missing(text):
                yield _loss(file, place, lost)


def _label_losses(wanted: Wanted, missing: Missing) -> Iterator[Mistake]:
    for _, marks in wanted.drawn.sheets:
        for mark in marks:
            if lost := missing(mark.text):
                yield _loss("a label on the figure", "", lost)


def _loss(file: str, place: str, lost: tuple[str, ...]) -> Mistake:
    return Mistake(file, place, f"no font of the handout has {named(lost)}", _MEND)


def _words_of(sheet: Sheet) -> Mapping[str, object]:
    told = asdict(sheet)
    return {key: value for key, value in told.items() if key not in ("figure", "clinic")}


def _texts(value: object) -> Iterator[str]:
    return (text for _, text in _placed(value))


def _placed(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text within a value, with the keys that lead to it."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _placed(inner, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _placed(inner, f"{place}[{number}]")
