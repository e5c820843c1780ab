"""Breaks a paragraph into lines, and each line into pieces of one font and one direction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from app.handout.bidi import bidi_levels
from app.handout.font_coverage import (
    BREAKS,
    INVISIBLE,
    SOFT_HYPHEN,
    FontCoverage,
    is_combining,
    normalize_text,
)

_SLACK = 1e-6


class StyledSpan(NamedTuple):
    """Words of a paragraph in one weight."""

    text: str
    bold: bool = False


class TextFragment(NamedTuple):
    """Words of one line in one font and one direction; an odd `level` runs right to left."""

    text: str
    face: int
    bold: bool
    level: int

    @property
    def is_rtl(self) -> bool:
        return self.level % 2 == 1

    @property
    def is_plain(self) -> bool:
        """Whether the words can be set letter by letter, as our own font always was."""
        return self.face == 0 and not self.is_rtl and not any(map(is_combining, self.text))


FragmentLine = tuple[TextFragment, ...]
MeasureFragment = Callable[[TextFragment], float]


class ParagraphLayout:
    """One paragraph, taken apart into characters with their font, weight and level.

    `base` is 1 where the paragraph begins at the right.
    """

    def __init__(self, spans: tuple[StyledSpan, ...], letters: FontCoverage) -> None:
        """Take a paragraph apart.

        Raises:
            ValueError: a character is in none of the fonts.
        """
        clean = [(normalize_text(span.text), span.bold) for span in spans]
        self._text = text = "".join(words for words, _ in clean)
        faces = letters.faces(text)
        if faces is None:
            raise ValueError(f"no font has {letters.missing(text)}")
        self._faces = faces
        self._bold = [bold for words, bold in clean for _ in words]
        self.base, self._levels = bidi_levels(text)

    def lines(self, room: float, measure: MeasureFragment) -> Iterator[FragmentLine]:
        """Break it into lines that are not wider than `room`; pieces in the order of reading."""
        start, wide = 0, 0.0
        for at, end in self._words():
            word = self._width(at, end, measure)
            if wide + word > room + _SLACK and at > start:
                yield self._line(start, at)
                start, wide = at, 0.0
            if word > room + _SLACK:
                cuts = [at, *self._cuts(at, end, room, measure)]
                yield from (self._line(*part) for part in pairwise(cuts))
                start = cuts[-1]
            wide += self._width(max(at, start), end + 1, measure, inner=True)
        if start < len(self._text):
            yield self._line(start, len(self._text))

    def pieces(self) -> FragmentLine:
        """Give the whole of it in one line."""
        return self._line(0, len(self._text))

    def _words(self) -> Iterator[tuple[int, int]]:
        """Where each word begins and ends; a line may end after the character that follows."""
        at = 0
        for end, letter in enumerate(self._text):
            if letter in BREAKS:
                yield at, end
                at = end + 1
        if at < len(self._text):
            yield at, len(self._text)

    def _cuts(self, at: int, end: int, room: float, measure: MeasureFragment) -> list[int]:
        """Where to cut a word that is wider than a line; accents stay with their letters."""
        cuts, begin = [], at
        for next_one in range(at + 1, end):
            if is_combining(self._text[next_one]):
                continue
            after = next_one + 1
            while after < end and is_combining(self._text[after]):
                after += 1
            if self._width(begin, after, measure) > room + _SLACK:
                cuts.append(next_one)
                begin = next_one
        return cuts

    def _width(self, at: int, end: int, measure: MeasureFragment, *, inner: bool = False) -> float:
        """How wide a part is; `inner` where it is known that no line ends in it."""
        hyphen = not inner and self._text[end : end + 1] == SOFT_HYPHEN
        return sum(map(measure, self._cut(at, end, hyphen=hyphen)))

    def _line(self, start: int, end: int) -> FragmentLine:
        """The pieces of a line, without the spaces at its end."""
        hyphen = end < len(self._text) and self._text[end - 1] == SOFT_HYPHEN
        while end > start and self._text[end - 1] in BREAKS:
            end -= 1
        return tuple(self._cut(start, end, hyphen=hyphen))

    def _cut(self, start: int, end: int, *, hyphen: bool = False) -> Iterator[TextFragment]:
        at = start
        end = min(end, len(self._text))
        for to in range(start + 1, end + 1):
            if to < end and self._style(to) == self._style(at):
                continue
            words = "".join(one for one in self._text[at:to] if one not in INVISIBLE)
            if hyphen and to == end:
                words += "-"
            if words:
                yield TextFragment(words, *self._style(at))
            at = to

    def _style(self, at: int) -> tuple[int, bool, int]:
        return self._faces[at], self._bold[at], self._levels[at]
