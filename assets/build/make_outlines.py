"""Writes the outlines of the plates named, or of all that exist, and `figures.json`."""

from __future__ import annotations

import time

import make


def main() -> None:
    """Command line."""
    entries = []
    for one in make.chosen(__doc__):
        start = time.time()
        if make.plate_path(*one).exists():
            entries.append(make.outline(*one))
            make.timed("outline", one, start)
    make.manifest(entries)


if __name__ == "__main__":
    main()
