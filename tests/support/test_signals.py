"""Does the system's wish to end reach a program that sleeps in Qt?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from pytestqt.qtbot import QtBot

from app.support.signals import EndingSignals


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_of_the_system_wakes_qt(qtbot: QtBot, number: signal.Signals) -> None:
    ending = EndingSignals()
    with qtbot.waitSignal(ending.ending_asked, timeout=2000) as waited:
        os.kill(os.getpid(), number)
    ending.close()
    assert waited.args == [number]


def test_another_signal_of_the_system_asks_for_no_end(qtbot: QtBot) -> None:
    before = signal.signal(signal.SIGUSR1, lambda *_: None)
    ending = EndingSignals()
    heard: list[object] = []
    ending.ending_asked.connect(heard.append)
    with qtbot.assertNotEmitted(ending.ending_asked, wait=50):
        os.kill(os.getpid(), signal.SIGUSR1)
    ending.close()
    signal.signal(signal.SIGUSR1, before)
    assert heard == []


def test_closing_puts_the_handlers_back(qtbot: QtBot) -> None:
    before = signal.getsignal(signal.SIGTERM)
    ending = EndingSignals()
    assert signal.getsignal(signal.SIGTERM) != before
    ending.close()
    assert signal.getsignal(signal.SIGTERM) == before


SLEEPS = """
import sys
from PySide6.QtCore import QCoreApplication
from app.support.signals import EndingSignals
app = QCoreApplication([])
def leave(number): app.exit(40 + number)
ending = EndingSignals()
ending.ending_asked.connect(leave)
print("asleep", flush=True)
sys.exit(app.exec())
"""


def test_a_process_at_rest_ends_in_order_when_it_is_told_to() -> None:
    with subprocess.Popen([sys.executable, "-c", SLEEPS], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.terminate()
        assert process.wait(timeout=5) == 40 + signal.SIGTERM
