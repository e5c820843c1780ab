"""Which font has which character of a handout, and which characters none of them has."""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple


class FontFace(NamedTuple):
    """One typeface: its name in a document, and its files in the folder of the fonts."""

    name: str
    regular: str
    bold: str

    def file(self, *, bold: bool) -> str:
        return self.bold if bold else self.regular


def _noto(name: str, *, has_bold: bool) -> FontFace:
    regular = f"handout/{name}-Regular.ttf"
    return FontFace(name, regular, f"handout/{name}-Bold.ttf" if has_bold else regular)


FONT_FACES = (
    FontFace(
        "Atkinson", *(f"AtkinsonHyperlegibleNext-{weight}.ttf" for weight in ("Regular", "Bold"))
    ),
    _noto("NotoSans", has_bold=True),
    _noto("NotoSansArabic", has_bold=True),
    _noto("NotoSansHebrew", has_bold=True),
    _noto("NotoSansSymbols2", has_bold=False),
    _noto("NotoSansSymbols", has_bold=False),
    _noto("NotoSansMath", has_bold=False),
)
"""The first one that has a word sets it."""

SPACES = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
"""Where a line may end."""
SOFT_HYPHEN, ZERO_SPACE = "\u00ad", "\u200b"
BREAKS = frozenset(SPACES + SOFT_HYPHEN + ZERO_SPACE)
_JOINERS = "\u200c\u200d"
_MARKS = "\u061c\u200e\u200f\u2066\u2067\u2068\u2069"
INVISIBLE = frozenset(SOFT_HYPHEN + ZERO_SPACE + _MARKS)
"""What takes part in breaking lines and in their direction, but has no shape."""
_DROPPED = re.compile("[\u034f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_BLANKS = re.compile("[\x09-\x0d\x1c-\x1f\x85\u2028\u2029]")
_NAMED = 5


def normalize_text(text: str) -> str:
    """Compose the letters, make tabs and ends of lines spaces, and drop what has no shape.

    Overrides of direction are dropped too: they could turn a telephone number around.
    """
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", _DROPPED.sub("", text)))


class FontCoverage:
    """The fonts of one folder, each looked into only when a text needs it."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts

    def faces(self, text: str) -> list[int] | None:
        """Give the number of a face for each character of a cleaned text.

        None where a character cannot be set.
        """
        if self._has(0, text):
            return [0] * len(text)
        found: list[int] = []
        for word in _words(text):
            face = self._face(word)
            if face is not None:
                found += [face] * len(word)
                continue
            for cluster in _clusters(word):
                face = self._face(cluster)
                if face is None:
                    return None
                found += [face] * len(cluster)
        return found

    def missing(self, text: str) -> tuple[str, ...]:
        """Give what cannot be set of a text, each once: a character, or one with its accents."""
        clean = normalize_text(text)
        if self.faces(clean) is not None:
            return ()
        return tuple(dict.fromkeys(one for one in _clusters(clean) if self._face(one) is None))

    def _face(self, word: str) -> int | None:
        return next((face for face in range(len(FONT_FACES)) if self._has(face, word)), None)

    def _has(self, face: int, text: str) -> bool:
        held = _coverage(self._fonts / FONT_FACES[face].regular, with_accents=face > 0)
        return all(map(held.__contains__, text))


def describe_characters(missing: tuple[str, ...]) -> str:
    """Name characters for a message, such as "✂" (U+2702); at most five of them."""
    told = [_name(one) for one in missing[:_NAMED]]
    if len(missing) > _NAMED:
        told.append(f"{len(missing) - _NAMED} more")
    return ", ".join(told)


def _name(cluster: str) -> str:
    codes = " ".join(f"U+{ord(letter):04X}" for letter in cluster)
    return f'"{cluster}" ({codes})' if cluster.isprintable() else codes


@lru_cache(maxsize=len(FONT_FACES))
def _coverage(file: Path, *, with_accents: bool) -> frozenset[str]:
    """What a font can set; our own one has accents, but does not know where to put them."""
    # Imported by name: it has no types. Late: a web page needs no fonts.
    harfbuzz = importlib.import_module("uharfbuzz")
    codes = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(file))).unicodes
    held = {chr(code) for code in codes if is_assigned(chr(code))}
    return frozenset(
        {one for one in held if with_accents or not is_combining(one)} | INVISIBLE | set(_JOINERS)
    )


def is_assigned(letter: str) -> bool:
    """Say whether a character stands for anything: it is assigned, and no control character."""
    return unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn")


def is_one_line(text: str) -> bool:
    """Say whether a text has neither ends of lines nor other control characters."""
    return not any(unicodedata.category(one) in ("Cc", "Zl", "Zp") for one in text)


def unassigned_characters(text: str) -> tuple[str, ...]:
    """Give the characters of a text that stand for nothing, each once."""
    return tuple(dict.fromkeys(one for one in normalize_text(text) if not is_assigned(one)))


def _words(text: str) -> Iterator[str]:
    """Cut a text before and after every space."""
    at = 0
    for end, letter in enumerate(text):
        if letter in SPACES:
            if end > at:
                yield text[at:end]
            yield letter
            at = end + 1
    if at < len(text):
        yield text[at:]


def _clusters(text: str) -> Iterator[str]:
    """Cut a text into characters, each with the accents and joiners that follow it."""
    at = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not is_combining(text[end]):
            yield text[at:end]
            at = end


def is_combining(letter: str) -> bool:
    """Say whether a character is set on or joined to the one before it."""
    return unicodedata.category(letter).startswith("M") or letter in _JOINERS
