"""Reader for TOML and JSON of unknown origin.

It enforces limits before parsing, reports errors with their line, and checks the characters.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from typing import Any

import tomli

from app.support.read_file import MAX_TEXT_BYTES, TextEncodingError, decode_utf8
from app.support.validation_errors import Location

MAX_KEY_DOTS = 7
MAX_NESTING = 32
MAX_TOKENS = 150_000  # brackets, commas and lines; the parser needs about a second for these

_TOO_MANY = ("it holds too many values", "split the file, or remove some")

# Each alternative matches wherever it begins, so that nothing is tried twice: a string without an
# end continues to the end of the file, or of its line, and the parser refuses the latter.
_TOKEN = re.compile(
    r'"""[^"\\]*(?:(?:\\.?|"{1,2}(?!"))[^"\\]*)*(?:"{3,5}|(?P<basic>\Z))|'
    r"'''[^']*(?:'{1,2}(?!')[^']*)*(?:'{3,5}|(?P<literal>\Z))|"
    r'"[^"\\\n]*(?:\\.?[^"\\\n]*)*"?|'
    r"'[^'\n]*'?|#[^\n]*|[\[\]{}.\n=,]",
    re.DOTALL,
)
_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def read_toml(data: bytes, location: Location) -> dict[str, Any] | None:
    """Read a TOML file; None if it cannot be read, and then the error is reported with its line."""
    text = _decoded(data, location)
    if text is None or not _is_shallow(text, location):
        return None
    try:
        return tomli.loads(text, parse_float=_finite)
    except tomli.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        place = line[1] if line else str(text.count("\n") + 1)
        wrong = _LINE.sub("", str(error)).replace("(at end of document)", "").strip()
        location.at(place).report(f"{wrong[:1].lower()}{wrong[1:]}", "correct the TOML there")
    except _NotFiniteError as error:
        number = str(text.count("\n", 0, max(text.find(str(error)), 0)) + 1)
        location.at(number).report(
            f"{str(error)[:20]} is not a number that can be used", "write an ordinary number"
        )
    except (ValueError, RecursionError, OverflowError) as error:
        location.at(_line_of_long_number(text)).report(
            f"it cannot be read ({type(error).__name__})", "write it more simply"
        )
    return None


def read_json(data: bytes, location: Location) -> dict[str, Any] | None:
    """Read a JSON file that holds an object; None if it cannot be read, with the error reported."""
    text = _decoded(data, location)
    if text is None:
        return None
    try:
        found = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        location.at(str(error.lineno)).report(error.msg, "correct the JSON there")
        return None
    except (ValueError, RecursionError) as error:
        location.at("1").report(
            f"it cannot be read ({type(error).__name__})", "create the file again"
        )
        return None
    if not isinstance(found, dict):
        location.at("1").report("it is not an object", "create the file again")
        return None
    return found


class _NotFiniteError(Exception):
    """A number is infinite or not a number."""


def _finite(words: str) -> float:
    number = float(words)
    if not math.isfinite(number):
        raise _NotFiniteError(words)
    return number


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _decoded(data: bytes, location: Location) -> str | None:
    if len(data) > MAX_TEXT_BYTES:
        location.report(f"it is larger than {MAX_TEXT_BYTES} bytes", "make it smaller")
        return None
    try:
        return decode_utf8(data)
    except TextEncodingError as error:
        location.at(str(error.line)).report(error.reason, "save it as UTF-8")
        return None


def _is_shallow(text: str, location: Location) -> bool:
    """Whether there are few dots and brackets outside of strings; many make the parser slow."""
    depth = dots = 0
    for number, found in enumerate(_TOKEN.finditer(text)):
        token = found[0]
        if token in "[{":
            depth += 1
        elif token in "]}":
            depth -= 1
        dots = dots + 1 if token == "." else 0 if token in "[]{}\n=," else dots
        wrong = _limit_exceeded(found, depth, dots) or (_TOO_MANY if number > MAX_TOKENS else None)
        if wrong:
            location.at(str(text.count("\n", 0, found.start()) + 1)).report(*wrong)
            return False
    return True


def _limit_exceeded(found: re.Match[str], depth: int, dots: int) -> tuple[str, str] | None:
    if found.lastgroup:
        return "a text has no end", f"put {found[0][:3]} after it"
    if depth > MAX_NESTING:
        return f"brackets are nested more than {MAX_NESTING} deep", "write it more simply"
    if dots > MAX_KEY_DOTS:
        return f"a key has more than {MAX_KEY_DOTS} dots", "write it more simply"
    return None


def _line_of_long_number(text: str) -> str:
    """Find the line of a number so long that the parser fails without naming the line."""
    number = re.search(r"[0-9_]{1000}", text)
    return str(text.count("\n", 0, number.start()) + 1) if number else "1"


MAX_STRING_LENGTH = 20_000

# Control characters except new lines, zero-width and bidirectional marks, halves of surrogates,
# private-use characters, tags and unassigned codes. Joiners (200c, 200d) are part of words.
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\uffff"
    "\U0001fffe\U0001ffff\U000e0000-\U0010ffff]"
)


# A file without any of these cannot hold a character that is not allowed.
_SUSPECT = re.compile(r"[^\n -~]|\\[^\n\"\\]")


def needs_character_check(text: str) -> bool:
    """Whether a file has characters that need a check: not ASCII, or escaped."""
    return _SUSPECT.search(text) is not None


def check_characters(value: object, location: Location) -> None:
    """Report every string in a value, and every key, with characters that are not allowed."""
    if isinstance(value, str):
        _check_text(value, location)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _check_text(key, location)
            check_characters(inner, location.at(key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            check_characters(inner, location.at(number))


def _check_text(text: str, location: Location) -> None:
    trick = _FORBIDDEN.search(text)
    if trick:
        where = text[: trick.start()].count("\n") + 1
        name = f"U+{ord(trick[0]):04X}"
        location.report(f"the character {name} in line {where} is not allowed", "remove it")
    if len(text) > MAX_STRING_LENGTH:
        location.report(f"it has more than {MAX_STRING_LENGTH} letters", "shorten it")
    elif not text.isascii() and not unicodedata.is_normalized("NFC", text):
        location.report("its accented letters are made of parts", "save it in the Unicode form NFC")
