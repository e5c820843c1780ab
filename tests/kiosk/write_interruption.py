"""Writes every file that a kiosk keeps, is killed while it does, and looks what is left.

    python -m tests.kiosk.write_interruption calls 1         SIGKILL before each call of Python
    python -m tests.kiosk.write_interruption calls 4          before each fourth
    python -m tests.kiosk.write_interruption calls 4 naive    with files written in place: must fail
    python -m tests.kiosk.write_interruption write FOLDER     writes once, when a line comes in

The first two print one line of JSON: how many cuts there were, and each file that was neither the
old nor the new one, or was not the new one although it had been said to be written.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from app.kiosk.access import pin_store
from app.kiosk.access.pin_store import PinStore
from app.kiosk.config import KioskConfig, read_config, serialize_config
from app.kiosk.metrics import prometheus, usage_counts
from app.kiosk.metrics.prometheus import write_exposition
from app.kiosk.metrics.status import KioskStatus, RestartSummary
from app.kiosk.metrics.usage_counts import UsageCounts
from app.session import settings
from app.session.settings import Settings, read_settings, write_settings
from app.support import write_file

WATCHED = ("atomic.py", "pathlib.py")
NAMES = ("settings.json", "kiosk.toml", "kiosk-pins.json", "kiosk-counts.json", "back-atlas.prom")
DAY, FIRST_IDLE = dt.date(2026, 11, 25), 75
FACTS = KioskStatus(
    now=dt.datetime(2026, 11, 26, tzinfo=dt.UTC),
    running_s=60.0,
    program="0",
    python="3",
    qt="6",
    atlas="back",
    atlas_version="1",
    atlas_date=DAY,
    atlas_expires=DAY,
    restart_summary=RestartSummary(),
    screens=(),
    memory=None,
    disk_free=None,
    staff=(),
    wrong_pins=0,
    log_path="",
)
Step = tuple[str, Callable[[], object]]


def _today() -> dt.date:
    return DAY


def write_initial(folder: Path) -> None:
    """Every file as it is before: version 0, or 1 where there has been something to count."""
    for _name, act in _steps(folder, 0):
        act()


def steps(folder: Path) -> Iterator[Step]:
    """Every file written twice more, one after the other."""
    for version in (1, 2):
        yield from _steps(folder, version)


def _steps(folder: Path, version: int) -> list[Step]:
    file = {name: folder / name for name in NAMES}

    def config() -> None:
        ruled = KioskConfig(idle_seconds=FIRST_IDLE + version)
        write_file.write_atomically(file["kiosk.toml"], serialize_config(ruled))

    def tried() -> None:
        book = PinStore(file["kiosk-pins.json"])
        if version:
            book.verify("111112")
        else:
            book.set_pin("Anna", "482913")

    def counted() -> None:
        day = UsageCounts.open(file["kiosk-counts.json"], _today)
        day.end_visit(day.begin_visit())
        day.write()

    settled, facts = Settings(text_size=100 + version), replace(FACTS, wrong_pins=version)
    return [
        ("settings.json", lambda: write_settings(file["settings.json"], settled)),
        ("kiosk.toml", config),
        ("kiosk-pins.json", tried),
        ("kiosk-counts.json", counted),
        ("back-atlas.prom", lambda: write_exposition(file["back-atlas.prom"], facts)),
    ]


def versions(folder: Path) -> dict[str, int]:
    """Which version each file is; -1 for one that is broken."""
    readers: list[tuple[str, Callable[[Path], int]]] = [
        ("settings.json", lambda file: read_settings(file, _refuse).text_size - 100),
        ("kiosk.toml", lambda file: read_config(file).idle_seconds - FIRST_IDLE),
        ("kiosk-pins.json", _wrong),
        ("kiosk-counts.json", _visitors),
        ("back-atlas.prom", _told),
    ]
    found = {}
    for name, read in readers:
        try:
            found[name] = read(folder / name)
        except Exception:
            found[name] = -1
    return found


def _refuse(sentence: str) -> None:
    raise ValueError(sentence)


def _wrong(file: Path) -> int:
    book = PinStore(file)
    assert book.names == ("Anna",)
    assert file.stat().st_mode & 0o077 == 0
    return book.total_failures


def _visitors(file: Path) -> int:
    assert file.stat().st_mode & 0o077 == 0
    return usage_counts._decode(file.read_bytes())[DAY.isoformat()].visitors - 1


def _told(file: Path) -> int:
    text = file.read_text()
    found = re.search(r"^back_atlas_pin_failures_total (\d)$", text, re.MULTILINE)
    assert found is not None
    assert text == prometheus.exposition(replace(FACTS, wrong_pins=int(found[1])))
    return int(found[1])


def violations(folder: Path, done: list[str]) -> list[str]:
    """What is wrong with the files after a cut; `done` were said to be written, in this order."""
    said, names = Counter(done), [name for name, _act in steps(folder)]
    busy = names[len(done)] if len(done) < len(names) else ""
    found = []
    for name, version in versions(folder).items():
        may_be = {said[name], said[name] + (name == busy)}
        if version not in may_be:
            found.append(f"{name} is {version} and not of {sorted(may_be)} after {len(done)} steps")
    return found


def foreign_files(folder: Path) -> list[str]:
    """Files that are none of ours."""
    return sorted(file.name for file in folder.iterdir() if file.name not in NAMES)


def leftovers_after_cleanup(folder: Path) -> list[str]:
    """What still lies about after an hour and one more writing."""
    for name in foreign_files(folder):
        os.utime(folder / name, (time.time() - 3_600,) * 2)
    for _name, act in _steps(folder, 1):
        act()
    return foreign_files(folder)


def write_naively(file: Path, data: bytes, *, private: bool = False) -> None:
    """As nobody should: the control that shows that a cut is seen."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    file.chmod(0o600 if private else 0o644)


