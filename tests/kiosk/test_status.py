"""The status page has what is asked for on the phone, and does not show small counts."""

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
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_label import TextLabel
from tests.kiosk.conftest import timer_of

STATUS = KioskStatus(
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


def text_by_label(status: KioskStatus) -> dict[str, str]:
    return {line.label: line.text for line in status_lines(status)}


def labels_with_attention(status: KioskStatus) -> set[str]:
    return {line.label for line in status_lines(status) if line.needs_attention}


def test_the_status_has_everything_that_is_asked_for_on_the_phone():
    words = text_by_label(STATUS)
    assert words["Program"] == "0.1.0, on Python 3.11.2 and Qt 6.11.3"
    assert words["Atlas"] == "back 1.0 of 2026-01-01, up to date until 2027-01-01"
    assert words["Running"] == "for 1 d 2 h 3 min. The clock says 2026-11-26 09:30"
    assert words["Restarts"] == "crash 2, hang 1"
    assert words["Last error"] == "E70 KeyError"
    assert "HDMI-1 1080 x 1920" in words["Screens"]
    assert (words["Memory in use"], words["Free disk space"]) == ("151 MB", "7000 MB")
    assert (words["Staff"], words["Wrong PINs"][:2]) == ("Anna, Ben", "3 ")
    assert words["The log is in"] == "/var/lib/back-atlas/logs"


def test_lines_that_need_attention_are_marked():
    assert labels_with_attention(replace(STATUS, restart_summary=RestartSummary())) == set()
    assert labels_with_attention(STATUS) == {"Restarts", "Last error"}
    bad = replace(
        STATUS,
        restart_summary=RestartSummary(is_safe_mode=True),
        screens=(),
        disk_free=1_000,
        atlas_expires=dt.date(2026, 11, 25),
    )
    assert labels_with_attention(bad) == {"Safe mode", "Screens", "Free disk space", "Atlas"}
    assert "OUT OF DATE since 2026-11-25" in text_by_label(bad)["Atlas"]


@pytest.mark.parametrize(
    ("year", "is_expired"), [(1970, False), (2026, False), (2027, True), (2038, True)]
)
def test_the_atlas_expires_by_the_wall_clock(year, is_expired):
    status = replace(STATUS, now=dt.datetime(year, 1, 19, tzinfo=dt.UTC))
    assert ("Atlas" in labels_with_attention(status)) == is_expired


def test_small_counts_are_not_shown():
    words = text_by_label(STATUS)
    assert words["Visitors on 2026-11-25"] == "12"
    assert words["of them made a handout"] == "fewer than 5"
    assert words["of them opened the regions"] == "Flank 12, Waist 7, every other: fewer than 5"
    assert words["of them opened the topics"] == "every other: fewer than 5"


def test_the_status_says_why_there_are_no_counts():
    assert text_by_label(replace(STATUS, usage=None))["Counts"].startswith(
        "a day is shown once it is over"
    )
    assert text_by_label(replace(STATUS, usage=None, is_counting=False))["Counts"] == "off"


def test_unknown_values_are_shown_as_not_known():
    words = text_by_label(
        replace(STATUS, memory=None, disk_free=None, restart_summary=RestartSummary())
    )
    assert words["Memory in use"] == words["Free disk space"] == "not known"
    assert words["Restarts"] == words["Last error"] == "none known"


@pytest.mark.parametrize(
    ("lag_s", "text", "needs_attention"),
    [
        (None, "not measured yet", False),
        (0.02, "less than 0.1 seconds in the last five minutes", False),
        (0.34, "at most 0.3 seconds in the last five minutes", False),
        (7.0, "at most 7.0 seconds in the last five minutes", True),
    ],
)
def test_the_lag_is_shown_in_plain_words(lag_s, text, needs_attention):
    status = replace(STATUS, max_lag_s=lag_s)
    assert text_by_label(status)["Delay"] == text
    assert ("Delay" in labels_with_attention(status)) == needs_attention


def test_the_memory_is_what_the_system_reports():
    before = memory_in_use()
    ballast = bytearray(os.urandom(1)) * 40_000_000
    assert 30_000_000 < memory_in_use() - before < 60_000_000
    assert len(ballast) == 40_000_000


def test_the_memory_is_not_known_on_windows(monkeypatch):
    monkeypatch.setattr("app.kiosk.metrics.status.sys.platform", "win32")
    assert memory_in_use() is None


def test_the_free_space_is_known_for_a_folder_that_does_not_exist_yet(tmp_path):
    assert disk_free(tmp_path / "a" / "b") > 0


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1080, 1500)
    window.show()
    return window


@pytest.fixture(params=[100, 170, 200])
def page(window, request):
    page = StatusPage(window, read_theme(assets() / "themes", "light", request.param))
    page.show_status(STATUS)
    page.show()
    QApplication.processEvents()
    return page


def text_of(page) -> str:
    return "\n".join(label.text() for label in page.findChildren(TextLabel))


def test_every_line_is_on_the_page(page):
    for line in status_lines(STATUS):
        assert f"{line.label}: {line.text}" in text_of(page)


