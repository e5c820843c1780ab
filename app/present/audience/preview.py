"""A small picture of what the audience sees now, framed by whether it is live."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from app.present.audience.window import AudienceMode, AudienceWindow
from app.theme.theme import Theme
from app.widgets.themed import ThemedWidget

_UPDATE_DELAY_MS = 120
_OVERSAMPLING = 3
"""So many times larger it is painted than shown: thin lines would break up else."""
_FRAME_COLORS = {
    AudienceMode.MIRROR: "primary",
    AudienceMode.FREEZE: "caution",
    AudienceMode.BLANK: "urgent",
}
_WIDE, _TALL = 178, 112
_SMALL = 104, 66


class AudiencePreview(ThemedWidget, QLabel):
    """Painted anew soon after the audience's picture has changed, at most eight times a second."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._audience: AudienceWindow | None = None
        self._picture = QPixmap()
        self.is_compact = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_UPDATE_DELAY_MS)
        self._timer.timeout.connect(self._render_audience)
        self.apply_theme(theme)

    def update_metrics(self) -> None:
        wide, tall = _SMALL if self.is_compact else (_WIDE, _TALL)
        self.setFixedSize(QSize(self.theme.px(wide), self.theme.px(tall)))

    def set_compact(self, *, is_small: bool) -> None:
        """Leaves room for the buttons beside it where there is little."""
        if is_small != self.is_compact:
            self.is_compact = is_small
            self.update_metrics()
            self._render_audience()

    def set_audience(self, audience: AudienceWindow | None) -> None:
        """Shows this audience's picture from now on; none is an empty frame."""
        self._audience = audience
        self._render_audience()

    def schedule_update(self) -> None:
        """The audience's picture has changed."""
        if not self._timer.isActive():
            self._timer.start()

    @property
    def pixmap_shown(self) -> QPixmap:
        """The picture that is shown; null where there is none."""
        return self._picture

    def _render_audience(self) -> None:
        audience = self._audience
        if audience is None or not audience.isVisible():
            self._picture = QPixmap()
        else:
            inner = self.size() - QSize(6, 6)
            size = audience.size().scaled(inner, Qt.AspectRatioMode.KeepAspectRatio)
            ratio = self.devicePixelRatioF()
            picture = QPixmap(size * ratio * _OVERSAMPLING)
            picture.fill(self.theme.color("ground"))
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
        painter, theme = QPainter(self), self.theme
        audience = self._audience
        painter.fillRect(self.rect(), theme.color("sunken"))
        if not self._picture.isNull():
            size = self._picture.deviceIndependentSize()
            box = QRectF(0, 0, size.width(), size.height())
            box.moveCenter(QRectF(self.rect()).center())
            painter.drawPixmap(box.topLeft(), self._picture)
        edge = QColor(theme.color(_FRAME_COLORS[audience.mode] if audience is not None else "line"))
        for side in range(3 if audience is not None else 1):
            painter.setPen(edge)
            painter.drawRect(self.rect().adjusted(side, side, -1 - side, -1 - side))
