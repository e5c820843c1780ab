"""One window for one visitor at a time: somebody comes, stays, goes, and leaves nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.atlas.loader import Atlas
from app.canvas.scene_builder import SceneBuilder
from app.kiosk.access.unlock_gesture import TapGesture
from app.kiosk.config import KioskConfig
from app.kiosk.debounce import TouchDebounce
from app.kiosk.idle_timer import IdleState, IdleTimer
from app.kiosk.metrics.usage_recorder import UsageRecorder
from app.kiosk.opening_hours import OpeningHours
from app.kiosk.overlays.attract import AttractLoop
from app.kiosk.overlays.overlay import ClosedOverlay, IdlePrompt
from app.kiosk.window import KioskWindow, clear_hover
from app.session.actions import Action, SelectRegion, ShowQrCodes, StartOver
from app.session.state import Showing
from app.workspace.workspace import Workspace

_GESTURE_SIZE = 72


class KioskDisplay(QObject):
    """A stage in a window of its own, with the scenes that lie over it.

    `screen` is the name of the screen it fills; `is_kept`: a keeper stands there, and nobody is
    asked whether they are still there.

    Signals:
        keeper_asked: somebody knocked in the corner.
    """

    staff_requested = Signal()

    def __init__(
        self,
        workspace: Workspace,
        atlas: Atlas,
        config: KioskConfig,
        clock: Callable[[], float],
        tally: UsageRecorder | None = None,
    ) -> None:
        super().__init__()
        self._config, self._atlas, self._usage_recorder = config, atlas, tally
        self.session = workspace.session
        self.screen = ""
        self.is_used_by_staff = False
        window = self.window = KioskWindow(workspace, shows_cursor=config.shows_cursor)
        self.idle = IdleTimer(config.idle_seconds, config.warn_seconds, clock, self)
        composer = SceneBuilder(atlas, workspace.theme_loader.skins)
        self.attract = AttractLoop(window, composer, self.session.showing, workspace.theme)
        self.idle_prompt, self.closed_overlay = (
            IdlePrompt(window, workspace.theme),
            ClosedOverlay(window, workspace.theme),
        )
        self.tap_gesture = TapGesture(window, workspace.theme.px(_GESTURE_SIZE), clock)
        self.debounce = TouchDebounce(self.tap_gesture, clock, self)
        self._page_kind = _page_kind(self.session.showing)
        self._dismissed_overlay: QWidget | None = None
        self.opening_hours = OpeningHours(config.opens, config.closes, self)
        self._wire()
        self.reset()
        self.show_idle_overlay()

    def _wire(self) -> None:
        self.idle.changed.connect(self._on_presence)
        self.idle.countdown.connect(self.idle_prompt.show_seconds)
        self.session.requested.connect(self._on_requested)
        self.window.resized.connect(self._on_resized)
        self.idle_prompt.action.connect(self.session.apply)
        self.attract.dimmed.connect(self.window.keep_on_top.set_long_interval)
        self.attract.ended.connect(self.window.keep_on_top.set_short_interval)
        self.tap_gesture.recognized.connect(self.staff_requested)
        self.opening_hours.changed.connect(self._on_hours)
        self.session.changed.connect(self._on_showing)

    @property
    def workspace(self) -> Workspace:
        return self.window.workspace

    def show_overlay(self, scene: QWidget | None) -> None:
        """Lays a scene over the stage, or none; the keepers' corner stays on top."""
        if scene is not self.attract:
            self.attract.stop()
        if scene is not self.window.overlay:
            self._dismissed_overlay = None
            self.debounce.start()
        # What the invitation and the night cover stays within reach of a screen reader.
        is_modal = scene not in (self.attract, self.closed_overlay)
        self.window.show_overlay(scene, is_modal=is_modal)
        self.tap_gesture.raise_()

    def on_debounced_press(self, at: QPointF) -> None:
        """A touch came too soon for what is shown; was it the first, it meant the scene before.

        A mouse, and a touch panel that poses as one, moves there first, and that has ended the
        scene already.
        """
        scene = self._dismissed_overlay
        self.idle.on_activity()
        self._dismissed_overlay = None
        self._apply_press(scene, at)

    def start_over(self) -> None:
        """For the next visitor, who stands here already."""
        self.reset()
        self.show_overlay(None)
        self._expect_visitor()

    def reset(self) -> None:
        """Everything as at the start; nothing of the last visitor on screen or in memory."""
        self.debounce.start()
        if self._usage_recorder is not None:
            self._usage_recorder.end_visit()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        # First of all: words that go with the focus in them have it again when they come back.
        self.window.focus_page()
        self.session.reset()
        self.workspace.reset()
        clipboard = QGuiApplication.clipboard()
        clipboard.clear()
        if clipboard.supportsSelection():
            # X keeps what was marked too, for a middle click of the next one.
            clipboard.clear(QClipboard.Mode.Selection)
        clear_hover(self.window)
        self.tap_gesture.reset()

    def show_idle_overlay(self) -> None:
        """Nobody is there: the invitation, or at night nothing."""
        config = self._config
        if self.opening_hours.is_open:
            self.show_overlay(self.attract)
            still = config.is_still
            self.attract.start(config.attract_seconds, config.dim_after_seconds, is_still=still)
        else:
            self.show_overlay(self.closed_overlay)

    def resume(self) -> None:
        """Back to the visitors, as if somebody had just come."""
        self.is_used_by_staff = False
        self.reset()
        self.show_overlay(None)
        self._expect_visitor()
        self.idle.on_activity()

    def stop(self) -> None:
        """Does nothing more."""
        self.idle.stop()
        self.opening_hours.stop()
        self.attract.stop()
        if self._usage_recorder is not None:
            self._usage_recorder.end_visit()
            self._usage_recorder.write()

    def _count_visitor(self) -> None:
        if self._usage_recorder is not None:
            self._usage_recorder.begin_visit()

    def _expect_visitor(self) -> None:
        """Who starts over and goes is not two visitors."""
        if self._usage_recorder is not None:
            self._usage_recorder.expect_visitor()

    def _on_presence(self, presence: IdleState) -> None:
        if self.is_used_by_staff:
            return
        if presence is IdleState.IDLE:
            self.reset()
            self.show_idle_overlay()
        elif presence is IdleState.WARNING:
            self.idle_prompt.show_seconds(self._config.warn_seconds)
            self.show_overlay(self.idle_prompt)
            self.idle_prompt.focus_first()
        elif self.window.overlay in (self.attract, self.closed_overlay, self.idle_prompt):
            self._dismiss(self.window.overlay)

    def _on_resized(self) -> None:
        self.tap_gesture.raise_()
        self.debounce.start()

    def _dismiss(self, scene: QWidget) -> None:
        """A person is there: the scene goes, and does what was touched on it."""
        at, is_new = self.debounce.press_start, self.debounce.is_active
        self.show_overlay(None)
        if scene is not self.idle_prompt:
            self._count_visitor()
        if at is not None:
            self._apply_press(scene, at)
        elif not is_new:
            self._dismissed_overlay = scene

    def _apply_press(self, scene: QWidget | None, at: QPointF) -> None:
        """Opens the region that was touched on the invitation, in the view it was touched in."""
        shown = self.attract.showing_at(at) if scene is self.attract else None
        if shown is not None:
            self.session.apply(SelectRegion(shown.place, shown.view))
        elif scene is self.idle_prompt and self.idle_prompt.is_start_over_at(at):
            self.start_over()

    def _on_showing(self, showing: Showing) -> None:
        """A screen reader presses without a touch, and reaches what the invitation covers."""
        before, self._page_kind = self._page_kind, _page_kind(showing)
        if before != self._page_kind:
            self._dismissed_overlay = None
            self.debounce.start()
        if self.idle.state is IdleState.IDLE and not self.session.is_initial:
            self.idle.on_activity()

    def _on_hours(self) -> None:
        if self.idle.state is IdleState.IDLE and self.window.overlay in (
            self.attract,
            self.closed_overlay,
        ):
            self.show_idle_overlay()

    def _on_requested(self, action: Action) -> None:
        """What the session leaves to the kiosk: starting over, and the codes for a phone."""
        if isinstance(action, StartOver):
            self.start_over()
        elif isinstance(action, ShowQrCodes):
            self._on_codes()

    def _on_codes(self) -> None:
        """The summary as codes for a phone, inside the window."""
        # Imported here: whoever wants no code does not pay for it.
        from app.kiosk.handout_actions import qr_code_overlay

        codes = qr_code_overlay(self._atlas, self.session.showing, self.window)
        codes.finished.connect(self._on_codes_done)
        self.show_overlay(codes)
        if self._usage_recorder is not None:
            self._usage_recorder.record_handout()

    def _on_codes_done(self) -> None:
        self.show_overlay(None)


def _page_kind(showing: Showing) -> tuple[object, ...]:
    """What the page is about in general; when it changes, other things lie under the finger."""
    return showing.place is None, showing.page
