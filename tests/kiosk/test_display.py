"""One visitor after another: each finds the kiosk as if nobody had been there."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QApplication, QDialog, QLabel, QWidget

from app.body.regions import Place, RegionId, Side, TopicId, View
from app.kiosk.access.unlock_gesture import TAPS
from app.kiosk.idle_timer import IdleState
from app.kiosk.overlays.attract import AttractLayout
from app.session.state import Page, ZoomFrame
from app.widgets.button import Button
from app.widgets.text_label import TextLabel
from app.workspace.qr_dialog import QrDialog

FLANK = Place(RegionId("flank"), Side.LEFT)
CANARY = "zugvogel-4711"


def visible_state(kiosk) -> tuple[object, ...]:
    """All that one visitor could leave to the next, as copies that later changes do not reach."""
    workspace = kiosk.workspace
    return (
        kiosk.showing,
        workspace.pane.search.text(),
        workspace.pane.search.isUndoAvailable(),
        workspace.panel._scroll.verticalScrollBar().value(),
        workspace._scroll.verticalScrollBar().value(),
        workspace.canvas.press.now,
        workspace.canvas._near,
        workspace.canvas._draft_mark,
        workspace.bar._expanded,
        workspace.banner.isVisible(),
        kiosk.window.scene,
        QGuiApplication.clipboard().text(),
        tuple(workspace.session._undo_stack),
    )


def picture(kiosk) -> QImage:
    kiosk.settle()
    return kiosk.window.grab().toImage()


def test_it_begins_with_the_invitation_and_a_first_touch_chooses_nothing(kiosk):
    assert kiosk.window.scene is kiosk.station.attract
    assert kiosk.station.attract.accessibleName() == "Touch the back to learn more"
    kiosk.come()
    assert kiosk.window.scene is None
    assert kiosk.showing.place is None
    assert kiosk.has("Start over")


def test_regions_glow_one_after_another_each_where_it_is_seen(kiosk):
    attract, seen = kiosk.station.attract, []
    for _ in range(24):
        shown = attract.shown()
        assert any(one.place.region == shown.place.region for one in attract.scene().shapes)
        seen.append((shown.view, shown.place.region))
        attract.turn()
    assert {view for view, _ in seen} == set(View)
    assert len({region for _, region in seen}) == 8


@pytest.mark.parametrize("text_size", [100, 170, 200])
@pytest.mark.parametrize("size", [(420, 700), (720, 1080), (1024, 600), (600, 1024)])
def test_however_large_the_type_the_figure_has_its_part(kiosk, size, text_size):
    theme = replace(kiosk.workspace.theme, text_size=text_size)
    invitation = AttractLayout.fit_to_size(QSize(*size), theme, kiosk.station.attract.words())
    assert invitation.figure_box.height() >= 0.4 * size[1]
    assert not any(box.intersects(invitation.figure_box) for box in invitation._text_boxes)


@pytest.mark.parametrize("text_size", [100, 150, 200])
@pytest.mark.parametrize(
    "size", [(1080, 1920), (1920, 1080), (1024, 768), (1280, 800), (768, 1024)]
)
def test_each_region_of_the_invitation_has_its_name_and_none_a_number(kiosk, size, text_size):
    attract = kiosk.station.attract
    attract._theme = replace(kiosk.workspace.theme, text_size=text_size)
    attract.resize(*size)
    for _ in range(12):
        layout, glows = attract.scene().layout, attract.shown().place.region
        assert glows in {label.region for label in layout.labels}
        assert layout.numbered == ()
        attract.turn()


@pytest.mark.parametrize("width", [480, 720, 768, 1080])
def test_however_large_the_type_all_fits_on_a_narrow_screen(kiosk, width):
    kiosk.come()
    kiosk.workspace.session.set_text_size(200)
    kiosk.settle()
    kiosk.window.resize(width, 1080)
    kiosk.settle()
    foot = kiosk.window.foot
    assert kiosk.window.width() == foot.width() == width
    within = [one for one in foot.findChildren(QWidget) if isinstance(one, (Button, TextLabel))]
    places = [QRect(one.mapTo(foot, QPoint()), one.size()) for one in within]
    assert len(places) == 3
    assert all(foot.rect().contains(place) for place in places)
    assert all(one.height() >= one.heightForWidth(one.width()) for one in within)
    assert not any(a.intersects(b) for a, b in combinations(places, 2))


def test_where_no_figure_fits_there_are_words(kiosk):
    attract = kiosk.station.attract
    attract.resize(150, 240)
    assert attract._text_layout().figure.isEmpty()
    assert attract.grab().size().toTuple() == (150, 240)


def test_what_glows_is_shifted_and_after_a_while_dimmed(kiosk):
    attract = kiosk.station.attract
    bright = picture(kiosk)
    attract.dim()
    dim = picture(kiosk)
    at = QPoint(30, 900)
    assert dim.pixelColor(at).lightness() < bright.pixelColor(at).lightness() / 2
    assert attract._timer.interval() == 60_000


def test_who_is_not_there_is_looked_after_less_often(kiosk):
    watch = kiosk.window.hold._timer
    often = watch.interval()
    kiosk.station.attract.dim()
    assert watch.interval() > 2 * often
    kiosk.come()
    assert watch.interval() == often


def test_whoever_is_still_there_stays_with_one_touch(kiosk):
    kiosk.come()
    kiosk.workspace.session.select(FLANK)
    kiosk.pass_time(56)
    assert kiosk.window.scene is kiosk.station.stay
    assert "19 seconds" in kiosk.reads()
    kiosk.touch(kiosk.station.stay)
    assert kiosk.window.scene is None
    assert kiosk.showing.place == FLANK


def test_whoever_has_gone_leaves_nothing(kiosk):
    kiosk.come()
    kiosk.workspace.session.select(FLANK)
    kiosk.workspace.session.keep("flank:left")
    kiosk.pass_time(80)
    assert kiosk.window.scene is kiosk.station.attract
    assert (kiosk.showing.place, kiosk.showing.kept) == (None, ())


@pytest.mark.parametrize("act", ["key", "mouse", "wheel"])
def test_every_kind_of_input_counts_as_somebody(kiosk, act):
    kiosk.come()
    kiosk.clock.now += 50
    if act == "key":
        QTest.keyClick(kiosk.workspace, Qt.Key.Key_Tab)
    elif act == "mouse":
        QTest.mouseMove(kiosk.window.windowHandle(), QPoint(340, 340))
    else:
        QTest.mouseClick(kiosk.workspace.canvas, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    kiosk.pass_time(50)
    assert kiosk.station.idle.presence is IdleState.ACTIVE


def test_start_over_is_always_in_sight_and_starts_over(kiosk):
    kiosk.come()
    kiosk.workspace.session.select(FLANK)
    kiosk.workspace.session.open_topic(TopicId("risks"))
    kiosk.settle()
    kiosk.touch(kiosk.pill("Start over"))
    assert kiosk.showing.place is None
    assert kiosk.window.scene is None


def visit(kiosk, seed: int) -> None:
    """A visitor who does all sorts of things."""
    chance, session, workspace = random.Random(seed), kiosk.workspace.session, kiosk.workspace
    regions = workspace.canvas.scene_builder.atlas.regions
    acts = [
        lambda: session.select(Place(chance.choice(regions))),
        lambda: session.open_topic(TopicId(chance.choice(["risks", "options", "recovery"]))),
        lambda: session.set_view(chance.choice(list(View))),
        lambda: session.set_frame(ZoomFrame(chance.uniform(1, 4), 0.4, 0.6)),
        lambda: session.keep(chance.choice(regions)),
        lambda: session.set_theme(chance.choice(["dark", "contrast"])),
        lambda: session.set_text_size(chance.choice([100, 130, 200])),
        lambda: session.set_figure("man"),
        lambda: session.open_page(chance.choice(list(Page))),
        lambda: session.toggle_value_answer(("scar", "much")),
        lambda: QTest.keyClicks(workspace.pane.search, CANARY),
        lambda: QGuiApplication.clipboard().setText(CANARY),
        lambda: QTest.mouseMove(workspace.canvas, QPoint(chance.randrange(500), 400)),
        lambda: QTest.mousePress(workspace.canvas, Qt.MouseButton.LeftButton, pos=QPoint(500, 400)),
        lambda: workspace.panel._scroll.verticalScrollBar().setValue(chance.randrange(900)),
        lambda: QTest.mouseClick(workspace.bar._menu, Qt.MouseButton.LeftButton),
        lambda: workspace.banner.tell(CANARY),
        kiosk.station._on_codes,
        kiosk.house.show_keypad,
    ]
    for _ in range(chance.randrange(1, 9)):
        chance.choice(acts)()
        kiosk.settle()


def test_after_anybody_it_is_as_it_was_for_the_first(kiosk):
    kiosk.come()
    fresh, first = visible_state(kiosk), picture(kiosk)
    for seed in range(40):
        visit(kiosk, seed)
        kiosk.station.start_over()
        assert visible_state(kiosk) == fresh, seed
        assert picture(kiosk) == first, seed
    assert CANARY not in kiosk.reads()


def test_the_next_visitor_cannot_undo_to_the_list_of_the_last_one(kiosk):
    kiosk.come()
    kiosk.workspace.session.keep("flank:left")
    kiosk.station.start_over()
    kiosk.workspace.session.undo_list_change()
    assert kiosk.showing.kept == ()


def test_a_button_is_not_shown_as_pointed_at_after_a_reset(kiosk):
    kiosk.come()
    pill = kiosk.pill("Start over")
    pill.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    kiosk.station.start_over()
    assert not pill.testAttribute(Qt.WidgetAttribute.WA_UnderMouse)


def test_a_bar_that_is_held_beside_its_handle_lets_go(kiosk):
    kiosk.come()
    kiosk.window.resize(720, 1080)
    kiosk.settle()
    bar = kiosk.workspace.panel._scroll.verticalScrollBar()
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=bar.rect().bottomLeft() + QPoint(5, -5))
    assert bar.value() > 0
    assert bar.repeatAction() is not QAbstractSlider.SliderAction.SliderNoAction
    kiosk.station.start_over()
    kiosk.settle()
    assert bar.maximum() > 0
    assert bar.value() == 0
    assert bar.repeatAction() is QAbstractSlider.SliderAction.SliderNoAction


def test_a_press_that_comes_up_when_its_page_is_gone_opens_nothing(kiosk):
    kiosk.come()
    kiosk.workspace.session.keep("flank:left")
    kiosk.workspace.session.open_page(Page.MY_LIST)
    kiosk.settle()
    codes = kiosk.pill("Show as a code")
    actions = QAccessible.queryAccessibleInterface(codes).actionInterface()
    actions.doAction(QAccessibleActionInterface.pressAction())
    assert codes.isDown()
    kiosk.station.idle.leave()
    codes.click()
    kiosk.settle()
    assert kiosk.window.scene is kiosk.station.attract


def test_what_was_typed_and_deleted_cannot_be_brought_back(kiosk):
    kiosk.come()
    search = kiosk.workspace.pane.search
    QTest.keyClicks(search, "abc")
    for _ in "abc":
        QTest.keyClick(search, Qt.Key.Key_Backspace)
    assert search.isUndoAvailable()
    kiosk.station.start_over()
    assert not search.isUndoAvailable()


def test_who_holds_the_corner_is_forgotten_with_the_visitor(kiosk):
    kiosk.come()
    for _ in range(TAPS):
        QTest.mousePress(kiosk.station.corner, Qt.MouseButton.LeftButton)
    kiosk.station.start_over()
    kiosk.fire_timer(kiosk.station.corner._hold)
    assert kiosk.window.scene is None


def test_nothing_of_this_machine_is_offered(kiosk):
    kiosk.come()
    kiosk.workspace.session.keep("flank:left")
    for page, door in (
        (Page.MY_LIST, "Make a handout"),
        (Page.MY_LIST, "Print"),
        (Page.ABOUT, "Clinic on the handout"),
        (None, "Present"),
    ):
        kiosk.workspace.session.open_page(page)
        kiosk.settle()
        assert not kiosk.has(door), door


def test_the_codes_stand_in_the_window_and_go_with_the_visitor(kiosk):
    kiosk.come()
    kiosk.workspace.session.keep("flank:left")
    kiosk.workspace.session.open_page(Page.MY_LIST)
    kiosk.settle()
    kiosk.touch(kiosk.pill("Show as a code"))
    assert isinstance(kiosk.window.scene, QrDialog)
    tops = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QDialog) and one.isVisible()
    ]
    assert tops == []
    kiosk.pass_time(80)
    assert kiosk.window.scene is kiosk.station.attract
    kiosk.settle()
    assert not [one for one in kiosk.window.findChildren(QrDialog) if one.isVisible()]


def test_what_was_typed_is_nowhere_on_disk(kiosk, tmp_path):
    kiosk.come()
    QTest.keyClicks(kiosk.workspace.pane.search, CANARY)
    kiosk.settle()
    kiosk.station.start_over()
    for file in tmp_path.rglob("*"):
        assert file.is_dir() or CANARY.encode() not in file.read_bytes()


def test_type_is_large(kiosk):
    kiosk.come()
    sizes = {label.font().pixelSize() for label in kiosk.workspace.panel.findChildren(QLabel)}
    assert kiosk.workspace.theme.font().pixelSize() >= 26
    assert min(sizes) >= 20
    assert kiosk.pill("Start over").height() >= 48
