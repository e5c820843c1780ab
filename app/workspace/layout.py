"""Layout of the workspace: figure and panel side by side, stacked, or scrolling as one page.

Before a region is chosen, the figure has most of the width, and the words stand on its ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.panels.panel import InfoPanel
from app.session.state import Page, Showing
from app.theme.theme import Theme
from app.widgets.hold_position import finish_layout
from app.widgets.scroll_column import ScrollColumn
from app.widgets.single_shot import single_shot
from app.workspace.home_geometry import (
    MIN_MIDDLE_HEIGHT,
    PANEL_SHARE,
    home_width,
    is_stacked,
)
from app.workspace.panes import FigurePane, SideColumn
from app.workspace.toolbar import Toolbar

# in pixels at a text size of 100 %
_MAX_PANEL_WIDTH = 760
_HEAD_HEIGHT = 108
_MAX_PAGE_FIGURE_HEIGHT = 480
_FIGURE_SHARE, _SMALL_FIGURE_SHARE = 0.6, 0.34
"""Share of the height that the figure has above the panel: at the start, and beside a text."""
_PAGE_FIGURE_SHARE = 0.9
_MAX_HEAD_SHARE = 0.45
_MIN_WIDTH_FOR_TABLE, _TABLE_WIDTH, _MIN_FIGURE_WIDTH = 1200, 960, 320
_NO_LIMIT = 16777215
"""Qt's QWIDGETSIZE_MAX."""


class Arrangement(Enum):
    """How figure and panel share the window; as a page, they scroll together."""

    SIDE_BY_SIDE = "side by side"
    STACKED = "stacked"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class WorkspaceParts:
    """The widgets that the layout arranges, from top to bottom."""

    toolbar: Toolbar
    figure_pane: FigurePane
    side_column: SideColumn
    panel: InfoPanel


