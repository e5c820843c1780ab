"""Paints the figure: the body, the outlines of its regions, and the labels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from app.body.regions import covers
from app.painting.scene import FigureScene, RegionShape


def paint_figure(painter: QPainter, scene: FigureScene) -> None:
    """Paints the whole scene; changes nothing else."""
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    painter.drawImage(scene.plate_rect, scene.image)
    if scene.base_image is None:
        paint_base(painter, scene)
    else:
        painter.drawImage(QPointF(), scene.base_image)
    for shape in _highlighted_shapes(scene):
        _paint_shape(painter, scene, shape)
    if scene.spotlight_path is not None:
        # Imported here: only those who present pay for it.
        from app.painting.presenter_overlay import paint_spotlight

        paint_spotlight(painter, scene, scene.spotlight_path)
    _paint_labels(painter, scene, raised=True)
    if (
        scene.marks is not None
        or scene.interaction.draft_mark is not None
        or scene.interaction.pointer
    ):
        from app.painting.presenter_overlay import paint_presenter_overlay

        paint_presenter_overlay(painter, scene)


def paint_base(painter: QPainter, scene: FigureScene) -> None:
    """All outlines at rest, a light line in a dark casing, and all labels that are not raised."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in scene.shapes:
        _stroke(painter, shape.path, _faded(scene.theme.color("outline_dark"), 0.9), 4.2)
        _stroke(painter, shape.path, scene.theme.color("outline_light"), 1.6)
    _paint_labels(painter, scene, raised=False)


def _paint_labels(painter: QPainter, scene: FigureScene, *, raised: bool) -> None:
    if scene.layout.labels or scene.layout.numbered:
        # Imported here: the very first picture has no labels.
        from app.painting.labels.paint import paint_labels

        paint_labels(painter, scene, raised=raised)


def _highlighted_shapes(scene: FigureScene) -> list[RegionShape]:
    """What is not at rest, the chosen ones and the focus last."""

    def rank(shape: RegionShape) -> tuple[bool, bool]:
        return scene.is_chosen(shape.place), shape.place == scene.interaction.focus

    return sorted((s for s in scene.shapes if any(rank(s)) or _is_hovered(scene, s)), key=rank)


def _paint_shape(painter: QPainter, scene: FigureScene, shape: RegionShape) -> None:
    theme, place = scene.theme, shape.place
    if scene.is_chosen(place):
        _fill_chosen(painter, scene, shape)
        _stroke(painter, shape.path, theme.color("outline_dark"), 8.0)
        _stroke(painter, shape.path, theme.color("outline_light"), 5.5)
        _stroke(painter, shape.path, theme.color("accent"), 3.0)
    elif _is_hovered(scene, shape):
        _paint_hovered(painter, scene, shape)
    if place == scene.interaction.focus:
        _paint_focus(painter, scene, shape)


def _is_hovered(scene: FigureScene, shape: RegionShape) -> bool:
    near = scene.interaction.hovered
    return near is not None and covers(near, shape.place)


def _paint_hovered(painter: QPainter, scene: FigureScene, shape: RegionShape) -> None:
    theme, lift = scene.theme, scene.interaction.hover_progress
    painter.fillPath(shape.path, _faded(theme.color("outline_light"), 0.16 * lift))
    _stroke(painter, shape.path, theme.color("outline_dark"), 4.2 + 1.8 * lift)
    _stroke(painter, shape.path, theme.color("outline_light"), 1.6 + 1.4 * lift)


def _paint_focus(painter: QPainter, scene: FigureScene, shape: RegionShape) -> None:
    """A dashed ring inside the outline, light in a dark casing."""
    theme = scene.theme
    _stroke(painter, shape.path, theme.color("outline_dark"), 9.0)
    _stroke(painter, shape.path, theme.color("outline_light"), 6.0)
    colour = theme.color("accent") if scene.is_chosen(shape.place) else theme.color("outline_dark")
    pen = QPen(colour, 2.4, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([2.5, 2.0])
    painter.strokePath(shape.path, pen)


def _fill_chosen(painter: QPainter, scene: FigureScene, shape: RegionShape) -> None:
    accent = scene.theme.color("accent")
    painter.fillPath(shape.path, _faded(accent, 0.20 * scene.interaction.hover_progress))
    _hatch(painter, shape, _faded(accent, 0.5 * scene.interaction.hover_progress))


def _hatch(painter: QPainter, shape: RegionShape, colour: QColor) -> None:
    """Slanted lines, so that what is chosen does not rest on colour alone."""
    painter.fillPath(shape.path, QBrush(colour, Qt.BrushStyle.BDiagPattern))


def _stroke(painter: QPainter, path: QPainterPath, colour: QColor, width: float) -> None:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)


def _faded(colour: QColor, opacity: float) -> QColor:
    faded = QColor(colour)
    faded.setAlphaF(min(max(opacity, 0.0), 1.0))
    return faded


def bounds(shapes: tuple[RegionShape, ...]) -> QRectF:
    """The box around all shapes."""
    box = QRectF()
    for shape in shapes:
        box = box.united(shape.path.boundingRect())
    return box
