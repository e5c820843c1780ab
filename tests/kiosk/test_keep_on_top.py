"""The window of a kiosk is put back where it belongs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.kiosk.window import KeepOnTop

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")


@pytest.fixture
def window_on_top(qtbot):
    """A window that belongs on the whole of the first screen, and what keeps it there."""
    window = QWidget()
    qtbot.addWidget(window)
    hold = KeepOnTop(window)
    window.show()
    hold.start(QGuiApplication.primaryScreen())
    return window, hold


@pytest.mark.parametrize("box", [QRect(40, 30, 300, 200), QRect(0, 0, 90, 90), QRect(5, 0, 1, 1)])
def test_a_window_that_was_moved_or_made_smaller_covers_its_screen_again(window_on_top, box):
    window, hold = window_on_top
    window.setGeometry(box)
    hold.theme()
    assert window.geometry() == QGuiApplication.primaryScreen().geometry()


def test_a_window_that_was_hidden_on_purpose_stays_hidden(window_on_top):
    window, hold = window_on_top
    window.hide()
    hold.theme()
    assert not window.isVisible()


def test_a_window_without_a_screen_is_left_where_it_is(window_on_top):
    window, hold = window_on_top
    hold.begin(None)
    window.setGeometry(QRect(40, 30, 300, 200))
    hold.theme()
    assert window.geometry() == QRect(40, 30, 300, 200)
