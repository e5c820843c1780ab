"""Prometheus metrics of a kiosk.

The text exposition format and a timer that writes the file every five minutes.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from app.kiosk.metrics.status import KioskStatus
from app.kiosk.metrics.usage_counts import MIN_PUBLISHED_COUNT, PublishedDay
from app.support.write_file import write_atomically

METRICS_FILE = "back-atlas.prom"
Sample = tuple[dict[str, str], float]
_ABSENT_NOTE = f"Absent: fewer than {MIN_PUBLISHED_COUNT}, nought among them."


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric; its name is told after `back_atlas_`, its samples by their labels."""

    name: str
    help_text: str
    samples: Sequence[Sample]
    kind: str = "gauge"

    def lines(self) -> Iterator[str]:
        """As Prometheus' text format 0.0.4 has it; nothing where there is no sample."""
        name = f"back_atlas_{self.name}"
        if self.samples:
            yield f"# HELP {name} {_escape_help(self.help_text)}"
            yield f"# TYPE {name} {self.kind}"
        for labels, value in self.samples:
            yield f"{name}{_format_labels(labels)} {_format_number(value)}"


def exposition(facts: KioskStatus, *, is_up: bool = True) -> str:
    """The whole file."""
    metrics = (*_machine_metrics(facts, is_up=is_up), *_usage_metrics(facts.usage))
    return "".join(f"{line}\n" for metric in metrics for line in metric.lines())


def write_exposition(file: Path, facts: KioskStatus, *, is_up: bool = True) -> None:
    """Puts the file in the old one's place.

    Raises:
        OSError: it cannot be written; the old one is untouched.
    """
    write_atomically(file, exposition(facts, is_up=is_up).encode())


def _machine_metrics(facts: KioskStatus, *, is_up: bool) -> Iterator[Metric]:
    past, began = facts.restart_summary, facts.now.timestamp() - facts.running_s
    atlas = {"id": facts.atlas, "version": facts.atlas_version}
    expires = dt.datetime.combine(facts.atlas_expires, dt.time(), dt.UTC).timestamp()
    restarts = [({"reason": reason}, count) for reason, count in past.restarts]
    yield Metric("up", "1 while it runs, 0 once it ended in order.", [({}, is_up)])
    yield Metric("info", "Version of the program.", [({"version": facts.program}, 1)])
    yield Metric("start_time_seconds", "When it started, since 1970.", [({}, began)])
    yield Metric("restarts_total", "Starts after an end, by reason.", restarts, "counter")
    yield Metric("safe_mode", "1 while it runs without extras.", [({}, past.is_safe_mode)])
    yield Metric("screens", "Screens it sees.", [({}, len(facts.screens))])
    yield Metric("resident_memory_bytes", "Memory in use.", _samples(facts.memory))
    yield Metric("disk_free_bytes", "Room where it writes.", _samples(facts.disk_free))
    lag = "How late its loop came at most in five minutes."
    yield Metric("loop_lag_seconds", lag, _samples(facts.max_lag_s))
    wrong = "Wrong PINs since the first PIN was set."
    yield Metric("pin_failures_total", wrong, [({}, facts.wrong_pins)], "counter")
    yield Metric("atlas_info", "The atlas it shows.", [(atlas, 1)])
    yield Metric("atlas_expiry_time_seconds", "When the atlas is out of date.", [({}, expires)])


def _usage_metrics(shown: PublishedDay | None) -> Iterator[Metric]:
    if shown is None:
        return
    start = dt.datetime.combine(shown.day, dt.time(), dt.UTC).timestamp()
    regions = [({"region": name}, count) for name, count in shown.regions]
    topics = [({"topic": name}, count) for name, count in shown.topics]
    yield Metric("day_time_seconds", "The day that the counts by day are of.", [({}, start)])
    yield Metric("day_sessions", f"Visitors of that day. {_ABSENT_NOTE}", _samples(shown.visitors))
    yield Metric(
        "day_handouts", f"How many made a handout. {_ABSENT_NOTE}", _samples(shown.handouts)
    )
    yield Metric("day_region_sessions", f"How many opened the region. {_ABSENT_NOTE}", regions)
    yield Metric("day_topic_sessions", f"How many opened the topic. {_ABSENT_NOTE}", topics)


def _samples(value: float | None) -> list[Sample]:
    return [] if value is None else [({}, value)]


def _format_labels(labels: dict[str, str]) -> str:
    said = ",".join(f'{name}="{_escape_label(value)}"' for name, value in labels.items())
    return f"{{{said}}}" if said else ""


def _escape_help(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _escape_label(text: str) -> str:
    return _escape_help(text).replace('"', '\\"')


def _format_number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.3f}"


EXPORT_INTERVAL_MS = 300_000
_log = logging.getLogger(__name__)


class MetricsExporter(QObject):
    """One file, written at the beginning, every five minutes, and at the end."""

    def __init__(self, file: Path, facts: Callable[[], KioskStatus], parent: QObject) -> None:
        super().__init__(parent)
        self._file, self._status = file, facts
        self._timer = QTimer(self)
        self._timer.setInterval(EXPORT_INTERVAL_MS)
        self._timer.timeout.connect(self.write)
        self._timer.start()

    def write(self) -> None:
        """Writes how it is; a disk that is full does not stop a kiosk."""
        self._write(is_up=True)

    def stop(self) -> None:
        """Writes that the kiosk has gone."""
        self._timer.stop()
        self._write(is_up=False)

    def _write(self, *, is_up: bool) -> None:
        try:
            write_exposition(self._file, self._status(), is_up=is_up)
        except OSError as error:
            _log.warning("the metrics cannot be written: %s", error.strerror)
