"""Preflight checks.

Turn the facts about a machine and its kiosk files into results with a status and a remedy. No Qt.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from app.kiosk.config import KioskRules
from app.kiosk.preflight.facts import Account, Display, Kept, Session, Tools


class Word(Enum):
    """How it is with one thing."""

    OK = "ok"
    MISSING = "missing"
    LOOK = "look at"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing, how it is with it, and what to do."""

    word: Word
    what: str
    says: str

    def __str__(self) -> str:
        return f"{self.word.value:<8} {self.what}: {self.says}"


def ok(what: str, says: str) -> Finding:
    return Finding(Word.OK, what, says)


def missing(what: str, says: str) -> Finding:
    return Finding(Word.MISSING, what, says)


def look(what: str, says: str) -> Finding:
    return Finding(Word.LOOK, what, says)


_NARROWEST, _SHORTEST = 640, 480
_GOOD_CAGE = (0, 3, 1)
_GUIDE = "see docs/kiosk.md"


def of_account(account: Account) -> Iterator[Finding]:
    """A kiosk's account may do nothing but show the kiosk."""
    if account.is_root:
        yield missing(
            "account", f"{account.name} may do everything: start the kiosk as an account of its own"
        )
    elif account.rights:
        groups = ", ".join(account.rights)
        yield look(
            "account", f"{account.name} is in {groups}: a kiosk's account needs no such group"
        )
    else:
        yield ok("account", f"{account.name}, without rights")


def of_display(display: Display, rules: KioskRules) -> Iterator[Finding]:
    """Screens, their sizes, what was measured on them, and touch."""
    if not display.kind:
        yield missing(
            "display", f"none is there ({display.why}): look again on the kiosk itself, {_GUIDE}"
        )
        return
    yield ok("display", f"reached by {display.kind}")
    if not display.screens:
        yield missing("screen", "none is connected, or it is off")
    for screen in display.screens:
        size = f"{screen.width} x {screen.height}"
        if screen.width < _NARROWEST or screen.height < _SHORTEST:
            yield look(f"screen {screen.name}", f"{size} is small: words will need scrolling")
        else:
            yield ok(f"screen {screen.name}", size)
        yield _of_measure(screen.name, rules)
    for name in rules.screens:
        if name not in {screen.name for screen in display.screens}:
            yield missing(
                f"screen {name}", "the rules want it, and it is not there: correct `screens`"
            )
    yield _of_touch(display, rules)


def _of_measure(name: str, rules: KioskRules) -> Finding:
    what = f"size of screen {name}"
    if name in rules.pixels_per_mm:
        return ok(what, f"measured, {rules.pixels_per_mm[name]:g} pixels to a millimetre")
    return look(
        what, "not measured, so letters may be too small: keeper's menu, Measure the screen"
    )


def _of_touch(display: Display, rules: KioskRules) -> Finding:
    if display.touches:
        return ok("touch", ", ".join(display.touches))
    if rules.shows_cursor:
        return look("touch", "no touch screen; the rules show a cursor, so a mouse will do")
    return missing(
        "touch", "no touch screen is seen: look at its USB cable, or set shows_cursor for a mouse"
    )


def of_session(session: Session, display: Display) -> Iterator[Finding]:
    """What else is on the display, what the keys of the system do, what is around the process."""
    if session.hostile:
        names = ", ".join(session.hostile)
        yield missing("environment", f"{names} could load foreign code: unset it")
    else:
        yield ok("environment", "nothing that loads foreign code")
    if session.desktop:
        yield missing(
            "session", f"a desktop ({session.desktop}): visitors could reach it, {_GUIDE}"
        )
    elif display.has_manager:
        yield missing(
            "session", f"a window manager can move and close the kiosk: run none, {_GUIDE}"
        )
    elif display.kind == "xcb" and display.has_manager is False:
        yield ok("session", "X without a window manager")
    elif display.kind.startswith("wayland"):
        yield _of_compositor(session)
    elif display.kind:
        yield look("session", f"nobody can tell what else is on {display.kind}")
    yield from _of_keys(session)


def _of_compositor(session: Session) -> Finding:
    name, version = session.compositor, session.compositor_version
    if not name:
        return look("session", "the compositor is not one for kiosks, or cannot be seen from here")
    numbers = tuple(int(text) for text in re.findall(r"\d+", version)[:3])
    if name == "cage" and numbers and numbers < _GOOD_CAGE:
        said = ".".join(map(str, numbers))
        return look(
            "session",
            f"cage {said} ends when the last screen is unplugged, and cuts off a program that"
            " stalls (systemd starts both again); 0.3.1 does not",
        )
    return ok("session", f"{name} shows one program")


