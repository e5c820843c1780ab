"""Left is left, in every state there is: the full product, once by hand before an issue is closed.

    python tests/bench/side_consistency.py [--every N]

Prints each state that is wrong, then one line: how many states, how many failures, how long.
`--every N` takes each Nth state. Ends with 1 if any state is wrong.
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

from tests.side_states import Painter, coloured_themes, faults, whole_product


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    QApplication(["left-is-left"])
    begun, wrong = time.perf_counter(), 0
    with tempfile.TemporaryDirectory() as folder:
        painter = Painter(coloured_themes(Path(folder)))
        states = whole_product(painter.atlas)[:: options.every]
        for state in states:
            found = faults(painter, state)
            wrong += bool(found)
            if found:
                print(*state, *found, sep="; ", flush=True)
    minutes = (time.perf_counter() - begun) / 60
    print(f"left is left: {len(states)} states, {wrong} failures, {minutes:.1f} minutes")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
