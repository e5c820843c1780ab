"""The commands `kiosk --set-pin` and `kiosk --remove-pin`. No Qt."""

from __future__ import annotations

import getpass
import sys

from app.bootstrap.options import UsageError
from app.kiosk.access.pin_store import PinError, PinStore
from app.kiosk.config import KioskFiles
from app.support.paths import Paths


def set_pin(paths: Paths) -> int:
    """Ask for a name and a PIN, hidden if they are typed at a terminal, and store them.

    Raises:
        UsageError: the PIN is not acceptable, or the two entries differ.
        OSError: the file cannot be written.
    """
    try:
        pins = PinStore(KioskFiles.beside_settings(paths.settings).pins)
        name = _ask("Staff name: ")
        ask_hidden = getpass.getpass if sys.stdin.isatty() else _ask
        digits = ask_hidden("PIN, 6 to 12 digits: ")
        if ask_hidden("The same again: ") != digits:
            raise UsageError("the two PINs differ: nothing was changed")
        pins.set_pin(name, digits)
    except PinError as error:
        raise UsageError(str(error)) from None
    sys.stdout.write(f"The PIN of {name} is set. Staff: {', '.join(pins.names)}.\n")
    return 0


def remove_pin(paths: Paths, name: str) -> int:
    """Remove a PIN and print who still has one.

    Raises:
        UsageError: no member of staff of that name has a PIN, or the file cannot be read.
        OSError: the file cannot be written.
    """
    try:
        pins = PinStore(KioskFiles.beside_settings(paths.settings).pins)
        pins.remove_pin(name)
    except PinError as error:
        raise UsageError(str(error)) from None
    if pins.names:
        sys.stdout.write(f"The PIN of {name} is removed. Staff: {', '.join(pins.names)}.\n")
    else:
        sys.stdout.write(
            f"The PIN of {name} is removed, and it was the last one: the kiosk does not start until"
            " one is set, with back-atlas kiosk --set-pin.\n"
        )
    return 0


def _ask(prompt: str) -> str:
    """Read one line from a terminal, or from a pipe when many machines are set up."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    return sys.stdin.readline().strip()
