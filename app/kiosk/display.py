"""One screen of a kiosk: its visitor, and when and how it starts over for the next one."""

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
from app.session.actions import Action, OpenSearch, SelectRegion, ShowQrCodes, StartOver
from app.session.state import Showing
from app.widgets.input_kind import forget_input_kind
from app.workspace.workspace import Workspace

_GESTURE_SIZE = 72


class KioskDisplay(QObject):
    """A window with a workspace, a session, an idle timer and the overlays above the workspace.

    Attributes:
        screen: the name of the screen that the window covers.
        is_used_by_staff: True while the keypad, the staff menu or cleaning is open; the idle
            timer then changes nothing.

    Signals:
        staff_requested: the tap gesture was made, so the keypad is to be shown.
    """

    staff_requested = Signal()

    def __init__(
        self,
        workspace: Workspace,
        atlas: Atlas,
        config: KioskConfig,
        clock: Callable[[], float],
        recorder: UsageRecorder | None = None,
    ) -> None:
        super().__init__()
        self._config, self._atlas, self._usage_recorder = config, atlas, recorder
        self.session = workspace.session
        self.screen = ""
        self.is_used_by_staff = False
        window = self.window = KioskWindow(
            workspace,
            shows_cursor=config.shows_cursor,
            has_letters=config.keyboard == "screen",
        )
        self.idle = IdleTimer(config.idle_seconds, config.warn_seconds, clock, self)
        builder = SceneBuilder(atlas, workspace.theme_loader.skins)
        self.attract = AttractLoop(window, builder, self.session.showing, workspace.theme)
        self.idle_prompt = IdlePrompt(window, workspace.theme)
        self.closed_overlay = ClosedOverlay(window, workspace.theme)
        self.tap_gesture = TapGesture(window, workspace.theme.px(_GESTURE_SIZE), clock)
        self.debounce = TouchDebounce(self.tap_gesture, clock, self)
        self._page_kind = _page_kind(self.session.showing)
        self._dismissed_overlay: QWidget | None = None
        self.opening_hours = OpeningHours(config.opens, config.closes, self)
        self._wire()
        self.reset()
        self.show_idle_overlay()

    def _wire(self) -> None:
        self.idle.changed.connect(self._on_idle_state)
        self.idle.countdown.connect(self.idle_prompt.show_seconds)
        self.session.requested.connect(self._on_requested)
        self.window.resized.connect(self._on_resized)
        self.idle_prompt.action.connect(self.session.apply)
        self.attract.dimmed.connect(self.window.keep_on_top.set_long_interval)
        self.attract.ended.connect(self.window.keep_on_top.set_short_interval)
        self.tap_gesture.recognized.connect(self.staff_requested)
        self.opening_hours.changed.connect(self._on_hours)
        self.window.search_sheet.changed.connect(self._on_search_changed)
        self.session.changed.connect(self._on_showing)

    @property
    def workspace(self) -> Workspace:
        return self.window.workspace

    def show_overlay(self, overlay: QWidget | None) -> None:
        """Show an overlay above the workspace, or none; the tap gesture stays on top."""
        if overlay is not self.attract:
            self.attract.stop()
        if overlay is not self.window.overlay:
            self._dismissed_overlay = None
            self.debounce.start()
        # A screen reader must reach the page below the attract loop and the closed overlay.
        is_modal = overlay not in (self.attract, self.closed_overlay)
        self.window.show_overlay(overlay, is_modal=is_modal)
        self.tap_gesture.raise_()

    def on_debounced_press(self, position: QPointF) -> None:
        """Handle a press that came too soon after the page changed.

        If it is the first press since an overlay was dismissed, it was meant for that overlay: a
        mouse, and a touch panel that acts as one, moves before it presses, and the move has
        already dismissed the overlay.
        """
        overlay = self._dismissed_overlay
        self.idle.on_activity()
        self._dismissed_overlay = None
        self._apply_press(overlay, position)

    def start_over(self) -> None:
        """Reset for the next visitor, who is already at the screen."""
        self.reset()
        self.show_overlay(None)
        self._expect_visitor()

    def reset(self) -> None:
        """Restore the initial state, so that no trace of the last visitor is left."""
        self.debounce.start()
        if self._usage_recorder is not None:
            self._usage_recorder.end_visit()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        # Move focus first: a rebuilt panel would otherwise take it back.
        forget_input_kind()
        self.window.focus_page()
        self.session.reset()
        self.workspace.reset()
        self.window.search_sheet.reset()
        clipboard = QGuiApplication.clipboard()
        clipboard.clear()
        if clipboard.supportsSelection():
            # X also keeps the selection, which a middle click would paste.
            clipboard.clear(QClipboard.Mode.Selection)
        clear_hover(self.window)
        self.tap_gesture.reset()

    def show_idle_overlay(self) -> None:
        """Show the attract loop, or the closed overlay outside the opening hours."""
        config = self._config
        if self.opening_hours.is_open:
            self.show_overlay(self.attract)
            self.attract.start(
                config.attract_seconds, config.dim_after_seconds, is_still=config.is_still
            )
        else:
            self.show_overlay(self.closed_overlay)

    def resume(self) -> None:
        """Return from the staff pages to a fresh page, as if a visitor had just arrived."""
        self.is_used_by_staff = False
        self.reset()
        self.show_overlay(None)
        self._expect_visitor()
        self.idle.on_activity()

    def stop(self) -> None:
        """Stop all timers and write the usage counts."""
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
        """Count a new visitor at the next change of the session.

        A visitor who touches "Start over" and leaves must not count twice.
        """
        if self._usage_recorder is not None:
            self._usage_recorder.expect_visitor()

    def _on_idle_state(self, state: IdleState) -> None:
        if self.is_used_by_staff:
            return
        if state is IdleState.IDLE:
            self.reset()
            self.show_idle_overlay()
        elif state is IdleState.WARNING:
            self.idle_prompt.show_seconds(self._config.warn_seconds)
            self.show_overlay(self.idle_prompt)
            self.idle_prompt.focus_first()
        elif self.window.overlay in (self.attract, self.closed_overlay, self.idle_prompt):
            self._dismiss(self.window.overlay)

    def _on_resized(self) -> None:
        self.tap_gesture.raise_()
        self.debounce.start()

    def _dismiss(self, overlay: QWidget) -> None:
        """Hide an overlay because a visitor is there, and carry out what they pressed on it."""
        position, was_active = self.debounce.press_start, self.debounce.is_active
        self.show_overlay(None)
        if overlay is not self.idle_prompt:
            self._count_visitor()
        if position is not None:
            self._apply_press(overlay, position)
        elif not was_active:
            self._dismissed_overlay = overlay

    def _apply_press(self, overlay: QWidget | None, position: QPointF) -> None:
        """Open the region pressed on the attract loop, or start over from the idle prompt."""
        shown = self.attract.showing_at(position) if overlay is self.attract else None
        if shown is not None:
            self.session.apply(SelectRegion(shown.place, shown.view))
        elif overlay is self.idle_prompt and self.idle_prompt.is_start_over_at(position):
            self.start_over()

    def _on_showing(self, showing: Showing) -> None:
        before, self._page_kind = self._page_kind, _page_kind(showing)
        if before != self._page_kind:
            self._dismissed_overlay = None
            self.debounce.start()
        # Below the attract loop, a screen reader can change the session without a touch.
        if self.idle.state is IdleState.IDLE and not self.session.is_initial:
            self.idle.on_activity()

    def _on_hours(self) -> None:
        if self.idle.state is IdleState.IDLE and self.window.overlay in (
            self.attract,
            self.closed_overlay,
        ):
            self.show_idle_overlay()

    def _on_requested(self, action: Action) -> None:
        """Carry out what the session defers: starting over, the QR codes and the search."""
        if isinstance(action, StartOver):
            self.start_over()
        elif isinstance(action, ShowQrCodes):
            self._on_codes()
        elif isinstance(action, OpenSearch):
            self.window.open_search()

    def _on_search_changed(self) -> None:
        """Other widgets are under the finger now; the tap gesture stays on top."""
        self.debounce.start()
        self.tap_gesture.raise_()

    def _on_codes(self) -> None:
        """Show the summary as QR codes for a phone, inside the window."""
        # Imported late: most visitors never open the codes, and the import takes time.
        from app.kiosk.handout_actions import qr_code_overlay

        codes = qr_code_overlay(self._atlas, self.session.showing, self.window)
        codes.finished.connect(self._on_codes_done)
        self.show_overlay(codes)
        if self._usage_recorder is not None:
            self._usage_recorder.record_handout()

    def _on_codes_done(self) -> None:
        self.show_overlay(None)


def _page_kind(showing: Showing) -> tuple[object, ...]:
    """The kind of page shown; when it changes, different widgets are under the finger."""
    return showing.place is None, showing.page
