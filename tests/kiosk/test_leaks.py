"""Whatever a kiosk shows can be opened and closed for ever: nothing of it is there afterwards."""

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
from app.kiosk.handout_actions import ListPrinter
from app.kiosk.idle_timer import IdleState
from app.kiosk.overlays.overlay import StaffMenu
from app.kiosk.overlays.status_page import StatusPage
from app.kiosk.safe_mode import SafeMode, standalone_fault_window
from app.session.state import Page
from app.workspace.qr_dialog import QrDialog
from tests.kiosk.conftest import PIN
from tests.kiosk.situations import FLANK, start_new_visit
from tests.kiosk.test_safe_mode import BROKE

_KEPT = "flank:left"
_COUNTED_AGAIN = 3


def turn() -> None:
    """One turn of the loop; what was taken down goes."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def until(is_so) -> None:
    """Turns the loop until it is so."""
    for _ in range(4_000):
        turn()
        if is_so():
            return
        QTest.qWait(5)
    raise AssertionError("it never came to that")


def living(kiosk) -> Counter[str]:
    """How many there are of everything: widgets, Qt's objects, all that is of our classes, threads.

    Of Qt's own classes Qt is asked: to ask makes objects of Python's that stay.
    """
    turn()
    gc.collect()
    ours = [one for one in gc.get_objects() if str(type(one).__module__).startswith("app.")]
    found = Counter(type(one).__name__ for one in ours)
    gone = [one for one in ours if isinstance(one, QObject) and not isValid(one)]
    found |= Counter(f"{type(one).__name__}, of which Qt's half is gone" for one in gone)
    found |= Counter(f"widget {type(one).__name__}" for one in QApplication.allWidgets())
    roots = (kiosk.house, *kiosk.house.stations, *QApplication.topLevelWidgets())
    below = chain(*(root.findChildren(QObject) for root in roots))
    found |= Counter(f"below {one.metaObject().className()}" for one in below)
    found["thread"] = threading.active_count()
    return found


def grown(kiosk, come_and_go, first, rounds) -> dict[str, tuple[int, int]]:
    """Of what there is more and more, counted after the first rounds and after all of them.

    What is read or laid out once, at a moment of its own, grows once: it is counted again.
    """
    for _ in range(first):
        come_and_go(kiosk)
    found = _growth(kiosk, come_and_go, rounds - first)
    for _ in range(_COUNTED_AGAIN):
        if found:
            again = _growth(kiosk, come_and_go, rounds - first)
            found = {key: (found[key][0], again[key][1]) for key in sorted(found.keys() & again)}
    return found


def _growth(kiosk, come_and_go, rounds) -> dict[str, tuple[int, int]]:
    before = living(kiosk)
    for _ in range(rounds):
        come_and_go(kiosk)
    after = living(kiosk)
    return {key: (before[key], after[key]) for key in sorted(after) if after[key] > before[key]}


def invitation(kiosk) -> None:
    kiosk.station.idle.leave()
    turn()
    assert kiosk.window.scene is kiosk.station.attract
    kiosk.station.idle.stir()
    turn()


def question(kiosk) -> None:
    """Whether anybody is there; somebody is."""
    kiosk.clock.now += 60
    kiosk.station.idle.tick()
    turn()
    assert kiosk.window.scene is kiosk.station.stay
    kiosk.station.idle.stir()
    turn()


def night(kiosk) -> None:
    kiosk.station.hours.is_open = False
    kiosk.station.idle.leave()
    turn()
    assert kiosk.window.scene is kiosk.station.night
    kiosk.station.hours.is_open = True
    kiosk.station.idle.stir()
    turn()


def keepers_pages(kiosk) -> None:
    """Keypad, PIN, menu, how it is, measuring, cleaning, and out."""
    kiosk.house.show_keypad()
    kiosk.door.keypad.entered.emit(PIN)
    until(lambda: isinstance(kiosk.window.scene, StaffMenu))
    for page in ("health", "measure"):
        kiosk.door.menu.picked.emit(page)
        turn()
        kiosk.window.scene.left.emit()
        turn()
    kiosk.door.menu.picked.emit("clean")
    while kiosk.house.guard.is_deaf:
        kiosk.house.cleaning.tick()
    turn()
    assert kiosk.window.scene is None


def keypad(kiosk) -> None:
    kiosk.house.show_keypad()
    turn()
    kiosk.door.keypad.left.emit()
    turn()


def codes(kiosk) -> None:
    kiosk.station.session.keep(_KEPT)
    kiosk.station._on_codes()
    turn()
    assert isinstance(kiosk.window.scene, QrDialog)
    kiosk.window.scene.accept()
    kiosk.station.start_over()
    turn()


def paper(kiosk) -> None:
    kiosk.station.session.keep(_KEPT)
    kiosk.station.session.open_page(Page.MY_LIST)
    kiosk.settle()
    kiosk.workspace.panel.print_asked.emit()
    kiosk.workspace.findChild(ListPrinter).wait()
    kiosk.settle()
    kiosk.station.start_over()
    turn()


def diagnosis(kiosk) -> None:
    """Safe mode's page, until somebody goes on."""
    if not hasattr(kiosk, "mode"):
        kiosk.mode = SafeMode(kiosk.house, BROKE, 0)
    (post,) = kiosk.mode.fault_pages
    post._has_passed = False
    kiosk.station.idle.leave()
    turn()
    assert kiosk.window.scene is post.scene
    post.scene.passed.emit()
    kiosk.station.idle.stir()
    turn()


