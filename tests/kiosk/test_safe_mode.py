"""The fault page says what is needed on the phone, and safe mode does not disturb visitors."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.kiosk.overlays.fault_page import FaultPage, FaultTexts, FaultWindow
from app.kiosk.safe_mode import (
    FaultPageController,
    SafeMode,
    current_fault_report,
    standalone_fault_window,
)
from app.kiosk.supervision.fault_code import FaultReport, fault_report
from app.kiosk.supervision.run_history import BootTime, RunOutcome, RunRecord
from app.support.exit_codes import ExitCode
from app.widgets.button import Button
from app.widgets.scroll_column import SlimScrollBar
from tests.kiosk.conftest import timer_of

NOW = BootTime(1_800_000_000.0, 1.0)
REPORT = fault_report(
    RunRecord(NOW, NOW, RunOutcome.EXCEPTION, "LookupError, b.py 7"), "0.1.0", "back 1, 2026", NOW
)


@pytest.fixture
def safe_kiosk(kiosk):
    """A kiosk in safe mode that does not end by itself."""
    kiosk.safe_mode = SafeMode(kiosk.application, REPORT, 0)
    kiosk.settle()
    return kiosk


@pytest.fixture
def page(safe_kiosk):
    """The fault page of that kiosk."""
    assert isinstance(safe_kiosk.window.overlay, FaultPage)
    return safe_kiosk.window.overlay


def text_of(page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_the_fault_page_has_code_error_version_atlas_and_start_time(page) -> None:
    text = text_of(page)
    assert REPORT.code in text
    for part in ("LookupError, b.py 7", "0.1.0", "back 1, 2026", REPORT.started, "ten minutes"):
        assert part in text


def test_the_code_is_the_largest_text_on_the_fault_page(page) -> None:
    sizes = {label.text(): label.font().pixelSize() for label in page.findChildren(QLabel)}
    assert max(sizes, key=sizes.get) == REPORT.code


def test_in_a_low_window_the_code_is_visible_and_the_button_can_be_scrolled_to(
    safe_kiosk, page
) -> None:
    safe_kiosk.window.resize(800, 480)
    safe_kiosk.settle()
    (button,) = page.findChildren(Button)
    (code,) = [label for label in page.findChildren(QLabel) if label.text() == REPORT.code]
    assert code.mapTo(safe_kiosk.window, code.rect().bottomLeft()).y() < 480
    bar = page.findChild(SlimScrollBar)
    bar.setValue(bar.maximum())
    safe_kiosk.settle()
    top = button.mapTo(safe_kiosk.window, button.rect().topLeft()).y()
    assert 0 <= top <= 480 - button.height()


def test_the_fault_page_covers_the_whole_window(safe_kiosk, page) -> None:
    assert page.geometry() == safe_kiosk.window.rect()


def test_the_button_of_the_fault_page_opens_the_atlas(safe_kiosk, page) -> None:
    (button,) = page.findChildren(Button)
    safe_kiosk.touch(button)
    assert safe_kiosk.window.overlay is None


def test_a_touch_beside_the_button_does_not_dismiss_the_fault_page(safe_kiosk, page) -> None:
    safe_kiosk.touch(page)
    assert safe_kiosk.window.overlay is page


def test_the_fault_page_stays_until_it_is_dismissed(safe_kiosk, page) -> None:
    safe_kiosk.touch(page)
    safe_kiosk.pass_time(200)
    assert safe_kiosk.window.overlay is page


def test_once_the_fault_page_is_dismissed_the_attract_loop_follows_a_visit(
    safe_kiosk, page
) -> None:
    (button,) = page.findChildren(Button)
    safe_kiosk.touch(button)
    safe_kiosk.pass_time(200)
    assert safe_kiosk.window.overlay is safe_kiosk.display.attract


def test_staff_can_open_the_keypad_in_safe_mode(safe_kiosk) -> None:
    for _ in range(5):
        QTest.keyClick(safe_kiosk.window.windowHandle(), Qt.Key.Key_Escape)
    safe_kiosk.settle()
    assert safe_kiosk.window.overlay is safe_kiosk.staff_access.keypad


def test_safe_mode_ends_by_itself_while_no_visitor_is_there(kiosk, qtbot) -> None:
    kiosk.safe_mode = SafeMode(kiosk.application, REPORT, 1)
    qtbot.waitUntil(lambda: kiosk.ended == [ExitCode.RESTART])
    kiosk.safe_mode.stop()


def test_safe_mode_does_not_end_while_a_visitor_is_there(kiosk, qtbot) -> None:
    kiosk.safe_mode = SafeMode(kiosk.application, REPORT, 3_600_000)
    kiosk.display.idle.on_activity()
    kiosk.fire_timer(timer_of(kiosk.safe_mode))
    assert kiosk.ended == []
    kiosk.display.idle.expire()
    qtbot.waitUntil(lambda: kiosk.ended == [ExitCode.RESTART])


@pytest.mark.parametrize("outcome", list(RunOutcome))
def test_every_outcome_of_a_run_has_a_sentence(outcome: RunOutcome) -> None:
    texts = FaultTexts(FaultReport("M 222", outcome, "", "0.1.0", "", "today"))
    assert texts.cause().endswith(".")


def test_an_error_in_safe_mode_itself_is_reported_before_what_led_to_safe_mode() -> None:
    last = RunRecord(NOW, NOW, RunOutcome.KILLED, "signal 9")
    report = current_fault_report(last, None, LookupError("no atlas"))
    assert (report.outcome, report.detail) == (RunOutcome.REFUSED, "no atlas")


@pytest.fixture
def fault_window(qtbot):
    """The fault page as a window of its own."""
    window = standalone_fault_window(QApplication.instance(), REPORT, 3_600_000)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.cover_screen()
    qtbot.waitExposed(window)
    yield window
    window.input_filter.allows_close = True
    window.input_filter.remove()
    QApplication.setQuitOnLastWindowClosed(True)


def test_the_fault_window_has_the_same_text(fault_window) -> None:
    text = "\n".join(line for _, line in fault_window.lines())
    for part in (REPORT.code, "LookupError, b.py 7", "0.1.0", REPORT.started):
        assert part in text


def test_a_screen_reader_reads_the_code_in_the_fault_window(fault_window) -> None:
    assert REPORT.code in fault_window.accessibleName()


def test_nothing_closes_the_fault_window(fault_window) -> None:
    ends = []
    fault_window.ended.connect(ends.append)
    QApplication.sendEvent(fault_window, QCloseEvent())
    QApplication.sendEvent(QApplication.instance(), QEvent(QEvent.Type.Quit))
    QTest.keyClick(fault_window, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
    assert fault_window.isVisible()
    assert ends == []


def test_the_fault_window_covers_a_screen_that_is_connected_again(fault_window, qtbot) -> None:
    fault_window.setWindowState(Qt.WindowState.WindowNoState)
    fault_window.setGeometry(0, 0, 320, 200)
    fault_window.screens.changed.emit()
    whole = QGuiApplication.primaryScreen().geometry()
    qtbot.waitUntil(lambda: fault_window.geometry() == whole and fault_window.isFullScreen())


@pytest.mark.parametrize("size", [(1280, 800), (1080, 1920), (800, 480), (3840, 2160)])
def test_every_line_of_the_fault_window_fits_on_the_screen(fault_window, size) -> None:
    fault_window.setWindowState(Qt.WindowState.WindowNoState)
    fault_window.resize(*size)
    image = fault_window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = [bytes(image.constScanLine(y)) for y in range(image.height())]
    background = pixels[0][:4] * image.width()
    rows = [row != background for row in pixels]
    blocks = sum(now and not before for before, now in zip([False, *rows], rows, strict=False))
    assert blocks >= len(fault_window.lines())
    assert not any(rows[-image.height() // 50 :])


def test_the_fault_window_paints_its_text_even_without_a_theme(qtbot) -> None:
    window = FaultWindow(REPORT, None, 3_600_000)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    image = window.grab().toImage()
    colors = {image.pixel(x, y) for x in range(0, 1280, 4) for y in range(0, 800, 4)}
    assert len(colors) > 1


def test_the_fault_window_restarts_the_kiosk_by_itself(qtbot) -> None:
    window = FaultWindow(REPORT, None, 1)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ended) as ended:
        pass
    assert ended.args == [ExitCode.RESTART]


@pytest.fixture
def two_screens(open_kiosk, monkeypatch):
    """A kiosk in safe mode with one of two screens, and a function that connects other screens."""
    names = tuple(screen.name() for screen in QGuiApplication.screens())
    assert len(names) == 2
    kiosk = open_kiosk(screens=names)
    connected = [names[0]]
    screens = kiosk.application.screens
    monkeypatch.setattr(type(screens), "names", property(lambda _self: tuple(connected)))
    kiosk.application.show()
    kiosk.safe_mode = SafeMode(kiosk.application, REPORT, 0)

    def connect(*numbers) -> None:
        connected[:] = [names[number] for number in numbers]
        screens.changed.emit()
        kiosk.fire_timer(timer_of(kiosk.application))

    return kiosk, connect


def test_a_screen_that_is_connected_in_safe_mode_shows_the_fault_page_too(two_screens) -> None:
    kiosk, connect = two_screens
    connect(0, 1)
    first, second = kiosk.application.displays
    for display in (first, second):
        assert REPORT.code in text_of(display.window.overlay)
        assert display.window.overlay.geometry() == display.window.rect()


def test_a_new_screen_does_not_bring_back_the_fault_page_of_another(two_screens) -> None:
    kiosk, connect = two_screens
    (button,) = kiosk.window.overlay.findChildren(Button)
    kiosk.touch(button)
    connect(0, 1)
    assert kiosk.window.overlay is None
    assert REPORT.code in text_of(kiosk.application.displays[1].window.overlay)


def test_a_screen_shows_the_fault_page_each_time_it_is_connected(two_screens) -> None:
    kiosk, connect = two_screens
    for _ in range(3):
        connect(0, 1)
        displays = kiosk.application.displays
        assert REPORT.code in text_of(displays[1].window.overlay)
        assert [len(one.findChildren(FaultPageController)) for one in displays] == [1, 1]
        connect(0)
        assert len(kiosk.application.displays) == 1


def test_a_screen_that_is_connected_after_safe_mode_shows_the_attract_loop(two_screens) -> None:
    kiosk, connect = two_screens
    kiosk.safe_mode.stop()
    connect(0, 1)
    second = kiosk.application.displays[1]
    assert second.window.overlay is second.attract
