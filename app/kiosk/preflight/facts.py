"""The facts about a machine on which the preflight check is based. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ScreenFacts:
    """One screen; its size in logical pixels."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class DisplayFacts:
    """The display on which the program can paint.

    Attributes:
        platform: Qt's name of the platform; "" if there is no display.
        reason: why there is no display.
        screens: the connected screens.
        touch_devices: the names of the touch screens.
        has_window_manager: whether another program can move, cover and close windows; None if
            that is not known.
    """

    platform: str = ""
    reason: str = ""
    screens: tuple[ScreenFacts, ...] = ()
    touch_devices: tuple[str, ...] = ()
    has_window_manager: bool | None = None


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """The account of the process; `admin_groups` are groups with more rights than a kiosk needs."""

    name: str
    is_root: bool = False
    admin_groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SystemFacts:
    """The session and the system; None stands for what this system does not report."""

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
    """The kiosk's folder and the PIN file in it."""

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
    """Printers and speech programs of the system; `printers` is None without a print system."""

    printers: tuple[str, ...] | None = None
    voices: tuple[str, ...] = field(default=())
