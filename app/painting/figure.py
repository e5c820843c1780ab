"""Painting of the figure: the body, the outlines of its regions, and the labels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from app.body.regions import covers
from app.painting.scene import FigureScene, RegionShape


def paint_figure(painter: QPainter, scene: FigureScene) -> None:
    """Paint the whole scene; equal scenes give equal pixels."""
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
        # Imported here because only presenting needs it.
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
    """Paint what `FigureScene.base_image` holds: outlines at rest and labels without highlight.

    An outline is a light line in a dark casing, which shows on every skin tone.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in scene.shapes:
        _stroke(painter, shape.path, _faded(scene.theme.color("outline_dark"), 0.9), 4.2)
        _stroke(painter, shape.path, scene.theme.color("outline_light"), 1.6)
    _paint_labels(painter, scene, raised=False)


def _paint_labels(painter: QPainter, scene: FigureScene, *, raised: bool) -> None:
    if scene.layout.labels or scene.layout.numbered:
        # Imported here because the first picture has no labels.
        from app.painting.labels.paint import paint_labels

        paint_labels(painter, scene, raised=raised)


def _highlighted_shapes(scene: FigureScene) -> list[RegionShape]:
    """Shapes that are hovered, chosen or focused, in painting order: chosen and focused last."""

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
    hovered = scene.interaction.hovered
    return hovered is not None and covers(hovered, shape.place)


def _paint_hovered(painter: QPainter, scene: FigureScene, shape: RegionShape) -> None:
    theme, progress = scene.theme, scene.interaction.hover_progress
    painter.fillPath(shape.path, _faded(theme.color("outline_light"), 0.16 * progress))
    _stroke(painter, shape.path, theme.color("outline_dark"), 4.2 + 1.8 * progress)
    _stroke(painter, shape.path, theme.color("outline_light"), 1.6 + 1.4 * progress)


def _paint_focus(painter: QPainter, scene: FigureScene, shape: RegionShape) -> None:
    """Paint a dashed line along the outline, over a light line in a dark casing."""
    theme = scene.theme
    _stroke(painter, shape.path, theme.color("outline_dark"), 9.0)
    _stroke(painter, shape.path, theme.color("outline_light"), 6.0)
    color = theme.color("accent") if scene.is_chosen(shape.place) else theme.color("outline_dark")
    pen = QPen(color, 2.4, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([2.5, 2.0])
    painter.strokePath(shape.path, pen)


def _fill_chosen(painter: QPainter, scene: FigureScene, shape: RegionShape) -> None:
    accent = scene.theme.color("accent")
    painter.fillPath(shape.path, _faded(accent, 0.20 * scene.interaction.hover_progress))
    _hatch(painter, shape, _faded(accent, 0.5 * scene.interaction.hover_progress))


def _hatch(painter: QPainter, shape: RegionShape, color: QColor) -> None:
    """Fill with slanted lines, so that the choice is not shown by colour alone."""
    painter.fillPath(shape.path, QBrush(color, Qt.BrushStyle.BDiagPattern))


def _stroke(painter: QPainter, path: QPainterPath, color: QColor, width: float) -> None:
    pen = QPen(color, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)


def _faded(color: QColor, opacity: float) -> QColor:
    faded = QColor(color)
    faded.setAlphaF(min(max(opacity, 0.0), 1.0))
    return faded
