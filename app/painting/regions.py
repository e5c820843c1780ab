"""Painting of regions: nothing at rest, light on what is hovered or chosen, lines for the focus."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.painting.scene import FigureScene, RegionShape, RegionTint
from app.theme.theme import Theme

_HOVER_LIGHT, _CHOSEN_LIGHT = 0.34, 0.62
"""Opacity of the light on a region."""
_HOVER_EDGE = 0.65
"""Opacity of the edge of a hovered region; that of a chosen one is opaque."""
_EDGE, _CASING = 1.6, 5.4
"""Widths in pixels of the edge and of the line below it, of which the outer half is painted."""


def paint_regions(painter: QPainter, scene: FigureScene) -> None:
    """Paint what is hovered, found or chosen; in the contrast theme, also the outlines at rest."""
    has_lines, image = scene.theme.is_high_contrast, scene.line_image
    if has_lines and image is not None:
        painter.drawImage(QPointF(), image)
    are_all_drawn = has_lines and image is None
    shapes = scene.shapes if are_all_drawn else scene.shapes.of(scene.lit_regions)
    for shape in sorted(shapes, key=lambda shape: scene.is_chosen(shape.place)):
        is_chosen, is_hovered = scene.is_chosen(shape.place), scene.is_hovered(shape.place)
        chosen = scene.interaction.choice_progress if is_chosen else 0.0
        hovered = scene.interaction.hover_progress if is_hovered else 0.0
        _paint_light(painter, scene, shape, chosen, hovered * (1 - chosen))
        if are_all_drawn or (has_lines and (is_chosen or is_hovered)):
            _paint_contrast_lines(painter, scene, shape)


def paint_lines_at_rest(painter: QPainter, scene: FigureScene) -> None:
    """Paint the outlines that `FigureScene.line_image` holds."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in scene.shapes:
        _paint_line_at_rest(painter, shape.path, scene.theme)


def paint_focus(painter: QPainter, scene: FigureScene) -> None:
    """Paint dashes along the outline that has the keyboard focus, dark on light."""
    focus = scene.interaction.focus
    if focus is None:
        return
    for shape in scene.shapes.of([focus.region]):
        if shape.place != focus:
            continue
        _stroke(painter, shape.path, scene.theme.color("outline_dark"), 9.0)
        _stroke(painter, shape.path, scene.theme.color("outline_light"), 6.0)
        pen = QPen(scene.theme.color("outline_dark"), 2.4, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2.5, 2.0])
        painter.strokePath(shape.path, pen)


def _paint_light(
    painter: QPainter, scene: FigureScene, shape: RegionShape, chosen: float, hovered: float
) -> None:
    """Paint the light on a region, fading from that of the hover to that of the choice."""
    tint = scene.tints.get(shape.place)
    if tint is None:
        return
    before = painter.opacity()
    painter.setOpacity(before * (_CHOSEN_LIGHT * chosen + _HOVER_LIGHT * hovered))
    painter.drawImage(tint.target(scene.plate_rect), tint.image)
    painter.setOpacity(before)
    if not scene.theme.is_high_contrast:
        _paint_edge(painter, shape, tint, chosen + _HOVER_EDGE * hovered)


def _paint_edge(painter: QPainter, shape: RegionShape, tint: RegionTint, opacity: float) -> None:
    """Paint a pale line, and a dark line outside it, which shows where the skin is pale, too."""
    outside = QPainterPath(shape.path)
    outside.setFillRule(Qt.FillRule.OddEvenFill)
    outside.addRect(shape.path.boundingRect().adjusted(-_CASING, -_CASING, _CASING, _CASING))
    painter.save()
    painter.setClipPath(outside, Qt.ClipOperation.IntersectClip)
    _stroke(painter, shape.path, faded(tint.colors.casing, opacity), _CASING)
    painter.restore()
    _stroke(painter, shape.path, faded(tint.colors.edge, opacity), _EDGE)


def _paint_contrast_lines(painter: QPainter, scene: FigureScene, shape: RegionShape) -> None:
    """Paint a light line in a dark casing at rest, otherwise a heavy dark line in a light one."""
    theme, interaction = scene.theme, scene.interaction
    if scene.is_chosen(shape.place):
        _paint_heavy_line(painter, shape.path, theme, 9.0)
    elif scene.is_hovered(shape.place):
        _paint_heavy_line(painter, shape.path, theme, 4.2 + 2.4 * interaction.hover_progress)
    else:
        _paint_line_at_rest(painter, shape.path, theme)


def _paint_line_at_rest(painter: QPainter, path: QPainterPath, theme: Theme) -> None:
    _stroke(painter, path, theme.color("outline_dark"), 4.2)
    _stroke(painter, path, theme.color("outline_light"), 1.6)


def _paint_heavy_line(painter: QPainter, path: QPainterPath, theme: Theme, width: float) -> None:
    _stroke(painter, path, theme.color("outline_dark"), width)
    _stroke(painter, path, theme.color("outline_light"), width - 2.4)
    _stroke(painter, path, theme.color("outline_dark"), width / 3)


def _stroke(painter: QPainter, path: QPainterPath, color: QColor, width: float) -> None:
    pen = QPen(color, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)


def faded(color: QColor, opacity: float) -> QColor:
    """The colour with an opacity of its own, from 0 to 1."""
    result = QColor(color)
    result.setAlphaF(min(max(opacity, 0.0), 1.0))
    return result
