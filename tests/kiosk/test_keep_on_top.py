"""The window of a kiosk returns to its screen after it was moved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.kiosk.window import KeepOnTop

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")


@pytest.fixture
def kept_window(qtbot):
    """A window that belongs on the first screen, and the object that keeps it there."""
    window = QWidget()
    qtbot.addWidget(window)
    keep_on_top = KeepOnTop(window)
    window.show()
    keep_on_top.start(QGuiApplication.primaryScreen())
    return window, keep_on_top


@pytest.mark.parametrize("box", [QRect(40, 30, 300, 200), QRect(0, 0, 90, 90), QRect(5, 0, 1, 1)])
def test_a_window_that_was_moved_or_resized_covers_its_screen_again(kept_window, box):
    window, keep_on_top = kept_window
    window.setGeometry(box)
    keep_on_top.restore()
    assert window.geometry() == QGuiApplication.primaryScreen().geometry()


def test_a_window_that_was_hidden_on_purpose_stays_hidden(kept_window):
    window, keep_on_top = kept_window
    window.hide()
    keep_on_top.restore()
    assert not window.isVisible()


def test_a_window_without_a_screen_stays_where_it_is(kept_window):
    window, keep_on_top = kept_window
    keep_on_top.start(None)
    window.setGeometry(QRect(40, 30, 300, 200))
    keep_on_top.restore()
    assert window.geometry() == QRect(40, 30, 300, 200)
