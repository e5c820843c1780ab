"""Kills a process that writes the files of a kiosk, and checks what is left of them.

    python -m tests.kiosk.write_interruption calls 1         kills before each C call
    python -m tests.kiosk.write_interruption calls 4         kills before every fourth
    python -m tests.kiosk.write_interruption calls 4 naive   the same, writing in place
    python -m tests.kiosk.write_interruption write FOLDER    writes once, after a line of input

The first three print one line of JSON: the number of cuts, and every file that was neither the old
nor the new one, or was not the new one although it had been reported as written.
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

WATCHED = ("write_file.py", "pathlib.py")
NAMES = ("settings.json", "kiosk.toml", "kiosk-pins.json", "kiosk-counts.json", "back-atlas.prom")
DAY, FIRST_IDLE = dt.date(2026, 11, 25), 75
STATUS = KioskStatus(
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
    """Write version 0 of every file."""
    for _name, act in _steps(folder, 0):
        act()


def steps(folder: Path) -> Iterator[Step]:
    """Write versions 1 and 2 of every file, one file in each step."""
    for version in (1, 2):
        yield from _steps(folder, version)


def _steps(folder: Path, version: int) -> list[Step]:
    file = {name: folder / name for name in NAMES}

    def write_config() -> None:
        config = KioskConfig(idle_seconds=FIRST_IDLE + version)
        write_file.write_atomically(file["kiosk.toml"], serialize_config(config))

    def write_pins() -> None:
        pins = PinStore(file["kiosk-pins.json"])
        if version:
            pins.verify("111112")
        else:
            pins.set_pin("Anna", "482913")

    def write_counts() -> None:
        counts = UsageCounts.open(file["kiosk-counts.json"], _today)
        counts.end_visit(counts.begin_visit())
        counts.write()

    new_settings = Settings(text_size=100 + version)
    status = replace(STATUS, wrong_pins=version)
    return [
        ("settings.json", lambda: write_settings(file["settings.json"], new_settings)),
        ("kiosk.toml", write_config),
        ("kiosk-pins.json", write_pins),
        ("kiosk-counts.json", write_counts),
        ("back-atlas.prom", lambda: write_exposition(file["back-atlas.prom"], status)),
    ]


def versions(folder: Path) -> dict[str, int]:
    """The version of each file; -1 if it is broken."""
    readers: list[tuple[str, Callable[[Path], int]]] = [
        ("settings.json", lambda file: read_settings(file, _refuse).text_size - 100),
        ("kiosk.toml", lambda file: read_config(file).idle_seconds - FIRST_IDLE),
        ("kiosk-pins.json", _version_of_pins),
        ("kiosk-counts.json", _version_of_counts),
        ("back-atlas.prom", _version_of_metrics),
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


def _version_of_pins(file: Path) -> int:
    pins = PinStore(file)
    assert pins.names == ("Anna",)
    assert file.stat().st_mode & 0o077 == 0
    return pins.total_failures


def _version_of_counts(file: Path) -> int:
    assert file.stat().st_mode & 0o077 == 0
    return json.loads(file.read_bytes())["days"][DAY.isoformat()]["visitors"] - 1


def _version_of_metrics(file: Path) -> int:
    text = file.read_text()
    found = re.search(r"^back_atlas_pin_failures_total (\d)$", text, re.MULTILINE)
    assert found is not None
    assert text == prometheus.exposition(replace(STATUS, wrong_pins=int(found[1])))
    return int(found[1])


def violations(folder: Path, done: list[str]) -> list[str]:
    """What is wrong with the files after a cut; `done` names those reported as written."""
    written, names = Counter(done), [name for name, _act in steps(folder)]
    busy = names[len(done)] if len(done) < len(names) else ""
    found = []
    for name, version in versions(folder).items():
        expected = {written[name], written[name] + (name == busy)}
        if version not in expected:
            found.append(f"{name} is {version}, not {sorted(expected)}, after {len(done)} steps")
    return found


def foreign_files(folder: Path) -> list[str]:
    """Files other than those that are written."""
    return sorted(file.name for file in folder.iterdir() if file.name not in NAMES)


def leftovers_after_cleanup(folder: Path) -> list[str]:
    """The foreign files that are left after an hour and another write."""
    for name in foreign_files(folder):
        os.utime(folder / name, (time.time() - 3_600,) * 2)
    for _name, act in _steps(folder, 1):
        act()
    return foreign_files(folder)


def write_naively(file: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file in place: the control that shows that a cut is noticed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    file.chmod(0o600 if private else 0o644)


def kill_at_every_call(every: int) -> dict[str, object]:
    """Cut at the first call, then at the next one, until the writing is complete."""
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
        found += [f"cut {cuts * every + 1}: {one}" for one in violations(folder, done)]
        if not was_cut:
            break
        for name in foreign_files(folder):
            left += 1
            shutil.copy(folder / name, stale)
        shutil.rmtree(folder)
        cuts += 1
    remaining = leftovers_after_cleanup(stale)
    shutil.rmtree(root)
    return {"cuts": cuts, "wrong": found, "left over": left, "left after cleanup": remaining}


def _write_and_kill_at(folder: Path, cut: int) -> tuple[list[str], bool]:
    """Write in a child process; return the steps that were done, and whether it was killed."""
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
    with os.fdopen(read_end) as stream:
        done = stream.read().split()
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return done, True
    assert os.WEXITSTATUS(status) == 0
    return done, False


class _KillAtCall:
    """A profile function that kills the process at the nth C call of the modules WATCHED."""

    def __init__(self, cut: int) -> None:
        self._left = cut

    def __call__(self, frame: object, event: str, _arg: object) -> None:
        if event == "c_call" and frame.f_code.co_filename.endswith(WATCHED):
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def print_line(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def write_after_input(folder: Path) -> None:
    """Wait for a line of input, so that a tracer can attach; print each step that is done."""
    pin_store._SCRYPT_N = 2**4
    print_line("ready")
    sys.stdin.readline()
    for name, act in steps(folder):
        act()
        print_line(name)


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write_after_input(Path(sys.argv[2]))
    else:
        if "naive" in sys.argv:
            for module in (write_file, pin_store, usage_counts, prometheus, settings):
                module.write_atomically = write_naively
        print_line(json.dumps(kill_at_every_call(int(sys.argv[2]))))
