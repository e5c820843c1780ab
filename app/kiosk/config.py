"""Reads, validates and writes kiosk.toml, the configuration of a kiosk. No Qt."""

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
"""The intended height of a capital letter, and its share of the font size of our typeface."""
_BODY_PX = 16
CONFIG_FILE = "kiosk.toml"
_GUIDE = "see docs/kiosk.md"
Hour = Annotated[str, Meta(pattern=r"\A(([01][0-9]|2[0-3]):[0-5][0-9])?\Z")]
ScreenName = Annotated[str, Meta(min_length=1, max_length=80)]
PerMm = Annotated[float, Meta(ge=0.8, le=40.0)]


class KioskConfig(Struct, frozen=True):
    """The keys of kiosk.toml and their default values; docs/kiosk.md explains each.

    Times are in seconds, `text_size` in percent. `opens` and `closes` are "HH:MM", or both "" for
    always open. Empty `screens` means all screens. `pixels_per_mm` holds the calibration of each
    screen by its name. An empty `printer` turns printing off; an empty `paper` means the usual
    paper of the machine's locale. `keyboard` says whether the search shows letters on the screen.
    """

    idle_seconds: Annotated[int, Meta(ge=30, le=1800)] = 75
    warn_seconds: Annotated[int, Meta(ge=MIN_WARNING_S, le=120)] = MIN_WARNING_S
    attract_seconds: Annotated[int, Meta(ge=4, le=120)] = 8
    dim_after_seconds: Annotated[int, Meta(ge=60, le=86_400)] = 1_800
    opens: Hour = ""
    closes: Hour = ""
    is_still: bool = False
    shows_cursor: bool = False
    keyboard: Literal["screen", "attached"] = "screen"
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
        """Qt's scale factor for a screen with smaller pixels than a desktop screen.

        1 for a screen that is not calibrated, or where a larger text size is enough.
        """
        scale = self.pixels_per_mm.get(screen, DESKTOP_PX_PER_MM) / DESKTOP_PX_PER_MM
        return round(scale, 2) if scale > _SCALE_THRESHOLD else 1.0

    def text_size_for(self, screen: str = "") -> int:
        """Text size in percent: as configured, else for 4.8 mm capitals on a calibrated screen."""
        if self.text_size:
            return max(self.text_size, TEXT_SIZES[0])
        per_mm = self.pixels_per_mm.get(screen, DESKTOP_PX_PER_MM) / self.screen_scale(screen)
        body = _CAPITAL_HEIGHT_MM * per_mm / _CAPITAL_HEIGHT_RATIO
        return min(max(round(body * 100 / _BODY_PX / 10) * 10, TEXT_SIZES[0]), TEXT_SIZES[-1])


def read_config(
    file: Path, remark: Callable[[ValidationWarning], None] = log_warning
) -> KioskConfig:
    """Read the config file; without a file, the default config.

    Args:
        file: the path of kiosk.toml.
        remark: called with a warning for every unknown key.

    Raises:
        ContentError: with every mistake in the file; a file with mistakes is never used in part.
    """
    findings = Findings(_GUIDE)
    location = Location(findings, file.name)
    try:
        data = read_file(file)
    except FileNotFoundError:
        return KioskConfig()
    except UnreadableFileError as error:
        location.report(error.reason, error.fix)
        raise ContentError(findings.errors) from None
    except OSError as error:
        location.report(
            f"it cannot be read ({error.strerror})", "check that it exists and who owns it"
        )
        raise ContentError(findings.errors) from None
    try:
        return parse_config(data, location)
    finally:
        for warning in findings.warnings:
            remark(warning)


def parse_config(data: bytes, location: Location) -> KioskConfig:
    """Parse the content of a config file; warnings are reported to `location`.

    Raises:
        ContentError: with every mistake in it.
    """
    raw = toml_reader.read_toml(data, location)
    config = convert_record(raw, KioskConfig, location) if raw is not None else None
    if config is None:
        raise ContentError(location.findings.errors)
    if (config.opens == "") != (config.closes == ""):
        location.at("closes").report("only one of opens and closes is set", "set both or neither")
    if config.idle_seconds <= config.warn_seconds:
        location.at("idle_seconds").report("it is not longer than warn_seconds", "make it longer")
    if location.findings.errors:
        raise ContentError(location.findings.errors)
    return config


@dataclass(frozen=True, slots=True)
class KioskFiles:
    """The files of a kiosk, in the same folder as the settings of the desktop application."""

    config: Path
    pins: Path
    counts: Path
    metrics: Path

    @classmethod
    def beside_settings(cls, settings: Path) -> KioskFiles:
        sibling = settings.with_name
        return cls(
            config=sibling(CONFIG_FILE),
            pins=sibling("kiosk-pins.json"),
            counts=sibling("kiosk-counts.json"),
            metrics=sibling("back-atlas.prom"),
        )


# Matches the calibration in every form that TOML allows for it: table, dotted keys, inline table.
_CALIBRATION_TABLE = re.compile(
    r"^\[pixels_per_mm\][^\n]*\n(?:(?!\[)[^\n]*\n|(?!\[)[^\n]+\Z)*"
    r"|^pixels_per_mm[ \t]*[=.][^\n]*\n?",
    re.MULTILINE,
)


def serialize_config(config: KioskConfig) -> bytes:
    """Write a config as TOML; reading it back gives an equal config."""
    lines = [
        f"{name} = {_to_toml(value)}"
        for name, value in structs.asdict(config).items()
        if not isinstance(value, dict) and value != ""
    ]
    return ("\n".join([*lines, "", *_calibration_lines(config)]) + "\n").encode()


def with_calibration(text: str, screen: str, per_mm: float) -> str:
    """Set the calibration of one screen in the text of a config file and keep all other text.

    Args:
        text: the content of kiosk.toml.
        screen: the name of the screen.
        per_mm: its pixels per millimetre.

    Raises:
        ContentError: the text has mistakes.
    """
    config = parse_config(text.encode(), Location(Findings(_GUIDE), CONFIG_FILE))
    calibrations = {**config.pixels_per_mm, screen: per_mm}
    new_config = structs.replace(config, pixels_per_mm=calibrations)
    rest = _CALIBRATION_TABLE.sub("", text).rstrip()
    new_text = "\n".join([*([rest, ""] if rest else []), *_calibration_lines(new_config)]) + "\n"
    location = Location(Findings(_GUIDE), CONFIG_FILE)
    try:
        is_same = parse_config(new_text.encode(), location) == new_config
    except ContentError:
        is_same = False
    # If the pattern missed the form used in the file, rewrite the whole file without comments.
    return new_text if is_same else serialize_config(new_config).decode()


def _calibration_lines(config: KioskConfig) -> list[str]:
    if not config.pixels_per_mm:
        return []
    lines = [f"{json.dumps(name)} = {value}" for name, value in config.pixels_per_mm.items()]
    return ["[pixels_per_mm]", *lines]


def _to_toml(value: object) -> str:
    # A basic string in TOML has the syntax of a JSON string.
    return json.dumps(value, ensure_ascii=True)
