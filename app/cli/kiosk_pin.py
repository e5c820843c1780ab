"""The command `kiosk --remove-pin`: takes a keeper's PIN away."""

from __future__ import annotations

import sys

from app.bootstrap.options import UsageError
from app.kiosk.access.pin_store import PinError, PinStore
from app.kiosk.config import KioskFiles
from app.support.paths import Paths


def remove_pin(paths: Paths, name: str) -> int:
    """Takes it away and says who is left.

    Raises:
        UsageError: nobody of that name has one, or the file cannot be read.
        OSError: it cannot be written.
    """
    try:
        book = PinStore(KioskFiles.beside_settings(paths.settings).pins)
        book.remove_pin(name)
    except PinError as error:
        raise UsageError(str(error)) from None
    if book.names:
        sys.stdout.write(f"The PIN of {name} is gone. Keepers: {', '.join(book.names)}.\n")
    else:
        sys.stdout.write(
            f"The PIN of {name} is gone, and it was the last one: the kiosk does not start until"
            " one is set, with back-atlas kiosk --set-pin.\n"
        )
    return 0
