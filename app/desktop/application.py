"""The desktop application: builds the window over an atlas, and replaces it for another."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from app.atlas.loader import Atlas, NoAtlasError
from app.bootstrap.initial_state import initial_showing, requests_ids, settings_without_options
from app.bootstrap.open_atlas import open_atlas, open_known_good
from app.bootstrap.options import Options, UsageError
from app.bootstrap.system_motion import motion_ms
from app.bootstrap.system_theme import system_theme
from app.desktop.atlas_loader import AtlasLoader, FolderMonitor
from app.desktop.handout_actions import HandoutActions
from app.desktop.presentation_mode import PresentationMode
from app.desktop.window import DesktopWindow, initial_size
from app.session.session import Session
from app.session.settings import Settings, read_settings, write_settings
from app.support.crash_reports import Crash
from app.support.paths import Paths, assets, shipped_atlas
from app.support.qt_signals import HANGUP
from app.support.validation_errors import ContentError
from app.support.version import VERSION
from app.workspace.workspace import ThemeLoader, Workspace

_MOTION_MS = 150
_MAX_MESSAGES = 8
_HANDOUT_TIMEOUT_S = 10.0
_log = logging.getLogger(__name__)


def build_window(
    atlas: Atlas,
    options: Options,
    settings: Settings,
    *,
    save: Callable[[Settings], None],
    motion_ms: int = _MOTION_MS,
    clinic: Path | None = None,
) -> DesktopWindow:
    """Build the window over an atlas according to options and settings.

    `save` is called with the settings when the window closes. `motion_ms` is the length of an
    animation. `clinic` is the file with the clinic's details; None for none.

    Raises:
        UsageError: the atlas does not have what the options ask for.
    """
    workspace = _build_workspace(atlas, options, settings, motion_ms, clinic)
    window = DesktopWindow(*(options.size or initial_size(settings)))
    _fill_window(window, workspace, options, settings, save)
    return window


def _build_workspace(
    atlas: Atlas, options: Options, settings: Settings, motion_ms: int, clinic: Path | None
) -> Workspace:
    follows_system = not (options.theme or settings.theme)
    shown = replace(settings, theme=settings.theme or system_theme())
    first = replace(initial_showing(atlas, options, shown), follows_system_theme=follows_system)
    session = Session(first)
    workspace = Workspace(atlas, session, ThemeLoader.from_assets(assets(), motion_ms), VERSION)
    workspace.clinic_file = clinic
    return workspace


def _fill_window(
    window: DesktopWindow,
    workspace: Workspace,
    options: Options,
    settings: Settings,
    save: Callable[[Settings], None],
) -> None:
    """Show a workspace in a window, and connect it to handouts and presenting."""
    atlas = workspace.atlas
    handout = HandoutActions(workspace, atlas, workspace.clinic_file)
    presenting = PresentationMode(workspace, atlas, settings.audience_screen or None)
    handout.handout_made.connect(presenting.on_handout_made)

    def save_all(changed: Settings) -> None:
        save(replace(changed, audience_screen=presenting.screen or ""))

    settings = replace(
        settings.with_size(window.width(), window.height()),
        is_maximized=settings.is_maximized and options.size is None,
    )
    window.fill(workspace, settings, save_all)
    window.confirm_discard = presenting.confirm_discard
    window.commands.is_presenting = presenting.is_on


class DesktopApplication(QObject):
    """Owns the window, loads the requested atlas, and handles crashes and signals."""

    def __init__(
        self,
        atlas: Atlas,
        options: Options,
        paths: Paths,
        window: DesktopWindow | None = None,
    ) -> None:
        """Build the window, or fill the one that shows the first picture."""
        super().__init__()
        self._options, self._paths = options, paths
        self._settings_errors: list[str] = []
        self._stored = read_settings(paths.settings, self._on_settings_warning)
        self._loader: AtlasLoader | None = None
        self._loaded_atlas: Atlas | None = None
        self.folder_monitor: FolderMonitor | None = None
        self.window = self._make_window(atlas, self._stored, window)
        if not paths.settings.exists():
            # Imported late: only the first start needs it.
            from app.workspace.first_start import FirstStartLights

            FirstStartLights(self.window.workspace)

    def _on_settings_warning(self, message: str) -> None:
        """Log a message about the settings; if a value was not used, show it in the window too."""
        _log.warning("%s", message)
        if not message.startswith("look at "):
            self._settings_errors.append(message)

    def _make_window(
        self, atlas: Atlas, settings: Settings, window: DesktopWindow | None = None
    ) -> DesktopWindow:
        """Build a window over an atlas, or fill a window that is shown already."""
        motion, clinic = motion_ms(_MOTION_MS), self._paths.clinic_file
        workspace = _build_workspace(atlas, self._options, settings, motion, clinic)
        window = window or DesktopWindow(*(self._options.size or initial_size(settings)))
        _fill_window(window, workspace, self._options, settings, self._save)
        if atlas.folder != shipped_atlas():
            self.folder_monitor = FolderMonitor(atlas.folder, window)
            self.folder_monitor.folder_removed.connect(self._warn_folder_removed)
            window.workspace.session.changed.connect(self.folder_monitor.check_folder)
        if self._settings_errors:
            messages = "\n".join(self._settings_errors[:_MAX_MESSAGES])
            window.workspace.messages.show_message(messages, stays=True)
        return window

    def _warn_folder_removed(self) -> None:
        words = self.tr(
            "The folder {folder} was removed."
            " What was read from it stays on the screen until you close the program."
        )
        if self.folder_monitor is not None:
            text = words.format(folder=self.folder_monitor.folder)
            self.window.workspace.messages.show_message(text, stays=True)

    def wait_for_atlas(self) -> None:
        """Check the requested atlas in the background while the shipped one is shown."""
        folder = self._options.atlas
        if folder is not None:
            self._loader = AtlasLoader(folder, self)
            self._loader.loaded.connect(self._show_atlas)
            self._loader.load_failed.connect(self._show_errors)
            self.window.workspace.messages.show_message(self.tr("Checking the atlas…"), stays=True)
            self._loader.start()

    def present(self) -> None:
        """Show the controls for a consultation."""
        presenting = self._presenting
        if presenting is not None:
            presenting.start()

    @property
    def _presenting(self) -> PresentationMode | None:
        found = self.window.workspace.findChild(PresentationMode)
        return found if isinstance(found, PresentationMode) else None

    def close(self) -> None:
        """Close the window without asking, because the system kills the process soon."""
        self.window.close_now()

    def on_shutdown_signal(self, number: object) -> None:
        """Close the window on a signal of the system.

        If only the terminal was closed, the window first asks about unsaved work, as it does when
        a person closes it.
        """
        if number == HANGUP:
            self.window.close()
        else:
            self.close()

    def shut_down(self) -> None:
        """Stop the check of an atlas, and wait for a handout that is being written."""
        if self._loader is not None:
            self._loader.stop()
        handouts = self.window.workspace.findChild(HandoutActions)
        if isinstance(handouts, HandoutActions):
            handouts.wait_until_done(_HANDOUT_TIMEOUT_S)

    def show_crash(self, crash: Crash) -> None:
        words = self.tr("{summary} Details are in {folder}.")
        message = words.format(summary=crash.summary, folder=self._paths.logs)
        self.window.workspace.messages.show_message(message, stays=True)

    def _show_atlas(self, atlas: Atlas) -> None:
        self._loaded_atlas = atlas
        if self.window.confirm_discard is None or not self.window.confirm_discard(
            self._replace_window
        ):
            self._replace_window()

    def _replace_window(self) -> None:
        """Replace this window by one over the atlas that was loaded."""
        before, atlas, presenting = self.window, self._loaded_atlas, self._presenting
        assert atlas is not None
        settings = before.present_settings
        try:
            self.window = self._make_window(atlas, settings)
        except UsageError as error:
            before.workspace.messages.show_message(str(error), stays=True)
            return
        self.window.move(before.pos())
        self.window.show_at_start()
        if presenting is not None and presenting.controller is not None:
            # Otherwise the audience window would stay open without controls.
            presenting.controller.end()
            self.present()
        before.close_now()
        before.deleteLater()

    def _show_errors(self, error: ContentError) -> None:
        if isinstance(error, NoAtlasError):
            words = self.tr("{sentence}, so the one that ships with the program is shown.")
            self._show_lines([words.format(sentence=error.message)])
            return
        shown = [str(mistake) for mistake in error.errors[:_MAX_MESSAGES]]
        if more := len(error.errors) - len(shown):
            words = self.tr("... and {n} more; `back-atlas check` lists all of them")
            shown.append(words.format(n=more))
        head = self.tr("The atlas has mistakes, so the one that ships with the program is shown.")
        self._show_lines([head, *shown])

    def _show_lines(self, lines: list[str]) -> None:
        """Show a message that stays until it is closed."""
        self.window.workspace.messages.show_message("\n".join(lines), stays=True)

    def _save(self, settings: Settings) -> None:
        changed = settings_without_options(settings, self._options, self._stored)
        try:
            write_settings(self._paths.settings, changed)
        except OSError as error:
            _log.warning("the settings cannot be saved: %s", error)


def open_first_atlas(options: Options) -> tuple[Atlas, bool]:
    """The atlas to show first, and whether it is the requested one.

    Raises:
        ContentError: the shipped atlas has mistakes; or the requested one has, and the options
            contain ids of it.
    """
    atlas = open_known_good(options.atlas)
    if atlas is None and requests_ids(options):
        # The ids can be resolved only after the check, so the window has to wait for it.
        atlas = open_atlas(options.atlas)
    is_requested = atlas is not None or options.atlas is None
    return atlas or open_atlas(None), is_requested
