"""The words of the shipped atlas as the tests read them: straight from TOML, no Qt, no app."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ATLAS = ROOT / "assets" / "atlases" / "back"
TEXTS = ATLAS / "texts" / "en"
MEDICAL = (ROOT / "docs" / "evidence" / "medical.md").read_text(encoding="utf-8")

OPTION_PARTS = ("what", "like", "good", "bad", "recovery", "unknown")

_END = re.compile(r"(?<=[.!?])[\"”)]?\s+|\n\s*(?:- )?|^- ")


@dataclass(frozen=True)
class StatementText:
    """One statement, short or note, with its address.

    `included` is the id of the shared statement whose text this is, or "".
    """

    address: str
    head: str
    text: str
    basis: str
    refs: tuple[str, ...]
    numbers: tuple[str, ...]
    depth: str = "main"
    included: str = ""


@cache
def toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def visible_text(text: str) -> str:
    """Take the markup off: sources go, a term becomes its word, strong words stay."""
    terms = toml(TEXTS / "terms.toml")
    text = re.sub(r"\s*\[ref:[^\]]*\]", "", text)
    text = re.sub(r"\[term:[^|\]]+\|([^\]]+)\]", r"\1", text)
    text = re.sub(r"\[term:([^\]]+)\]", lambda m: terms.get(m[1], {}).get("word", m[1]), text)
    return text.replace("**", "").strip()


def sentences(text: str) -> list[str]:
    """Split shown words into sentences and list items."""
    return [part.strip() for part in _END.split(visible_text(text)) if part.strip()]


def _said(address: str, record: dict[str, Any]) -> StatementText:
    record = {**statements().get(record.get("include", ""), {}), **record}
    return StatementText(
        address,
        record.get("head", ""),
        record["text"],
        record.get("basis", ""),
        tuple(record.get("refs", ())),
        tuple(record.get("numbers", ())),
        record.get("depth", "overview" if ".overview." in address else "main"),
        record.get("include", ""),
    )


def _topic(address: str, topic: dict[str, Any]) -> list[StatementText]:
    short = [_said(f"{address}.short", topic["short"])] if "short" in topic else []
    return short + [_said(f"{address}.{record['id']}", record) for record in topic["says"]]


@cache
def statements() -> dict[str, dict[str, Any]]:
    """Give the statements that topics include, by their ids."""
    return {record["id"]: record for record in toml(TEXTS / "statements.toml")["statements"]}


@cache
def regions() -> tuple[StatementText, ...]:
    """Give everything said of a single region."""
    found: list[StatementText] = []
    for path in sorted((TEXTS / "regions").glob("*.toml")):
        for name, topic in toml(path)["topics"].items():
            found += _topic(f"{path.stem}.{name}", topic)
    return tuple(found)


@cache
def shared() -> tuple[StatementText, ...]:
    """Give everything said of all regions."""
    paths = sorted((TEXTS / "shared").glob("*.toml"))
    return tuple(said for path in paths for said in _topic(f"shared.{path.stem}", toml(path)))


@cache
def notes() -> tuple[StatementText, ...]:
    """Give what the atlas says of medicine in about.toml: note.ID."""
    records = toml(TEXTS / "about.toml")["notes"]
    told = [{**record, "basis": "sourced"} for record in records if record.get("refs")]
    return tuple(_said(f"note.{record['id']}", record) for record in told)


@cache
def options() -> tuple[StatementText, ...]:
    """Give everything said of the options: option.ID.PART and option.ID.meets.VALUE."""
    found: list[StatementText] = []
    for option in toml(TEXTS / "options.toml").get("options", []):
        address = f"option.{option['id']}"
        found += [_said(f"{address}.{part}", option[part]) for part in OPTION_PARTS]
        meets = option.get("meets", {})
        found += [_said(f"{address}.meets.{value}", said) for value, said in meets.items()]
    return tuple(found)


@cache
def steps() -> tuple[StatementText, ...]:
    """Give what is said of each step of how it is done: step.ID."""
    records = toml(TEXTS / "steps.toml").get("steps", [])
    return tuple(_said(f"step.{record['id']}", record["says"]) for record in records)


@cache
def stages() -> tuple[StatementText, ...]:
    """Give what is said of each time of recovery: stage.ID.usual, .watch, .life.KEY."""
    found: list[StatementText] = []
    for stage in toml(TEXTS / "recovery.toml").get("stages", []):
        address = f"stage.{stage['id']}"
        found += [_said(f"{address}.{part}", stage[part]) for part in ("usual", "watch")]
        life = stage.get("life", {})
        found += [_said(f"{address}.life.{key}", said) for key, said in life.items()]
    return tuple(found)


@cache
def quizzes() -> tuple[StatementText, ...]:
    """Give why the right answer of each self-check is right: quiz.REGION.ID."""
    return tuple(
        _said(f"quiz.{path.stem}.{record['id']}", record["because"])
        for path in sorted((TEXTS / "quiz").glob("*.toml"))
        for record in toml(path)["checks"]
    )


@cache
def done() -> tuple[StatementText, ...]:
    """Give what is done about the harms in the rows of risks: done.ID."""
    rows = toml(ATLAS / "atlas.toml")["risk_rows"]
    named = dict.fromkeys(name for row in rows for name in row.get("done", ()))
    return tuple(_said(f"done.{name}", statements()[name]) for name in named)


@cache
def all_statements() -> tuple[StatementText, ...]:
    told = regions() + shared() + options() + steps() + stages() + quizzes()
    return told + done() + notes()


@cache
def region_names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (TEXTS / "regions").glob("*.toml")))


@cache
def files() -> dict[str, tuple[StatementText, ...]]:
    """Give everything said, by where it stands: "flank", "shared.risks", "note", "option"."""
    found: dict[str, list[StatementText]] = {}
    for said in all_statements():
        first, second, *_ = said.address.split(".")
        found.setdefault(f"shared.{second}" if first == "shared" else first, []).append(said)
    return {name: tuple(says) for name, says in found.items()}


@cache
def short_words() -> tuple[tuple[str, str], ...]:
    """Give the words of the glossary, of the number records and of the table of options."""
    cells = {one["id"]: one["cells"] for one in toml(TEXTS / "options.toml")["options"]}
    listed = (
        ("term", toml(TEXTS / "terms.toml")),
        ("number", toml(TEXTS / "numbers.toml")),
        ("cell", cells),
    )
    return tuple(
        (f"{kind}.{name}.{field}", text)
        for kind, records in listed
        for name, record in records.items()
        for field, text in record.items()
        if isinstance(text, str)
    )


@cache
def evidence_rows() -> dict[str, dict[str, str]]:
    """Give the rows of the evidence that are number records, by their ids; additions win."""
    rows: dict[str, dict[str, str]] = {}
    for name in ("risks.csv", "risks-additions.csv"):
        with (ROOT / "docs" / "evidence" / name).open(encoding="utf-8", newline="") as file:
            rows |= {row["id"]: row for row in csv.DictReader(file)}
    return rows
