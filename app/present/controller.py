"""Controller of a consultation: connects the control panel, the figure and the audience window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from PySide6.QtCore import QObject, Signal

from app.atlas.loader import Atlas
from app.canvas.scene_builder import SceneBuilder
from app.present.actions import (
    AnnotationAction,
    ChooseComparison,
    ChooseScreen,
    ConsultationAction,
    ControlAction,
    EndConsultation,
    SetAudienceMode,
    StepsAction,
    ToggleAudienceWindow,
    TogglePrivacyScreen,
)
from app.present.annotation.controller import AnnotationController
from app.present.audience.controller import (
    ORDINARY_WINDOW,
    AudienceController,
    ScreenEvent,
    ScreenLost,
)
from app.present.audience.live_status import live_status_text, showing_for_audience
from app.present.audience.pane import AudienceResources
from app.present.audience.screens import AudienceScreens
from app.present.audience.text import ScrollTarget
from app.present.audience.visibility import AudienceVisibility
from app.present.choice_dialog import ChoiceDialog, DialogOptions, dismiss_choice_dialogs
from app.present.comparison import ComparisonPicker
from app.present.consultation_summary import ConsultationSummary
from app.present.control_panel import ControlPanel
from app.present.focus import focus_position, restore_focus
from app.present.shortcuts import PresentShortcuts
from app.present.steps.files import StepFiles
from app.present.steps.player import StepPlayer
from app.present.unsaved_guard import UnsavedStepsGuard
from app.session.actions import SetComparison
from app.session.state import ComparedView, Showing
from app.support.qt_signals import disconnect
from app.theme.theme import Theme
from app.widgets.single_shot import single_shot
from app.workspace.workspace import Workspace

_PREPARE_DELAY_MS = 250


class PresentController(QObject):
    """Owns all parts of a consultation, from its start until `end`.

    `screen` is the name of the screen that was chosen for the audience before, or None.

    Signals:
        ended: presenting has ended; list and marks are kept or discarded, as the clinician chose.
        screen_picked: the name of the screen that the clinician chose, to be remembered.
    """

    ended = Signal()
    screen_picked = Signal(str)

    def __init__(self, workspace: Workspace, atlas: Atlas, screen: str | None) -> None:
        super().__init__(workspace)
        self._workspace, self._atlas = workspace, atlas
        resources = AudienceResources(
            self._theme_for, self._make_scene_builder, workspace.panel_context
        )
        self.annotations = AnnotationController(workspace, atlas)
        self.audience_controller = AudienceController(
            workspace.session, resources, workspace, screen
        )
        self.visibility = AudienceVisibility(workspace, self.audience_controller)
        self.step_player = StepPlayer(workspace.session)
        self.step_files = StepFiles(workspace, atlas, self.step_player)
        self.steps_guard = UnsavedStepsGuard(workspace, self.step_player, self.step_files)
        self.comparison_picker = ComparisonPicker(workspace, atlas)
        self.summary = ConsultationSummary(workspace, atlas)
        self.dialog: ChoiceDialog | None = None
        self._is_over = False
        self._applied_theme = workspace.theme
        self.control_panel = ControlPanel(workspace.theme, workspace.icons)
        self._prepare_timer = single_shot(self, _PREPARE_DELAY_MS, self._prepare_next_step)
        self._connect_parts()
        self._connect_control_panel()
        self._shortcuts = PresentShortcuts(
            workspace,
            self.annotations,
            self.visibility,
            self.step_player,
            self.toggle_audience_window,
        )
        self._update_step_bar()

    def _connect_parts(self) -> None:
        audience = self.audience_controller
        self.annotations.transient_changed.connect(audience.show_transient)
        self._workspace.panel.scrolled.connect(self._on_scrolled)
        self._workspace.session.changed.connect(self._on_session_changed)
        self.step_player.changed.connect(self._update_step_bar)
        self.comparison_picker.picked.connect(self._set_comparison)
        self.summary.ended.connect(self.end)
        audience.changed.connect(self._update_audience_status)
        audience.picture_changed.connect(self._update_preview)
        audience.screen_event.connect(self._on_screen_event)

    def _on_scrolled(self, share: float) -> None:
        """Let the audience's text follow; at both ends to its own end."""
        place = self._workspace.panel.place_at(share) if 0 < share < 1 else None
        self.audience_controller.scroll_to(ScrollTarget(share, place))

    def _connect_control_panel(self) -> None:
        self.control_panel.action.connect(self._on_action)
        self.annotations.set_toolbar(self.control_panel.toolbar)
        self._workspace.side_column.set_control_panel(self.control_panel)
        self._update_audience_status()

    def _on_action(self, action: ControlAction) -> None:
        """Pass an action of the control panel to the part that carries it out."""
        if isinstance(action, AnnotationAction):
            self.annotations.on_action(action)
        elif isinstance(action, StepsAction):
            self.step_files.on_action(action)
        else:
            self._on_consultation_action(action)

    def _on_consultation_action(self, action: ConsultationAction) -> None:
        match action:
            case ToggleAudienceWindow():
                self.toggle_audience_window()
            case ChooseScreen():
                self._choose_screen()
            case SetAudienceMode(mode):
                self.visibility.set_mode(mode)
            case TogglePrivacyScreen():
                self.visibility.toggle_privacy_screen()
            case ChooseComparison():
                # the press has toggled the button, but nothing is chosen yet
                is_comparing = self._workspace.session.showing.compared is not None
                self.control_panel.set_comparing(is_on=is_comparing)
                self.comparison_picker.start()
            case EndConsultation():
                if not self.confirm_discard(self.summary.start):
                    self.summary.start()
            case _:
                assert_never(action)

    def end(self) -> None:
        """Close and delete everything that presenting added; later calls have no effect."""
        if self._is_over:
            return
        self._is_over = True
        self._shortcuts.end()
        dismiss_choice_dialogs(self._workspace)
        self.visibility.end()
        self.audience_controller.end()
        self.step_files.close()
        self.annotations.end()
        disconnect(self._workspace.session.changed, self._on_session_changed)
        self.control_panel.setEnabled(False)  # presses that are still queued do nothing
        self._workspace.side_column.set_control_panel(None)
        self._set_comparison(None)
        self.ended.emit()
        for part in (
            self.step_files,
            self.steps_guard,
            self.comparison_picker,
            self.summary,
            self.step_player,
        ):
            part.deleteLater()
        self.deleteLater()

    def confirm_discard(self, on_proceed: Callable[[], None]) -> bool:
        """Ask before unsaved steps are lost; the return value is that of `UnsavedStepsGuard`.

        A label that is being typed is accepted first.
        """
        self.annotations.commit_typing()
        return self.steps_guard.confirm_discard(on_proceed)

    def toggle_audience_window(self) -> None:
        """Close the audience window, or open it on the preferred screen; ask if there is none."""
        if self.audience_controller.window is not None:
            self.audience_controller.close()
            return
        screen = self.audience_controller.preferred_screen()
        if screen is None:
            self._choose_screen()
        else:
            self._show_on(screen)

    def _choose_screen(self) -> None:
        """Show a number on every screen, and ask which one the audience looks at."""
        self.audience_controller.screens.show_numbers(self._workspace.theme)
        own_screen = AudienceScreens.screen_of(self._workspace).name()
        screens = AudienceScreens.screen_options(own_screen, self.tr("here, as a window"))
        window = (ORDINARY_WINDOW, self.tr("A window to share in a video call"))
        self._ask_for_screen("", [*screens, window])

    def _ask_for_screen(self, text: str, options: DialogOptions) -> None:
        title = self.tr("The audience's screen")
        self.dialog = ChoiceDialog(title, text, options, self._workspace.theme, self._workspace)
        self.dialog.picked.connect(self.show_on_picked_screen)
        self.dialog.open()

    def show_on_picked_screen(self, name: str) -> None:
        """Show the audience window on the screen that the clinician picked, and remember it.

        `name` is the name of a screen or ORDINARY_WINDOW. Only a picked screen is remembered.
        """
        self.audience_controller.set_preferred_screen(name)
        self.screen_picked.emit(name)
        self._show_on(name)

    def _show_on(self, name: str) -> None:
        """Show the audience window; the clinician's window keeps the focus."""
        self.audience_controller.show_on(name)
        self._workspace.window().activateWindow()
        self.audience_controller.raise_window()
        self._workspace.messages.hide()

    def _set_comparison(self, compared: ComparedView | None) -> None:
        self._workspace.session.apply(SetComparison(compared))
        if compared is not None and self.audience_controller.window is None:
            words = self.tr("Only the audience window shows the comparison. Show that window.")
            self._workspace.messages.show_message(words)

    def _on_session_changed(self, showing: Showing) -> None:
        self.summary.record_region(showing)
        if self._workspace.theme is not self._applied_theme:
            self._rebuild_for_theme()
        self.control_panel.set_comparing(is_on=showing.compared is not None)
        self.control_panel.set_live_text(live_status_text(self._atlas, showing))
        self.annotations.update_toolbar()

    def _rebuild_for_theme(self) -> None:
        self._applied_theme = self._workspace.theme
        focus = focus_position(self.control_panel)
        self.control_panel = ControlPanel(self._applied_theme, self._workspace.icons)
        self._connect_control_panel()
        self._update_step_bar()
        restore_focus(self.control_panel, focus)
        self.step_files.apply_theme(self._applied_theme)

    def _update_audience_status(self) -> None:
        window, screen = self.audience_controller.window, self.audience_controller.screen or ""
        is_on_screen = window is not None and window.isFullScreen()
        showing = self._workspace.session.showing
        self.control_panel.set_live_text(live_status_text(self._atlas, showing))
        self.control_panel.show_audience_state(window, screen if is_on_screen else "")

    def _update_preview(self) -> None:
        self.control_panel.preview.schedule_update()

    def _update_step_bar(self) -> None:
        player, step = self.step_player, self.step_player.step
        title = step.title if step is not None else player.sequence.title
        note = step.note if step is not None else ""
        count = len(player.sequence.steps)
        self.control_panel.step_bar.show_step(player.index, count, title, note)
        self._prepare_timer.start()

    def _prepare_next_step(self) -> None:
        """Load what the next step shows while the current one is looked at."""
        showing = self.step_player.next_showing
        if showing is not None:
            self._workspace.canvas.preload(showing)
            if self.audience_controller.window is not None:
                self.audience_controller.window.prepare(showing_for_audience(showing))

    def _on_screen_event(self, event: ScreenEvent) -> None:
        if isinstance(event, ScreenLost):
            words = self.tr(
                "The screen {name} was disconnected. The audience window is now a window on this "
                "screen; nothing is lost."
            )
            self._workspace.messages.show_message(words.format(name=event.name))
        else:
            options = [(event.name, self.tr("Show on {name} again").format(name=event.name))]
            self._ask_for_screen(self.tr("The screen is connected again."), options)

    def _theme_for(self, showing: Showing, text_size: int) -> Theme:
        return replace(self._workspace.theme_loader.load(showing), text_size=text_size)

    def _make_scene_builder(self) -> SceneBuilder:
        return SceneBuilder(self._atlas, self._workspace.theme_loader.skins)
