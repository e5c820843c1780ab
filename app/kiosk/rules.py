"""What a kiosk may do and how it looks: one frozen value for a run, read from one file. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct, structs

from app.content import guard
from app.content.converting import fits
from app.content.findings import Findings, Spot
from app.content.mistakes import ContentError
from app.content.shapes import Id

SHORTEST_WARNING_S = 20
_DESK_PX_PER_MM = 96 / 25.4
_CAPITAL_MM, _CAPITAL_SHARE = 4.8, 0.668
"""How tall a capital is to be, and its share of the size of our font's letters."""
_BODY_PX = 16


class KioskRules(Struct, frozen=True, forbid_unknown_fields=True):
    """The keys of kiosk.toml; what is not said has the value written here.

    Times in seconds. `pixels_per_mm` is what the calibration found, 0 where nobody has measured.
    """

    idle_seconds: Annotated[int, Meta(ge=30, le=1800)] = 75
    warn_seconds: Annotated[int, Meta(ge=SHORTEST_WARNING_S, le=120)] = SHORTEST_WARNING_S
    attract_seconds: Annotated[int, Meta(ge=4, le=120)] = 8
    dim_after_seconds: Annotated[int, Meta(ge=60, le=86_400)] = 1_800
    shows_cursor: bool = False
    may_shut_down: bool = False
    theme: Literal["light", "dark", "contrast"] = "light"
    language: Id = ""
    figure: Id = ""
    build: Id = ""
    skin: Id = ""
    country: Id = ""
    text_size: Annotated[int, Meta(ge=0, le=200)] = 0
    pixels_per_mm: Annotated[float, Meta(ge=0.0, le=40.0)] = 0.0

    @property
    def size_of_text(self) -> int:
        """Percent: what was set, else capitals of 4.8 mm on the screen that was measured."""
        if self.text_size:
            return max(self.text_size, 100)
        per_mm = self.pixels_per_mm or _DESK_PX_PER_MM
        body = _CAPITAL_MM * per_mm / _CAPITAL_SHARE
        return min(max(round(body * 100 / _BODY_PX / 10) * 10, 100), 200)


def read_rules(file: Path) -> KioskRules:
    """The rules of a file; those of a new kiosk where there is none.

    Raises:
        ContentError: with every mistake of the file: a kiosk does not guess what its keeper meant.
    """
    findings = Findings()
    spot = Spot(findings, file.name)
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return KioskRules()
    except OSError as error:
        spot.note(
            f"it cannot be read ({error.strerror})", "look whether it is there, and whose it is"
        )
        raise ContentError(findings.mistakes) from None
    raw = guard.read_toml(data, spot)
    if raw is None or not fits(raw, KioskRules, spot):
        raise ContentError(findings.mistakes)
    rules = KioskRules(**raw)
    if rules.idle_seconds <= rules.warn_seconds:
        spot.at("idle_seconds").note("it is not longer than warn_seconds", "make it longer")
        raise ContentError(findings.mistakes)
    return rules


def written_rules(rules: KioskRules) -> bytes:
    """The file of some rules; reading it gives the same rules again."""
    lines = []
    for name, value in structs.asdict(rules).items():
        said = f'"{value}"' if isinstance(value, str) else str(value).lower()
        if value not in ("",):
            lines.append(f"{name} = {said}")
    return ("\n".join(lines) + "\n").encode()


@dataclass(frozen=True, slots=True)
class KioskFiles:
    """Where a kiosk keeps what is its own, beside the settings."""

    rules: Path
    pins: Path

    @classmethod
    def beside(cls, settings: Path) -> KioskFiles:
        return cls(settings.with_name("kiosk.toml"), settings.with_name("kiosk-pins.json"))
