"""What a person chooses for one handout; nothing of it is kept for the next."""

from __future__ import annotations

from dataclasses import dataclass

from app.document.handout_parts import EVERY_PART


@dataclass(frozen=True, slots=True)
class HandoutChoices:
    """The choices.

    `paper` is "a4", "letter", or "" for the usual one. `large` is whether the print is large, or
    None to follow the text size of the screen. `parts` are those of `EVERY_PART` that it has.
    """

    paper: str = ""
    large: bool | None = None
    parts: frozenset[str] = EVERY_PART


USUAL_CHOICES = HandoutChoices()
