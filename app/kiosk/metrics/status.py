"""How a kiosk and its machine are: one frozen value, told by a page and a file. No Qt."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from app.kiosk.metrics.usage_counts import PublishedDay


@dataclass(frozen=True, slots=True)
class RestartSummary:
    """What whoever supervises the program knows of the runs before this one.

    `restarts` are pairs of a reason (one word) and how often; `last_error` a code or a sentence.
    """

    restarts: tuple[tuple[str, int], ...] = ()
    last_error: str = ""
    is_safe_mode: bool = False


@dataclass(frozen=True, slots=True)
class KioskStatus:
    """One look at a kiosk; None stands for what could not be found out.

    `now` is the clock on the wall, `running_s` goes by one that nobody can set. `counts` is None
    where nothing is counted or no day is over yet; `is_counting` tells the two apart. `lag_s` is
    how late the loop came at most in the last minutes.
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
    """Bytes of this process that lie in memory now; None where the system does not say."""
    if not sys.platform.startswith("linux"):
        return None
    import resource  # not on every system

    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * resource.getpagesize()


def disk_free(folder: Path) -> int | None:
    """Bytes that may still be written where a folder lies, or will lie."""
    there = next((one for one in (folder, *folder.parents) if one.is_dir()), None)
    try:
        return shutil.disk_usage(there).free if there else None
    except OSError:
        return None
