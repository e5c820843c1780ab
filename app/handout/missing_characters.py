"""Refuses a handout that would lose a character: says which one, where it stands, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict

from app.atlas.loader import Atlas
from app.handout.build import HandoutRequest
from app.handout.font_coverage import describe_characters
from app.handout.sheet import Clinic, HandoutSheet
from app.support.validation_errors import ContentError, ValidationIssue

FindMissing = Callable[[str], tuple[str, ...]]
"""Gives the characters of a text that cannot be set."""
_MEND = "write it in other letters, or make a web page (.html) of the handout"
_SEEN_ONLY = ("steps.toml", "quiz/", "sequences/")


def reject_unprintable(
    atlas: Atlas, wanted: HandoutRequest, sheet: HandoutSheet, missing: FindMissing
) -> None:
    """Refuse a sheet with characters that cannot be set.

    Raises:
        ContentError: with one mistake, the first that was found.
    """
    typed = (
        *unprintable_in_clinic(wanted.clinic, missing),
        *_unprintable_in_labels(wanted, missing),
    )
    if typed:
        raise ContentError(typed[:1])
    lost = [one for text in _texts(_words_of(sheet)) for one in missing(text)]
    if lost:
        told = [describe_characters((one,)) for one in lost]
        places = (
            one for one in unprintable_in_atlas(atlas, missing) if any(map(one.reason.count, told))
        )
        raise ContentError(
            (next(places, _unprintable_error("atlas.toml", "", tuple(dict.fromkeys(lost)))),)
        )


def unprintable_in_clinic(clinic: Clinic, missing: FindMissing) -> tuple[ValidationIssue, ...]:
    """Give what cannot be set of the clinic's lines."""
    lines = {"name": clinic.name, "address": clinic.address, "phone": clinic.phone}
    found = {key: missing(text) for key, text in lines.items()}
    return tuple(
        _unprintable_error("clinic.toml", key, lost) for key, lost in found.items() if lost
    )


def unprintable_in_atlas(atlas: Atlas, missing: FindMissing) -> Iterator[ValidationIssue]:
    """Find what cannot be set in the texts of an atlas that a handout may hold."""
    for file, held in atlas.text_files:
        if any(f"/{name}" in file for name in _SEEN_ONLY):
            continue
        for place, text in _placed(held):
            if lost := missing(text):
                yield _unprintable_error(file, place, lost)


def _unprintable_in_labels(
    wanted: HandoutRequest, missing: FindMissing
) -> Iterator[ValidationIssue]:
    for _, marks in wanted.drawn.plates:
        for mark in marks:
            if lost := missing(mark.text):
                yield _unprintable_error("a label on the figure", "", lost)


def _unprintable_error(file: str, place: str, lost: tuple[str, ...]) -> ValidationIssue:
    return ValidationIssue(
        file, place, f"no font of the handout has {describe_characters(lost)}", _MEND
    )


def _words_of(sheet: HandoutSheet) -> Mapping[str, object]:
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
