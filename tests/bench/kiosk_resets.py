"""A thousand random visits to a kiosk, each followed by a reset: is anything left of anybody?

    python -m tests.bench.kiosk_resets [1000]

Prints how many left nothing, what the others left, how long a reset took, and after how long a
touch on Start over had brought everything back, painted. Ends with 1 if anything was left.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

import tests.pytest_plugin
from app.kiosk.access import pin_store
from tests.kiosk.reset_run import ResetRun
from tests.kiosk.soak import make_soak_kiosk


def main() -> int:
    """Does all of them; prints what came of it."""
    visits = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    assert tests.pytest_plugin  # it has chosen Qt's platform
    assert QApplication(["resets"])
    pin_store._SCRYPT_N = 2**4
    with tempfile.TemporaryDirectory(prefix="resets-") as folder:
        kiosk = make_soak_kiosk(Path(folder))
        resets = ResetRun(kiosk)
        found = {seed: told for seed in range(1, visits + 1) if (told := resets.left_by(seed))}
        faults = resets.end()
    print(f"{visits - len(found)} of {visits} visits left nothing")
    print(f"a reset took {_told(resets.took)}")
    print(f"after Start over everything was back after {_told(resets.ready)}")
    for seed, told in found.items():
        print(f"seed {seed}:", *told, sep="\n  ")
    print(*faults, sep="\n")
    return 1 if found or faults else 0


def _told(seconds: list[float]) -> str:
    took = [one * 1e3 for one in sorted(seconds)]
    middle, slow = took[len(took) // 2], took[len(took) * 95 // 100]
    return f"{middle:.0f} ms, 95 of 100 within {slow:.0f} ms, all within {took[-1]:.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
