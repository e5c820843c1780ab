"""From what is around a kiosk (account, screens, session, system) to what is to be done. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.kiosk.finding import Finding, look, missing, ok
from app.kiosk.machine import Account, Display, Session
from app.kiosk.rules import KioskRules

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
