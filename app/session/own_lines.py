"""Lines of a person's own on the list: their addresses, their limits, and what is being typed.

Without Qt.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

MAX_LINE_LETTERS, MAX_OWN_LINES = 200, 20
_PREFIX = "own line:"
"""No id of a region begins with it, because ids have no space."""
_KEPT_FORMAT = frozenset("\u061c\u200c\u200d\u200e\u200f")
"""Joiners and direction marks, which Arabic, Hebrew and Persian are written with."""
_BREAKS = frozenset(("Cc", "Zl", "Zp"))
_RTL_CLASSES = frozenset(("R", "AL", "AN"))
_FIRST_ISOLATE, _ISOLATE_END = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class LineDrafts:
    """What is typed but not yet on the list: a new line, and the changed text of an old one.

    `edited_item` is the address of the line that is being changed, or "".
    """

    new_text: str = ""
    edited_item: str = ""
    edited_text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is lost without them."""
        return not self.new_text.strip() and not self.edited_item


NO_DRAFTS = LineDrafts()


def clean_line(text: str) -> str:
    """Return what was typed or pasted as one line that cannot change the texts around it.

    Line ends and other control characters become spaces. Embeddings, overrides and isolates of
    the direction are removed, because they could reverse a number, and so are invisible
    characters. No letter is removed.
    """
    kept = (_clean_letter(letter) for letter in unicodedata.normalize("NFC", text))
    return " ".join("".join(kept).split())


def _clean_letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in _BREAKS:
        return " "
    is_removed = category == "Cs" or (category == "Cf" and letter not in _KEPT_FORMAT)
    return "" if is_removed else letter


def is_line(text: str) -> bool:
    """Whether a clean text has at least one character and at most `MAX_LINE_LETTERS`."""
    return 0 < len(text) <= MAX_LINE_LETTERS and any(map(_is_shown, text))


def _is_shown(letter: str) -> bool:
    return letter not in _KEPT_FORMAT and not letter.isspace()


def own_line_address(text: str) -> str:
    """Return the address of a clean line on the list."""
    return f"{_PREFIX}{text}"


def own_line_text(address: str) -> str | None:
    """Return the text of a line of one's own, or None for any other address."""
    return address.removeprefix(_PREFIX) if address.startswith(_PREFIX) else None


def own_line_count(items: Iterable[str]) -> int:
    """Return how many items of a list are lines of one's own."""
    return sum(item.startswith(_PREFIX) for item in items)


def isolated(text: str) -> str:
    """Return a line so that its direction follows from its own letters, wherever it stands."""
    is_mixed = any(unicodedata.bidirectional(letter) in _RTL_CLASSES for letter in text)
    return f"{_FIRST_ISOLATE}{text}{_ISOLATE_END}" if is_mixed else text
