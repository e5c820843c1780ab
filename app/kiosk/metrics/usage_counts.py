"""How often each region and topic was opened, by day and never by person. No Qt."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from app.atlas.schema import Id
from app.support.read_file import UnreadableFileError, decode_utf8, error_reason, read_file
from app.support.write_file import write_atomically

MIN_PUBLISHED_COUNT = 5
"""Lower counts, and zero, are never published, because they could be about one person."""
MAX_DAYS, _MAX_BYTES = 400, 4 * 2**20
_Count = Annotated[int, Meta(ge=0, le=1_000_000)]
_Date = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}\Z")]
_log = logging.getLogger(__name__)


class DayCounts(Struct, forbid_unknown_fields=True):
    """The counts of one day: visitors, and how many of them made or opened what."""

    visitors: _Count = 0
    handouts: _Count = 0
    regions: dict[Id, _Count] = {}
    topics: dict[Id, _Count] = {}

    def without_small_counts(self) -> DayCounts:
        """A copy without the counts that must not be published."""
        return DayCounts(
            _zero_if_small(self.visitors),
            _zero_if_small(self.handouts),
            {name: count for name, count in self.regions.items() if _zero_if_small(count)},
            {name: count for name, count in self.topics.items() if _zero_if_small(count)},
        )


class _CountsFile(Struct, forbid_unknown_fields=True):
    """The content of the file."""

    schema: Annotated[int, Meta(ge=1, le=1)]
    days: Annotated[dict[_Date, DayCounts], Meta(max_length=MAX_DAYS)]


@dataclass(frozen=True, slots=True)
class PublishedDay:
    """What may be published of a complete day.

    None, and a missing region or topic, mean fewer than MIN_PUBLISHED_COUNT. There are no sums,
    because a hidden count could be computed from a sum and the other counts.
    """

    day: dt.date
    visitors: int | None
    handouts: int | None
    regions: tuple[tuple[str, int], ...]
    topics: tuple[tuple[str, int], ...]

    def with_names(self, regions: Mapping[str, str], topics: Mapping[str, str]) -> PublishedDay:
        """A copy with names in place of ids; an id without a name is kept."""
        return replace(
            self,
            regions=tuple((regions.get(name, name), count) for name, count in self.regions),
            topics=tuple((topics.get(name, name), count) for name, count in self.topics),
        )


class VisitRecord:
    """What one visitor has opened, remembered only while they are there.

    Each region, topic and handout counts once for each visitor. Everything counts for the day on
    which the visitor came, even after midnight.
    """

    def __init__(self, date: str, day: DayCounts, counts: UsageCounts) -> None:
        self.date, self._day, self._counts = date, day, counts
        self._done: set[tuple[str, str]] = set()

    def count_region(self, name: str) -> None:
        """Count a region that was opened."""
        if self._is_first("region", name):
            self._day.regions[name] = self._day.regions.get(name, 0) + 1

    def count_topic(self, name: str) -> None:
        """Count a topic that was opened."""
        if self._is_first("topic", name):
            self._day.topics[name] = self._day.topics.get(name, 0) + 1

    def count_handout(self) -> None:
        """Count a handout, on paper or as QR codes."""
        if self._is_first("handout", ""):
            self._day.handouts += 1

    def _is_first(self, kind: str, name: str) -> bool:
        if (kind, name) in self._done:
            return False
        self._done.add((kind, name))
        self._counts.has_unsaved = True
        return True


class UsageCounts:
    """Counts visitors and what they open, for all screens of a kiosk together.

    When a day is complete, its small counts are deleted from the file too.
    """

    def __init__(
        self, file: Path, days: dict[str, DayCounts], today: Callable[[], dt.date] = dt.date.today
    ) -> None:
        self._file, self._days, self._today = file, days, today
        self._visits: set[VisitRecord] = set()
        self.has_unsaved = False

    @classmethod
    def open(cls, file: Path, today: Callable[[], dt.date] = dt.date.today) -> UsageCounts:
        """Read the counts of a file; a broken file is renamed and the counts start from zero."""
        return cls(file, _read(file), today)

    def begin_visit(self) -> VisitRecord:
        """Count a visitor who has arrived."""
        date = self._today().isoformat()
        visit = VisitRecord(date, self._days.setdefault(date, DayCounts()), self)
        self._visits.add(visit)
        self._days[date].visitors += 1
        self.has_unsaved = True
        return visit

    def end_visit(self, visit: VisitRecord) -> None:
        """Forget a visitor who has left."""
        self._visits.discard(visit)

    @property
    def _unfinished_days(self) -> set[str]:
        """Today, and earlier days whose visitors are still there."""
        return {self._today().isoformat(), *(visit.date for visit in self._visits)}

    def last_complete_day(self) -> PublishedDay | None:
        """The last complete day.

        Today is not published: two readings would show what the visitor in between had opened.
        """
        today, unfinished = self._today().isoformat(), self._unfinished_days
        complete = [date for date in self._days if date < today and date not in unfinished]
        if not complete:
            return None
        day = self._days[max(complete)].without_small_counts()
        return PublishedDay(
            dt.date.fromisoformat(max(complete)),
            day.visitors or None,
            day.handouts or None,
            tuple(sorted(day.regions.items())),
            tuple(sorted(day.topics.items())),
        )

    def write(self) -> None:
        """Write the counts to the file.

        Raises:
            OSError: it cannot be written; the old file is unchanged and no count is lost.
        """
        days, unfinished = self._days, self._unfinished_days
        self._days = {
            date: days[date] if date in unfinished else days[date].without_small_counts()
            for date in sorted(days)[-MAX_DAYS:]
        }
        data = msgspec.json.encode(_CountsFile(1, self._days))
        write_atomically(self._file, data, private=True)
        self.has_unsaved = False


def _zero_if_small(count: int) -> int:
    return count if count >= MIN_PUBLISHED_COUNT else 0


def _read(file: Path) -> dict[str, DayCounts]:
    try:
        return _decode(read_file(file, _MAX_BYTES))
    except FileNotFoundError:
        return {}
    except (UnreadableFileError, ValueError, RecursionError) as error:
        renamed = file.with_name(f"{file.name}.broken")
        message = "%s: it cannot be read (%s): renamed to %s, counting starts from zero"
        _log.warning(message, file, error_reason(error), renamed.name)
        with suppress(OSError):
            file.replace(renamed)
        return {}
    except OSError as error:
        _log.warning("%s: cannot be read (%s): counting starts from zero", file, error.strerror)
        return {}


def _decode(data: bytes) -> dict[str, DayCounts]:
    """Parse the content of a file.

    Raises:
        ValueError: it is not a valid file of counts.
    """
    days = msgspec.json.decode(decode_utf8(data), type=_CountsFile).days
    for date in days:
        dt.date.fromisoformat(date)
    return days
