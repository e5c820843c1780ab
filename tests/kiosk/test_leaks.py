"""Everything that a kiosk shows can be opened and closed without end and without a leak."""

from __future__ import annotations

import gc
import threading
from collections import Counter
from itertools import chain

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.atlas.topics import QUIZ_TOPIC
from app.body.regions import Place, TopicId
from app.kiosk.access.staff_access import StaffMenu
from app.kiosk.handout_actions import ListPrinter
from app.kiosk.idle_timer import IdleState
from app.kiosk.overlays.fault_page import FaultPage
from app.kiosk.overlays.status_page import StatusPage
from app.kiosk.safe_mode import SafeMode, standalone_fault_window
from app.session.actions import (
    AddToList,
    OpenPage,
    OpenTopic,
    PrintList,
    SelectRegion,
    ShowQrCodes,
)
from app.session.state import Page
from app.workspace.qr_dialog import QrDialog
from tests.kiosk.conftest import PIN
from tests.kiosk.situations import FLANK, start_new_visit
from tests.kiosk.test_safe_mode import REPORT

_LIST_ITEM = "flank:left"
_REPEATS = 3


@pytest.fixture(autouse=True)
def frozen_heap():
    """Leave what other tests have made out of the counts, so that they are fast."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def process_events() -> None:
    """Run the event loop once, with deferred deletions."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_until(condition) -> None:
    for _ in range(4_000):
        process_events()
        if condition():
            return
        QTest.qWait(5)
    raise AssertionError("the condition never became true")


def object_counts(kiosk) -> Counter[str]:
    """The number of widgets, QObjects, threads and objects of our classes, by class.

    QObjects below a window are counted by Qt's class names, because asking for a Python class
    creates Python objects that stay.
    """
    process_events()
    gc.collect()
    ours = [one for one in gc.get_objects() if str(type(one).__module__).startswith("app.")]
    counts = Counter(type(one).__name__ for one in ours)
    deleted = [one for one in ours if isinstance(one, QObject) and not isValid(one)]
    counts |= Counter(f"{type(one).__name__}, deleted by Qt" for one in deleted)
    counts |= Counter(f"widget {type(one).__name__}" for one in QApplication.allWidgets())
    roots = (kiosk.application, *kiosk.application.displays, *QApplication.topLevelWidgets())
    below = chain(*(root.findChildren(QObject) for root in roots))
    counts |= Counter(f"below {one.metaObject().className()}" for one in below)
    counts["thread"] = threading.active_count()
    return counts


def growth(kiosk, open_and_close, first, rounds) -> dict[str, tuple[int, int]]:
    """The counts that grow from after the first rounds to after all rounds.

    Something that is read or laid out only once grows once, so growth is measured again.
    """
    for _ in range(first):
        open_and_close(kiosk)
    grown = _growth(kiosk, open_and_close, rounds - first)
    for _ in range(_REPEATS):
        if grown:
            again = _growth(kiosk, open_and_close, rounds - first)
            # What is left behind adds up; a count that only varies by one does not.
            grown = {
                key: (grown[key][0], again[key][1])
                for key in sorted(grown.keys() & again)
                if again[key][1] > grown[key][1]
            }
    return grown


def _growth(kiosk, open_and_close, rounds) -> dict[str, tuple[int, int]]:
    before = _counts_after_a_reset(kiosk)
    for _ in range(rounds):
        open_and_close(kiosk)
    after = _counts_after_a_reset(kiosk)
    return {key: (before[key], after[key]) for key in sorted(after) if after[key] > before[key]}


def _counts_after_a_reset(kiosk):
    """Until a reset, the places that were read are kept on purpose, for going back."""
    kiosk.display.session.reset()
    kiosk.workspace.reset()
    process_events()
    return object_counts(kiosk)


def attract_loop(kiosk) -> None:
    kiosk.display.idle.expire()
    process_events()
    assert kiosk.window.overlay is kiosk.display.attract
    kiosk.display.idle.on_activity()
    process_events()


