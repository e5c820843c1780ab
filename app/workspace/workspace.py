"""Everything that all modes show, put together and wired."""

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

_STACK_BELOW = 900
_PORTRAIT = 1.15
_PANEL_AT_MOST = 720
_WIDEST = 16777215
_BOTH_FIT = 700
_LEAST_ROOM = 220


@dataclass(frozen=True, slots=True)
class ThemeLoader:
    """Where looks come from: the folder of themes, the icons, the skin tones."""

    themes: Path
    icons: Icons
    skins: Mapping[str, tuple[QColor, ...]]
    motion_ms: int

    @classmethod
    def from_assets(cls, assets: Path, motion_ms: int) -> ThemeLoader:
        """The wardrobe of an assets folder; motion_ms 0 keeps everything still."""
        themes = assets / "themes"
        return cls(themes, Icons(assets / "icons"), read_skin_ramps(themes), motion_ms)

    def load(self, showing: Showing) -> Theme:
        """The look of a Showing."""
        return read_theme(self.themes, showing.theme, showing.text_size, self.motion_ms)


class Workspace(QWidget):
    """Bar, figure, panel and strips over one session and one atlas.

    Signals:
        renewed: everything that somebody did was taken away.
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
        self._is_desktop, self._prints = is_desktop, can_print
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
        if not is_desktop:  # shown here it would be a window of its own
            self._footer.hide()
        self._announcer = SelectionAnnouncer(self, atlas, showing)
        self._last_scrolled = (showing.place, showing.page)
        self._panel_timer = QTimer(self)
        self._panel_timer.setSingleShot(True)
        self._panel_timer.timeout.connect(self._show_words)
        self._strips_timer = single_shot(self, 0, self._update_strip_placement)
        self._lay_out()
        self._wire()
        self._show(showing)
        self._warn_if_expired()

    def _wire(self) -> None:
        """Connect every part to `apply`, and the session to what shows its state."""
        for part in (self.canvas, self.figure_pane, self.panel, self.toolbar, self.banner):
            part.action.connect(self.apply)
        self.canvas.layout_changed.connect(self._panel_timer.start)
        self.figure_pane.search.returnPressed.connect(self.panel.set_initial_focus)
        self.session.changed.connect(self._show)
        self.session.changed.connect(self._announcer.set_showing)

    @property
    def is_ready(self) -> bool:
        """Whether everything that is on show has been made: labels and words too."""
        return (
            self.canvas.has_painted and self.panel.is_complete and not self._panel_timer.isActive()
        )

    @property
    def theme(self) -> Theme:
        """How everything looks now."""
        return self._theme

    @property
    def icons(self) -> Icons:
        """The icons of everything."""
        return self._theme_loader.icons

    @property
    def theme_loader(self) -> ThemeLoader:
        """Where looks come from."""
        return self._theme_loader

    def panel_context(self, showing: Showing, theme: Theme) -> PanelContext:
        """What words are made from, in another look than the stage's own."""
        return replace(self._context(showing), theme=theme)

    def apply(self, action: Action) -> None:
        """Carry out an action, and offer to undo it if it has started over."""
        self.session.apply(action)
        if isinstance(action, StartOver) and self.session.can_undo_start_over:
            words = self.tr("You have started over. Undo brings it back, here or on your list.")
            self.banner.offer_undo(words)

    def open_about(self) -> None:
        """Open the page about the program."""
        self.apply(OpenPage(Page.ABOUT))

    def open_search(self) -> None:
        """Puts the cursor into the search field."""
        self.figure_pane.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.figure_pane.search.selectAll()

    def go_back(self) -> None:
        """One step back; the focus returns to where the region lies, or to the panel."""
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
        self._update_strip_placement()
        self._update_orientation()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What has room for figure and words is known only when the page has its size."""
        if watched is self._scroll and event.type() == QEvent.Type.Resize:
            self._update_orientation()
            # Not now: the layout that gives the page its size holds the strips.
            self._strips_timer.start()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("ground"))

    def reset(self) -> None:
        """Makes the words anew and scrolls back, so that nothing of what was done is left."""
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
        words = self.tr(
            "This atlas was to be renewed by {date}. Some of what it says may no longer be true."
        )
        self.banner.show_message(words.format(date=self._atlas.expires.isoformat()))

    def _scroll_to_panel(self, showing: Showing) -> None:
        """Where figure and words are one long page: to the words of what has been chosen."""
        bar = self._scroll.verticalScrollBar()
        if bar.maximum() > 0 and (showing.place, showing.page) != self._last_scrolled:
            words = showing.place is not None or showing.page is not None
            top = self.side_column.mapTo(self._page, QPoint()).y() - self._theme.px(6)
            bar.setValue(top if words else 0)
        self._last_scrolled = (showing.place, showing.page)

    def _apply_theme(self, showing: Showing) -> None:
        self._theme = self._theme_loader.load(showing)
        self.panel.clear()
        QApplication.setPalette(make_palette(self._theme))
        apply_theme_to_tree(self, self._theme)
        self._update_strip_placement()
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
            self._prints,
        )

    def _visibility(self) -> Visibility:
        return Visibility(self.canvas.places(), self.canvas.label_numbers())

    def _show_words(self) -> None:
        """The panel; after the figure, which is quicker and where the eye is."""
        showing = self.session.showing
        self.panel.set_showing(self._context(showing), showing, self._visibility())
        self._scroll_to_panel(showing)

    def _lay_out(self) -> None:
        both, self._page = QWidget(), QWidget()
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._middle.addWidget(self.figure_pane)
        self._middle.addWidget(self.side_column)
        self._scroll = ScrollColumn(self._theme)
        self._whole, self._scrolled = QVBoxLayout(self), QVBoxLayout(self._page)
        for rows, widget in ((self._whole, self._scroll), (self._scrolled, both)):
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(0)
            rows.addWidget(widget, 1)
        self._put_strips(self._whole)
        self._scroll.setWidget(self._page)
        self._scroll.installEventFilter(self)
        self._page.setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._update_orientation()

    def _put_strips(self, rows: QVBoxLayout) -> None:
        """Puts bar and notice above everything and the footer below it."""
        rows.insertWidget(0, self.toolbar)
        rows.insertWidget(1, self.banner)
        rows.addWidget(self._footer)

    def _update_strip_placement(self) -> None:
        """In a window so low that they would leave no room, bar and footer scroll with the page.

        What is shown of them stays shown, and keeps the focus.
        """
        foot = self._footer.heightForWidth(self.width()) if self._is_desktop else 0
        is_low = self.height() - self.toolbar.height() - foot < self._theme.px(_LEAST_ROOM)
        rows = self._scrolled if is_low else self._whole
        if rows.indexOf(self.toolbar) >= 0:
            return
        focus = QApplication.focusWidget()
        strips = (self.toolbar, self.banner, self._footer)
        shown = [strip for strip in strips if not strip.isHidden()]
        self._put_strips(rows)
        for strip in shown:
            strip.show()
        if focus is not None and any(strip.isAncestorOf(focus) for strip in shown):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._update_orientation()

    def _update_orientation(self) -> None:
        """Figure above words where the window is narrow for its text, or stands upright.

        Stacked in a window too low for both, the two scroll as one page.
        """
        px = self._theme.px
        narrow = self.width() * 100 / self._theme.text_size < _STACK_BELOW
        stacked = narrow or self.height() > self.width() * _PORTRAIT
        directions = QBoxLayout.Direction
        self._middle.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        self._middle.setContentsMargins(
            px(14) if stacked else 0, 0 if stacked else px(12), px(18), px(12)
        )
        self._middle.setStretch(0, 62 if stacked else 54)
        self._middle.setStretch(1, 38 if stacked else 46)
        room = self._scroll.available_height
        is_low = self._scrolled.indexOf(self.toolbar) >= 0
        scrolls = is_low or (stacked and room < px(_BOTH_FIT))
        least = self.figure_pane.minimumSizeHint().height()
        for widget, most, share in ((self.figure_pane, px(480), 0.9), (self.panel, px(520), 0.94)):
            tall = max(min(most, int(room * share)), least)
            widget.setMinimumHeight(tall if scrolls else 0)
            # The footer's words make a page in which it lies as tall as all wish to be.
            widget.setMaximumHeight(tall if is_low else _WIDEST)
        self.side_column.setMaximumWidth(_WIDEST if stacked else px(_PANEL_AT_MOST))
