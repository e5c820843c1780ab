"""Whether the letters of a text are all ones that can be shown without tricks."""

from __future__ import annotations

import re
import unicodedata

from app.content.findings import Spot

MOST_LETTERS = 20_000

# Control characters but new lines, zero-width and bidirectional marks, halves of surrogates,
# private-use letters, tags and what is no letter at all. Joiners (200c, 200d) are part of words.
_TRICKS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\uffff"
    "\U0001fffe\U0001ffff\U000e0000-\U0010ffff]"
)


# Where none of these stands in a file, no string of it can hold what is not taken.
_SUSPECT = re.compile(r"[^\n -~]|\\[^\n\"\\]")


def is_suspect(text: str) -> bool:
    """Say whether a file has letters that are worth a closer look: not ASCII, or escaped."""
    return _SUSPECT.search(text) is not None


def check_letters(value: object, spot: Spot) -> None:
    """Note every string in a value, and every key, that holds letters which are not taken."""
    if isinstance(value, str):
        _check_text(value, spot)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _check_text(key, spot)
            check_letters(inner, spot.at(key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            check_letters(inner, spot.at(number))


def _check_text(text: str, spot: Spot) -> None:
    trick = _TRICKS.search(text)
    if trick:
        where = text[: trick.start()].count("\n") + 1
        name = f"U+{ord(trick[0]):04X}"
        spot.note(f"the character {name} in line {where} is not taken", "take it out")
    if len(text) > MOST_LETTERS:
        spot.note(f"it has more than {MOST_LETTERS} letters", "shorten it")
    elif not text.isascii() and not unicodedata.is_normalized("NFC", text):
        spot.note("its letters are put together of parts", "save it in the Unicode form NFC")