def _of_keys(session: Session) -> Iterator[Finding]:
    if session.sysrq is not None:
        is_off = session.sysrq == "0"
        yield (
            ok("SysRq", "off")
            if is_off
            else missing("SysRq", "keys reach the kernel: set kernel.sysrq = 0")
        )
    if session.restarts_by_keys is not None:
        yield (
            missing("Ctrl+Alt+Del", "restarts the machine: systemctl mask ctrl-alt-del.target")
            if session.restarts_by_keys
            else ok("Ctrl+Alt+Del", "does nothing")
        )


def of_supervision(session: Session) -> Iterator[Finding]:
    """Whoever starts the kiosk again when it has ended."""
    if session.is_watched:
        yield ok("supervision", "systemd watches this process")
    elif session.unit is None:
        yield look(
            "supervision",
            "no systemd here: the program's own parent starts it again, not the system",
        )
    elif session.unit == "enabled":
        yield ok("supervision", "systemd starts the kiosk with the machine")
    else:
        yield missing(
            "supervision",
            f"back-atlas-screen.service is {session.unit}: run the install script, {_GUIDE}",
        )


_LITTLE_MB, _SCARCE_MB = 50, 500
_SOON = dt.timedelta(days=60)


def of_pins(names: tuple[str, ...], broken: str) -> Iterator[Finding]:
    """Whether a keeper can get in."""
    if broken:
        yield missing("PIN", broken)
    elif not names:
        yield missing("PIN", "no keeper has one: set one with back-atlas kiosk --set-pin")
    else:
        yield ok("PIN", f"set for {', '.join(names)}")


def of_kept(kept: Kept) -> Iterator[Finding]:
    """Whether what the kiosk keeps is its own, and has room."""
    what = f"folder {kept.folder}"
    if kept.others_may_write:
        yield missing(what, "everybody may write there: chmod o-w")
    elif not kept.is_ours:
        yield missing(what, "it is somebody else's: chown it to the kiosk's account")
    elif not kept.is_writable:
        yield missing(what, "nothing can be written: PINs and measures are not kept")
    else:
        yield ok(what, "its own" if kept.is_there else "not there yet, and can be made")
    if kept.pins_mode is not None:
        yield _of_pins_file(kept.pins_mode, is_ours=kept.pins_are_ours)
    yield _of_disk(kept.free_mb)


def _of_pins_file(mode: int, *, is_ours: bool) -> Finding:
    if mode & 0o077:
        return missing("file of PINs", f"others may read it ({mode:o}): chmod 600")
    if not is_ours:
        return missing("file of PINs", "it is somebody else's: chown it to the kiosk's account")
    return ok("file of PINs", "read by nobody else")


def _of_disk(free_mb: int) -> Finding:
    if free_mb < _LITTLE_MB:
        return missing("disk", f"{free_mb} MB are free: make room")
    if free_mb < _SCARCE_MB:
        return look("disk", f"only {free_mb} MB are free")
    return ok("disk", f"{free_mb} MB are free")


def of_tools(tools: Tools, rules: KioskRules) -> Iterator[Finding]:
    """Printer and voice: neither is needed unless the rules say so."""
    printers = tools.printers or ()
    said = ", ".join(printers) or "none"
    if not rules.printer:
        yield ok("printer", f"{said}; the rules name none, so nobody prints")
    elif rules.printer in printers:
        yield ok("printer", rules.printer)
    else:
        yield missing(
            "printer", f"the rules name {rules.printer}; there is {said}: correct `printer`"
        )
    voices = ", ".join(tools.voices) or "none"
    yield ok("voice", f"{voices}; the program does not speak, so none is needed")


def of_atlas(expires: dt.date, made: dt.date, today: dt.date) -> Iterator[Finding]:
    """Whether what is said is still to be said; a clock before the atlas was made is wrong."""
    if today < made:
        yield look("clock", f"it says {today}, before the atlas was made: set it")
    else:
        yield ok("clock", f"{today}")
    if expires < today:
        yield missing("atlas", f"it was to be renewed by {expires}: bring a newer version")
    elif expires - today < _SOON:
        yield look("atlas", f"it is to be renewed by {expires}")
    else:
        yield ok("atlas", f"good until {expires}")
