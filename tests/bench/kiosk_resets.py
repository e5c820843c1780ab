"""A thousand random visits to a kiosk, each followed by a reset: is anything left of anybody?

    python -m tests.bench.kiosk_resets [1000]

Prints how many left nothing, what the others left, and how long a reset took. Ends with 1 if
anything was left.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

import tests.early
from app.kiosk import pins
from tests.kiosk.resetting import Resets
from tests.kiosk.soaking import furnish


def main() -> int:
    """Does all of them; prints what came of it."""
    visits = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    assert tests.early  # it has chosen Qt's platform
    assert QApplication(["resets"])
    pins._COST = 2**4
    with tempfile.TemporaryDirectory(prefix="resets-") as folder:
        kiosk = furnish(Path(folder))
        resets = Resets(kiosk)
        found = {seed: told for seed in range(1, visits + 1) if (told := resets.left_by(seed))}
        faults = resets.end()
    took = sorted(resets.took)
    print(f"{visits - len(found)} of {visits} visits left nothing")
    print(f"a reset took {took[len(took) // 2] * 1e3:.0f} ms, at most {took[-1] * 1e3:.0f} ms")
    for seed, told in found.items():
        print(f"seed {seed}:", *told, sep="\n  ")
    print(*faults, sep="\n")
    return 1 if found or faults else 0


if __name__ == "__main__":
    sys.exit(main())
