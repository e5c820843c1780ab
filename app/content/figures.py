"""What figures.json says of each plate: its size and where the landmarks of the body lie on it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.body.outlines import Point
from app.body.regions import PlateKey, View
from app.content.heads import Record


@dataclass(frozen=True, slots=True)
class PlateFacts:
    """One plate: pixels, landmarks in plate units, and those that lie behind the body."""

    key: PlateKey
    width: int
    height: int
    landmarks: Mapping[str, Point]
    hidden: frozenset[str]


def read_figures(data: bytes) -> dict[PlateKey, PlateFacts]:
    """Read a file that is known to be good."""
    facts = [plate_facts(raw) for raw in json.loads(data)["plates"]]
    return {found.key: found for found in facts}


def plate_facts(raw: Record) -> PlateFacts:
    return PlateFacts(
        key=PlateKey(raw["figure"], raw["build"], View(raw["view"])),
        width=raw["width"],
        height=raw["height"],
        landmarks={name: (at[0], at[1]) for name, at in raw.get("landmarks", {}).items()},
        hidden=frozenset(raw.get("hidden", ())),
    )
