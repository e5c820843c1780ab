"""Refuses a handout that would lose a character, and names the character and its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import to_builtins

from app.atlas.loader import Atlas
from app.handout.build import HandoutRequest
from app.handout.font_coverage import describe_characters
from app.handout.sheet import Clinic, HandoutSheet
from app.session.own_lines import own_line_text
from app.support.validation_errors import ContentError, ValidationIssue

FindMissing = Callable[[str], tuple[str, ...]]
"""Returns the characters of a text that no font has."""
_FIX = "write it in other letters, or make a web page (.html) of the handout"
_NEVER_PRINTED = ("steps.toml", "quiz/", "sequences/")


def reject_unprintable(
    atlas: Atlas, request: HandoutRequest, sheet: HandoutSheet, missing: FindMissing
) -> None:
    """Refuse a sheet with characters that no font has.

    Raises:
        ContentError: with the first character found.
    """
    typed = (
        *unprintable_in_clinic(request.clinic, missing),
        *_unprintable_in_labels(request, missing),
        *_unprintable_in_own_lines(request, missing),
    )
    if typed:
        raise ContentError(typed[:1])
    lost = [one for text in _texts(_printed_content(sheet)) for one in missing(text)]
    if lost:
        names = [describe_characters((one,)) for one in lost]
        issues = (
            issue
            for issue in unprintable_in_atlas(atlas, missing)
            if any(map(issue.reason.count, names))
        )
        unknown = _unprintable_issue("atlas.toml", "", tuple(dict.fromkeys(lost)))
        raise ContentError((next(issues, unknown),))


def unprintable_in_clinic(clinic: Clinic, missing: FindMissing) -> tuple[ValidationIssue, ...]:
    """Return an issue for each line of the clinic with characters that no font has."""
    lines = {"name": clinic.name, "address": clinic.address, "phone": clinic.phone}
    found = {key: missing(text) for key, text in lines.items()}
    return tuple(
        _unprintable_issue("clinic.toml", key, lost) for key, lost in found.items() if lost
    )


def unprintable_in_atlas(atlas: Atlas, missing: FindMissing) -> Iterator[ValidationIssue]:
    """Find characters that no font has in the texts of an atlas that a handout can contain."""
    for file, content in atlas.text_files:
        if any(f"/{name}" in file for name in _NEVER_PRINTED):
            continue
        for place, text in _texts_with_places(content):
            if lost := missing(text):
                yield _unprintable_issue(file, place, lost)


def _unprintable_in_labels(
    request: HandoutRequest, missing: FindMissing
) -> Iterator[ValidationIssue]:
    for _, marks in request.drawn.plates:
        for mark in marks:
            if lost := missing(mark.text):
                yield _unprintable_issue("a label on the figure", "", lost)


def _unprintable_in_own_lines(
    request: HandoutRequest, missing: FindMissing
) -> Iterator[ValidationIssue]:
    for item in request.list_items:
        if lost := missing(own_line_text(item) or ""):
            yield _unprintable_issue("a line of your own on My list", "", lost)


def _unprintable_issue(file: str, place: str, lost: tuple[str, ...]) -> ValidationIssue:
    return ValidationIssue(
        file, place, f"no font of the handout has {describe_characters(lost)}", _FIX
    )


def _printed_content(sheet: HandoutSheet) -> Mapping[str, object]:
    """The content of a sheet without the clinic and the marks, which have messages of their own."""
    return {"document": to_builtins(sheet.document), "footer": sheet.footer}


def _texts(value: object) -> Iterator[str]:
    return (text for _, text in _texts_with_places(value))


def _texts_with_places(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text within a value, with the keys that lead to it."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts_with_places(inner, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _texts_with_places(inner, f"{place}[{number}]")
