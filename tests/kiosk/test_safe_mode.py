"""Can a clinic read over the phone what is wrong, and does safe mode stay out of visitors' way?"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.kiosk.overlays.fault_page import FaultTexts, FaultWindow
from app.kiosk.safe_mode import SafeMode, current_fault_report, standalone_fault_window
from app.kiosk.supervision.fault_code import FaultReport, fault_report
from app.kiosk.supervision.run_history import BootTime, RunOutcome, RunRecord
from app.support.exit_codes import ExitCode
from app.widgets.button import Button
from app.widgets.scroll_column import SlimScrollBar

AT = BootTime(1_800_000_000.0, 1.0)
BROKE = fault_report(
    RunRecord(AT, AT, RunOutcome.BROKE, "LookupError, b.py 7"), "0.1.0", "back 1, 2026", AT
)


@pytest.fixture
def safe(kiosk):
    """A kiosk in safe mode that lasts as long as the test."""
    kiosk.mode = SafeMode(kiosk.house, BROKE, 0)
    kiosk.scene = kiosk.mode.fault_pages[0].scene
    kiosk.settle()
    return kiosk


def words_of(scene) -> str:
    return "\n".join(label.text() for label in scene.findChildren(QLabel))


def test_code_error_version_atlas_and_start_can_be_read_aloud(safe) -> None:
    words = words_of(safe.scene)
    assert BROKE.code in words
    for said in ("LookupError, b.py 7", "0.1.0", "back 1, 2026", BROKE.started, "ten minutes"):
        assert said in words


def test_the_code_is_in_larger_letters_than_anything_else(safe) -> None:
    sizes = {one.text(): one.font().pixelSize() for one in safe.scene.findChildren(QLabel)}
    assert max(sizes, key=sizes.get) == BROKE.code


def test_in_a_low_window_the_code_is_in_sight_and_the_button_can_be_scrolled_to(safe) -> None:
    safe.window.resize(800, 480)
    safe.settle()
    (go_on,) = safe.scene.findChildren(Button)
    (code,) = [one for one in safe.scene.findChildren(QLabel) if one.text() == BROKE.code]
    assert code.mapTo(safe.window, code.rect().bottomLeft()).y() < 480
    bar = safe.scene.findChild(SlimScrollBar)
    bar.setValue(bar.maximum())
    safe.settle()
    top = go_on.mapTo(safe.window, go_on.rect().topLeft()).y()
    assert 0 <= top <= 480 - go_on.height()


def test_the_diagnosis_covers_the_visitors_window(safe) -> None:
    assert safe.window.scene is safe.scene
    assert safe.scene.geometry() == safe.window.rect()


def test_the_one_button_goes_on_to_the_atlas(safe) -> None:
    (go_on,) = safe.scene.findChildren(Button)
    safe.touch(go_on)
    assert safe.window.scene is None


def test_a_touch_beside_the_button_leaves_the_diagnosis_there(safe) -> None:
    safe.touch(safe.scene)
    assert safe.window.scene is safe.scene


def test_the_diagnosis_comes_back_where_nobody_has_gone_on(safe) -> None:
    safe.touch(safe.scene)
    safe.pass_time(200)
    assert safe.window.scene is safe.scene


def test_once_somebody_went_on_the_next_visitor_is_invited_as_ever(safe) -> None:
    (go_on,) = safe.scene.findChildren(Button)
    safe.touch(go_on)
    safe.pass_time(200)
    assert safe.window.scene is safe.station.attract


def test_the_keepers_way_in_works_in_safe_mode(safe) -> None:
    for _ in range(5):
        QTest.keyClick(safe.window, Qt.Key.Key_Escape)
        QTest.keyClick(safe.window.windowHandle(), Qt.Key.Key_Escape)
    safe.settle()
    assert safe.window.scene is safe.door.keypad


def test_safe_mode_ends_by_itself_with_nobody_there(kiosk, qtbot) -> None:
    mode = SafeMode(kiosk.house, BROKE, 1)
    qtbot.waitUntil(lambda: kiosk.ended == [ExitCode.RESTART])
    mode.stop()


def test_safe_mode_takes_the_screen_from_no_visitor(kiosk, qtbot) -> None:
    mode = SafeMode(kiosk.house, BROKE, 3_600_000)
    kiosk.station.idle.stir()
    mode._on_timeout()
    assert kiosk.ended == []
    kiosk.station.idle.leave()
    qtbot.waitUntil(lambda: kiosk.ended == [ExitCode.RESTART])


@pytest.mark.parametrize("how", list(RunOutcome))
def test_every_end_of_a_run_is_told_in_a_sentence(how: RunOutcome) -> None:
    words = FaultTexts(FaultReport("M 222", how, "", "0.1.0", "", "today"))
    assert words.cause().endswith(".")


def test_what_hinders_safe_mode_itself_is_told_before_what_led_to_it() -> None:
    found = current_fault_report(
        RunRecord(AT, AT, RunOutcome.KILLED, "signal 9"), None, LookupError("no atlas")
    )
    assert (found.outcome, found.detail) == (RunOutcome.REFUSED, "no atlas")


@pytest.fixture
def alone(qtbot):
    """The diagnosis without an atlas, closed in."""
    app = QApplication.instance()
    window = standalone_fault_window(app, BROKE, 3_600_000)
    qtbot.addWidget(window)
    window.ends = []
    window.ended.connect(window.ends.append)
    window.resize(1280, 800)
    window.cover_screen()
    qtbot.waitExposed(window)
    yield window
    window.input_filter.allows_close = True
    window.input_filter.remove()
    QApplication.setQuitOnLastWindowClosed(True)


def test_without_an_atlas_the_same_is_told(alone) -> None:
    said = "\n".join(words for _, words in alone.lines())
    for words in (BROKE.code, "LookupError, b.py 7", "0.1.0", BROKE.started):
        assert words in said


def test_without_an_atlas_a_screen_reader_reads_it_too(alone) -> None:
    assert BROKE.code in alone.accessibleName()


def test_without_an_atlas_nothing_closes_the_window(alone) -> None:
    QApplication.sendEvent(alone, QCloseEvent())
    QApplication.sendEvent(QApplication.instance(), QEvent(QEvent.Type.Quit))
    QTest.keyClick(alone, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
    assert alone.isVisible()
    assert alone.ends == []


def test_without_an_atlas_a_screen_that_comes_again_is_covered_again(alone, qtbot) -> None:
    alone.setWindowState(Qt.WindowState.WindowNoState)
    alone.setGeometry(0, 0, 320, 200)
    alone.screens.changed.emit()
    whole = QGuiApplication.primaryScreen().geometry()
    qtbot.waitUntil(lambda: alone.geometry() == whole and alone.isFullScreen())


@pytest.mark.parametrize("size", [(1280, 800), (1080, 1920), (800, 480), (3840, 2160)])
def test_without_an_atlas_every_line_is_on_the_screen(alone, size) -> None:
    alone.setWindowState(Qt.WindowState.WindowNoState)
    alone.resize(*size)
    image = alone.grab().toImage()
    ground = image.pixelColor(0, 0)
    rows = [
        any(image.pixelColor(x, y) != ground for x in range(0, image.width(), 3))
        for y in range(image.height())
    ]
    blocks = sum(now and not before for before, now in zip([False, *rows], rows, strict=False))
    assert blocks >= len(alone.lines())
    assert not any(rows[-image.height() // 50 :])


def test_without_even_a_theme_the_words_are_there(qtbot) -> None:
    window = FaultWindow(BROKE, None, 3_600_000)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    image = window.grab().toImage()
    colours = {image.pixel(x, y) for x in range(0, 1280, 4) for y in range(0, 800, 4)}
    assert len(colours) > 1


def test_the_diagnosis_alone_tries_again_by_itself(qtbot) -> None:
    window = FaultWindow(BROKE, None, 1)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ended) as waited:
        pass
    assert waited.args == [ExitCode.RESTART]


@pytest.fixture
def plugged(open_kiosk, monkeypatch):
    """A kiosk in safe mode with one of two screens, and the way to plug the other in and out."""
    names = tuple(screen.name() for screen in QGuiApplication.screens())
    assert len(names) == 2
    kiosk = open_kiosk(screens=names)
    there = [names[0]]
    monkeypatch.setattr(type(kiosk.house.screens), "names", property(lambda _self: tuple(there)))
    kiosk.house.show()
    kiosk.mode = SafeMode(kiosk.house, BROKE, 0)

    def plug(*now) -> None:
        there[:] = [names[number] for number in now]
        kiosk.house.screens.changed.emit()
        kiosk.house._again.timeout.emit()
        kiosk.settle()

    kiosk.plug = plug
    return kiosk


def test_a_screen_that_is_plugged_in_during_safe_mode_shows_the_diagnosis_too(plugged) -> None:
    plugged.plug(0, 1)
    first, second = plugged.house.stations
    for station in (first, second):
        assert BROKE.code in words_of(station.window.scene)
        assert station.window.scene.geometry() == station.window.rect()


def test_whoever_went_on_at_one_screen_is_not_disturbed_by_another(plugged) -> None:
    (go_on,) = plugged.window.scene.findChildren(Button)
    plugged.touch(go_on)
    plugged.plug(0, 1)
    assert plugged.window.scene is None
    assert BROKE.code in words_of(plugged.house.stations[1].window.scene)


def test_a_screen_that_goes_and_comes_again_shows_it_each_time(plugged) -> None:
    for _ in range(3):
        plugged.plug(0, 1)
        assert BROKE.code in words_of(plugged.house.stations[1].window.scene)
        assert len(plugged.mode.fault_pages) == 2
        plugged.plug(0)
        assert len(plugged.house.stations) == 1


def test_after_the_end_of_safe_mode_a_screen_is_as_usual(plugged) -> None:
    plugged.mode.end()
    plugged.plug(0, 1)
    second = plugged.house.stations[1]
    assert second.window.scene is second.attract
