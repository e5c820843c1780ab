"""kiosk.toml: read, validate and write the configuration of a kiosk. No Qt."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct, structs

from app.atlas.schema import Id
from app.session.state import TEXT_SIZES
from app.support import toml_reader
from app.support.read_file import UnreadableFileError, read_file
from app.support.schema_validation import convert_record
from app.support.validation_errors import (
    ContentError,
    Findings,
    Location,
    ValidationWarning,
    log_warning,
)

MIN_WARNING_S = 20
DESKTOP_PX_PER_MM = 96 / 25.4
_SCALE_THRESHOLD = 1.15
_CAPITAL_HEIGHT_MM, _CAPITAL_HEIGHT_RATIO = 4.8, 0.668
"""How tall a capital is to be, and its share of the size of our font's letters."""
_BODY_PX = 16
CONFIG_FILE = "kiosk.toml"
_GUIDE = "see docs/kiosk.md"
Hour = Annotated[str, Meta(pattern=r"\A(([01][0-9]|2[0-3]):[0-5][0-9])?\Z")]
ScreenName = Annotated[str, Meta(min_length=1, max_length=80)]
PerMm = Annotated[float, Meta(ge=0.8, le=40.0)]


class KioskConfig(Struct, frozen=True):
    """The keys of kiosk.toml; what is not said has the value written here.

    Times in seconds. `opens` and `closes` are "HH:MM", both "" where it is always open; `screens`
    are names of screens, all where there is none; `pixels_per_mm` is what was measured, by the
    name of the screen. `printer` is the system's name of one; "" prints nothing. `paper`
    is what lies in it; "" is the paper that is usual where the machine stands.
    """

    idle_seconds: Annotated[int, Meta(ge=30, le=1800)] = 75
    warn_seconds: Annotated[int, Meta(ge=MIN_WARNING_S, le=120)] = MIN_WARNING_S
    attract_seconds: Annotated[int, Meta(ge=4, le=120)] = 8
    dim_after_seconds: Annotated[int, Meta(ge=60, le=86_400)] = 1_800
    opens: Hour = ""
    closes: Hour = ""
    is_still: bool = False
    shows_cursor: bool = False
    may_shut_down: bool = False
    counts: bool = False
    printer: Annotated[str, Meta(max_length=120)] = ""
    paper: Literal["", "a4", "letter"] = ""
    theme: Literal["light", "dark", "contrast"] = "light"
    language: Id = ""
    figure: Id = ""
    build: Id = ""
    skin: Id = ""
    country: Id = ""
    text_size: Annotated[int, Meta(ge=0, le=TEXT_SIZES[-1])] = 0
    screens: tuple[ScreenName, ...] = ()
    pixels_per_mm: dict[ScreenName, PerMm] = {}

    def screen_scale(self, screen: str) -> float:
        """By how much a fine screen is to be magnified, so that its pixels are as large as usual.

        1 where nobody has measured, or where the size of text alone does it.
        """
        scale = self.pixels_per_mm.get(screen, DESKTOP_PX_PER_MM) / DESKTOP_PX_PER_MM
        return round(scale, 2) if scale > _SCALE_THRESHOLD else 1.0

    def text_size_for(self, screen: str = "") -> int:
        """Percent: what was set, else capitals of 4.8 mm on a screen that was measured."""
        if self.text_size:
            return max(self.text_size, TEXT_SIZES[0])
        per_mm = self.pixels_per_mm.get(screen, DESKTOP_PX_PER_MM) / self.screen_scale(screen)
        body = _CAPITAL_HEIGHT_MM * per_mm / _CAPITAL_HEIGHT_RATIO
        return min(max(round(body * 100 / _BODY_PX / 10) * 10, TEXT_SIZES[0]), TEXT_SIZES[-1])