def diagnosis_alone(_kiosk) -> None:
    window = standalone_fault_window(QApplication.instance(), BROKE, 3_600_000)
    window.cover_screen()
    turn()
    window.input_filter.remove()
    window.input_filter.deleteLater()
    window.input_filter = None
    window.hide()
    window.deleteLater()
    turn()


def pages(kiosk) -> None:
    """Each page of the panel, the long ones not to their end; the report in its own thread."""
    for page in Page:
        kiosk.station.session.open_page(page)
        turn()
        kiosk.station.session.open_page(None)
        turn()
    until(lambda: threading.active_count() <= kiosk.threads)


def search(kiosk) -> None:
    for text in ("f", "fl", "back", "zzz", ""):
        kiosk.station.session.set_search(text)
        turn()


def regions(kiosk) -> None:
    for region in kiosk.workspace._atlas.regions:
        kiosk.station.session.select(Place(region))
        turn()
    kiosk.station.session.select(None)
    kiosk.settle()


def topics(kiosk) -> None:
    """Each topic of one region, the long ones not to their end; then one of them to its end."""
    session = kiosk.station.session
    session.select(FLANK)
    for topic in topics_of(kiosk.workspace._atlas):
        session.open_topic(topic)
        turn()
    session.select(None)
    turn()
    session.open_topic(TopicId("risks"))
    session.select(FLANK)
    kiosk.settle()
    session.open_topic(None)
    session.select(None)
    kiosk.settle()


def topics_of(atlas) -> tuple[TopicId, ...]:
    return tuple(dict.fromkeys((*atlas.region_topics, *atlas.shared_topics, QUIZ_TOPIC)))


def station(kiosk) -> None:
    """A screen comes with a window of its own, and goes."""
    name = kiosk.station.screen
    made = kiosk.house._add_display("another")
    made.window.resize(kiosk.window.size())
    made.window.show()
    turn()
    kiosk.house._remove_display(made)
    turn()
    assert [one.screen for one in kiosk.house.stations] == [name]


# After the first rounds everything that is made once is there; after all of them there is no more.
# What takes long goes fewer rounds: one thing more in any of them is seen.
SCENES = {
    question: (20, 200),
    diagnosis_alone: (20, 200),
    invitation: (20, 40),
    night: (20, 40),
    keypad: (20, 40),
    keepers_pages: (10, 20),
    codes: (10, 20),
    station: (5, 15),
    diagnosis: (20, 40),
}
WORDS = {search: (10, 20), regions: (2, 4), pages: (3, 5), topics: (1, 2), paper: (1, 2)}


@pytest.fixture
def small(open_kiosk, tmp_path, monkeypatch):
    """A kiosk with a printer on a small screen, in which somebody stands."""
    command = tmp_path / "lp"
    command.write_text("#!/bin/sh\nexec /bin/cat > /dev/null\n")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    kiosk = open_kiosk(text_size=100, printer="Hall")
    kiosk.window.resize(420, 700)
    kiosk.threads = threading.active_count()
    start_new_visit(kiosk)
    assert kiosk.station.idle.presence is IdleState.ACTIVE
    return kiosk


def all_grown(kiosk, rounds) -> dict[str, dict[str, tuple[int, int]]]:
    """What has grown, by what came and went."""
    found = {act.__name__: grown(kiosk, act, *times) for act, times in rounds.items()}
    return {name: more for name, more in found.items() if more}


@pytest.mark.slow
def test_of_scenes_and_stations_that_come_and_go_nothing_stays(small):
    assert all_grown(small, SCENES) == {}


@pytest.mark.slow
def test_of_words_that_come_and_go_nothing_stays(small):
    assert all_grown(small, WORDS) == {}


def test_a_page_that_somebody_holds_on_to_is_seen(kiosk):
    start_new_visit(kiosk)
    held = []

    def health(kiosk) -> None:
        kiosk.house._show_status(kiosk.station)
        held.append(kiosk.window.scene)
        kiosk.door.close()

    found = grown(kiosk, health, 2, 3)
    assert found[StatusPage.__name__] == (2, 6)


def test_a_page_that_is_never_taken_down_is_seen(kiosk):
    start_new_visit(kiosk)

    def health(kiosk) -> None:
        kiosk.house._show_status(kiosk.station)
        kiosk.window.scene.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        kiosk.door.close()

    found = grown(kiosk, health, 2, 3)
    assert found[f"widget {StatusPage.__name__}"] == (2, 6)
