"""What a person asks for who wants to save a handout."""

from __future__ import annotations

from dataclasses import dataclass

from app.handout.choices import USUAL_CHOICES, HandoutChoices


@dataclass(frozen=True, slots=True)
class SaveRequest:
    """The choices for a handout, and the ending of its file: ".pdf" or ".html"."""

    choices: HandoutChoices = USUAL_CHOICES
    suffix: str = ".pdf"


USUAL_REQUEST = SaveRequest()
