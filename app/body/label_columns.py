"""In which column beside the body each region has its name, and in which order.

They are derived from one plate of a view, so that names keep their places on all others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.body.outlines import BoundingBox, Outline, bounds
from app.body.regions import RegionId, Side, View

_CENTRAL = 0.08
"""A region nearer to the midline, in plate widths, can have its name in either column."""
_RISE = 0.15
"""How much higher a region counts for its distance from the midline.

Of two regions at one height, the outer one comes first: the line to the inner one passes below it.
"""


class LabelPlace(NamedTuple):
    """The column in which a region has its name; seen from behind, left is the body's left."""

    region: RegionId
    column: Side


def label_places(
    outlines: Sequence[Outline], view: View, homes: Mapping[RegionId, Side]
) -> tuple[LabelPlace, ...]:
    """The columns of all regions of a plate, which are in order from top to bottom.

    From behind, a region has the column in `homes`, and those of `homes` are in its order. Without
    an entry there, it has the column on its own side, the left one if it has two sides, and if it
    is in the middle that with fewer names. From another direction, the left half of the regions is
    on the left.
    """
    shapes: dict[RegionId, list[BoundingBox]] = {}
    for outline in outlines:
        shapes.setdefault(outline.place.region, []).append(bounds(outline.points))
    edges = [x for boxes in shapes.values() for box in boxes for x in box[::2]]
    midline = (min(edges) + max(edges)) / 2 if edges else 0.0

    def rank(region: RegionId) -> tuple[float, str]:
        x, y = _center(shapes[region][0])
        return y - _RISE * abs(x - midline), region

    order = sorted(shapes, key=rank)
    across = {region: _center(shapes[region][0])[0] - midline for region in order}
    if view is View.BACK:
        given = iter([region for region in homes if region in shapes])
        order = [next(given) if region in homes else region for region in order]
        columns = _columns_from_behind(order, across, shapes, homes)
    else:
        half = set(sorted(order, key=across.__getitem__)[: (len(order) + 1) // 2])
        columns = {region: Side.LEFT if region in half else Side.RIGHT for region in order}
    return tuple(LabelPlace(region, columns[region]) for region in order)


def _columns_from_behind(
    order: Sequence[RegionId],
    across: Mapping[RegionId, float],
    shapes: Mapping[RegionId, Sequence[BoundingBox]],
    homes: Mapping[RegionId, Side],
) -> dict[RegionId, Side]:
    columns: dict[RegionId, Side] = {}
    for region in order:
        if region in homes:
            columns[region] = homes[region]
        elif len(shapes[region]) > 1:
            columns[region] = Side.LEFT
        elif abs(across[region]) >= _CENTRAL:
            columns[region] = Side.LEFT if across[region] < 0 else Side.RIGHT
    count = Counter(columns.values())
    for region in order:
        if region not in columns:
            column = Side.LEFT if count[Side.LEFT] < count[Side.RIGHT] else Side.RIGHT
            columns[region] = column
            count[column] += 1
    return columns


def _center(box: BoundingBox) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
