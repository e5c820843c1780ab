"""How much there is behind a fold: "6 short texts", "58 counts", "8 words"."""

from __future__ import annotations

from app.support.translation import Translate


def passages_extent(count: int, translate: Translate) -> str:
    """Say how many short texts there are."""
    return translate("Extents", "%n short text(s)", count)


def counts_extent(count: int, translate: Translate) -> str:
    """Say how many counts of a risk there are."""
    return translate("Extents", "%n count(s)", count)


def words_extent(count: int, translate: Translate) -> str:
    """Say how many words of the glossary there are."""
    return translate("Extents", "%n word(s)", count)


def questions_extent(count: int, translate: Translate) -> str:
    """Say how many questions there are."""
    return translate("Extents", "%n question(s)", count)
