"""Counts are of days and crowds; nobody can be worked out of them, and no file breaks them."""

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
from app.session.session import Session
from app.session.state import Page, Showing

DAY = dt.date(2026, 11, 25)
FACTS = KioskStatus(
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


def visit(counts, *regions, topics=(), handout=False):
    one = counts.begin()
    for region in regions:
        one.region(region)
    for topic in topics:
        one.topic(topic)
    if handout:
        one.handout()
    counts.end(one)


def many_visits(counts, size, *regions, **what):
    for _ in range(size):
        visit(counts, *regions, **what)


def test_a_day_is_shown_once_it_is_over(counts, today):
    many_visits(counts, 6, "flank", topics=["risks"], handout=True)
    assert counts.shown() is None
    today.date += dt.timedelta(1)
    shown = counts.shown()
    assert (shown.day, shown.visitors, shown.handouts) == (DAY, 6, 6)
    assert (shown.regions, shown.topics) == ((("flank", 6),), (("risks", 6),))


def test_nothing_shown_changes_while_a_day_goes_on(counts, today):
    many_visits(counts, 9, "flank")
    today.date += dt.timedelta(1)
    before = counts.shown()
    one = counts.begin()
    for _ in range(50):
        one.region("waist")
        assert counts.shown() == before
        visit(counts, "waist")
    assert counts.shown() == before


@pytest.mark.parametrize("size", range(MIN_PUBLISHED_COUNT + 2))
def test_fewer_than_five_are_hidden(counts, today, size):
    many_visits(counts, size, "flank", topics=["risks"], handout=True)
    many_visits(counts, 9, "waist")
    today.date += dt.timedelta(1)
    shown = counts.shown()
    assert shown.visitors == 9 + size
    assert shown.handouts == (size if size >= MIN_PUBLISHED_COUNT else None)
    assert dict(shown.regions).get("flank") == (size if size >= MIN_PUBLISHED_COUNT else None)
    assert dict(shown.topics).get("risks") == (size if size >= MIN_PUBLISHED_COUNT else None)


def test_one_visitor_who_opens_a_thing_often_is_no_crowd(counts, today):
    for _ in range(7):
        visit(counts, "waist")
    visit(counts, *["flank"] * 40, topics=["risks"] * 40)
    today.date += dt.timedelta(1)
    assert dict(counts.shown().regions) == {"waist": 7}
    assert counts.shown().topics == ()


def test_visitors_at_two_screens_are_told_apart(counts, today):
    for _ in range(4):
        one, other = counts.begin(), counts.begin()
        for each in (one, other, one, other):
            each.region("flank")
        counts.end(other)
        one.region("flank")
        one.topic("risks")
        counts.end(one)
    today.date += dt.timedelta(1)
    shown = counts.shown()
    assert (shown.visitors, shown.regions, shown.topics) == (8, (("flank", 8),), ())


few, many = st.integers(0, MIN_PUBLISHED_COUNT - 1), st.integers(MIN_PUBLISHED_COUNT, 40)
ids = st.sampled_from(["flank", "waist", "upper-back", "lower-back", "hips"])
parts = st.dictionaries(ids, st.one_of(few, many))


def _hidden_otherwise(day: DayCounts, other: int) -> DayCounts:
    """The same day, had every hidden count been another one."""

    def swap(count: int) -> int:
        return other if count < MIN_PUBLISHED_COUNT else count

    return DayCounts(
        swap(day.visitors),
        swap(day.handouts),
        {name: swap(day.regions.get(name, 0)) for name in ("flank", "waist", "hips", *day.regions)},
        {name: swap(day.topics.get(name, 0)) for name in ("flank", "waist", "hips", *day.topics)},
    )


@given(st.builds(DayCounts, st.one_of(few, many), st.one_of(few, many), parts, parts), few)
def test_whatever_a_hidden_count_is_page_and_file_say_the_same(tmp_path_factory, day, other):
    told = set()
    for one in (day, _hidden_otherwise(day, other)):
        counts = UsageCounts(tmp_path_factory.getbasetemp() / "never", {"2026-11-25": one}, Today())
        counts._today = lambda: DAY + dt.timedelta(1)
        facts = replace(FACTS, usage=counts.last_complete_day())
        told.add((status_lines(facts), exposition(facts)))
    assert len(told) == 1


def test_small_counts_of_a_day_that_is_over_are_forgotten_on_the_disk_too(counts, file, today):
    many_visits(counts, 8, "waist")
    many_visits(counts, 2, "flank", topics=["risks"], handout=True)
    counts.write()
    assert "flank" in file.read_text()
    today.date += dt.timedelta(1)
    visit(counts)
    counts.write()
    day = json.loads(file.read_text())["days"][DAY.isoformat()]
    assert day == {"visitors": 10, "handouts": 0, "regions": {"waist": 8}, "topics": {}}


def test_whoever_stays_past_midnight_belongs_to_the_day_they_came(counts, today):
    many_visits(counts, 4, "flank")
    one = counts.begin()
    today.date += dt.timedelta(1)
    one.region("flank")
    assert counts.shown() is None
    counts.write()
    counts.end(one)
    assert (counts.shown().visitors, dict(counts.shown().regions)) == (5, {"flank": 5})


def test_the_file_holds_no_order_no_time_of_day_and_only_its_owner_reads_it(counts, file):
    visit(counts, "waist", "flank", topics=["risks"])
    counts.write()
    assert not re.search(r"\d\d:\d\d|T\d\d", file.read_text())
    assert file.stat().st_mode & 0o077 == 0
    assert set(json.loads(file.read_text())) == {"schema", "days"}


def test_counts_outlive_a_restart(counts, file, today):
    many_visits(counts, 3, "flank")
    counts.write()
    again = UsageCounts.open(file, today)
    many_visits(again, 3, "flank")
    today.date += dt.timedelta(1)
    assert dict(again.last_complete_day().regions) == {"flank": 6}


def test_the_oldest_of_more_than_four_hundred_days_goes(counts, file, today):
    for _ in range(MAX_DAYS + 5):
        many_visits(counts, 5)
        today.date += dt.timedelta(1)
    counts.write()
    days = json.loads(file.read_text())["days"]
    assert len(days) == MAX_DAYS
    assert min(days) == (DAY + dt.timedelta(5)).isoformat()
    assert len(UsageCounts.open(file, today)._days) == MAX_DAYS


@pytest.mark.parametrize("year", [1970, 2038, 9999])
def test_a_clock_that_is_far_off_breaks_nothing(counts, today, year):
    many_visits(counts, 6, "flank")
    today.date = dt.date(year, 1, 19)
    many_visits(counts, 7, "waist")
    counts.write()
    today.date = DAY + dt.timedelta(1)
    assert dict(counts.shown().regions) == {"flank": 6}


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
def test_a_broken_file_is_told_kept_aside_and_counting_begins_anew(file, today, data, caplog):
    file.parent.mkdir()
    file.write_bytes(data)
    counts = UsageCounts.open(file, today)
    many_visits(counts, 5)
    counts.write()
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert file.with_name(f"{file.name}.broken").read_bytes() == data
    assert UsageCounts.open(file, today)._days[DAY.isoformat()].visitors == 5
    assert len(list(file.parent.iterdir())) == 2


def test_a_pipe_in_its_place_is_told_and_put_aside(file, today, caplog):
    file.parent.mkdir()
    os.mkfifo(file)
    UsageCounts.open(file, today).write()
    assert "it is not a plain file" in caplog.text
    assert file.is_file()


def test_a_folder_in_its_place_is_told_and_counting_goes_on(file, today, caplog):
    file.mkdir(parents=True)
    visit(UsageCounts.open(file, today))
    assert "cannot be read" in caplog.text


@pytest.fixture
def session():
    return Session(Showing(place=Place(RegionId("hips"))))


@pytest.fixture
def recorder(qapp, session, counts):
    return UsageRecorder(session, counts)


def _open(session, *regions):
    for region in regions:
        session.select(Place(RegionId(region)))


def test_a_tally_counts_what_visitors_open_and_nothing_else(recorder, session, counts, today):
    for _ in range(5):
        recorder.begin()
        _open(session, "flank", "waist", "flank")
        session.open_topic(TopicId("risks"))
        session.open_page(Page.ABOUT)
        session.set_search("a secret")
        recorder.note_handout()
        recorder.end()
        session.start_over()
    today.date += dt.timedelta(1)
    shown = counts.shown()
    assert (shown.visitors, shown.handouts) == (5, 5)
    assert shown.regions == (("flank", 5), ("waist", 5))
    assert shown.topics == (("risks", 5),)


def test_who_starts_over_and_goes_is_one_visitor_and_who_comes_next_another(
    recorder, session, counts
):
    recorder.begin()
    _open(session, "flank")
    for _ in range(3):
        recorder.end()
        session.start_over()
        recorder.expect()
    assert counts._days[DAY.isoformat()].visitors == 1
    _open(session, "flank")
    recorder.end()
    session.start_over()
    day = counts._days[DAY.isoformat()]
    assert (day.visitors, day.regions) == (2, {"flank": 2})


def test_what_moves_while_nobody_is_there_is_not_counted(recorder, session, counts):
    _open(session, "flank", "waist")
    session.open_topic(TopicId("risks"))
    recorder.note_handout()
    assert counts._days == {}
    assert not counts.is_dirty


def test_it_is_written_after_a_while_and_nobody_wakes_after_that(
    recorder, session, file, counts, monkeypatch, qtbot
):
    recorder._due.setInterval(1)
    recorder.begin()
    _open(session, "flank")
    assert not file.exists()
    qtbot.waitUntil(file.exists)
    assert not recorder._due.isActive()
    assert json.loads(file.read_text())["days"][DAY.isoformat()]["regions"] == {"flank": 1}


def test_the_disk_is_spared(recorder, session, file):
    assert usage_recorder.WRITE_AFTER_MS >= 180_000
    for _ in range(20):
        recorder.begin()
        _open(session, "flank", "waist")
        recorder.end()
        session.start_over()
    assert not file.exists()
    recorder.write()
    assert file.exists()


def test_a_full_disk_stops_no_visitor(recorder, session, counts, monkeypatch, caplog):
    def full(*_what, **_how):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.kiosk.metrics.usage_counts.write_atomically", full)
    recorder.begin()
    _open(session, "flank")
    recorder.write()
    assert "No space left" in caplog.text
    monkeypatch.undo()
    recorder.write()
    assert not counts.is_dirty


LINE = re.compile(
    r'back_atlas_[a-z_]+(\{[a-z]+="([^"\\\n]|\\["\\n])*"(,[a-z]+="([^"\\\n]|\\["\\n])*")*\})? '
    r"-?\d+(\.\d+)?"
)


def _crowded(counts, today):
    many_visits(counts, 12, "flank", topics=["risks"], handout=True)
    many_visits(counts, 2, "waist")
    today.date += dt.timedelta(1)
    return replace(FACTS, usage=counts.shown())


def test_every_line_of_the_file_is_one_that_prometheus_reads(counts, today):
    past = RestartSummary((("crash", 2), ('odd "one"\\\n', 1)), "E1", is_safe_mode=True)
    text = exposition(replace(_crowded(counts, today), past=past, lag_s=0.0314))
    assert text.endswith("\n")
    named, typed = set(), None
    for line in text.splitlines():
        kind, _, rest = line.partition(" ")
        if kind != "#":
            assert LINE.fullmatch(line), line
            assert re.split(r"[{ ]", line)[0] == typed
            continue
        what, name, words = rest.split(" ", 2)
        if what == "HELP":
            assert name not in named
            named.add(name)
        else:
            assert (what, name in named, words) in (
                ("TYPE", True, "gauge"),
                ("TYPE", True, "counter"),
            )
            assert name.endswith("_total") == (words == "counter")
            typed = name
    assert r'back_atlas_restarts_total{reason="odd \"one\"\\\n"} 1' in text
    assert "back_atlas_loop_lag_seconds 0.031" in text


def test_it_tells_what_may_be_told_and_leaves_out_what_is_hidden(counts, today):
    text = exposition(_crowded(counts, today))
    assert 'back_atlas_day_region_sessions{region="flank"} 12\n' in text
    assert "back_atlas_day_sessions 14\n" in text
    assert "back_atlas_day_time_seconds 1795564800\n" in text
    assert "waist" not in text
    assert "back_atlas_up 1\n" in text
    assert f"back_atlas_start_time_seconds {int(FACTS.now.timestamp() - 3720)}\n" in text
    assert 'back_atlas_atlas_info{id="back",version="1.0"} 1\n' in text


def test_what_is_not_known_is_left_out(counts):
    text = exposition(replace(FACTS, memory=None, disk_free=None), is_up=False)
    assert "memory" not in text
    assert "disk" not in text
    assert "_day_" not in text
    assert "back_atlas_up 0\n" in text


def test_the_file_is_put_in_place_whole(tmp_path):
    write_exposition(tmp_path / "back-atlas.prom", FACTS)
    assert (tmp_path / "back-atlas.prom").read_text() == exposition(FACTS)
    assert len(list(tmp_path.iterdir())) == 1
