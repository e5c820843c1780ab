"""Presenting: puts the clinician's controls on the stage and wires them to the audience."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.atlas.loader import Atlas
from app.canvas.scene_builder import SceneBuilder
from app.present.annotation.controller import AnnotationController
from app.present.audience.controller import ORDINARY_WINDOW, AudienceController
from app.present.audience.live_status import live_status_text, showing_for_audience
from app.present.audience.pane import AudienceResources
from app.present.audience.screens import AudienceScreens
from app.present.audience.visibility import AudienceVisibility
from app.present.choice_dialog import ChoiceDialog, dismiss_choice_dialogs
from app.present.comparison import ComparisonPicker
from app.present.consultation_summary import ConsultationSummary
from app.present.control_panel import ControlPanel
from app.present.focus import focus_position, restore_focus
from app.present.shortcuts import PresentShortcuts
from app.present.steps.files import StepFiles
from app.present.steps.player import StepPlayer
from app.present.unsaved_guard import UnsavedStepsGuard
from app.session.state import ComparedView, Showing
from app.theme.theme import Theme
from app.workspace.workspace import Workspace

_PREPARE_DELAY_MS = 250


class PresentController(QObject):
    """Everything that belongs to presenting, from its beginning to its end.

    Signals:
        ended: presenting is over; what was drawn and chosen is still there, or was discarded.
        screen_picked: the name of the screen that a person picked, to be remembered.
    """

    ended = Signal()
    screen_picked = Signal(str)

    def __init__(self, workspace: Workspace, atlas: Atlas, screen: str | None) -> None:
        super().__init__(workspace)
        self._workspace, self._atlas = workspace, atlas
        wear = AudienceResources(self._theme_for, self._make_composer, workspace.panel_context)
        self.annotations = AnnotationController(workspace, atlas)
        self.audience_controller = AudienceController(workspace.session, wear, workspace, screen)
        self.visibility = AudienceVisibility(workspace, self.audience_controller)
        self.step_player = StepPlayer(workspace.session)
        self.step_files = StepFiles(workspace, atlas, self.step_player)
        self.steps_guard = UnsavedStepsGuard(workspace, self.step_player, self.step_files)
        self.comparison_picker, self.summary = (
            ComparisonPicker(workspace, atlas),
            ConsultationSummary(workspace, atlas),
        )
        self.dialog: ChoiceDialog | None = None
        self._is_over = False
        self._applied_theme = workspace.theme
        self.control_panel = ControlPanel(workspace.theme, workspace.icons)
        self._prepare_timer = QTimer(self)
        self._prepare_timer.setSingleShot(True)
        self._prepare_timer.setInterval(_PREPARE_DELAY_MS)
        self._prepare_timer.timeout.connect(self._prepare_next_step)
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
        keeper = self.audience_controller
        self.annotations.transient_changed.connect(keeper.show_transient)
        self._workspace.panel.scrolled.connect(keeper.scroll_to)
        self._workspace.session.changed.connect(self._on_session_changed)
        self.step_player.changed.connect(self._update_step_bar)
        self.comparison_picker.picked.connect(self._set_beside)
        self.summary.ended.connect(self.end)
        keeper.changed.connect(self._update_audience_status)
        keeper.picture_changed.connect(self._on_painted)
        keeper.screen_lost.connect(self._on_screen_lost)
        keeper.screen_restored.connect(self._on_screen_restored)

    def _connect_control_panel(self) -> None:
        deck = self.control_panel
        deck.audience_toggle_requested.connect(self.toggle_audience_window)
        deck.screen_choice_requested.connect(self.pick_screen)
        deck.mode_requested.connect(self.audience_controller.set_mode)
        deck.privacy_requested.connect(self.visibility.toggle_privacy_screen)
        deck.comparison_requested.connect(self._on_comparison_requested)
        deck.end_requested.connect(self._confirm_end)
        deck.step_bar.step_requested.connect(self.step_player.step_by)
        deck.step_bar.steps_window_requested.connect(self.step_files.open_window)
        self.annotations.connect_toolbar(deck.toolbar)
        self._workspace.side_column.set_control_panel(deck)
        self._update_audience_status()

    def end(self) -> None:
        """Takes everything away that presenting has brought; a second time it does nothing."""
        if self._is_over:
            return
        self._is_over = True
        self._shortcuts.end()
        dismiss_choice_dialogs(self._workspace)
        self.visibility.end()
        self.audience_controller.end()
        self.step_files.close()
        self.annotations.end()
        self._workspace.session.changed.disconnect(self._on_session_changed)
        self.control_panel.setEnabled(False)  # presses that are still queued do nothing
        self._workspace.side_column.set_control_panel(None)
        self._set_beside(None)
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

    def confirm_discard(self, then: Callable[[], None]) -> bool:
        """Whether steps would go; if so it asks. What is half typed is taken over before."""
        self.annotations.commit_typing()
        return self.steps_guard.confirm_discard(then)

    def toggle_audience_window(self) -> None:
        """Shows the audience window where it was, or asks where; closes one that is open."""
        if self.audience_controller.window is not None:
            self.audience_controller.close()
            return
        place = self.audience_controller.preferred_screen()
        if place is None:
            self.pick_screen()
        else:
            self._show_on(place)

    def pick_screen(self) -> None:
        """Flashes a number on every screen, and asks which one the audience looks at."""
        self.audience_controller.screens.show_numbers(self._workspace.theme)
        here = AudienceScreens.screen_of(self._workspace).name()
        screens = AudienceScreens.screen_options(here, self.tr("here, as a window"))
        options = [*screens, ("-", self.tr("An ordinary window, to share in a call"))]
        title = self.tr("The audience's screen")
        self.dialog = ChoiceDialog(title, "", options, self._workspace.theme, self._workspace)
        self.dialog.picked.connect(self._on_screen_picked)
        self.dialog.open()

    def _show_on(self, name: str) -> None:
        """Shows the audience's window; the focus stays with the clinician's."""
        self.audience_controller.show_on(name)
        self._workspace.window().activateWindow()
        self.audience_controller.raise_window()
        self._workspace.banner.hide()

    def _on_screen_picked(self, key: str) -> None:
        """A person has picked a screen: only that is remembered."""
        name = ORDINARY_WINDOW if key == "-" else key
        self.audience_controller.set_preferred_screen(name)
        self.screen_picked.emit(name)
        self._show_on(name)

    def _on_comparison_requested(self) -> None:
        self._update_compare_button()  # the press has changed the button, and nothing else yet
        self.comparison_picker.start()

    def _update_compare_button(self) -> None:
        self.control_panel.set_comparing(is_on=self._workspace.session.showing.compared is not None)

    def _confirm_end(self) -> None:
        if not self.confirm_discard(self.summary.start):
            self.summary.start()

    def _set_beside(self, beside: ComparedView | None) -> None:
        session = self._workspace.session
        session.replace_showing(replace(session.showing, compared=beside))
        if beside is not None and self.audience_controller.window is None:
            words = self.tr("Two things side by side are seen in the audience's window. Show it.")
            self._workspace.banner.show_message(words)

    def _on_session_changed(self, showing: Showing) -> None:
        self.summary.record_region(showing)
        if self._workspace.theme is not self._applied_theme:
            self._rebuild_for_theme()
        self._update_compare_button()
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
        window, where = self.audience_controller.window, self.audience_controller.screen or ""
        is_there = window is not None and window.isFullScreen()
        self.control_panel.set_live_text(
            live_status_text(self._atlas, self._workspace.session.showing)
        )
        self.control_panel.show_audience_state(window, where if is_there else "")

    def _on_painted(self) -> None:
        self.control_panel.preview.schedule_update()

    def _update_step_bar(self) -> None:
        stepping, step = self.step_player, self.step_player.step
        title = step.title if step is not None else stepping.sequence.title
        note = step.note if step is not None else ""
        self.control_panel.step_bar.show_step(
            stepping.index, len(stepping.sequence.steps), title, note
        )

        self._prepare_timer.start()

    def _prepare_next_step(self) -> None:
        """Makes the next step ready while this one is looked at."""
        coming = self.step_player.next_showing
        if coming is not None:
            self._workspace.canvas.preload(coming)
            if self.audience_controller.window is not None:
                self.audience_controller.window.prepare(showing_for_audience(coming))

    def _on_screen_lost(self, name: str) -> None:
        words = self.tr(
            "The screen {name} is gone. The audience window came home; nothing is lost."
        )
        self._workspace.banner.show_message(words.format(name=name))

    def _on_screen_restored(self, name: str) -> None:
        options = [(name, self.tr("Show on {name} again").format(name=name))]
        words = self.tr("The screen is there again.")
        self.dialog = ChoiceDialog(
            self.tr("The audience's screen"), words, options, self._workspace.theme, self._workspace
        )
        self.dialog.picked.connect(self._on_screen_picked)
        self.dialog.open()

    def _theme_for(self, showing: Showing, text_size: int) -> Theme:
        return replace(self._workspace.theme_loader.load(showing), text_size=text_size)

    def _make_composer(self) -> SceneBuilder:
        return SceneBuilder(self._atlas, self._workspace.theme_loader.skins)
