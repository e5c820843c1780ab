"""Paints the figure: the body, the outlines of its regions, and the labels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from app.body.regions import covers
from app.painting.scene import FigureScene, Shape


def paint_figure(painter: QPainter, scene: FigureScene) -> None:
    """Paints the whole scene; changes nothing else."""
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    painter.drawImage(scene.where, scene.image)
    if scene.resting is None:
        paint_resting(painter, scene)
    else:
        painter.drawImage(QPointF(), scene.resting)
    for shape in _raised(scene):
        _paint_shape(painter, scene, shape)
    if scene.lit is not None:
        # Imported here: only those who present pay for it.
        from app.painting.presenter_overlay import dim

        dim(painter, scene, scene.lit)
    _paint_labels(painter, scene, raised=True)
    if scene.marks is not None or scene.passing.drawing is not None or scene.passing.pointer:
        from app.painting.presenter_overlay import paint_presented

        paint_presented(painter, scene)


def paint_resting(painter: QPainter, scene: FigureScene) -> None:
    """All outlines at rest, a light line in a dark casing, and all labels that are not raised."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in scene.shapes:
        _stroke(painter, shape.path, _faded(scene.look.colour("outline_dark"), 0.9), 4.2)
        _stroke(painter, shape.path, scene.look.colour("outline_light"), 1.6)
    _paint_labels(painter, scene, raised=False)


def _paint_labels(painter: QPainter, scene: FigureScene, *, raised: bool) -> None:
    if scene.layout.labels or scene.layout.numbered:
        # Imported here: the very first picture has no labels.
        from app.painting.labels.paint import paint_labels

        paint_labels(painter, scene, raised=raised)


def _raised(scene: FigureScene) -> list[Shape]:
    """What is not at rest, the chosen ones and the focus last."""

    def rank(shape: Shape) -> tuple[bool, bool]:
        return scene.is_chosen(shape.place), shape.place == scene.passing.focus

    return sorted((s for s in scene.shapes if any(rank(s)) or _is_near(scene, s)), key=rank)


def _paint_shape(painter: QPainter, scene: FigureScene, shape: Shape) -> None:
    look, place = scene.look, shape.place
    if scene.is_chosen(place):
        _fill_chosen(painter, scene, shape)
        _stroke(painter, shape.path, look.colour("outline_dark"), 8.0)
        _stroke(painter, shape.path, look.colour("outline_light"), 5.5)
        _stroke(painter, shape.path, look.colour("accent"), 3.0)
    elif _is_near(scene, shape):
        _paint_near(painter, scene, shape)
    if place == scene.passing.focus:
        _paint_focus(painter, scene, shape)


def _is_near(scene: FigureScene, shape: Shape) -> bool:
    near = scene.passing.near
    return near is not None and covers(near, shape.place)


def _paint_near(painter: QPainter, scene: FigureScene, shape: Shape) -> None:
    look, lift = scene.look, scene.passing.lift
    painter.fillPath(shape.path, _faded(look.colour("outline_light"), 0.16 * lift))
    _stroke(painter, shape.path, look.colour("outline_dark"), 4.2 + 1.8 * lift)
    _stroke(painter, shape.path, look.colour("outline_light"), 1.6 + 1.4 * lift)


def _paint_focus(painter: QPainter, scene: FigureScene, shape: Shape) -> None:
    """A dashed ring inside the outline, light in a dark casing."""
    look = scene.look
    _stroke(painter, shape.path, look.colour("outline_dark"), 9.0)
    _stroke(painter, shape.path, look.colour("outline_light"), 6.0)
    colour = look.colour("accent") if scene.is_chosen(shape.place) else look.colour("outline_dark")
    pen = QPen(colour, 2.4, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([2.5, 2.0])
    painter.strokePath(shape.path, pen)


def _fill_chosen(painter: QPainter, scene: FigureScene, shape: Shape) -> None:
    accent = scene.look.colour("accent")
    painter.fillPath(shape.path, _faded(accent, 0.20 * scene.passing.lift))
    _hatch(painter, shape, _faded(accent, 0.5 * scene.passing.lift))


def _hatch(painter: QPainter, shape: Shape, colour: QColor) -> None:
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


def bounds(shapes: tuple[Shape, ...]) -> QRectF:
    """The box around all shapes."""
    box = QRectF()
    for shape in shapes:
        box = box.united(shape.path.boundingRect())
    return box
