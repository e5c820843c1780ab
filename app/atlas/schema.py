"""Types of the values in the files of an atlas: what a text, a number or an id may be."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta

from app.support.record import TAG_PATTERN

_NO_TAG = rf"(?![\s\S]*{TAG_PATTERN})"
_LINE_PATTERN = rf"^{_NO_TAG}[^\n<>]*\Z"
_FILLED_PATTERN = rf"^{_NO_TAG}[^\n<>]+\Z"

_ONE_LINE = "one line without <, > and tags"
_FILLED_LINE = "one line that is not empty, without <, > and tags"

ID_RULES = Meta(
    pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*\Z",
    max_length=60,
    description="an id of small letters, digits and hyphens",
)
Id = Annotated[str, ID_RULES]
Ids = Annotated[tuple[Id, ...], Meta(min_length=1, max_length=100)]
TextLine = Annotated[str, Meta(pattern=_LINE_PATTERN, max_length=400, description=_ONE_LINE)]
ShortLine = Annotated[str, Meta(pattern=_LINE_PATTERN, max_length=80, description=_ONE_LINE)]
Heading = Annotated[str, Meta(pattern=_LINE_PATTERN, max_length=120, description=_ONE_LINE)]
Name = Annotated[str, Meta(pattern=_FILLED_PATTERN, max_length=80, description=_FILLED_LINE)]
Sentence = Annotated[str, Meta(pattern=_FILLED_PATTERN, max_length=200, description=_FILLED_LINE)]
MarkupText = Annotated[
    str, Meta(pattern=r"\S", max_length=6_000, description="a text that is not empty")
]
PlainProse = Annotated[
    str,
    Meta(
        pattern=rf"^{_NO_TAG}[^<>]*\S[^<>]*\Z",
        max_length=2_000,
        description="a text that is not empty, without <, > and tags",
    ),
]
RateText = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{1,4}(?:\.[0-9]{1,4})?\Z",
        description="a number in quotes with at most four digits before and after the point",
    ),
]
Count = Annotated[int, Meta(ge=0, le=10_000_000)]
RecordTable = dict[str, Any]
"""A table that is converted by itself, so that an error in it does not hide others."""
RecordList = Annotated[list[Any], Meta(min_length=1, max_length=100)]
"""Tables that are converted one by one, so that an error in one does not hide others."""
