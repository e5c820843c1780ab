"""When something was, so that a clock that is set, or stands at 1970, does not matter."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment by two clocks: the wall's, and that of seconds since the machine was started.

    `boot` names the start of the machine; "" where the system gives it no name.
    """

    wall: float
    since_boot: float
    boot: str = ""

    def after(self, before: Moment) -> float | None:
        """Seconds since an earlier moment; None where no clock can tell."""
        steady, walls = self.since_boot - before.since_boot, self.wall - before.wall
        if self.boot and self.boot == before.boot:
            return max(steady, 0.0)
        if not self.boot and steady >= 0:
            return max(steady, walls)
        return walls if walls >= 0 else None

    def is_same_boot(self, before: Moment) -> bool:
        """Whether the machine ran all the time between."""
        return self.boot == before.boot and self.since_boot >= before.since_boot


def now() -> Moment:
    """What it is now; where the system can, the steady clock goes on while the machine sleeps."""
    steady = getattr(time, "CLOCK_BOOTTIME", None)
    since_boot = time.monotonic() if steady is None else time.clock_gettime(steady)
    return Moment(time.time(), since_boot, _boot())


def _boot() -> str:
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
