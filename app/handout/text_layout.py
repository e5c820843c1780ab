"""Breaks a paragraph into lines, and each line into fragments of one font and one direction."""

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
    """A part of a paragraph in one font weight."""

    text: str
    bold: bool = False


class TextFragment(NamedTuple):
    """A part of a line in one font and one direction; an odd `level` runs from right to left."""

    text: str
    face: int
    bold: bool
    level: int

    @property
    def is_rtl(self) -> bool:
        return self.level % 2 == 1

    @property
    def is_plain(self) -> bool:
        """True if the text can be set letter by letter, without text shaping."""
        if self.face != 0 or self.is_rtl:
            return False
        return self.text.isascii() or not any(map(is_combining, self.text))


FragmentLine = tuple[TextFragment, ...]
MeasureFragment = Callable[[TextFragment], float]


class ParagraphLayout:
    """One paragraph: its characters, each with its font, weight and bidi level.

    `base` is 1 if the paragraph runs from right to left.
    """

    def __init__(self, spans: tuple[StyledSpan, ...], coverage: FontCoverage) -> None:
        """Analyse the characters of a paragraph.

        Raises:
            ValueError: none of the fonts has a character.
        """
        clean = [(normalize_text(span.text), span.bold) for span in spans]
        self._text = text = "".join(part for part, _ in clean)
        faces = coverage.faces(text)
        if faces is None:
            raise ValueError(f"no font has {coverage.missing(text)}")
        self._faces = faces
        self._bold = [bold for part, bold in clean for _ in part]
        self.base, self._levels = bidi_levels(text)
        self._run_ends = self._find_run_ends()

    def lines(self, width: float, measure: MeasureFragment) -> Iterator[FragmentLine]:
        """Break the paragraph into lines of at most `width`, with fragments in reading order.

        `measure` returns the width of a fragment, in the unit of `width`.
        """
        start, used = 0, 0.0
        for word_start, word_end in self._words():
            word = self._width(word_start, word_end, measure)
            if used + word > width + _SLACK and word_start > start:
                yield self._line(start, word_start)
                start, used = word_start, 0.0
            if word > width + _SLACK:
                breaks = [word_start, *self._break_word(word_start, word_end, width, measure)]
                yield from (self._line(*part) for part in pairwise(breaks))
                start = breaks[-1]
            used += self._width(max(word_start, start), word_end + 1, measure, inner=True)
        if start < len(self._text):
            yield self._line(start, len(self._text))

    def single_line(self) -> FragmentLine:
        """Return the whole paragraph as one line."""
        return self._line(0, len(self._text))

    def _words(self) -> Iterator[tuple[int, int]]:
        """Start and end of each word; a line can end after the character that follows a word."""
        start = 0
        for end, character in enumerate(self._text):
            if character in BREAKS:
                yield start, end
                start = end + 1
        if start < len(self._text):
            yield start, len(self._text)

    def _break_word(
        self, start: int, end: int, width: float, measure: MeasureFragment
    ) -> list[int]:
        """Where to break a word wider than a line; accents stay with their letters."""
        breaks, line_start = [], start
        for index in range(start + 1, end):
            if is_combining(self._text[index]):
                continue
            after = index + 1
            while after < end and is_combining(self._text[after]):
                after += 1
            if self._width(line_start, after, measure) > width + _SLACK:
                breaks.append(index)
                line_start = index
        return breaks

    def _width(
        self, start: int, end: int, measure: MeasureFragment, *, inner: bool = False
    ) -> float:
        """Width of a part; `inner` means that no line ends there, so it needs no hyphen."""
        hyphen = not inner and self._text[end : end + 1] == SOFT_HYPHEN
        return sum(map(measure, self._fragments(start, end, hyphen=hyphen)))

    def _line(self, start: int, end: int) -> FragmentLine:
        """The fragments of a line, without the spaces at its end."""
        hyphen = end < len(self._text) and self._text[end - 1] == SOFT_HYPHEN
        while end > start and self._text[end - 1] in BREAKS:
            end -= 1
        return tuple(self._fragments(start, end, hyphen=hyphen))

    def _fragments(self, start: int, end: int, *, hyphen: bool = False) -> Iterator[TextFragment]:
        end = min(end, len(self._text))
        while start < end:
            to = min(self._run_ends[start], end)
            text = "".join(one for one in self._text[start:to] if one not in INVISIBLE)
            if hyphen and to == end:
                text += "-"
            if text:
                yield TextFragment(text, *self._style(start))
            start = to

    def _find_run_ends(self) -> list[int]:
        """For each character, where the characters of its style end."""
        ends = list(range(1, len(self._text) + 1))
        for index in range(len(ends) - 2, -1, -1):
            if self._style(index) == self._style(index + 1):
                ends[index] = ends[index + 1]
        return ends

    def _style(self, index: int) -> tuple[int, bool, int]:
        return self._faces[index], self._bold[index], self._levels[index]
