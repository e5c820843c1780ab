"""Shipped plates and outlines, ready for painting in tests."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QImage, QPainterPath, QPolygonF

from app.atlas.header import PlateOutlines
from app.atlas.loader import open_trusted
from app.body.regions import BuildId, FigureId, PlateKey, View
from app.canvas.plate_cache import read_plate
from app.painting.scene import RegionShape
from app.painting.tint import scale_plate, tint_plate
from app.support.paths import shipped_atlas

KEYS = tuple(
    PlateKey(FigureId(figure), BuildId(build), view)
    for figure, build, view in (
        ("woman", "average", View.BACK),
        ("man", "fuller", View.BACK_LEFT),
        ("woman", "leaner", View.BACK_RIGHT),
    )
)

ALL_KEYS = tuple(
    PlateKey(FigureId(figure), BuildId(build), view)
    for figure in ("woman", "man")
    for build in ("leaner", "average", "fuller")
    for view in View
)


@cache
def outlines(key: PlateKey) -> PlateOutlines:
    return open_trusted(shipped_atlas()).outlines(key)


@cache
def grey_plate(key: PlateKey, height: int) -> QImage:
    plate = read_plate(key.stem, open_trusted(shipped_atlas()).plate_data(key))
    return scale_plate(plate, QSize(round(height / outlines(key).aspect), height))


def closed(points) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def tinted_plate(key: PlateKey, skin, theme, height: int) -> QImage:
    return tint_plate(
        grey_plate(key, height), skin, theme.garment_colors, closed(outlines(key).shorts)
    )


def shapes_of(key: PlateKey, width: int) -> list[RegionShape]:
    return [
        RegionShape(outline.place, closed([(x * width, y * width) for x, y in outline.points]))
        for outline in outlines(key).regions
    ]
