"""Signals of the operating system reach a program whose event loop is idle."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.support.qt_signals import ShutdownSignals, disconnect

SIGNALS = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]


@pytest.fixture(autouse=True)
def restored_signals() -> Iterator[None]:
    """Handle all signals by default: a shell or nohup may let the tests ignore some."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


class ObservedSignal:
    """Says whether a garbage collection could start while a slot is disconnected."""

    def disconnect(self, slot: object) -> None:
        self.could_collect = gc.isenabled()
        if slot is None:
            raise RuntimeError


def test_no_garbage_is_collected_while_a_slot_is_disconnected() -> None:
    observed = ObservedSignal()
    disconnect(observed, print)
    assert not observed.could_collect
    assert gc.isenabled()


def test_garbage_is_collected_again_after_a_slot_that_was_not_connected() -> None:
    with pytest.raises(RuntimeError):
        disconnect(ObservedSignal(), None)
    assert gc.isenabled()


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_wakes_qt(qtbot: QtBot, number: signal.Signals) -> None:
    signals = ShutdownSignals(handles_hangup=True)
    with qtbot.waitSignal(signals.shutdown_requested, timeout=2000) as waited:
        os.kill(os.getpid(), number)
    signals.close()
    assert waited.args == [number]


def test_a_kiosk_leaves_sighup_to_the_system_which_kills_it(qtbot: QtBot) -> None:
    signals = ShutdownSignals()
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL
    signals.close()


def test_another_signal_does_not_request_a_shutdown(qtbot: QtBot) -> None:
    received = []
    before = signal.signal(signal.SIGUSR1, lambda number, _frame: received.append(number))
    signals = ShutdownSignals(handles_hangup=True)
    with qtbot.assertNotEmitted(signals.shutdown_requested, wait=50):
        os.kill(os.getpid(), signal.SIGUSR1)
    signals.close()
    signal.signal(signal.SIGUSR1, before)
    assert received == [signal.SIGUSR1]


def _as_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delattr(os, "set_blocking")
    # On Windows it accepts only sockets.
    monkeypatch.delattr(signal, "set_wakeup_fd")


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_is_received_on_windows_where_qt_cannot_watch_a_pipe(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    _as_on_windows(monkeypatch)
    signals = ShutdownSignals(handles_hangup=True)
    with qtbot.waitSignal(signals.shutdown_requested, timeout=2000) as waited:
        os.kill(os.getpid(), number)
    signals.close()
    assert waited.args == [number]


def test_closing_restores_the_handlers_on_windows(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as_on_windows(monkeypatch)
    before = {number: signal.getsignal(number) for number in SIGNALS}
    ShutdownSignals(handles_hangup=True).close()
    assert {number: signal.getsignal(number) for number in SIGNALS} == before


def test_signals_work_on_a_python_without_set_blocking(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "set_blocking")
    signals = ShutdownSignals(handles_hangup=True)
    with qtbot.waitSignal(signals.shutdown_requested, timeout=2000):
        os.kill(os.getpid(), signal.SIGTERM)
    signals.close()


@pytest.mark.parametrize("number", SIGNALS)
def test_an_ignored_signal_stays_ignored(qtbot: QtBot, number: signal.Signals) -> None:
    signal.signal(number, signal.SIG_IGN)
    signals = ShutdownSignals(handles_hangup=True)
    assert signal.getsignal(number) is signal.SIG_IGN
    signals.close()
    assert signal.getsignal(number) is signal.SIG_IGN


def test_closing_restores_the_handlers(qtbot: QtBot) -> None:
    before = signal.getsignal(signal.SIGTERM)
    signals = ShutdownSignals(handles_hangup=True)
    assert signal.getsignal(signal.SIGTERM) != before
    signals.close()
    assert signal.getsignal(signal.SIGTERM) == before


IDLE = """
import sys
from PySide6.QtCore import QCoreApplication
from app.support.qt_signals import ShutdownSignals, disconnect
app = QCoreApplication([])
def on_signal(number): app.exit(40 + number)
signals = ShutdownSignals()
signals.shutdown_requested.connect(on_signal)
print("ready", flush=True)
sys.exit(app.exec())
"""


def test_an_idle_process_ends_normally_on_sigterm() -> None:
    with subprocess.Popen([sys.executable, "-c", IDLE], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.terminate()
        assert process.wait(timeout=5) == 40 + signal.SIGTERM
