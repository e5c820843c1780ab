"""The drawing of a cut through the skin and what lies below, for one step of the procedure."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.atlas.header import UnderlyingTissue
from app.painting.cross_section.labels import (
    SectionLabelLayout,
    layout_section_labels,
    paint_section_labels,
)
from app.painting.cross_section.paint import paint_section
from app.painting.cross_section.tissue import CrossSection, cross_section
from app.panels.document.cross_section_text import describe_cross_section, label_texts
from app.panels.view import PanelContext
from app.widgets.accessible_role import HasAccessibleRole, install_accessible_roles


class CrossSectionWidget(HasAccessibleRole, QLabel):
    """The drawing of one step with its labels, painted into a pixmap for each step."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, context: PanelContext, tissue: UnderlyingTissue) -> None:
        super().__init__()
        install_accessible_roles()
        self._theme, self._tissue = context.theme, tissue
        self._step = ""
        self._pixmaps: dict[str, QPixmap] = {}
        self._previous_pixmap: QPixmap | None = None
        self._fade_progress = 1.0
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.setDuration(context.theme.motion_ms)
        self._fade.valueChanged.connect(self._on_faded)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Drawing: a cut through the skin and what lies below"))

    def show_step(self, step: str) -> None:
        """Show another step, with a cross-fade unless motion is off."""
        moves = self._theme.motion_ms > 0 and self.isVisible()
        self._previous_pixmap = self._pixmap() if moves else None
        self._step = step
        self.setAccessibleDescription(describe_cross_section(self._tissue, step))
        self._fade_progress = 0.0 if moves else 1.0
        if moves:
            self._fade.start()
        self.updateGeometry()
        self.update()

    def _section(self) -> CrossSection:
        return cross_section(self._tissue.kind, self._step, deep_fat=self._tissue.deep_fat)

    def plan(self, width: int) -> SectionLabelLayout:
        """The layout of drawing and labels at a width in pixels."""
        texts = label_texts(self._step, deep_fat=self._tissue.deep_fat)
        return layout_section_labels(self._section(), texts, width, self._theme)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.plan(width).height

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pixmaps.clear()
        self._previous_pixmap = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._previous_pixmap is not None:
            painter.setOpacity(1.0 - self._fade_progress)
            painter.drawPixmap(0, 0, self._previous_pixmap)
            painter.setOpacity(self._fade_progress)
        painter.drawPixmap(0, 0, self._pixmap())

    def _pixmap(self) -> QPixmap:
        """The painted step, from a cache that lasts until the size changes."""
        if self._step not in self._pixmaps:
            ratio = self.devicePixelRatioF()
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self._paint(painter)
            painter.end()
            self._pixmaps[self._step] = picture
        return self._pixmaps[self._step]

    def _paint(self, painter: QPainter) -> None:
        layout, theme = self.plan(self.width()), self._theme
        is_mirrored = self.isRightToLeft()
        box = QRectF(layout.drawing)
        if is_mirrored:
            box.moveRight(float(self.width()))
        paint_section(painter, self._section(), box, theme.colors, mirrored=is_mirrored)
        paint_section_labels(painter, layout, self.width(), theme, is_mirrored=is_mirrored)

    def _on_faded(self, progress: float) -> None:
        self._fade_progress = progress
        if progress >= 1.0:
            self._previous_pixmap = None
        self.update()
