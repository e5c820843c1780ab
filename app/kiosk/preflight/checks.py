"""Preflight checks.

Turn the facts about a machine and its kiosk files into results with a status and a remedy. No Qt.
"""

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


class PreflightStatus(Enum):
    """How it is with one thing."""

    OK = "ok"
    MISSING = "missing"
    LOOK = "look at"


@dataclass(frozen=True, slots=True)
class PreflightResult:
    """One thing, how it is with it, and what to do."""

    status: PreflightStatus
    subject: str
    message: str

    def __str__(self) -> str:
        return f"{self.status.value:<8} {self.subject}: {self.message}"


def ok(what: str, says: str) -> PreflightResult:
    return PreflightResult(PreflightStatus.OK, what, says)


def missing(what: str, says: str) -> PreflightResult:
    return PreflightResult(PreflightStatus.MISSING, what, says)


def look_at(what: str, says: str) -> PreflightResult:
    return PreflightResult(PreflightStatus.LOOK, what, says)


_MIN_SCREEN_WIDTH, _MIN_SCREEN_HEIGHT = 640, 480
_MIN_CAGE_VERSION = (0, 3, 1)
_GUIDE = "see docs/kiosk.md"


def check_account(account: AccountFacts) -> Iterator[PreflightResult]:
    """A kiosk's account may do nothing but show the kiosk."""
    if account.is_root:
        yield missing(
            "account", f"{account.name} may do everything: start the kiosk as an account of its own"
        )
    elif account.admin_groups:
        groups = ", ".join(account.admin_groups)
        yield look_at(
            "account", f"{account.name} is in {groups}: a kiosk's account needs no such group"
        )
    else:
        yield ok("account", f"{account.name}, without rights")


def check_display(display: DisplayFacts, config: KioskConfig) -> Iterator[PreflightResult]:
    """Screens, their sizes, what was measured on them, and touch."""
    if not display.platform:
        yield missing(
            "display", f"none is there ({display.reason}): look again on the kiosk itself, {_GUIDE}"
        )
        return
    yield ok("display", f"reached by {display.platform}")
    if not display.screens:
        yield missing("screen", "none is connected, or it is off")
    for screen in display.screens:
        size = f"{screen.width} x {screen.height}"
        if screen.width < _MIN_SCREEN_WIDTH or screen.height < _MIN_SCREEN_HEIGHT:
            yield look_at(f"screen {screen.name}", f"{size} is small: words will need scrolling")
        else:
            yield ok(f"screen {screen.name}", size)
        yield _check_calibration(screen.name, config)
    for name in config.screens:
        if name not in {screen.name for screen in display.screens}:
            yield missing(
                f"screen {name}", "the rules want it, and it is not there: correct `screens`"
            )
    yield _check_touch(display, config)


def _check_calibration(name: str, config: KioskConfig) -> PreflightResult:
    what = f"size of screen {name}"
    if name in config.pixels_per_mm:
        return ok(what, f"measured, {config.pixels_per_mm[name]:g} pixels to a millimetre")
    return look_at(
        what, "not measured, so letters may be too small: keeper's menu, Measure the screen"
    )


def _check_touch(display: DisplayFacts, config: KioskConfig) -> PreflightResult:
    if display.touch_devices:
        return ok("touch", ", ".join(display.touch_devices))
    if config.shows_cursor:
        return look_at("touch", "no touch screen; the rules show a cursor, so a mouse will do")
    return missing(
        "touch", "no touch screen is seen: look at its USB cable, or set shows_cursor for a mouse"
    )


def check_session(session: SystemFacts, display: DisplayFacts) -> Iterator[PreflightResult]:
    """What else is on the display, what the keys of the system do, what is around the process."""
    if session.unsafe_variables:
        names = ", ".join(session.unsafe_variables)
        yield missing("environment", f"{names} could load foreign code: unset it")
    else:
        yield ok("environment", "nothing that loads foreign code")
    if session.desktop:
        yield missing(
            "session", f"a desktop ({session.desktop}): visitors could reach it, {_GUIDE}"
        )
    elif display.has_window_manager:
        yield missing(
            "session", f"a window manager can move and close the kiosk: run none, {_GUIDE}"
        )
    elif display.platform == "xcb" and display.has_window_manager is False:
        yield ok("session", "X without a window manager")
    elif display.platform.startswith("wayland"):
        yield _check_compositor(session)
    elif display.platform:
        yield look_at("session", f"nobody can tell what else is on {display.platform}")
    yield from _check_system_keys(session)


