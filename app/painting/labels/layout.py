"""Layout of the labels in two columns beside the body, or in their regions when zoomed in.

Column and order of the names are given, so that they are the same for all figures and sizes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import dist, inf

from app.body.regions import RegionId, Side
from app.painting.labels.clearance import PlacedTarget, is_clear
from app.painting.labels.columns import Column
from app.painting.labels.model import LabelLayout, LabelRequest
from app.painting.labels.targets import LabelTarget, LabelWindow, find_targets


def place_labels(
    requests: Sequence[LabelRequest], window: LabelWindow, *, is_zoomed: bool = False
) -> LabelLayout:
    """Place the labels of all regions in sight; `requests` are in order from top to bottom.

    A region gets a numbered dot if its name fits neither on one line nor on two. When zoomed in so
    far that not all regions are whole, or not all names fit, they are in or beside their regions.
    """
    targets = list(find_targets(requests, window.box.edges))
    if not is_zoomed:
        return _layout(_place_in_columns(targets, window))
    if all(part.is_whole for target in targets for part in target.parts):
        placed = _place_in_columns(targets, window)
        if all(label is not None for _, label in placed):
            return _layout(placed)
    from app.painting.labels.zoomed import place_in_regions

    return _layout(place_in_regions(targets, window))


def _place_in_columns(targets: Sequence[LabelTarget], window: LabelWindow) -> list[PlacedTarget]:
    """The targets with the labels that have rows and cover nothing, a chosen one first."""
    placed: dict[RegionId, PlacedTarget] = {one.request.region: (one, None) for one in targets}
    columns = [Column(targets, side, window) for side in Side]
    found = [one for column in columns for one in column.labels()]
    for target, label in sorted(found, key=lambda one: not one[0].request.is_first):
        others = [one for region, one in placed.items() if region != label.region]
        if is_clear(label, target, others, window):
            placed[label.region] = target, label
    return list(placed.values())


def _layout(placed: Iterable[PlacedTarget]) -> LabelLayout:
    labels, numbered, small = [], [], []
    for target, label in placed:
        if label is None:
            numbered.append((target.request.region, target.dots[0]))
        else:
            labels.append(label)
        painted = label.leader if label else ()
        small += [(target.request.region, dot) for dot in target.dots[1:] if dot not in painted]
    between = [dist(a, b) / 2 for (_, a), (_, b) in combinations(numbered, 2)]
    return LabelLayout(tuple(labels), tuple(numbered), tuple(small), min(between, default=inf))
