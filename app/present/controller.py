"""Presenting: puts the clinician's controls on the stage and wires them to the audience."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.atlas.loader import OpenAtlas
from app.canvas.scene_builder import Composer
from app.present.annotation.controller import Easel
from app.present.audience.controller import WINDOW, AudienceKeeper
from app.present.audience.live_status import for_audience, live_words
from app.present.audience.pane import Wear
from app.present.audience.screens import Screens
from app.present.audience.visibility import Hiding
from app.present.choice_dialog import Ask, leave_questions
from app.present.comparison import Comparing
from app.present.consultation_summary import Ending
from app.present.control_panel import Deck
from app.present.focus import focus_place, restore_focus
from app.present.shortcuts import DeskKeys
from app.present.steps.files import StepFiles
from app.present.steps.player import Stepping
from app.present.unsaved_guard import Unsaved
from app.session.state import Beside, Showing
from app.theme.theme import Look
from app.workspace.workspace import Stage

_AHEAD_MS = 250


class PresentDesk(QObject):
    """Everything that belongs to presenting, from its beginning to its end.

    Signals:
        ended: presenting is over; what was drawn and chosen is still there, or was discarded.
        screen_picked: the name of the screen that a person picked, to be remembered.
    """

    ended = Signal()
    screen_picked = Signal(str)

    def __init__(self, stage: Stage, atlas: OpenAtlas, screen: str | None) -> None:
        super().__init__(stage)
        self._stage, self._atlas = stage, atlas
        wear = Wear(self._look, self._composer, stage.reading)
        self.easel = Easel(stage, atlas)
        self.keeper = AudienceKeeper(stage.session, wear, stage, screen)
        self.hiding = Hiding(stage, self.keeper)
        self.stepping = Stepping(stage.session)
        self.files = StepFiles(stage, atlas, self.stepping)
        self.unsaved = Unsaved(stage, self.stepping, self.files)
        self.comparing, self.ending = Comparing(stage, atlas), Ending(stage, atlas)
        self.ask: Ask | None = None
        self._is_over = False
        self._worn = stage.look
        self.deck = Deck(stage.look, stage.icons)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(_AHEAD_MS)
        self._ahead.timeout.connect(self._prepare)
        self._wire()
        self._wire_deck()
        self._keys = DeskKeys(stage, self.easel, self.hiding, self.stepping, self.show_or_hide)
        self._show_steps()

    def _wire(self) -> None:
        keeper = self.keeper
        self.easel.passing.connect(keeper.show_passing)
        self._stage.panel.scrolled.connect(keeper.scroll_to)
        self._stage.session.changed.connect(self._on_showing)
        self.stepping.changed.connect(self._show_steps)
        self.comparing.picked.connect(self._set_beside)
        self.ending.ended.connect(self.end)
        keeper.changed.connect(self._show_audience)
        keeper.painted.connect(self._on_painted)
        keeper.came_home.connect(self._on_came_home)
        keeper.is_back.connect(self._on_back)

    def _wire_deck(self) -> None:
        deck = self.deck
        deck.audience_asked.connect(self.show_or_hide)
        deck.screen_asked.connect(self.pick_screen)
        deck.mode_asked.connect(self.keeper.set_mode)
        deck.curtain_asked.connect(self.hiding.draw)
        deck.compare_asked.connect(self._compare)
        deck.end_asked.connect(self._ask_end)
        deck.steps.way_asked.connect(self.stepping.go)
        deck.steps.steps_asked.connect(self.files.show)
        self.easel.serve(deck.tools)
        self._stage.side.set_deck(deck)
        self._show_audience()

    def end(self) -> None:
        """Takes everything away that presenting has brought; a second time it does nothing."""
        if self._is_over:
            return
        self._is_over = True
        self._keys.end()
        leave_questions(self._stage)
        self.hiding.end()
        self.keeper.end()
        self.files.close()
        self.easel.end()
        self._stage.session.changed.disconnect(self._on_showing)
        self.deck.setEnabled(False)  # presses that are still queued do nothing
        self._stage.side.set_deck(None)
        self._set_beside(None)
        self.ended.emit()
        for part in (self.files, self.unsaved, self.comparing, self.ending, self.stepping):
            part.deleteLater()
        self.deleteLater()

    def holds(self, then: Callable[[], None]) -> bool:
        """Whether steps would go; if so it asks. What is half typed is taken over before."""
        self.easel.finish_typing()
        return self.unsaved.holds(then)

    def show_or_hide(self) -> None:
        """Shows the audience window where it was, or asks where; closes one that is open."""
        if self.keeper.window is not None:
            self.keeper.close()
            return
        place = self.keeper.usual_place()
        if place is None:
            self.pick_screen()
        else:
            self._show_on(place)

    def pick_screen(self) -> None:
        """Flashes a number on every screen, and asks which one the audience looks at."""
        self.keeper.screens.flash(self._stage.look)
        here = Screens.of(self._stage).name()
        screens = Screens.words(here, self.tr("here, as a window"))
        options = [*screens, ("-", self.tr("An ordinary window, to share in a call"))]
        title = self.tr("The audience's screen")
        self.ask = Ask(title, "", options, self._stage.look, self._stage)
        self.ask.picked.connect(self._on_screen)
        self.ask.open()

    def _show_on(self, name: str) -> None:
        """Shows the audience's window; the focus stays with the clinician's."""
        self.keeper.show_on(name)
        self._stage.window().activateWindow()
        self.keeper.bring_forward()
        self._stage.banner.hide()

    def _on_screen(self, key: str) -> None:
        """A person has picked a screen: only that is remembered."""
        name = WINDOW if key == "-" else key
        self.keeper.pick(name)
        self.screen_picked.emit(name)
        self._show_on(name)

    def _compare(self) -> None:
        self._show_beside()  # the press has changed the button, and nothing else yet
        self.comparing.start()

    def _show_beside(self) -> None:
        self.deck.show_beside(is_on=self._stage.session.showing.beside is not None)

    def _ask_end(self) -> None:
        if not self.holds(self.ending.start):
            self.ending.start()

    def _set_beside(self, beside: Beside | None) -> None:
        session = self._stage.session
        session.put(replace(session.showing, beside=beside))
        if beside is not None and self.keeper.window is None:
            words = self.tr("Two things side by side are seen in the audience's window. Show it.")
            self._stage.banner.tell(words)

    def _on_showing(self, showing: Showing) -> None:
        self.ending.note(showing)
        if self._stage.look is not self._worn:
            self._change_look()
        self._show_beside()
        self.deck.show_live(live_words(self._atlas, showing))
        self.easel.renew()

    def _change_look(self) -> None:
        self._worn = self._stage.look
        focus = focus_place(self.deck)
        self.deck = Deck(self._worn, self._stage.icons)
        self._wire_deck()
        self._show_steps()
        restore_focus(self.deck, focus)
        self.files.wear(self._worn)

    def _show_audience(self) -> None:
        window, where = self.keeper.window, self.keeper.screen or ""
        is_there = window is not None and window.isFullScreen()
        self.deck.show_live(live_words(self._atlas, self._stage.session.showing))
        self.deck.show_audience(window, where if is_there else "")

    def _on_painted(self) -> None:
        self.deck.preview.renew()

    def _show_steps(self) -> None:
        stepping, step = self.stepping, self.stepping.step
        title = step.title if step is not None else stepping.sequence.title
        note = step.note if step is not None else ""
        self.deck.steps.show_step(stepping.at, len(stepping.sequence.steps), title, note)

        self._ahead.start()

    def _prepare(self) -> None:
        """Makes the next step ready while this one is looked at."""
        coming = self.stepping.coming
        if coming is not None:
            self._stage.canvas.prepare(coming)
            if self.keeper.window is not None:
                self.keeper.window.prepare(for_audience(coming))

    def _on_came_home(self, name: str) -> None:
        words = self.tr(
            "The screen {name} is gone. The audience window came home; nothing is lost."
        )
        self._stage.banner.tell(words.format(name=name))

    def _on_back(self, name: str) -> None:
        options = [(name, self.tr("Show on {name} again").format(name=name))]
        words = self.tr("The screen is there again.")
        self.ask = Ask(
            self.tr("The audience's screen"), words, options, self._stage.look, self._stage
        )
        self.ask.picked.connect(self._on_screen)
        self.ask.open()

    def _look(self, showing: Showing, text_size: int) -> Look:
        return replace(self._stage.wardrobe.look(showing), text_size=text_size)

    def _composer(self) -> Composer:
        return Composer(self._atlas, self._stage.wardrobe.skins)