def _check_compositor(session: SystemFacts) -> PreflightResult:
    name, version = session.compositor, session.compositor_version
    if not name:
        return look_at(
            "session", "the compositor is not one for kiosks, or cannot be seen from here"
        )
    numbers = tuple(int(text) for text in re.findall(r"\d+", version)[:3])
    if name == "cage" and numbers and numbers < _MIN_CAGE_VERSION:
        said = ".".join(map(str, numbers))
        return look_at(
            "session",
            f"cage {said} ends when the last screen is unplugged, and cuts off a program that"
            " stalls (systemd starts both again); 0.3.1 does not",
        )
    return ok("session", f"{name} shows one program")


def _check_system_keys(session: SystemFacts) -> Iterator[PreflightResult]:
    if session.sysrq is not None:
        is_off = session.sysrq == "0"
        yield (
            ok("SysRq", "off")
            if is_off
            else missing("SysRq", "keys reach the kernel: set kernel.sysrq = 0")
        )
    if session.restarts_on_ctrl_alt_del is not None:
        yield (
            missing("Ctrl+Alt+Del", "restarts the machine: systemctl mask ctrl-alt-del.target")
            if session.restarts_on_ctrl_alt_del
            else ok("Ctrl+Alt+Del", "does nothing")
        )


def check_supervision(session: SystemFacts) -> Iterator[PreflightResult]:
    """Whoever starts the kiosk again when it has ended."""
    if session.has_systemd_watchdog:
        yield ok("supervision", "systemd watches this process")
    elif session.unit_state is None:
        yield look_at(
            "supervision",
            "no systemd here: the program's own parent starts it again, not the system",
        )
    elif session.unit_state == "enabled":
        yield ok("supervision", "systemd starts the kiosk with the machine")
    else:
        yield missing(
            "supervision",
            f"back-atlas-screen.service is {session.unit_state}: run the install script, {_GUIDE}",
        )


_MIN_FREE_MB, _LOW_FREE_MB = 50, 500
_EXPIRY_WARNING = dt.timedelta(days=60)


def check_pins(names: tuple[str, ...], broken: str) -> Iterator[PreflightResult]:
    """Whether a keeper can get in."""
    if broken:
        yield missing("PIN", broken)
    elif not names:
        yield missing("PIN", "no keeper has one: set one with back-atlas kiosk --set-pin")
    else:
        yield ok("PIN", f"set for {', '.join(names)}")


def check_storage(kept: StorageFacts) -> Iterator[PreflightResult]:
    """Whether what the kiosk keeps is its own, and has room."""
    what = f"folder {kept.folder}"
    if kept.is_world_writable:
        yield missing(what, "everybody may write there: chmod o-w")
    elif not kept.is_owned:
        yield missing(what, "it is somebody else's: chown it to the kiosk's account")
    elif not kept.is_writable:
        yield missing(what, "nothing can be written: PINs and measures are not kept")
    else:
        yield ok(what, "its own" if kept.exists else "not there yet, and can be made")
    if kept.pins_mode is not None:
        yield _check_pins_file(kept.pins_mode, is_ours=kept.pins_are_owned)
    yield _check_disk(kept.free_mb)


def _check_pins_file(mode: int, *, is_ours: bool) -> PreflightResult:
    if mode & 0o077:
        return missing("file of PINs", f"others may read it ({mode:o}): chmod 600")
    if not is_ours:
        return missing("file of PINs", "it is somebody else's: chown it to the kiosk's account")
    return ok("file of PINs", "read by nobody else")


def _check_disk(free_mb: int) -> PreflightResult:
    if free_mb < _MIN_FREE_MB:
        return missing("disk", f"{free_mb} MB are free: make room")
    if free_mb < _LOW_FREE_MB:
        return look_at("disk", f"only {free_mb} MB are free")
    return ok("disk", f"{free_mb} MB are free")


def check_tools(tools: ToolFacts, config: KioskConfig) -> Iterator[PreflightResult]:
    """Printer and voice: neither is needed unless the rules say so."""
    printers = tools.printers or ()
    said = ", ".join(printers) or "none"
    if not config.printer:
        yield ok("printer", f"{said}; the rules name none, so nobody prints")
    elif config.printer in printers:
        yield ok("printer", config.printer)
    else:
        yield missing(
            "printer", f"the rules name {config.printer}; there is {said}: correct `printer`"
        )
    voices = ", ".join(tools.voices) or "none"
    yield ok("voice", f"{voices}; the program does not speak, so none is needed")


def check_expiry(expires: dt.date, made: dt.date, today: dt.date) -> Iterator[PreflightResult]:
    """Whether what is said is still to be said; a clock before the atlas was made is wrong."""
    if today < made:
        yield look_at("clock", f"it says {today}, before the atlas was made: set it")
    else:
        yield ok("clock", f"{today}")
    if expires < today:
        yield missing("atlas", f"it was to be renewed by {expires}: bring a newer version")
    elif expires - today < _EXPIRY_WARNING:
        yield look_at("atlas", f"it is to be renewed by {expires}")
    else:
        yield ok("atlas", f"good until {expires}")
