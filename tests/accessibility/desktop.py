"""A private desktop: X server, window manager, session bus and accessibility bus.

Start it before `pyatspi` is imported, because that connects to the bus of the environment.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.accessibility.node import states_of

ROOT = Path(__file__).resolve().parents[2]
_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_TOOLS = ("Xvfb", "openbox", "dbus-daemon", "xdotool")
_START_TIMEOUT_S = 30.0
_SET_PIN = """
import sys
from pathlib import Path
from app.kiosk.access.pin_store import PinStore
from app.kiosk.config import KioskFiles
files = KioskFiles.beside_settings(Path(sys.argv[1]) / "settings.json")
PinStore(files.pins).set_pin("Anna", "482913")
"""
"""A kiosk does not start without the PIN of a member of staff."""
_REPLY_TIMEOUT_MS = 6000
FOCUSED = "object:state-changed:focused"
"""The event of an object that gets or loses the focus."""


def missing_tools() -> list[str]:
    """The programs that are not installed."""
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if not any(Path(launcher).exists() for launcher in _LAUNCHERS):
        missing.append("at-spi-bus-launcher")
    return missing


class PrivateDesktop:
    """A display with its own buses; every process in it ends with `close`."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="back-atlas-accessibility."))
        self._processes: list[subprocess.Popen[Any]] = []
        read_end, write_end = os.pipe()
        screen = ["-screen", "0", "1280x832x24", "-nolisten", "tcp", "-ac"]
        self.start(["Xvfb", "-displayfd", str(write_end), *screen], pass_fds=(write_end,))
        os.close(write_end)
        with os.fdopen(read_end) as stream:
            os.environ["DISPLAY"] = f":{stream.readline().strip()}"
        os.environ["XDG_RUNTIME_DIR"] = str(self.folder)
        os.environ["NO_AT_BRIDGE"] = "0"
        bus = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
        daemon = self.start(bus, stdout=subprocess.PIPE, text=True)
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = daemon.stdout.readline().strip()
        self.start(["openbox"])
        launcher = next(path for path in _LAUNCHERS if Path(path).exists())
        self.start([launcher, "--launch-immediately"])

    def start(
        self, command: Sequence[str], stdout: Any = subprocess.DEVNULL, **options: Any
    ) -> subprocess.Popen[Any]:
        """Start a process of this desktop."""
        process = subprocess.Popen(command, stdout=stdout, stderr=subprocess.DEVNULL, **options)
        self._processes.append(process)
        return process

    def close(self) -> None:
        for process in reversed(self._processes):
            process.terminate()
        for process in reversed(self._processes):
            process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


