"""Messages in a kiosk: above the bar at the foot, closed by one touch, gone with the visitor."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QStyleHints

from app.session.actions import SetTextSize
from app.widgets.toast import Toast


def box_in_window(widget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


@pytest.mark.parametrize("text_size", [100, 200])
def test_a_message_does_not_cover_the_bar_with_when_to_call(kiosk, text_size):
    kiosk.start_visit()
    kiosk.wait_for_debounce()
    kiosk.workspace.apply(SetTextSize(text_size))
    kiosk.settle()
    kiosk.workspace.messages.show_message("The handout is being printed. " * 12)
    kiosk.settle()
    toast = kiosk.workspace.messages.toast
    assert toast.isVisible()
    assert not box_in_window(toast).intersects(box_in_window(kiosk.window.bottom_bar))


def test_one_touch_closes_a_message(kiosk):
    kiosk.start_visit()
    kiosk.wait_for_debounce()
    kiosk.workspace.messages.show_message("The handout was printed.")
    kiosk.settle()
    kiosk.touch(kiosk.workspace.messages.toast.close_button)
    assert not kiosk.workspace.messages.is_visible


def test_the_next_visitor_finds_nothing_of_a_message(kiosk):
    kiosk.start_visit()
    kiosk.wait_for_debounce()
    kiosk.workspace.messages.show_message("zugvogel-4711", stays=True)
    kiosk.display.reset()
    kiosk.settle()
    assert kiosk.window.findChildren(Toast) == []
    assert "zugvogel" not in kiosk.workspace.announcer.last_announcement


def test_a_kiosk_does_not_follow_the_mode_of_the_system(kiosk, monkeypatch):
    kiosk.start_visit()
    before = kiosk.showing.theme
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _hints: Qt.ColorScheme.Dark)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    kiosk.settle()
    assert before == kiosk.showing.theme == "light"
