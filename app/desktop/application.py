"""Puts the program together: the atlas, the window, and what happens to them."""

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
_SHOWN_MISTAKES = 8
_HANDOUT_S = 10.0
_log = logging.getLogger(__name__)


def build_window(
    atlas: Atlas,
    options: Options,
    settings: Settings,
    *,
    keep: Callable[[Settings], None],
    motion_ms: int = _MOTION_MS,
    clinic: Path | None = None,
) -> DesktopWindow:
    """The explore window over an atlas, as options and settings want it.

    `clinic` is the file of who hands out handouts; without it nobody is named.

    Raises:
        UsageError: the atlas does not have what the options ask for.
    """
    session = Session(initial_showing(atlas, options, settings))
    workspace = Workspace(atlas, session, ThemeLoader.from_assets(assets(), motion_ms), VERSION)
    handout = HandoutActions(workspace, atlas, clinic)
    presenting = PresentationMode(workspace, atlas, settings.audience_screen or None)
    handout.handout_made.connect(presenting.on_handout_made)
    width, height = options.size or initial_size(settings)

    def keep_all(kept: Settings) -> None:
        keep(replace(kept, audience_screen=presenting.screen or ""))

    window = DesktopWindow(workspace, settings.with_size(width, height), keep_all)
    window.confirm_discard = presenting.confirm_discard
    return window


class DesktopApplication(QObject):
    """The window that is open, and what may happen to it from outside."""

    def __init__(self, atlas: Atlas, options: Options, paths: Paths) -> None:
        super().__init__()
        self._options, self._paths = options, paths
        self._notes: list[str] = []
        self._stored = read_settings(paths.settings, self._note)
        self._wait: AtlasLoader | None = None
        self._found: Atlas | None = None
        self.watch: FolderMonitor | None = None
        self.window = self._window(atlas, self._stored)

    def _note(self, words: str) -> None:
        """Logs what is wrong with the settings; what was not taken is told in the window too."""
        _log.warning("%s", words)
        if not words.startswith("look at "):
            self._notes.append(words)

    def _window(self, atlas: Atlas, settings: Settings) -> DesktopWindow:
        clinic = self._paths.clinic_file
        window = build_window(atlas, self._options, settings, keep=self._keep, clinic=clinic)
        if atlas.folder != shipped_atlas():
            self.watch = FolderMonitor(atlas.folder, window)
            self.watch.folder_removed.connect(self._warn_folder_removed)
            window.workspace.session.changed.connect(self.watch.check_folder)
        if self._notes:
            window.workspace.banner.show_message("\n".join(self._notes[:_SHOWN_MISTAKES]))
        return window

    def _warn_folder_removed(self) -> None:
        words = self.tr(
            "The folder {folder} is gone. What was read of it stays on the screen until the end."
        )
        if self.watch is not None:
            self.window.workspace.banner.show_message(words.format(folder=self.watch.folder))

    def wait_for_atlas(self) -> None:
        """Checks the atlas that was asked for while the shipped one is on show."""
        folder = self._options.atlas
        if folder is not None:
            self._wait = AtlasLoader(folder, self)
            self._wait.loaded.connect(self._show_atlas)
            self._wait.load_failed.connect(self._show_errors)
            self.window.workspace.banner.show_message(self.tr("The atlas is being checked."))
            self._wait.start()

    def present(self) -> None:
        """Brings the controls for presenting."""
        presenting = self._presenting
        if presenting is not None:
            presenting.start()

    @property
    def _presenting(self) -> PresentationMode | None:
        found = self.window.workspace.findChild(PresentationMode)
        return found if isinstance(found, PresentationMode) else None

    def close(self) -> None:
        """Closes the window without a question: the system asks once, and then it kills."""
        self.window.close_now()

    def on_end_signal(self, number: object) -> None:
        """A signal of the system: a terminal that goes away closes the window like any person.

        The window then asks for what is not saved, and stays until it is answered.
        """
        if number == HANGUP:
            self.window.close()
        else:
            self.close()

    def shut_down(self) -> None:
        """Leaves nothing running; a handout that is being made gets ready first."""
        if self._wait is not None:
            self._wait.stop()
        desk = self.window.workspace.findChild(HandoutActions)
        if isinstance(desk, HandoutActions):
            desk.wait_until_done(_HANDOUT_S)

    def show_crash(self, crash: Crash) -> None:
        words = f"{crash.summary} It was written to {self._paths.logs}."
        self.window.workspace.banner.show_message(words)

    def _show_atlas(self, atlas: Atlas) -> None:
        self._found = atlas
        if self.window.confirm_discard is None or not self.window.confirm_discard(
            self._replace_window
        ):
            self._replace_window()

    def _replace_window(self) -> None:
        """Another window in the place of this one, over the atlas that was found good."""
        before, atlas, presenting = self.window, self._found, self._presenting
        assert atlas is not None
        settings = self._stored.with_appearance_of(before.workspace.session.showing)
        settings = settings.with_size(before.width(), before.height())
        try:
            self.window = self._window(atlas, settings)
        except UsageError as error:
            before.workspace.banner.show_message(str(error))
            return
        self.window.move(before.pos())
        self.window.show()
        if presenting is not None and presenting.controller is not None:
            # Otherwise the audience window would stay, and nothing could close it.
            presenting.controller.end()
            self.present()
        before.close_now()
        before.deleteLater()

    def _show_errors(self, error: ContentError) -> None:
        if isinstance(error, NoAtlasError):
            words = self.tr("{sentence}. The one that ships is shown.")
            self.window.workspace.banner.show_message(words.format(sentence=error.message))
            return
        shown = [str(mistake) for mistake in error.errors[:_SHOWN_MISTAKES]]
        if more := len(error.errors) - len(shown):
            shown.append(f"... and {more} more: back-atlas check lists them all")
        head = "The atlas has mistakes; the one that ships is shown."
        self.window.workspace.banner.show_message("\n".join([head, *shown]))

    def _keep(self, kept: Settings) -> None:
        try:
            write_settings(
                self._paths.settings, settings_without_options(kept, self._options, self._stored)
            )
        except OSError as error:
            _log.warning("the settings cannot be kept: %s", error)


def open_first_atlas(options: Options) -> tuple[Atlas, bool]:
    """The atlas to show first, and whether it is the one that was asked for.

    Raises:
        ContentError: the shipped atlas has mistakes, or one whose ids were asked for.
        UsageError: it does not have what the options ask for.
    """
    atlas = open_known_good(options.atlas)
    if atlas is None and requests_ids(options):
        # Which ids there are is known only when it is checked: waiting now is an honest answer.
        atlas = open_atlas(options.atlas)
    is_asked = atlas is not None or options.atlas is None
    return atlas or open_atlas(None), is_asked
