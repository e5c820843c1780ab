"""One window for one visitor at a time: somebody comes, stays, goes, and leaves nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.atlas.loader import OpenAtlas
from app.canvas.scene_builder import Composer
from app.kiosk.access.unlock_gesture import Corner
from app.kiosk.config import KioskRules
from app.kiosk.debounce import TouchDebounce
from app.kiosk.idle_timer import IdleWatch, Presence
from app.kiosk.metrics.usage_recorder import Tally
from app.kiosk.opening_hours import Hours
from app.kiosk.overlays.attract import Attract
from app.kiosk.overlays.overlay import NightScene, StayScene
from app.kiosk.window import KioskWindow, forget_hover
from app.session.state import Showing
from app.workspace.workspace import Stage

_CORNER = 72


class Station(QObject):
    """A stage in a window of its own, with the scenes that lie over it.

    `screen` is the name of the screen it fills; `is_kept`: a keeper stands there, and nobody is
    asked whether they are still there.

    Signals:
        keeper_asked: somebody knocked in the corner.
    """

    keeper_asked = Signal()

    def __init__(
        self,
        stage: Stage,
        atlas: OpenAtlas,
        rules: KioskRules,
        clock: Callable[[], float],
        tally: Tally | None = None,
    ) -> None:
        super().__init__()
        self._rules, self._atlas, self._tally = rules, atlas, tally
        self.session = stage.session
        self.screen = ""
        self.is_kept = False
        window = self.window = KioskWindow(stage, shows_cursor=rules.shows_cursor)
        self.idle = IdleWatch(rules.idle_seconds, rules.warn_seconds, clock, self)
        composer = Composer(atlas, stage.wardrobe.skins)
        self.attract = Attract(window, composer, self.session.showing, stage.look)
        self.stay, self.night = StayScene(window, stage.look), NightScene(window, stage.look)
        self.corner = Corner(window, stage.look.px(_CORNER), clock)
        self.debounce = TouchDebounce(self.corner, clock, self)
        self._kind = _kind_of(self.session.showing)
        self._untouched: QWidget | None = None
        self.hours = Hours(rules.opens, rules.closes, self)
        self._wire()
        self.reset()
        self.rest()

    def _wire(self) -> None:
        self.idle.changed.connect(self._on_presence)
        self.idle.ticked.connect(self.stay.count)
        self.window.foot.over_asked.connect(self.start_over)
        self.window.stage.panel.over_asked.connect(self.start_over)
        self.window.stage.panel.codes_asked.connect(self._on_codes)
        self.window.resized.connect(self._on_resized)
        self.stay.over_asked.connect(self.start_over)
        self.attract.dimmed.connect(self.window.hold.look_seldom)
        self.attract.ended.connect(self.window.hold.look_often)
        self.corner.asked.connect(self.keeper_asked)
        self.hours.changed.connect(self._on_hours)
        self.session.changed.connect(self._on_showing)

    @property
    def stage(self) -> Stage:
        return self.window.stage

    def show_scene(self, scene: QWidget | None) -> None:
        """Lays a scene over the stage, or none; the keepers' corner stays on top."""
        if scene is not self.attract:
            self.attract.end()
        if scene is not self.window.scene:
            self._untouched = None
            self.debounce.begin()
        # What the invitation and the night cover stays within reach of a screen reader.
        is_modal = scene not in (self.attract, self.night)
        self.window.show_scene(scene, is_modal=is_modal)
        self.corner.raise_()

    def touch_early(self, at: QPointF) -> None:
        """A touch came too soon for what is shown; was it the first, it meant the scene before.

        A mouse, and a touch panel that poses as one, moves there first, and that has ended the
        scene already.
        """
        scene = self._untouched
        self.idle.stir()
        self._untouched = None
        self._touch(scene, at)

    def start_over(self) -> None:
        """For the next visitor, who stands here already."""
        self.reset()
        self.show_scene(None)
        self._expect_visitor()

    def reset(self) -> None:
        """Everything as at the start; nothing of the last visitor on screen or in memory."""
        self.debounce.begin()
        if self._tally is not None:
            self._tally.end()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        # First of all: words that go with the focus in them have it again when they come back.
        self.window.focus_page()
        self.session.start_over()
        self.stage.renew()
        clipboard = QGuiApplication.clipboard()
        clipboard.clear()
        if clipboard.supportsSelection():
            # X keeps what was marked too, for a middle click of the next one.
            clipboard.clear(QClipboard.Mode.Selection)
        forget_hover(self.window)
        self.corner.forget()

    def rest(self) -> None:
        """Nobody is there: the invitation, or at night nothing."""
        rules = self._rules
        if self.hours.is_open:
            self.show_scene(self.attract)
            still = rules.is_still
            self.attract.begin(rules.attract_seconds, rules.dim_after_seconds, is_still=still)
        else:
            self.show_scene(self.night)

    def go_on(self) -> None:
        """Back to the visitors, as if somebody had just come."""
        self.is_kept = False
        self.reset()
        self.show_scene(None)
        self._expect_visitor()
        self.idle.stir()

    def end(self) -> None:
        """Does nothing more."""
        self.idle.stop()
        self.hours.stop()
        self.attract.end()
        if self._tally is not None:
            self._tally.end()
            self._tally.write()

    def _count_visitor(self) -> None:
        if self._tally is not None:
            self._tally.begin()

    def _expect_visitor(self) -> None:
        """Who starts over and goes is not two visitors."""
        if self._tally is not None:
            self._tally.expect()

    def _on_presence(self, presence: Presence) -> None:
        if self.is_kept:
            return
        if presence is Presence.GONE:
            self.reset()
            self.rest()
        elif presence is Presence.MAYBE_GONE:
            self.stay.count(self._rules.warn_seconds)
            self.show_scene(self.stay)
            self.stay.focus_home()
        elif self.window.scene in (self.attract, self.night, self.stay):
            self._leave(self.window.scene)

    def _on_resized(self) -> None:
        self.corner.raise_()
        self.debounce.begin()

    def _leave(self, scene: QWidget) -> None:
        """A person is there: the scene goes, and does what was touched on it."""
        at, is_new = self.debounce.touched_at, self.debounce.is_on
        self.show_scene(None)
        if scene is not self.stay:
            self._count_visitor()
        if at is not None:
            self._touch(scene, at)
        elif not is_new:
            self._untouched = scene

    def _touch(self, scene: QWidget | None, at: QPointF) -> None:
        """Opens the region that was touched on the invitation, in the view it was touched in."""
        shown = self.attract.shown_at(at) if scene is self.attract else None
        if shown is not None:
            showing = self.session.showing
            self.session.put(replace(showing, view=shown.view, place=shown.place))
        elif scene is self.stay and self.stay.is_leave_at(at):
            self.start_over()

    def _on_showing(self, showing: Showing) -> None:
        """A screen reader presses without a touch, and reaches what the invitation covers."""
        before, self._kind = self._kind, _kind_of(showing)
        if before != self._kind:
            self._untouched = None
            self.debounce.begin()
        if self.idle.presence is Presence.GONE and not self.session.is_fresh:
            self.idle.stir()

    def _on_hours(self) -> None:
        if self.idle.presence is Presence.GONE and self.window.scene in (self.attract, self.night):
            self.rest()

    def _on_codes(self) -> None:
        """The summary as codes for a phone, inside the window."""
        # Imported here: whoever wants no code does not pay for it.
        from app.kiosk.handout_actions import codes_of

        codes = codes_of(self._atlas, self.session.showing, self.window)
        codes.finished.connect(self._on_codes_done)
        self.show_scene(codes)
        if self._tally is not None:
            self._tally.note_handout()

    def _on_codes_done(self) -> None:
        self.show_scene(None)


def _kind_of(showing: Showing) -> tuple[object, ...]:
    """What the page is about in general; when it changes, other things lie under the finger."""
    return showing.place is None, showing.page
