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
from app.support.read_file import NotTakenError, read_file, text_of, why
from app.support.write_file import write_atomically

FEWEST = 5
"""A count below this is never shown, nought among them: it could be about one person."""
MOST_DAYS, _MOST_BYTES = 400, 4 * 2**20
_Count = Annotated[int, Meta(ge=0, le=1_000_000)]
_Date = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}\Z")]
_log = logging.getLogger(__name__)


class Day(Struct, forbid_unknown_fields=True):
    """What is kept of one day: how many visitors came, and how many of them did what."""

    visitors: _Count = 0
    handouts: _Count = 0
    regions: dict[Id, _Count] = {}
    topics: dict[Id, _Count] = {}

    def without_small(self) -> Day:
        """The same with nothing left that may not be shown."""
        return Day(
            _large(self.visitors),
            _large(self.handouts),
            {name: count for name, count in self.regions.items() if _large(count)},
            {name: count for name, count in self.topics.items() if _large(count)},
        )


class _File(Struct, forbid_unknown_fields=True):
    """The file as it lies on the disk."""

    schema: Annotated[int, Meta(ge=1, le=1)]
    days: Annotated[dict[_Date, Day], Meta(max_length=MOST_DAYS)]


@dataclass(frozen=True, slots=True)
class DayShown:
    """What may be shown of a day that is over; None and what is missing mean fewer than FEWEST.

    No sum is given: from a sum and its other parts a hidden part could be worked out.
    """

    day: dt.date
    visitors: int | None
    handouts: int | None
    regions: tuple[tuple[str, int], ...]
    topics: tuple[tuple[str, int], ...]

    def named(self, regions: Mapping[str, str], topics: Mapping[str, str]) -> DayShown:
        """The same in words; what has no name any more keeps its id."""
        return replace(
            self,
            regions=tuple((regions.get(name, name), count) for name, count in self.regions),
            topics=tuple((topics.get(name, name), count) for name, count in self.topics),
        )


class Visit:
    """What one visitor did, remembered while they are there and no longer.

    Each thing counts once: who opens a region six times is no crowd. All of it belongs to the day
    the visitor came, also after midnight.
    """

    def __init__(self, date: str, day: Day, counts: Counts) -> None:
        self.date, self._day, self._counts = date, day, counts
        self._done: set[tuple[str, str]] = set()

    def region(self, name: str) -> None:
        """A region was opened."""
        if self._is_first("region", name):
            self._day.regions[name] = self._day.regions.get(name, 0) + 1

    def topic(self, name: str) -> None:
        """A topic was opened."""
        if self._is_first("topic", name):
            self._day.topics[name] = self._day.topics.get(name, 0) + 1

    def handout(self) -> None:
        """A handout was made, on paper or as codes."""
        if self._is_first("handout", ""):
            self._day.handouts += 1

    def _is_first(self, kind: str, name: str) -> bool:
        if (kind, name) in self._done:
            return False
        self._done.add((kind, name))
        self._counts.is_dirty = True
        return True


class Counts:
    """Counts visitors and what they open, on all screens of a kiosk together.

    Of a day that is over, small counts are forgotten on the disk too.
    """

    def __init__(
        self, file: Path, days: dict[str, Day], today: Callable[[], dt.date] = dt.date.today
    ) -> None:
        self._file, self._days, self._today = file, days, today
        self._visits: set[Visit] = set()
        self.is_dirty = False

    @classmethod
    def open(cls, file: Path, today: Callable[[], dt.date] = dt.date.today) -> Counts:
        """The counts of a file; a broken one is put aside, and counting begins anew."""
        return cls(file, _read(file), today)

    def begin(self) -> Visit:
        """Somebody came."""
        date = self._today().isoformat()
        visit = Visit(date, self._days.setdefault(date, Day()), self)
        self._visits.add(visit)
        self._days[date].visitors += 1
        self.is_dirty = True
        return visit

    def end(self, visit: Visit) -> None:
        """Somebody has gone, and is forgotten."""
        self._visits.discard(visit)

    @property
    def _going_on(self) -> set[str]:
        """Days that are not over: somebody who came then may still be there."""
        return {self._today().isoformat(), *(visit.date for visit in self._visits)}

    def shown(self) -> DayShown | None:
        """The last day that is over; today would tell who was just there to whoever looks twice."""
        today, going_on = self._today().isoformat(), self._going_on
        over = [date for date in self._days if date < today and date not in going_on]
        if not over:
            return None
        day = self._days[max(over)].without_small()
        return DayShown(
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
        days, going_on = self._days, self._going_on
        self._days = {
            date: days[date] if date in going_on else days[date].without_small()
            for date in sorted(days)[-MOST_DAYS:]
        }
        data = msgspec.json.encode(_File(1, self._days))
        write_atomically(self._file, data, private=True)
        self.is_dirty = False


def _large(count: int) -> int:
    return count if count >= FEWEST else 0


def _read(file: Path) -> dict[str, Day]:
    try:
        return _understood(read_file(file, _MOST_BYTES))
    except FileNotFoundError:
        return {}
    except (NotTakenError, ValueError, RecursionError) as error:
        aside = file.with_name(f"{file.name}.broken")
        words = "%s: it cannot be read (%s): kept as %s, counting begins anew"
        _log.warning(words, file, why(error), aside.name)
        with suppress(OSError):
            file.replace(aside)
        return {}
    except OSError as error:
        _log.warning("%s: cannot be read (%s): counting begins anew", file, error.strerror)
        return {}


def _understood(data: bytes) -> dict[str, Day]:
    """The days of a file.

    Raises:
        ValueError: it is not one of ours.
    """
    days = msgspec.json.decode(text_of(data), type=_File).days
    for date in days:
        dt.date.fromisoformat(date)
    return days
