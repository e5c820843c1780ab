"""A glance at the display: a process of its own, because Qt ends a process that finds none.

python -m app.kiosk.glance      prints what is there as one line of JSON
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from app.kiosk.machine import Display, Screen
from app.support.missing_dependencies import CANNOT_START

_ANSWER_S = 30
_HINTS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def look() -> Display:
    """What the display of this process's environment has; never raises."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _HINTS):
        return Display(why="neither DISPLAY nor WAYLAND_DISPLAY is set")
    words = [sys.executable, *(["-I"] if sys.flags.isolated else []), "-m", "app.kiosk.glance"]
    try:
        done = subprocess.run(
            words,
            check=False,
            capture_output=True,
            text=True,
            timeout=_ANSWER_S,
            cwd=Path(__file__).parents[2],
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Display(why=f"it does not answer ({type(error).__name__})")
    if done.returncode != 0:
        return Display(why=reason(done.stderr) or f"Qt ended with {done.returncode}")
    return read(done.stdout)


def read(line: str) -> Display:
    """A display from what the glance printed."""
    raw = json.loads(line)
    screens = tuple(Screen(str(n), int(w), int(h)) for n, w, h in raw["screens"])
    return Display(str(raw["kind"]), "", screens, tuple(raw["touches"]), raw["has_manager"])


def reason(text: str) -> str:
    """Our own sentence, where it says more than that there is no display; else Qt's first words."""
    lines = [line.strip().rstrip(".") for line in text.splitlines() if line.strip()]
    for line in lines:
        before, _, sentence = line.partition(CANNOT_START)
        if not before and sentence and "there is no display" not in sentence:
            return sentence.strip()
    return lines[0] if lines else ""


def _print() -> None:
    # Imported here: only the process that glances loads Qt.
    from PySide6.QtGui import QGuiApplication, QInputDevice

    from app.kiosk.x11 import has_manager
    from app.support.qt_messages import QtMessages

    messages = QtMessages()
    messages.install()
    app = QGuiApplication(["back-atlas"])
    messages.end_start()
    kind = app.platformName()
    touch = QInputDevice.DeviceType.TouchScreen
    raw = {
        "kind": kind,
        "screens": [(one.name(), one.size().width(), one.size().height()) for one in app.screens()],
        "touches": [one.name() for one in QInputDevice.devices() if one.type() == touch],
        "has_manager": has_manager() if kind == "xcb" else None,
    }
    sys.stdout.write(json.dumps(raw) + "\n")
    messages.remove()


if __name__ == "__main__":
    _print()
