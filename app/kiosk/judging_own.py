"""From what is a kiosk's own (PINs, files, tools, atlas) to what is to be done. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.kiosk.finding import Finding, look, missing, ok
from app.kiosk.machine import Kept, Tools
from app.kiosk.rules import KioskRules

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
