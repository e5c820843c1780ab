"""The screen saver is prevented from Show to End, and allowed again however the program ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.present.audience import screensaver_inhibitor
from app.present.audience.screensaver_inhibitor import ScreenSaverInhibitor, X11ScreenSaverInhibitor

ROOT = Path(__file__).resolve().parents[2]
BUS_CONFIG = """<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""
PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication
from app.desktop.application import build_window
from app.bootstrap.options import Options
from app.bootstrap.open_atlas import open_atlas
from app.desktop.presentation_mode import PresentationMode
from app.session.settings import Settings

app = QApplication([])
window = build_window(open_atlas(None), Options(), Settings(), save=lambda kept: None, motion_ms=0)
window.show()
presenting = window.workspace.findChild(PresentationMode)
for line in sys.stdin:
    command = line.strip()
    if command == "start":
        presenting.start()
    elif command in ("show", "hide"):
        presenting.controller.toggle_audience_window()
    elif command == "end":
        presenting.controller.end()
    elif command == "close":
        window.close()
        break
    app.processEvents()
    network = [name for name in sys.modules if "Network" in name or name == "socket"]
    print(command, "QtDBus" if "PySide6.QtDBus" in sys.modules else "no bus", network, flush=True)
"""
INHIBITOR = """
import sys
from PySide6.QtWidgets import QApplication
from app.present.audience.screensaver_inhibitor import ScreenSaverInhibitor

app = QApplication([])
inhibitor = ScreenSaverInhibitor(app)
for line in sys.stdin:
    command = line.strip()
    if command == "inhibit":
        inhibitor.inhibit()
    elif command == "release":
        inhibitor.release()
    elif command == "raise":
        raise SystemExit(3)
    app.processEvents()
    print(command, flush=True)
