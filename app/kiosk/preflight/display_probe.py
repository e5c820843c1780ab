"""Display probe: reads screens, touch devices and window manager in a subprocess.

The subprocess is needed because Qt aborts the process if there is no display.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import os
import subprocess
import sys
from pathlib import Path

from app.kiosk.preflight.facts import DisplayFacts, ScreenFacts
from app.support.missing_dependencies import CANNOT_START

_SUBSTRUCTURE_REDIRECT = 1 << 20
"""SubstructureRedirectMask: the program that selects it on the root window controls changes to
windows. Only one program can, and every window manager does, even one without EWMH."""
_PROBE_TIMEOUT_S = 30
_DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


class _XWindowAttributes(ctypes.Structure):
    """The struct XWindowAttributes of Xlib.h."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border", "depth")),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("kind", "bit_gravity", "win_gravity", "backing")),
        ("planes", ctypes.c_ulong),
        ("pixel", ctypes.c_ulong),
        ("saves_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
        ("all_event_masks", ctypes.c_long),
        ("own_event_mask", ctypes.c_long),
        ("never_propagated", ctypes.c_long),
        ("overrides", ctypes.c_int),
        ("screen", ctypes.c_void_p),
    )


def has_window_manager() -> bool | None:
    """Whether a window manager runs on the X display of DISPLAY; None if that is not known."""
    name = ctypes.util.find_library("X11")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    library.XOpenDisplay.restype = ctypes.c_void_p
    library.XOpenDisplay.argtypes = [ctypes.c_char_p]
    library.XDefaultRootWindow.restype = ctypes.c_ulong
    library.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
    library.XGetWindowAttributes.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p]
    library.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = library.XOpenDisplay(None)
    if not display:
        return None
    attributes = _XWindowAttributes()
    root = library.XDefaultRootWindow(display)
    has_succeeded = library.XGetWindowAttributes(display, root, ctypes.byref(attributes))
    library.XCloseDisplay(display)
    return bool(attributes.all_event_masks & _SUBSTRUCTURE_REDIRECT) if has_succeeded else None


def probe_display() -> DisplayFacts:
    """Probe the display that the environment names; it never raises."""
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in _DISPLAY_VARIABLES
    ):
        return DisplayFacts(reason="neither DISPLAY nor WAYLAND_DISPLAY is set")
    command = [
        sys.executable,
        *(["-I"] if sys.flags.isolated else []),
        "-m",
        "app.kiosk.preflight.display_probe",
    ]
    try:
        done = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            timeout=_PROBE_TIMEOUT_S,
            cwd=Path(__file__).parents[3],
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return DisplayFacts(reason=f"the probe does not answer ({type(error).__name__})")
    if done.returncode != 0:
        return DisplayFacts(
            reason=failure_reason(done.stderr) or f"Qt ended with {done.returncode}"
        )
    return parse_display(done.stdout)


def parse_display(line: str) -> DisplayFacts:
    """Parse the line that the subprocess printed."""
    raw = json.loads(line)
    screens = tuple(ScreenFacts(str(n), int(w), int(h)) for n, w, h in raw["screens"])
    return DisplayFacts(str(raw["kind"]), "", screens, tuple(raw["touches"]), raw["has_manager"])


def failure_reason(text: str) -> str:
    """Why Qt did not start: our own sentence unless it blames the display, else Qt's first line."""
    lines = [line.strip().rstrip(".") for line in text.splitlines() if line.strip()]
    for line in lines:
        before, _, sentence = line.partition(CANNOT_START)
        if not before and sentence and "there is no display" not in sentence:
            return sentence.strip()
    return lines[0] if lines else ""


def _print_display() -> None:
    # Imported late: only the subprocess loads Qt.
    from PySide6.QtGui import QGuiApplication, QInputDevice

    from app.support.qt_messages import QtMessageHandler

    messages = QtMessageHandler()
    messages.install()
    app = QGuiApplication(["back-atlas"])
    messages.on_started()
    kind = app.platformName()
    touch = QInputDevice.DeviceType.TouchScreen
    raw = {
        "kind": kind,
        "screens": [
            (screen.name(), screen.size().width(), screen.size().height())
            for screen in app.screens()
        ],
        "touches": [device.name() for device in QInputDevice.devices() if device.type() == touch],
        "has_manager": has_window_manager() if kind == "xcb" else None,
    }
    sys.stdout.write(json.dumps(raw) + "\n")
    messages.remove()


if __name__ == "__main__":
    _print_display()
