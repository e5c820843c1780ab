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
from app.atlas.loader import OpenAtlas
from app.canvas.accessibility import Announcer
from app.canvas.canvas import Canvas
from app.canvas.scene_builder import Composer
from app.panels.panel import Panel
from app.panels.view import InSight, Reading
from app.session.session import Session
from app.session.state import Page, Showing
from app.theme.icons import Icons
from app.theme.theme import Look, palette, read_look, read_skins
from app.widgets.button_group import Radio
from app.widgets.event_loop import later
from app.widgets.scroll_column import Column
from app.widgets.themed import wear_all
from app.workspace.banner_footer import Banner, Footer
from app.workspace.panes import FigurePane, SideColumn
from app.workspace.toolbar import Bar

_STACK_BELOW = 900
_PORTRAIT = 1.15
_PANEL_AT_MOST = 720
_WIDEST = 16777215
_BOTH_FIT = 700
_LEAST_ROOM = 220


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """Where looks come from: the folder of themes, the icons, the skin tones."""

    themes: Path
    icons: Icons
    skins: Mapping[str, tuple[QColor, ...]]
    motion_ms: int

    @classmethod
    def of(cls, assets: Path, motion_ms: int) -> Wardrobe:
        """The wardrobe of an assets folder; motion_ms 0 keeps everything still."""
        themes = assets / "themes"
        return cls(themes, Icons(assets / "icons"), read_skins(themes), motion_ms)

    def look(self, showing: Showing) -> Look:
        """The look of a Showing."""
        return read_look(self.themes, showing.theme, showing.text_size, self.motion_ms)


