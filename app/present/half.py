"""One figure with its words or its caption; two stand side by side when things are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.canvas.scene_builder import Composer
from app.panels.view import Reading
from app.present.audience_figure import AudienceFigure
from app.present.audience_words import AudienceWords
from app.present.telling import captioned
from app.session.state import Showing
from app.theme.theme import Look
from app.widgets.text_label import WordLabel

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
