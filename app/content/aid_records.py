"""Records of the decision aid that are known to be well formed, turned into its values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.body.regions import RegionId
from app.content.aid import Aid, Answer, Check, Note, Option, Stage, Step, Value
from app.content.atlas import Statement
from app.content.heads import Record
from app.content.records import statement

OPTION_PARTS = ("what", "like", "good", "bad", "recovery", "unknown")
Read = Callable[[str], Record | None]


def aid(read: Read, regions: Iterable[RegionId], words: Mapping[str, str]) -> Aid:
    """Make all of it; `read` gives a file of the language's folder, or None where it is absent."""

    def listed(file: str, key: str) -> list[Any]:
        found = read(file)
        return list(found[key]) if found else []

    return Aid(
        options=tuple(_option(raw, words) for raw in listed("options.toml", "options")),
        values=tuple(_value(raw) for raw in listed("values.toml", "values")),
        steps=tuple(
            Step(raw["id"], statement(raw["says"], raw["id"], words))
            for raw in listed("steps.toml", "steps")
        ),
        stages=tuple(_stage(raw, words) for raw in listed("recovery.toml", "stages")),
        notes=tuple(Note(**raw) for raw in listed("about.toml", "notes")),
        checks={
            region: tuple(_check(raw, words) for raw in listed(f"quiz/{region}.toml", "checks"))
            for region in regions
        },
    )


def _option(raw: Record, words: Mapping[str, str]) -> Option:
    parts = {part: statement(raw[part], f"{raw['id']}.{part}", words) for part in OPTION_PARTS}
    return Option(
        id=raw["id"],
        name=raw["name"],
        regions=tuple(raw.get("regions", ())),
        meets=_statements(raw.get("meets", {}), f"{raw['id']}.meets", words),
        **parts,
    )


def _value(raw: Record) -> Value:
    answers = tuple(Answer(**answer) for answer in raw["answers"])
    return Value(raw["id"], raw["head"], raw["question"], answers)


def _stage(raw: Record, words: Mapping[str, str]) -> Stage:
    return Stage(
        id=raw["id"],
        when=raw["when"],
        usual=statement(raw["usual"], f"{raw['id']}.usual", words),
        watch=statement(raw["watch"], f"{raw['id']}.watch", words),
        life=_statements(raw.get("life", {}), f"{raw['id']}.life", words),
    )


def _check(raw: Record, words: Mapping[str, str]) -> Check:
    because = statement(raw["because"], raw["id"], words)
    return Check(raw["id"], raw["ask"], tuple(raw["answers"]), raw["right"], because)


def _statements(raw: Record, name: str, words: Mapping[str, str]) -> dict[str, Statement]:
    return {key: statement(said, f"{name}.{key}", words) for key, said in raw.items()}
