"""The markup of statements: paragraphs, lists, strong text and tags, parsed into blocks.

docs/atlas-format.md describes it for authors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from app.support.validation_errors import ReportTextError


class TextRun(Struct, frozen=True):
    """Plain text inside a paragraph."""

    text: str
    strong: bool = False


class TermLink(Struct, frozen=True):
    """A term of the glossary inside a paragraph; `word` is the text that is shown."""

    term: str
    word: str


class RefLink(Struct, frozen=True):
    """A link to a reference inside a paragraph."""

    ref: str


class EmergencyNumber(Struct, frozen=True):
    """The tag [emergency]: the number of the country, or words for it."""

    strong: bool = False
    starts_sentence: bool = False

    def text_for(self, number: str) -> str:
        """Return the number, or the words for it, with a capital at the start of a sentence."""
        return number[:1].upper() + number[1:] if self.starts_sentence else number


Run = TextRun | TermLink | RefLink | EmergencyNumber


class Paragraph(Struct, frozen=True):
    """One paragraph."""

    runs: tuple[Run, ...]


class BulletList(Struct, frozen=True):
    """A list; each item is a tuple of runs."""

    items: tuple[tuple[Run, ...], ...]


Block = Paragraph | BulletList


def runs_of(blocks: Iterable[Block]) -> Iterator[Run]:
    """All runs of some blocks, in reading order."""
    for block in blocks:
        lines = (block.runs,) if isinstance(block, Paragraph) else block.items
        for line in lines:
            yield from line


_TOKEN = re.compile(
    r"(?P<strong>\*\*)"
    r"|\[(?P<kind>term|ref):(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?:\|(?P<words>[^\[\]|<>*`\n]+))?\]"
    r"|(?P<emergency>\[emergency\])"
    r"|(?P<wrong>\[[^\[\]\n]{0,60}\]|[\[\]<>*`]|https?:|&(?:#?\w+);)"
)
_SPECIAL = re.compile(r"[*\[\]<>`&]")  # most texts have none, and skip the tokens
_TAGS = "the tags are [term:id], [term:id|words], [ref:id] and [emergency]"
_FIXES = {
    "<": "write it without HTML, and 'less than' in words",
    ">": "write it without HTML, and 'more than' in words",
    "*": "put two stars before and after strong text; start list items with '- '",
    "`": "remove the backtick",
    "[": _TAGS,
    "]": _TAGS,
}
_OTHER_FIX = "remove it; a web address belongs in references.toml"


def parse_blocks(
    text: str, words: Mapping[str, str], report: ReportTextError | None = None
) -> tuple[Block, ...]:
    """Parse a text.

    Args:
        text: the text with its markup.
        words: the word that is shown for each term of the glossary.
        report: called for every error; without it the text is known to be valid.
    """
    return _BlockParser(words, report or _ignore).blocks(text)


def _ignore(_line: int, _reason: str, _fix: str) -> None:
    """Report nothing: the text was checked before."""


class _BlockParser:
    """Parses a text line by line into blocks."""

    def __init__(self, words: Mapping[str, str], report: ReportTextError) -> None:
        self._words = words
        self._report = report
        self._blocks: list[Block] = []
        self._lines: list[str] = []
        self._items: list[tuple[Run, ...]] = []
        self._in_list = False
        self._from = 1

    def blocks(self, text: str) -> tuple[Block, ...]:
        for number, line in enumerate(text.split("\n"), 1):
            self._take(number, line.rstrip())
        self._end_block()
        return tuple(self._blocks)

    def _take(self, number: int, line: str) -> None:
        if not line:
            self._end_block()
        elif line.startswith("- "):
            if not self._in_list:
                self._end_block()
            self._end_item()
            self._in_list = True
            self._start(number, line[2:])
        elif self._in_list and not line.startswith("  "):
            self._report(
                number, "the line after a list item is not indented", "put a blank line before it"
            )
            self._lines.append(line)
        else:
            if line == "-" or line.startswith(("#", "  - ", "\t")):
                self._report(
                    number, f"{line[:12]!r} is not allowed", "use paragraphs and '- ' lists only"
                )
            self._start(number, line)

    def _start(self, number: int, line: str) -> None:
        if not self._lines:
            self._from = number
        self._lines.append(line.strip())

    def _end_item(self) -> None:
        if self._lines and self._in_list:
            self._items.append(self._runs())

    def _end_block(self) -> None:
        self._end_item()
        if self._items:
            self._blocks.append(BulletList(tuple(self._items)))
        elif self._lines:
            self._blocks.append(Paragraph(self._runs()))
        self._items = []
        self._in_list = False

    def _runs(self) -> tuple[Run, ...]:
        text = " ".join(self._lines)
        self._lines = []
        if not _SPECIAL.search(text) and "http" not in text:
            return (TextRun(text),)
        runs: list[Run] = []
        strong, at = False, 0
        for token in _TOKEN.finditer(text):
            _add_words(runs, text[at : token.start()], strong=strong)
            at = token.end()
            if token["strong"]:
                strong = not strong
            elif token["emergency"]:
                runs.append(EmergencyNumber(strong, starts_sentence=self._begins(runs)))
            else:
                self._add_link(runs, token, strong=strong)
        _add_words(runs, text[at:], strong=strong)
        if strong:
            self._report(self._from, "the strong text has no end", "put two stars after it too")
        return tuple(runs)

    def _begins(self, runs: list[Run]) -> bool:
        """Whether a sentence begins after these runs; a list item is not a sentence."""
        said = "".join(run.text for run in runs if isinstance(run, TextRun)).rstrip()
        return said.endswith((".", "!", "?")) if runs else not self._in_list

    def _add_link(self, runs: list[Run], token: re.Match[str], *, strong: bool) -> None:
        if token["wrong"]:
            fix = _FIXES.get(token["wrong"][0], _OTHER_FIX)
            self._report(self._from, f"{token['wrong']!r} is not allowed", fix)
            _add_words(runs, token["wrong"], strong=strong)
        elif token["kind"] == "ref":
            runs.append(RefLink(token["id"]))
            if token["words"]:
                self._report(self._from, "a reference has words", "write [ref:id] only")
        else:
            runs.append(TermLink(token["id"], token["words"] or self._word(token["id"])))

    def _word(self, term: str) -> str:
        if term not in self._words:
            self._report(self._from, f"there is no term {term!r}", "add it to terms.toml")
        return self._words.get(term, term)


def _add_words(runs: list[Run], text: str, *, strong: bool) -> None:
    if text:
        runs.append(TextRun(text, strong))
