"""The status of a kiosk and its machine, shown on the status page and in the metrics. No Qt."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from app.kiosk.metrics.usage_counts import PublishedDay


@dataclass(frozen=True, slots=True)
class RestartSummary:
    """Restart history as recorded in the run history.

    Attributes:
        restarts: pairs of a reason (one word) and how often it occurred.
        last_error: a fault code; "" if no failure is known.
        is_safe_mode: whether this run is in safe mode.
    """

    restarts: tuple[tuple[str, int], ...] = ()
    last_error: str = ""
    is_safe_mode: bool = False


@dataclass(frozen=True, slots=True)
class KioskStatus:
    """The status at one moment; None stands for what could not be determined.

    Attributes:
        now: the time by the wall clock.
        running_s: seconds since the start, by a clock that cannot be set.
        memory: bytes of memory in use.
        disk_free: bytes free where the kiosk writes.
        staff: names of the staff members who have a PIN.
        max_lag_s: the longest delay of the event loop in the last minutes, in seconds.
        is_counting: whether usage is counted.
        usage: the counts of the last complete day; None if there is none or nothing is counted.
    """

    now: dt.datetime
    running_s: float
    program: str
    python: str
    qt: str
    atlas: str
    atlas_version: str
    atlas_date: dt.date
    atlas_expires: dt.date
    restart_summary: RestartSummary
    screens: tuple[str, ...]
    memory: int | None
    disk_free: int | None
    staff: tuple[str, ...]
    wrong_pins: int
    log_path: str
    max_lag_s: float | None = None
    is_counting: bool = False
    usage: PublishedDay | None = None


def memory_in_use() -> int | None:
    """Resident memory of this process in bytes; None if the system does not report it."""
    if not sys.platform.startswith("linux"):
        return None
    import resource  # does not exist on Windows

    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * resource.getpagesize()


def disk_free(folder: Path) -> int | None:
    """Free bytes on the disk of a folder, which need not exist yet; None if that fails."""
    existing = next((path for path in (folder, *folder.parents) if path.is_dir()), None)
    try:
        return shutil.disk_usage(existing).free if existing else None
    except OSError:
        return None
