"""Uncaught exceptions are logged, shown and counted."""

from __future__ import annotations

import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest

from app.support.crash_reports import Crash, CrashHandler
from app.support.exit_codes import ExitCode


class ClockedCrashHandler:
    """A crash handler whose time is set by the test."""

    def __init__(self) -> None:
        self.now = 0.0
        self.shown: list[Crash] = []
        self.exit_codes: list[int] = []
        self.handler = CrashHandler(
            self.shown.append, clock=lambda: self.now, leave=self.exit_codes.append
        )

    def crash(self, error: BaseException | None = None) -> None:
        error = error or ValueError("boom")
        self.handler.on_exception(type(error), error, None)


@pytest.fixture
def crashes() -> ClockedCrashHandler:
    return ClockedCrashHandler()


def test_a_crash_is_shown_as_a_sentence_and_reported_with_versions(
    crashes: ClockedCrashHandler,
) -> None:
    crashes.crash()
    assert crashes.shown[0].summary == "Something unexpected happened (ValueError)."
    assert "Back Atlas " in crashes.shown[0].report
    assert "boom" in crashes.shown[0].report


def test_in_a_kiosk_reports_do_not_contain_the_message_of_the_exception(
    caplog: pytest.LogCaptureFixture,
) -> None:
    shown: list[Crash] = []
    handler = CrashHandler(shown.append, leave=lambda _code: None, hides_words=True)
    try:
        {}["what a visitor typed"]
    except KeyError as error:
        handler.on_exception(KeyError, error, error.__traceback__)
    assert "KeyError" in caplog.text
    assert "test_crash_reports.py" in caplog.text
    assert "Error: 'what a visitor typed'" not in caplog.text + shown[0].report


def test_a_crash_is_logged(crashes: ClockedCrashHandler, caplog: pytest.LogCaptureFixture) -> None:
    crashes.crash()
    assert "boom" in caplog.text


def test_two_crashes_within_a_minute_do_not_end_the_process(crashes: ClockedCrashHandler) -> None:
    crashes.crash()
    crashes.crash()
    assert crashes.exit_codes == []
    assert len(crashes.shown) == 2


def test_the_third_crash_within_a_minute_ends_the_process(crashes: ClockedCrashHandler) -> None:
    for _ in range(3):
        crashes.crash()
    assert crashes.exit_codes == [ExitCode.INTERNAL_ERROR]
    assert len(crashes.shown) == 2


def test_three_crashes_in_more_than_a_minute_do_not_end_the_process(
    crashes: ClockedCrashHandler,
) -> None:
    for _ in range(6):
        crashes.crash()
        crashes.now += 31
    assert crashes.exit_codes == []


def test_ctrl_c_is_not_a_crash(crashes: ClockedCrashHandler) -> None:
    crashes.crash(KeyboardInterrupt())
    assert crashes.exit_codes == [ExitCode.INTERRUPTED]
    assert crashes.shown == []


def test_an_error_while_a_crash_is_shown_is_only_logged(caplog: pytest.LogCaptureFixture) -> None:
    def fails(_crash: Crash) -> None:
        raise RuntimeError("no window")

    handler = CrashHandler(fails)
    handler.on_exception(ValueError, ValueError("boom"), None)
    assert "could not be shown" in caplog.text


def test_a_crash_while_another_is_shown_is_not_shown() -> None:
    shown: list[Crash] = []

    def shows_and_fails(crash: Crash) -> None:
        shown.append(crash)
        handler.on_exception(ValueError, ValueError("again"), None)

    handler = CrashHandler(shows_and_fails)
    handler.on_exception(ValueError, ValueError("boom"), None)
    assert len(shown) == 1


def test_errors_of_threads_and_finalizers_are_shown_too(crashes: ClockedCrashHandler) -> None:
    error = ValueError("boom")
    args = SimpleNamespace(exc_type=ValueError, exc_value=error, exc_traceback=None)
    crashes.handler.on_thread(args)
    crashes.handler.on_unraisable(args)
    assert len(crashes.shown) == 2


def test_a_thread_that_ends_with_system_exit_is_not_a_crash(crashes: ClockedCrashHandler) -> None:
    ends = SimpleNamespace(exc_type=SystemExit, exc_value=SystemExit(), exc_traceback=None)
    nothing = SimpleNamespace(exc_type=ValueError, exc_value=None, exc_traceback=None)
    crashes.handler.on_thread(ends)
    crashes.handler.on_thread(nothing)
    crashes.handler.on_unraisable(nothing)
    assert crashes.shown == []


def test_removing_the_handler_restores_the_hooks_of_python(
    crashes: ClockedCrashHandler, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    crashes.handler.install()
    assert sys.excepthook == crashes.handler.on_exception
    crashes.handler.remove()
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__


ENDS = """
from app.support.crash_reports import CrashHandler
import sys
handler = CrashHandler(lambda crash: print(crash.summary))
handler.install()
for _ in range(3):
    sys.excepthook(ValueError, ValueError("boom"), None)
"""


def test_a_process_that_keeps_crashing_exits_with_seventy() -> None:
    run = subprocess.run([sys.executable, "-c", ENDS], check=False, capture_output=True)
    assert run.returncode == ExitCode.INTERNAL_ERROR


def test_the_report_says_when_qt_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.support.version import versions

    assert "PySide6 6." in versions()
    monkeypatch.delitem(sys.modules, "PySide6")
    assert "Qt not loaded" in versions()
