"""The health page says how a kiosk is, to be read over the phone, and hides what is hidden."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.kiosk.access.pin_store import PinStore
from app.kiosk.builder import KioskBuilder, KioskDependencies
from app.kiosk.config import KioskConfig, KioskFiles
from app.kiosk.metrics import status as facts_module
from app.kiosk.metrics.prometheus import MetricsExporter
from app.kiosk.metrics.status import KioskStatus, RestartSummary, disk_free, memory_in_use
from app.kiosk.metrics.status_text import status_lines
from app.kiosk.metrics.usage_counts import DayCounts, PublishedDay, UsageCounts
from app.kiosk.overlays.status_page import StatusPage
from app.kiosk.supervision.heartbeat import LoopLag
from app.session.state import Showing
from app.support.paths import assets
from app.theme.theme import read_theme
from app.widgets.button import Button
from app.widgets.text_label import TextLabel

FACTS = KioskStatus(
    now=dt.datetime(2026, 11, 26, 9, 30, tzinfo=dt.UTC),
    running_s=93_780.0,
    program="0.1.0",
    python="3.11.2",
    qt="6.11.3",
    atlas="back",
    atlas_version="1.0",
    atlas_date=dt.date(2026, 1, 1),
    atlas_expires=dt.date(2027, 1, 1),
    restart_summary=RestartSummary((("crash", 2), ("hang", 1)), "E70 KeyError"),
    screens=("HDMI-1 1080 x 1920 (336 x 597 mm)", "DP-2 1920 x 1080"),
    memory=151_400_000,
    disk_free=7_000_000_000,
    staff=("Anna", "Ben"),
    wrong_pins=3,
    log_path="/var/lib/back-atlas/logs",
    is_counting=True,
    usage=PublishedDay(dt.date(2026, 11, 25), 12, None, (("Flank", 12), ("Waist", 7)), ()),
)


def said(facts: KioskStatus) -> dict[str, str]:
    return {line.label: line.text for line in status_lines(facts)}


def wrong(facts: KioskStatus) -> set[str]:
    return {line.label for line in status_lines(facts) if line.needs_attention}


def test_it_says_all_that_a_caller_is_asked():
    words = said(FACTS)
    assert words["Program"] == "0.1.0, on Python 3.11.2 and Qt 6.11.3"
    assert words["Atlas"] == "back 1.0 of 2026-01-01, up to date until 2027-01-01"
    assert words["Running"] == "for 1 d 2 h 3 min. The clock says 2026-11-26 09:30"
    assert words["Restarts"] == "crash 2, hang 1"
    assert words["Last error"] == "E70 KeyError"
    assert "HDMI-1 1080 x 1920" in words["Screens"]
    assert (words["Memory in use"], words["Room on the disk"]) == ("151 MB", "7000 MB")
    assert (words["Keepers"], words["Wrong PINs"][:2]) == ("Anna, Ben", "3 ")
    assert words["The log lies in"] == "/var/lib/back-atlas/logs"


def test_what_somebody_should_see_to_is_marked():
    assert wrong(replace(FACTS, restart_summary=RestartSummary())) == set()
    assert wrong(FACTS) == {"Restarts", "Last error"}
    bad = replace(
        FACTS,
        restart_summary=RestartSummary(is_safe_mode=True),
        screens=(),
        disk_free=1_000,
        atlas_expires=dt.date(2026, 11, 25),
    )
    assert wrong(bad) == {"Safe mode", "Screens", "Room on the disk", "Atlas"}
    assert "OUT OF DATE since 2026-11-25" in said(bad)["Atlas"]


@pytest.mark.parametrize(
    ("year", "is_over"), [(1970, False), (2026, False), (2027, True), (2038, True)]
)
def test_the_atlas_is_out_of_date_by_the_clock_on_the_wall(year, is_over):
    facts = replace(FACTS, now=dt.datetime(year, 1, 19, tzinfo=dt.UTC))
    assert ("Atlas" in wrong(facts)) == is_over


def test_hidden_counts_stay_hidden():
    words = said(FACTS)
    assert words["Visitors on 2026-11-25"] == "12"
    assert words["of them made a handout"] == "fewer than 5"
    assert words["of them opened the regions"] == "Flank 12, Waist 7, every other: fewer than 5"
    assert words["of them opened the topics"] == "every other: fewer than 5"


def test_it_says_why_there_are_no_counts():
    assert said(replace(FACTS, usage=None))["Counts"].startswith("a day is shown once it is over")
    assert said(replace(FACTS, usage=None, is_counting=False))["Counts"] == "off"


def test_what_is_not_known_is_said_to_be():
    words = said(replace(FACTS, memory=None, disk_free=None, restart_summary=RestartSummary()))
    assert words["Memory in use"] == words["Room on the disk"] == "not known"
    assert words["Restarts"] == words["Last error"] == "none known"


@pytest.mark.parametrize(
    ("lag_s", "words", "is_wrong"),
    [
        (None, "not measured yet", False),
        (0.02, "less than 0.1 seconds in the last five minutes", False),
        (0.34, "at most 0.3 seconds in the last five minutes", False),
        (7.0, "at most 7.0 seconds in the last five minutes", True),
    ],
)
def test_how_late_the_program_answers_is_told_in_plain_words(lag_s, words, is_wrong):
    facts = replace(FACTS, max_lag_s=lag_s)
    assert said(facts)["Delay"] == words
    assert ("Delay" in wrong(facts)) == is_wrong


def test_memory_is_what_the_system_says():
    before = memory_in_use()
    ballast = bytearray(os.urandom(1)) * 40_000_000
    assert 30_000_000 < memory_in_use() - before < 60_000_000
    assert len(ballast) == 40_000_000


def test_memory_is_not_known_elsewhere(monkeypatch):
    monkeypatch.setattr(facts_module.sys, "platform", "win32")
    assert memory_in_use() is None


def test_room_is_told_for_a_folder_that_is_not_there_yet(tmp_path):
    assert disk_free(tmp_path / "a" / "b") > 0


@pytest.fixture
def over(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1080, 1500)
    window.show()
    return window


@pytest.fixture(params=[100, 170, 200])
def scene(over, request):
    scene = StatusPage(over, read_theme(assets() / "themes", "light", request.param))
    scene.show_status(FACTS)
    scene.show()
    QApplication.processEvents()
    return scene


def test_every_line_is_on_the_page(scene):
    for line in status_lines(FACTS):
        assert f"{line.label}: {line.text}" in scene.reads()


def test_its_ground_is_one_and_the_same(scene):
    picture, ground = scene.grab().toImage(), scene.theme.colour("surface")
    for x in range(2, scene.width() - 2, 40):
        column = {picture.pixelColor(x, y).rgb() for y in (2, scene.height() - 2)}
        assert column == {ground.rgb()}
    bottom = scene._column.geometry().bottomLeft()
    assert picture.pixelColor(bottom) == ground


@pytest.mark.parametrize("size", [(1080, 1500), (1280, 800), (800, 480)])
def test_it_can_be_read_and_left_on_every_screen(scene, over, size):
    over.resize(*size)
    QApplication.processEvents()
    assert scene.geometry() == over.rect()
    button = scene.findChild(Button)
    assert scene.rect().contains(button.geometry())
    bar = scene._column.verticalScrollBar()
    inside = scene._column.widget()
    assert inside.height() - scene._column.viewport().height() <= max(bar.maximum(), 0)
    for label in inside.findChildren(TextLabel):
        assert label.heightForWidth(label.width()) <= label.height()
        assert QRect(0, 0, inside.width(), inside.height()).contains(label.geometry())


def test_it_is_left_by_one_button_with_the_keyboard_too(scene, qtbot):
    scene.focus_home()
    with qtbot.waitSignal(scene.left):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    with qtbot.waitSignal(scene.left):
        QTest.mouseClick(scene.findChild(Button), Qt.MouseButton.LeftButton)


def test_the_end_of_a_long_page_is_reached_by_keys(scene, over):
    over.resize(800, 480)
    scene.focus_home()
    QApplication.processEvents()
    bar, keys = scene._column.verticalScrollBar(), Qt.Key
    assert bar.maximum() > 0
    QTest.keyClick(QApplication.focusWidget(), keys.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(QApplication.focusWidget(), keys.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(QApplication.focusWidget(), keys.Key_PageUp)
    assert bar.value() < bar.maximum()
    QTest.keyClick(QApplication.focusWidget(), keys.Key_Home)
    assert bar.value() == 0


def test_facts_asked_anew_replace_the_old_ones(scene):
    before = len(scene.findChildren(TextLabel))
    scene.show_status(replace(FACTS, staff=("Cleo",)))
    QApplication.sendPostedEvents(None, 0)
    assert "Keepers: Cleo" in scene.reads()
    assert "Anna" not in scene.reads()
    assert len(scene.findChildren(TextLabel)) == before


@pytest.fixture
def builder(qapp, atlas, paths):
    clock = iter(range(100, 10_000, 60))
    files = KioskFiles.beside_settings(paths.settings)
    book = PinStore(files.pins)
    book.set_pin("Anna", "482913")
    day = DayCounts(visitors=9, regions={"flank": 6, "no-more": 5}, topics={"risks": 5})
    counts = UsageCounts(files.counts, {"1999-01-01": day})
    config = KioskConfig(counts=True)
    lag = LoopLag()
    lag.expect_beat(60.0)
    lag.record_beat()
    kit = KioskDependencies(
        atlas, Showing(), config, book, files, paths, RestartSummary(), counts, clock.__next__, lag
    )
    return KioskBuilder(kit)


@pytest.fixture
def facts_of_kiosk(builder):
    return builder.facts


def test_the_facts_are_those_of_this_kiosk(facts_of_kiosk, atlas, paths):
    facts = facts_of_kiosk()
    assert (facts.atlas, facts.atlas_expires) == (atlas.id, atlas.expires)
    assert (facts.keepers, facts.wrong_pins) == (("Anna",), 0)
    assert facts.running_s == 60
    assert facts.lag_s == 0.0
    assert abs(facts.now.timestamp() - dt.datetime.now().timestamp()) < 60
    assert len(facts.screens) == len(QApplication.screens())
    assert str(QApplication.primaryScreen().geometry().width()) in facts.screens[0]
    assert facts.log == str(paths.logs)


def test_the_page_names_regions_and_topics_as_visitors_see_them(builder, atlas):
    names = atlas.names("en")
    counts = builder.status_with_names().counts
    shown = dict(counts.regions)
    assert shown[names.regions["flank"].plain_name("woman")] == 6
    assert shown["no-more"] == 5
    assert counts.topics == ((names.topics["risks"], 5),)


def test_the_file_for_monitoring_names_them_by_ids_that_no_language_changes(facts_of_kiosk):
    counts = facts_of_kiosk().counts
    assert dict(counts.regions)["flank"] == 6
    assert counts.topics == (("risks", 5),)


@pytest.fixture
def reporter(qapp, tmp_path):
    parent = QObject()
    yield MetricsExporter(tmp_path / "back-atlas.prom", lambda: FACTS, parent)
    parent.deleteLater()


def test_the_file_tells_that_it_runs_and_that_it_ended(reporter, tmp_path):
    file = tmp_path / "back-atlas.prom"
    reporter.write()
    assert "back_atlas_up 1\n" in file.read_text()
    file.unlink()
    reporter._timer.timeout.emit()
    assert "back_atlas_up 1\n" in file.read_text()
    reporter.end()
    assert "back_atlas_up 0\n" in file.read_text()
    assert not reporter._timer.isActive()


def test_a_full_disk_stops_no_report(reporter, monkeypatch, caplog):
    def full(*_what, **_how):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.kiosk.metrics.prometheus.write_atomically", full)
    reporter.write()
    assert "No space left" in caplog.text
