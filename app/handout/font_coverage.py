"""Which font of the handout has a character, and which characters no font has."""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple


class FontFace(NamedTuple):
    """One typeface: its name in the document, and its files in the folder of the fonts."""

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
"""In order of preference: a word is set in the first face that has all of its characters."""

SPACES = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
"""Spaces at which a line can end."""
SOFT_HYPHEN, ZERO_SPACE = "\u00ad", "\u200b"
BREAKS = frozenset(SPACES + SOFT_HYPHEN + ZERO_SPACE)
_JOINERS = "\u200c\u200d"
_MARKS = "\u061c\u200e\u200f\u2066\u2067\u2068\u2069"
INVISIBLE = frozenset(SOFT_HYPHEN + ZERO_SPACE + _MARKS)
"""Characters that affect line breaks or direction, but are not drawn."""
_DROPPED = re.compile("[\u034f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_BLANKS = re.compile("[\x09-\x0d\x1c-\x1f\x85\u2028\u2029]")
_MAX_NAMED = 5


def normalize_text(text: str) -> str:
    """Compose accents, replace tabs and line ends by spaces, and drop characters without a shape.

    Direction overrides are dropped too, because they could reverse a telephone number.
    """
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", _DROPPED.sub("", text)))


class FontCoverage:
    """The fonts of one folder; each is read only when a text needs it."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts

    def faces(self, text: str) -> list[int] | None:
        """Return the index of a face for each character of a normalized text.

        Returns None if no face has one of the characters.
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
        """Return the characters that no face has, each once and with its accents."""
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
    """Name at most five characters for a message, such as "✂" (U+2702)."""
    names = [_name(one) for one in missing[:_MAX_NAMED]]
    if len(missing) > _MAX_NAMED:
        names.append(f"{len(missing) - _MAX_NAMED} more")
    return ", ".join(names)


def _name(cluster: str) -> str:
    codes = " ".join(f"U+{ord(letter):04X}" for letter in cluster)
    return f'"{cluster}" ({codes})' if cluster.isprintable() else codes


@lru_cache(maxsize=len(FONT_FACES))
def _coverage(file: Path, *, with_accents: bool) -> frozenset[str]:
    """Return the characters that a font can set.

    Combining accents of the first face are left out, because it does not position them.
    """
    # Imported by name because it has no types, and late because a web page needs no fonts.
    harfbuzz = importlib.import_module("uharfbuzz")
    codes = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(file))).unicodes
    held = {chr(code) for code in codes if is_assigned(chr(code))}
    return frozenset(
        {one for one in held if with_accents or not is_combining(one)} | INVISIBLE | set(_JOINERS)
    )


def is_assigned(letter: str) -> bool:
    """Return True for an assigned character that is not a control or private one."""
    return unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn")


def is_one_line(text: str) -> bool:
    """Return True if a text has no line ends or other control characters."""
    return not any(unicodedata.category(one) in ("Cc", "Zl", "Zp") for one in text)


def unassigned_characters(text: str) -> tuple[str, ...]:
    """Return the characters of a text that are not assigned, each once."""
    return tuple(dict.fromkeys(one for one in normalize_text(text) if not is_assigned(one)))


def _words(text: str) -> Iterator[str]:
    """Split a text before and after every space."""
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
    """Split a text into characters, each with the accents and joiners after it."""
    at = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not is_combining(text[end]):
            yield text[at:end]
            at = end


def is_combining(letter: str) -> bool:
    """Return True for an accent or joiner, which belongs to the character before it."""
    return unicodedata.category(letter).startswith("M") or letter in _JOINERS
