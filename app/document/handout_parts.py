"""The parts of a handout that a person can leave out."""

from __future__ import annotations

MARKS_PART, NUMBERS_PART, QUESTIONS_PART = "marks", "numbers", "questions"
OPTIONS_PART, CARD_PART = "options", "card"
EVERY_PART = frozenset((MARKS_PART, NUMBERS_PART, QUESTIONS_PART, OPTIONS_PART, CARD_PART))
"""What is special to a region and what to check first are no such parts: they always stay."""
