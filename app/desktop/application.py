"""Puts the program together: the atlas, the window, and what happens to them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from app.atlas.loader import OpenAtlas
from app.bootstrap.initial_state import asks_for_ids, first_showing, without_flags
from app.bootstrap.open_atlas import open_atlas, open_if_trusted
from app.bootstrap.options import Options, UsageError
from app.desktop.atlas_loader import AtlasWait, FolderWatch
from app.desktop.handout_actions import HandoutDesk
from app.desktop.presentation_mode import Presenting
from app.desktop.window import ExploreWindow, fitting
from app.session.session import Session
from app.session.settings import Settings, read_settings, write_settings
from app.support.crash_reports import Crash
from app.support.paths import Paths, assets, shipped_atlas
from app.support.qt_signals import HANGUP
from app.support.validation_errors import ContentError, NoAtlasError
from app.support.version import VERSION
from app.workspace.workspace import Stage, Wardrobe

_MOTION_MS = 150
_SHOWN_MISTAKES = 8
_HANDOUT_S = 10.0
_log = logging.getLogger(__name__)


def build_window(
    atlas: OpenAtlas,
    options: Options,
    settings: Settings,
    *,
    keep: Callable[[Settings], None],
    motion_ms: int = _MOTION_MS,
    clinic: Path | None = None,
) -> ExploreWindow:
    """The explore window over an atlas, as options and settings want it.

    `clinic` is the file of who hands out handouts; without it nobody is named.

    Raises:
        UsageError: the atlas does not have what the options ask for.
    """
    session = Session(first_showing(atlas, options, settings))
    stage = Stage(atlas, session, Wardrobe.of(assets(), motion_ms), VERSION)
    handout = HandoutDesk(stage, atlas, clinic)
    presenting = Presenting(stage, atlas, settings.audience_screen or None)
    handout.made.connect(presenting.note_handout)
    width, height = options.size or fitting(settings)

    def keep_all(kept: Settings) -> None:
        keep(replace(kept, audience_screen=presenting.screen or ""))

    window = ExploreWindow(stage, settings.sized(width, height), keep_all)
    window.holds = presenting.holds
    return window


class Application(QObject):
    """The window that is open, and what may happen to it from outside."""

    def __init__(self, atlas: OpenAtlas, options: Options, paths: Paths) -> None:
        super().__init__()
        self._options, self._paths = options, paths
        self._notes: list[str] = []
        self._stored = read_settings(paths.settings, self._note)
        self._wait: AtlasWait | None = None
        self._found: OpenAtlas | None = None
        self.watch: FolderWatch | None = None
        self.window = self._window(atlas, self._stored)

    def _note(self, words: str) -> None:
        """Logs what is wrong with the settings; what was not taken is told in the window too."""
        _log.warning("%s", words)
        if not words.startswith("look at "):
            self._notes.append(words)

    def _window(self, atlas: OpenAtlas, settings: Settings) -> ExploreWindow:
        clinic = self._paths.clinic
        window = build_window(atlas, self._options, settings, keep=self._keep, clinic=clinic)
        if atlas.folder != shipped_atlas():
            self.watch = FolderWatch(atlas.folder, window)
            self.watch.gone.connect(self._tell_gone)
            window.stage.session.changed.connect(self.watch.look)
        if self._notes:
            window.stage.banner.tell("\n".join(self._notes[:_SHOWN_MISTAKES]))
        return window

    def _tell_gone(self) -> None:
        words = self.tr(
            "The folder {folder} is gone. What was read of it stays on the screen until the end."
        )
        if self.watch is not None:
            self.window.stage.banner.tell(words.format(folder=self.watch.folder))

    def wait_for_atlas(self) -> None:
        """Checks the atlas that was asked for while the shipped one is on show."""
        folder = self._options.atlas
        if folder is not None:
            self._wait = AtlasWait(folder, self)
            self._wait.opened.connect(self._show_atlas)
            self._wait.refused.connect(self._tell_mistakes)
            self.window.stage.banner.tell(self.tr("The atlas is being checked."))
            self._wait.start()

    def present(self) -> None:
        """Brings the controls for presenting."""
        presenting = self._presenting
        if presenting is not None:
            presenting.start()

    @property
    def _presenting(self) -> Presenting | None:
        found = self.window.stage.findChild(Presenting)
        return found if isinstance(found, Presenting) else None

    def close(self) -> None:
        """Closes the window without a question: the system asks once, and then it kills."""
        self.window.close_now()

    def obey(self, number: object) -> None:
        """A signal of the system: a terminal that goes away closes the window like any person.

        The window then asks for what is not saved, and stays until it is answered.
        """
        if number == HANGUP:
            self.window.close()
        else:
            self.close()

    def end(self) -> None:
        """Leaves nothing running; a handout that is being made gets ready first."""
        if self._wait is not None:
            self._wait.stop()
        desk = self.window.stage.findChild(HandoutDesk)
        if isinstance(desk, HandoutDesk):
            desk.wait(_HANDOUT_S)

    def tell_crash(self, crash: Crash) -> None:
        words = f"{crash.sentence} It was written to {self._paths.logs}."
        self.window.stage.banner.tell(words)

    def _show_atlas(self, atlas: OpenAtlas) -> None:
        self._found = atlas
        if self.window.holds is None or not self.window.holds(self._put_found):
            self._put_found()

    def _put_found(self) -> None:
        """Another window in the place of this one, over the atlas that was found good."""
        before, atlas, presenting = self.window, self._found, self._presenting
        assert atlas is not None
        settings = self._stored.kept_from(before.stage.session.showing)
        settings = settings.sized(before.width(), before.height())
        try:
            self.window = self._window(atlas, settings)
        except UsageError as error:
            before.stage.banner.tell(str(error))
            return
        self.window.move(before.pos())
        self.window.show()
        if presenting is not None and presenting.desk is not None:
            presenting.desk.end()  # its audience's window would stay, and nothing could close it
            self.present()
        before.close_now()
        before.deleteLater()

    def _tell_mistakes(self, error: ContentError) -> None:
        if isinstance(error, NoAtlasError):
            words = self.tr("{sentence}. The one that ships is shown.")
            self.window.stage.banner.tell(words.format(sentence=error.sentence))
            return
        shown = [str(mistake) for mistake in error.mistakes[:_SHOWN_MISTAKES]]
        if more := len(error.mistakes) - len(shown):
            shown.append(f"... and {more} more: back-atlas check lists them all")
        head = "The atlas has mistakes; the one that ships is shown."
        self.window.stage.banner.tell("\n".join([head, *shown]))

    def _keep(self, kept: Settings) -> None:
        try:
            write_settings(self._paths.settings, without_flags(kept, self._options, self._stored))
        except OSError as error:
            _log.warning("the settings cannot be kept: %s", error)


def opened_first(options: Options) -> tuple[OpenAtlas, bool]:
    """The atlas to show first, and whether it is the one that was asked for.

    Raises:
        ContentError: the shipped atlas has mistakes, or one whose ids were asked for.
        UsageError: it does not have what the options ask for.
    """
    atlas = open_if_trusted(options.atlas)
    if atlas is None and asks_for_ids(options):
        # Which ids there are is known only when it is checked: waiting now is an honest answer.
        atlas = open_atlas(options.atlas)
    is_asked = atlas is not None or options.atlas is None
    return atlas or open_atlas(None), is_asked
