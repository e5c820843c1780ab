"""Painting of the figure: the body, its regions, and the labels."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.painting.regions import faded, paint_focus, paint_regions
from app.painting.scene import FigureScene


def paint_figure(painter: QPainter, scene: FigureScene) -> None:
    """Paint the whole scene; equal scenes give equal pixels."""
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    if scene.previous is None:
        _paint_body(painter, scene)
    else:
        _paint_cross_fade(painter, scene, scene.previous)
    if scene.base_image is None:
        paint_base(painter, scene)
    else:
        painter.drawImage(QPointF(), scene.base_image)
    paint_focus(painter, scene)
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
    """Paint what `FigureScene.base_image` holds: the labels without highlight."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_labels(painter, scene, raised=False)


def _paint_body(painter: QPainter, scene: FigureScene) -> None:
    painter.drawImage(scene.plate_rect, scene.image)
    paint_regions(painter, scene)


def _paint_cross_fade(painter: QPainter, scene: FigureScene, previous: FigureScene) -> None:
    """Paint a body that gives way to another one, mixed in a picture of their own.

    If one were painted over the other, the ground would shine through both.
    """
    box, ratio = painter.window(), painter.device().devicePixelRatio()
    mixed = _clear_image(box.size(), ratio)
    mixer = QPainter(mixed)
    mixer.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    for one, share in ((previous, 1 - scene.fade), (scene, scene.fade)):
        image = _clear_image(box.size(), ratio)
        body = QPainter(image)
        body.setRenderHints(painter.renderHints())
        body.translate(-box.topLeft())
        _paint_body(body, one)
        # Faded here, because Plus with an opacity would first cut off what is above white.
        body.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        body.fillRect(box, faded(QColor(Qt.GlobalColor.black), share))
        body.end()
        mixer.drawImage(QPoint(), image)
    mixer.end()
    painter.drawImage(box.topLeft(), mixed)


def _clear_image(size: QSize, ratio: float) -> QImage:
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _paint_labels(painter: QPainter, scene: FigureScene, *, raised: bool) -> None:
    if scene.layout.labels or scene.layout.numbered:
        # Imported here because the first picture has no labels.
        from app.painting.labels.paint import paint_labels

        paint_labels(painter, scene, raised=raised)
