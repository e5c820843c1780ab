"""How is kiosk.toml written, so that what a keeper wrote into it stays? No Qt."""

from __future__ import annotations

import json
import re

from msgspec import structs

from app.kiosk.rules import FILE, KioskRules, rules_of
from app.support.validation_errors import ContentError, Findings, Spot

# The table of measures in each of the ways a keeper may have written it.
_MEASURES = re.compile(
    r"^\[pixels_per_mm\][^\n]*\n(?:(?!\[)[^\n]*\n|(?!\[)[^\n]+\Z)*"
    r"|^pixels_per_mm[ \t]*[=.][^\n]*\n?",
    re.MULTILINE,
)


def written_rules(rules: KioskRules) -> bytes:
    """The file of some rules; reading it gives the same rules again."""
    lines = [
        f"{name} = {_written(value)}"
        for name, value in structs.asdict(rules).items()
        if not isinstance(value, dict) and value != ""
    ]
    return ("\n".join([*lines, "", *_measures(rules)]) + "\n").encode()


def with_measure(text: str, screen: str, per_mm: float) -> str:
    """The text of a rules file with what was measured of a screen; all else stays as it is.

    Raises:
        ContentError: the text is no file of rules.
    """
    rules = rules_of(text.encode(), Spot(Findings(), FILE))
    measured = {**rules.pixels_per_mm, screen: per_mm}
    fresh = structs.replace(rules, pixels_per_mm=measured)
    rest = _MEASURES.sub("", text).rstrip()
    kept = "\n".join([*([rest, ""] if rest else []), *_measures(fresh)]) + "\n"
    try:
        is_same = rules_of(kept.encode(), Spot(Findings(), FILE)) == fresh
    except ContentError:
        is_same = False
    # A keeper may have written the table in another way: then the whole file is written anew.
    return kept if is_same else written_rules(fresh).decode()


def _measures(rules: KioskRules) -> list[str]:
    if not rules.pixels_per_mm:
        return []
    measured = [f"{json.dumps(name)} = {value}" for name, value in rules.pixels_per_mm.items()]
    return ["[pixels_per_mm]", *measured]


def _written(value: object) -> str:
    # A basic string of TOML is written as JSON writes it.
    return json.dumps(value, ensure_ascii=True)
