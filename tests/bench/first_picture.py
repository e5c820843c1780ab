"""Starts the floor or the program, and says when its first picture was on the screen.

    python tests/bench/first_picture.py floor PLATE
    python tests/bench/first_picture.py app ATLAS

Both in the same way: Qt's loop is replaced by one that turns until the window is exposed, which is
when Qt has painted and flushed it, says so, and then goes on as usual.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def measure_first_picture() -> None:
    from PySide6.QtWidgets import QApplication

    true_exec = QApplication.exec

    def exec_and_tell(*_: object) -> int:
        handles = [widget.windowHandle() for widget in QApplication.topLevelWidgets()]
        window = next(handle for handle in handles if handle is not None and handle.isVisible())
        while not window.isExposed():
            QApplication.processEvents()
        QApplication.sync()
        print(time.monotonic(), flush=True)
        return true_exec()

    QApplication.exec = exec_and_tell


def start_floor(plate: str) -> int:
    from tests.bench.baseline import main

    measure_first_picture()
    return main(plate)


def start_app(atlas: str) -> int:
    """The program as it starts, over a sealed atlas that is held to be known good."""
    import app.desktop.application
    from app.atlas.loader import Atlas, open_trusted
    from app.cli.main import main

    folder = Path(atlas)
    known_good = json.loads((folder.parent / "known-good.json").read_text("utf-8"))

    def trusted(_folder: Path | None) -> Atlas:
        return open_trusted(folder, known_good)

    app.desktop.application.open_if_trusted = trusted
    measure_first_picture()
    return main(["explore", "--size", "1280x800"])


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit({"floor": start_floor, "app": start_app}[sys.argv[1]](sys.argv[2]))
