"""The workspace that all modes share: figure, panel and toolbar, connected to one session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from app.atlas.emergency import emergency_number
from app.atlas.loader import Atlas
from app.canvas.accessibility import SelectionAnnouncer
from app.canvas.canvas import FigureCanvas
from app.canvas.scene_builder import SceneBuilder
from app.panels.panel import InfoPanel
from app.panels.view import PanelContext, Visibility
from app.session.actions import Action, GoBack, OpenPage, StartOver
from app.session.session import Session
from app.session.state import Page, Showing
from app.theme.icons import Icons
from app.theme.theme import Theme, make_palette, read_skin_ramps, read_theme
from app.widgets.button_group import RadioButton
from app.widgets.event_loop import single_shot
from app.widgets.scroll_column import ScrollColumn
from app.widgets.themed import apply_theme_to_tree
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
class ThemeLoader:
    """Loads themes, and holds the icons and skin tones, which are the same in every theme."""

    themes: Path
    icons: Icons
    skins: Mapping[str, tuple[QColor, ...]]
    motion_ms: int

    @classmethod
    def from_assets(cls, assets: Path, motion_ms: int) -> ThemeLoader:
        """The loader for an assets folder; `motion_ms` 0 switches animations off."""
        themes = assets / "themes"
        return cls(themes, Icons(assets / "icons"), read_skin_ramps(themes), motion_ms)

    def load(self, showing: Showing) -> Theme:
        """The theme of a state, at its text size."""
        return read_theme(self.themes, showing.theme, showing.text_size, self.motion_ms)


class Workspace(QWidget):
    """Toolbar, banner, figure, panel and footer, laid out and connected to one session.

    `is_desktop` is False in a kiosk, which has its own footer and offers no files or settings.
    `can_print` says whether visitors can print.

    Signals:
        was_reset: everything that a visitor did was removed.
    """

    was_reset = Signal()

    def __init__(
        self,
        atlas: Atlas,
        session: Session,
        theme_loader: ThemeLoader,
        version: str,
        *,
        is_desktop: bool = True,
        can_print: bool = True,
    ) -> None:
        super().__init__()
        self._is_desktop, self._can_print = is_desktop, can_print
        self.session, self._atlas, self._theme_loader = session, atlas, theme_loader
        showing = session.showing
        theme = self._theme = theme_loader.load(showing)
        QApplication.setPalette(make_palette(theme))
        self.canvas = FigureCanvas(SceneBuilder(atlas, theme_loader.skins), showing, theme)
        views = atlas.names(showing.language).views
        options = [(view.value, views[view]) for view in atlas.views]
        self.figure_pane = FigurePane(self.canvas, options, theme, theme_loader.icons)
        swatches = {tone: stops[2] for tone, stops in theme_loader.skins.items()}
        self.toolbar = Toolbar(atlas, swatches, showing, theme, theme_loader.icons)
        self.panel = InfoPanel(self._context(showing), version)
        self.side_column = SideColumn(self.panel, theme)
        self.banner = NoticeBanner(theme)
        self._footer = DisclaimerFooter(theme)
        if not is_desktop:  # otherwise it would be shown as a window, because it has no parent
            self._footer.hide()
        self._announcer = SelectionAnnouncer(self, atlas, showing)
        self._last_scrolled = (showing.place, showing.page)
        self._panel_timer = QTimer(self)
        self._panel_timer.setSingleShot(True)
        self._panel_timer.timeout.connect(self._show_panel)
        self._bars_timer = single_shot(self, 0, self._update_bar_placement)
        self._lay_out()
        self._connect()
        self._show(showing)
        self._warn_if_expired()

    def _connect(self) -> None:
        """Connect every part to `apply`, and the session to what shows its state."""
        for part in (self.canvas, self.figure_pane, self.panel, self.toolbar, self.banner):
            part.action.connect(self.apply)
        self.canvas.layout_changed.connect(self._panel_timer.start)
        self.figure_pane.search.returnPressed.connect(self.panel.set_initial_focus)
        self.session.changed.connect(self._show)
        self.session.changed.connect(self._announcer.set_showing)

    @property
    def is_ready(self) -> bool:
        """Whether everything that is shown has been created, including labels and text."""
        return (
            self.canvas.has_painted and self.panel.is_complete and not self._panel_timer.isActive()
        )

    @property
    def theme(self) -> Theme:
        """The present theme."""
        return self._theme

    @property
    def icons(self) -> Icons:
        """The icons of all parts."""
        return self._theme_loader.icons

    @property
    def theme_loader(self) -> ThemeLoader:
        """The source of themes, for parts with a theme of their own."""
        return self._theme_loader

    @property
    def atlas(self) -> Atlas:
        """The atlas that is shown."""
        return self._atlas

    @property
    def announcer(self) -> SelectionAnnouncer:
        """Announces the selected region to screen readers."""
        return self._announcer

    @property
    def scroll_area(self) -> ScrollColumn:
        """The scroll area around figure and panel; it scrolls only in small windows."""
        return self._scroll

    @property
    def footer(self) -> DisclaimerFooter:
        """The disclaimer at the bottom; hidden in a kiosk."""
        return self._footer

    def panel_context(self, showing: Showing, theme: Theme) -> PanelContext:
        """The context for views of a state in a theme other than the workspace's own."""
        return replace(self._context(showing), theme=theme)

    def apply(self, action: Action) -> None:
        """Carry out an action, and offer to undo it if it has started over."""
        self.session.apply(action)
        if isinstance(action, StartOver) and self.session.can_undo_start_over:
            text = self.tr("You have started over. Undo brings it back, here or on your list.")
            self.banner.offer_undo(text)

    def open_about(self) -> None:
        """Open the page about the program."""
        self.apply(OpenPage(Page.ABOUT))

    def open_search(self) -> None:
        """Focus the search field and select its text."""
        self.figure_pane.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.figure_pane.search.selectAll()

    def go_back(self) -> None:
        """Go one step back; the focus moves to the region on the figure, or to the panel."""
        before = self.session.showing
        self.apply(GoBack())
        if self.session.showing.place is None or before.search:
            self.canvas.focus_region(before.place)
        else:
            self.panel.set_initial_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._update_bar_placement()
        self._update_orientation()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay out again when the scroll area gets its size, which comes after the window's."""
        if watched is self._scroll and event.type() == QEvent.Type.Resize:
            self._update_orientation()
            # Later, because the layout that is running now contains the bars.
            self._bars_timer.start()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("ground"))

    def reset(self) -> None:
        """Rebuild and clear every part, so that nothing of the last visitor is left."""
        self.banner.hide()
        self.toolbar.collapse()
        self.panel.clear()
        self._scroll.scroll_to_top()
        self._last_scrolled = (None, None)
        self._show(self.session.showing)
        self.figure_pane.clear_search_history()
        self.canvas.reset()
        self._announcer.clear()
        for radio in self.findChildren(RadioButton):
            radio.restore_tab_focus()
        self._warn_if_expired()
        self.was_reset.emit()

    def _show(self, showing: Showing) -> None:
        if (showing.theme, showing.text_size) != (self._theme.name, self._theme.text_size):
            self._apply_theme(showing)
        if self.banner.offers_undo and not self.session.can_undo_start_over:
            self.banner.hide()
        self.canvas.set_showing(showing, self._theme)
        self.figure_pane.set_showing(showing)
        self.toolbar.set_showing(showing)
        if self.canvas.has_painted:
            self._panel_timer.start()

    def _warn_if_expired(self) -> None:
        if self._atlas.expires >= dt.date.today():
            return
        text = self.tr(
            "This atlas was to be renewed by {date}. Some of what it says may no longer be true."
        )
        self.banner.show_message(text.format(date=self._atlas.expires.isoformat()))

    def _scroll_to_panel(self, showing: Showing) -> None:
        """If figure and panel scroll as one page, scroll to the text of a new selection."""
        bar = self._scroll.verticalScrollBar()
        if bar.maximum() > 0 and (showing.place, showing.page) != self._last_scrolled:
            has_selection = showing.place is not None or showing.page is not None
            top = self.side_column.mapTo(self._page, QPoint()).y() - self._theme.px(6)
            bar.setValue(top if has_selection else 0)
        self._last_scrolled = (showing.place, showing.page)

    def _apply_theme(self, showing: Showing) -> None:
        self._theme = self._theme_loader.load(showing)
        self.panel.clear()
        QApplication.setPalette(make_palette(self._theme))
        apply_theme_to_tree(self, self._theme)
        self._update_bar_placement()
        self._update_orientation()
        self.update()

    def _context(self, showing: Showing) -> PanelContext:
        emergency = emergency_number(showing.country)
        return PanelContext(
            self._atlas,
            showing.language,
            showing.figure,
            self._theme,
            self._theme_loader.icons,
            emergency,
            self._is_desktop,
            self._can_print,
        )

    def _visibility(self) -> Visibility:
        return Visibility(self.canvas.places(), self.canvas.label_numbers())

    def _show_panel(self) -> None:
        """Update the panel, one turn of the event loop after the figure, which is faster."""
        showing = self.session.showing
        self.panel.set_showing(self._context(showing), showing, self._visibility())
        self._scroll_to_panel(showing)

    def _lay_out(self) -> None:
        middle, self._page = QWidget(), QWidget()
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight, middle)
        self._middle.addWidget(self.figure_pane)
        self._middle.addWidget(self.side_column)
        self._scroll = ScrollColumn(self._theme)
        self._fixed_rows, self._scrolled_rows = QVBoxLayout(self), QVBoxLayout(self._page)
        for rows, widget in ((self._fixed_rows, self._scroll), (self._scrolled_rows, middle)):
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(0)
            rows.addWidget(widget, 1)
        self._place_bars(self._fixed_rows)
        self._scroll.setWidget(self._page)
        self._scroll.installEventFilter(self)
        self._page.setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._update_orientation()

    def _place_bars(self, rows: QVBoxLayout) -> None:
        """Put toolbar and banner above the other rows, and the footer below them."""
        rows.insertWidget(0, self.toolbar)
        rows.insertWidget(1, self.banner)
        rows.addWidget(self._footer)

    def _update_bar_placement(self) -> None:
        """Let toolbar, banner and footer scroll with the page if the window is too low for them.

        A bar that was visible stays visible, and keeps the focus.
        """
        footer = self._footer.heightForWidth(self.width()) if self._is_desktop else 0
        middle = self.height() - self.toolbar.height() - footer
        is_low = middle < self._theme.px(_MIN_MIDDLE_HEIGHT)
        rows = self._scrolled_rows if is_low else self._fixed_rows
        if rows.indexOf(self.toolbar) >= 0:
            return
        focus = QApplication.focusWidget()
        visible = [bar for bar in (self.toolbar, self.banner, self._footer) if not bar.isHidden()]
        self._place_bars(rows)
        for bar in visible:
            bar.show()
        if focus is not None and any(bar.isAncestorOf(focus) for bar in visible):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._update_orientation()

    def _update_orientation(self) -> None:
        """Stack figure and panel in a window that is narrow for its text size, or upright.

        If they are stacked and the window is too low for both, they scroll as one page.
        """
        px = self._theme.px
        is_narrow = self.width() * 100 / self._theme.text_size < _MIN_SIDE_BY_SIDE_WIDTH
        is_stacked = is_narrow or self.height() > self.width() * _PORTRAIT_RATIO
        directions = QBoxLayout.Direction
        self._middle.setDirection(directions.TopToBottom if is_stacked else directions.LeftToRight)
        self._middle.setContentsMargins(
            px(14) if is_stacked else 0, 0 if is_stacked else px(12), px(18), px(12)
        )
        self._middle.setStretch(0, 62 if is_stacked else 54)
        self._middle.setStretch(1, 38 if is_stacked else 46)
        self._update_heights(is_stacked=is_stacked)
        self.side_column.setMaximumWidth(_NO_LIMIT if is_stacked else px(_MAX_PANEL_WIDTH))

    def _update_heights(self, *, is_stacked: bool) -> None:
        """Give figure and panel fixed heights if they scroll as one page."""
        px, available = self._theme.px, self._scroll.available_height
        do_bars_scroll = self._scrolled_rows.indexOf(self.toolbar) >= 0
        is_scrolling = do_bars_scroll or (is_stacked and available < px(_MIN_STACKED_HEIGHT))
        minimum = self.figure_pane.minimumSizeHint().height()
        for widget, limit, share in ((self.figure_pane, px(480), 0.9), (self.panel, px(520), 0.94)):
            height = max(min(limit, int(available * share)), minimum)
            widget.setMinimumHeight(height if is_scrolling else 0)
            # The footer in the page asks for more height than the page needs, and would stretch it.
            widget.setMaximumHeight(height if do_bars_scroll else _NO_LIMIT)