"""


class ProgramPipe:
    """A process that is controlled line by line."""

    def __init__(self, arguments: list[str], **options) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            arguments, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, **options
        )

    def read_line(self) -> str:
        return self.process.stdout.readline().strip()

    def send_line(self, line: str) -> str:
        """Send a line and return the answer."""
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.read_line()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


@pytest.fixture
def bus(tmp_path):
    """A session bus of its own, without any service."""
    (tmp_path / "bus.conf").write_text(BUS_CONFIG)
    config = f"--config-file={tmp_path / 'bus.conf'}"
    daemon = ProgramPipe(["dbus-daemon", config, "--nofork", "--print-address"])
    yield daemon.read_line()
    daemon.end()


@pytest.fixture
def saver(bus, request):
    """The screen saver service of a desktop."""
    stub = str(ROOT / "tests" / "present" / "screensaver_stub.py")
    service = ProgramPipe([sys.executable, stub, bus, *getattr(request, "param", ())])
    assert service.read_line() == "ready"
    yield service
    service.end()


def run_python(code: str, bus: str) -> ProgramPipe:
    environ = os.environ | {"DBUS_SESSION_BUS_ADDRESS": bus}
    return ProgramPipe([sys.executable, "-c", code], env=environ)


@pytest.fixture
def program(bus):
    """The program with its window, presenting."""
    program = run_python(PROGRAM, bus)
    program.send_line("start")
    yield program
    program.end()


@pytest.fixture
def inhibitor(bus):
    """A process with nothing but the inhibitor."""
    process = run_python(INHIBITOR, bus)
    yield process
    process.end()


INHIBITED = "inhibited by | Back Atlas | A consultation is shown to an audience"


def test_the_screen_saver_is_prevented_from_show_to_end(saver, program):
    assert program.send_line("hello") == "hello no bus []", "QtDBus is loaded before it is needed"
    assert program.send_line("show") == "show QtDBus []"
    assert saver.read_line() == INHIBITED
    program.send_line("hide")
    program.send_line("show")
    program.send_line("end")
    assert saver.read_line() == "released"
    program.send_line("start")
    program.send_line("show")
    assert saver.read_line() == INHIBITED


def test_closing_the_window_allows_the_screen_saver(saver, program):
    program.send_line("show")
    assert saver.read_line() == INHIBITED
    program.send_line("close")
    assert saver.read_line() == "released"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_killing_the_process_allows_the_screen_saver(saver, inhibitor, number):
    inhibitor.send_line("inhibit")
    assert saver.read_line() == INHIBITED
    inhibitor.process.send_signal(number)
    assert saver.read_line() == "released"


def test_an_exception_allows_the_screen_saver(saver, inhibitor):
    inhibitor.send_line("inhibit")
    assert saver.read_line() == INHIBITED
    inhibitor.send_line("raise")
    assert saver.read_line() == "released"


@pytest.mark.parametrize("saver", [("--hangs",)], indirect=True)
def test_a_service_that_hangs_does_not_block_the_program(saver, inhibitor):
    inhibitor.send_line("inhibit")
    assert saver.read_line() == INHIBITED
    assert inhibitor.send_line("hello") == "hello"
    inhibitor.send_line("release")
    assert saver.read_line() == "released"


def test_a_bus_without_a_screen_saver_service_causes_no_error(inhibitor):
    assert inhibitor.send_line("inhibit") == "inhibit"
    assert inhibitor.send_line("release") == "release"


class FakeXLibraries:
    """Stands in for libX11 and libXss, and records the calls."""

    def __init__(self, *, has_saver=True, display=5) -> None:
        self.calls, self._has_saver, self._display = [], has_saver, display

    def __call__(self, _name):
        return self

    def __getattr__(self, name):
        return Call(self, name)

    def answer(self, name):
        known = {"XOpenDisplay": self._display, "XScreenSaverQueryExtension": self._has_saver}
        return known.get(name, 0)

    @property
    def suspended(self) -> list[int]:
        return [
            arguments[1].value for name, arguments in self.calls if name == "XScreenSaverSuspend"
        ]

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.calls]


class Call:
    def __init__(self, library, name) -> None:
        self._library, self._name = library, name

    def __call__(self, *arguments):
        self._library.calls.append((self._name, arguments))
        return self._library.answer(self._name)


@pytest.fixture
def on_x(monkeypatch):
    monkeypatch.setattr(
        screensaver_inhibitor.QGuiApplication, "platformName", staticmethod(lambda: "xcb")
    )


def test_without_a_bus_the_x_server_suspends_the_screen_saver_until_the_release(
    qapp, monkeypatch, on_x
):
    library = FakeXLibraries()
    monkeypatch.setattr(screensaver_inhibitor, "CDLL", library)
    inhibitor = ScreenSaverInhibitor(qapp)
    inhibitor.inhibit()
    inhibitor.inhibit()
    assert library.suspended == [1]
    inhibitor.release()
    inhibitor.release()
    assert library.suspended == [1, 0]
    assert library.names[-1] == "XCloseDisplay"


@pytest.mark.parametrize(
    ("library", "last"),
    [
        (FakeXLibraries(has_saver=False), "XCloseDisplay"),
        (FakeXLibraries(display=0), "XOpenDisplay"),
    ],
)
def test_an_x_server_without_the_extension_is_not_used(monkeypatch, on_x, library, last):
    monkeypatch.setattr(screensaver_inhibitor, "CDLL", library)
    assert X11ScreenSaverInhibitor.start() is None
    assert library.names[-1] == last
    assert library.suspended == []


def test_a_missing_library_is_only_logged(qapp, monkeypatch, on_x, caplog):
    def fail(name):
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr(screensaver_inhibitor, "CDLL", fail)
    ScreenSaverInhibitor(qapp).inhibit()
    assert "the screen saver is not prevented" in caplog.text


def test_the_x_libraries_are_not_loaded_on_other_platforms(qapp, monkeypatch):
    library = FakeXLibraries()
    monkeypatch.setattr(screensaver_inhibitor, "CDLL", library)
    ScreenSaverInhibitor(qapp).inhibit()
    assert library.calls == []
