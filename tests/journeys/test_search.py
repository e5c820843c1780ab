"""Finding an area, a topic or a word from the field, by keys, by mouse and by finger."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.body.regions import Place, RegionId, Side, TopicId
from app.panels.region.region_list import RegionList
from app.session.actions import GoBack, OpenPage, OpenTopic
from app.session.shared_words import name_with_side
from app.session.state import Page, Showing
from app.widgets.text_label import TextLabel
from app.workspace.search_list import SearchList
from app.workspace.search_rows import SearchRowList
from tests.touch_input import tap

SMALL = (800, 600)
FLANK = RegionId("flank")


@pytest.fixture
def visitor(open_workspace):
    """A visitor at a small window, with the cursor in the search field."""
    visitor = open_workspace(Showing(), SMALL)
    visitor.workspace.navigation.open_search()
    return visitor


def search_list(visitor) -> SearchList:
    return visitor.workspace.findChild(SearchList)


def row_list(visitor) -> SearchRowList:
    return visitor.workspace.findChild(SearchRowList)


def found(visitor) -> list[str]:
    return [row.name for row in row_list(visitor).rows]


def lit(visitor) -> frozenset:
    return visitor.canvas.scene().interaction.found


def row_center(visitor, number: int) -> QPoint:
    rows = row_list(visitor)
    return rows.visualRect(rows.model().index(number, 0)).center()


def press_row(visitor, number: int) -> None:
    visitor.click(row_list(visitor).viewport(), row_center(visitor, number))


def tap_row(visitor, number: int) -> None:
    tap(row_list(visitor).viewport(), row_center(visitor, number))
    visitor.settle()


def enter_row(visitor, number: int) -> None:
    """Enter opens the first row, which is lit; Down goes on from it."""
    for _ in range(number):
        visitor.key(Qt.Key.Key_Down)
    visitor.key(Qt.Key.Key_Return)


WAYS = pytest.mark.parametrize("open_row", [enter_row, press_row, tap_row])


@WAYS
@pytest.mark.parametrize(
    ("typed", "region"),
    [("lov handels", "flank"), ("shoulder blads", "interscapular"), ("bufalo hump", "neck-base")],
)
def test_a_misspelled_name_opens_its_area(visitor, open_row, typed, region):
    visitor.type(typed)
    open_row(visitor, 0)
    assert visitor.chosen == Place(RegionId(region))
    assert search_list(visitor).isHidden()
    assert visitor.workspace.search_field.text() == ""


@WAYS
def test_seroma_is_explained_first_and_found_among_the_risks(visitor, open_row):
    visitor.type("seroma")
    assert found(visitor) == ["Seroma", "Pocket of fluid (seroma)"]
    meaning = row_list(visitor).rows[0].note
    assert meaning.startswith("A pocket of clear fluid")
    open_row(visitor, 0)
    assert visitor.workspace.session.showing.page is Page.GLOSSARY
    words = visitor.visible_text()
    assert words.index(meaning) < words.index("Read about it: Risks") < words.index("All words")


@WAYS
def test_a_topic_opens_for_the_open_area(open_workspace, open_row):
    visitor = open_workspace(replace(Showing(), place=Place(FLANK)), SMALL)
    visitor.workspace.navigation.open_search()
    visitor.type("seroma")
    assert row_list(visitor).rows[1].note == "Risks · Love handles"
    open_row(visitor, 1)
    assert (visitor.chosen, visitor.open_tab) == (Place(FLANK), "Risks")


def test_a_topic_without_an_area_asks_for_one_and_then_opens_there(visitor):
    visitor.type("driving")
    visitor.key(Qt.Key.Key_Return)
    assert "Choose an area to read about: Recovery" in visitor.visible_text()
    visitor.press_label("lumbar")
    assert visitor.open_tab == "Recovery"


def test_enter_opens_the_first_row(visitor):
    visitor.type("hump")
    visitor.key(Qt.Key.Key_Return)
    assert visitor.chosen == Place(RegionId("neck-base"))


def test_after_a_row_is_opened_reading_starts_in_the_panel(visitor):
    visitor.type("hump")
    visitor.key(Qt.Key.Key_Return)
    assert visitor.workspace.panel.isAncestorOf(QApplication.focusWidget())


def test_when_to_call_is_found_by_a_symptom(visitor):
    visitor.type("fever")
    visitor.key(Qt.Key.Key_Return)
    assert visitor.workspace.session.showing.page is Page.WHEN_TO_CALL


def test_typing_leaves_the_panel_as_it_is(visitor):
    before = visitor.visible_text()
    picture = visitor.workspace.panel.grab().toImage()
    visitor.type("hump")
    assert visitor.visible_text() == before
    assert visitor.workspace.panel.grab().toImage() == picture


def test_a_search_without_a_result_says_so_below_the_field(visitor):
    visitor.type("xqzv")
    shown = search_list(visitor)
    assert shown.isVisible()
    assert found(visitor) == []
    assert any("Nothing found" in one.text() for one in shown.findChildren(TextLabel))
    visitor.key(Qt.Key.Key_Return)
    assert visitor.chosen is None


def test_escape_closes_the_list_first_then_clears_the_field_and_then_goes_back(open_workspace):
    visitor = open_workspace(replace(Showing(), place=Place(FLANK)), SMALL)
    visitor.workspace.navigation.open_search()
    visitor.type("hump")
    visitor.key(Qt.Key.Key_Escape)
    assert (search_list(visitor).isHidden(), visitor.workspace.search_field.text()) == (
        True,
        "hump",
    )
    visitor.key(Qt.Key.Key_Escape)
    assert visitor.workspace.search_field.text() == ""
    assert visitor.chosen == Place(FLANK)
    visitor.key(Qt.Key.Key_Escape)
    assert visitor.chosen is None


def test_escape_in_the_list_returns_to_the_field(visitor):
    visitor.type("back")
    visitor.key(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is row_list(visitor)
    visitor.key(Qt.Key.Key_Escape)
    assert search_list(visitor).isHidden()
    assert QApplication.focusWidget() is visitor.workspace.search_field


def test_a_letter_or_backspace_in_the_list_goes_to_the_field(visitor):
    visitor.type("bac")
    visitor.key(Qt.Key.Key_Down)
    visitor.key(Qt.Key.Key_K)
    assert visitor.workspace.search_field.text() == "back"
    visitor.key(Qt.Key.Key_Down)
    visitor.key(Qt.Key.Key_Backspace)
    assert visitor.workspace.search_field.text() == "bac"
    visitor.key(Qt.Key.Key_Down)
    visitor.key(Qt.Key.Key_Up)
    assert row_list(visitor).currentIndex().row() == 0
    visitor.key(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is visitor.workspace.search_field


def test_down_goes_on_from_the_row_that_enter_opens(visitor):
    visitor.type("back")
    assert tinted_rows(visitor) == [0]
    visitor.key(Qt.Key.Key_Down)
    assert row_list(visitor).currentIndex().row() == 1
    assert tinted_rows(visitor) == [1]


def test_down_gives_the_focus_to_an_only_row(visitor):
    visitor.type("keloid")
    assert len(found(visitor)) == 1
    visitor.key(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is row_list(visitor)
    assert row_list(visitor).currentIndex().row() == 0


def test_down_opens_a_closed_list_at_its_first_row(visitor):
    visitor.type("back")
    visitor.key(Qt.Key.Key_Escape)
    visitor.key(Qt.Key.Key_Down)
    assert search_list(visitor).isVisible()
    assert QApplication.focusWidget() is visitor.workspace.search_field
    assert tinted_rows(visitor) == [0]


def test_the_cross_in_the_field_clears_it_and_closes_the_list(visitor):
    field = visitor.workspace.search_field
    cross = field.findChild(QAbstractButton)
    assert cross.isHidden()
    visitor.type("hump")
    visitor.click(cross)
    assert (field.text(), search_list(visitor).isHidden(), cross.isHidden()) == ("", True, True)
    assert QApplication.focusWidget() is field
    assert lit(visitor) == frozenset()


def test_pressing_elsewhere_closes_the_list_and_keeps_the_text(visitor):
    visitor.type("hump")
    visitor.click(visitor.workspace.figure_pane.zoom_in)
    assert search_list(visitor).isHidden()
    assert visitor.workspace.search_field.text() == "hump"


def test_an_area_that_is_opened_on_the_figure_ends_the_search(open_workspace):
    visitor = open_workspace(Showing(), (1280, 800))
    visitor.workspace.navigation.open_search()
    visitor.type("hump")
    visitor.press_label("sacral")
    assert search_list(visitor).isHidden()
    assert visitor.workspace.search_field.text() == ""


@pytest.mark.parametrize("action", [OpenPage(Page.ABOUT), OpenTopic(TopicId("risks"))])
def test_what_was_typed_is_forgotten_where_something_else_is_opened(open_workspace, action):
    visitor = open_workspace(replace(Showing(), place=Place(FLANK)), SMALL)
    visitor.workspace.navigation.open_search()
    visitor.type("hump")
    visitor.key(Qt.Key.Key_Escape)
    assert visitor.workspace.search_field.text() == "hump"
    visitor.apply(action)
    assert visitor.workspace.search_field.text() == ""


def test_what_is_found_lights_up_and_a_row_lights_its_region_alone(visitor):
    visitor.type("shoulder bl")
    assert {"interscapular", "bra-line"} <= lit(visitor)
    visitor.key(Qt.Key.Key_Down)
    assert lit(visitor) == {row_list(visitor).rows[1].region}
    for number in (0, 1):  # the pointer may be over a row already
        QTest.mouseMove(row_list(visitor).viewport(), row_center(visitor, number))
    visitor.settle()
    assert lit(visitor) == {row_list(visitor).rows[1].region}
    visitor.key(Qt.Key.Key_Escape)
    assert lit(visitor) == frozenset()


def test_a_hovered_region_lights_its_row(visitor):
    visitor.type("shoulder bl")
    region = row_list(visitor).rows[1].region
    before = row_list(visitor).grab().toImage()
    visitor.canvas.set_hovered(Place(region))
    assert row_list(visitor).grab().toImage() != before


def test_the_rows_are_as_high_as_a_finger_needs_and_the_list_is_inside_the_window(visitor):
    visitor.type("back")
    rows, shown = row_list(visitor), search_list(visitor)
    assert len(found(visitor)) <= 8
    assert rows.visualRect(rows.model().index(0, 0)).height() >= 44
    assert visitor.workspace.rect().contains(shown.geometry())
    field = visitor.workspace.search_field
    below = field.mapTo(visitor.workspace, field.rect().bottomLeft()).y()
    assert 0 < shown.y() - below < 16


@pytest.mark.parametrize("percent", [100, 200])
def test_the_list_fits_in_at_every_text_size_and_in_both_directions(open_workspace, percent):
    visitor = open_workspace(replace(Showing(), text_size=percent), SMALL)
    visitor.workspace.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    visitor.settle()
    visitor.workspace.navigation.open_search()
    visitor.type("pain")
    assert visitor.workspace.rect().contains(search_list(visitor).geometry())


def test_a_screen_reader_finds_a_list_of_rows_with_names(visitor):
    visitor.type("seroma")
    rows = row_list(visitor)
    assert rows.accessibleName() == "Results"
    role = Qt.ItemDataRole.AccessibleTextRole
    names = [rows.model().index(n, 0).data(role) for n in range(len(found(visitor)))]
    assert names[1] == "Pocket of fluid (seroma), Risks"
    assert visitor.workspace.announcer.last_announcement == "2 results found. Enter opens: Seroma"


def test_hovering_a_row_of_the_list_of_areas_lights_its_region_and_the_figure_its_row(
    open_workspace,
):
    visitor = open_workspace(Showing(page=Page.REGIONS), (1280, 800))
    areas = visitor.workspace.panel.findChild(RegionList)
    index = areas.model().index(5, 0)
    QTest.mouseMove(areas.viewport(), areas.visualRect(index).center())
    visitor.settle()
    assert lit(visitor) == {FLANK}
    QTest.mouseMove(visitor.workspace.panel, QPoint(300, 30))
    areas.setFocus()
    visitor.key(Qt.Key.Key_Down)
    assert lit(visitor) == {areas.model().rows[1][0]}
    areas.clearFocus()
    assert lit(visitor) == frozenset()
    before = areas.grab().toImage()
    visitor.canvas.set_hovered(Place(FLANK))
    assert areas.grab().toImage() != before


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("love handle left", Place(FLANK, Side.LEFT)),
        ("right lov handels", Place(FLANK, Side.RIGHT)),
        ("both love handles", Place(FLANK)),
    ],
)
def test_a_side_that_is_typed_is_chosen(open_workspace, typed, place):
    visitor = open_workspace(replace(Showing(), place=Place(FLANK, Side.LEFT)), SMALL)
    visitor.apply(OpenTopic(TopicId("risks")))
    visitor.workspace.navigation.open_search()
    visitor.type(typed)
    name = name_with_side("Love handles", place.side, lambda _context, text: text)
    assert found(visitor)[0] == name
    visitor.key(Qt.Key.Key_Return)
    assert visitor.chosen == place


def test_a_side_inside_a_sentence_chooses_none(visitor):
    visitor.type("is it right for love handles")
    assert [row.side for row in row_list(visitor).rows if row.has_side] == []
    visitor.workspace.search_field.setText("")
    visitor.type("left")
    assert [row.side for row in row_list(visitor).rows if row.has_side] == []
    visitor.workspace.search_field.setText("")
    visitor.type("...")
    assert found(visitor) == []


def test_the_open_area_keeps_its_side_and_opens_at_its_overview(open_workspace):
    showing = replace(Showing(), place=Place(FLANK, Side.LEFT), topic=TopicId("risks"))
    visitor = open_workspace(showing, SMALL)
    visitor.workspace.navigation.open_search()
    visitor.type("lov handels")
    visitor.key(Qt.Key.Key_Return)
    assert visitor.chosen == Place(FLANK, Side.LEFT)
    assert visitor.open_tab == "Overview"


def test_another_area_opens_at_its_overview(open_workspace):
    visitor = open_workspace(replace(Showing(), place=Place(FLANK), topic=TopicId("risks")), SMALL)
    visitor.workspace.navigation.open_search()
    visitor.type("bra bulge")
    visitor.key(Qt.Key.Key_Return)
    assert visitor.chosen == Place(RegionId("bra-line"))
    assert visitor.open_tab == "Overview"


def test_an_area_that_is_searched_for_a_topic_opens_at_that_topic(visitor):
    visitor.type("driving")
    visitor.key(Qt.Key.Key_Return)
    visitor.workspace.navigation.open_search()
    visitor.type("bra bulge")
    visitor.key(Qt.Key.Key_Return)
    assert visitor.open_tab == "Recovery"


DRIVING = "When can I work, drive, fly and do sport?"


def top_of_words(visitor, words: str) -> int:
    """Where a heading, a risk or a question is below the upper edge of the words, in pixels."""
    area = visitor.workspace.panel.scroll_area
    view = area.widget()
    return view.y_of_passage(words) - area.verticalScrollBar().value()


def open_passage(visitor, typed: str, words: str) -> None:
    visitor.workspace.navigation.open_search()
    visitor.type(typed)
    press_row(visitor, found(visitor).index(words))
    visitor.settle()


@pytest.mark.parametrize("topic", [None, "risks", "recovery"])
def test_a_question_that_was_found_is_at_the_upper_edge(open_workspace, topic):
    place = Place(FLANK)
    visitor = open_workspace(replace(Showing(), place=place, topic=topic), (1280, 800))
    open_passage(visitor, "drive", DRIVING)
    bar = visitor.workspace.panel.scroll_area.verticalScrollBar()
    assert bar.value() > 300
    assert abs(top_of_words(visitor, DRIVING)) <= 2
    bar.setValue(0)  # the same once more, after the person has scrolled away
    visitor.settle()
    open_passage(visitor, "drive", DRIVING)
    assert abs(top_of_words(visitor, DRIVING)) <= 2
    visitor.apply(GoBack())
    assert (visitor.open_tab, bar.value()) == ("Recovery", 0)


def test_a_question_that_was_found_without_an_area_opens_in_the_chosen_one(open_workspace):
    visitor = open_workspace(Showing(), (1280, 800))
    open_passage(visitor, "drive", DRIVING)
    visitor.press_label("lumbar")
    visitor.settle()
    assert visitor.open_tab == "Recovery"
    assert abs(top_of_words(visitor, DRIVING)) <= 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("seroma", "Pocket of fluid (seroma)"),
        ("accredited", "Is your clinic accredited?"),
        ("vape", "Do you smoke or vape?"),
    ],
)
def test_a_risk_a_question_and_what_is_in_a_fold_are_in_sight(open_workspace, typed, words):
    visitor = open_workspace(replace(Showing(), place=Place(FLANK)), (1280, 800))
    open_passage(visitor, typed, words)
    area = visitor.workspace.panel.scroll_area
    assert words in visitor.visible_text()
    assert -2 <= top_of_words(visitor, words) < area.height() - 44


@pytest.mark.parametrize(
    ("typed", "row", "words"),
    [
        ("punctured lung", "Punctured lung (about 4 of 10,000)", "A collapsed lung"),
        ("match", "Two sides that do not match (no laser)", "Dents, waves or uneven skin"),
    ],
)
def test_a_risk_that_is_no_row_of_an_area_opens_at_what_is_said_about_it(
    open_workspace, typed, row, words
):
    visitor = open_workspace(replace(Showing(), place=Place(RegionId("lumbar"))), (1280, 800))
    open_passage(visitor, typed, row)
    area = visitor.workspace.panel.scroll_area
    assert (visitor.open_tab, words in visitor.visible_text()) == ("Risks", True)
    bar = area.verticalScrollBar()
    assert abs(top_of_words(visitor, words)) <= 2 or bar.value() == bar.maximum()
    assert bar.value() > 0


def tinted_rows(visitor) -> list[int]:
    """The rows that stand on a tint, as chosen rows do."""
    rows = row_list(visitor)
    picture, tint = rows.grab().toImage(), visitor.workspace.theme.color("tint")
    points = [row_center(visitor, number).y() for number in range(len(rows.rows))]
    edge = rows.width() - 6
    return [n for n, y in enumerate(points) if picture.pixelColor(edge, y) == tint]


def test_only_one_row_looks_chosen_where_another_is_hovered(visitor):
    visitor.type("shoulder bl")
    assert tinted_rows(visitor) == [0]
    plain = row_list(visitor).grab().toImage()
    for number in (1, 2):
        QTest.mouseMove(row_list(visitor).viewport(), row_center(visitor, number))
    visitor.settle()
    assert tinted_rows(visitor) == [0]
    assert row_list(visitor).grab().toImage() != plain
    visitor.key(Qt.Key.Key_Down)
    assert tinted_rows(visitor) == [1]


def test_a_sign_says_what_to_do_and_opens_when_to_call_there(visitor):
    open_passage(visitor, "fever", "A fever: a temperature of 38 °C or more")
    assert visitor.workspace.session.showing.page is Page.WHEN_TO_CALL
    assert 0 <= top_of_words(visitor, "Call the clinic the same day") <= 24


def test_when_to_call_that_is_found_again_opens_at_its_first_words(visitor):
    open_passage(visitor, "fever", "A fever: a temperature of 38 °C or more")
    open_passage(visitor, "fever", "When to call")
    assert visitor.workspace.panel.scroll_area.verticalScrollBar().value() == 0
