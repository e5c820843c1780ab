"""Every name of every region, read straight from the shipped file."""

from __future__ import annotations

import tomllib
from pathlib import Path

FILE = Path(__file__).parents[2] / "assets/atlases/back/texts/en/names.toml"


def all_names() -> list[tuple[str, str]]:
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))["regions"]
    return [
        (region, name)
        for region, names in raw.items()
        for name in (
            names["plain"],
            names["medical"],
            *names["others"],
            *names.get("plain_for", {}).values(),
        )
    ]
