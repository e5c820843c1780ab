"""What lies at a point of a figure: a label is the whole region, an outline a side of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from app.body.hit_test import OutlineMap
from app.body.regions import Place
from app.canvas.arrangement import label_at
from app.canvas.placing import Placing
from app.painting.labels.model import LabelLayout

_SLACK = 12.0
"""How far beside an outline a finger still touches it, in pixels."""


def touched(
    layout: LabelLayout, outlines: OutlineMap, placing: Placing, at: QPointF
) -> Place | None:
    """Name what lies at a point, in the pixels of the labels and of `placing`."""
    label = label_at(layout, at.x(), at.y())
    if label is not None:
        return label
    return outlines.place_at(*placing.to_plate(at.x(), at.y()), _SLACK / placing.width)
