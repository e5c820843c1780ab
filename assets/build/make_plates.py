"""Writes the plates named, or all 18, from their rendered light."""

from __future__ import annotations

import time

import make


def main() -> None:
    """Command line."""
    for one in make.chosen(__doc__):
        start = time.time()
        make.plate(*one)
        make.timed("plate", one, start)


if __name__ == "__main__":
    main()
