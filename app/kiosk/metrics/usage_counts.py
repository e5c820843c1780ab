"""How often what was opened, by day and never by person; small counts stay hidden. No Qt."""

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
"""A count below this is never shown, nought among them: it could be about one person."""
MAX_DAYS, _MAX_BYTES = 400, 4 * 2**20
_Count = Annotated[int, Meta(ge=0, le=1_000_000)]
_Date = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}\Z")]
_log = logging.getLogger(__name__)


class DayCounts(Struct, forbid_unknown_fields=True):
    """What is kept of one day: how many visitors came, and how many of them did what."""

    visitors: _Count = 0
    handouts: _Count = 0
    regions: dict[Id, _Count] = {}
    topics: dict[Id, _Count] = {}

    def without_small_counts(self) -> DayCounts:
        """The same with nothing left that may not be shown."""
        return DayCounts(
            _zero_if_small(self.visitors),
            _zero_if_small(self.handouts),
            {name: count for name, count in self.regions.items() if _zero_if_small(count)},
            {name: count for name, count in self.topics.items() if _zero_if_small(count)},
        )


class _CountsFile(Struct, forbid_unknown_fields=True):
    """The file as it lies on the disk."""

    schema: Annotated[int, Meta(ge=1, le=1)]
    days: Annotated[dict[_Date, DayCounts], Meta(max_length=MAX_DAYS)]


@dataclass(frozen=True, slots=True)
class PublishedDay:
    """What may be shown of a day that is over; None and what is missing mean fewer than FEWEST.

    No sum is given: from a sum and its other parts a hidden part could be worked out.
    """

    day: dt.date
    visitors: int | None
    handouts: int | None
    regions: tuple[tuple[str, int], ...]
    topics: tuple[tuple[str, int], ...]

    def with_names(self, regions: Mapping[str, str], topics: Mapping[str, str]) -> PublishedDay:
        """The same in words; what has no name any more keeps its id."""
        return replace(
            self,
            regions=tuple((regions.get(name, name), count) for name, count in self.regions),
            topics=tuple((topics.get(name, name), count) for name, count in self.topics),
        )


class VisitRecord:
    """What one visitor did, remembered while they are there and no longer.

    Each thing counts once: who opens a region six times is no crowd. All of it belongs to the day
    the visitor came, also after midnight.
    """

    def __init__(self, date: str, day: DayCounts, counts: UsageCounts) -> None:
        self.date, self._day, self._counts = date, day, counts
        self._done: set[tuple[str, str]] = set()

    def count_region(self, name: str) -> None:
        """A region was opened."""
        if self._is_first("region", name):
            self._day.regions[name] = self._day.regions.get(name, 0) + 1

    def count_topic(self, name: str) -> None:
        """A topic was opened."""
        if self._is_first("topic", name):
            self._day.topics[name] = self._day.topics.get(name, 0) + 1

    def count_handout(self) -> None:
        """A handout was made, on paper or as codes."""
        if self._is_first("handout", ""):
            self._day.handouts += 1

    def _is_first(self, kind: str, name: str) -> bool:
        if (kind, name) in self._done:
            return False
        self._done.add((kind, name))
        self._counts.has_unsaved = True
        return True


class UsageCounts:
    """Counts visitors and what they open, on all screens of a kiosk together.

    Of a day that is over, small counts are forgotten on the disk too.
    """

    def __init__(
        self, file: Path, days: dict[str, DayCounts], today: Callable[[], dt.date] = dt.date.today
    ) -> None:
        self._file, self._days, self._today = file, days, today
        self._visits: set[VisitRecord] = set()
        self.has_unsaved = False

    @classmethod
    def open(cls, file: Path, today: Callable[[], dt.date] = dt.date.today) -> UsageCounts:
        """The counts of a file; a broken one is put aside, and counting begins anew."""
        return cls(file, _read(file), today)

    def begin_visit(self) -> VisitRecord:
        """Somebody came."""
        date = self._today().isoformat()
        visit = VisitRecord(date, self._days.setdefault(date, DayCounts()), self)
        self._visits.add(visit)
        self._days[date].visitors += 1
        self.has_unsaved = True
        return visit

    def end_visit(self, visit: VisitRecord) -> None:
        """Somebody has gone, and is forgotten."""
        self._visits.discard(visit)

    @property
    def _unfinished_days(self) -> set[str]:
        """Days that are not over: somebody who came then may still be there."""
        return {self._today().isoformat(), *(visit.date for visit in self._visits)}

    def last_complete_day(self) -> PublishedDay | None:
        """The last day that is over; today would tell who was just there to whoever looks twice."""
        today, going_on = self._today().isoformat(), self._unfinished_days
        over = [date for date in self._days if date < today and date not in going_on]
        if not over:
            return None
        day = self._days[max(over)].without_small_counts()
        return PublishedDay(
            dt.date.fromisoformat(max(over)),
            day.visitors or None,
            day.handouts or None,
            tuple(sorted(day.regions.items())),
            tuple(sorted(day.topics.items())),
        )

    def write(self) -> None:
        """Brings what was counted to the disk.

        Raises:
            OSError: it cannot be written; the old file is untouched, the counts are still here.
        """
        days, going_on = self._days, self._unfinished_days
        self._days = {
            date: days[date] if date in going_on else days[date].without_small_counts()
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
        aside = file.with_name(f"{file.name}.broken")
        words = "%s: it cannot be read (%s): kept as %s, counting begins anew"
        _log.warning(words, file, error_reason(error), aside.name)
        with suppress(OSError):
            file.replace(aside)
        return {}
    except OSError as error:
        _log.warning("%s: cannot be read (%s): counting begins anew", file, error.strerror)
        return {}


def _decode(data: bytes) -> dict[str, DayCounts]:
    """The days of a file.

    Raises:
        ValueError: it is not one of ours.
    """
    days = msgspec.json.decode(decode_utf8(data), type=_CountsFile).days
    for date in days:
        dt.date.fromisoformat(date)
    return days
