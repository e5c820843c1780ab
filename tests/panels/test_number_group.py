"""Number records as a person reads them: both frames, how sure, where measured, twins together."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor

from app.painting.icon_array import IconGrid
from app.panels.region.number_group import IconArrayWidget, NumberGroup
from app.panels.view import PanelContext
from app.session.state import THEMES
from app.widgets.card import Card
from app.widgets.text_label import TextLabel
from tests.panels.helpers import make_context, show_view, visible_text

FLANK = (
    "flank_seroma",
    "flank_asym",
    "flank_irreg",
    "flank_dark",
    "flank_tingle",
    "flank_severe",
)


@pytest.fixture
def context(qapp):
    return make_context()


class AtlasWithChangedRecord:
    """The shipped atlas with some fields of one record changed."""

    def __init__(self, atlas, name, **fields):
        self._atlas, self._name, self._fields = atlas, name, fields

    def number(self, name, language):
        record = self._atlas.number(name, language)
        return replace(record, **self._fields) if name == self._name else record


def context_with_changed_record(read, name, **fields) -> PanelContext:
    return replace(read, atlas=AtlasWithChangedRecord(read.atlas, name, **fields))


def show_group(qtbot, read, *names, width=560) -> NumberGroup:
    return show_view(qtbot, NumberGroup(read, names), width)


def icon_array_names(view):
    return [one.accessibleName() for one in view.findChildren(IconArrayWidget)]


def test_both_frames_stand_in_one_line_with_the_label(qtbot, context):
    view = show_group(qtbot, context, "lal_burn")
    said = "Skin burn, laser liposuction: about 7 of 1,000 procedures; 993 do not."
    assert visible_text(view).splitlines()[0] == said


def test_a_count_has_a_picture_whose_name_says_what_it_shows(qtbot, context):
    assert icon_array_names(show_group(qtbot, context, "flank_seroma")) == [
        "Picture of 1,000 people: 13 filled"
    ]
    assert icon_array_names(show_group(qtbot, context, "lal_burn")) == [
        "Picture of 1,000 procedures: 7 filled"
    ]


def test_a_screen_reader_meets_the_picture_as_words(qtbot, context):
    view = show_group(qtbot, context, "flank_seroma")
    spoken = QAccessible.queryAccessibleInterface(view.findChild(IconArrayWidget))
    assert spoken.role() == QAccessible.Role.StaticText
    assert spoken.text(QAccessible.Text.Name) == "Picture of 1,000 people: 13 filled"


@pytest.mark.parametrize("name", ["dark_pooled", "pneumo", "lal980_burn"])
def test_printed_rates_small_ones_and_none_have_no_picture(qtbot, context, name):
    assert icon_array_names(show_group(qtbot, context, name)) == []


def test_the_key_of_the_picture_stands_once(qtbot, context):
    assert (
        visible_text(show_group(qtbot, context, *FLANK)).count("Each mark is one of 1,000 people")
        == 1
    )


def test_what_is_below_one_in_a_thousand_stands_in_a_card_of_its_own(qtbot, context):
    view = show_group(qtbot, context, *FLANK)
    cards = [visible_text(card) for card in view.findChildren(Card)]
    assert len(cards) == 2
    assert "Fewer than" not in cards[0]
    assert cards[1].splitlines()[0] == "Fewer than 1 in 1,000"
    assert "about 5 of 10,000 people; 9,995 do not." in cards[1]


def test_none_is_said_with_how_many_were_counted_and_what_still_fits(qtbot, context):
    said = visible_text(show_group(qtbot, context, "flank_severe"))
    assert "none of 4,000 people; that still fits with up to about 9 in 10,000." in said


@pytest.mark.parametrize(("one", "other"), [("any_pooled", "any_pooled2")])
def test_the_two_pooled_reviews_are_shown_together_whichever_is_named(qtbot, context, one, other):
    for name in (one, other):
        said = visible_text(show_group(qtbot, context, name))
        assert "about 26 of 1,000" in said
        assert "about 120 of 1,000" in said
        assert said.index("about 26") != said.index("about 120")
    assert visible_text(show_group(qtbot, context, one, other)).count("about 26 of") == 1


@pytest.mark.parametrize(
    ("back", "said"),
    [
        ("none", "Measured elsewhere on the body, not on the back."),
        ("part", "Measured partly on the back."),
        ("not-told", "The source does not say whether the back was counted."),
    ],
)
def test_it_says_whether_the_back_was_measured(qtbot, context, back, said):
    view = show_group(
        qtbot, context_with_changed_record(context, "lal_burn", back_counted=back), "lal_burn"
    )
    assert said in visible_text(view)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("flank_seroma", "How sure: counted among 4,000 people; chance alone"),
        ("lal_burn", "How sure: counted among 537 procedures, but with few cases"),
        ("lal980_burn", "How sure: counted among 534 procedures; what happens seldom"),
        ("any_pooled", "How sure: printed with this range"),
        ("vte_pooled", "How sure: printed with a wide range"),
        ("ins_vte", "How sure: printed without a range"),
        ("major_insured2", "How sure: reported second-hand"),
        ("death_0", "How sure: worked out from published counts"),
    ],
)
def test_it_says_how_sure_a_figure_is(qtbot, context, name, said):
    assert said in visible_text(show_group(qtbot, context, name))


def test_the_same_people_are_told_once(qtbot, context):
    said = visible_text(show_group(qtbot, context, "flank_seroma", "flank_asym", "lal_burn"))
    assert said.count("one team's records over 20 years") == 1
    assert said.count("Who, where and how long: as above.") == 1
    assert said.count("one US centre") == 1


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text_size", "width"), [(100, 210), (100, 320), (100, 560), (200, 320)])
def test_nothing_is_cut_or_wider_than_the_panel(qtbot, theme, text_size, width):
    view = show_view(
        qtbot, NumberGroup(make_context(theme, text_size), (*FLANK, "any_pooled")), width
    )
    assert view.minimumSizeHint().width() <= width
    for label in view.findChildren(TextLabel):
        assert label.mapTo(view, label.rect().bottomRight()).x() < width
        assert label.height() >= label.heightForWidth(label.width())
    for picture in view.findChildren(IconArrayWidget):
        size = picture.arrangement(picture.width()).size
        assert size.width() <= picture.width()
        assert size.height() <= picture.height()


def accent_pixel_range(view, picture):
    """The left-most and right-most pixel of the accent in a picture, by its first row."""
    image = picture.grab().toImage()
    accent = QColor(view._context.theme.color("accent"))
    found = [
        x
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y) == accent
    ]
    return min(found), max(found), image.width()


def test_the_picture_begins_at_the_leading_side(qtbot, context):
    view = show_group(qtbot, context, "lal_burn")
    left, right, width = accent_pixel_range(view, view.findChild(IconArrayWidget))
    assert left < 10
    assert right < width / 2
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    left, right, width = accent_pixel_range(view, view.findChild(IconArrayWidget))
    assert right > width - 10
    assert left > width / 2


def test_a_picture_follows_its_look(qtbot, context):
    view = show_group(qtbot, context, "lal_burn", width=1200)
    picture = view.findChild(IconArrayWidget)
    before: IconGrid = picture.arrangement(1200)
    picture.apply_theme(make_context("light", 200).theme)
    assert picture.arrangement(1200).pitch > before.pitch


def test_no_relative_risk_and_no_varying_whole_is_on_screen(qtbot, context):
    names = [record.id for record in context.atlas.numbers("en")]
    said = visible_text(show_group(qtbot, context, *names))
    assert not re.search(r"\b1 in (?!1,000\b)", said)
    assert not re.search(r"times (as|more|higher)|relative|odds|%|\brare", said, re.IGNORECASE)
    assert not re.search(r"\b0 of ", said)
