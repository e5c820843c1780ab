"""How sure a figure is: told from its own fields by one rule, never from a grade made up for it.

The first line that is true decides:

- `second-hand`: the source was seen quoted only (tag S2);
- `worked-out`: it was worked out from published counts (tag D);
- `printed-bare`: a printed rate without a range;
- `printed-wide`, `printed`: a printed rate with a range, wide or not;
- `counted-none`: a count in which nothing was seen;
- `counted-wide`, `counted`: a count, its range wide or not.

A range is wide when its upper end is at least three times its lower end: fewer than about fifteen
events, or studies that do not agree.
"""

from __future__ import annotations

from typing import Literal

from app.content.atlas import NumberRecord

Certainty = Literal[
    "second-hand",
    "worked-out",
    "printed-bare",
    "printed-wide",
    "printed",
    "counted-none",
    "counted-wide",
    "counted",
]
WIDE = 3


def how_sure(record: NumberRecord) -> Certainty:
    """Tell how sure a figure is."""
    if record.tag in ("S2", "D"):
        return "second-hand" if record.tag == "S2" else "worked-out"
    if record.kind != "count":
        if record.low is None or record.high is None:
            return "printed-bare"
        return "printed-wide" if _is_wide(record) else "printed"
    if record.events == 0:
        return "counted-none"
    return "counted-wide" if _is_wide(record) else "counted"


def _is_wide(record: NumberRecord) -> bool:
    return record.low is None or record.high is None or record.high >= WIDE * record.low
