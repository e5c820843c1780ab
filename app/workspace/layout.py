"""Layout of the workspace: figure and panel side by side, stacked, or scrolling as one page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from app.panels.panel import InfoPanel
from app.theme.theme import Theme
from app.widgets.event_loop import single_shot
from app.widgets.scroll_column import ScrollColumn
from app.workspace.banner_footer import DisclaimerFooter, NoticeBanner
from app.workspace.panes import FigurePane, SideColumn
from app.workspace.toolbar import Toolbar

# in pixels at a text size of 100 %
_MIN_SIDE_BY_SIDE_WIDTH = 900
_PORTRAIT_RATIO = 1.15
_MAX_PANEL_WIDTH = 720
_MIN_STACKED_HEIGHT = 700
_MIN_MIDDLE_HEIGHT = 220
_NO_LIMIT = 16777215
"""Qt's QWIDGETSIZE_MAX."""


@dataclass(frozen=True, slots=True)
class WorkspaceParts:
    """The widgets that the layout arranges, from top to bottom."""

    toolbar: Toolbar
    banner: NoticeBanner
    figure_pane: FigurePane
    side_column: SideColumn
    panel: InfoPanel
    footer: DisclaimerFooter


class WorkspaceLayout(QObject):
    """Arranges the parts in a widget, and again whenever its size, text size or theme changes.

    Without `has_footer` the footer takes no room, because it is hidden.
    """

    def __init__(
        self, widget: QWidget, parts: WorkspaceParts, theme: Theme, *, has_footer: bool
    ) -> None:
        super().__init__(widget)
        self._widget, self._parts, self._theme = widget, parts, theme
        self._has_footer = has_footer
        self.scroll_area = ScrollColumn(theme)
        # Later, because the layout that resizes the scroll area contains the bars.
        self._bars_timer = single_shot(self, 0, self._update_bars)
        middle, self._page = QWidget(), QWidget()
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight, middle)
        self._middle.addWidget(parts.figure_pane)
        self._middle.addWidget(parts.side_column)
        self._fixed_rows, self._scrolled_rows = QVBoxLayout(widget), QVBoxLayout(self._page)
        for rows, row in ((self._fixed_rows, self.scroll_area), (self._scrolled_rows, middle)):
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(0)
            rows.addWidget(row, 1)
        self._place_bars(self._fixed_rows)
        self.scroll_area.setWidget(self._page)
        self.scroll_area.installEventFilter(self)
        self._page.setAutoFillBackground(False)
        self._update_orientation()

    def set_theme(self, theme: Theme) -> None:
        """Use the lengths of another theme."""
        self._theme = theme
        self.update()

    def update(self) -> None:
        """Lay out again for the present size of the widget."""
        self._update_bars()
        self._update_orientation()

    def scroll_to_panel(self, *, has_selection: bool) -> None:
        """If figure and panel scroll as one page, scroll to the panel, or to the top."""
        bar = self.scroll_area.verticalScrollBar()
        if bar.maximum() > 0:
            top = self._parts.side_column.mapTo(self._page, QPoint()).y() - self._theme.px(6)
            bar.setValue(top if has_selection else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay out again when the scroll area gets its size, which comes after the window's."""
        if event.type() == QEvent.Type.Resize:
            self._update_orientation()
            self._bars_timer.start()
        return super().eventFilter(watched, event)

    def _place_bars(self, rows: QVBoxLayout) -> None:
        """Put toolbar and banner above the other rows, and the footer below them."""
        rows.insertWidget(0, self._parts.toolbar)
        rows.insertWidget(1, self._parts.banner)
        rows.addWidget(self._parts.footer)

    def _update_bars(self) -> None:
        """Let toolbar, banner and footer scroll with the page if the window is too low for them.

        A bar that was visible stays visible, and keeps the focus.
        """
        toolbar, banner, footer = self._parts.toolbar, self._parts.banner, self._parts.footer
        footer_height = footer.heightForWidth(self._widget.width()) if self._has_footer else 0
        middle_height = self._widget.height() - toolbar.height() - footer_height
        is_low = middle_height < self._theme.px(_MIN_MIDDLE_HEIGHT)
        rows = self._scrolled_rows if is_low else self._fixed_rows
        if rows.indexOf(toolbar) >= 0:
            return
        focus = QApplication.focusWidget()
        visible = [bar for bar in (toolbar, banner, footer) if not bar.isHidden()]
        self._place_bars(rows)
        for bar in visible:
            bar.show()
        if focus is not None and any(bar.isAncestorOf(focus) for bar in visible):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._update_orientation()

    def _update_orientation(self) -> None:
        """Stack figure and panel in a window that is portrait, or narrow for its text size.

        If they are stacked and the window is too low for both, they scroll as one page.
        """
        px, width, height = self._theme.px, self._widget.width(), self._widget.height()
        is_narrow = width * 100 / self._theme.text_size < _MIN_SIDE_BY_SIDE_WIDTH
        is_stacked = is_narrow or height > width * _PORTRAIT_RATIO
        directions = QBoxLayout.Direction
        self._middle.setDirection(directions.TopToBottom if is_stacked else directions.LeftToRight)
        self._middle.setContentsMargins(
            px(14) if is_stacked else 0, 0 if is_stacked else px(12), px(18), px(12)
        )
        self._middle.setStretch(0, 62 if is_stacked else 54)
        self._middle.setStretch(1, 38 if is_stacked else 46)
        self._update_heights(is_stacked=is_stacked)
        maximum = _NO_LIMIT if is_stacked else px(_MAX_PANEL_WIDTH)
        self._parts.side_column.setMaximumWidth(maximum)

    def _update_heights(self, *, is_stacked: bool) -> None:
        """Give figure and panel fixed heights if they scroll as one page."""
        px, available = self._theme.px, self.scroll_area.available_height
        figure_pane, panel = self._parts.figure_pane, self._parts.panel
        do_bars_scroll = self._scrolled_rows.indexOf(self._parts.toolbar) >= 0
        is_scrolling = do_bars_scroll or (is_stacked and available < px(_MIN_STACKED_HEIGHT))
        minimum = figure_pane.minimumSizeHint().height()
        for widget, limit, share in ((figure_pane, px(480), 0.9), (panel, px(520), 0.94)):
            height = max(min(limit, int(available * share)), minimum)
            widget.setMinimumHeight(height if is_scrolling else 0)
            # A footer in the page asks for more height than it needs, and would stretch the page.
            widget.setMaximumHeight(height if do_bars_scroll else _NO_LIMIT)
