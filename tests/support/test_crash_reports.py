"""Is an unexpected error logged, told and counted?"""

from __future__ import annotations

import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest

from app.support.crash_reports import EXIT_INTERNAL_ERROR, Crash, CrashHandler


class ClockedCrashHandler:
    """A watch with a clock that is turned by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self.told: list[Crash] = []
        self.left: list[int] = []
        self.watch = CrashHandler(self.told.append, clock=lambda: self.now, leave=self.left.append)

    def crash(self, error: BaseException | None = None) -> None:
        error = error or ValueError("boom")
        self.watch.on_exception(type(error), error, None)


@pytest.fixture
def watched() -> ClockedCrashHandler:
    return ClockedCrashHandler()


def test_a_crash_is_told_in_a_sentence_with_a_report_of_versions(
    watched: ClockedCrashHandler,
) -> None:
    watched.crash()
    assert watched.told[0].summary == "Something unexpected happened (ValueError)."
    assert "Back Atlas " in watched.told[0].report
    assert "boom" in watched.told[0].report


def test_where_visitors_type_an_error_is_named_without_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told: list[Crash] = []
    watch = CrashHandler(told.append, leave=lambda _code: None, hides_words=True)
    try:
        {}["what a visitor typed"]
    except KeyError as error:
        watch.on_exception(KeyError, error, error.__traceback__)
    assert "KeyError" in caplog.text
    assert "test_crash_reports.py" in caplog.text
    assert "Error: 'what a visitor typed'" not in caplog.text + told[0].report


def test_a_crash_is_logged(watched: ClockedCrashHandler, caplog: pytest.LogCaptureFixture) -> None:
    watched.crash()
    assert "boom" in caplog.text


def test_two_crashes_within_a_minute_do_not_end_the_program(watched: ClockedCrashHandler) -> None:
    watched.crash()
    watched.crash()
    assert watched.left == []
    assert len(watched.told) == 2


def test_the_third_crash_within_a_minute_ends_the_program(watched: ClockedCrashHandler) -> None:
    for _ in range(3):
        watched.crash()
    assert watched.left == [EXIT_INTERNAL_ERROR]
    assert len(watched.told) == 2


def test_three_crashes_over_more_than_a_minute_do_not_end_it(watched: ClockedCrashHandler) -> None:
    for _ in range(6):
        watched.crash()
        watched.now += 31
    assert watched.left == []


def test_ctrl_c_is_no_crash(watched: ClockedCrashHandler) -> None:
    watched.crash(KeyboardInterrupt())
    assert watched.left == [130]
    assert watched.told == []


def test_a_crash_while_telling_is_only_logged(caplog: pytest.LogCaptureFixture) -> None:
    def fails(_crash: Crash) -> None:
        raise RuntimeError("no window")

    watch = CrashHandler(fails)
    watch.on_exception(ValueError, ValueError("boom"), None)
    assert "could not be told" in caplog.text


def test_a_crash_that_happens_within_telling_is_told_once() -> None:
    told: list[Crash] = []

    def tells_and_fails(crash: Crash) -> None:
        told.append(crash)
        watch.on_exception(ValueError, ValueError("again"), None)

    watch = CrashHandler(tells_and_fails)
    watch.on_exception(ValueError, ValueError("boom"), None)
    assert len(told) == 1


def test_errors_of_threads_and_finalisers_come_the_same_way(watched: ClockedCrashHandler) -> None:
    error = ValueError("boom")
    args = SimpleNamespace(exc_type=ValueError, exc_value=error, exc_traceback=None)
    watched.watch.on_thread(args)
    watched.watch.on_unraisable(args)
    assert len(watched.told) == 2


def test_a_thread_that_merely_ends_is_no_crash(watched: ClockedCrashHandler) -> None:
    ends = SimpleNamespace(exc_type=SystemExit, exc_value=SystemExit(), exc_traceback=None)
    nothing = SimpleNamespace(exc_type=ValueError, exc_value=None, exc_traceback=None)
    watched.watch.on_thread(ends)
    watched.watch.on_thread(nothing)
    watched.watch.on_unraisable(nothing)
    assert watched.told == []


def test_removing_the_watch_gives_python_its_hooks_back(
    watched: ClockedCrashHandler, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    watched.watch.install()
    assert sys.excepthook == watched.watch.on_exception
    watched.watch.remove()
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__


ENDS = """
from app.support.crash_reports import CrashHandler
import sys
watch = CrashHandler(lambda crash: print(crash.summary))
watch.install()
for _ in range(3):
    sys.excepthook(ValueError, ValueError("boom"), None)
"""


def test_a_process_that_keeps_crashing_leaves_with_seventy() -> None:
    run = subprocess.run([sys.executable, "-c", ENDS], check=False, capture_output=True)
    assert run.returncode == EXIT_INTERNAL_ERROR


def test_the_report_says_when_qt_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.support.version import versions

    assert "PySide6 6." in versions()
    monkeypatch.delitem(sys.modules, "PySide6")
    assert "Qt not loaded" in versions()
