"""A kiosk among random visitors for as long as wanted: nothing breaks, stays open or grows.

    python -m tests.bench.kiosk_soak [--events 1000000] [--seed 1] [--minutes 60]

In one process without a display, on the same way as tests/kiosk/test_soak.py. Goals: no fault, the
memory grows by at most 0.3 MB for 10,000 events after the first third, and nothing is left of a
visitor when the next one comes. How long an event or a turn of the loop takes is told; that depends
on the machine. A PIN is stretched as little as in the tests. Ends with 1 if a goal is missed.
"""

from __future__ import annotations

import argparse
import math
import platform
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication

import tests.pytest_plugin
from app.kiosk.access import pin_store
from app.support.version import VERSION
from tests.kiosk.soak import MB, SLOPE_MB, SoakReport, SoakRun, make_soak_kiosk

_CHEAP = 2**4
_TOLD_EVERY = 32


def main() -> int:
    """Soaks once; prints what came of it."""
    parser = argparse.ArgumentParser(description="Soaks a kiosk in random visitors.")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=math.inf, help="ends then, if not before")
    asked = parser.parse_args()
    assert tests.pytest_plugin  # it has chosen Qt's platform
    assert QApplication(["soak"])
    pin_store._SCRYPT_N = _CHEAP
    print(f"back-atlas {VERSION}, Python {platform.python_version()}, Qt {qVersion()}")
    print(f"seed {asked.seed}, {asked.events} events asked for, {time.ctime()}", flush=True)
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        kiosk = make_soak_kiosk(Path(folder))
        report = SoakRun(kiosk, asked.seed, tell_how_far).run(asked.events, asked.minutes * 60)
        kiosk.end()
    print(report)
    print("memory, MB at events:", *report.memory_history())
    return 0 if not report.faults and report.slope("memory") <= SLOPE_MB * MB else 1


def tell_how_far(report: SoakReport) -> None:
    """A line now and then: an hour is long."""
    if len(report.samples) % _TOLD_EVERY == 0:
        last = report.samples[-1]
        heap, memory = last.heap / MB, last.memory / MB
        faults = f"{len(report.faults)} faults {report.faults[-1:]}"
        print(f"{last.events}: heap {heap:.1f}, memory {memory:.1f} MB, {faults}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
