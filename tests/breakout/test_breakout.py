"""Can a visitor get out of the kiosk, and would this be seen?"""

from __future__ import annotations

import sys

import pytest

from tests.breakout.attempts import ATTEMPTS
from tests.breakout.harness import BreakoutRun, report
from tests.breakout.program import KIOSK, NAIVE, kiosk_home
from tests.breakout.x_display import XDisplay

pytestmark = pytest.mark.slow

SCREEN = (1280, 800)
CAUGHT = (
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
"""By what an ordinary program is broken out of: pop-ups, dialogs, files, its end, its size."""


@pytest.fixture
def tried(tmp_path):
    """Tries attempts on a program of a kind."""
    display = XDisplay(tmp_path, SCREEN)
    trials = []

    def run(kind, attempts):
        trial = BreakoutRun(kind, display, kiosk_home(tmp_path))
        trials.append(trial)
        return trial.run(attempts)

    yield run
    for trial in trials:
        trial.close()
    display.close()


def test_nothing_that_a_visitor_tries_gets_out_of_the_kiosk(tried, capsys):
    verdicts = tried(KIOSK, ATTEMPTS)
    with capsys.disabled():
        sys.stderr.write(report(KIOSK, verdicts))
    assert len(verdicts) >= 70
    assert [verdict for verdict in verdicts if not verdict.is_resisted] == []


def test_an_ordinary_program_is_seen_to_be_broken_out_of(tried, capsys):
    attempts = [attempt for attempt in ATTEMPTS if attempt.name in CAUGHT]
    verdicts = tried(NAIVE, attempts)
    with capsys.disabled():
        sys.stderr.write(report(NAIVE, verdicts))
    seen = {verdict.attempt.name for verdict in verdicts if not verdict.is_resisted}
    assert len(seen) >= 10
    assert seen == set(CAUGHT)


def test_every_attempt_has_a_name_of_its_own():
    assert len({attempt.name for attempt in ATTEMPTS}) == len(ATTEMPTS)
