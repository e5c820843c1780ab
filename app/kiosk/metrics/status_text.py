"""The lines of the status page, in words that can be read out over the phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.kiosk.metrics.status import KioskStatus
from app.kiosk.metrics.usage_counts import MIN_PUBLISHED_COUNT, PublishedDay
from app.kiosk.supervision.heartbeat import MAX_LAG_S
from app.support.qt_translation import translate

_MB = 1_000_000
_NEGLIGIBLE_LAG_S = 0.1


@dataclass(frozen=True, slots=True)
class StatusLine:
    """A label and its text; `needs_attention` marks what staff should look into."""

    label: str
    text: str
    needs_attention: bool = False


def status_lines(status: KioskStatus) -> tuple[StatusLine, ...]:
    """All lines of the page, in the order in which they are asked for on the phone."""
    return (*_program(status), *_machine(status), *_usage(status))


def _program(status: KioskStatus) -> Iterator[StatusLine]:
    summary = status.restart_summary
    versions = translate("KioskStatus", "{program}, on Python {python} and Qt {qt}")
    yield StatusLine(
        translate("KioskStatus", "Program"),
        versions.format(program=status.program, python=status.python, qt=status.qt),
    )
    if summary.is_safe_mode:
        safe = translate("KioskStatus", "on: the shipped atlas and the default settings")
        yield StatusLine(translate("KioskStatus", "Safe mode"), safe, needs_attention=True)
    yield _atlas(status)
    yield StatusLine(translate("KioskStatus", "Running"), _running(status))
    yield _delay(status.max_lag_s)
    restarts = ", ".join(f"{reason} {count}" for reason, count in summary.restarts)
    yield StatusLine(
        translate("KioskStatus", "Restarts"),
        restarts or translate("KioskStatus", "none known"),
        bool(restarts),
    )
    none = translate("KioskStatus", "none known")
    yield StatusLine(
        translate("KioskStatus", "Last error"), summary.last_error or none, bool(summary.last_error)
    )


def _atlas(status: KioskStatus) -> StatusLine:
    is_expired = status.now.date() > status.atlas_expires
    template = (
        translate("KioskStatus", "{id} {version} of {date}. OUT OF DATE since {expires}")
        if is_expired
        else translate("KioskStatus", "{id} {version} of {date}, up to date until {expires}")
    )
    text = template.format(
        id=status.atlas,
        version=status.atlas_version,
        date=status.atlas_date.isoformat(),
        expires=status.atlas_expires.isoformat(),
    )
    return StatusLine(translate("KioskStatus", "Atlas"), text, is_expired)


def _running(status: KioskStatus) -> str:
    minutes = int(status.running_s // 60)
    text = translate("KioskStatus", "for {days} d {hours} h {minutes} min. The clock says {now}")
    return text.format(
        days=minutes // 1440,
        hours=minutes // 60 % 24,
        minutes=minutes % 60,
        now=status.now.strftime("%Y-%m-%d %H:%M"),
    )


def _delay(lag_s: float | None) -> StatusLine:
    """How late the program responds to a touch, in words that need no knowledge of the program."""
    label = translate("KioskStatus", "Delay")
    if lag_s is None:
        return StatusLine(label, translate("KioskStatus", "not measured yet"))
    if lag_s < _NEGLIGIBLE_LAG_S:
        return StatusLine(
            label, translate("KioskStatus", "less than 0.1 seconds in the last five minutes")
        )
    text = translate("KioskStatus", "at most {n} seconds in the last five minutes")
    return StatusLine(label, text.format(n=f"{lag_s:.1f}"), lag_s > MAX_LAG_S)


def _machine(status: KioskStatus) -> Iterator[StatusLine]:
    unknown = translate("KioskStatus", "not known")
    none = translate("KioskStatus", "none")
    yield StatusLine(
        translate("KioskStatus", "Screens"), ", ".join(status.screens) or none, not status.screens
    )
    memory, free = status.memory, status.disk_free
    yield StatusLine(translate("KioskStatus", "Memory in use"), _megabytes(memory) or unknown)
    is_full = free is not None and free < 10 * _MB
    yield StatusLine(
        translate("KioskStatus", "Free disk space"), _megabytes(free) or unknown, is_full
    )
    yield StatusLine(translate("KioskStatus", "Staff"), ", ".join(status.staff) or none)
    wrong = translate("KioskStatus", "{n} since the first PIN was set").format(n=status.wrong_pins)
    yield StatusLine(translate("KioskStatus", "Wrong PINs"), wrong)
    yield StatusLine(translate("KioskStatus", "The log is in"), status.log_path)


def _usage(status: KioskStatus) -> Iterator[StatusLine]:
    label = translate("KioskStatus", "Counts")
    if not status.is_counting:
        yield StatusLine(label, translate("KioskStatus", "off"))
    elif status.usage is None:
        yield StatusLine(
            label, translate("KioskStatus", "a day is shown once it is over: none is yet")
        )
    else:
        yield from _day(status.usage)


def _day(day: PublishedDay) -> Iterator[StatusLine]:
    few = translate("KioskStatus", "fewer than {n}").format(n=MIN_PUBLISHED_COUNT)
    label = translate("KioskStatus", "Visitors on {day}").format(day=day.day.isoformat())
    yield StatusLine(label, few if day.visitors is None else str(day.visitors))
    handouts = few if day.handouts is None else str(day.handouts)
    yield StatusLine(translate("KioskStatus", "of them made a handout"), handouts)
    others = translate("KioskStatus", "every other: {few}").format(few=few)
    for label, counts in (
        (translate("KioskStatus", "of them opened the regions"), day.regions),
        (translate("KioskStatus", "of them opened the topics"), day.topics),
    ):
        known = [f"{name} {count}" for name, count in counts]
        yield StatusLine(label, ", ".join([*known, others]))


def _megabytes(size: int | None) -> str:
    return "" if size is None else translate("KioskStatus", "{n} MB").format(n=size // _MB)
