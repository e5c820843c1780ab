"""Run Back Atlas as `back-atlas` or `python -m app`."""

from __future__ import annotations

import sys


def run() -> None:
    """Entry point of the command `back-atlas`."""
    # The imports are in here so that Ctrl+C exits with 130 also while modules are loading.
    try:
        from app.support.interrupt import install_exit_handler

        install_exit_handler()
    except KeyboardInterrupt:
        sys.exit(130)
    from app.cli.main import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
