"""A display without a window manager, and what an outsider sees and does there."""

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

NEEDED = ("Xvfb", "xdotool", "xwininfo", "xterm", "xclip", "xrandr")
_WINDOW = re.compile(r"^ {5}(0x[0-9a-f]+) (.*?): .*?(\d+)x(\d+)\+(-?\d+)\+(-?\d+)", re.MULTILINE)
_SMALL = ("0", *["800"] * 4, *["600"] * 4)
_CLIENT_MESSAGE, _ANY_EVENT = 33, 0


class _ClientMessage(ctypes.Structure):
    """XClientMessageEvent of Xlib."""

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


def _pass(_display: object, _event: object) -> int:
    return 0


_PASSES = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(_pass)


def require_tools(*tools: str) -> None:
    """Leaves the test out where a tool is missing; the machine that counts has them all."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


class XDisplay:
    """One X server of our own, with a terminal behind as the way out."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        require_tools(*NEEDED)
        self.size, self._folder = size, folder
        reads, writes = os.pipe()
        words = ["Xvfb", "-displayfd", str(writes), "-nolisten", "tcp", "-ac"]
        words += ["-screen", "0", f"{size[0]}x{size[1]}x24"]
        self._server = subprocess.Popen(words, pass_fds=(writes,), stderr=subprocess.DEVNULL)
        os.close(writes)
        with os.fdopen(reads) as answer:
            self.name = f":{answer.readline().strip()}"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "DISPLAY": self.name,
            "QT_QPA_PLATFORM": "xcb",
            "XDG_RUNTIME_DIR": str(folder),
        }
        self._behind = self._open_terminal()
        self.run_tool("xrandr", "--newmode", "small", *_SMALL)
        self.run_tool("xrandr", "--addmode", "screen", "small")

    def _open_terminal(self) -> subprocess.Popen[bytes]:
        """Whatever is typed into it ends in a file, letter by letter."""
        catch = f"stty -icanon; exec cat > {self._folder / 'typed'}"
        words = ["xterm", "-geometry", "80x24+40+40", "-e", "sh", "-c", catch]
        terminal = subprocess.Popen(words, env=self.environment, stderr=subprocess.DEVNULL)
        self.run_tool("xdotool", "search", "--sync", "--onlyvisible", "--class", "xterm")
        return terminal

    def close(self) -> None:
        for process in (self._behind, self._server):
            process.terminate()
            process.wait(10)

    def run_tool(self, *words: str, given: str = "") -> str:
        """Runs a tool on this display and returns what it says."""
        done = subprocess.run(
            words,
            env=self.environment,
            input=given,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=30,
            check=False,
        )
        return done.stdout

    def set_clipboard(self, words: str) -> None:
        """Puts words where a paste and a middle click find them."""
        for where in ("clipboard", "primary"):
            # It stays and answers whoever pastes: its output must lead nowhere.
            subprocess.run(
                ["xclip", "-selection", where],
                input=words.encode(),
                env=self.environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=True,
                timeout=30,
            )

    def typed(self) -> str:
        """What reached the terminal behind."""
        file = self._folder / "typed"
        return file.read_text("utf-8", "replace") if file.exists() else ""

    def windows(self) -> list[tuple[str, str, tuple[int, int, int, int]]]:
        """Id, name and place of all windows that are to be seen, the uppermost first."""
        found = []
        for number, name, *place in _WINDOW.findall(self.run_tool("xwininfo", "-root", "-tree")):
            width, height, left, top = map(int, place)
            is_tiny = width < 12 and height < 12
            if not is_tiny and "IsViewable" in self.run_tool("xwininfo", "-id", number):
                found.append((number, name.strip('"'), (left, top, width, height)))
        return found

    def picture(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=self.name).convert("RGB")

    def ask_to_close(self, window: str) -> None:
        """What a window manager sends when somebody presses its close button."""
        self._send(int(window, 16), "WM_PROTOCOLS", ("WM_DELETE_WINDOW",))

    def ask_for_state(self, window: str, action: int, state: str) -> None:
        """What a pager asks a window manager for: 0 takes a state away, 1 gives it."""
        self._send(int(window, 16), "_NET_WM_STATE", (action, state))

    def _send(self, window: int, kind: str, values: Sequence[str | int]) -> None:
        x = ctypes.CDLL("libX11.so.6")
        x.XOpenDisplay.restype = ctypes.c_void_p
        x.XInternAtom.restype = ctypes.c_ulong
        # Xlib ends the process at any error, and the window may have gone by now.
        x.XSetErrorHandler(_PASSES)
        there = ctypes.c_void_p(x.XOpenDisplay(self.name.encode()))
        event = _ClientMessage(type=_CLIENT_MESSAGE, send_event=1, window=window, format=32)
        event.message_type = x.XInternAtom(there, kind.encode(), 0)
        for at, value in enumerate(values):
            number = value if isinstance(value, int) else x.XInternAtom(there, value.encode(), 0)
            event.data[at] = number
        x.XSendEvent(
            there, ctypes.c_ulong(window), 0, ctypes.c_long(_ANY_EVENT), ctypes.byref(event)
        )
        x.XSync(there, 0)
        x.XCloseDisplay(there)
