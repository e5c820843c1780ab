"""What keys a file of steps has, and of what kind each value is."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from app.content.aid_shapes import Listed
from app.content.shapes import Id, Shape

Title = Annotated[str, Meta(pattern=r"^[^\n<>]+\Z", max_length=80)]
Words = Annotated[str, Meta(max_length=2_000)]
Share = Annotated[float, Meta(ge=0.0, le=2.0)]
Zoom = Annotated[float, Meta(ge=1.0, le=4.0)]


class SequenceFile(Shape):
    """All of a file of steps."""

    schema: Literal[1]
    title: Title
    steps: Listed


class StepSchema(Shape):
    """One of [[steps]]; what is left out stays as it is on show.

    `light` is where a spotlight is, in plate widths; empty is on what is chosen.
    """

    title: Title
    note: Words = ""
    region: Id = ""
    side: Literal["left", "right", ""] = ""
    topic: Id = ""
    page: Literal["when-to-call", ""] = ""
    figure: Id = ""
    build: Id = ""
    view: Id = ""
    zoom: Zoom = 1.0
    centre: Annotated[list[Share], Meta(min_length=2, max_length=2)] = field(
        default_factory=lambda: [0.5, 0.5]
    )
    light: Annotated[list[Share], Meta(max_length=2)] | None = None
