"""Inside cage, the compositor for kiosks, without a screen: is there a way out of the window?"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.breakout.program import KIOSK, NAIVE, Program, kiosk_home, until
from tests.breakout.x_display import require_tools

pytestmark = pytest.mark.slow

NOBODY = "65534"
READS = "-all,+dac_read_search,+dac_override"


def before(*flags: str) -> tuple[str, ...]:
    """The words that start cage; it refuses to be root, and whoever is not root gets no rights.

    Root gives up everything but reading: Python may lie where nobody else may look.
    """
    cage = ("cage", *flags, "--")
    if os.getuid():
        return cage
    rights = (f"--inh-caps={READS}", f"--ambient-caps={READS}", f"--bounding-set={READS}")
    return (
        "setpriv",
        f"--reuid={NOBODY}",
        f"--regid={NOBODY}",
        "--clear-groups",
        *rights,
        *cage,
    )


class Session:
    """One cage with one program in it."""

    def __init__(self, kind, folder: Path, *flags: str) -> None:
        require_tools("cage", "Xwayland", "setpriv")
        home = kiosk_home(folder)
        run = folder / "run"
        run.mkdir(mode=0o700)
        if not os.getuid():
            for place in (folder, run, home, *home.rglob("*")):
                shutil.chown(place, int(NOBODY), int(NOBODY))
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
        self.program = Program(kind, home, environment, before(*flags))

    def covers(self) -> bool:
        """Whether what the program itself paints is as large as the screen, to the pixel.

        A title bar, Qt's own too, would take its height from it. A picture of the screen is no
        help: taken of a screen without hardware, cage 0.1.4 gives a black one as often as not.
        """
        size = self.program.ask("size")
        return size["window"] == size["screen"] and size["frame"] == [0, 0, 0, 0]

    def has_ended(self) -> bool:
        return not self.program.is_alive

    def close(self) -> None:
        self.program.end()


@pytest.fixture
def session(tmp_path):
    found = []

    def make(kind, *flags):
        found.append(Session(kind, tmp_path, *flags))
        return found[-1]

    yield make
    for one in found:
        one.close()


@pytest.mark.parametrize("flags", [("-d",), ()])
def test_the_kiosk_has_the_whole_screen_and_no_title_bar(session, flags):
    kiosk = session(KIOSK, *flags)
    assert until(kiosk.covers, 30)
    assert kiosk.program.where("Attract") is not None


def test_the_kiosk_does_not_close_or_quit_when_asked(session):
    kiosk = session(KIOSK, "-d")
    assert until(kiosk.covers, 30)
    kiosk.program.ask("arm")
    for _ in range(20):
        kiosk.program.ask("close")
    assert kiosk.covers()
    assert kiosk.program.ask("notes")["notes"] == []
    assert kiosk.program.is_alive


def test_an_ordinary_program_is_seen_to_have_a_frame_and_to_end(session):
    naive = session(NAIVE)
    assert until(lambda: naive.program.ask("size")["window"][2] > 0, 30)
    assert not until(naive.covers, 3)
    naive.program.ask("close")
    assert until(naive.has_ended, 10)
