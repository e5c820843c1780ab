"""What a machine is like, as far as a kiosk depends on it: the facts. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ScreenFacts:
    """One screen, in the pixels a window has there."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class DisplayFacts:
    """What the program can paint on; `kind` is "" where it cannot, and `why` says why.

    `has_manager`: something on the same display may move, cover and close windows; None where
    nobody can tell.
    """

    platform: str = ""
    reason: str = ""
    screens: tuple[ScreenFacts, ...] = ()
    touch_devices: tuple[str, ...] = ()
    has_window_manager: bool | None = None


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """Who the program runs as; `rights` are groups that may do more than a kiosk needs."""

    name: str
    is_root: bool = False
    admin_groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SystemFacts:
    """What is around the program; None stands for what this system does not tell."""

    desktop: str = ""
    compositor: str = ""
    compositor_version: str = ""
    has_systemd_watchdog: bool = False
    unit_state: str | None = None
    sysrq: str | None = None
    restarts_on_ctrl_alt_del: bool | None = None
    unsafe_variables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StorageFacts:
    """The folder of what is kept, and the file of PINs in it, as the file system has them."""

    folder: Path
    exists: bool = True
    is_owned: bool = True
    is_writable: bool = True
    is_world_writable: bool = False
    pins_mode: int | None = None
    pins_are_owned: bool = True
    free_mb: int = 0


@dataclass(frozen=True, slots=True)
class ToolFacts:
    """Programs of the system; `printers` is None where there is no print system."""

    printers: tuple[str, ...] | None = None
    voices: tuple[str, ...] = field(default=())
