"""Renders the light of the plates named, or of all 18, into `.cache/`.

It can be stopped and started again: light that is there and still fits is not rendered again.
"""

from __future__ import annotations

import time

import make
import settings as S


def main() -> None:
    """Command line."""
    for one in make.chosen(__doc__):
        start = time.time()
        make.light(*one, S.SAMPLES, S.PERCENT)
        make.timed("light", one, start)


if __name__ == "__main__":
    main()