def read_config(
    file: Path, remark: Callable[[ValidationWarning], None] = log_warning
) -> KioskConfig:
    """The rules of a file; those of a new kiosk where there is none.

    `remark` takes every key that is unknown.

    Raises:
        ContentError: with every mistake of the file: a kiosk does not guess what its keeper meant.
    """
    findings = Findings(_GUIDE)
    spot = Location(findings, file.name)
    try:
        data = read_file(file)
    except FileNotFoundError:
        return KioskConfig()
    except UnreadableFileError as error:
        spot.report(error.reason, error.fix)
        raise ContentError(findings.errors) from None
    except OSError as error:
        spot.report(
            f"it cannot be read ({error.strerror})", "look whether it is there, and whose it is"
        )
        raise ContentError(findings.errors) from None
    try:
        return parse_config(data, spot)
    finally:
        for one in findings.warnings:
            remark(one)


def parse_config(data: bytes, spot: Location) -> KioskConfig:
    """The rules that a file holds.

    Raises:
        ContentError: with every mistake of it.
    """
    raw = toml_reader.read_toml(data, spot)
    config = convert_record(raw, KioskConfig, spot) if raw is not None else None
    if config is None:
        raise ContentError(spot.findings.errors)
    if (config.opens == "") != (config.closes == ""):
        spot.at("closes").report("only one of opens and closes is said", "say both, or none")
    if config.idle_seconds <= config.warn_seconds:
        spot.at("idle_seconds").report("it is not longer than warn_seconds", "make it longer")
    if spot.findings.errors:
        raise ContentError(spot.findings.errors)
    return config


@dataclass(frozen=True, slots=True)
class KioskFiles:
    """Where a kiosk keeps what is its own, beside the settings."""

    config: Path
    pins: Path
    counts: Path
    metrics: Path

    @classmethod
    def beside_settings(cls, settings: Path) -> KioskFiles:
        named = settings.with_name
        return cls(
            named(CONFIG_FILE),
            named("kiosk-pins.json"),
            named("kiosk-counts.json"),
            named("back-atlas.prom"),
        )


# The table of measures in each of the ways a keeper may have written it.
_CALIBRATION_TABLE = re.compile(
    r"^\[pixels_per_mm\][^\n]*\n(?:(?!\[)[^\n]*\n|(?!\[)[^\n]+\Z)*"
    r"|^pixels_per_mm[ \t]*[=.][^\n]*\n?",
    re.MULTILINE,
)


def serialize_config(config: KioskConfig) -> bytes:
    """The file of some rules; reading it gives the same rules again."""
    lines = [
        f"{name} = {_to_toml(value)}"
        for name, value in structs.asdict(config).items()
        if not isinstance(value, dict) and value != ""
    ]
    return ("\n".join([*lines, "", *_calibration_lines(config)]) + "\n").encode()


def with_calibration(text: str, screen: str, per_mm: float) -> str:
    """The text of a rules file with what was measured of a screen; all else stays as it is.

    Raises:
        ContentError: the text is no file of rules.
    """
    config = parse_config(text.encode(), Location(Findings(_GUIDE), CONFIG_FILE))
    measured = {**config.pixels_per_mm, screen: per_mm}
    fresh = structs.replace(config, pixels_per_mm=measured)
    rest = _CALIBRATION_TABLE.sub("", text).rstrip()
    kept = "\n".join([*([rest, ""] if rest else []), *_calibration_lines(fresh)]) + "\n"
    try:
        is_same = parse_config(kept.encode(), Location(Findings(_GUIDE), CONFIG_FILE)) == fresh
    except ContentError:
        is_same = False
    # A keeper may have written the table in another way: then the whole file is written anew.
    return kept if is_same else serialize_config(fresh).decode()


def _calibration_lines(config: KioskConfig) -> list[str]:
    if not config.pixels_per_mm:
        return []
    measured = [f"{json.dumps(name)} = {value}" for name, value in config.pixels_per_mm.items()]
    return ["[pixels_per_mm]", *measured]


def _to_toml(value: object) -> str:
    # A basic string of TOML is written as JSON writes it.
    return json.dumps(value, ensure_ascii=True)