class Stage(QWidget):
    """Bar, figure, panel and strips over one session and one atlas.

    Signals:
        renewed: everything that somebody did was taken away.
    """

    renewed = Signal()

    def __init__(
        self,
        atlas: OpenAtlas,
        session: Session,
        wardrobe: Wardrobe,
        version: str,
        *,
        at_desk: bool = True,
        prints: bool = True,
    ) -> None:
        super().__init__()
        self._at_desk, self._prints = at_desk, prints
        self.session, self._atlas, self._wardrobe = session, atlas, wardrobe
        showing = session.showing
        look = self._look = wardrobe.look(showing)
        QApplication.setPalette(palette(look))
        self.canvas = Canvas(Composer(atlas, wardrobe.skins), showing, look)
        views = atlas.names(showing.language).views
        options = [(view.value, views[view]) for view in atlas.views]
        self.pane = FigurePane(self.canvas, options, look, wardrobe.icons)
        swatches = {tone: stops[2] for tone, stops in wardrobe.skins.items()}
        self.bar = Bar(atlas, swatches, showing, look, wardrobe.icons)
        self.panel = Panel(self._reading(showing), version)
        self.side = SideColumn(self.panel, look)
        self.banner = Banner(look)
        self._footer = Footer(look)
        if not at_desk:  # shown here it would be a window of its own
            self._footer.hide()
        self._announcer = Announcer(self, atlas, showing)
        self._brought = (showing.place, showing.page)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_words)
        self._strips = later(self, 0, self._scroll_strips_or_not)
        self._lay_out()
        self._wire()
        self._show(showing)
        self._tell_expired()

    def _wire(self) -> None:
        """All doors and all who are told, in one place."""
        session, panel, pane, bar = self.session, self.panel, self.pane, self.bar
        self.canvas.region_asked.connect(session.select)
        self.canvas.frame_asked.connect(session.frame_as)
        self.canvas.arranged.connect(self._later.start)
        pane.frame_asked.connect(session.frame_as)
        pane.view_asked.connect(session.turn_to)
        pane.search_asked.connect(session.search_for)
        pane.search.returnPressed.connect(self.panel.focus_home)
        panel.region_asked.connect(session.select)
        panel.topic_asked.connect(session.open_topic)
        panel.page_asked.connect(session.open_page)
        panel.view_asked.connect(session.turn_to)
        panel.country_asked.connect(session.pick_country)
        panel.keep_asked.connect(session.keep)
        panel.matter_asked.connect(session.say_matters)
        panel.undo_asked.connect(session.undo_keep)
        panel.over_asked.connect(self.start_over)
        self.banner.undo_asked.connect(session.undo_keep)
        bar.figures.picked.connect(session.pick_figure)
        bar.builds.picked.connect(session.pick_build)
        bar.skins.picked.connect(session.pick_skin)
        bar.text_size_asked.connect(session.size_text)
        bar.theme_asked.connect(session.pick_theme)
        bar.help_asked.connect(self.open_about)
        session.changed.connect(self._show)
        session.changed.connect(self._announcer.show_showing)

    @property
    def is_ready(self) -> bool:
        """Whether everything that is on show has been made: labels and words too."""
        return self.canvas.is_awake and self.panel.is_filled and not self._later.isActive()

    @property
    def look(self) -> Look:
        """How everything looks now."""
        return self._look

    @property
    def icons(self) -> Icons:
        """The icons of everything."""
        return self._wardrobe.icons

    @property
    def wardrobe(self) -> Wardrobe:
        """Where looks come from."""
        return self._wardrobe

    def reading(self, showing: Showing, look: Look) -> Reading:
        """What words are made from, in another look than the stage's own."""
        return replace(self._reading(showing), look=look)

    def open_about(self) -> None:
        """Opens the page about the program."""
        self.session.open_page(Page.ABOUT)

    def open_search(self) -> None:
        """Puts the cursor into the search field."""
        self.pane.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.pane.search.selectAll()

    def back(self) -> None:
        """One step back; the focus returns to where the region lies, or to the panel."""
        before = self.session.showing
        self.session.back()
        if self.session.showing.place is None or before.search:
            self.canvas.focus_on(before.place)
        else:
            self.panel.focus_home()

    def start_over(self) -> None:
        """Everything as at the start; at a desk it can be taken back, in a kiosk never."""
        self.session.start_over(for_good=not self._at_desk)
        if self.session.has_just_started_over:
            words = self.tr("You have started over. Undo brings it back, here or on your list.")
            self.banner.offer_undo(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scroll_strips_or_not()
        self._stack_or_not()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What has room for figure and words is known only when the page has its size."""
        if watched is self._scroll and event.type() == QEvent.Type.Resize:
            self._stack_or_not()
            # Not now: the layout that gives the page its size holds the strips.
            self._strips.start()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.colour("ground"))

    def renew(self) -> None:
        """Makes the words anew and scrolls back, so that nothing of what was done is left."""
        self.banner.hide()
        self.bar.fold()
        self.panel.clear()
        self._scroll.to_top()
        self._brought = (None, None)
        self._show(self.session.showing)
        self.pane.forget()
        self.canvas.forget()
        self._announcer.forget()
        for radio in self.findChildren(Radio):
            radio.be_reached()
        self._tell_expired()
        self.renewed.emit()

    def _show(self, showing: Showing) -> None:
        if (showing.theme, showing.text_size) != (self._look.theme, self._look.text_size):
            self._change_look(showing)
        if self.banner.offers_undo and not self.session.has_just_started_over:
            self.banner.hide()
        self.canvas.show_showing(showing, self._look)
        self.pane.show_showing(showing)
        self.bar.show_showing(showing)
        if self.canvas.is_awake:
            self._later.start()

    def _tell_expired(self) -> None:
        if self._atlas.expires >= dt.date.today():
            return
        words = self.tr(
            "This atlas was to be renewed by {date}. Some of what it says may no longer be true."
        )
        self.banner.tell(words.format(date=self._atlas.expires.isoformat()))

    def _bring_into_sight(self, showing: Showing) -> None:
        """Where figure and words are one long page: to the words of what has been chosen."""
        bar = self._scroll.verticalScrollBar()
        if bar.maximum() > 0 and (showing.place, showing.page) != self._brought:
            words = showing.place is not None or showing.page is not None
            top = self.side.mapTo(self._page, QPoint()).y() - self._look.px(6)
            bar.setValue(top if words else 0)
        self._brought = (showing.place, showing.page)

    def _change_look(self, showing: Showing) -> None:
        self._look = self._wardrobe.look(showing)
        self.panel.clear()
        QApplication.setPalette(palette(self._look))
        wear_all(self, self._look)
        self._scroll_strips_or_not()
        self._stack_or_not()
        self.update()

    def _reading(self, showing: Showing) -> Reading:
        emergency = emergency_number(showing.country)
        return Reading(
            self._atlas,
            showing.language,
            showing.figure,
            self._look,
            self._wardrobe.icons,
            emergency,
            self._at_desk,
            self._prints,
        )

    def _in_sight(self) -> InSight:
        return InSight(self.canvas.places(), self.canvas.numbers())

    def _show_words(self) -> None:
        """The panel; after the figure, which is quicker and where the eye is."""
        showing = self.session.showing
        self.panel.show_showing(self._reading(showing), showing, self._in_sight())
        self._bring_into_sight(showing)

    def _lay_out(self) -> None:
        both, self._page = QWidget(), QWidget()
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._middle.addWidget(self.pane)
        self._middle.addWidget(self.side)
        self._scroll = Column(self._look)
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
        self._stack_or_not()

    def _put_strips(self, rows: QVBoxLayout) -> None:
        """Puts bar and notice above everything and the footer below it."""
        rows.insertWidget(0, self.bar)
        rows.insertWidget(1, self.banner)
        rows.addWidget(self._footer)

    def _scroll_strips_or_not(self) -> None:
        """In a window so low that they would leave no room, bar and footer scroll with the page.

        What is shown of them stays shown, and keeps the focus.
        """
        foot = self._footer.heightForWidth(self.width()) if self._at_desk else 0
        is_low = self.height() - self.bar.height() - foot < self._look.px(_LEAST_ROOM)
        rows = self._scrolled if is_low else self._whole
        if rows.indexOf(self.bar) >= 0:
            return
        focus = QApplication.focusWidget()
        strips = (self.bar, self.banner, self._footer)
        shown = [strip for strip in strips if not strip.isHidden()]
        self._put_strips(rows)
        for strip in shown:
            strip.show()
        if focus is not None and any(strip.isAncestorOf(focus) for strip in shown):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack_or_not()

    def _stack_or_not(self) -> None:
        """Figure above words where the window is narrow for its text, or stands upright.

        Stacked in a window too low for both, the two scroll as one page.
        """
        px = self._look.px
        narrow = self.width() * 100 / self._look.text_size < _STACK_BELOW
        stacked = narrow or self.height() > self.width() * _PORTRAIT
        directions = QBoxLayout.Direction
        self._middle.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        self._middle.setContentsMargins(
            px(14) if stacked else 0, 0 if stacked else px(12), px(18), px(12)
        )
        self._middle.setStretch(0, 62 if stacked else 54)
        self._middle.setStretch(1, 38 if stacked else 46)
        room = self._scroll.room
        is_low = self._scrolled.indexOf(self.bar) >= 0
        scrolls = is_low or (stacked and room < px(_BOTH_FIT))
        least = self.pane.minimumSizeHint().height()
        for widget, most, share in ((self.pane, px(480), 0.9), (self.panel, px(520), 0.94)):
            tall = max(min(most, int(room * share)), least)
            widget.setMinimumHeight(tall if scrolls else 0)
            # The footer's words make a page in which it lies as tall as all wish to be.
            widget.setMaximumHeight(tall if is_low else _WIDEST)
        self.side.setMaximumWidth(_WIDEST if stacked else px(_PANEL_AT_MOST))
