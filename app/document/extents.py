"""How much there is of something: "6 short texts", "58 counts", "8 words", "eight areas"."""

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


def areas_extent(count: int, translate: Translate) -> str:
    """Say how many areas there are, a small number in letters."""
    spelled = {
        1: translate("Extents", "one area"),
        2: translate("Extents", "two areas"),
        3: translate("Extents", "three areas"),
        4: translate("Extents", "four areas"),
        5: translate("Extents", "five areas"),
        6: translate("Extents", "six areas"),
        7: translate("Extents", "seven areas"),
        8: translate("Extents", "eight areas"),
        9: translate("Extents", "nine areas"),
        10: translate("Extents", "ten areas"),
        11: translate("Extents", "eleven areas"),
        12: translate("Extents", "twelve areas"),
    }
    return spelled.get(count) or translate("Extents", "%n area(s)", count)
