"""In cage, a compositor for kiosks, the window covers the screen and cannot be closed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.breakout.program import KIOSK, NAIVE, Program, kiosk_home, wait_until
from tests.breakout.x_display import require_tools

pytestmark = pytest.mark.slow

UNPRIVILEGED = "65534"
READ_ONLY = "-all,+dac_read_search,+dac_override"


def cage_command(*flags: str) -> tuple[str, ...]:
    """The command line that starts cage, which refuses to run as root.

    Root becomes an unprivileged user that may still read every file, because Python may be
    installed where other users cannot read it.
    """
    cage = ("cage", *flags, "--")
    if os.getuid():
        return cage
    capabilities = (
        f"--inh-caps={READ_ONLY}",
        f"--ambient-caps={READ_ONLY}",
        f"--bounding-set={READ_ONLY}",
    )
    return (
        "setpriv",
        f"--reuid={UNPRIVILEGED}",
        f"--regid={UNPRIVILEGED}",
        "--clear-groups",
        *capabilities,
        *cage,
    )


class Session:
    """A cage with one program."""

    def __init__(self, kind, folder: Path, *flags: str) -> None:
        require_tools("cage", "Xwayland", "setpriv")
        home = kiosk_home(folder)
        run = folder / "run"
        run.mkdir(mode=0o700)
        if not os.getuid():
            for path in (folder, run, home, *home.rglob("*")):
                shutil.chown(path, int(UNPRIVILEGED), int(UNPRIVILEGED))
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(run),
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
            "QT_QPA_PLATFORM": "wayland",
        }
        self.program = Program(kind, home, environment, cage_command(*flags))

    def covers(self) -> bool:
        """Whether the program's window is exactly as large as the screen.

        A title bar, even one of Qt's own, would make it smaller. A picture of the screen cannot be
        compared: without graphics hardware, cage 0.1.4 often gives a black one.
        """
        size = self.program.ask("size")
        return size["window"] == size["screen"] and size["frame"] == [0, 0, 0, 0]

    def has_ended(self) -> bool:
        return not self.program.is_alive

    def close(self) -> None:
        self.program.end()


@pytest.fixture
def start_session(tmp_path):
    sessions = []

    def start(kind, *flags):
        sessions.append(Session(kind, tmp_path, *flags))
        return sessions[-1]

    yield start
    for one in sessions:
        one.close()


@pytest.mark.parametrize("flags", [("-d",), ()])
def test_the_kiosk_has_the_whole_screen_and_no_title_bar(start_session, flags):
    kiosk = start_session(KIOSK, *flags)
    assert wait_until(kiosk.covers, 30)
    assert kiosk.program.where("AttractLoop") is not None


def test_the_kiosk_does_not_close_or_quit_when_asked(start_session):
    kiosk = start_session(KIOSK, "-d")
    assert wait_until(kiosk.covers, 30)
    kiosk.program.ask("arm")
    for _ in range(20):
        kiosk.program.ask("close")
    assert kiosk.covers()
    assert kiosk.program.ask("notes")["notes"] == []
    assert kiosk.program.is_alive


def test_the_frame_and_the_end_of_an_ordinary_program_are_noticed(start_session):
    naive = start_session(NAIVE)
    assert wait_until(lambda: naive.program.ask("size")["window"][2] > 0, 30)
    assert not wait_until(naive.covers, 3)
    naive.program.ask("close")
    assert wait_until(naive.has_ended, 10)
