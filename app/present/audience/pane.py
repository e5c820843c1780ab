"""One pane of the audience window: a figure with text beside or below it, or with a caption."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.canvas.accessibility import MarkDescriptions, describe_showing
from app.canvas.figure_layout import FigureLayout, FigureViewport
from app.canvas.scene_builder import SceneBuilder
from app.painting.figure import paint_figure
from app.painting.marks import PlateTransform, dirty_rect
from app.painting.presenter_overlay import pointer_bounds
from app.painting.scene import FigureScene, InteractionState
from app.panels.view import PanelContext
from app.present.audience.documents import caption_text
from app.present.audience.text import AudienceText
from app.session.state import Showing
from app.theme.theme import Theme
from app.widgets.single_shot import single_shot
from app.widgets.text_label import TextLabel


class AudienceFigure(QLabel):
    """The painted figure; a QLabel without text, so that a screen reader reads its name."""

    def __init__(
        self, scene_builder: SceneBuilder, showing: Showing, theme: Theme, *, has_labels: bool
    ) -> None:
        super().__init__()
        self._scene_builder, self._theme = scene_builder, theme
        scene_builder.has_labels = has_labels
        scene_builder.has_numbers = False  # there is no list here to look a number up in
        self._transient, self._mark_descriptions = InteractionState(), MarkDescriptions()
        self._showing = showing
        self._repaint_timer = single_shot(self, 0, self.update)
        self.set_showing(showing, theme)

    @property
    def is_complete(self) -> bool:
        """Whether all marks are painted; they are painted in several passes."""
        return self._scene_builder.is_complete

    def set_showing(self, showing: Showing, theme: Theme) -> None:
        """Show another state."""
        is_same = theme is self._theme and showing.paint_key == self._showing.paint_key
        self._showing, self._theme = showing, theme
        name = describe_showing(showing, self._scene_builder, self._mark_descriptions)
        self.setAccessibleName(name)
        if not is_same:
            self.update()

    def prepare(self, showing: Showing) -> None:
        """Load in advance the plate that may be shown next."""
        viewport = FigureViewport(self.width(), self.height())
        self._scene_builder.preload(showing, self._theme, viewport, self.devicePixelRatioF())

    def show_transient(self, transient: InteractionState) -> None:
        """Show the unfinished mark and the pointer; only what has changed is repainted."""
        before, self._transient = self._transient, transient
        rect = self._layout_figure().plate_rect
        transform = PlateTransform(QRectF(rect.left, rect.top, rect.width, rect.height))
        if before.draft_mark is not transient.draft_mark:
            box = dirty_rect(before.draft_mark, transient.draft_mark, transform)
            if box is None:
                self.update()
                return
            self.update(box)
        for at in (before.pointer, transient.pointer):
            if at is not None:
                self.update(pointer_bounds(at, transform).toAlignedRect())

    def _layout_figure(self) -> FigureLayout:
        viewport = FigureViewport(self.width(), self.height())
        return self._scene_builder.layout(self._showing, self._theme, viewport)

    def scene(self) -> FigureScene:
        """What is painted now."""
        viewport, ratio = FigureViewport(self.width(), self.height()), self.devicePixelRatioF()
        return self._scene_builder.scene(
            self._showing, self._theme, viewport, ratio, self._transient
        )

    def sizeHint(self) -> QSize:
        return QSize(600, 700)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 140)

    def paintEvent(self, event: QPaintEvent) -> None:
        # Before the painter is made: an exception while a painter is active would abort Qt.
        scene = self.scene()
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("ground"))
        paint_figure(painter, scene)
        if not self._scene_builder.is_complete:
            self._repaint_timer.start()


_PORTRAIT_RATIO = 1.1
_CAPTION_EDGE = 12  # pixels at 100 %
_WIDTH_SHARE, _HEIGHT_SHARE, _HEIGHT_SHARE_OF_PAIR = 0.55, 0.5, 0.42
"""The share of the figure: beside its text, above it, and above it in one of two panes."""


@dataclass(frozen=True, slots=True)
class AudienceResources:
    """Factories for the theme, the scene builder and the panel context of the audience window.

    `theme_for` takes a text size in percent.
    """

    theme_for: Callable[[Showing, int], Theme]
    make_scene_builder: Callable[[], SceneBuilder]
    context_for: Callable[[Showing, Theme], PanelContext]


class AudiencePane(QWidget):
    """A figure and its text, side by side, or one above the other in a narrow pane."""

    def __init__(
        self,
        resources: AudienceResources,
        showing: Showing,
        theme: Theme,
        *,
        has_text: bool,
        has_labels: bool,
    ) -> None:
        super().__init__()
        self._resources, self._has_text = resources, has_text
        self._figure_height_share = _HEIGHT_SHARE if has_labels else _HEIGHT_SHARE_OF_PAIR
        scene_builder = resources.make_scene_builder()
        self.figure = AudienceFigure(scene_builder, showing, theme, has_labels=has_labels)
        self.text = AudienceText(resources.context_for(showing, theme), showing)
        self.figure.setParent(self)
        self.text.setParent(self)
        self.text.setVisible(has_text)
        self.caption = TextLabel("", theme, weight=700)
        self.caption.setParent(self)
        self._update_caption(showing, theme)

    def set_showing(self, showing: Showing, theme: Theme) -> None:
        """Show another state."""
        self.figure.set_showing(showing, theme)
        if self._has_text:
            self.text.set_showing(self._resources.context_for(showing, theme), showing)
        self._update_caption(showing, theme)

    def prepare(self, showing: Showing, theme: Theme) -> None:
        """Load in advance what may be shown next."""
        self.figure.prepare(showing)
        if self._has_text:
            self.text.prepare(self._resources.context_for(showing, theme), showing)

    def _update_caption(self, showing: Showing, theme: Theme) -> None:
        """Show the caption if the pane has no text."""
        self.caption.setVisible(not self._has_text)
        if not self._has_text:
            context = self._resources.context_for(showing, theme)
            self.caption.set_text(caption_text(context, showing))
            self._place_caption()

    def _place_caption(self) -> None:
        """Center the caption below the figure, which gets the remaining height."""
        edge = self.caption.theme.px(_CAPTION_EDGE)
        width = min(self.caption.sizeHint().width(), max(self.width() - 2 * edge, 1))
        height = self.caption.heightForWidth(width)
        top = max(self.height() - height - edge, 0)
        self.caption.setGeometry((self.width() - width) // 2, top, width, height)
        self.figure.setGeometry(0, 0, self.width(), top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self._has_text:
            self._place_caption()
            return
        width, height = self.width(), self.height()
        if height > width * _PORTRAIT_RATIO:
            figure_height = int(height * self._figure_height_share)
            self.figure.setGeometry(QRect(0, 0, width, figure_height))
            self.text.setGeometry(QRect(0, figure_height, width, height - figure_height))
            return
        figure_width = int(width * _WIDTH_SHARE)
        text_width = width - figure_width
        is_rtl = self.isRightToLeft()
        self.figure.setGeometry(QRect(text_width if is_rtl else 0, 0, figure_width, height))
        self.text.setGeometry(QRect(0 if is_rtl else figure_width, 0, text_width, height))