def test_the_background_of_the_page_has_one_color(page):
    picture, background = page.grab().toImage(), page.theme.color("surface")
    for x in range(2, page.width() - 2, 40):
        column = {picture.pixelColor(x, y).rgb() for y in (2, page.height() - 2)}
        assert column == {background.rgb()}
    bottom = page.findChild(ScrollColumn).geometry().bottomLeft()
    assert picture.pixelColor(bottom) == background


@pytest.mark.parametrize("size", [(1080, 1500), (1280, 800), (800, 480)])
def test_the_page_can_be_read_and_closed_on_every_screen(page, window, size):
    window.resize(*size)
    QApplication.processEvents()
    assert page.geometry() == window.rect()
    assert page.rect().contains(page.findChild(Button).geometry())
    column = page.findChild(ScrollColumn)
    content = column.widget()
    hidden_height = content.height() - column.viewport().height()
    assert hidden_height <= max(column.verticalScrollBar().maximum(), 0)
    for label in content.findChildren(TextLabel):
        assert label.heightForWidth(label.width()) <= label.height()
        assert QRect(0, 0, content.width(), content.height()).contains(label.geometry())


def test_the_page_is_closed_with_its_button_by_touch_or_keyboard(page, qtbot):
    page.focus_first()
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    with qtbot.waitSignal(page.closed):
        QTest.mouseClick(page.findChild(Button), Qt.MouseButton.LeftButton)


def test_the_keys_scroll_a_long_page_to_its_end(page, window):
    window.resize(800, 480)
    page.focus_first()
    QApplication.processEvents()
    bar, keys = page.findChild(ScrollColumn).verticalScrollBar(), Qt.Key
    assert bar.maximum() > 0
    QTest.keyClick(QApplication.focusWidget(), keys.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(QApplication.focusWidget(), keys.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(QApplication.focusWidget(), keys.Key_PageUp)
    assert bar.value() < bar.maximum()
    QTest.keyClick(QApplication.focusWidget(), keys.Key_Home)
    assert bar.value() == 0


def test_a_new_status_replaces_the_old_one(page):
    before = len(page.findChildren(TextLabel))
    page.show_status(replace(STATUS, staff=("Cleo",)))
    QApplication.sendPostedEvents(None, 0)
    assert "Staff: Cleo" in text_of(page)
    assert "Anna" not in text_of(page)
    assert len(page.findChildren(TextLabel)) == before


@pytest.fixture
def builder(qapp, atlas, paths):
    clock = iter(range(100, 10_000, 60))
    files = KioskFiles.beside_settings(paths.settings)
    pins = PinStore(files.pins)
    pins.set_pin("Anna", "482913")
    day = DayCounts(visitors=9, regions={"flank": 6, "no-more": 5}, topics={"risks": 5})
    lag = LoopLag()
    lag.expect_beat(60.0)
    lag.record_beat()
    return KioskBuilder(
        KioskDependencies(
            atlas,
            Showing(),
            KioskConfig(counts=True),
            pins,
            files,
            paths,
            usage_counts=UsageCounts(files.counts, {"1999-01-01": day}),
            clock=clock.__next__,
            loop_lag=lag,
        )
    )


def test_the_builder_collects_the_status_of_this_kiosk(builder, atlas, paths):
    status = builder.status()
    assert (status.atlas, status.atlas_expires) == (atlas.id, atlas.expires)
    assert (status.staff, status.wrong_pins) == (("Anna",), 0)
    assert status.running_s == 60
    assert status.max_lag_s == 0.0
    assert abs(status.now.timestamp() - dt.datetime.now().timestamp()) < 60
    assert len(status.screens) == len(QApplication.screens())
    assert str(QApplication.primaryScreen().geometry().width()) in status.screens[0]
    assert status.log_path == str(paths.logs)


def test_the_status_page_has_the_names_of_regions_and_topics(builder, atlas):
    names = atlas.names("en")
    usage = builder.status_with_names().usage
    regions = dict(usage.regions)
    assert regions[names.regions["flank"].plain_name("woman")] == 6
    assert regions["no-more"] == 5
    assert usage.topics == ((names.topics["risks"], 5),)


def test_the_metrics_have_ids_that_do_not_depend_on_the_language(builder):
    usage = builder.status().usage
    assert dict(usage.regions)["flank"] == 6
    assert usage.topics == (("risks", 5),)


@pytest.fixture
def exporter(qapp, tmp_path):
    parent = QObject()
    yield MetricsExporter(tmp_path / "back-atlas.prom", lambda: STATUS, parent)
    parent.deleteLater()


def test_the_metrics_file_shows_whether_the_kiosk_runs(exporter, tmp_path):
    file = tmp_path / "back-atlas.prom"
    exporter.write()
    assert "back_atlas_up 1\n" in file.read_text()
    file.unlink()
    timer_of(exporter).timeout.emit()
    assert "back_atlas_up 1\n" in file.read_text()
    exporter.stop()
    assert "back_atlas_up 0\n" in file.read_text()
    assert not timer_of(exporter).isActive()


def test_a_full_disk_is_logged_and_does_not_end_the_kiosk(exporter, monkeypatch, caplog):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.kiosk.metrics.prometheus.write_atomically", full)
    exporter.write()
    assert "No space left" in caplog.text
