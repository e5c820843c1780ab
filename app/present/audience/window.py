"""The audience window: figure, text and marks, and none of the clinician's controls."""

from __future__ import annotations

from dataclasses import replace
from math import isqrt

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QPainter, QPaintEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QWidget

from app.painting.scene import InteractionState
from app.present.actions import AudienceMode
from app.present.audience.pane import AudiencePane, AudienceResources
from app.present.audience.text import ScrollTarget
from app.session.state import Showing
from app.support.qt_translation import translate
from app.theme.theme import Theme
from app.widgets.accessible_role import HasAccessibleRole, install_accessible_roles
from app.widgets.text_label import TextLabel

_PIXELS_AT_100_PERCENT = 680_000
"""The area of a window, in pixels, in which the text has 100 %."""
_PANE_AREA_SHARES = {1: 1.0, 2: 0.4}
"""The share of this area for each of one or two panes.

It is less than half for two, because each of them holds as much text as one.
"""
_MIN_TEXT_PERCENT, _MAX_TEXT_PERCENT = 100, 300
_NOTE_EDGE = 16  # pixels at 100 %


class AudienceWindow(HasAccessibleRole, QWidget):
    """Shows what it is given while it mirrors. It never takes the keyboard focus.

    Signals:
        closed: the window was closed, for example with its close button.
        picture_changed: the window shows something else.
    """

    accessible_role = QAccessible.Role.Window

    closed = Signal()
    picture_changed = Signal()

    def __init__(self, resources: AudienceResources, showing: Showing) -> None:
        install_accessible_roles()
        super().__init__()
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        # The program ends with the clinician's window, even if the audience window is open.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle(self.tr("What the audience sees"))
        self.setMinimumSize(320, 300)
        self._resources, self._showing = resources, showing
        self._theme = self._theme_for_size()
        self.mode = AudienceMode.MIRROR
        self._panes: tuple[AudiencePane, ...] = ()
        self._layout_key: object = None
        self._note = TextLabel("", self._theme, role="quiet")
        self._note.setParent(self)
        self._update_panes()

    @property
    def showing(self) -> Showing:
        """The state that is shown, or that was shown before the window was blanked."""
        return self._showing

    @property
    def panes(self) -> tuple[AudiencePane, ...]:
        """The pane, or the two panes that are side by side."""
        return self._panes

    def set_showing(self, showing: Showing) -> None:
        """Show another state, if the window mirrors."""
        if self.mode is AudienceMode.MIRROR:
            self._showing = showing
            self._update_panes()

    def prepare(self, showing: Showing) -> None:
        """Load in advance what may be shown next."""
        if showing.compared is None and len(self._panes) == 1:
            self._panes[0].prepare(showing, self._theme)

    def show_transient(self, transient: InteractionState) -> None:
        """Show the unfinished mark and the pointer on the first figure, if the window mirrors."""
        if self.mode is AudienceMode.MIRROR:
            self._panes[0].figure.show_transient(transient)

    def scroll_to(self, target: ScrollTarget | None) -> None:
        """Scroll the text to a position, if the window mirrors."""
        if self.mode is AudienceMode.MIRROR:
            for pane in self._panes:
                pane.text.scroll_to(target)

    def set_mode(self, mode: AudienceMode, showing: Showing) -> None:
        """Change the mode; `showing` is the clinician's current state.

        Freezing a blank window also takes the current state: the state before the blanking is
        not shown again.
        """
        was_blank = self.mode is AudienceMode.BLANK
        self.mode = mode
        if mode is AudienceMode.MIRROR or was_blank:
            self._showing = showing
        self._update_panes()
        if mode is not AudienceMode.MIRROR:
            self._panes[0].figure.show_transient(InteractionState())

    def fill_screen(self, screen: QScreen) -> None:
        """Show the window as a full screen window."""
        self.setGeometry(screen.geometry())
        self.winId()
        self.windowHandle().setScreen(screen)
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()  # showFullScreen would also ask for the focus

    def show_as_window(self, geometry: QRect) -> None:
        """Show the window as an ordinary window."""
        self.setWindowState(Qt.WindowState.WindowNoState)
        self.setGeometry(geometry)
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
        """The theme with the text size that fits the area of a pane."""
        share = _PANE_AREA_SHARES[len(_pane_showings(self._showing))]
        area = int(self.width() * self.height() * share)
        size = isqrt(area * 10_000 // _PIXELS_AT_100_PERCENT)
        size = min(max(size, _MIN_TEXT_PERCENT), _MAX_TEXT_PERCENT)
        return self._resources.theme_for(self._showing, size)

    def _update_panes(self) -> None:
        theme = self._theme_for_size()
        if (theme.name, theme.text_size) != (self._theme.name, self._theme.text_size):
            self._theme = theme
            self._note.apply_theme(theme)
            self._layout_key = None
        showings = _pane_showings(self._showing)
        if self._layout_key != (len(showings), _is_figure_comparison(self._showing)):
            self._build_panes(showings)
        is_visible = self.mode is not AudienceMode.BLANK
        for pane, showing in zip(self._panes, showings, strict=True):
            pane.set_showing(showing, self._theme)
            pane.setVisible(is_visible)
        self._note.setVisible(is_visible and _is_figure_comparison(self._showing))
        self._place_panes()
        self.update()
        self.picture_changed.emit()

    def _build_panes(self, showings: tuple[Showing, ...]) -> None:
        for pane in self._panes:
            pane.hide()
            pane.deleteLater()
        has_text = not _is_figure_comparison(self._showing)
        has_labels = len(showings) == 1
        self._panes = tuple(
            AudiencePane(
                self._resources, showing, self._theme, has_text=has_text, has_labels=has_labels
            )
            for showing in showings
        )
        for pane in self._panes:
            pane.setParent(self)
        self._layout_key = (len(showings), not has_text)

    def _place_panes(self) -> None:
        """Place the panes side by side, and the note below two figures.

        The first figure is on the left in every language, because figures are never mirrored.
        """
        note_height = 0
        if _is_figure_comparison(self._showing):
            edge = self._theme.px(_NOTE_EDGE)
            width = self.width() - 2 * edge
            self._note.set_text(_comparison_note())
            note_height = self._note.heightForWidth(width) + 2 * edge
            top = self.height() - note_height + edge
            self._note.setGeometry(QRect(edge, top, width, note_height - edge))
        pane_width = self.width() // len(self._panes)
        for number, pane in enumerate(self._panes):
            left, height = number * pane_width, self.height() - note_height
            pane.setGeometry(QRect(left, 0, pane_width, height))


def _comparison_note() -> str:
    return translate(
        "Audience",
        "Two figures seen from the same direction. They are not before and after: "
        "a result cannot be shown in advance.",
    )


def _is_figure_comparison(showing: Showing) -> bool:
    """Whether two figures or builds are compared; such panes have captions instead of text."""
    compared = showing.compared
    return compared is not None and (compared.figure, compared.build) != (None, None)


def _pane_showings(showing: Showing) -> tuple[Showing, ...]:
    """The state of each pane; two compared options share one pane."""
    compared = showing.compared
    if compared is None or compared.options:
        return (showing,)
    second = replace(
        showing,
        figure=compared.figure or showing.figure,
        build=compared.build or showing.build,
        place=compared.place or showing.place,
    )
    return showing, second
