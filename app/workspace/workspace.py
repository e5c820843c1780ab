"""The workspace that all modes share: figure, panel and toolbar, connected to one session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.atlas.emergency import emergency_number
from app.atlas.loader import Atlas
from app.body.regions import Place, TopicId
from app.canvas.canvas import FigureCanvas
from app.canvas.scene_builder import SceneBuilder
from app.panels.panel import InfoPanel
from app.panels.view import PanelContext, Visibility
from app.session.actions import Action, RemoveFromList, SelectRegion, StartOver, Undo
from app.session.session import Session
from app.session.state import Page, Showing
from app.theme.icons import Icons
from app.theme.skin_ramp import SkinRamp
from app.theme.theme import Theme, make_palette, read_skin_ramps, read_theme
from app.widgets.button_group import RadioButton
from app.widgets.input_kind import InputKindFilter
from app.widgets.popover import PopoverButton
from app.widgets.single_shot import single_shot
from app.widgets.tab_order import set_tab_order
from app.widgets.text_field import TextField
from app.widgets.themed import apply_theme_to_tree
from app.widgets.tooltip import allow_tooltips
from app.widgets.widget_tree import descendants
from app.workspace.announcer import ChangeAnnouncer
from app.workspace.figure_button import FigureButton
from app.workspace.layout import Arrangement, WorkspaceLayout, WorkspaceParts
from app.workspace.linked_highlight import LinkedHighlight
from app.workspace.messages import Messages
from app.workspace.more_below import MoreBelowButton
from app.workspace.navigation import Navigation
from app.workspace.panes import FigurePane, SideColumn
from app.workspace.toolbar import Toolbar
from app.workspace.window_search import WindowSearch

_NO_SELECTION: tuple[Place | None, TopicId | None, Page | None] = (None, None, None)


@dataclass(frozen=True, slots=True)
class ThemeLoader:
    """Loads themes, and holds the icons and skin tones, which are the same in every theme."""

    themes: Path
    icons: Icons
    skins: Mapping[str, SkinRamp]
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
    """Toolbar, figure and panel, laid out and connected to one session.

    `is_desktop` is False in a kiosk, which offers no files or settings.
    `can_print` says whether visitors can print.

    Signals:
        was_reset: everything that a visitor did was removed.
    """

    was_reset = Signal()
    clinic_file: Path | None = None
    """The details of the clinic, whose number is shown; None without them."""
    can_type = True
    """Whether people have a keyboard to write lines of their own on the list."""

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
        allow_tooltips(are_allowed=is_desktop)
        self._is_desktop, self._can_print = is_desktop, can_print
        self.session, self.atlas, self._theme_loader = session, atlas, theme_loader
        showing = session.showing
        theme = self._theme = theme_loader.load(showing)
        QApplication.setPalette(make_palette(theme))
        self.canvas = FigureCanvas(SceneBuilder(atlas, theme_loader.skins), showing, theme)
        self.figure_pane = self._create_figure_pane(showing)
        self.toolbar = Toolbar(showing, theme, self.icons, self, is_desktop=is_desktop)
        self.search = WindowSearch(self, self.toolbar.search)
        self.panel = InfoPanel(self._context(showing), version)
        self.side_column = SideColumn(self.panel, theme)
        self.announcer = ChangeAnnouncer(self, atlas, showing)
        self.messages = Messages(self, session, theme, self.icons, self.announcer)
        self._last_selection = _NO_SELECTION
        self._panel_timer = single_shot(self, 0, self._show_panel)
        self._lay_out(theme)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Back Atlas"))
        self._connect()
        self._show(showing)
        self._warn_if_expired()

    def _lay_out(self, theme: Theme) -> None:
        parts = WorkspaceParts(self.toolbar, self.figure_pane, self.side_column, self.panel)
        self._layout = WorkspaceLayout(self, parts, theme)
        self.scroll_area = self._layout.scroll_area
        self.navigation = Navigation(self, self.session, parts, self._layout, self.messages)
        areas = (self.scroll_area, self.panel.scroll_area)
        self.more_below = MoreBelowButton(areas, theme, self.icons, self)

    def _create_figure_pane(self, showing: Showing) -> FigurePane:
        names = self.atlas.names(showing.language).views
        views = [(view.value, names[view]) for view in self.atlas.views]
        colors = {tone: skin.stops[7] for tone, skin in self._theme_loader.skins.items()}
        theme, icons = self._theme, self._theme_loader.icons
        figure_button = FigureButton(self.atlas, colors, showing, theme, icons, self)
        return FigurePane(self.canvas, views, figure_button, theme, icons)

    def _connect(self) -> None:
        """Connect every part to `apply`, and the session to what shows its state."""
        parts = (self.canvas, self.figure_pane, self.panel, self.toolbar)
        for part in (*parts, self.messages, self.navigation):
            part.action.connect(self.apply)
        self.canvas.layout_changed.connect(self._panel_timer.start)
        self.canvas.missed.connect(self._on_missed)
        self.panel.widgets_changed.connect(self._update_tab_order)
        LinkedHighlight(self, self.canvas, self.panel)
        self.session.changed.connect(self._show)
        self.session.changed.connect(self.announcer.set_showing)

    @property
    def is_ready(self) -> bool:
        """Whether everything that is shown has been created, including labels and text."""
        return (
            self.canvas.has_painted and self.panel.is_complete and not self._panel_timer.isActive()
        )

    @property
    def search_field(self) -> TextField:
        """The field that a person types a search into."""
        return self.search.field

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

    def panel_context(self, showing: Showing, theme: Theme) -> PanelContext:
        """The context for views of a state in a theme other than the workspace's own."""
        return replace(self._context(showing), theme=theme)

    def apply(self, action: Action) -> None:
        """Carry out an action, and offer to undo it if something was taken away.

        A region that is open already is shown from its first words. Starting over forgets what was
        read.
        """
        before, is_offered = self.session.showing, self.messages.offers_undo
        self.session.apply(action)
        is_same = self.session.showing is before
        if isinstance(action, StartOver) and not is_same:
            self.panel.reset()
        if isinstance(action, SelectRegion) and action.place and is_same:
            self.panel.show_first_words()
            self._layout.scroll_to_panel(has_selection=True)
        if isinstance(action, StartOver) and self.session.can_undo_start_over:
            text = self.tr("You started over. Undo brings everything back, here or on My list.")
            self.messages.offer_undo(text)
        if isinstance(action, RemoveFromList) and not is_same:
            self.messages.offer_undo_of_removal(action.item, self.atlas)
        if isinstance(action, Undo) and not is_same and not is_offered:
            self.messages.show_undone(before, self.atlas)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.navigation.go_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._update_layout()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("ground"))

    def reset(self) -> None:
        """Rebuild and clear every part, so that nothing of the last visitor is left."""
        self.messages.remove()
        for button in descendants(self, PopoverButton):
            button.remove_popover()
        self.more_below.reset()
        self.panel.reset()
        self.scroll_area.scroll_to_top()
        self._last_selection = _NO_SELECTION
        self._show(self.session.showing)
        self.search.reset()
        self.canvas.reset()
        self.announcer.clear()
        for radio in descendants(self, RadioButton):
            radio.restore_tab_focus()
        self._warn_if_expired()
        self.was_reset.emit()

    def _update_layout(self) -> None:
        """Lay out for the present size; a window that stacks says when more words follow."""
        self._layout.update()
        is_stacked = self._layout.arrangement is not Arrangement.SIDE_BY_SIDE
        self.more_below.set_wanted(is_wanted=is_stacked or not self._is_desktop)

    def _show(self, showing: Showing) -> None:
        if (showing.theme, showing.text_size) != (self._theme.name, self._theme.text_size):
            self._apply_theme(showing)
        self.messages.on_changed()
        self._layout.set_showing(showing)
        self.canvas.set_showing(showing, self._theme)
        self.figure_pane.set_showing(showing)
        self.toolbar.set_showing(showing)
        if self.canvas.has_painted:
            self._panel_timer.start()

    def _on_missed(self) -> None:
        """Say that a press on the figure opened nothing, and what to press instead."""
        text = self.tr("There is no area here. Choose one by its name.")
        self.messages.show_hint(text)

    def _update_tab_order(self) -> None:
        set_tab_order(self.side_column, after=self.figure_pane.last_tab_stop)

    def _warn_if_expired(self) -> None:
        if self.atlas.expires >= dt.date.today():
            return
        text = self.tr(
            "This atlas was due for review by {date}. Some of what it says may no longer be true."
        )
        text = text.format(date=self.atlas.expires.isoformat())
        self.messages.show_message(text, stays=True)

    def _apply_theme(self, showing: Showing) -> None:
        self._theme = self._theme_loader.load(showing)
        self.panel.clear()
        QApplication.setPalette(make_palette(self._theme))
        apply_theme_to_tree(self, self._theme)
        self.messages.set_theme(self._theme)
        self._layout.set_theme(self._theme)
        self._update_layout()
        self.update()

    def _context(self, showing: Showing) -> PanelContext:
        emergency = emergency_number(showing.country)
        return PanelContext(
            self.atlas,
            showing.language,
            showing.figure,
            self._theme,
            self._theme_loader.icons,
            emergency,
            self._is_desktop,
            self._can_print,
            self.can_type,
            self._clinic_phone() if showing.page is Page.WHEN_TO_CALL else "",
        )

    def _clinic_phone(self) -> str:
        """The number of the clinic now; "" if none is set or its file cannot be read."""
        if self.clinic_file is None:
            return ""
        # Imported late: only one page shows it.
        from app.handout.clinic import read_clinic_leniently

        return read_clinic_leniently(self.clinic_file).phone.strip()

    def _visibility(self) -> Visibility:
        canvas = self.canvas
        has_names = bool(canvas.label_layout().labels)
        return Visibility(canvas.places(), canvas.label_numbers(), has_names=has_names)

    def _show_panel(self) -> None:
        """Update the panel one event-loop turn after the figure, which is faster to update."""
        InputKindFilter.install()  # not earlier, because it makes the start slower
        showing = self.session.showing
        visit, passage = self.session.visit_number, self.session.passage
        # the width first, otherwise a table of options would be laid out twice
        self._layout.set_panel_wide(is_wide=self.panel.will_want_room(showing))
        context, visibility = self._context(showing), self._visibility()
        self.panel.set_showing(context, showing, visibility, visit, passage)
        self._layout.on_panel_changed()
        topic = showing.topic if showing.place is None else None  # it still needs an area
        selection = (showing.place, topic, showing.page)
        if selection != self._last_selection:
            self._layout.scroll_to_panel(has_selection=selection != _NO_SELECTION)
        self._last_selection = selection
