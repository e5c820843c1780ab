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

from app.atlas.loader import OpenAtlas
from app.bootstrap.initial_state import first_showing
from app.bootstrap.options import Options
from app.kiosk.access.pin_store import PinBook
from app.kiosk.application import Hands, KioskHouse
from app.kiosk.config import KioskFiles, KioskRules, with_measure
from app.kiosk.display import Station
from app.kiosk.handout_actions import PaperDesk
from app.kiosk.metrics.prometheus import Reporter
from app.kiosk.metrics.status import KioskFacts, Past, disk_free, memory_in_use
from app.kiosk.metrics.usage_counts import Counts
from app.kiosk.metrics.usage_recorder import Tally
from app.kiosk.supervision.heartbeat import Lag
from app.session.session import Session
from app.session.settings import Settings
from app.session.state import Showing
from app.support.paths import Paths, assets
from app.support.read_file import EncodingError, read_text
from app.support.validation_errors import ContentError, Mistake
from app.support.version import VERSION
from app.support.write_file import write_atomically
from app.workspace.workspace import Stage, Wardrobe

_MOTION_MS = 150


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything a house is built from; `counts` is None where nothing is counted."""

    atlas: OpenAtlas
    showing: Showing
    rules: KioskRules
    book: PinBook
    files: KioskFiles
    paths: Paths
    past: Past = field(default_factory=Past)
    counts: Counts | None = None
    clock: Callable[[], float] = time.monotonic
    lag: Lag = field(default_factory=Lag)


def kiosk_showing(atlas: OpenAtlas, options: Options, rules: KioskRules) -> Showing:
    """What every visitor sees first; a flag counts more than the rules.

    The text size is 0 where it follows from the screen.

    Raises:
        UsageError: the atlas does not have what is asked for.
    """
    usual = Settings(
        theme=rules.theme,
        text_size=rules.text_size,
        figure=rules.figure,
        build=rules.build,
        skin=rules.skin,
        country=rules.country,
    )
    if options.language is None and rules.language:
        options = replace(options, language=rules.language)
    return first_showing(atlas, options, usual)


def magnify(rules: KioskRules, environment: MutableMapping[str, str]) -> None:
    """Tells Qt, before it starts, which screens are so fine that everything is to be larger."""
    scales = [f"{name}={rules.scale_of(name)}" for name in rules.pixels_per_mm]
    if scales:
        environment["QT_SCREEN_SCALE_FACTORS"] = ";".join(scales)


def build_house(kit: Kit) -> KioskHouse:
    """A kiosk over an atlas; it shows nothing yet."""
    outfit = _Outfit(kit)
    hands = Hands(outfit.station, outfit.facts_in_words, outfit.keep_measure)
    house = KioskHouse(kit.rules, kit.book, hands, kit.clock)
    if kit.counts is not None:
        house.report(Reporter(kit.files.metrics, outfit.facts, house))
    return house


class _Outfit:
    """The hands of one house."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        motion = 0 if kit.rules.is_still else _MOTION_MS
        self._wardrobe = Wardrobe.of(assets(), motion)
        self._began = kit.clock()

    def station(self, screen: str) -> Station:
        """A station for a screen, with letters as large as they have to be there."""
        kit = self._kit
        size = kit.showing.text_size or kit.rules.size_of_text(screen)
        prints = bool(kit.rules.printer)
        session = Session(replace(kit.showing, text_size=size))
        stage = Stage(kit.atlas, session, self._wardrobe, VERSION, at_desk=False, prints=prints)
        if prints:
            PaperDesk(stage, kit.atlas, kit.rules, kit.paths.clinic)
        tally = Tally(session, kit.counts) if kit.counts is not None else None
        return Station(stage, kit.atlas, kit.rules, kit.clock, tally)

    def keep_measure(self, screen: str, per_mm: float) -> None:
        """Writes into the rules how fine a screen is.

        Raises:
            OSError: they cannot be written.
            ContentError: they have mistakes by now.
        """
        file = self._kit.files.rules
        try:
            text = read_text(file)
        except FileNotFoundError:
            text = ""
        except EncodingError as error:
            wrong = Mistake(file.name, str(error.line), error.wrong, "save it as UTF-8")
            raise ContentError((wrong,)) from None
        write_atomically(file, with_measure(text, screen, per_mm).encode())

    def facts_in_words(self) -> KioskFacts:
        """The same for a keeper, who knows names and no ids."""
        facts = self.facts()
        if facts.counts is None:
            return facts
        return replace(facts, counts=facts.counts.named(*_names(self._kit)))

    def facts(self) -> KioskFacts:
        """How the kiosk and its machine are at this moment, regions and topics by their ids."""
        kit = self._kit
        shown = kit.counts.shown() if kit.counts is not None else None
        return KioskFacts(
            now=dt.datetime.now(),
            running_s=kit.clock() - self._began,
            program=VERSION,
            python=platform.python_version(),
            qt=PySide6.QtCore.qVersion(),
            atlas=kit.atlas.id,
            atlas_version=kit.atlas.version,
            atlas_date=kit.atlas.date,
            atlas_expires=kit.atlas.expires,
            past=kit.past,
            screens=_screens(),
            memory=memory_in_use(),
            disk_free=disk_free(kit.paths.settings.parent),
            keepers=kit.book.names,
            wrong_pins=kit.book.wrong_ever,
            log=str(kit.paths.logs),
            lag_s=kit.lag.longest(),
            is_counting=kit.counts is not None,
            counts=shown,
        )


def _screens() -> tuple[str, ...]:
    return tuple(
        f"{one.name()} {one.size().width()}\u00a0x\u00a0{one.size().height()}"
        for one in QGuiApplication.screens()
    )


def _names(kit: Kit) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Plain names of regions and topics by their ids."""
    names = kit.atlas.names(kit.showing.language)
    regions = {str(key): one.plain_on(kit.showing.figure) for key, one in names.regions.items()}
    return regions, {str(key): one for key, one in names.topics.items()}


def counts_of(rules: KioskRules, file: Path) -> Counts | None:
    """The counts of a kiosk, where its keeper wants any."""
    return Counts.open(file) if rules.counts else None
