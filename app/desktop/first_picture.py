"""The first picture of a start: the body on its ground, before the rest can be shown.

Loading everything takes longer than opening a bare window. So the window first shows a widget that
only paints the plate, at the place where the figure will be: in half its size, which is decoded
soonest, and then in its whole size. What people press or type meanwhile waits in Qt's queue until
the window is filled, and then reaches the figure.

This module imports as little as possible.
"""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QEventLoop, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.bootstrap.first_plate import FirstPlate, read_sharp_picture
from app.desktop.window import DesktopWindow
from app.painting.plate_file import PaintedPlate, PlateError, read_plate
from app.painting.plate_rect import fit_plate
from app.painting.tint import closed_path, scale_plate, tint_plate
from app.theme.skin_ramp import SkinRamp
from app.widgets.single_shot import single_shot
from app.workspace.home_geometry import HomeGeometry, home_geometry

_LONGEST_WAIT_MS = 400
"""How long the start waits for the window to appear; a minimised one never does."""


class FirstPicture(QWidget):
    """Paints the ground, the empty bar and the tinted plate where the finished window has them."""

    def __init__(self, first: FirstPlate) -> None:
        super().__init__()
        self._first = first
        self._painted = PaintedPlate(first.picture, QImage(), QImage())
        self._plate = self._decode(first.picture)
        self._waiting = QEventLoop(self)
        self._painted_timer = single_shot(self, 0, self._waiting.quit)
        self._patience_timer = single_shot(self, _LONGEST_WAIT_MS, self._waiting.quit)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def wait_until_painted(self) -> None:
        """Wait until it is on the screen. Input stays in Qt's queue meanwhile."""
        self._patience_timer.start()
        self._waiting.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def sharpen(self) -> PaintedPlate | None:
        """Paint the plate in its whole size, and return it.

        None if it cannot be painted; then opening the atlas says why.
        """
        data = read_sharp_picture(self._first)
        with suppress(PlateError):
            if data is not None and data != self._painted.data:
                self._plate = self._decode(data)
                self._painted = PaintedPlate(data, QImage(), QImage())
                self.update()
                self.wait_until_painted()
        is_painted = self._painted.data == data and not self._painted.tinted.isNull()
        return self._painted if is_painted else None

    def _decode(self, data: bytes) -> QImage:
        return read_plate(self._first.showing.plate.stem, data)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._first.colors["ground"]))
        geometry = home_geometry(
            self.width(),
            self.height(),
            self._first.showing.text_size,
            is_right_to_left=self.isRightToLeft(),
        )
        if geometry is not None:
            self._paint_bar(painter, geometry)
            self._paint_plate(painter, geometry)
        self._painted_timer.start()

    def _paint_bar(self, painter: QPainter, geometry: HomeGeometry) -> None:
        left, top, width, height = geometry.bar
        painter.fillRect(left, top, width, height, QColor(self._first.colors["surface"]))
        painter.fillRect(left, top + height - 1, width, 1, QColor(self._first.colors["hairline"]))

    def _paint_plate(self, painter: QPainter, geometry: HomeGeometry) -> None:
        """Paint the plate as the figure does; the window is shorter than the plate's sides fade."""
        box = geometry.figure
        first, aspect = self._first, self._first.aspect
        rect = fit_plate(box.width, box.height, aspect, first.showing.frame)
        width = round(rect.width * self.devicePixelRatioF())
        size = QSize(width, round(width * aspect))
        if self._painted.tinted.size() != size:
            ramp = SkinRamp(tuple(map(QColor, first.skin)), tuple(map(QColor, first.gloss)))
            garment = tuple(map(QColor, first.garment))
            grey = scale_plate(self._plate, size)
            tinted = tint_plate(grey, ramp, garment, closed_path(first.shorts))
            self._painted = self._painted._replace(grey=grey, tinted=tinted)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(*box)
        target = QRectF(box.left + rect.left, box.top + rect.top, rect.width, rect.height)
        painter.drawImage(target, self._painted.tinted)


def show_first_picture(
    window: DesktopWindow, first: FirstPlate, *, is_maximized: bool = False
) -> FirstPicture | None:
    """Show the empty window with the first picture in it, and wait until it is on the screen.

    None where the place of the figure depends on words, or the plate is damaged: the window is
    shown when it is filled.
    """
    size = window.size()
    text_size, is_right_to_left = first.showing.text_size, window.isRightToLeft()
    if home_geometry(*size.toTuple(), text_size, is_right_to_left=is_right_to_left) is None:
        return None
    try:
        picture = FirstPicture(first)
    except PlateError:
        return None
    window.setCentralWidget(picture)
    if is_maximized:
        window.showMaximized()
    else:
        window.show()
    picture.wait_until_painted()
    return picture
