"""One pane of the audience window: the figure, with its text beside or above, or with a caption."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.canvas.accessibility import MarksInWords, describe_showing
from app.canvas.figure_layout import Arrangement, Room
from app.canvas.scene_builder import Composer
from app.painting.figure import paint_figure
from app.painting.marks import Lie, changed_box
from app.painting.presenter_overlay import pointer_box
from app.painting.scene import FigureScene, Passing
from app.panels.view import Reading
from app.present.audience.content import captioned
from app.present.audience.text import AudienceWords
from app.session.state import Showing
from app.theme.theme import Look
from app.widgets.event_loop import later
from app.widgets.text_label import WordLabel


class AudienceFigure(QLabel):
    """A label without words: its name tells what is seen, to whoever cannot see it."""

    def __init__(
        self, composer: Composer, showing: Showing, look: Look, *, has_labels: bool
    ) -> None:
        super().__init__()
        self._composer, self._look, self._has_labels = composer, look, has_labels
        self._passing, self._told = Passing(), MarksInWords()
        self._showing = showing
        self._again = later(self, 0, self.update)
        self.show_showing(showing, look)

    def show_showing(self, showing: Showing, look: Look) -> None:
        """Paints another Showing."""
        is_same = look is self._look and showing.pictured == self._showing.pictured
        self._showing, self._look = showing, look
        self.setAccessibleName(describe_showing(showing, self._composer, self._told))
        if not is_same:
            self.update()

    def prepare(self, showing: Showing) -> None:
        """Reads the plate of what may be shown next."""
        room = Room(self.width(), self.height())
        ratio = self.devicePixelRatioF()
        self._composer.prepare(showing, self._look, room, ratio)

    def show_passing(self, passing: Passing) -> None:
        """Paints what is so for a moment only, and no more of the figure than has changed."""
        before, self._passing = self._passing, passing
        placing = self._arrangement().placing
        sheet = Lie(QRectF(placing.left, placing.top, placing.width, placing.height))
        if before.drawing is not passing.drawing:
            box = changed_box(before.drawing, passing.drawing, sheet)
            if box is None:
                self.update()
                return
            self.update(box)
        for at in (before.pointer, passing.pointer):
            if at is not None:
                self.update(pointer_box(at, sheet).toAlignedRect())

    def _arrangement(self) -> Arrangement:
        """Labels only where all of them fit: a number needs a list, and here is none."""
        room = Room(self.width(), self.height())
        self._composer.labels = True
        arranged = self._composer.arrangement(self._showing, self._look, room)
        labels = arranged.labelled(self._showing.place)
        self._composer.labels = self._has_labels and not labels.layout.numbered
        return self._composer.arrangement(self._showing, self._look, room)

    def scene(self) -> FigureScene:
        """What is painted now."""
        self._arrangement()
        room, ratio = Room(self.width(), self.height()), self.devicePixelRatioF()
        return self._composer.scene(self._showing, self._look, room, ratio, self._passing)

    def sizeHint(self) -> QSize:
        return QSize(600, 700)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 140)

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self.scene()  # before there is a painter: an error beside a live one ends Qt
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("ground"))
        paint_figure(painter, scene)
        if not self._composer.is_whole:
            self._again.start()


_UPRIGHT = 1.1
_CAPTION_EDGE = 12
_FIGURE, _ABOVE, _ONE_OF_TWO = 0.55, 0.5, 0.42
"""The share of the figure beside its words, above them, and above them beside another."""


@dataclass(frozen=True, slots=True)
class Wear:
    """Where the audience's looks, figures and words come from."""

    look: Callable[[Showing, int], Look]
    composer: Callable[[], Composer]
    reading: Callable[[Showing, Look], Reading]


class Half(QWidget):
    """Figure and words beside each other, or one above the other where it is narrow."""

    def __init__(
        self, wear: Wear, showing: Showing, look: Look, *, has_words: bool, has_labels: bool
    ) -> None:
        super().__init__()
        self._wear, self._has_words = wear, has_words
        self._above = _ABOVE if has_labels else _ONE_OF_TWO
        self.figure = AudienceFigure(wear.composer(), showing, look, has_labels=has_labels)
        self.words = AudienceWords(wear.reading(showing, look), showing)
        self.figure.setParent(self)
        self.words.setParent(self)
        self.words.setVisible(has_words)
        self.caption = WordLabel("", look, weight=700)
        self.caption.setParent(self)
        self._say_caption(showing, look)

    def show_showing(self, showing: Showing, look: Look) -> None:
        """Shows another Showing."""
        self.figure.show_showing(showing, look)
        if self._has_words:
            self.words.show_showing(self._wear.reading(showing, look), showing)
        self._say_caption(showing, look)

    def prepare(self, showing: Showing, look: Look) -> None:
        """Makes ready what may be shown next."""
        self.figure.prepare(showing)
        if self._has_words:
            self.words.prepare(self._wear.reading(showing, look), showing)

    def _say_caption(self, showing: Showing, look: Look) -> None:
        """Show a caption below the figure if no panel of words stands beside it."""
        self.caption.setVisible(not self._has_words)
        if not self._has_words:
            self.caption.say(captioned(self._wear.reading(showing, look), showing))
            self._place_caption()

    def _place_caption(self) -> None:
        """In the middle below the figure, which has the height that is left."""
        edge = self.caption.look.px(_CAPTION_EDGE)
        wide = min(self.caption.sizeHint().width(), max(self.width() - 2 * edge, 1))
        tall = self.caption.heightForWidth(wide)
        top = max(self.height() - tall - edge, 0)
        self.caption.setGeometry((self.width() - wide) // 2, top, wide, tall)
        self.figure.setGeometry(0, 0, self.width(), top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self._has_words:
            self._place_caption()
            return
        wide, tall = self.width(), self.height()
        if tall > wide * _UPRIGHT:
            cut = int(tall * self._above)
            self.figure.setGeometry(QRect(0, 0, wide, cut))
            self.words.setGeometry(QRect(0, cut, wide, tall - cut))
            return
        cut = int(wide * _FIGURE)
        left = wide - cut if self.isRightToLeft() else 0
        self.figure.setGeometry(QRect(left, 0, cut, tall))
        self.words.setGeometry(QRect(0 if left else cut, 0, wide - cut, tall))
