"""The audience window: figure, words and marks, and nothing that belongs to the clinician."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from math import isqrt

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QWidget

from app.painting.scene import InteractionState
from app.present.audience.pane import AudiencePane, AudienceResources
from app.session.state import Showing
from app.theme.theme import Theme
from app.widgets.text_label import TextLabel

_PIXELS_AT_100_PERCENT = 680_000
"""So many pixels of window make text of 100 %, be it wide or tall."""
_PANE_AREA_SHARES = {1: 1.0, 2: 0.4}
"""What each of so many halves has of them; two have less than half each, for the same words."""
_MIN_TEXT_PERCENT, _MAX_TEXT_PERCENT = 100, 300
_NOTE_EDGE = 16


class AudienceMode(Enum):
    """What the audience sees: what the clinician sees, one picture held, or nothing."""

    MIRROR = "mirror"
    FREEZE = "freeze"
    BLANK = "blank"


class AudienceWindow(QWidget):
    """Follows what it is given while it mirrors; it takes no focus, so that no key goes astray.

    Signals:
        closed: somebody closed the window.
        painted: it shows something else now.
    """

    closed = Signal()
    picture_changed = Signal()

    def __init__(self, wear: AudienceResources, showing: Showing) -> None:
        super().__init__()
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        # The program ends with the clinician's window: it must not go on for an audience alone.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle(self.tr("What the audience sees"))
        self.setMinimumSize(320, 300)
        self._resources, self._showing = wear, showing
        self._theme = self._theme_for_size()
        self.mode = AudienceMode.MIRROR
        self._panes: tuple[AudiencePane, ...] = ()
        self._layout_key: object = None
        self._note = TextLabel("", self._theme, role="quiet")
        self._note.setParent(self)
        self._update_panes()

    def set_showing(self, showing: Showing) -> None:
        """Follows, if it mirrors."""
        if self.mode is AudienceMode.MIRROR:
            self._showing = showing
            self._update_panes()

    def prepare(self, showing: Showing) -> None:
        """Makes ready what may be shown next; what is on show stays."""
        if showing.compared is None and len(self._panes) == 1:
            self._panes[0].prepare(showing, self._theme)

    def show_transient(self, passing: InteractionState) -> None:
        """Follows pen and pointer, if it mirrors; they are on the first figure."""
        if self.mode is AudienceMode.MIRROR:
            self._panes[0].figure.show_transient(passing)

    def scroll_to(self, share: float) -> None:
        """Scrolls the words, if it mirrors."""
        if self.mode is AudienceMode.MIRROR:
            for half in self._panes:
                half.text.scroll_to(share)

    def set_mode(self, mode: AudienceMode, showing: Showing) -> None:
        """Mirrors from now on, holds what it shows, or shows nothing."""
        was_blank = self.mode is AudienceMode.BLANK
        self.mode = mode
        if mode is AudienceMode.MIRROR or was_blank:
            self._showing = showing
        self._update_panes()
        if mode is not AudienceMode.MIRROR:
            self._panes[0].figure.show_transient(InteractionState())

    @property
    def panes(self) -> tuple[AudiencePane, ...]:
        """What stands side by side: one, or two."""
        return self._panes

    def fill_screen(self, screen: QScreen) -> None:
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
        theme = self._theme_for_size()
        if (theme.name, theme.text_size) != (self._theme.name, self._theme.text_size):
            self._update_panes()
        self._place_panes()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("ground"))

    def _theme_for_size(self) -> Theme:
        share = _PANE_AREA_SHARES[len(_pane_showings(self._showing))]
        room = int(self.width() * self.height() * share)
        size = min(
            max(isqrt(room * 10_000 // _PIXELS_AT_100_PERCENT), _MIN_TEXT_PERCENT),
            _MAX_TEXT_PERCENT,
        )
        return self._resources.theme_for(self._showing, size)

    def _update_panes(self) -> None:
        theme = self._theme_for_size()
        if (theme.name, theme.text_size) != (self._theme.name, self._theme.text_size):
            self._theme = theme
            self._note.apply_theme(theme)
            self._layout_key = None
        shown = _pane_showings(self._showing)
        if self._layout_key != (len(shown), _is_figure_comparison(self._showing)):
            self._build_panes(shown)
        for half, showing in zip(self._panes, shown, strict=True):
            half.set_showing(showing, self._theme)
            half.setVisible(self.mode is not AudienceMode.BLANK)
        self._note.setVisible(
            self.mode is not AudienceMode.BLANK and _is_figure_comparison(self._showing)
        )
        self._place_panes()
        self.update()
        self.picture_changed.emit()

    def _build_panes(self, shown: tuple[Showing, ...]) -> None:
        for half in self._panes:
            half.hide()
            half.deleteLater()
        wordless = _is_figure_comparison(self._showing)
        self._panes = tuple(
            AudiencePane(
                self._resources,
                showing,
                self._theme,
                has_words=not wordless,
                has_labels=len(shown) == 1,
            )
            for showing in shown
        )
        for half in self._panes:
            half.setParent(self)
        self._layout_key = (len(shown), wordless)

    def _place_panes(self) -> None:
        """The halves across the window, and a line below two figures that says what they are.

        The first figure is on the left in every language: figures are never mirrored.
        """
        note = 0
        if _is_figure_comparison(self._showing):
            edge = self._theme.px(_NOTE_EDGE)
            self._note.set_text(_comparison_note())
            note = self._note.heightForWidth(self.width() - 2 * edge) + 2 * edge
            box = QRect(edge, self.height() - note + edge, self.width() - 2 * edge, note - edge)
            self._note.setGeometry(box)
        wide = self.width() // len(self._panes)
        for number, half in enumerate(self._panes):
            half.setGeometry(QRect(number * wide, 0, wide, self.height() - note))


def _comparison_note() -> str:
    return QCoreApplication.translate(
        "Audience",
        "Two figures seen from the same direction. They are not before and after: "
        "a result cannot be shown ahead of time.",
    )


def _is_figure_comparison(showing: Showing) -> bool:
    """Whether figures alone are compared."""
    beside = showing.compared
    return beside is not None and (beside.figure, beside.build) != (None, None)


def _pane_showings(showing: Showing) -> tuple[Showing, ...]:
    """What stands on show, and what stands beside it; options share one figure."""
    beside = showing.compared
    if beside is None or beside.options:
        return (showing,)
    second = replace(
        showing,
        figure=beside.figure or showing.figure,
        build=beside.build or showing.build,
        place=beside.place or showing.place,
    )
    return showing, second
