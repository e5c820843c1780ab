"""A small picture of the audience window in the control panel; its frame shows the mode."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from app.present.actions import AudienceMode
from app.present.audience.window import AudienceWindow
from app.theme.theme import Theme
from app.widgets.themed import ThemedWidget

_UPDATE_DELAY_MS = 120
_OVERSAMPLING = 3
"""The picture is painted at this multiple of its size, so that thin lines are not broken."""
_FRAME_COLORS = {
    AudienceMode.MIRROR: "primary",
    AudienceMode.FREEZE: "caution",
    AudienceMode.BLANK: "urgent",
}
_SIZE, _COMPACT_SIZE = (178, 112), (104, 66)  # pixels at 100 %


class AudiencePreview(ThemedWidget, QLabel):
    """Repainted after the audience window has changed, at most eight times a second."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._audience: AudienceWindow | None = None
        self._picture = QPixmap()
        self._is_compact = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_UPDATE_DELAY_MS)
        self._timer.timeout.connect(self._render_audience)
        self.apply_theme(theme)

    def update_metrics(self) -> None:
        width, height = _COMPACT_SIZE if self._is_compact else _SIZE
        self.setFixedSize(QSize(self.theme.px(width), self.theme.px(height)))

    def set_compact(self, *, is_compact: bool) -> None:
        """Use the smaller size, to leave room for the buttons in a narrow panel."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self.update_metrics()
            self._render_audience()

    def set_audience(self, audience: AudienceWindow | None) -> None:
        """Show another audience window; None shows an empty frame."""
        self._audience = audience
        self._render_audience()

    def schedule_update(self) -> None:
        """Repaint soon, because the audience window has changed."""
        if not self._timer.isActive():
            self._timer.start()

    @property
    def is_up_to_date(self) -> bool:
        """Whether no repaint is scheduled."""
        return not self._timer.isActive()

    @property
    def pixmap_shown(self) -> QPixmap:
        """The picture that is shown; null if there is no audience window."""
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
