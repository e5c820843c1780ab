"""Names in their regions, or beside them where a region is too small, while zoomed in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, product
from math import ceil, dist

from app.body.regions import RegionId, Side
from app.painting.labels.clearance import OVERLAP, PlacedTarget, is_clear
from app.painting.labels.model import LabelBox, PlacedLabel
from app.painting.labels.parts import STEP, clamp, nearest_piece
from app.painting.labels.targets import LabelTarget, LabelWindow

_LEADER = 20.0
"""The least length of the leader of a name beside its dot."""
_INNER, _SECOND_LINE = 60.0, 10.0
"""How much longer a leader may be, in pixels, so that its name is not on the inner side, or on
one line."""


def place_in_regions(targets: Sequence[LabelTarget], window: LabelWindow) -> Sequence[PlacedTarget]:
    """The targets with labels, as far as there is room; a name without any gets a second try."""
    first = {target.request.region for target in targets if target.request.is_first}
    placed = _place_in_turn(targets, window, first)
    missing = {target.request.region for target, label in placed if label is None}
    others = _place_in_turn(targets, window, first | missing) if missing else placed
    return min(placed, others, key=lambda one: [label for _, label in one].count(None))


def _place_in_turn(
    targets: Sequence[LabelTarget], window: LabelWindow, first: Collection[RegionId]
) -> Sequence[PlacedTarget]:
    """Place the first names, then the others, where they cover no other region if possible."""
    placed: dict[RegionId, PlacedTarget] = {one.request.region: (one, None) for one in targets}
    for target in sorted(targets, key=lambda one: one.request.region not in first):
        others = [one for one in placed.values() if one[0] is not target]
        other_parts = [part for other, _ in others for part in other.parts]
        best = None
        for label in chain(_inside(target), _beside(target, window)):
            if is_clear(label, target, others, window):
                best = best or label
                if not any(part.is_covered(label.box.edges, OVERLAP) for part in other_parts):
                    best = label
                    break
        placed[target.request.region] = target, best
    return list(placed.values())


def _inside(target: LabelTarget) -> Iterator[PlacedLabel]:
    """The label wherever it fits into its region, nearest to the middle first."""
    heights, x = list(target.parts[0].lines), target.dots[0][0]
    pieces = [nearest_piece(one, x) for one in target.parts[0].lines.values()]
    for width, height in target.sizes:
        reach = ceil(height / 2 / STEP)
        middles = range(reach, len(pieces) - reach)
        for line in sorted(middles, key=lambda one: abs(one - len(pieces) / 2)):
            around = pieces[line - reach : line + reach + 1]
            left, right = max(start for start, _ in around), min(end for _, end in around)
            if right - left >= width:
                start, top = (left + right - width) / 2, heights[line] - height / 2
                yield target.label(LabelBox(start, top, width, height), None)


def _beside(target: LabelTarget, window: LabelWindow) -> Iterator[PlacedLabel]:
    """The label beside, below or above its dot or its region, nearest first."""
    dot, part, found = target.dots[0], target.parts[0], []
    limits, sizes = window.box.edges, zip(target.sizes, (0.0, _SECOND_LINE), strict=True)
    for around, ((width, height), cost) in product(((*dot, *dot), part.box), sizes):
        left, top, right, bottom = around
        starts = left - _LEADER - width, dot[0] - width / 2, right + _LEADER
        level, step = dot[1] - height / 2, height + window.gap
        tops = level, level - step, level + step, top - _LEADER - height, bottom + _LEADER
        for start, upper in product(starts, tops):
            x = clamp(start, limits[0], limits[2] - width)
            y = clamp(upper, limits[1], limits[3] - height)
            end_x, end_y = clamp(dot[0], x, x + width), clamp(dot[1], y, y + height)
            end = (end_x, end_y if end_x == dot[0] else y + height / 2)
            is_inner = start > dot[0] if part.column is Side.LEFT else start + width < dot[0]
            far = dist(end, dot) + _INNER * is_inner + cost
            found.append((far, LabelBox(x, y, width, height), end))
    yield from (target.label(box, end) for _, box, end in sorted(found))
