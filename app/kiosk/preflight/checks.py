"""Preflight checks: from facts about a machine to results with a status and a remedy. No Qt."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from app.kiosk.config import KioskConfig
from app.kiosk.preflight.facts import (
    AccountFacts,
    DisplayFacts,
    StorageFacts,
    SystemFacts,
    ToolFacts,
)

_MIN_SCREEN_WIDTH, _MIN_SCREEN_HEIGHT = 640, 480
_MIN_CAGE_VERSION = (0, 3, 1)
_MIN_FREE_MB, _LOW_FREE_MB = 50, 500
_EXPIRY_WARNING = dt.timedelta(days=60)
_GUIDE = "see docs/kiosk.md"


class PreflightStatus(Enum):
    """The first word of a result; "missing" means that the kiosk must not be used like this."""

    OK = "ok"
    MISSING = "missing"
    LOOK_AT = "look at"


@dataclass(frozen=True, slots=True)
class PreflightResult:
    """The result of one check: its subject, the status, and what is found or what to do."""

    status: PreflightStatus
    subject: str
    message: str

    def __str__(self) -> str:
        return f"{self.status.value:<8} {self.subject}: {self.message}"


def ok(subject: str, message: str) -> PreflightResult:
    return PreflightResult(PreflightStatus.OK, subject, message)


def missing(subject: str, message: str) -> PreflightResult:
    return PreflightResult(PreflightStatus.MISSING, subject, message)


def look_at(subject: str, message: str) -> PreflightResult:
    return PreflightResult(PreflightStatus.LOOK_AT, subject, message)


def check_account(account: AccountFacts) -> Iterator[PreflightResult]:
    """The account of a kiosk must have no other rights."""
    if account.is_root:
        yield missing(
            "account",
            f"{account.name} may do everything: start the kiosk with an account of its own",
        )
    elif account.admin_groups:
        groups = ", ".join(account.admin_groups)
        yield look_at(
            "account", f"{account.name} is in {groups}: the account of a kiosk needs no such group"
        )
    else:
        yield ok("account", f"{account.name}, without special rights")


def check_display(display: DisplayFacts, config: KioskConfig) -> Iterator[PreflightResult]:
    """The screens, their sizes and calibration, and touch."""
    if not display.platform:
        yield missing(
            "display",
            f"none was found ({display.reason}): check again on the kiosk itself, {_GUIDE}",
        )
        return
    yield ok("display", f"Qt uses {display.platform}")
    if not display.screens:
        yield missing("screen", "none is connected, or it is off")
    for screen in display.screens:
        size = f"{screen.width} x {screen.height}"
        if screen.width < _MIN_SCREEN_WIDTH or screen.height < _MIN_SCREEN_HEIGHT:
            yield look_at(f"screen {screen.name}", f"{size} is small: text will need scrolling")
        else:
            yield ok(f"screen {screen.name}", size)
        yield _check_calibration(screen.name, config)
    for name in config.screens:
        if name not in {screen.name for screen in display.screens}:
            yield missing(
                f"screen {name}", "the settings name it, but it is not connected: correct `screens`"
            )
    yield _check_touch(display, config)
    yield _check_keyboard(config)


def _check_calibration(name: str, config: KioskConfig) -> PreflightResult:
    subject = f"size of screen {name}"
    if name in config.pixels_per_mm:
        return ok(subject, f"calibrated, {config.pixels_per_mm[name]:g} pixels per millimetre")
    return look_at(
        subject,
        "not calibrated, so text may be too small: staff menu, Calibrate screen size",
    )


def _check_touch(display: DisplayFacts, config: KioskConfig) -> PreflightResult:
    if display.touch_devices:
        return ok("touch", ", ".join(display.touch_devices))
    if config.shows_cursor:
        return look_at("touch", "no touch screen; the settings show a cursor, so a mouse is enough")
    return missing(
        "touch", "no touch screen was found: check its USB cable, or set shows_cursor for a mouse"
    )


def _check_keyboard(config: KioskConfig) -> PreflightResult:
    if config.keyboard == "screen":
        return ok("keyboard", "the search shows letters on the screen")
    return look_at("keyboard", "the settings show no letters: see that a keyboard is attached")


def check_session(system: SystemFacts, display: DisplayFacts) -> Iterator[PreflightResult]:
    """The environment, what else is on the display, and the system's keys."""
    if system.unsafe_variables:
        names = ", ".join(system.unsafe_variables)
        yield missing("environment", f"{names} could load foreign code: unset it")
    else:
        yield ok("environment", "no variable that loads foreign code")
    if system.desktop:
        yield missing("session", f"a desktop ({system.desktop}): visitors could reach it, {_GUIDE}")
    elif display.has_window_manager:
        yield missing(
            "session", f"a window manager can move and close the kiosk: run none, {_GUIDE}"
        )
    elif display.platform == "xcb" and display.has_window_manager is False:
        yield ok("session", "X without a window manager")
    elif display.platform.startswith("wayland"):
        yield _check_compositor(system)
    elif display.platform:
        yield look_at("session", f"what else is on {display.platform} cannot be determined")
    yield from _check_system_keys(system)