def idle_prompt(kiosk) -> None:
    kiosk.clock.now += 60
    kiosk.display.idle.update_state()
    process_events()
    assert kiosk.window.overlay is kiosk.display.idle_prompt
    kiosk.display.idle.on_activity()
    process_events()


def closed_overlay(kiosk) -> None:
    kiosk.display.opening_hours.is_open = False
    kiosk.display.idle.expire()
    process_events()
    assert kiosk.window.overlay is kiosk.display.closed_overlay
    kiosk.display.opening_hours.is_open = True
    kiosk.display.idle.on_activity()
    process_events()


def staff_pages(kiosk) -> None:
    """Keypad, staff menu, status, calibration and cleaning."""
    kiosk.application.show_keypad()
    kiosk.staff_access.keypad.entered.emit(PIN)
    wait_until(lambda: isinstance(kiosk.window.overlay, StaffMenu))
    for key, leave in (("status", "closed"), ("calibrate", "cancelled")):
        kiosk.staff_access.menu.action_selected.emit(key)
        process_events()
        getattr(kiosk.window.overlay, leave).emit()
        process_events()
    kiosk.staff_access.menu.action_selected.emit("clean")
    while kiosk.application.input_filter.blocks_all:
        kiosk.application.cleaning.tick()
    process_events()
    assert kiosk.window.overlay is None


def keypad(kiosk) -> None:
    kiosk.application.show_keypad()
    process_events()
    kiosk.staff_access.keypad.cancelled.emit()
    process_events()


def qr_codes(kiosk) -> None:
    kiosk.display.session.apply(AddToList(_LIST_ITEM))
    kiosk.display.session.apply(ShowQrCodes())
    process_events()
    assert isinstance(kiosk.window.overlay, QrDialog)
    kiosk.window.overlay.accept()
    kiosk.display.start_over()
    process_events()


def printing(kiosk) -> None:
    kiosk.apply(AddToList(_LIST_ITEM), OpenPage(Page.MY_LIST), PrintList())
    kiosk.workspace.findChild(ListPrinter).wait()
    kiosk.settle()
    kiosk.display.start_over()
    process_events()


def fault_page(kiosk) -> None:
    """The page of safe mode, which stays until it is dismissed."""
    if kiosk.safe_mode is None:
        kiosk.safe_mode = SafeMode(kiosk.application, REPORT, 0)
    kiosk.display.idle.expire()
    process_events()
    assert isinstance(kiosk.window.overlay, FaultPage)
    kiosk.display.start_over()
    kiosk.display.idle.on_activity()
    process_events()


def fault_window(_kiosk) -> None:
    window = standalone_fault_window(QApplication.instance(), REPORT, 3_600_000)
    window.cover_screen()
    process_events()
    window.input_filter.remove()
    window.input_filter.deleteLater()
    window.input_filter = None
    window.hide()
    window.deleteLater()
    process_events()


def pages(kiosk) -> None:
    """Every page of the panel, the long ones not completely; the report runs in a thread."""
    for page in Page:
        kiosk.display.session.apply(OpenPage(page))
        process_events()
        kiosk.display.session.apply(OpenPage(None))
        process_events()
    wait_until(lambda: threading.active_count() <= kiosk.threads)


def search(kiosk) -> None:
    for text in ("f", "fl", "back", "zzz", ""):
        kiosk.window.search_sheet.search.find(text)
        process_events()


def regions(kiosk) -> None:
    for region in kiosk.atlas.regions:
        kiosk.display.session.apply(SelectRegion(Place(region)))
        process_events()
    kiosk.apply(SelectRegion(None))


