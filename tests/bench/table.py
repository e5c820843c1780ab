"""The table of docs/performance.md."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
_BEGIN, _END = "<!-- table -->\n", "<!-- end of the table -->\n"
_HEAD = ("what", "goal, at most", "floor", "Chromium", "ours", "ratio", "spread", "met")


class Row(NamedTuple):
    """One measurement as texts; `is_met` None if it has no goal, or none that could be measured."""

    name: str
    goal: str
    floor: str = ""
    chromium: str = ""
    ours: str = ""
    ratio: float | None = None
    spread: str = ""
    is_met: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of its line."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        met = {True: "yes", False: "NO", None: ""}[self.is_met]
        return (
            *(self.name, self.goal, self.floor, self.chromium, self.ours),
            *(ratio, self.spread, met),
        )


def spread(times: Sequence[float]) -> str:
    """The shortest and the longest of some times in seconds."""
    return f"{min(times) * 1000:.0f} to {max(times) * 1000:.0f} ms"


def machine() -> str:
    """The date and the kind of machine, without its name."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    kind = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    return f"{dt.date.today().isoformat()}; {kind}, no graphics card, load at the end {load:.1f}"


def markdown(rows: Sequence[Row], rounds: int) -> str:
    """The table, with a line that says when and where it was made."""
    from app.support.version import versions

    lines = [_HEAD, tuple("---" for _ in _HEAD), *(row.cells for row in rows)]
    table = "".join(f"| {' | '.join(line)} |\n" for line in lines)
    runs = versions().partition(", ")[2].rpartition(", ")[0]
    return f"{table}\n{machine()}; {runs}; medians of {rounds} starts of each.\n"


def write(text: str, document: Path = DOCUMENT) -> None:
    """Put a table in the place of the one in the document."""
    before = document.read_text("utf-8")
    head, tail = before.partition(_BEGIN)[0], before.partition(_END)[2]
    document.write_text(f"{head}{_BEGIN}\n{text}\n{_END}{tail}", "utf-8")
