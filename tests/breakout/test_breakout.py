"""No attempt gets a visitor out of the kiosk, and the harness notices it with another program."""

from __future__ import annotations

import sys

import pytest

from tests.breakout.attempts import ATTEMPTS
from tests.breakout.harness import BreakoutRun, report
from tests.breakout.program import KIOSK, NAIVE, kiosk_home
from tests.breakout.x_display import XDisplay

pytestmark = pytest.mark.slow

SCREEN = (1280, 800)
SUCCESSFUL = (
    "ctrl+q",
    "ctrl+w",
    "alt+f",
    "ctrl+n",
    "ctrl+o",
    "ctrl+s",
    "F1",
    "shift+F1",
    "Menu",
    "right click on search",
    "right click on text",
    "right click on list",
    "left and right together",
    "resting on the figure",
    "tap on the largest words",
    "Tab and Return through everything",
    "a smaller screen",
    "asked to close",
)
"""The attempts that succeed with an ordinary program: popups, dialogs, files, its end, its size."""


@pytest.fixture
def make_attempts(tmp_path):
    """A function that makes attempts on a program."""
    display = XDisplay(tmp_path, SCREEN)
    runs = []

    def make(kind, attempts):
        run = BreakoutRun(kind, display, kiosk_home(tmp_path))
        runs.append(run)
        return run.run(attempts)

    yield make
    for run in runs:
        run.close()
    display.close()


def test_the_kiosk_resists_every_attempt(make_attempts, capsys):
    results = make_attempts(KIOSK, ATTEMPTS)
    with capsys.disabled():
        sys.stderr.write(report(KIOSK, results))
    assert len(results) >= 70
    assert [result for result in results if not result.is_resisted] == []


def test_the_harness_notices_the_attempts_that_succeed_with_an_ordinary_program(
    make_attempts, capsys
):
    attempts = [attempt for attempt in ATTEMPTS if attempt.name in SUCCESSFUL]
    results = make_attempts(NAIVE, attempts)
    with capsys.disabled():
        sys.stderr.write(report(NAIVE, results))
    noticed = {result.attempt.name for result in results if not result.is_resisted}
    assert len(noticed) >= 10
    assert noticed == set(SUCCESSFUL)


def test_every_attempt_has_a_name_of_its_own():
    assert len({attempt.name for attempt in ATTEMPTS}) == len(ATTEMPTS)
