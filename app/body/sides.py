"""The one rule of sides: where a region's line ends, and what lights up.

The line of a region may end in any of its sides. If one side of it is chosen or has the focus,
the line ends in that side and in no other. A label lights up only with the place its line ends
in, and a place that has no outline in a view lights up nothing there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from app.body.ids import Place


def covers(whole: Place, place: Place) -> bool:
    """Whether `place` is `whole` or one side of it."""
    return whole.region == place.region and whole.side in (None, place.side)


def is_seen(place: Place, there: Iterable[Place]) -> bool:
    """Whether anything of a place has an outline among those of a view."""
    return any(covers(place, one) for one in there)


def line_ends(
    chosen: Place | None, focus: Place | None, there: Collection[Place]
) -> tuple[Place, ...]:
    """The places in which the line of their region has to end; at most one of each region.

    What is chosen comes before the focus. A region that is chosen as a whole, or of which only
    an unseen side is chosen, is lit wherever its line ends, or not at all.
    """
    ends: dict[str, Place] = {}
    for place in (chosen, focus):
        if place is not None and is_seen(place, there):
            ends.setdefault(place.region, place)
    return tuple(place for place in ends.values() if place.side is not None)
