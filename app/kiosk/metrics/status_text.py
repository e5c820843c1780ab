"""What the health page says: facts as lines of words that can be read over the phone."""

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
    """What is told, and the words that tell it; `is_wrong`: somebody should see to it."""

    label: str
    text: str
    needs_attention: bool = False


def status_lines(facts: KioskStatus) -> tuple[StatusLine, ...]:
    """All that the page says, from what a caller is asked first to what is asked last."""
    return (*_program(facts), *_machine(facts), *_usage(facts))


def _program(facts: KioskStatus) -> Iterator[StatusLine]:
    past = facts.restart_summary
    versions = translate("Health", "{program}, on Python {python} and Qt {qt}")
    yield StatusLine(
        translate("Health", "Program"),
        versions.format(program=facts.program, python=facts.python, qt=facts.qt),
    )
    if past.is_safe_mode:
        safe = translate("Health", "on: the built-in atlas, without extras")
        yield StatusLine(translate("Health", "Safe mode"), safe, needs_attention=True)
    yield _atlas(facts)
    yield StatusLine(translate("Health", "Running"), _running(facts))
    yield _delay(facts.max_lag_s)
    restarts = ", ".join(f"{reason} {count}" for reason, count in past.restarts)
    yield StatusLine(
        translate("Health", "Restarts"),
        restarts or translate("Health", "none known"),
        bool(restarts),
    )
    none = translate("Health", "none known")
    yield StatusLine(
        translate("Health", "Last error"), past.last_error or none, bool(past.last_error)
    )


def _atlas(facts: KioskStatus) -> StatusLine:
    is_over = facts.now.date() > facts.atlas_expires
    words = (
        translate("Health", "{id} {version} of {date}. OUT OF DATE since {expires}")
        if is_over
        else translate("Health", "{id} {version} of {date}, up to date until {expires}")
    )
    said = words.format(
        id=facts.atlas,
        version=facts.atlas_version,
        date=facts.atlas_date.isoformat(),
        expires=facts.atlas_expires.isoformat(),
    )
    return StatusLine(translate("Health", "Atlas"), said, is_over)


def _running(facts: KioskStatus) -> str:
    minutes = int(facts.running_s // 60)
    words = translate("Health", "for {days} d {hours} h {minutes} min. The clock says {now}")
    return words.format(
        days=minutes // 1440,
        hours=minutes // 60 % 24,
        minutes=minutes % 60,
        now=facts.now.strftime("%Y-%m-%d %H:%M"),
    )


def _delay(lag_s: float | None) -> StatusLine:
    """How late the program comes to a touch, in words for somebody who knows no loop."""
    what = translate("Health", "Delay")
    if lag_s is None:
        return StatusLine(what, translate("Health", "not measured yet"))
    if lag_s < _NEGLIGIBLE_LAG_S:
        return StatusLine(
            what, translate("Health", "less than 0.1 seconds in the last five minutes")
        )
    words = translate("Health", "at most {n} seconds in the last five minutes")
    return StatusLine(what, words.format(n=f"{lag_s:.1f}"), lag_s > MAX_LAG_S)


def _machine(facts: KioskStatus) -> Iterator[StatusLine]:
    unknown = translate("Health", "not known")
    none = translate("Health", "none")
    yield StatusLine(
        translate("Health", "Screens"), ", ".join(facts.screens) or none, not facts.screens
    )
    memory, free = facts.memory, facts.disk_free
    yield StatusLine(translate("Health", "Memory in use"), _megabytes(memory) or unknown)
    is_full = free is not None and free < 10 * _MB
    yield StatusLine(translate("Health", "Room on the disk"), _megabytes(free) or unknown, is_full)
    yield StatusLine(translate("Health", "Keepers"), ", ".join(facts.staff) or none)
    wrong = translate("Health", "{n} since the first PIN was set").format(n=facts.wrong_pins)
    yield StatusLine(translate("Health", "Wrong PINs"), wrong)
    yield StatusLine(translate("Health", "The log lies in"), facts.log_path)


def _usage(facts: KioskStatus) -> Iterator[StatusLine]:
    what = translate("Health", "Counts")
    if not facts.is_counting:
        yield StatusLine(what, translate("Health", "off"))
    elif facts.usage is None:
        yield StatusLine(what, translate("Health", "a day is shown once it is over: none is yet"))
    else:
        yield from _day(facts.usage)


def _day(shown: PublishedDay) -> Iterator[StatusLine]:
    few = translate("Health", "fewer than {n}").format(n=MIN_PUBLISHED_COUNT)
    visitors = translate("Health", "Visitors on {day}").format(day=shown.day.isoformat())
    yield StatusLine(visitors, few if shown.visitors is None else str(shown.visitors))
    handouts = few if shown.handouts is None else str(shown.handouts)
    yield StatusLine(translate("Health", "of them made a handout"), handouts)
    others = translate("Health", "every other: {few}").format(few=few)
    for what, counted in (
        (translate("Health", "of them opened the regions"), shown.regions),
        (translate("Health", "of them opened the topics"), shown.topics),
    ):
        said = [f"{name} {count}" for name, count in counted]
        yield StatusLine(what, ", ".join([*said, others]))


def _megabytes(size: int | None) -> str:
    return "" if size is None else translate("Health", "{n} MB").format(n=size // _MB)
