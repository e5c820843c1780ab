"""Types of the values in the files of an atlas: what a text, a number or an id may be."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta

from app.support.record import TAG_PATTERN

_NO_TAG = rf"(?![\s\S]*{TAG_PATTERN})"
LINE_PATTERN = rf"^{_NO_TAG}[^\n<>]*\Z"
_FILLED_LINE_PATTERN = rf"^{_NO_TAG}[^\n<>]+\Z"

ID_RULES = Meta(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*\Z", max_length=60)
Id = Annotated[str, ID_RULES]
Ids = Annotated[tuple[Id, ...], Meta(min_length=1, max_length=100)]
TextLine = Annotated[str, Meta(pattern=LINE_PATTERN, max_length=400)]
Name = Annotated[str, Meta(pattern=_FILLED_LINE_PATTERN, max_length=80)]
Sentence = Annotated[str, Meta(pattern=_FILLED_LINE_PATTERN, max_length=200)]
MarkupText = Annotated[str, Meta(pattern=r"\S", max_length=6_000)]
PlainProse = Annotated[str, Meta(pattern=rf"^{_NO_TAG}[^<>]*\S[^<>]*\Z", max_length=2_000)]
RateText = Annotated[str, Meta(pattern=r"^[0-9]{1,4}(?:\.[0-9]{1,4})?\Z")]
Count = Annotated[int, Meta(ge=0, le=10_000_000)]
RecordTable = dict[str, Any]
"""A table that is converted by itself, so that an error in it does not hide others."""
RecordList = Annotated[list[Any], Meta(min_length=1, max_length=100)]
"""Tables that are converted one by one, so that an error in one does not hide others."""
