"""A thousand random visits to a kiosk, each followed by a reset that must leave nothing.

    python -m tests.bench.kiosk_resets [1000]

It prints how many visits left nothing, what the others left, how long a reset took, and how long it
took after a touch on Start over until everything was painted again. It exits with 1 if anything was
left.
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
    """Make all visits and print the results."""
    visits = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    assert tests.pytest_plugin  # importing it selects Qt's platform
    assert QApplication(["resets"])
    pin_store._SCRYPT_N = 2**4
    with tempfile.TemporaryDirectory(prefix="resets-") as folder:
        kiosk = make_soak_kiosk(Path(folder))
        resets = ResetRun(kiosk)
        found = {seed: left for seed in range(1, visits + 1) if (left := resets.left_by(seed))}
        faults = resets.end()
    print(f"{visits - len(found)} of {visits} visits left nothing")
    print(f"a reset took {_percentiles(resets.reset_times)}")
    print(f"after Start over everything was painted again in {_percentiles(resets.ready_times)}")
    for seed, left in found.items():
        print(f"seed {seed}:", *left, sep="\n  ")
    print(*faults, sep="\n")
    return 1 if found or faults else 0


def _percentiles(seconds: list[float]) -> str:
    times = [second * 1e3 for second in sorted(seconds)]
    median, p95 = times[len(times) // 2], times[len(times) * 95 // 100]
    return f"median {median:.0f} ms, 95 of 100 within {p95:.0f} ms, all within {times[-1]:.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
