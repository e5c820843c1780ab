"""Prometheus metrics: the text exposition format, and an exporter that writes it to a file."""

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

EXPORT_INTERVAL_MS = 300_000
Sample = tuple[dict[str, str], float]
_ABSENT_NOTE = f"Absent: fewer than {MIN_PUBLISHED_COUNT}, or none."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric with its samples; its name is written with the prefix `back_atlas_`."""

    name: str
    help_text: str
    samples: Sequence[Sample]
    kind: str = "gauge"

    def lines(self) -> Iterator[str]:
        """The lines in Prometheus text format 0.0.4; none if there is no sample."""
        name = f"back_atlas_{self.name}"
        if self.samples:
            yield f"# HELP {name} {_escape_help(self.help_text)}"
            yield f"# TYPE {name} {self.kind}"
        for labels, value in self.samples:
            yield f"{name}{_format_labels(labels)} {_format_number(value)}"


def exposition(status: KioskStatus, *, is_up: bool = True) -> str:
    """The content of the metrics file."""
    metrics = (*_machine_metrics(status, is_up=is_up), *_usage_metrics(status.usage))
    return "".join(f"{line}\n" for metric in metrics for line in metric.lines())


def write_exposition(file: Path, status: KioskStatus, *, is_up: bool = True) -> None:
    """Replace the metrics file.

    Raises:
        OSError: it cannot be written; the old file is unchanged.
    """
    write_atomically(file, exposition(status, is_up=is_up).encode())


def _machine_metrics(status: KioskStatus, *, is_up: bool) -> Iterator[Metric]:
    summary, started = status.restart_summary, status.now.timestamp() - status.running_s
    atlas = {"id": status.atlas, "version": status.atlas_version}
    expires = dt.datetime.combine(status.atlas_expires, dt.time(), dt.UTC).timestamp()
    restarts = [({"reason": reason}, count) for reason, count in summary.restarts]
    yield Metric("up", "1 while it runs, 0 after a clean end.", [({}, is_up)])
    yield Metric("info", "Version of the program.", [({"version": status.program}, 1)])
    yield Metric("start_time_seconds", "Start time in seconds since 1970.", [({}, started)])
    yield Metric("restarts_total", "Restarts by reason.", restarts, "counter")
    yield Metric("safe_mode", "1 in safe mode.", [({}, summary.is_safe_mode)])
    yield Metric("screens", "Connected screens.", [({}, len(status.screens))])
    yield Metric("resident_memory_bytes", "Memory in use.", _samples(status.memory))
    yield Metric("disk_free_bytes", "Free disk space where it writes.", _samples(status.disk_free))
    lag = "Longest delay of the event loop in five minutes."
    yield Metric("loop_lag_seconds", lag, _samples(status.max_lag_s))
    wrong = "Wrong PINs since the first PIN was set."
    yield Metric("pin_failures_total", wrong, [({}, status.wrong_pins)], "counter")
    yield Metric("atlas_info", "The atlas that is shown.", [(atlas, 1)])
    yield Metric(
        "atlas_expiry_time_seconds",
        "Expiry time of the atlas in seconds since 1970.",
        [({}, expires)],
    )


def _usage_metrics(day: PublishedDay | None) -> Iterator[Metric]:
    if day is None:
        return
    start = dt.datetime.combine(day.day, dt.time(), dt.UTC).timestamp()
    regions = [({"region": name}, count) for name, count in day.regions]
    topics = [({"topic": name}, count) for name, count in day.topics]
    yield Metric(
        "day_time_seconds",
        "The day that the daily counts are about, in seconds since 1970.",
        [({}, start)],
    )
    yield Metric("day_sessions", f"Visitors on that day. {_ABSENT_NOTE}", _samples(day.visitors))
    yield Metric(
        "day_handouts", f"Visitors who made a handout. {_ABSENT_NOTE}", _samples(day.handouts)
    )
    yield Metric("day_region_sessions", f"Visitors who opened the region. {_ABSENT_NOTE}", regions)
    yield Metric("day_topic_sessions", f"Visitors who opened the topic. {_ABSENT_NOTE}", topics)


def _samples(value: float | None) -> list[Sample]:
    return [] if value is None else [({}, value)]


def _format_labels(labels: dict[str, str]) -> str:
    pairs = ",".join(f'{name}="{_escape_label(value)}"' for name, value in labels.items())
    return f"{{{pairs}}}" if pairs else ""


def _escape_help(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _escape_label(text: str) -> str:
    return _escape_help(text).replace('"', '\\"')


def _format_number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.3f}"


class MetricsExporter(QObject):
    """Writes the metrics file at the start, every five minutes and at the end."""

    def __init__(self, file: Path, status: Callable[[], KioskStatus], parent: QObject) -> None:
        super().__init__(parent)
        self._file, self._status = file, status
        self._timer = QTimer(self)
        self._timer.setInterval(EXPORT_INTERVAL_MS)
        self._timer.timeout.connect(self.write)
        self._timer.start()

    def write(self) -> None:
        """Write the current status; log an error, because a full disk must not end a kiosk."""
        self._write(is_up=True)

    def stop(self) -> None:
        """Stop the timer and write that the kiosk has ended."""
        self._timer.stop()
        self._write(is_up=False)

    def _write(self, *, is_up: bool) -> None:
        try:
            write_exposition(self._file, self._status(), is_up=is_up)
        except OSError as error:
            _log.warning("the metrics cannot be written: %s", error.strerror)
