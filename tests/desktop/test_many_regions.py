"""A figure with many regions: what is made is bounded, and every region can still be reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.atlas.loader import open_trusted
from app.body import hit_test, outlines
from app.body.regions import Place, RegionId
from app.canvas.figure_layout import FigureViewport
from app.canvas.region_buttons import MOST_BUTTONS, RegionButton
from app.canvas.scene_builder import MOST_LIT
from app.painting import scene
from app.painting.scene import InteractionState
from app.panels.region.region_list import RegionList
from app.session.actions import OpenPage, SelectRegion, SetFrame
from app.session.state import Page, ZoomFrame
from tests.atlas.synthetic import make_atlas, write_manifest
from tests.desktop.conftest import open_window, wait_until_ready
from tests.visible_words import visible_words

COUNT = 200


class Calls:
    """Counts how often a function is called."""

    def __init__(self, monkeypatch, module, name) -> None:
        self.count, self._function = 0, getattr(module, name)
        monkeypatch.setattr(module, name, self)

    def __call__(self, *args):
        self.count += 1
        return self._function(*args)


@pytest.fixture(scope="module")
def atlas(tmp_path_factory):
    folder = make_atlas(tmp_path_factory.mktemp("many"), COUNT)
    return open_trusted(folder, write_manifest(folder))


@pytest.fixture
def window(qtbot, atlas):
    opened = open_window(qtbot, atlas)
    qtbot.addWidget(opened)
    wait_until_ready(qtbot, opened)
    return opened


def place(number: int) -> Place:
    return Place(RegionId(f"region-{number}"))


def buttons(window) -> dict[Place, RegionButton]:
    found = window.workspace.canvas.findChildren(RegionButton)
    return {button.place: button for button in found if button.isVisibleTo(window)}


def point_of(window, number: int) -> QPoint:
    canvas = window.workspace.canvas
    index = canvas.scene_builder.outline_index(window.workspace.session.showing)
    return QPoint(*map(round, canvas.plate_rect.to_pixels(index.anchors[place(number)])))


def test_the_first_picture_and_all_that_follows_draw_no_outline(qtbot, atlas, monkeypatch):
    paths = Calls(monkeypatch, scene, "outline_path")
    anchors = Calls(monkeypatch, hit_test, "outline_anchor")
    opened = open_window(qtbot, atlas)
    qtbot.addWidget(opened)
    wait_until_ready(qtbot, opened)
    assert (paths.count, anchors.count) == (0, 0)


def test_a_click_makes_what_one_region_needs(window, qtbot, monkeypatch):
    paths = Calls(monkeypatch, scene, "outline_path")
    measured = Calls(monkeypatch, outlines, "interior_point")
    QTest.mouseClick(window.workspace.canvas, Qt.MouseButton.LeftButton, pos=point_of(window, 90))
    wait_until_ready(qtbot, window)
    assert window.workspace.session.showing.place == place(90)
    assert (paths.count, measured.count) == (1, 0)


def test_buttons_are_few_and_keep_their_number(window, qtbot):
    before = set(buttons(window).values())
    assert len(before) == MOST_BUTTONS
    window.workspace.apply(SelectRegion(place(0)))
    wait_until_ready(qtbot, window)
    assert set(buttons(window).values()) == before
    chosen = buttons(window)[place(0)]
    assert chosen.accessibleDescription() == "chosen"
    assert chosen.accessibleName() == "Plain region-0"


def test_only_one_button_is_a_tab_stop(window):
    stops = [one for one in buttons(window).values() if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1


def test_arrow_keys_leave_the_buttons_that_were_there(window):
    canvas = window.workspace.canvas
    assert canvas.focus_region(place(0))
    visited = []
    for _ in range(2 * MOST_BUTTONS):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
        visited.append(QApplication.focusWidget().place)
    assert visited == [place(number) for number in range(1, 2 * MOST_BUTTONS + 1)]
    assert len(buttons(window)) <= MOST_BUTTONS


def test_any_region_can_get_the_focus_and_be_opened_by_a_key(window, qtbot):
    for number in (0, COUNT - 1, 110):
        assert window.workspace.canvas.focus_region(place(number))
        focus = QApplication.focusWidget()
        assert (focus.place, focus.accessibleName()) == (place(number), f"Plain region-{number}")
        QTest.keyClick(focus, Qt.Key.Key_Return)
        assert window.workspace.session.showing.place == place(number)
    assert not window.workspace.canvas.focus_region(place(COUNT))


def test_the_focus_stays_when_the_buttons_are_renewed(window, qtbot):
    window.workspace.canvas.focus_region(place(110))
    window.workspace.apply(SelectRegion(place(COUNT - 1)))
    wait_until_ready(qtbot, window)
    assert QApplication.focusWidget().place == place(110)
    assert place(110) in buttons(window)


def test_a_button_that_is_pressed_stands_for_no_other_region(window, qtbot):
    window.workspace.apply(SelectRegion(place(0)))
    wait_until_ready(qtbot, window)
    pressed = buttons(window)[place(1)]
    pressed.setDown(True)
    window.workspace.apply(SelectRegion(place(COUNT - 1)))
    wait_until_ready(qtbot, window)
    assert pressed.place == place(1)
    assert pressed not in buttons(window).values()
    assert len(buttons(window)) == MOST_BUTTONS


def test_the_first_page_leads_to_a_list_of_every_region(window, qtbot):
    assert "or find it in the list." in visible_words(window.workspace.panel)
    window.workspace.apply(OpenPage(Page.REGIONS))
    wait_until_ready(qtbot, window)
    model = window.workspace.panel.findChild(RegionList).model()
    assert model.rowCount() == COUNT


def test_among_too_many_regions_only_the_chosen_and_the_focused_one_have_names(window, qtbot):
    canvas = window.workspace.canvas
    assert canvas.scene().layout.labels == ()
    assert canvas.label_numbers() == {}
    window.workspace.apply(SelectRegion(place(3)))
    canvas.focus_region(place(110))
    wait_until_ready(qtbot, window)
    scene_now = canvas.scene()
    assert {label.region for label in scene_now.layout.labels} == {"region-3", "region-110"}
    assert scene_now.texts_by_region["region-3"].replace("\n", " ") == "Plain region-3"


def test_zoomed_in_on_few_regions_all_of_them_have_names_again(window, qtbot):
    window.workspace.apply(SetFrame(ZoomFrame(4.0, 0.5, 0.5)))
    wait_until_ready(qtbot, window)
    layout = window.workspace.canvas.scene().layout
    assert len(layout.labels) + len(layout.numbered) > 5


def test_a_search_lights_what_it_finds_unless_that_is_too_much(window):
    builder, showing = window.workspace.canvas.scene_builder, window.workspace.session.showing
    theme, viewport = window.workspace.theme, FigureViewport(700, 700)
    for count, lit in ((MOST_LIT, MOST_LIT), (MOST_LIT + 1, 0)):
        found = frozenset(place(number).region for number in range(count))
        interaction = InteractionState(found=found)
        scenes = [builder.scene(showing, theme, viewport, 1.0, interaction) for _ in range(2)]
        assert [len(one.tints) for one in scenes] == [lit, lit]
        tints = [list(one.tints.values()) for one in scenes]
        assert all(a is b for a, b in zip(*tints, strict=True))


def test_pointing_at_one_region_lights_that_region(window):
    canvas = window.workspace.canvas
    QTest.mouseMove(canvas, point_of(window, 90))
    assert list(canvas.scene().tints) == [place(90)]