class WorkspaceLayout(QObject):
    """Arranges the parts in a widget, and again whenever its size, text size or theme changes.

    Only the words have a scroll bar. Where figure and panel scroll as one page, the wheel first
    brings the panel into sight and then scrolls its words.
    """

    def __init__(self, widget: QWidget, parts: WorkspaceParts, theme: Theme) -> None:
        super().__init__(widget)
        self._widget, self._parts, self._theme = widget, parts, theme
        self._has_selection = self._is_panel_wide = False
        self._is_text_open = False
        self.arrangement = Arrangement.SIDE_BY_SIDE
        self.scroll_area = ScrollColumn(theme)
        self.scroll_area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._update_timer = single_shot(self, 0, self._update_arrangement)
        self._follow_timer = single_shot(self, 0, self._scroll_to_words)
        middle, self._page = QWidget(), QWidget()
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight, middle)
        rows, page = QVBoxLayout(widget), QVBoxLayout(self._page)
        for box in (self._middle, rows, page):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(0)
        self._middle.addWidget(parts.figure_pane, 1)
        self._middle.addWidget(parts.side_column, 1)
        page.addWidget(middle, 1)
        # The toolbar stays at the top, because it holds the way to "When to call".
        rows.addWidget(parts.toolbar)
        rows.addWidget(self.scroll_area, 1)
        self.scroll_area.setWidget(self._page)
        for watched in (self.scroll_area, parts.side_column.control_panel):
            watched.installEventFilter(self)
        for words in (parts.panel, parts.panel.scroll_area.viewport()):
            words.installEventFilter(self)
        self._page.setAutoFillBackground(False)
        self._update_arrangement()

    def set_theme(self, theme: Theme) -> None:
        """Use the lengths of another theme."""
        self._theme = theme
        self.update()

    def set_showing(self, showing: Showing) -> None:
        """Give the figure most of the room until a region, or a page with text, is open."""
        has_selection = (showing.place, showing.topic, showing.page) != (None, None, None)
        is_text_open = showing.place is not None or showing.page not in (None, Page.REGIONS)
        if (has_selection, is_text_open) != (self._has_selection, self._is_text_open):
            self._has_selection, self._is_text_open = has_selection, is_text_open
            self._update_arrangement()
            if self._parts.figure_pane.canvas.has_painted:
                finish_layout()  # else the next picture would still have the size of the last one

    def update(self) -> None:
        """Lay out again for the present size of the widget."""
        self._update_arrangement()

    def on_panel_changed(self) -> None:
        """Lay out for another view in the panel, which may need more room."""
        self.set_panel_wide(is_wide=self._parts.panel.wants_room)
        if self.arrangement is Arrangement.PAGE:
            self._update_arrangement()

    def set_panel_wide(self, *, is_wide: bool) -> None:
        """Give the panel the width of a table, or that of a text."""
        if is_wide is not self._is_panel_wide:
            self._is_panel_wide = is_wide
            self._update_arrangement()

    def scroll_to_panel(self, *, has_selection: bool) -> None:
        """If figure and panel scroll as one page, scroll to the panel, or to the top."""
        bar = self.scroll_area.verticalScrollBar()
        if bar.maximum() > 0:
            bar.setValue(self._panel_top() if has_selection else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay out again when the scroll area gets its size, which comes after the window's."""
        if isinstance(event, QWheelEvent):
            return self._brings_panel(event)
        if event.type() == QEvent.Type.Resize and watched is self.scroll_area:
            self._update_arrangement()
        elif event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._update_timer.start()  # the controls of a consultation need a wider panel
        return super().eventFilter(watched, event)

    def _brings_panel(self, event: QWheelEvent) -> bool:
        """Scroll the page if the panel is not wholly in sight; returns whether it did."""
        bar = self.scroll_area.verticalScrollBar()
        is_down = event.angleDelta().y() < 0
        if not is_down or bar.value() == bar.maximum():
            return False
        self.scroll_area.scroll_by_wheel(event)
        return True

    def _update_arrangement(self) -> None:
        """Stack figure and panel in a window that is portrait, or narrow for its text size.

        If they are stacked and the words would get less height than the figure, they scroll as one
        page. Words that were in sight stay in sight.
        """
        before, were_words_in_sight = self.arrangement, self._are_words_in_sight()
        px, width, height = self._theme.px, self._widget.width(), self._widget.height()
        is_words_below = is_stacked(width, height, self._theme.text_size)
        figure = self._parts.figure_pane.minimumSizeHint().height()
        is_low = self.scroll_area.available_height < 2 * figure + px(_HEAD_HEIGHT)
        is_too_low = height - self._parts.toolbar.height() < px(MIN_MIDDLE_HEIGHT)
        kinds = Arrangement
        stacked = kinds.PAGE if is_low or is_too_low else kinds.STACKED
        self.arrangement = stacked if is_words_below or is_too_low else kinds.SIDE_BY_SIDE
        directions = QBoxLayout.Direction
        self._middle.setDirection(
            directions.TopToBottom if is_words_below else directions.LeftToRight
        )
        usual_width = self._panel_width(width, is_wide=False)
        panel_width = self._panel_width(width, is_wide=self._is_panel_wide)
        self._parts.panel.set_extra_width(0 if is_words_below else panel_width - usual_width)
        self._parts.panel.set_ground("ground" if self._is_home else "surface")
        self._parts.side_column.setMinimumWidth(0 if is_words_below else panel_width)
        self._parts.side_column.setMaximumWidth(_NO_LIMIT if is_words_below else panel_width)
        self._update_heights(is_stacked=is_words_below)
        is_page = self.arrangement is kinds.PAGE and is_words_below
        self._parts.figure_pane.canvas.scrolls_with_page = is_page
        if is_page and (before is not self.arrangement or were_words_in_sight):
            self._follow_timer.start()

    @property
    def _is_home(self) -> bool:
        """Whether the words are few: no text is open, and there are no controls above them."""
        return not self._is_text_open and self._parts.side_column.control_panel.isHidden()

    def _panel_width(self, width: int, *, is_wide: bool) -> int:
        """The width of the panel beside the figure; a table of options gets more of it."""
        px = self._theme.px
        if self._is_home:
            return home_width(width, self._theme.text_size)
        panel_width = min(int(width * PANEL_SHARE), px(_MAX_PANEL_WIDTH))
        if is_wide and width >= px(_MIN_WIDTH_FOR_TABLE):
            panel_width = max(panel_width, min(width - px(_MIN_FIGURE_WIDTH), px(_TABLE_WIDTH)))
        return panel_width

    def _are_words_in_sight(self) -> bool:
        """Whether a page is scrolled to its panel."""
        bar, top = self.scroll_area.verticalScrollBar(), self._panel_top()
        is_page = self.arrangement is Arrangement.PAGE
        return is_page and bar.maximum() > 0 and bar.value() >= min(top, bar.maximum()) > 0

    def _panel_top(self) -> int:
        return self._parts.panel.mapTo(self._page, QPoint()).y()

    def _scroll_to_words(self) -> None:
        # Out of sight, the figure would never be painted for the first time.
        if self._has_selection and self._parts.figure_pane.canvas.has_painted:
            finish_layout()
            self.scroll_to_panel(has_selection=True)

    def _update_heights(self, *, is_stacked: bool) -> None:
        """Give figure and panel the heights of their arrangement.

        In a page, the panel is as high as the window, so that the title stays in sight. A title
        that would take most of it scrolls out of sight, and only the tabs stay.
        """
        px, available = self._theme.px, self.scroll_area.available_height
        figure, panel = self._parts.figure_pane, self._parts.panel
        minimum = figure.minimumSizeHint().height()
        if self.arrangement is Arrangement.PAGE:
            limit = min(px(_MAX_PAGE_FIGURE_HEIGHT), int(available * _PAGE_FIGURE_SHARE))
            _set_height(figure, max(limit if is_stacked else available, minimum))
            header, tabs = panel.head_heights
            is_tall = header + tabs > available * _MAX_HEAD_SHARE
            _set_height(panel, max(available + (header if is_tall else 0), minimum))
            return
        _set_height(panel, None)
        if not is_stacked:
            _set_height(figure, None)
            return
        share = _SMALL_FIGURE_SHARE if self._has_selection else _FIGURE_SHARE
        _set_height(figure, max(int(available * share), minimum))


def _set_height(widget: QWidget, height: int | None) -> None:
    """Fix the height of a widget, or leave it to the layout."""
    widget.setMinimumHeight(0 if height is None else height)
    widget.setMaximumHeight(_NO_LIMIT if height is None else height)
