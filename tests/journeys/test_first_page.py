"""The first page: what it says, how it is laid out, and where it leads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QListView

from app.body.regions import Place, RegionId, TopicId
from app.document.extents import areas_extent
from app.panels.pages.appointment import AreaRow
from app.session.actions import AddToList, OpenPage, OpenTopic, SelectRegion, SetTextSize, SetTheme
from app.session.session import Session
from app.session.state import THEMES, Page, Showing
from app.support.paths import assets
from app.support.qt_translation import translate
from app.widgets.button import MIN_TARGET_PX
from app.widgets.heading import HeadingLabel
from app.workspace.workspace import ThemeLoader, Workspace
from tests.speedups import load_fonts_once, shipped
from tests.touch_input import tap
from tests.visitor import Visitor

FLANK = Place(RegionId("flank"))
TITLE = "Laser liposuction of\u00a0the\u00a0back"


@pytest.fixture
def visitor(shared_workspace):
    return shared_workspace()


@pytest.fixture
def kiosk_visitor(qtbot):
    """Makes a visitor of a workspace as a kiosk has it."""
    load_fonts_once()
    kept = []

    def opened(*, can_print: bool) -> Visitor:
        loader = ThemeLoader.from_assets(assets(), 0)
        workspace = Workspace(
            shipped(), Session(Showing()), loader, "test", is_desktop=False, can_print=can_print
        )
        qtbot.addWidget(workspace)
        workspace.resize(1280, 800)
        workspace.show()
        kept.append(Visitor(workspace))
        kept[-1].settle()
        return kept[-1]

    yield opened
    kept.clear()


def parts(visitor) -> list[QAbstractButton | QLabel]:
    """The visible texts and buttons of the panel."""
    panel = visitor.workspace.panel
    found = [*panel.findChildren(QAbstractButton), *panel.findChildren(QLabel)]
    return [part for part in found if part.isVisible()]


def color_at(visitor, at: QPoint) -> str:
    return visitor.workspace.grab().toImage().pixelColor(at).name()


def test_it_says_what_this_is_how_long_it_takes_and_what_one_takes_home(visitor):
    said = visitor.visible_text()
    for words in (
        TITLE,
        "what could go wrong, for eight areas of the back.",
        "Point to the area on the figure, or click its name.",
        "Under a minute per area",
        "A sheet to take home",
        "Doing nothing is a real choice",
        "Information, not medical advice.",
        "not yet reviewed by a clinician.",
        "Your areas, answers and list are not saved.",
    ):
        assert words in said


@pytest.mark.parametrize(("can_print", "promise"), [(True, "A sheet"), (False, "A summary for")])
def test_a_kiosk_promises_only_what_it_can_give(kiosk_visitor, can_print, promise):
    said = kiosk_visitor(can_print=can_print).visible_text()
    assert "Touch the area on the figure, or its name." in said
    assert promise in said
    assert "not yet reviewed by a clinician." in said
    assert "Information, not medical advice." not in said, "the bar below says so"


@pytest.mark.parametrize(
    ("count", "words"), [(1, "one area"), (8, "eight areas"), (12, "twelve areas")]
)
def test_few_areas_are_counted_in_letters(count, words):
    assert areas_extent(count, translate) == words


def test_many_areas_are_counted_in_digits(qapp):
    assert "10000" in areas_extent(10_000, translate)


@pytest.mark.parametrize("theme", THEMES)
def test_at_1280_by_800_all_of_it_is_in_sight(visitor, theme):
    visitor.apply(SetTheme(theme))
    panel = visitor.workspace.panel
    assert panel.scroll_area.verticalScrollBar().maximum() == 0
    seen = [part for part in parts(visitor) if part.visibleRegion().boundingRect() != part.rect()]
    assert seen == []
    lowest = max(part.mapTo(panel, QPoint()).y() + part.height() for part in parts(visitor))
    assert panel.height() - lowest < 40, "the small print stands at the foot"


def test_the_figure_has_most_of_the_width_and_the_words_no_panel(visitor):
    workspace = visitor.workspace
    assert 0.62 <= workspace.figure_pane.width() / workspace.width() <= 0.68
    corner = workspace.panel.mapTo(workspace, QPoint())
    ground = workspace.theme.color("ground").name()
    assert {color_at(visitor, corner + QPoint(x, 0)) for x in (0, 1, 200)} == {ground}
    visitor.apply(SelectRegion(FLANK))
    assert workspace.figure_pane.width() == workspace.width() / 2
    corner = workspace.panel.mapTo(workspace, QPoint())
    assert color_at(visitor, corner + QPoint(8, 8)) == workspace.theme.color("surface").name()
    visitor.apply(SelectRegion(None))
    assert 0.62 <= workspace.figure_pane.width() / workspace.width() <= 0.68


def test_the_figure_stays_where_it_is_while_the_list_is_open(visitor):
    before = visitor.canvas.plate_rect
    visitor.click(visitor.button("All eight areas as a list"))
    assert len(visitor.rows()) == 8
    assert visitor.canvas.plate_rect == before
    visitor.workspace.navigation.open_search()
    visitor.type("hump")
    assert visitor.canvas.plate_rect == before


def test_the_way_back_from_the_list_leads_to_the_first_page(visitor):
    visitor.click(visitor.button("All eight areas as a list"))
    visitor.key(Qt.Key.Key_Escape)
    assert TITLE in visitor.visible_text()


def test_a_topic_without_an_area_asks_for_one_and_opens_there(visitor):
    visitor.apply(OpenTopic(TopicId("risks")))
    assert "Choose an area to read about: Risks" in visitor.visible_text()
    rows = visitor.workspace.panel.findChildren(QListView)[0]
    visitor.click(rows.viewport(), rows.visualRect(rows.model().index(5, 0)).center())
    assert (visitor.chosen, visitor.open_tab) == (FLANK, "Risks")


def test_the_list_for_a_topic_is_in_sight_where_figure_and_words_are_one_page(shared_workspace):
    visitor = shared_workspace(Showing(), (800, 600))
    visitor.apply(OpenTopic(TopicId("risks")))
    rows = visitor.workspace.panel.findChildren(QListView)[0]
    assert not rows.visibleRegion().isEmpty()
    visitor.key(Qt.Key.Key_Escape)
    assert visitor.workspace.scroll_area.verticalScrollBar().value() == 0


def test_the_way_back_from_a_topic_without_an_area_leads_to_the_first_page(visitor):
    visitor.apply(OpenTopic(TopicId("risks")))
    visitor.click(visitor.button("Go back"))
    assert TITLE in visitor.visible_text()


def test_who_made_this_is_one_press_away(visitor):
    visitor.click(visitor.button("Who made this"))
    assert visitor.workspace.session.showing.page is Page.ABOUT


def test_the_title_is_a_heading_of_the_first_level(visitor):
    title = visitor.workspace.panel.findChild(HeadingLabel)
    interface = QAccessible.queryAccessibleInterface(title)
    assert interface.role() == QAccessible.Role.Heading
    assert interface.text(QAccessible.Text.Description) == "Level 1"


@pytest.mark.parametrize("size", [(1280, 800), (800, 600), (480, 800), (1080, 1920)])
@pytest.mark.parametrize("text_size", [100, 200])
def test_nothing_on_it_overlaps_or_is_cut_off(shared_workspace, size, text_size):
    visitor = shared_workspace(Showing(text_size=text_size), size)
    found = parts(visitor)
    boxes = [QRect(part.mapTo(visitor.workspace.panel, QPoint()), part.size()) for part in found]
    pairs = [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :]]
    assert [pair for pair in pairs if pair[0].intersects(pair[1])] == []
    assert [box for box in boxes if box.left() < 0 or box.right() > visitor.workspace.width()] == []
    labels = [part for part in found if isinstance(part, QLabel)]
    assert [one.text() for one in labels if one.heightForWidth(one.width()) > one.height()] == []
    buttons = [part for part in found if isinstance(part, QAbstractButton)]
    assert min(button.height() for button in buttons) >= visitor.workspace.theme.px(MIN_TARGET_PX)


def test_where_names_are_numbers_the_list_is_their_key(shared_workspace):
    visitor = shared_workspace(Showing(text_size=150), (420, 800))
    assert visitor.canvas.label_numbers(), "this window is to be too narrow for names"
    assert len(visitor.rows()) == 8
    assert "or choose it here." in visitor.visible_text()
    rows = visitor.workspace.panel.findChildren(QListView)[0]
    visitor.workspace.scroll_area.ensureWidgetVisible(rows, 0, 0)
    visitor.click(rows.viewport(), rows.visualRect(rows.model().index(5, 0)).center())
    assert visitor.chosen == FLANK


@pytest.mark.parametrize("region", shipped().regions)
def test_the_foot_of_every_area_says_that_it_is_no_advice(visitor, region):
    visitor.apply(SelectRegion(Place(region)))
    visitor.panel_view().complete()
    visitor.settle()
    assert "Information, not medical advice." in visitor.visible_text()


@pytest.fixture
def mirrored(qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("page", [None, Page.REGIONS, Page.APPOINTMENT])
def test_from_right_to_left_the_words_begin_as_far_from_the_edge(mirrored, open_workspace, page):
    visitor = open_workspace(Showing(page=page, list_items=("flank",)))
    panel = visitor.workspace.panel
    area = panel.scroll_area
    found = [part for part in parts(visitor) if area.isAncestorOf(part)]
    room = {"Who made this": 6}  # before the words of a button without a frame
    rights = {
        part.mapTo(panel, QPoint()).x() + part.width() - room.get(part.text(), 0) for part in found
    }
    rows = panel.findChildren(QListView)
    rights |= {row.mapTo(panel, QPoint()).x() + row.width() for row in rows}
    assert panel.width() - max(rights) == 24
    if page is Page.APPOINTMENT:
        row = row_of(visitor, "flank")
        assert row.sides.geometry().right() == row.rect().right()


# The page for an appointment


def row_of(visitor, region: str) -> AreaRow:
    rows = visitor.workspace.panel.findChildren(AreaRow)
    return next(row for row in rows if row.region == region and row.isVisible())


def test_an_area_with_two_sides_goes_on_the_list_with_the_side_that_is_chosen(visitor):
    visitor.click(visitor.button("I have an appointment"))
    row = row_of(visitor, "flank")
    left, right, both = row.sides.buttons
    assert (left.isChecked(), right.isChecked(), both.isChecked()) == (False, False, False)
    visitor.click(row.check)
    assert visitor.workspace.session.showing.list_items == ("flank",)
    assert both.isChecked()
    visitor.click(right)
    assert visitor.workspace.session.showing.list_items == ("flank:right",)
    assert (left.isChecked(), right.isChecked(), both.isChecked()) == (False, True, False)


def test_the_list_keeps_its_order_when_a_side_is_changed(visitor):
    for item in ("lumbar", "flank:left", "flank:right", "shared.questions.surgeon.1"):
        visitor.apply(AddToList(item))
    visitor.apply(OpenPage(Page.APPOINTMENT))
    row = row_of(visitor, "flank")
    assert row.sides.buttons[2].isChecked()
    visitor.click(row.sides.buttons[0])
    items = visitor.workspace.session.showing.list_items
    assert items == ("lumbar", "flank:left", "shared.questions.surgeon.1")
    visitor.apply(AddToList("flank:right"))
    visitor.click(row.check)
    assert visitor.workspace.session.showing.list_items == ("lumbar", "shared.questions.surgeon.1")


def test_a_line_of_ones_own_is_no_area(visitor):
    for item in ("own line:flank: is it fat?", "own line:flank"):
        visitor.apply(AddToList(item))
    visitor.apply(OpenPage(Page.APPOINTMENT))
    rows = visitor.workspace.panel.findChildren(AreaRow)
    assert [row.region for row in rows if row.isVisible() and row.check.isChecked()] == []


def test_a_handout_can_be_made_only_once_something_is_chosen(visitor):
    visitor.apply(OpenPage(Page.APPOINTMENT))
    assert not visitor.button("Make a handout").isEnabled()
    visitor.click(row_of(visitor, "lumbar").check)
    assert visitor.button("Make a handout").isEnabled()


def test_its_widgets_are_in_reading_order_whatever_is_chosen(visitor):
    visitor.apply(OpenPage(Page.APPOINTMENT))
    visitor.click(row_of(visitor, "lumbar").check)
    visitor.click(row_of(visitor, "flank").check)
    said = visitor.visible_text()
    order = ["1. Your areas", "2. Your questions", "More questions", "3. Take them with you"]
    assert sorted(order, key=said.index) == order


def test_the_page_stays_where_it_is_when_an_area_is_chosen(shared_workspace):
    others = tuple(region for region in shipped().regions if region != "sacral")
    first = Showing(page=Page.APPOINTMENT, text_size=150, list_items=others)
    visitor = shared_workspace(first, (1280, 800))
    visitor.panel_view().complete()
    visitor.settle()
    check = row_of(visitor, "sacral").check
    bar = visitor.workspace.panel.scroll_area.verticalScrollBar()
    view = visitor.workspace.panel.scroll_area.widget()
    bar.setValue(check.mapTo(view, QPoint()).y())
    before = check.mapTo(visitor.workspace, QPoint())
    for _ in range(2):
        visitor.click(check)
        assert check.mapTo(visitor.workspace, QPoint()) == before


def test_in_a_kiosk_it_gives_a_code_and_no_file(kiosk_visitor):
    visitor = kiosk_visitor(can_print=False)
    asked = []
    visitor.workspace.session.requested.connect(asked.append)
    visitor.apply(OpenPage(Page.APPOINTMENT))
    tap(row_of(visitor, "lumbar").check)
    visitor.settle()
    for words in ("Make a handout", "Print"):
        with pytest.raises(LookupError):
            visitor.button(words)
    code = visitor.button("QR code")
    visitor.workspace.panel.scroll_area.ensureWidgetVisible(code, 0, 0)
    tap(code)
    visitor.settle()
    assert [type(one).__name__ for one in asked] == ["ShowQrCodes"]


@pytest.mark.parametrize("text_size", [115, 150, 200])
def test_the_words_keep_their_place_when_the_text_grows(visitor, text_size):
    visitor.apply(SetTextSize(text_size))
    assert TITLE in visitor.visible_text()
    assert visitor.workspace.panel.scroll_area.verticalScrollBar().value() == 0


@pytest.mark.parametrize("size", [(1280, 800), (1280, 520)])
def test_the_words_of_the_last_link_begin_below_those_of_the_footer(open_workspace, size):
    visitor = open_workspace(Showing(), size)
    panel = visitor.workspace.panel
    link = visitor.button("Who made this")
    footer = next(label for label in panel.findChildren(QLabel) if "not medical" in label.text())
    room = visitor.workspace.theme.px(6)  # before the words of a button without a frame
    assert link.mapTo(panel, QPoint(room, 0)).x() == footer.mapTo(panel, QPoint()).x()
    assert link.mapTo(panel, QPoint()).y() >= footer.mapTo(panel, footer.rect().bottomLeft()).y()
