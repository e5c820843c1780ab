"""The audience window: figure, words and marks, and nothing that belongs to the clinician."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from math import isqrt

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QWidget

from app.painting.scene import Passing
from app.present.audience.pane import Half, Wear
from app.session.state import Showing
from app.theme.theme import Look
from app.widgets.text_label import WordLabel

_ROOM = 680_000
"""So many pixels of window make text of 100 %, be it wide or tall."""
_SHARES = {1: 1.0, 2: 0.4}
"""What each of so many halves has of them; two have less than half each, for the same words."""
_SMALLEST, _LARGEST = 100, 300
_NOTE_EDGE = 16


class Mode(Enum):
    """What the audience sees: what the clinician sees, one picture held, or nothing."""

    MIRROR = "mirror"
    FREEZE = "freeze"
    BLANK = "blank"


class Audience(QWidget):
    """Follows what it is given while it mirrors; it takes no focus, so that no key goes astray.

    Signals:
        closed: somebody closed the window.
        painted: it shows something else now.
    """

    closed = Signal()
    painted = Signal()

    def __init__(self, wear: Wear, showing: Showing) -> None:
        super().__init__()
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        # The program ends with the clinician's window: it must not go on for an audience alone.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle(self.tr("What the audience sees"))
        self.setMinimumSize(320, 300)
        self._wear, self._showing = wear, showing
        self._look = self._looked()
        self.mode = Mode.MIRROR
        self._halves: tuple[Half, ...] = ()
        self._built: object = None
        self._note = WordLabel("", self._look, role="quiet")
        self._note.setParent(self)
        self._show()

    def show_showing(self, showing: Showing) -> None:
        """Follows, if it mirrors."""
        if self.mode is Mode.MIRROR:
            self._showing = showing
            self._show()

    def prepare(self, showing: Showing) -> None:
        """Makes ready what may be shown next; what is on show stays."""
        if showing.beside is None and len(self._halves) == 1:
            self._halves[0].prepare(showing, self._look)

    def show_passing(self, passing: Passing) -> None:
        """Follows pen and pointer, if it mirrors; they are on the first figure."""
        if self.mode is Mode.MIRROR:
            self._halves[0].figure.show_passing(passing)

    def scroll_to(self, share: float) -> None:
        """Scrolls the words, if it mirrors."""
        if self.mode is Mode.MIRROR:
            for half in self._halves:
                half.words.scroll_to(share)

    def set_mode(self, mode: Mode, showing: Showing) -> None:
        """Mirrors from now on, holds what it shows, or shows nothing."""
        was_blank = self.mode is Mode.BLANK
        self.mode = mode
        if mode is Mode.MIRROR or was_blank:
            self._showing = showing
        self._show()
        if mode is not Mode.MIRROR:
            self._halves[0].figure.show_passing(Passing())

    @property
    def halves(self) -> tuple[Half, ...]:
        """What stands side by side: one, or two."""
        return self._halves

    def fill(self, screen: QScreen) -> None:
        """Fills a screen."""
        self.setGeometry(screen.geometry())
        self.winId()
        self.windowHandle().setScreen(screen)
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()  # showFullScreen would also ask for the focus

    def show_as_window(self, near: QRect) -> None:
        """Shows an ordinary window within a box."""
        self.setWindowState(Qt.WindowState.WindowNoState)
        self.setGeometry(near)
        self.show()

    def sizeHint(self) -> QSize:
        return QSize(960, 600)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        look = self._looked()
        if (look.theme, look.text_size) != (self._look.theme, self._look.text_size):
            self._show()
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.colour("ground"))

    def _looked(self) -> Look:
        share = _SHARES[len(_halves_of(self._showing))]
        room = int(self.width() * self.height() * share)
        size = min(max(isqrt(room * 10_000 // _ROOM), _SMALLEST), _LARGEST)
        return self._wear.look(self._showing, size)

    def _show(self) -> None:
        look = self._looked()
        if (look.theme, look.text_size) != (self._look.theme, self._look.text_size):
            self._look = look
            self._note.wear(look)
            self._built = None
        shown = _halves_of(self._showing)
        if self._built != (len(shown), _is_wordless(self._showing)):
            self._build(shown)
        for half, showing in zip(self._halves, shown, strict=True):
            half.show_showing(showing, self._look)
            half.setVisible(self.mode is not Mode.BLANK)
        self._note.setVisible(self.mode is not Mode.BLANK and _is_wordless(self._showing))
        self._place()
        self.update()
        self.painted.emit()

    def _build(self, shown: tuple[Showing, ...]) -> None:
        for half in self._halves:
            half.hide()
            half.deleteLater()
        wordless = _is_wordless(self._showing)
        self._halves = tuple(
            Half(
                self._wear,
                showing,
                self._look,
                has_words=not wordless,
                has_labels=len(shown) == 1,
            )
            for showing in shown
        )
        for half in self._halves:
            half.setParent(self)
        self._built = (len(shown), wordless)

    def _place(self) -> None:
        """The halves across the window, and a line below two figures that says what they are.

        The first figure is on the left in every language: figures are never mirrored.
        """
        note = 0
        if _is_wordless(self._showing):
            edge = self._look.px(_NOTE_EDGE)
            self._note.say(_compared())
            note = self._note.heightForWidth(self.width() - 2 * edge) + 2 * edge
            box = QRect(edge, self.height() - note + edge, self.width() - 2 * edge, note - edge)
            self._note.setGeometry(box)
        wide = self.width() // len(self._halves)
        for number, half in enumerate(self._halves):
            half.setGeometry(QRect(number * wide, 0, wide, self.height() - note))


def _compared() -> str:
    return QCoreApplication.translate(
        "Audience",
        "Two figures seen from the same direction. They are not before and after: "
        "a result cannot be shown ahead of time.",
    )


def _is_wordless(showing: Showing) -> bool:
    """Whether figures alone are compared."""
    beside = showing.beside
    return beside is not None and (beside.figure, beside.build) != (None, None)


def _halves_of(showing: Showing) -> tuple[Showing, ...]:
    """What stands on show, and what stands beside it; options share one figure."""
    beside = showing.beside
    if beside is None or beside.options:
        return (showing,)
    second = replace(
        showing,
        figure=beside.figure or showing.figure,
        build=beside.build or showing.build,
        place=beside.place or showing.place,
    )
    return showing, second
