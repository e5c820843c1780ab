"""Renders plates and writes outlines and manifest, for all plates or for those named."""

from __future__ import annotations

import argparse
import time

import make
import settings as S


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="plates, as figure-build-view; none means all 18")
    parser.add_argument("--samples", type=int, default=S.SAMPLES)
    args = parser.parse_args()
    for fig, build in S.names():
        for view in S.VIEWS:
            if args.names and make.name(fig, build, view) not in args.names:
                continue
            start = time.time()
            make.plate(fig, build, view, args.samples)
            make.manifest([make.outline(fig, build, view)])
            print(make.name(fig, build, view), f"{time.time() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
