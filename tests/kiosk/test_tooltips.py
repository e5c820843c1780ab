"""A kiosk shows no tooltips, whatever the pointer and the focus do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.body.regions import Place, RegionId
from app.session.actions import SelectRegion
from app.widgets.tooltip import Tooltip, TooltipFilter, has_tooltips, set_tooltip, tooltip_of


def test_neither_the_pointer_nor_the_focus_shows_a_tooltip(kiosk):
    kiosk.start_visit()
    kiosk.wait_for_debounce()
    kiosk.workspace.apply(SelectRegion(Place(RegionId("flank"))))
    kiosk.settle()
    assert not has_tooltips()
    named = [one for one in kiosk.window.findChildren(QAbstractButton) if tooltip_of(one)]
    assert named  # buttons that would show one at a desk
    watch = TooltipFilter.of_application()
    for button in named:
        set_tooltip(button, meaning="would be shown at a desk", key="P")
        QApplication.sendEvent(button, QEvent(QEvent.Type.Enter))
        QTest.mouseMove(button)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        watch.timer.timeout.emit()
        assert watch.tooltip is None
    assert kiosk.window.findChildren(Tooltip) == []


def test_no_widget_has_a_tooltip_of_qt(kiosk):
    kiosk.start_visit()
    kiosk.settle()
    assert [one for one in kiosk.window.findChildren(QWidget) if one.toolTip()] == []
