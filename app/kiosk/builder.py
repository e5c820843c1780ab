"""Builds the kiosk application from the atlas, the config and the files of a kiosk."""

from __future__ import annotations

import datetime as dt
import platform
import time
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import PySide6.QtCore
from PySide6.QtGui import QGuiApplication

from app.atlas.loader import Atlas
from app.bootstrap.initial_state import initial_showing
from app.bootstrap.options import Options
from app.bootstrap.system_motion import motion_ms
from app.kiosk.access.pin_store import PinStore
from app.kiosk.application import KioskApplication, KioskServices
from app.kiosk.config import KioskConfig, KioskFiles, with_calibration
from app.kiosk.display import KioskDisplay
from app.kiosk.handout_actions import ListPrinter
from app.kiosk.metrics.prometheus import MetricsExporter
from app.kiosk.metrics.status import KioskStatus, RestartSummary, disk_free, memory_in_use
from app.kiosk.metrics.usage_counts import UsageCounts
from app.kiosk.metrics.usage_recorder import UsageRecorder
from app.kiosk.supervision.heartbeat import LoopLag
from app.session.actions import StartOver
from app.session.session import Session
from app.session.settings import Settings
from app.session.state import Showing
from app.support.paths import Paths, assets
from app.support.read_file import TextEncodingError, read_text
from app.support.validation_errors import ContentError, ValidationIssue
from app.support.version import VERSION
from app.support.write_file import write_atomically
from app.workspace.workspace import ThemeLoader, Workspace

_MOTION_MS = 150


@dataclass(frozen=True, slots=True)
class KioskDependencies:
    """Everything the kiosk is built from; `usage_counts` is None if counting is off."""

    atlas: Atlas
    showing: Showing
    config: KioskConfig
    pins: PinStore
    files: KioskFiles
    paths: Paths
    restart_summary: RestartSummary = field(default_factory=RestartSummary)
    usage_counts: UsageCounts | None = None
    clock: Callable[[], float] = time.monotonic
    loop_lag: LoopLag = field(default_factory=LoopLag)


def initial_kiosk_showing(atlas: Atlas, options: Options, config: KioskConfig) -> Showing:
    """What every visitor sees first; a command-line flag overrides the config.

    The text size is 0 if it is to follow from the size of the screen.

    Raises:
        UsageError: the atlas has no language, figure, build, etc. with that id.
    """
    defaults = Settings(
        theme=config.theme,
        text_size=config.text_size,
        figure=config.figure,
        build=config.build,
        skin=config.skin,
        country=config.country,
    )
    if options.language is None and config.language:
        options = replace(options, language=config.language)
    return initial_showing(atlas, options, defaults)


def set_screen_scales(config: KioskConfig, environment: MutableMapping[str, str]) -> None:
    """Set Qt's scale factors for screens with small pixels; call it before Qt starts."""
    scales = [f"{name}={config.screen_scale(name)}" for name in config.pixels_per_mm]
    if scales:
        environment["QT_SCREEN_SCALE_FACTORS"] = ";".join(scales)


def build_kiosk(dependencies: KioskDependencies) -> KioskApplication:
    """Build a kiosk; it shows nothing before its `show` is called."""
    builder = KioskBuilder(dependencies)
    services = KioskServices(
        builder.make_display, builder.status_with_names, builder.save_calibration
    )
    kiosk = KioskApplication(dependencies.config, dependencies.pins, services, dependencies.clock)
    if dependencies.usage_counts is not None:
        kiosk.start_export(MetricsExporter(dependencies.files.metrics, builder.status, kiosk))
    return kiosk


class KioskBuilder:
    """Provides the services of one kiosk application; it lives as long as the application."""

    def __init__(self, dependencies: KioskDependencies) -> None:
        self._dependencies = dependencies
        motion = 0 if dependencies.config.is_still else motion_ms(_MOTION_MS)
        self._theme_loader = ThemeLoader.from_assets(assets(), motion)
        self._started = dependencies.clock()

    def make_display(self, screen: str) -> KioskDisplay:
        """Create the display for a screen, with the text size that its calibration asks for."""
        atlas, config = self._dependencies.atlas, self._dependencies.config
        showing, counts = self._dependencies.showing, self._dependencies.usage_counts
        size = showing.text_size or config.text_size_for(screen)
        can_print = bool(config.printer)
        # StartOver is deferred, because the display has to reset more than the session.
        session = Session(replace(showing, text_size=size), deferred={StartOver})
        workspace = Workspace(
            atlas, session, self._theme_loader, VERSION, is_desktop=False, can_print=can_print
        )
        workspace.can_type = False
        workspace.clinic_file = self._dependencies.paths.clinic_file
        if can_print:
            ListPrinter(workspace, atlas, config, workspace.clinic_file)
        recorder = UsageRecorder(session, counts) if counts is not None else None
        return KioskDisplay(workspace, atlas, config, self._dependencies.clock, recorder)

    def save_calibration(self, screen: str, per_mm: float) -> None:
        """Write the pixels per millimetre of a screen into the config file.

        Raises:
            OSError: the file cannot be read or written.
            ContentError: the file has been edited since the start and has mistakes.
        """
        file = self._dependencies.files.config
        try:
            text = read_text(file)
        except FileNotFoundError:
            text = ""
        except TextEncodingError as error:
            issue = ValidationIssue(file.name, str(error.line), error.reason, "save it as UTF-8")
            raise ContentError((issue,)) from None
        write_atomically(file, with_calibration(text, screen, per_mm).encode())

    def status_with_names(self) -> KioskStatus:
        """The status with plain names of regions and topics, for the status page."""
        status = self.status()
        if status.usage is None:
            return status
        names = _region_and_topic_names(self._dependencies)
        return replace(status, usage=status.usage.with_names(*names))

    def status(self) -> KioskStatus:
        """The current status for the metrics, with the ids of regions and topics."""
        atlas, pins, counts = (
            self._dependencies.atlas,
            self._dependencies.pins,
            self._dependencies.usage_counts,
        )
        return KioskStatus(
            now=dt.datetime.now(),
            running_s=self._dependencies.clock() - self._started,
            program=VERSION,
            python=platform.python_version(),
            qt=PySide6.QtCore.qVersion(),
            atlas=atlas.id,
            atlas_version=atlas.version,
            atlas_date=atlas.date,
            atlas_expires=atlas.expires,
            restart_summary=self._dependencies.restart_summary,
            screens=_screen_descriptions(),
            memory=memory_in_use(),
            disk_free=disk_free(self._dependencies.paths.settings.parent),
            staff=pins.names,
            wrong_pins=pins.total_failures,
            log_path=str(self._dependencies.paths.logs),
            max_lag_s=self._dependencies.loop_lag.maximum(),
            is_counting=counts is not None,
            usage=counts.last_complete_day() if counts is not None else None,
        )


def _screen_descriptions() -> tuple[str, ...]:
    return tuple(
        f"{screen.name()} {screen.size().width()}\u00a0x\u00a0{screen.size().height()}"
        for screen in QGuiApplication.screens()
    )


def _region_and_topic_names(
    dependencies: KioskDependencies,
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Plain names of regions and topics by their ids."""
    showing = dependencies.showing
    names = dependencies.atlas.names(showing.language)
    regions = {str(key): one.plain_name(showing.figure) for key, one in names.regions.items()}
    return regions, {str(key): name for key, name in names.topics.items()}


def open_usage_counts(config: KioskConfig, file: Path) -> UsageCounts | None:
    """The usage counts, or None if the config turns counting off."""
    return UsageCounts.open(file) if config.counts else None
