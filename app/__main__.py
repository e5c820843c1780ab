"""Starts Back Atlas as `back-atlas` or `python -m app`."""

from __future__ import annotations

import sys


def run() -> None:
    """What the command `back-atlas` calls."""
    # Imported here: Ctrl+C is to end the process in order while all the rest is loaded.
    try:
        from app.support.interrupt import install_exit_handler

        install_exit_handler()
    except KeyboardInterrupt:
        sys.exit(130)
    from app.cli.main import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