class ObservedProgram:
    """The program in a private desktop, seen through AT-SPI and used with the keyboard."""

    def __init__(self, desktop: PrivateDesktop, python: str, arguments: Sequence[str]) -> None:
        # Connects to the bus of the environment, which the desktop has just set.
        import pyatspi
        from gi.repository import Atspi, GLib

        self._registry, self._context = pyatspi.Registry, GLib.MainContext.default()
        Atspi.set_timeout(_REPLY_TIMEOUT_MS, _REPLY_TIMEOUT_MS)
        home = Path(tempfile.mkdtemp(dir=desktop.folder))
        environment = {
            **os.environ,
            "BACK_ATLAS_HOME": str(home),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "LANG": "C.UTF-8",
        }
        environment.pop("PYTHONPATH", None)  # `app` is found in the working folder
        if arguments[0] == "kiosk":
            command = [python, "-c", _SET_PIN, str(home)]
            subprocess.run(command, env=environment, cwd=ROOT, check=True, timeout=60)
        self.log = (home / "output.txt").open("wb+")
        known = set(self._applications())
        self.process = subprocess.Popen(
            [python, "-m", "app", *arguments],
            env=environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
        )
        self.events = EventLog()
        self.events.connect(pyatspi.Registry)
        found: list[Any] = []

        def has_appeared() -> bool:
            found[:] = [app for app in self._applications() if app not in known]
            return bool(found) and found[0].get_child_count() > 0

        self.wait_until(has_appeared, _START_TIMEOUT_S)
        if not found:
            raise TimeoutError(f"the program has not appeared: {self.output()}")
        self.application = found[0]
        # Otherwise names and states would be those of the last event, not the present ones.
        self.application.set_cache_mask(Atspi.Cache.ROLE | Atspi.Cache.INTERFACES)
        self.settle()

    def _applications(self) -> list[Any]:
        desktop = self._registry.getDesktop(0)
        children = [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]
        return [child for child in children if child is not None]

    def close(self) -> None:
        self.events.disconnect()
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def output(self) -> str:
        """The end of what the program has printed."""
        self.log.seek(0)
        return self.log.read()[-2000:].decode("utf-8", "replace").strip()

    def window(self) -> Any:
        """The window that is active, else the first one."""
        windows = self.windows()
        active = (window for window in windows if "active" in states_of(window))
        return next(active, windows[0])

    def windows(self) -> list[Any]:
        """The windows that are shown."""
        app = self.application
        children = [app.get_child_at_index(i) for i in range(app.get_child_count())]
        return [one for one in children if one is not None and "showing" in states_of(one)]

    def pump(self) -> None:
        """Receive the events that have arrived."""
        while self._context.pending():
            self._context.iteration(False)

    def wait_until(self, condition: Callable[[], bool], seconds: float = 3.0) -> bool:
        """Receive events until the condition is true; False after so many seconds."""
        end = time.monotonic() + seconds
        while not (is_met := condition()) and time.monotonic() < end:
            self.pump()
            time.sleep(0.005)
        return is_met

    def settle(self, quiet: float = 0.2, limit: float = 4.0) -> None:
        """Wait until the program has sent no event for a while."""
        end = time.monotonic() + limit
        count, since = -1, time.monotonic()
        while time.monotonic() < min(end, since + quiet):
            self.pump()
            if len(self.events.entries) != count:
                count, since = len(self.events.entries), time.monotonic()
            time.sleep(0.005)

    def used_cpu(self, seconds: float) -> float:
        """Wait, and return how many seconds of the processor the program has used meanwhile."""
        before = self._cpu_time()
        self.wait_until(bool, seconds)
        return self._cpu_time() - before

    def _cpu_time(self) -> float:
        stat = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")

    def keys(self, *keys: str) -> None:
        """Press keys, by their X names, and wait until the program is quiet."""
        self.type_keys(*keys)
        self.settle()

    @staticmethod
    def type_keys(*keys: str) -> None:
        """Press keys without waiting."""
        subprocess.run(["xdotool", "key", "--delay", "2", *keys], check=True, timeout=20)


class EventLog:
    """The events of AT-SPI that a screen reader speaks or follows, in the order they arrive."""

    KINDS = (
        "object:announcement",
        "object:property-change:accessible-description",
        "object:property-change:accessible-name",
        "object:state-changed",
        "object:children-changed",
        "object:active-descendant-changed",
    )

    def __init__(self) -> None:
        self.entries: list[tuple[str, Any, Any, int]] = []
        self._registry: Any = None

    def connect(self, registry: Any) -> None:
        self._registry = registry
        registry.registerEventListener(self.on_event, *self.KINDS)

    def disconnect(self) -> None:
        self._registry.deregisterEventListener(self.on_event, *self.KINDS)

    def on_event(self, event: Any) -> None:
        """Add an event: kind, object, data, and its first number."""
        self.entries.append((str(event.type), event.source, event.any_data, event.detail1))

    def clear(self) -> None:
        self.entries.clear()

    def focused(self) -> Any:
        """The object that got the focus last, or None."""
        for kind, source, _data, number in reversed(self.entries):
            if kind == FOCUSED and number:
                return source
        return None
