"""Texts as words without case and accents, and whether a typed text matches them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def matches_words(texts: Iterable[str], text: str) -> bool:
    """Whether each typed word begins a word of one of the texts."""
    words = [word for one in texts for word in split_words(one)]
    return all(any(word.startswith(start) for word in words) for start in split_words(text))


def alphabetical_key(text: str) -> list[str]:
    """Return the sort key of a text: its words without case and accents."""
    return split_words(text)


def split_words(text: str) -> list[str]:
    """Split a text into words without case, accents and punctuation; "Cushing's" is one word."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(
        letter for letter in bare if not unicodedata.combining(letter) and letter not in "'\u2019"
    )
    return "".join(letter if letter.isalnum() else " " for letter in kept).split()
