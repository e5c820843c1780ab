"""Starts Back Atlas as `back-atlas` or `python -m app`."""

from __future__ import annotations

import sys

from app.support.interrupt import leave_on_interrupt


def run() -> None:
    """What the command `back-atlas` calls."""
    leave_on_interrupt()
    # Imported here: Ctrl+C is to end the process in order while the rest is loaded.
    from app.startup import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
