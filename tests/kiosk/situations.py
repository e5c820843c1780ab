"""Every place at a kiosk where somebody can stand: each is come to from anywhere else."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.body.regions import Place, RegionId, Side, TopicId
from app.kiosk.access.keypad import Keypad
from app.kiosk.overlays.attract import AttractLoop
from app.kiosk.overlays.calibration import CalibrationPage
from app.kiosk.overlays.fault_page import FaultPage
from app.kiosk.overlays.overlay import CleaningOverlay, ClosedOverlay, IdlePrompt, StaffMenu
from app.kiosk.overlays.status_page import StatusPage
from app.kiosk.safe_mode import SafeMode
from app.workspace.qr_dialog import QrDialog
from tests.kiosk.test_safe_mode import BROKE

FLANK = Place(RegionId("flank"), Side.LEFT)
STAFF_OVERLAYS = (StaffMenu, StatusPage, CalibrationPage, CleaningOverlay)


def process_until_idle(kiosk) -> None:
    """Until nothing is being made any more, and what was taken down is gone."""
    kiosk.settle()
    kiosk.run_idle_work()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def start_new_visit(kiosk) -> None:
    """A visitor has just come, whatever was before."""
    while kiosk.house.guard.is_deaf:
        kiosk.house.cleaning.tick()
    kiosk.station.hours.is_open = True
    kiosk.door.close()
    process_until_idle(kiosk)


def on_nothing(kiosk) -> None:
    QApplication.focusWidget().clearFocus()


def on_stage(kiosk) -> None:
    assert kiosk.workspace.hasFocus()


def on_search(kiosk) -> None:
    kiosk.workspace.pane.search.setFocus()


def on_region(kiosk) -> None:
    kiosk.workspace.canvas.focus_region(FLANK)


def on_panel(kiosk) -> None:
    kiosk.station.session.select(FLANK)
    process_until_idle(kiosk)
    kiosk.workspace.panel.focus_home()


def on_topic(kiosk) -> None:
    kiosk.station.session.select(FLANK)
    kiosk.station.session.open_topic(TopicId("recovery"))
    process_until_idle(kiosk)
    kiosk.workspace.panel._scroll.setFocus()


def on_bar(kiosk) -> None:
    kiosk.workspace.bar._menu.setFocus()


def on_foot(kiosk) -> None:
    kiosk.pill("Start over").setFocus()


def on_attract(kiosk) -> None:
    kiosk.station.idle.leave()


def on_stay(kiosk) -> None:
    kiosk.clock.now += 60
    kiosk.station.idle.tick()


def on_night(kiosk) -> None:
    kiosk.station.hours.is_open = False
    kiosk.station.idle.leave()


def on_codes(kiosk) -> None:
    kiosk.station.session.keep("flank:left")
    kiosk.station._on_codes()


def on_keypad(kiosk) -> None:
    kiosk.house.show_keypad()


def on_menu(kiosk) -> None:
    kiosk.house.show_keypad()
    kiosk.door._on_pin_accepted("Anna")


def on_health(kiosk) -> None:
    on_menu(kiosk)
    kiosk.door.menu.picked.emit("health")


def on_measure(kiosk) -> None:
    on_menu(kiosk)
    kiosk.door.menu.picked.emit("measure")


def on_diagnosis(kiosk) -> None:
    if not hasattr(kiosk, "mode"):
        kiosk.mode = SafeMode(kiosk.house, BROKE, 0)
    kiosk.station.idle.leave()


def on_cleaning(kiosk) -> None:
    on_menu(kiosk)
    kiosk.door.menu.picked.emit("clean")
    kiosk.house.cleaning._timer.stop()


SCENES = {
    on_attract: AttractLoop,
    on_stay: IdlePrompt,
    on_night: ClosedOverlay,
    on_codes: QrDialog,
    on_keypad: Keypad,
    on_menu: StaffMenu,
    on_health: StatusPage,
    on_measure: CalibrationPage,
    on_diagnosis: FaultPage,
    on_cleaning: CleaningOverlay,
}
WITHOUT_OVERLAY = (on_nothing, on_stage, on_search, on_region, on_panel, on_topic, on_bar, on_foot)
