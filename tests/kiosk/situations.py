"""Every place at a kiosk where somebody can stand: each is come to from anywhere else."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.body.regions import Place, RegionId, Side, TopicId
from app.kiosk.access.keypad import KeypadScene
from app.kiosk.overlays.attract import Attract
from app.kiosk.overlays.calibration import MeasureScene
from app.kiosk.overlays.fault_page import DiagnosisScene
from app.kiosk.overlays.overlay import DeafScene, KeeperScene, NightScene, StayScene
from app.kiosk.overlays.status_page import HealthScene
from app.kiosk.safe_mode import SafeMode
from app.workspace.qr_dialog import CodesDialog
from tests.kiosk.test_safe_mode import BROKE

FLANK = Place(RegionId("flank"), Side.LEFT)
KEEPERS = (KeeperScene, HealthScene, MeasureScene, DeafScene)


def settle(kiosk) -> None:
    """Until nothing is being made any more, and what was taken down is gone."""
    kiosk.settle()
    kiosk.look_ahead()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def fresh(kiosk) -> None:
    """A visitor has just come, whatever was before."""
    while kiosk.house.guard.is_deaf:
        kiosk.house.cleaning.tick()
    kiosk.station.hours.is_open = True
    kiosk.door.close()
    settle(kiosk)


def on_nothing(kiosk) -> None:
    QApplication.focusWidget().clearFocus()


def on_stage(kiosk) -> None:
    assert kiosk.stage.hasFocus()


def on_search(kiosk) -> None:
    kiosk.stage.pane.search.setFocus()


def on_region(kiosk) -> None:
    kiosk.stage.canvas.focus_on(FLANK)


def on_panel(kiosk) -> None:
    kiosk.station.session.select(FLANK)
    settle(kiosk)
    kiosk.stage.panel.focus_home()


def on_topic(kiosk) -> None:
    kiosk.station.session.select(FLANK)
    kiosk.station.session.open_topic(TopicId("recovery"))
    settle(kiosk)
    kiosk.stage.panel._scroll.setFocus()


def on_bar(kiosk) -> None:
    kiosk.stage.bar._menu.setFocus()


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
    kiosk.house.ask_pin()


def on_menu(kiosk) -> None:
    kiosk.house.ask_pin()
    kiosk.door._on_known("Anna")


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


def while_cleaned(kiosk) -> None:
    on_menu(kiosk)
    kiosk.door.menu.picked.emit("clean")
    kiosk.house.cleaning._second.stop()


SCENES = {
    on_attract: Attract,
    on_stay: StayScene,
    on_night: NightScene,
    on_codes: CodesDialog,
    on_keypad: KeypadScene,
    on_menu: KeeperScene,
    on_health: HealthScene,
    on_measure: MeasureScene,
    on_diagnosis: DiagnosisScene,
    while_cleaned: DeafScene,
}
BARE = (on_nothing, on_stage, on_search, on_region, on_panel, on_topic, on_bar, on_foot)
