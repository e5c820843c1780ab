"""Search by the beginnings of words: in the names of regions and in the glossary."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from app.atlas.header import NameTable, RegionNames
from app.body.regions import RegionId


def search_regions(names: NameTable, text: str) -> tuple[RegionId, ...]:
    """Find regions, best match first: each typed word must begin a word of the same name.

    The order of the words, case and accents do not matter. Empty text finds all regions, in the
    order of the atlas.
    """
    typed = _words(text)
    ranked = [
        (rank, place, region)
        for place, (region, called) in enumerate(names.regions.items())
        for rank in [_rank(called, typed)]
        if rank is not None
    ]
    return tuple(region for _, _, region in sorted(ranked))


def matches_words(texts: Iterable[str], text: str) -> bool:
    """Whether each typed word begins a word of one of the texts."""
    words = [word for one in texts for word in _words(one)]
    return all(any(word.startswith(start) for word in words) for start in _words(text))


def alphabetical_key(text: str) -> list[str]:
    """Return the sort key of a text: its words without case and accents."""
    return _words(text)


def _rank(called: RegionNames, typed: list[str]) -> tuple[int, int] | None:
    """Rank the best match: whole names first, then plain before medical before other names."""
    fits = [
        (_distance(words, typed), kind)
        for kind, name in _all_names(called)
        for words in [_words(name)]
        if all(any(word.startswith(start) for word in words) for start in typed)
    ]
    return min(fits, default=None) if typed else (0, 0)


def _distance(words: list[str], typed: list[str]) -> int:
    if words == typed:
        return 0
    if " ".join(words).startswith(" ".join(typed)):
        return 1
    return 2


def _all_names(called: RegionNames) -> Iterator[tuple[int, str]]:
    yield 0, called.plain
    for name in called.plain_for.values():
        yield 0, name
    yield 1, called.medical
    for name in called.others:
        yield 2, name


def _words(text: str) -> list[str]:
    """Split a text into words without case, accents and punctuation."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return "".join(letter if letter.isalnum() else " " for letter in kept).split()
