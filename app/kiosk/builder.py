"""Builds the house of a kiosk: what it needs of the atlas, the rules, the disk and the machine."""

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
    """Everything a house is built from; `counts` is None where nothing is counted."""

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
    """What every visitor sees first; a flag counts more than the rules.

    The text size is 0 where it follows from the screen.

    Raises:
        UsageError: the atlas does not have what is asked for.
    """
    usual = Settings(
        theme=config.theme,
        text_size=config.text_size,
        figure=config.figure,
        build=config.build,
        skin=config.skin,
        country=config.country,
    )
    if options.language is None and config.language:
        options = replace(options, language=config.language)
    return initial_showing(atlas, options, usual)


def set_screen_scales(config: KioskConfig, environment: MutableMapping[str, str]) -> None:
    """Tells Qt, before it starts, which screens are so fine that everything is to be larger."""
    scales = [f"{name}={config.screen_scale(name)}" for name in config.pixels_per_mm]
    if scales:
        environment["QT_SCREEN_SCALE_FACTORS"] = ";".join(scales)


def build_kiosk(kit: KioskDependencies) -> KioskApplication:
    """A kiosk over an atlas; it shows nothing yet."""
    outfit = KioskBuilder(kit)
    hands = KioskServices(outfit.make_display, outfit.status_with_names, outfit.save_calibration)
    house = KioskApplication(kit.config, kit.pins, hands, kit.clock)
    if kit.usage_counts is not None:
        house.start_export(MetricsExporter(kit.files.metrics, outfit.status, house))
    return house


class KioskBuilder:
    """The hands of one house."""

    def __init__(self, kit: KioskDependencies) -> None:
        self._dependencies = kit
        motion = 0 if kit.config.is_still else _MOTION_MS
        self._theme_loader = ThemeLoader.from_assets(assets(), motion)
        self._began = kit.clock()

    def make_display(self, screen: str) -> KioskDisplay:
        """A station for a screen, with letters as large as they have to be there."""
        kit = self._dependencies
        size = kit.showing.text_size or kit.config.text_size_for(screen)
        can_print = bool(kit.config.printer)
        # starting over clears more than the state, so the display does it
        session = Session(replace(kit.showing, text_size=size), deferred={StartOver})
        workspace = Workspace(
            kit.atlas, session, self._theme_loader, VERSION, is_desktop=False, can_print=can_print
        )
        if can_print:
            ListPrinter(workspace, kit.atlas, kit.config, kit.paths.clinic_file)
        tally = UsageRecorder(session, kit.usage_counts) if kit.usage_counts is not None else None
        return KioskDisplay(workspace, kit.atlas, kit.config, kit.clock, tally)

    def save_calibration(self, screen: str, per_mm: float) -> None:
        """Writes into the rules how fine a screen is.

        Raises:
            OSError: they cannot be written.
            ContentError: they have mistakes by now.
        """
        file = self._dependencies.files.config
        try:
            text = read_text(file)
        except FileNotFoundError:
            text = ""
        except TextEncodingError as error:
            wrong = ValidationIssue(file.name, str(error.line), error.reason, "save it as UTF-8")
            raise ContentError((wrong,)) from None
        write_atomically(file, with_calibration(text, screen, per_mm).encode())

    def status_with_names(self) -> KioskStatus:
        """The same for a keeper, who knows names and no ids."""
        facts = self.status()
        if facts.usage is None:
            return facts
        return replace(
            facts, usage=facts.usage.with_names(*_region_and_topic_names(self._dependencies))
        )

    def status(self) -> KioskStatus:
        """How the kiosk and its machine are at this moment, regions and topics by their ids."""
        kit = self._dependencies
        shown = kit.usage_counts.last_complete_day() if kit.usage_counts is not None else None
        return KioskStatus(
            now=dt.datetime.now(),
            running_s=kit.clock() - self._began,
            program=VERSION,
            python=platform.python_version(),
            qt=PySide6.QtCore.qVersion(),
            atlas=kit.atlas.id,
            atlas_version=kit.atlas.version,
            atlas_date=kit.atlas.date,
            atlas_expires=kit.atlas.expires,
            restart_summary=kit.restart_summary,
            screens=_screen_descriptions(),
            memory=memory_in_use(),
            disk_free=disk_free(kit.paths.settings.parent),
            staff=kit.pins.names,
            wrong_pins=kit.pins.total_failures,
            log_path=str(kit.paths.logs),
            max_lag_s=kit.loop_lag.maximum(),
            is_counting=kit.usage_counts is not None,
            usage=shown,
        )


def _screen_descriptions() -> tuple[str, ...]:
    return tuple(
        f"{one.name()} {one.size().width()}\u00a0x\u00a0{one.size().height()}"
        for one in QGuiApplication.screens()
    )


def _region_and_topic_names(kit: KioskDependencies) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Plain names of regions and topics by their ids."""
    names = kit.atlas.names(kit.showing.language)
    regions = {str(key): one.plain_name(kit.showing.figure) for key, one in names.regions.items()}
    return regions, {str(key): one for key, one in names.topics.items()}


def open_usage_counts(config: KioskConfig, file: Path) -> UsageCounts | None:
    """The counts of a kiosk, where its keeper wants any."""
    return UsageCounts.open(file) if config.counts else None
