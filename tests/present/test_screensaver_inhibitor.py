"""No screen saver comes from Show to End; however the program ends, it may come again."""

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
BUS = """<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
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
window = build_window(open_atlas(None), Options(), Settings(), keep=lambda kept: None, motion_ms=0)
window.show()
presenting = window.workspace.findChild(PresentationMode)
for line in sys.stdin:
    act = line.strip()
    if act == "start":
        presenting.start()
    elif act in ("show", "hide"):
        presenting.controller.toggle_audience_window()
    elif act == "end":
        presenting.controller.end()
    elif act == "close":
        window.close()
        break
    elif act == "raise":
        raise SystemExit(3)
    app.processEvents()
    network = [name for name in sys.modules if "Network" in name or name == "socket"]
    print(act, "QtDBus" if "PySide6.QtDBus" in sys.modules else "no bus", network, flush=True)
"""


class ProgramPipe:
    """A process that is spoken to line by line."""

    def __init__(self, words: list[str], **more) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(words, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, **more)

    def read_line(self) -> str:
        return self.process.stdout.readline().strip()

    def send_line(self, words: str) -> str:
        self.process.stdin.write(f"{words}\n")
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
    (tmp_path / "bus.conf").write_text(BUS)
    words = ["dbus-daemon", f"--config-file={tmp_path / 'bus.conf'}", "--nofork", "--print-address"]
    daemon = ProgramPipe(words)
    yield daemon.read_line()
    daemon.end()


@pytest.fixture
def saver(bus, request):
    """The desktop's screen saver service."""
    stub = str(ROOT / "tests" / "present" / "screensaver_stub.py")
    service = ProgramPipe([sys.executable, stub, bus, *getattr(request, "param", ())])
    assert service.read_line() == "ready"
    yield service
    service.end()


@pytest.fixture
def program(bus):
    """The program with its window, ready to present."""
    settings = os.environ | {"DBUS_SESSION_BUS_ADDRESS": bus}
    running = ProgramPipe([sys.executable, "-c", PROGRAM], env=settings)
    running.send_line("start")
    yield running
    running.end()


HELD = "held off by | Back Atlas | A consultation is shown to an audience"


def test_it_is_held_off_from_show_to_end(saver, program):
    program.send_line("show")
    assert saver.read_line() == HELD
    program.send_line("hide")
    program.send_line("show")
    program.send_line("end")
    assert saver.read_line() == "released"
    program.send_line("start")
    program.send_line("show")
    assert saver.read_line() == HELD


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_a_process_that_is_killed_releases_it(saver, program, number):
    program.send_line("show")
    assert saver.read_line() == HELD
    program.process.send_signal(number)
    assert saver.read_line() == "released"


@pytest.mark.parametrize("way", ["close", "raise"])
def test_every_other_end_releases_it(saver, program, way):
    program.send_line("show")
    assert saver.read_line() == HELD
    program.send_line(way)
    assert saver.read_line() == "released"


@pytest.mark.parametrize("saver", [("--hangs",)], indirect=True)
def test_a_service_that_hangs_does_not_hold_up_the_window(saver, program):
    program.send_line("show")
    assert saver.read_line() == HELD
    assert program.send_line("hide").startswith("hide")
    program.send_line("end")
    assert saver.read_line() == "released"


def test_a_bus_without_such_a_service_is_no_trouble(program):
    assert program.send_line("show").startswith("show")
    assert program.send_line("end").startswith("end")


def test_the_bus_is_loaded_with_show_only_and_no_network_with_it(saver, program):
    assert program.send_line("hello") == "hello no bus []"
    assert program.send_line("show") == "show QtDBus []"


class FakeXLibraries:
    """Stands for libX11 and libXss, and notes what is asked."""

    def __init__(self, *, has_saver=True, display=5) -> None:
        self.asked, self._has_saver, self._display = [], has_saver, display

    def __call__(self, _name):
        return self

    def __getattr__(self, name):
        return Call(self, name)

    def answer(self, name):
        known = {"XOpenDisplay": self._display, "XScreenSaverQueryExtension": self._has_saver}
        return known.get(name, 0)

    @property
    def suspended(self) -> list[int]:
        return [words[1].value for name, words in self.asked if name == "XScreenSaverSuspend"]

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.asked]


class Call:
    def __init__(self, library, name) -> None:
        self._library, self._name = library, name

    def __call__(self, *words):
        self._library.asked.append((self._name, words))
        return self._library.answer(self._name)


@pytest.fixture
def no_bus(monkeypatch, tmp_path):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


@pytest.fixture
def on_x(monkeypatch):
    monkeypatch.setattr(
        screensaver_inhibitor.QGuiApplication, "platformName", staticmethod(lambda: "xcb")
    )


def test_without_a_bus_the_x_server_is_asked_and_released(qapp, monkeypatch, no_bus, on_x):
    library = FakeXLibraries()
    monkeypatch.setattr(screensaver_inhibitor, "CDLL", library)
    held = ScreenSaverInhibitor(qapp)
    held.inhibit()
    held.inhibit()
    assert library.suspended == [1]
    held.release()
    held.release()
    assert library.suspended == [1, 0]
    assert library.names[-1] == "XCloseDisplay"


@pytest.mark.parametrize(
    ("library", "last"),
    [
        (FakeXLibraries(has_saver=False), "XCloseDisplay"),
        (FakeXLibraries(display=0), "XOpenDisplay"),
    ],
)
def test_an_x_server_that_cannot_do_it_is_left_alone(monkeypatch, on_x, library, last):
    monkeypatch.setattr(screensaver_inhibitor, "CDLL", library)
    assert X11ScreenSaverInhibitor.start() is None
    assert library.names[-1] == last
    assert library.suspended == []


def test_a_missing_library_is_written_into_the_log_only(qapp, monkeypatch, no_bus, on_x, caplog):
    def missing(name):
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr(screensaver_inhibitor, "CDLL", missing)
    ScreenSaverInhibitor(qapp).inhibit()
    assert "the screen saver is not held off" in caplog.text


def test_x_is_not_asked_on_other_platforms(qapp, monkeypatch, no_bus):
    library = FakeXLibraries()
    monkeypatch.setattr(screensaver_inhibitor, "CDLL", library)
    ScreenSaverInhibitor(qapp).inhibit()
    assert library.asked == []