def topics(kiosk) -> None:
    """Every topic of a region, the long ones not completely; then one topic completely."""
    session, atlas = kiosk.display.session, kiosk.atlas
    session.apply(SelectRegion(FLANK))
    for topic in dict.fromkeys((*atlas.region_topics, *atlas.shared_topics, QUIZ_TOPIC)):
        session.apply(OpenTopic(topic))
        process_events()
    session.apply(SelectRegion(None))
    process_events()
    kiosk.apply(OpenTopic(TopicId("risks")), SelectRegion(FLANK))
    kiosk.apply(OpenTopic(None), SelectRegion(None))


def second_display(kiosk) -> None:
    """A second screen is connected and disconnected."""
    name = kiosk.display.screen
    kiosk.connect(name, "another")
    display = kiosk.application.displays[1]
    display.window.resize(kiosk.window.size())
    display.window.show()
    process_events()
    kiosk.connect(name)
    process_events()
    assert [one.screen for one in kiosk.application.displays] == [name]


# By function: after how many rounds everything exists that is created once, and how many rounds
# there are in all. What takes long has fewer rounds, because one more object is enough to be seen.
OVERLAYS = {
    idle_prompt: (20, 200),
    fault_window: (20, 200),
    attract_loop: (20, 40),
    closed_overlay: (20, 40),
    keypad: (20, 40),
    staff_pages: (10, 20),
    qr_codes: (10, 20),
    second_display: (5, 15),
    fault_page: (20, 40),
}
CONTENT = {search: (10, 20), regions: (2, 4), pages: (3, 5), topics: (1, 2), printing: (1, 2)}


@pytest.fixture
def small_kiosk(open_kiosk, tmp_path, monkeypatch):
    """A kiosk with a printer in a small window, with a visitor."""
    command = tmp_path / "lp"
    command.write_text("#!/bin/sh\nexec /bin/cat > /dev/null\n")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    kiosk = open_kiosk(text_size=100, printer="Hall")
    kiosk.window.resize(420, 700)
    kiosk.threads = threading.active_count()
    connected = [kiosk.display.screen]
    screens = type(kiosk.application.screens)
    monkeypatch.setattr(screens, "names", property(lambda _self: tuple(connected)))

    def connect(*names: str) -> None:
        connected[:] = names
        kiosk.application.update_displays()

    kiosk.connect = connect
    start_new_visit(kiosk)
    assert kiosk.display.idle.state is IdleState.ACTIVE
    return kiosk


def growth_by_function(kiosk, rounds) -> dict[str, dict[str, tuple[int, int]]]:
    found = {act.__name__: growth(kiosk, act, *numbers) for act, numbers in rounds.items()}
    return {name: grown for name, grown in found.items() if grown}


@pytest.mark.slow
def test_overlays_and_displays_that_are_opened_and_closed_leave_no_object(small_kiosk):
    assert growth_by_function(small_kiosk, OVERLAYS) == {}


@pytest.mark.slow
def test_content_that_is_opened_and_closed_leaves_no_object(small_kiosk):
    assert growth_by_function(small_kiosk, CONTENT) == {}


def open_status_page(kiosk):
    kiosk.open_staff_menu()
    kiosk.staff_access.menu.action_selected.emit("status")
    assert isinstance(kiosk.window.overlay, StatusPage)
    return kiosk.window.overlay


def test_a_page_that_is_still_referenced_is_found(open_kiosk):
    kiosk, references = open_kiosk(), []
    start_new_visit(kiosk)

    def keep_page(kiosk) -> None:
        references.append(open_status_page(kiosk))
        kiosk.staff_access.close()

    assert growth(kiosk, keep_page, 2, 3)[StatusPage.__name__] == (2, 6)


def test_a_page_that_is_never_deleted_is_found(open_kiosk):
    kiosk = open_kiosk()
    start_new_visit(kiosk)

    def never_delete_page(kiosk) -> None:
        open_status_page(kiosk).setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        kiosk.staff_access.close()

    assert growth(kiosk, never_delete_page, 2, 3)[f"widget {StatusPage.__name__}"] == (2, 6)
