"""The context menu of the text at a desk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.body.regions import Place, RegionId
from app.desktop.text_menu import TextMenu, text_at
from app.session.actions import SelectRegion
from app.widgets.text_view import TextView
from tests.desktop.conftest import wait_until_ready

pytestmark = pytest.mark.qt_log_ignore("does not support")
AT = QPoint(5, 5)


@pytest.fixture
def text(window, qtbot):
    """The first running text of a region."""
    window.workspace.apply(SelectRegion(Place(RegionId("lumbar"))))
    wait_until_ready(qtbot, window)
    QGuiApplication.clipboard().clear()

    def first() -> TextView | None:
        views = window.workspace.panel.findChildren(TextView)
        found = (view for view in views if text_at(window, view.mapTo(window, AT)) is view)
        return next(found, None)

    qtbot.waitUntil(lambda: first() is not None)
    found = first()
    found.clear_selection()
    yield found
    QGuiApplication.clipboard().clear()


def menu_at(widget, where: QPoint) -> TextMenu | None:
    """The menu that opens over a widget, as the window system asks for it."""
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, where, widget.mapToGlobal(where)))
    found = QApplication.activePopupWidget()
    return found if isinstance(found, TextMenu) else None


def test_the_menu_selects_and_copies_the_words_of_the_page(text):
    menu = menu_at(text.viewport(), AT)
    assert [action.text() for action in menu.actions()] == ["Copy", "Select all"]
    assert not menu.copy_action.isEnabled()
    menu.select_action.trigger()
    menu.close()
    menu = menu_at(text.viewport(), AT)
    menu.copy_action.trigger()
    menu.close()
    assert text.text().splitlines()[0] in QGuiApplication.clipboard().text()


def test_the_menu_closes_with_escape_and_changes_nothing(text):
    menu = menu_at(text.viewport(), AT)
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert QGuiApplication.clipboard().text() == ""


def test_there_is_no_menu_where_there_is_no_text(text, window):
    assert menu_at(window.workspace.canvas, AT) is None


def test_there_is_no_menu_over_text_that_cannot_be_selected(text):
    text.is_selectable = False
    assert menu_at(text.viewport(), AT) is None
    text.is_selectable = True
