"""Writes outlines and manifest again, without rendering.

With --plates, the plates are also finished again (tone, vignette) from the light stored by the last
rendering.
"""

from __future__ import annotations

import argparse

import make
import settings as S


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="plates, as figure-build-view; none means all that exist"
    )
    parser.add_argument("--plates", action="store_true")
    args = parser.parse_args()
    entries = []
    for fig, build in S.names():
        for view in S.VIEWS:
            if args.names and make.name(fig, build, view) not in args.names:
                continue
            if args.plates:
                make.plate(fig, build, view)
            if make.plate_path(fig, build, view).exists():
                entries.append(make.outline(fig, build, view))
                print(entries[-1]["plate"], flush=True)
    make.manifest(entries)


if __name__ == "__main__":
    main()
