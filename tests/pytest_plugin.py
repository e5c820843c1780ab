"""Set up before pytest-qt imports Qt: the platform, the home folder, missing libraries."""

from __future__ import annotations

import atexit
import contextlib
import gc
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.support.exit_codes import ExitCode
from app.support.missing_dependencies import import_error_message

# Two screens without a display, for the tests of presenting.
SCREENS = Path(__file__).with_name("two_screens.json")
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={SCREENS}"
# Sizes in tests are real pixels, whatever the settings of the desktop they run on.
for name in ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI", "QT_STYLE_OVERRIDE"):
    os.environ.pop(name, None)
HOME = tempfile.mkdtemp(prefix="back-atlas-tests-")
os.environ["BACK_ATLAS_HOME"] = HOME
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

try:
    from PySide6 import QtCore
    from PySide6.QtWidgets import QWidget
    from pytestqt import wait_signal
    from shiboken6 import delete, isValid

    from app.support.qt_signals import disconnect
except ImportError as error:
    # Not pytest.exit, which prints a traceback this early.
    sys.stderr.write(f"{import_error_message(error)}\n")
    raise SystemExit(ExitCode.UNAVAILABLE) from None


def _disconnect_without_collecting(
    signal: QtCore.SignalInstance, slot: Callable[..., object]
) -> None:
    """Replaces the function of pytest-qt, which can wait for ever: see `disconnect`."""
    with contextlib.suppress(TypeError, RuntimeError):
        disconnect(signal, slot)


wait_signal._silent_disconnect = _disconnect_without_collecting


# Garbage of one test can hold windows whose timers still run. Collecting it in the middle of a slot
# of the next test deletes them under that slot, so it is mostly collected between tests.
gc.set_threshold(100_000, 50, 100)
_TESTS_PER_COLLECTION = 40
_finished = itertools.count(1)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    if next(_finished) % _TESTS_PER_COLLECTION == 0:
        _collect()


def _collect() -> None:
    """Collect garbage, but let Qt delete the windows in it, each with all that is below it.

    The collector would delete the widgets of a window in any order, which can crash Qt.
    """
    gc.set_debug(gc.DEBUG_SAVEALL)
    gc.collect()
    gc.set_debug(0)
    widgets = [one for one in gc.garbage if isinstance(one, QWidget) and isValid(one)]
    for window in [one for one in widgets if one.isWindow()]:
        if isValid(window):
            delete(window)
    widgets.clear()
    gc.garbage.clear()
    gc.collect()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-pictures",
        action="store_true",
        help="keep what is painted now as what tests/pictures compares with",
    )
