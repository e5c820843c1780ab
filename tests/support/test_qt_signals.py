"""Does the system's wish to end reach a program that sleeps in Qt?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.support.qt_signals import ShutdownSignals

ENDING = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]


@pytest.fixture(autouse=True)
def restored_signals() -> Iterator[None]:
    """A shell that starts the tests in the background, or nohup, leaves some ignored."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in ENDING}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_of_the_system_wakes_qt(qtbot: QtBot, number: signal.Signals) -> None:
    ending = ShutdownSignals(is_of_person=True)
    with qtbot.waitSignal(ending.shutdown_requested, timeout=2000) as waited:
        os.kill(os.getpid(), number)
    ending.close()
    assert waited.args == [number]


def test_a_hangup_ends_a_kiosk_as_a_fault_does_so_that_it_is_started_again(qtbot: QtBot) -> None:
    ending = ShutdownSignals()
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL
    ending.close()


def test_another_signal_of_the_system_asks_for_no_end(qtbot: QtBot) -> None:
    before = signal.signal(signal.SIGUSR1, lambda *_: None)
    ending = ShutdownSignals(is_of_person=True)
    heard: list[object] = []
    ending.shutdown_requested.connect(heard.append)
    with qtbot.assertNotEmitted(ending.shutdown_requested, wait=50):
        os.kill(os.getpid(), signal.SIGUSR1)
    ending.close()
    signal.signal(signal.SIGUSR1, before)
    assert heard == []


def _as_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delattr(os, "set_blocking")
    # Without sockets of Windows it takes no handle of a pipe.
    monkeypatch.delattr(signal, "set_wakeup_fd")


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_is_heard_where_qt_watches_no_pipes(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    _as_on_windows(monkeypatch)
    ending = ShutdownSignals(is_of_person=True)
    with qtbot.waitSignal(ending.shutdown_requested, timeout=2000) as waited:
        os.kill(os.getpid(), number)
    ending.close()
    assert waited.args == [number]


def test_nothing_of_windows_is_left_after_closing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as_on_windows(monkeypatch)
    before = {number: signal.getsignal(number) for number in ENDING}
    ShutdownSignals(is_of_person=True).close()
    assert {number: signal.getsignal(number) for number in ENDING} == before


def test_a_python_without_set_blocking_is_enough(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "set_blocking")
    ending = ShutdownSignals(is_of_person=True)
    with qtbot.waitSignal(ending.shutdown_requested, timeout=2000):
        os.kill(os.getpid(), signal.SIGTERM)
    ending.close()


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_that_was_ignored_stays_ignored(qtbot: QtBot, number: signal.Signals) -> None:
    signal.signal(number, signal.SIG_IGN)
    ending = ShutdownSignals(is_of_person=True)
    assert signal.getsignal(number) is signal.SIG_IGN
    ending.close()
    assert signal.getsignal(number) is signal.SIG_IGN


def test_closing_puts_the_handlers_back(qtbot: QtBot) -> None:
    before = signal.getsignal(signal.SIGTERM)
    ending = ShutdownSignals(is_of_person=True)
    assert signal.getsignal(signal.SIGTERM) != before
    ending.close()
    assert signal.getsignal(signal.SIGTERM) == before


SLEEPS = """
import sys
from PySide6.QtCore import QCoreApplication
from app.support.qt_signals import ShutdownSignals
app = QCoreApplication([])
def leave(number): app.exit(40 + number)
ending = ShutdownSignals()
ending.shutdown_requested.connect(leave)
print("asleep", flush=True)
sys.exit(app.exec())
"""


def test_a_process_at_rest_ends_in_order_when_it_is_told_to() -> None:
    with subprocess.Popen([sys.executable, "-c", SLEEPS], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.terminate()
        assert process.wait(timeout=5) == 40 + signal.SIGTERM
