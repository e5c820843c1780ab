"""A small picture of what the audience sees now, framed by whether it is live."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from app.present.audience.window import Audience, Mode
from app.theme.theme import Look
from app.widgets.themed import Worn

_WAIT_MS = 120
_FINER = 3
"""So many times larger it is painted than shown: thin lines would break up else."""
_EDGES = {Mode.MIRROR: "primary", Mode.FREEZE: "caution", Mode.BLANK: "urgent"}
_WIDE, _TALL = 178, 112
_SMALL = 104, 66


class Preview(Worn, QLabel):
    """Painted anew soon after the audience's picture has changed, at most eight times a second."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._audience: Audience | None = None
        self._picture = QPixmap()
        self.is_small = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._take)
        self.wear(look)

    def fit(self) -> None:
        wide, tall = _SMALL if self.is_small else (_WIDE, _TALL)
        self.setFixedSize(QSize(self.look.px(wide), self.look.px(tall)))

    def be_small(self, *, is_small: bool) -> None:
        """Leaves room for the buttons beside it where there is little."""
        if is_small != self.is_small:
            self.is_small = is_small
            self.fit()
            self._take()

    def follow(self, audience: Audience | None) -> None:
        """Shows this audience's picture from now on; none is an empty frame."""
        self._audience = audience
        self._take()

    def renew(self) -> None:
        """The audience's picture has changed."""
        if not self._timer.isActive():
            self._timer.start()

    @property
    def taken(self) -> QPixmap:
        """The picture that is shown; null where there is none."""
        return self._picture

    def _take(self) -> None:
        audience = self._audience
        if audience is None or not audience.isVisible():
            self._picture = QPixmap()
        else:
            inner = self.size() - QSize(6, 6)
            size = audience.size().scaled(inner, Qt.AspectRatioMode.KeepAspectRatio)
            ratio = self.devicePixelRatioF()
            picture = QPixmap(size * ratio * _FINER)
            picture.fill(self.look.colour("ground"))
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            scale = picture.width() / audience.width()
            painter.scale(scale, scale)
            audience.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
            painter.end()
            smooth = Qt.TransformationMode.SmoothTransformation
            self._picture = picture.scaled(
                size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, smooth
            )
            self._picture.setDevicePixelRatio(ratio)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self.look
        audience = self._audience
        painter.fillRect(self.rect(), look.colour("sunken"))
        if not self._picture.isNull():
            size = self._picture.deviceIndependentSize()
            box = QRectF(0, 0, size.width(), size.height())
            box.moveCenter(QRectF(self.rect()).center())
            painter.drawPixmap(box.topLeft(), self._picture)
        edge = QColor(look.colour(_EDGES[audience.mode] if audience is not None else "line"))
        for side in range(3 if audience is not None else 1):
            painter.setPen(edge)
            painter.drawRect(self.rect().adjusted(side, side, -1 - side, -1 - side))