def _check_compositor(system: SystemFacts) -> PreflightResult:
    name, version = system.compositor, system.compositor_version
    if not name:
        return look_at(
            "session", "the compositor is not one for kiosks, or cannot be seen from this account"
        )
    numbers = tuple(int(text) for text in re.findall(r"\d+", version)[:3])
    if name == "cage" and numbers and numbers < _MIN_CAGE_VERSION:
        number = ".".join(map(str, numbers))
        return look_at(
            "session",
            f"cage {number} ends when the last screen is unplugged, and cuts off a program that"
            " stalls (systemd starts both again); 0.3.1 does not",
        )
    return ok("session", f"{name} shows one program")


def _check_system_keys(system: SystemFacts) -> Iterator[PreflightResult]:
    if system.sysrq is not None:
        is_off = system.sysrq == "0"
        yield (
            ok("SysRq", "off")
            if is_off
            else missing("SysRq", "keys reach the kernel: set kernel.sysrq = 0")
        )
    if system.restarts_on_ctrl_alt_del is not None:
        yield (
            missing("Ctrl+Alt+Del", "restarts the machine: systemctl mask ctrl-alt-del.target")
            if system.restarts_on_ctrl_alt_del
            else ok("Ctrl+Alt+Del", "does nothing")
        )


def check_supervision(system: SystemFacts) -> Iterator[PreflightResult]:
    """What starts the kiosk again after it has ended."""
    if system.has_systemd_watchdog:
        yield ok("supervision", "systemd watches this process")
    elif system.unit_state is None:
        yield look_at(
            "supervision",
            "no systemd here: the program's own supervisor restarts it, but not after a power cut",
        )
    elif system.unit_state == "enabled":
        yield ok("supervision", "systemd starts the kiosk with the machine")
    else:
        yield missing(
            "supervision",
            f"back-atlas-screen.service is {system.unit_state}: run the install script, {_GUIDE}",
        )


def check_pins(names: tuple[str, ...], broken: str) -> Iterator[PreflightResult]:
    """Whether staff can open the staff menu; `broken` says why the PIN file cannot be read."""
    if broken:
        yield missing("PIN", broken)
    elif not names:
        yield missing("PIN", "no staff PIN is set: set one with back-atlas kiosk --set-pin")
    else:
        yield ok("PIN", f"set for {', '.join(names)}")


def check_storage(storage: StorageFacts) -> Iterator[PreflightResult]:
    """Whether the kiosk's folder and PIN file are its own, and whether the disk has space."""
    subject = f"folder {storage.folder}"
    if storage.is_world_writable:
        yield missing(subject, "every account may write there: chmod o-w")
    elif not storage.is_owned:
        yield missing(subject, "another account owns it: chown it to the kiosk's account")
    elif not storage.is_writable:
        yield missing(subject, "nothing can be written: PINs and calibrations are not saved")
    else:
        yield ok(subject, "its own" if storage.exists else "does not exist yet, can be created")
    if storage.pins_mode is not None:
        yield _check_pins_file(storage.pins_mode, is_owned=storage.pins_are_owned)
    yield _check_disk(storage.free_mb)


def _check_pins_file(mode: int, *, is_owned: bool) -> PreflightResult:
    if mode & 0o077:
        return missing("PIN file", f"others may read it ({mode:o}): chmod 600")
    if not is_owned:
        return missing("PIN file", "another account owns it: chown it to the kiosk's account")
    return ok("PIN file", "no other account can read it")


def _check_disk(free_mb: int) -> PreflightResult:
    if free_mb < _MIN_FREE_MB:
        return missing("disk", f"only {free_mb} MB are free: make room")
    if free_mb < _LOW_FREE_MB:
        return look_at("disk", f"only {free_mb} MB are free")
    return ok("disk", f"{free_mb} MB are free")


def check_tools(tools: ToolFacts, config: KioskConfig) -> Iterator[PreflightResult]:
    """The printer, needed only if the settings name one, and speech, which is never needed."""
    printers = tools.printers or ()
    names = ", ".join(printers) or "none"
    if not config.printer:
        yield ok("printer", f"{names}; the settings name none, so visitors cannot print")
    elif config.printer in printers:
        yield ok("printer", config.printer)
    else:
        yield missing(
            "printer",
            f"the settings name {config.printer}, but there is {names}: correct `printer`",
        )
    voices = ", ".join(tools.voices) or "none"
    yield ok("voice", f"{voices}; the program does not speak, so none is needed")


def check_expiry(expires: dt.date, made: dt.date, today: dt.date) -> Iterator[PreflightResult]:
    """The expiry date of the atlas, and whether the clock is plausible."""
    if today < made:
        yield look_at("clock", f"it says {today}, which is before the date of the atlas: set it")
    else:
        yield ok("clock", f"{today}")
    if expires < today:
        yield missing("atlas", f"it expired on {expires}: install a newer version")
    elif expires - today < _EXPIRY_WARNING:
        yield look_at("atlas", f"it expires on {expires}: install a newer version before that")
    else:
        yield ok("atlas", f"valid until {expires}")
