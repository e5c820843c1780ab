"""Shipped plates and outlines, ready for painting in tests."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPolygonF, QTransform

from app.atlas.header import PlateOutlines
from app.atlas.loader import open_trusted
from app.body.regions import BuildId, FigureId, Place, PlateKey, View
from app.painting.figure import paint_figure
from app.painting.labels.model import LabelLayout
from app.painting.plate_file import read_plate
from app.painting.scene import FigureScene, RegionShapes, RegionTint
from app.painting.smooth_path import outline_path
from app.painting.tint import scale_plate, tint_plate, tint_region
from app.support.paths import assets, shipped_atlas
from app.theme.region_colors import read_region_colors
from app.theme.theme import read_skin_ramps, read_theme

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


def shapes_of(key: PlateKey, width: int) -> RegionShapes:
    return RegionShapes(outlines(key).map, QTransform.fromScale(width, width))


@cache
def region_tint(key: PlateKey, place: Place, tone: str, height: int) -> RegionTint:
    outline = next(one for one in outlines(key).regions if one.place == place)
    colors = read_region_colors(assets() / "themes")[tone]
    return tint_region(grey_plate(key, height), outline_path(outline), colors)


def bare_scene(key: PlateKey, theme_name: str, tone: str, height: int, **options) -> FigureScene:
    """A figure without labels, at the corner of its picture."""
    theme = read_theme(assets() / "themes", theme_name, 100)
    plate = tinted_plate(key, read_skin_ramps(assets() / "themes")[tone], theme, height)
    shapes = shapes_of(key, plate.width())
    return FigureScene(
        plate,
        QRectF(plate.rect()),
        shapes,
        LabelLayout(),
        {},
        theme,
        tints={shape.place: region_tint(key, shape.place, tone, height) for shape in shapes},
        **options,
    )


def painted(scene: FigureScene) -> QImage:
    image = QImage(scene.image.size(), QImage.Format.Format_RGB32)
    image.fill(scene.theme.color("ground"))
    painter = QPainter(image)
    paint_figure(painter, scene)
    painter.end()
    return image
