"""Left is left, in every state; started by .ci/long before an issue is closed.

    python tests/bench/side_consistency.py [--every N]

Prints each faulty state, then one line with the number of states and of failures and the time
taken. `--every N` checks only each Nth state. Exits with 1 if any state is faulty.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication

from tests.side_states import StatePainter, all_states, copy_themes, find_faults


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    QApplication(["left-is-left"])
    start, failures = time.perf_counter(), 0
    with tempfile.TemporaryDirectory() as folder:
        painter = StatePainter(copy_themes(Path(folder)))
        states = all_states(painter.atlas)[:: options.every]
        for state in states:
            faults = find_faults(painter, state)
            failures += bool(faults)
            if faults:
                print(*state, *faults, sep="; ", flush=True)
    minutes = (time.perf_counter() - start) / 60
    print(f"left is left: {len(states)} states, {failures} failures, {minutes:.1f} minutes")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
