"""One pane of the audience window: the figure, with its text beside or above, or with a caption."""

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
from app.present.audience.content import caption_text
from app.present.audience.text import AudienceText
from app.session.state import Showing
from app.theme.theme import Theme
from app.widgets.event_loop import single_shot
from app.widgets.text_label import TextLabel


class AudienceFigure(QLabel):
    """A label without words: its name tells what is seen, to whoever cannot see it."""

    def __init__(
        self, composer: SceneBuilder, showing: Showing, theme: Theme, *, has_labels: bool
    ) -> None:
        super().__init__()
        self._composer, self._theme, self._has_labels = composer, theme, has_labels
        self._transient, self._marks_text = InteractionState(), MarkDescriptions()
        self._showing = showing
        self._repaint_timer = single_shot(self, 0, self.update)
        self.set_showing(showing, theme)

    def set_showing(self, showing: Showing, theme: Theme) -> None:
        """Paints another Showing."""
        is_same = theme is self._theme and showing.paint_key == self._showing.paint_key
        self._showing, self._theme = showing, theme
        self.setAccessibleName(describe_showing(showing, self._composer, self._marks_text))
        if not is_same:
            self.update()

    def prepare(self, showing: Showing) -> None:
        """Reads the plate of what may be shown next."""
        room = FigureViewport(self.width(), self.height())
        ratio = self.devicePixelRatioF()
        self._composer.preload(showing, self._theme, room, ratio)

    def show_transient(self, passing: InteractionState) -> None:
        """Paints what is so for a moment only, and no more of the figure than has changed."""
        before, self._transient = self._transient, passing
        placing = self._arrangement().plate_rect
        sheet = PlateTransform(QRectF(placing.left, placing.top, placing.width, placing.height))
        if before.draft_mark is not passing.draft_mark:
            box = dirty_rect(before.draft_mark, passing.draft_mark, sheet)
            if box is None:
                self.update()
                return
            self.update(box)
        for at in (before.pointer, passing.pointer):
            if at is not None:
                self.update(pointer_bounds(at, sheet).toAlignedRect())

    def _arrangement(self) -> FigureLayout:
        """Labels only where all of them fit: a number needs a list, and here is none."""
        room = FigureViewport(self.width(), self.height())
        self._composer.has_labels = True
        arranged = self._composer.layout(self._showing, self._theme, room)
        labels = arranged.label_placement(self._showing.place)
        self._composer.has_labels = self._has_labels and not labels.layout.numbered
        return self._composer.layout(self._showing, self._theme, room)

    def scene(self) -> FigureScene:
        """What is painted now."""
        self._arrangement()
        room, ratio = FigureViewport(self.width(), self.height()), self.devicePixelRatioF()
        return self._composer.scene(self._showing, self._theme, room, ratio, self._transient)

    def sizeHint(self) -> QSize:
        return QSize(600, 700)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 140)

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self.scene()  # before there is a painter: an error beside a live one ends Qt
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("ground"))
        paint_figure(painter, scene)
        if not self._composer.is_complete:
            self._repaint_timer.start()


_PORTRAIT_RATIO = 1.1
_CAPTION_EDGE = 12
_WIDTH_SHARE, _HEIGHT_SHARE, _HEIGHT_SHARE_OF_PAIR = 0.55, 0.5, 0.42
"""The share of the figure beside its words, above them, and above them beside another."""


@dataclass(frozen=True, slots=True)
class AudienceResources:
    """Where the audience's looks, figures and words come from."""

    theme_for: Callable[[Showing, int], Theme]
    make_composer: Callable[[], SceneBuilder]
    context_for: Callable[[Showing, Theme], PanelContext]


class AudiencePane(QWidget):
    """Figure and words beside each other, or one above the other where it is narrow."""

    def __init__(
        self,
        wear: AudienceResources,
        showing: Showing,
        theme: Theme,
        *,
        has_words: bool,
        has_labels: bool,
    ) -> None:
        super().__init__()
        self._resources, self._has_text = wear, has_words
        self._figure_height_share = _HEIGHT_SHARE if has_labels else _HEIGHT_SHARE_OF_PAIR
        self.figure = AudienceFigure(wear.make_composer(), showing, theme, has_labels=has_labels)
        self.text = AudienceText(wear.context_for(showing, theme), showing)
        self.figure.setParent(self)
        self.text.setParent(self)
        self.text.setVisible(has_words)
        self.caption = TextLabel("", theme, weight=700)
        self.caption.setParent(self)
        self._update_caption(showing, theme)

    def set_showing(self, showing: Showing, theme: Theme) -> None:
        """Shows another Showing."""
        self.figure.set_showing(showing, theme)
        if self._has_text:
            self.text.set_showing(self._resources.context_for(showing, theme), showing)
        self._update_caption(showing, theme)

    def prepare(self, showing: Showing, theme: Theme) -> None:
        """Makes ready what may be shown next."""
        self.figure.prepare(showing)
        if self._has_text:
            self.text.prepare(self._resources.context_for(showing, theme), showing)

    def _update_caption(self, showing: Showing, theme: Theme) -> None:
        """Show a caption below the figure if no panel of words stands beside it."""
        self.caption.setVisible(not self._has_text)
        if not self._has_text:
            self.caption.set_text(
                caption_text(self._resources.context_for(showing, theme), showing)
            )
            self._place_caption()

    def _place_caption(self) -> None:
        """In the middle below the figure, which has the height that is left."""
        edge = self.caption.theme.px(_CAPTION_EDGE)
        wide = min(self.caption.sizeHint().width(), max(self.width() - 2 * edge, 1))
        tall = self.caption.heightForWidth(wide)
        top = max(self.height() - tall - edge, 0)
        self.caption.setGeometry((self.width() - wide) // 2, top, wide, tall)
        self.figure.setGeometry(0, 0, self.width(), top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self._has_text:
            self._place_caption()
            return
        wide, tall = self.width(), self.height()
        if tall > wide * _PORTRAIT_RATIO:
            cut = int(tall * self._figure_height_share)
            self.figure.setGeometry(QRect(0, 0, wide, cut))
            self.text.setGeometry(QRect(0, cut, wide, tall - cut))
            return
        cut = int(wide * _WIDTH_SHARE)
        left = wide - cut if self.isRightToLeft() else 0
        self.figure.setGeometry(QRect(left, 0, cut, tall))
        self.text.setGeometry(QRect(0 if left else cut, 0, wide - cut, tall))