def kill_at_every_call(every: int) -> dict[str, object]:
    """Cuts at the first call that counts, the second, and so on until none comes any more."""
    pin_store._SCRYPT_N = 2**4
    cuts, found, left = 0, [], 0
    root = Path(tempfile.mkdtemp(prefix="back-atlas-cuts-"))
    template = root / "template"
    write_initial(template)
    stale = root / "stale"
    shutil.copytree(template, stale)
    while True:
        folder = root / str(cuts)
        shutil.copytree(template, folder)
        done, was_cut = _write_and_kill_at(folder, cuts * every + 1)
        found += [f"cut {cuts * every + 1}: {wrong}" for wrong in violations(folder, done)]
        if not was_cut:
            break
        for name in foreign_files(folder):
            left += 1
            shutil.copy(folder / name, stale)
        shutil.rmtree(folder)
        cuts += 1
    stays = leftovers_after_cleanup(stale)
    shutil.rmtree(root)
    return {"cuts": cuts, "wrong": found, "left over": left, "left for ever": stays}


def _write_and_kill_at(folder: Path, cut: int) -> tuple[list[str], bool]:
    """Writes in a child that is killed at a call; what it had done, and whether it was killed."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        sys.setprofile(_KillAtCall(cut))
        for name, act in steps(folder):
            act()
            os.write(write_end, f"{name}\n".encode())
        os._exit(0)
    os.close(write_end)
    _pid, status = os.waitpid(child, 0)
    with os.fdopen(read_end) as said:
        done = said.read().split()
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return done, True
    assert os.WEXITSTATUS(status) == 0
    return done, False


class _KillAtCall:
    """Kills the process at the nth call that the writing makes into Python's core."""

    def __init__(self, cut: int) -> None:
        self._left = cut

    def __call__(self, frame: object, event: str, _what: object) -> None:
        if event == "c_call" and frame.f_code.co_filename.endswith(WATCHED):
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def print_json(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def write_when_told(folder: Path) -> None:
    """For a tracer that comes from outside: says what it has written."""
    pin_store._SCRYPT_N = 2**4
    print_json("ready")
    sys.stdin.readline()
    for name, act in steps(folder):
        act()
        print_json(name)


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write_when_told(Path(sys.argv[2]))
    else:
        if "naive" in sys.argv:
            for module in (write_file, pin_store, usage_counts, prometheus, settings):
                module.write_atomically = write_naively
        print_json(json.dumps(kill_at_every_call(int(sys.argv[2]))))
