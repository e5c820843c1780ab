"""Starts the baseline or the program, and prints when its first picture was on the screen.

    python tests/bench/first_picture.py baseline PLATE
    python tests/bench/first_picture.py app ATLAS

In both, Qt's event loop is replaced by a loop that runs until the window is exposed, which is when
Qt has painted and flushed it, prints the time, and then runs as usual.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def print_first_picture_time() -> None:
    """Make QApplication.exec print the time at which the first picture is on the screen."""
    from PySide6.QtWidgets import QApplication

    original_exec = QApplication.exec

    def exec_and_print(*_: object) -> int:
        handles = [widget.windowHandle() for widget in QApplication.topLevelWidgets()]
        window = next(handle for handle in handles if handle is not None and handle.isVisible())
        while not window.isExposed():
            QApplication.processEvents()
        QApplication.sync()
        print(time.monotonic(), flush=True)
        return original_exec()

    QApplication.exec = exec_and_print


def start_baseline(plate: str) -> int:
    from tests.bench.baseline import main

    print_first_picture_time()
    return main(plate)


def start_app(atlas: str) -> int:
    """Start the program with a sealed atlas, which counts as known good."""
    import app.desktop.application
    from app.atlas.loader import Atlas, open_trusted
    from app.cli.main import main

    folder = Path(atlas)
    known_good = json.loads((folder.parent / "known-good.json").read_text("utf-8"))

    def trusted(_folder: Path | None) -> Atlas:
        return open_trusted(folder, known_good)

    app.desktop.application.open_known_good = trusted
    print_first_picture_time()
    return main(["explore", "--size", "1280x800"])


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit({"baseline": start_baseline, "app": start_app}[sys.argv[1]](sys.argv[2]))
