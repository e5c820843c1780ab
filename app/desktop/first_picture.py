"""The first picture of a start: the body on its ground, before the rest can be shown.

Loading everything takes longer than opening a bare window. So the window first shows a widget that
only paints the plate, at the place where the figure will be. What people press or type meanwhile
waits in Qt's queue until the window is filled, and then reaches the figure.

This module imports as little as possible.
"""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.bootstrap.first_plate import FirstPlate
from app.desktop.window import DesktopWindow
from app.painting.plate_file import read_plate
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
        self._plate = read_plate(first.showing.plate.stem, first.picture)
        self._tinted = QImage()
        self._waiting = QEventLoop(self)
        self._painted_timer = single_shot(self, 0, self._waiting.quit)
        self._patience_timer = single_shot(self, _LONGEST_WAIT_MS, self._waiting.quit)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def wait_until_painted(self) -> None:
        """Wait until it is on the screen. Input stays in Qt's queue meanwhile."""
        self._patience_timer.start()
        self._waiting.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

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
        if self._tinted.size() != size:
            ramp = SkinRamp(tuple(map(QColor, first.skin)), tuple(map(QColor, first.gloss)))
            garment = tuple(map(QColor, first.garment))
            grey = scale_plate(self._plate, size)
            self._tinted = tint_plate(grey, ramp, garment, closed_path(first.shorts))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(*box)
        target = QRectF(box.left + rect.left, box.top + rect.top, rect.width, rect.height)
        painter.drawImage(target, self._tinted)


def show_first_picture(
    window: DesktopWindow, first: FirstPlate, *, is_maximized: bool = False
) -> bool:
    """Show the empty window with the first picture in it, and wait until it is on the screen.

    Where the place of the figure depends on words, the window is left alone: it is shown when it
    is filled. Returns False if the window was closed meanwhile.
    """
    size = window.size()
    text_size, is_right_to_left = first.showing.text_size, window.isRightToLeft()
    if home_geometry(*size.toTuple(), text_size, is_right_to_left=is_right_to_left) is None:
        return True
    picture = FirstPicture(first)
    window.setCentralWidget(picture)
    if is_maximized:
        window.showMaximized()
    else:
        window.show()
    picture.wait_until_painted()
    return window.isVisible()
