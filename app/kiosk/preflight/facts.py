"""What a machine is like, as far as a kiosk depends on it: the facts. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen, in the pixels a window has there."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Display:
    """What the program can paint on; `kind` is "" where it cannot, and `why` says why.

    `has_manager`: something on the same display may move, cover and close windows; None where
    nobody can tell.
    """

    kind: str = ""
    why: str = ""
    screens: tuple[Screen, ...] = ()
    touches: tuple[str, ...] = ()
    has_manager: bool | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Who the program runs as; `rights` are groups that may do more than a kiosk needs."""

    name: str
    is_root: bool = False
    rights: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """What is around the program; None stands for what this system does not tell."""

    desktop: str = ""
    compositor: str = ""
    compositor_version: str = ""
    is_watched: bool = False
    unit: str | None = None
    sysrq: str | None = None
    restarts_by_keys: bool | None = None
    hostile: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """The folder of what is kept, and the file of PINs in it, as the file system has them."""

    folder: Path
    is_there: bool = True
    is_ours: bool = True
    is_writable: bool = True
    others_may_write: bool = False
    pins_mode: int | None = None
    pins_are_ours: bool = True
    free_mb: int = 0


@dataclass(frozen=True, slots=True)
class Tools:
    """Programs of the system; `printers` is None where there is no print system."""

    printers: tuple[str, ...] | None = None
    voices: tuple[str, ...] = field(default=())
