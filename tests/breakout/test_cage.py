"""Inside cage, the compositor for kiosks, without a screen: is there a way out of the window?"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from tests.breakout.display import need
from tests.breakout.harness import alike
from tests.breakout.program import KIOSK, NAIVE, Program, kiosk_home, until

pytestmark = pytest.mark.slow

NOBODY = "65534"
EDGE = 12
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


def edges(picture: Image.Image) -> list[Image.Image]:
    """Strips along the upper, lower, left and right edge, narrower than any title bar."""
    width, height = picture.size
    boxes = (
        (0, 0, width, EDGE),
        (0, height - EDGE, width, height),
        (0, 0, EDGE, height),
        (width - EDGE, 0, width, height),
    )
    return [picture.convert("RGB").crop(box) for box in boxes]


class Session:
    """One cage with one program in it."""

    def __init__(self, kind, folder: Path, *flags: str) -> None:
        need("cage", "grim", "setpriv")
        self._home = kiosk_home(folder)
        self._run = folder / "run"
        self._run.mkdir(mode=0o700)
        if not os.getuid():
            for place in (folder, self._run, self._home, *self._home.rglob("*")):
                shutil.chown(place, int(NOBODY), int(NOBODY))
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self._home),
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(self._run),
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
            "QT_QPA_PLATFORM": "wayland",
        }
        self.program = Program(kind, self._home, self._environment, before(*flags))

    def covers(self) -> bool:
        """Whether the window is as large as the screen, to the pixel."""
        size = self.program.ask("size")
        return size["window"][2:] == size["screen"][2:] != [0, 0]

    def has_its_own_edges(self) -> bool:
        """Whether the screen's edges, where a frame would be, are what the program paints.

        Only the edges: what glides in the middle has moved on between two pictures.
        """
        own, there = self._run / "own.bmp", self._run / "there.png"
        self.program.ask("picture", str(own))
        self._take_picture(there)
        with Image.open(own) as first, Image.open(there) as second:
            if first.size != second.size:
                return False
            pairs = zip(edges(first), edges(second), strict=True)
            return all(alike(mine, seen) for mine, seen in pairs)

    def _take_picture(self, file: Path) -> None:
        """Of the screen; of one without hardware it succeeds only while something is painted."""
        sockets = [one.name for one in self._run.glob("wayland-?")]
        environment = {**self._environment, "WAYLAND_DISPLAY": sockets[0]}
        taking = subprocess.Popen(["grim", str(file)], env=environment)
        while taking.poll() is None:
            self.program.ask("paint")
        assert taking.returncode == 0

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
    assert until(kiosk.has_its_own_edges, 10)


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
