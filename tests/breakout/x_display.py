"""An X display without a window manager, and tools that look at it and act on it."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageGrab

TOOLS = ("Xvfb", "xdotool", "xwininfo", "xterm", "xclip", "xrandr")
_WINDOW = re.compile(r"^ {5}(0x[0-9a-f]+) (.*?): .*?(\d+)x(\d+)\+(-?\d+)\+(-?\d+)", re.MULTILINE)
_SMALL = ("0", *["800"] * 4, *["600"] * 4)
_CLIENT_MESSAGE, _ANY_EVENT = 33, 0


class _ClientMessage(ctypes.Structure):
    """The struct XClientMessageEvent of Xlib."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("padding", ctypes.c_long * 12),
    )


def _ignore(_display: object, _event: object) -> int:
    return 0


_IGNORE_ERRORS = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(_ignore)


def require_tools(*tools: str) -> None:
    """Skip the test if a tool is missing."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


class XDisplay:
    """An X server with a terminal behind the program, which a successful attempt could reach."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        require_tools(*TOOLS)
        self.size, self._folder = size, folder
        read_end, write_end = os.pipe()
        command = ["Xvfb", "-displayfd", str(write_end), "-nolisten", "tcp", "-ac"]
        command += ["-screen", "0", f"{size[0]}x{size[1]}x24"]
        self._server = subprocess.Popen(command, pass_fds=(write_end,), stderr=subprocess.DEVNULL)
        os.close(write_end)
        with os.fdopen(read_end) as stream:
            self.name = f":{stream.readline().strip()}"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "DISPLAY": self.name,
            "QT_QPA_PLATFORM": "xcb",
            "XDG_RUNTIME_DIR": str(folder),
            # A program that runs for the first time would write its byte code beside its source.
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        self._terminal = self._open_terminal()
        self.run_tool("xrandr", "--newmode", "small", *_SMALL)
        self.run_tool("xrandr", "--addmode", "screen", "small")

    def _open_terminal(self) -> subprocess.Popen[bytes]:
        """Start a terminal that writes everything typed into it to a file, letter by letter."""
        script = f"stty -icanon; exec cat > {self._folder / 'typed'}"
        command = ["xterm", "-geometry", "80x24+40+40", "-e", "sh", "-c", script]
        terminal = subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL)
        self.run_tool("xdotool", "search", "--sync", "--onlyvisible", "--class", "xterm")
        return terminal

    def close(self) -> None:
        for process in (self._terminal, self._server):
            process.terminate()
            process.wait(10)

    def run_tool(self, *command: str, given: str = "") -> str:
        """Run a tool on this display and return its output."""
        done = subprocess.run(
            command,
            env=self.environment,
            input=given,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=30,
            check=False,
        )
        return done.stdout

    def set_clipboard(self, text: str) -> None:
        """Offer a text to a paste and to a middle click."""
        for selection in ("clipboard", "primary"):
            # It keeps running to answer pastes, so its output must not be a pipe.
            subprocess.run(
                ["xclip", "-selection", selection],
                input=text.encode(),
                env=self.environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=True,
                timeout=30,
            )

    def typed(self) -> str:
        """The text that reached the terminal behind the program."""
        file = self._folder / "typed"
        return file.read_text("utf-8", "replace") if file.exists() else ""

    def windows(self) -> list[tuple[str, str, tuple[int, int, int, int]]]:
        """Id, name and rectangle of all visible windows, the top one first."""
        found = []
        for number, name, *rect in _WINDOW.findall(self.run_tool("xwininfo", "-root", "-tree")):
            width, height, left, top = map(int, rect)
            is_tiny = width < 12 and height < 12
            if not is_tiny and "IsViewable" in self.run_tool("xwininfo", "-id", number):
                found.append((number, name.strip('"'), (left, top, width, height)))
        return found

    def picture(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=self.name).convert("RGB")

    def ask_to_close(self, window: str) -> None:
        """Send what a window manager sends when its close button is pressed."""
        self._send(int(window, 16), "WM_PROTOCOLS", ("WM_DELETE_WINDOW",))

    def ask_for_state(self, window: str, action: int, state: str) -> None:
        """Send what a pager sends to a window manager: 0 removes a state, 1 adds it."""
        self._send(int(window, 16), "_NET_WM_STATE", (action, state))

    def _send(self, window: int, kind: str, values: Sequence[str | int]) -> None:
        x = ctypes.CDLL("libX11.so.6")
        x.XOpenDisplay.restype = ctypes.c_void_p
        x.XInternAtom.restype = ctypes.c_ulong
        # Xlib ends the process at any error, and the window may no longer exist.
        x.XSetErrorHandler(_IGNORE_ERRORS)
        display = ctypes.c_void_p(x.XOpenDisplay(self.name.encode()))
        event = _ClientMessage(type=_CLIENT_MESSAGE, send_event=1, window=window, format=32)
        event.message_type = x.XInternAtom(display, kind.encode(), 0)
        for index, value in enumerate(values):
            number = value if isinstance(value, int) else x.XInternAtom(display, value.encode(), 0)
            event.data[index] = number
        x.XSendEvent(
            display, ctypes.c_ulong(window), 0, ctypes.c_long(_ANY_EVENT), ctypes.byref(event)
        )
        x.XSync(display, 0)
        x.XCloseDisplay(display)
