"""Where everything of a figure stands in a room of some size: plate, outlines, labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QPainterPath, QPolygonF

from app.body.ids import Place, RegionId
from app.body.outlines import Point
from app.canvas.placing import Placing, fit
from app.content.shown import PlateOutlines
from app.drawing.layout import Box, LabelLayout, LabelWish
from app.drawing.scene import Shape
from app.look.look import Look
from app.session.showing import Frame

LabelSizes = tuple[tuple[QSizeF, str], tuple[QSizeF, str]]
"""Size and words of a label on one line, and on two."""

_MARGIN = 14.0
_GAP = 10.0


@dataclass(frozen=True, slots=True)
class Room:
    """The size of the widget and the boxes in it that other controls lie on."""

    width: int
    height: int
    taken: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The plate's place, the outlines as paths in pixels, and the labels with their words."""

    placing: Placing
    shapes: tuple[Shape, ...]
    layout: LabelLayout
    words: Mapping[RegionId, str]


def arrange(
    outlines: PlateOutlines, names: Mapping[RegionId, str], room: Room, frame: Frame, look: Look
) -> Arrangement:
    """Works out the places; the same input gives the same places. Without names, no labels."""
    placing = fit(room.width, room.height, outlines.aspect, frame)
    drawn = {
        outline.place: tuple(placing.to_pixels(point) for point in outline.points)
        for outline in outlines.regions
    }
    if not names:
        return Arrangement(placing, _shapes(drawn), LabelLayout(), {})
    # Imported here: the very first picture has no labels.
    from app.drawing.label_paint import label_sizes
    from app.drawing.labels import lay_out

    sizes = {region: label_sizes(name, look) for region, name in names.items()}
    layout = lay_out(
        _wishes(drawn, sizes),
        Box(_MARGIN, _MARGIN, room.width - 2 * _MARGIN, room.height - 2 * _MARGIN),
        gap=_GAP,
        forbidden=room.taken,
    )
    words = {label.region: sizes[label.region][label.lines - 1][1] for label in layout.labels}
    return Arrangement(placing, _shapes(drawn), layout, words)


def _shapes(drawn: Mapping[Place, tuple[Point, ...]]) -> tuple[Shape, ...]:
    return tuple(Shape(place, _path(points)) for place, points in drawn.items())


def _wishes(
    drawn: Mapping[Place, tuple[Point, ...]], sizes: Mapping[RegionId, LabelSizes]
) -> tuple[LabelWish, ...]:
    wishes = []
    for region in dict.fromkeys(place.region for place in drawn):
        (one, _), (two, _) = sizes[region]
        wishes.append(
            LabelWish(
                region,
                tuple(points for place, points in drawn.items() if place.region == region),
                (one.width(), one.height()),
                (two.width(), two.height()),
            )
        )
    return tuple(wishes)


def _path(points: tuple[Point, ...]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*point) for point in points]))
    path.closeSubpath()
    return path
