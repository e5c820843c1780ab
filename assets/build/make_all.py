"""Renders the plates named, or all 18, and writes plates, outlines and `figures.json`."""

from __future__ import annotations

import time

import make


def main() -> None:
    """Command line."""
    for one in make.chosen(__doc__):
        start = time.time()
        make.plate(*one)
        make.manifest([make.outline(*one)])
        make.timed("all", one, start)


if __name__ == "__main__":
    main()
