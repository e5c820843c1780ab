"""Every situation in which a visitor can find a kiosk, each of which can follow any other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.body.regions import Place, RegionId, Side, TopicId
from app.kiosk.access.keypad import Keypad
from app.kiosk.access.staff_access import StaffMenu
from app.kiosk.overlays.attract import AttractLoop
from app.kiosk.overlays.calibration import CalibrationPage
from app.kiosk.overlays.cleaning import CleaningOverlay
from app.kiosk.overlays.fault_page import FaultPage
from app.kiosk.overlays.overlay import ClosedOverlay, IdlePrompt
from app.kiosk.overlays.status_page import StatusPage
from app.kiosk.safe_mode import SafeMode
from app.panels.region.panel import RegionPanel
from app.session.actions import AddToList, OpenSearch, OpenTopic, SelectRegion, ShowQrCodes
from app.widgets.button import Button
from app.workspace.qr_dialog import QrDialog
from tests.kiosk.conftest import timer_of
from tests.kiosk.test_safe_mode import REPORT

FLANK = Place(RegionId("flank"), Side.LEFT)
DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
STAFF_OVERLAYS = (StaffMenu, StatusPage, CalibrationPage, CleaningOverlay)


def finish_preparing(panel: RegionPanel) -> None:
    """Let the tabs be prepared that a shown panel prepares while nothing else is to do."""
    (timer,) = (one for one in panel.findChildren(QTimer, options=DIRECT) if one.isSingleShot())
    while panel.isVisible() and timer.isActive():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def process_until_idle(kiosk) -> None:
    """Process events until nothing is being built and deferred deletions are done."""
    kiosk.settle()
    kiosk.run_idle_work()
    for panel in kiosk.workspace.panel.findChildren(RegionPanel):
        finish_preparing(panel)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def start_new_visit(kiosk) -> None:
    """Bring a new visitor to the kiosk, whatever was shown before."""
    while kiosk.application.input_filter.blocks_all:
        kiosk.application.cleaning.tick()
    kiosk.display.opening_hours.is_open = True
    kiosk.staff_access.close()
    process_until_idle(kiosk)


def on_nothing(kiosk) -> None:
    QApplication.focusWidget().clearFocus()


def on_workspace(kiosk) -> None:
    assert kiosk.workspace.hasFocus()


def on_search(kiosk) -> None:
    kiosk.display.session.apply(OpenSearch())


def on_region(kiosk) -> None:
    kiosk.workspace.canvas.focus_region(FLANK)


def on_panel(kiosk) -> None:
    kiosk.display.session.apply(SelectRegion(FLANK))
    process_until_idle(kiosk)
    kiosk.workspace.panel.set_initial_focus()


def on_topic(kiosk) -> None:
    kiosk.display.session.apply(SelectRegion(FLANK))
    kiosk.display.session.apply(OpenTopic(TopicId("recovery")))
    process_until_idle(kiosk)
    kiosk.panel_column.setFocus()


def on_toolbar(kiosk) -> None:
    kiosk.workspace.toolbar.findChild(Button).setFocus()


def on_bottom_bar(kiosk) -> None:
    kiosk.button("Start over").setFocus()


def on_attract(kiosk) -> None:
    kiosk.display.idle.expire()


def on_idle_prompt(kiosk) -> None:
    kiosk.clock.now += 60
    kiosk.display.idle.update_state()


def on_closed(kiosk) -> None:
    kiosk.display.opening_hours.is_open = False
    kiosk.display.idle.expire()


def on_codes(kiosk) -> None:
    kiosk.display.session.apply(AddToList("flank:left"))
    kiosk.display.session.apply(ShowQrCodes())


def on_keypad(kiosk) -> None:
    kiosk.application.show_keypad()


def on_menu(kiosk) -> None:
    kiosk.application.show_keypad()
    kiosk.staff_access.unlock("Anna")


def on_status(kiosk) -> None:
    on_menu(kiosk)
    kiosk.staff_access.menu.action_selected.emit("status")


def on_calibration(kiosk) -> None:
    on_menu(kiosk)
    kiosk.staff_access.menu.action_selected.emit("calibrate")


def on_fault(kiosk) -> None:
    if kiosk.safe_mode is None:
        kiosk.safe_mode = SafeMode(kiosk.application, REPORT, 0)
    kiosk.display.idle.expire()


def on_cleaning(kiosk) -> None:
    on_menu(kiosk)
    kiosk.staff_access.menu.action_selected.emit("clean")
    timer_of(kiosk.application.cleaning).stop()


OVERLAYS = {
    on_attract: AttractLoop,
    on_idle_prompt: IdlePrompt,
    on_closed: ClosedOverlay,
    on_codes: QrDialog,
    on_keypad: Keypad,
    on_menu: StaffMenu,
    on_status: StatusPage,
    on_calibration: CalibrationPage,
    on_fault: FaultPage,
    on_cleaning: CleaningOverlay,
}
WITHOUT_OVERLAY = (
    on_nothing,
    on_workspace,
    on_search,
    on_region,
    on_panel,
    on_topic,
    on_toolbar,
    on_bottom_bar,
)
