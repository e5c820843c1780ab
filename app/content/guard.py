"""Reading TOML and JSON of unknown origin: limits before the parser, its errors as mistakes."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import tomli

from app.content.findings import Spot
from app.support.read_file import MOST_BYTES, EncodingError, text_of

MOST_DOTS = 7
DEEPEST = 32
MOST_SIGNS = 150_000  # brackets, commas and lines; the parser takes about a second for so many

_TOO_MANY = ("it holds too many values", "divide it, or take some out")

# Each alternative matches wherever it begins, so that nothing is ever tried twice: a text that is
# not ended goes on to the end of the file, or of its line, and the parser refuses the latter.
_TOKEN = re.compile(
    r'"""[^"\\]*(?:(?:\\.?|"{1,2}(?!"))[^"\\]*)*(?:"{3,5}|(?P<basic>\Z))|'
    r"'''[^']*(?:'{1,2}(?!')[^']*)*(?:'{3,5}|(?P<literal>\Z))|"
    r'"[^"\\\n]*(?:\\.?[^"\\\n]*)*"?|'
    r"'[^'\n]*'?|#[^\n]*|[\[\]{}.\n=,]",
    re.DOTALL,
)
_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def read_toml(data: bytes, spot: Spot) -> dict[str, Any] | None:
    """Read a TOML file; None when it cannot be, and then the mistake is noted with its line."""
    text = _decoded(data, spot)
    if text is None or not _is_shallow(text, spot):
        return None
    try:
        return tomli.loads(text, parse_float=_finite)
    except tomli.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        place = line[1] if line else str(text.count("\n") + 1)
        wrong = _LINE.sub("", str(error)).replace("(at end of document)", "").strip()
        spot.at(place).note(f"{wrong[:1].lower()}{wrong[1:]}", "mend the TOML there")
    except _NotFiniteError as error:
        number = str(text.count("\n", 0, max(text.find(str(error)), 0)) + 1)
        spot.at(number).note(f"{str(error)[:20]} is no number to work with", "write a plain one")
    except (ValueError, RecursionError, OverflowError) as error:
        spot.at(_line_of_long_number(text)).note(
            f"it cannot be read ({type(error).__name__})", "write it in a simpler way"
        )
    return None


def read_json(data: bytes, spot: Spot) -> dict[str, Any] | None:
    """Read a JSON file that holds an object."""
    text = _decoded(data, spot)
    if text is None:
        return None
    try:
        found = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        spot.at(str(error.lineno)).note(error.msg, "mend the JSON there")
        return None
    except (ValueError, RecursionError) as error:
        spot.at("1").note(f"it cannot be read ({type(error).__name__})", "make it anew")
        return None
    if not isinstance(found, dict):
        spot.at("1").note("it is not an object", "make it anew")
        return None
    return found


class _NotFiniteError(Exception):
    """A number without an end, or no number at all."""


def _finite(words: str) -> float:
    number = float(words)
    if not math.isfinite(number):
        raise _NotFiniteError(words)
    return number


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _decoded(data: bytes, spot: Spot) -> str | None:
    if len(data) > MOST_BYTES:
        spot.note(f"it is larger than {MOST_BYTES} bytes", "make it smaller")
        return None
    try:
        return text_of(data)
    except EncodingError as error:
        spot.at(str(error.line)).note(error.wrong, "save it as UTF-8")
        return None


def _is_shallow(text: str, spot: Spot) -> bool:
    """Look at dots and brackets outside of strings, for the parser is slow or breaks on many."""
    depth = dots = 0
    for number, found in enumerate(_TOKEN.finditer(text)):
        token = found[0]
        if token in "[{":
            depth += 1
        elif token in "]}":
            depth -= 1
        dots = dots + 1 if token == "." else 0 if token in "[]{}\n=," else dots
        wrong = _trouble(found, depth, dots) or (_TOO_MANY if number > MOST_SIGNS else None)
        if wrong:
            spot.at(str(text.count("\n", 0, found.start()) + 1)).note(*wrong)
            return False
    return True


def _trouble(found: re.Match[str], depth: int, dots: int) -> tuple[str, str] | None:
    if found.lastgroup:
        return "a text is not ended", f"put {found[0][:3]} behind it"
    if depth > DEEPEST:
        return f"brackets stand more than {DEEPEST} deep", "write it in a simpler way"
    if dots > MOST_DOTS:
        return f"a key has more than {MOST_DOTS} dots", "write it in a simpler way"
    return None


def _line_of_long_number(text: str) -> str:
    """Find the line that the parser gave up on without saying so."""
    number = re.search(r"[0-9_]{1000}", text)
    return str(text.count("\n", 0, number.start()) + 1) if number else "1"
