"""A long soak: a kiosk among random visitors must not break, leak or grow.

    python -m tests.bench.kiosk_soak [--events 1000000] [--seed 1] [--minutes 60]

It runs in one process without a display, as tests/kiosk/test_soak.py does. Goals: no fault; memory
grows by at most 0.3 MB for 10,000 events after the first third; nothing of a visitor is left when
the next one comes. It also prints how long an event and a turn of the event loop take, which
depends on the machine. PINs are stretched as little as in the tests. It exits with 1 if a goal is
missed.
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

_TEST_SCRYPT_N = 2**4
_PRINT_EVERY = 32


def main() -> int:
    """Run one soak and print its report."""
    parser = argparse.ArgumentParser(description="Soak test of a kiosk with random visitors.")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop at the latest then")
    args = parser.parse_args()
    assert tests.pytest_plugin  # importing it selects Qt's platform
    assert QApplication(["soak"])
    pin_store._SCRYPT_N = _TEST_SCRYPT_N
    print(f"back-atlas {VERSION}, Python {platform.python_version()}, Qt {qVersion()}")
    print(f"seed {args.seed}, {args.events} events requested, {time.ctime()}", flush=True)
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        kiosk = make_soak_kiosk(Path(folder))
        report = SoakRun(kiosk, args.seed, print_progress).run(args.events, args.minutes * 60)
        kiosk.end()
    print(report)
    print("memory, MB at events:", *report.memory_history())
    return 0 if not report.faults and report.slope("memory") <= SLOPE_MB * MB else 1


def print_progress(report: SoakReport) -> None:
    """Print a line at intervals."""
    if len(report.samples) % _PRINT_EVERY == 0:
        last = report.samples[-1]
        heap, memory = last.heap / MB, last.memory / MB
        faults = f"{len(report.faults)} faults {report.faults[-1:]}"
        print(f"{last.events}: heap {heap:.1f}, memory {memory:.1f} MB, {faults}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
