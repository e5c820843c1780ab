"""Counts are by day and reveal no single visitor, and no file can break them."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.body.regions import Place, RegionId, TopicId
from app.kiosk.metrics import usage_recorder
from app.kiosk.metrics.prometheus import exposition, write_exposition
from app.kiosk.metrics.status import KioskStatus, RestartSummary
from app.kiosk.metrics.status_text import status_lines
from app.kiosk.metrics.usage_counts import MAX_DAYS, MIN_PUBLISHED_COUNT, DayCounts, UsageCounts
from app.kiosk.metrics.usage_recorder import UsageRecorder
from app.session.actions import OpenPage, OpenTerm, OpenTopic, SelectRegion
from app.session.session import Session
from app.session.state import Page, Showing
from tests.kiosk.conftest import timer_of

DAY = dt.date(2026, 11, 25)
STATUS = KioskStatus(
    now=dt.datetime(2026, 11, 26, 9, 30, tzinfo=dt.UTC),
    running_s=3_720.0,
    program="0.1.0",
    python="3.11.2",
    qt="6.11.3",
    atlas="back",
    atlas_version="1.0",
    atlas_date=dt.date(2026, 1, 1),
    atlas_expires=dt.date(2027, 1, 1),
    restart_summary=RestartSummary(),
    screens=("HDMI-1 1080 x 1920",),
    memory=151_000_000,
    disk_free=7_000_000_000,
    staff=("Anna",),
    wrong_pins=3,
    log_path="/var/log/kiosk",
    is_counting=True,
)


class Today:
    def __init__(self) -> None:
        self.date = DAY

    def __call__(self) -> dt.date:
        return self.date


@pytest.fixture
def today():
    return Today()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "kiosk" / "kiosk-counts.json"


@pytest.fixture
def counts(file, today):
    return UsageCounts.open(file, today)


def stored_days(counts, file) -> dict[str, dict[str, object]]:
    """The days in the file, after writing the counts."""
    counts.write()
    return json.loads(file.read_text())["days"]


def visit(counts, *regions, topics=(), handout=False):
    record = counts.begin_visit()
    for region in regions:
        record.count_region(region)
    for topic in topics:
        record.count_topic(topic)
    if handout:
        record.count_handout()
    counts.end_visit(record)


def many_visits(counts, number, *regions, **content):
    for _ in range(number):
        visit(counts, *regions, **content)


def test_a_day_is_published_once_it_is_over(counts, today):
    many_visits(counts, 6, "flank", topics=["risks"], handout=True)
    assert counts.last_complete_day() is None
    today.date += dt.timedelta(1)
    day = counts.last_complete_day()
    assert (day.day, day.visitors, day.handouts) == (DAY, 6, 6)
    assert (day.regions, day.topics) == ((("flank", 6),), (("risks", 6),))


def test_the_published_counts_do_not_change_during_a_day(counts, today):
    many_visits(counts, 9, "flank")
    today.date += dt.timedelta(1)
    before = counts.last_complete_day()
    record = counts.begin_visit()
    for _ in range(50):
        record.count_region("waist")
        assert counts.last_complete_day() == before
        visit(counts, "waist")
    assert counts.last_complete_day() == before


@pytest.mark.parametrize("number", range(MIN_PUBLISHED_COUNT + 2))
def test_counts_below_five_are_not_published(counts, today, number):
    many_visits(counts, number, "flank", topics=["risks"], handout=True)
    many_visits(counts, 9, "waist")
    today.date += dt.timedelta(1)
    day = counts.last_complete_day()
    expected = number if number >= MIN_PUBLISHED_COUNT else None
    assert day.visitors == 9 + number
    assert day.handouts == expected
    assert dict(day.regions).get("flank") == expected
    assert dict(day.topics).get("risks") == expected


def test_a_visitor_who_opens_something_often_counts_once(counts, today):
    for _ in range(7):
        visit(counts, "waist")
    visit(counts, *["flank"] * 40, topics=["risks"] * 40)
    today.date += dt.timedelta(1)
    assert dict(counts.last_complete_day().regions) == {"waist": 7}
    assert counts.last_complete_day().topics == ()


def test_visitors_at_two_screens_are_counted_separately(counts, today):
    for _ in range(4):
        first, second = counts.begin_visit(), counts.begin_visit()
        for record in (first, second, first, second):
            record.count_region("flank")
        counts.end_visit(second)
        first.count_region("flank")
        first.count_topic("risks")
        counts.end_visit(first)
    today.date += dt.timedelta(1)
    day = counts.last_complete_day()
    assert (day.visitors, day.regions, day.topics) == (8, (("flank", 8),), ())


few, many = st.integers(0, MIN_PUBLISHED_COUNT - 1), st.integers(MIN_PUBLISHED_COUNT, 40)
ids = st.sampled_from(["flank", "waist", "upper-back", "lower-back", "hips"])
parts = st.dictionaries(ids, st.one_of(few, many))


def with_other_hidden_counts(day: DayCounts, other: int) -> DayCounts:
    """The same day with every hidden count replaced by another one."""

    def swap(count: int) -> int:
        return other if count < MIN_PUBLISHED_COUNT else count

    return DayCounts(
        swap(day.visitors),
        swap(day.handouts),
        {name: swap(day.regions.get(name, 0)) for name in ("flank", "waist", "hips", *day.regions)},
        {name: swap(day.topics.get(name, 0)) for name in ("flank", "waist", "hips", *day.topics)},
    )


@given(st.builds(DayCounts, st.one_of(few, many), st.one_of(few, many), parts, parts), few)
def test_page_and_metrics_do_not_depend_on_hidden_counts(tmp_path_factory, day, other):
    published, tomorrow = set(), DAY + dt.timedelta(1)
    file = tmp_path_factory.getbasetemp() / "never"
    for one in (day, with_other_hidden_counts(day, other)):
        counts = UsageCounts(file, {DAY.isoformat(): one}, lambda: tomorrow)
        status = replace(STATUS, usage=counts.last_complete_day())
        published.add((status_lines(status), exposition(status)))
    assert len(published) == 1


def test_small_counts_of_a_complete_day_are_deleted_from_the_file_too(counts, file, today):
    many_visits(counts, 8, "waist")
    many_visits(counts, 2, "flank", topics=["risks"], handout=True)
    counts.write()
    assert "flank" in file.read_text()
    today.date += dt.timedelta(1)
    visit(counts)
    day = stored_days(counts, file)[DAY.isoformat()]
    assert day == {"visitors": 10, "handouts": 0, "regions": {"waist": 8}, "topics": {}}


def test_a_visit_past_midnight_counts_for_the_day_on_which_it_began(counts, today):
    many_visits(counts, 4, "flank")
    record = counts.begin_visit()
    today.date += dt.timedelta(1)
    record.count_region("flank")
    assert counts.last_complete_day() is None
    counts.write()
    counts.end_visit(record)
    day = counts.last_complete_day()
    assert (day.visitors, dict(day.regions)) == (5, {"flank": 5})


def test_the_file_has_no_order_and_no_time_of_day_and_only_its_owner_can_read_it(counts, file):
    visit(counts, "waist", "flank", topics=["risks"])
    counts.write()
    assert not re.search(r"\d\d:\d\d|T\d\d", file.read_text())
    assert file.stat().st_mode & 0o077 == 0
    assert set(json.loads(file.read_text())) == {"schema", "days"}


def test_counts_are_kept_across_a_restart(counts, file, today):
    many_visits(counts, 3, "flank")
    counts.write()
    again = UsageCounts.open(file, today)
    many_visits(again, 3, "flank")
    today.date += dt.timedelta(1)
    assert dict(again.last_complete_day().regions) == {"flank": 6}


def test_only_the_last_four_hundred_days_are_kept(counts, file, today):
    for _ in range(MAX_DAYS + 5):
        many_visits(counts, 5)
        today.date += dt.timedelta(1)
    days = stored_days(counts, file)
    assert len(days) == MAX_DAYS
    assert min(days) == (DAY + dt.timedelta(5)).isoformat()
    assert stored_days(UsageCounts.open(file, today), file) == days


@pytest.mark.parametrize("year", [1970, 2038, 9999])
def test_a_wrong_clock_breaks_nothing(counts, today, year):
    many_visits(counts, 6, "flank")
    today.date = dt.date(year, 1, 19)
    many_visits(counts, 7, "waist")
    counts.write()
    today.date = DAY + dt.timedelta(1)
    assert dict(counts.last_complete_day().regions) == {"flank": 6}


BROKEN = [
    b"",
    b"{",
    b"[]",
    b'{"schema": 2, "days": {}}',
    b'{"schema": 1}',
    b'{"schema": 1, "days": {}, "more": 1}',
    b'{"schema": 1, "days": {"today": {}}}',
    b'{"schema": 1, "days": {"2026-02-30": {}}}',
    b'{"schema": 1, "days": {"2026-11-25": {"visitors": -1}}}',
    b'{"schema": 1, "days": {"2026-11-25": {"visitors": true}}}',
    b'{"schema": 1, "days": {"2026-11-25": {"visitors": 1.5}}}',
    b'{"schema": 1, "days": {"2026-11-25": {"visitors": NaN}}}',
    b'{"schema": 1, "days": {"2026-11-25": {"regions": {"a b": 1}}}}',
    b'{"schema": 1, "days": {"2026-11-25": {"names": {}}}}',
    b"\xff\xfe",
    b"[" * 100_000,
    b" " * (5 * 2**20),
]


@pytest.mark.parametrize("data", BROKEN, ids=[str(data[:60]) for data in BROKEN])
def test_a_broken_file_is_logged_and_renamed_and_counting_starts_from_zero(
    file, today, data, caplog
):
    file.parent.mkdir()
    file.write_bytes(data)
    counts = UsageCounts.open(file, today)
    many_visits(counts, 5)
    assert stored_days(counts, file)[DAY.isoformat()]["visitors"] == 5
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert file.with_name(f"{file.name}.broken").read_bytes() == data
    assert len(list(file.parent.iterdir())) == 2


def test_a_pipe_in_place_of_the_file_is_logged_and_renamed(file, today, caplog):
    file.parent.mkdir()
    os.mkfifo(file)
    UsageCounts.open(file, today).write()
    assert "it is not a plain file" in caplog.text
    assert file.is_file()


def test_a_folder_in_place_of_the_file_is_logged_and_counting_goes_on(file, today, caplog):
    file.mkdir(parents=True)
    visit(UsageCounts.open(file, today))
    assert "cannot be read" in caplog.text


@pytest.fixture
def session():
    return Session(Showing(place=Place(RegionId("hips"))))


@pytest.fixture
def recorder(qapp, session, counts):
    return UsageRecorder(session, counts)


def open_regions(session, *regions):
    for region in regions:
        session.apply(SelectRegion(Place(RegionId(region))))


def test_the_recorder_counts_regions_topics_and_handouts_only(recorder, session, counts, today):
    for _ in range(5):
        recorder.begin_visit()
        open_regions(session, "flank", "waist", "flank")
        session.apply(OpenTopic(TopicId("risks")))
        session.apply(OpenPage(Page.ABOUT))
        session.apply(OpenTerm("a-secret"))
        recorder.record_handout()
        recorder.end_visit()
        session.reset()
    today.date += dt.timedelta(1)
    day = counts.last_complete_day()
    assert (day.visitors, day.handouts) == (5, 5)
    assert day.regions == (("flank", 5), ("waist", 5))
    assert day.topics == (("risks", 5),)


def test_a_new_visitor_counts_only_with_the_first_change_after_starting_over(
    recorder, session, counts, file
):
    recorder.begin_visit()
    open_regions(session, "flank")
    for _ in range(3):
        recorder.end_visit()
        session.reset()
        recorder.expect_visitor()
    assert stored_days(counts, file)[DAY.isoformat()]["visitors"] == 1
    open_regions(session, "flank")
    recorder.end_visit()
    session.reset()
    day = stored_days(counts, file)[DAY.isoformat()]
    assert (day["visitors"], day["regions"]) == (2, {"flank": 2})


def test_changes_without_a_visitor_are_not_counted(recorder, session, counts, file):
    open_regions(session, "flank", "waist")
    session.apply(OpenTopic(TopicId("risks")))
    recorder.record_handout()
    assert not counts.has_unsaved
    assert stored_days(counts, file) == {}


def test_counts_are_written_after_a_while_and_the_timer_stops(recorder, session, file, qtbot):
    timer_of(recorder).setInterval(1)
    recorder.begin_visit()
    open_regions(session, "flank")
    assert not file.exists()
    qtbot.waitUntil(file.exists)
    assert not timer_of(recorder).isActive()
    assert json.loads(file.read_text())["days"][DAY.isoformat()]["regions"] == {"flank": 1}


def test_counts_are_not_written_after_every_visit(recorder, session, file):
    assert usage_recorder.WRITE_AFTER_MS >= 180_000
    for _ in range(20):
        recorder.begin_visit()
        open_regions(session, "flank", "waist")
        recorder.end_visit()
        session.reset()
    assert not file.exists()
    recorder.write()
    assert file.exists()


def test_a_full_disk_is_logged_and_the_counts_are_written_later(
    recorder, session, counts, monkeypatch, caplog
):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.kiosk.metrics.usage_counts.write_atomically", full)
    recorder.begin_visit()
    open_regions(session, "flank")
    recorder.write()
    assert "No space left" in caplog.text
    monkeypatch.undo()
    recorder.write()
    assert not counts.has_unsaved


LINE = re.compile(
    r'back_atlas_[a-z_]+(\{[a-z]+="([^"\\\n]|\\["\\n])*"(,[a-z]+="([^"\\\n]|\\["\\n])*")*\})? '
    r"-?\d+(\.\d+)?"
)


def status_after_many_visits(counts, today):
    many_visits(counts, 12, "flank", topics=["risks"], handout=True)
    many_visits(counts, 2, "waist")
    today.date += dt.timedelta(1)
    return replace(STATUS, usage=counts.last_complete_day())


def test_every_line_of_the_metrics_is_valid_for_prometheus(counts, today):
    summary = RestartSummary((("crash", 2), ('odd "one"\\\n', 1)), "E1", is_safe_mode=True)
    status = status_after_many_visits(counts, today)
    text = exposition(replace(status, restart_summary=summary, max_lag_s=0.0314))
    assert text.endswith("\n")
    helped, typed = set(), None
    for line in text.splitlines():
        mark, _, rest = line.partition(" ")
        if mark != "#":
            assert LINE.fullmatch(line), line
            assert re.split(r"[{ ]", line)[0] == typed
            continue
        keyword, name, text_or_type = rest.split(" ", 2)
        if keyword == "HELP":
            assert name not in helped
            helped.add(name)
        else:
            assert (keyword, name in helped) == ("TYPE", True)
            assert text_or_type in ("gauge", "counter")
            assert name.endswith("_total") == (text_or_type == "counter")
            typed = name
    assert r'back_atlas_restarts_total{reason="odd \"one\"\\\n"} 1' in text
    assert "back_atlas_loop_lag_seconds 0.031" in text


def test_the_metrics_leave_out_counts_that_are_not_published(counts, today):
    text = exposition(status_after_many_visits(counts, today))
    assert 'back_atlas_day_region_sessions{region="flank"} 12\n' in text
    assert "back_atlas_day_sessions 14\n" in text
    assert "back_atlas_day_time_seconds 1795564800\n" in text
    assert "waist" not in text
    assert "back_atlas_up 1\n" in text
    assert f"back_atlas_start_time_seconds {int(STATUS.now.timestamp() - 3720)}\n" in text
    assert 'back_atlas_atlas_info{id="back",version="1.0"} 1\n' in text


def test_the_metrics_leave_out_unknown_values(counts):
    text = exposition(replace(STATUS, memory=None, disk_free=None), is_up=False)
    assert "memory" not in text
    assert "disk" not in text
    assert "_day_" not in text
    assert "back_atlas_up 0\n" in text


def test_the_metrics_file_is_written_atomically(tmp_path):
    write_exposition(tmp_path / "back-atlas.prom", STATUS)
    assert (tmp_path / "back-atlas.prom").read_text() == exposition(STATUS)
    assert len(list(tmp_path.iterdir())) == 1
