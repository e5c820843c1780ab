"""Number records as a person reads them: both frames, how sure, where measured, twins together."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor

from app.painting.icon_array import Arrangement
from app.panels.region.number_group import NumberGroup, Picture
from app.panels.view import Reading
from app.session.state import THEMES
from app.widgets.card import Card
from app.widgets.text_label import WordLabel
from tests.panels.helpers import reading, show, words

FLANK = (
    "flank_seroma",
    "flank_asym",
    "flank_irreg",
    "flank_dark",
    "flank_tingle",
    "flank_severe",
)


@pytest.fixture
def read(qapp):
    return reading()


class Changed:
    """The shipped atlas with some fields of one record changed."""

    def __init__(self, atlas, name, **fields):
        self._atlas, self._name, self._fields = atlas, name, fields

    def number(self, name, language):
        record = self._atlas.number(name, language)
        return replace(record, **self._fields) if name == self._name else record


def with_changed(read, name, **fields) -> Reading:
    return replace(read, atlas=Changed(read.atlas, name, **fields))


def group(qtbot, read, *names, width=560) -> NumberGroup:
    return show(qtbot, NumberGroup(read, names), width)


def pictures(view):
    return [one.accessibleName() for one in view.findChildren(Picture)]


def test_both_frames_stand_in_one_line_with_the_label(qtbot, read):
    view = group(qtbot, read, "lal_burn")
    said = "Skin burn, laser liposuction: about 7 of 1,000 procedures; 993 do not."
    assert words(view).splitlines()[0] == said


def test_a_count_has_a_picture_whose_name_says_what_it_shows(qtbot, read):
    assert pictures(group(qtbot, read, "flank_seroma")) == ["Picture of 1,000 people: 13 filled"]
    assert pictures(group(qtbot, read, "lal_burn")) == ["Picture of 1,000 procedures: 7 filled"]


def test_a_screen_reader_meets_the_picture_as_words(qtbot, read):
    view = group(qtbot, read, "flank_seroma")
    spoken = QAccessible.queryAccessibleInterface(view.findChild(Picture))
    assert spoken.role() == QAccessible.Role.StaticText
    assert spoken.text(QAccessible.Text.Name) == "Picture of 1,000 people: 13 filled"


@pytest.mark.parametrize("name", ["dark_pooled", "pneumo", "lal980_burn"])
def test_printed_rates_small_ones_and_none_have_no_picture(qtbot, read, name):
    assert pictures(group(qtbot, read, name)) == []


def test_the_key_of_the_picture_stands_once(qtbot, read):
    assert words(group(qtbot, read, *FLANK)).count("Each mark is one of 1,000 people") == 1


def test_what_is_below_one_in_a_thousand_stands_in_a_card_of_its_own(qtbot, read):
    view = group(qtbot, read, *FLANK)
    cards = [words(card) for card in view.findChildren(Card)]
    assert len(cards) == 2
    assert "Fewer than" not in cards[0]
    assert cards[1].splitlines()[0] == "Fewer than 1 in 1,000"
    assert "about 5 of 10,000 people; 9,995 do not." in cards[1]


def test_none_is_said_with_how_many_were_counted_and_what_still_fits(qtbot, read):
    said = words(group(qtbot, read, "flank_severe"))
    assert "none of 4,000 people; that still fits with up to about 9 in 10,000." in said


@pytest.mark.parametrize(("one", "other"), [("any_pooled", "any_pooled2")])
def test_the_two_pooled_reviews_are_shown_together_whichever_is_named(qtbot, read, one, other):
    for name in (one, other):
        said = words(group(qtbot, read, name))
        assert "about 26 of 1,000" in said
        assert "about 120 of 1,000" in said
        assert said.index("about 26") != said.index("about 120")
    assert words(group(qtbot, read, one, other)).count("about 26 of") == 1


@pytest.mark.parametrize(
    ("back", "said"),
    [
        ("none", "Measured elsewhere on the body, not on the back."),
        ("part", "Measured partly on the back."),
        ("not-told", "The source does not say whether the back was counted."),
    ],
)
def test_it_says_whether_the_back_was_measured(qtbot, read, back, said):
    view = group(qtbot, with_changed(read, "lal_burn", back=back), "lal_burn")
    assert said in words(view)


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
def test_it_says_how_sure_a_figure_is(qtbot, read, name, said):
    assert said in words(group(qtbot, read, name))


def test_the_same_people_are_told_once(qtbot, read):
    said = words(group(qtbot, read, "flank_seroma", "flank_asym", "lal_burn"))
    assert said.count("one team's records over 20 years") == 1
    assert said.count("Who, where and how long: as above.") == 1
    assert said.count("one US centre") == 1


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text_size", "width"), [(100, 210), (100, 320), (100, 560), (200, 320)])
def test_nothing_is_cut_or_wider_than_the_panel(qtbot, theme, text_size, width):
    view = show(qtbot, NumberGroup(reading(theme, text_size), (*FLANK, "any_pooled")), width)
    assert view.minimumSizeHint().width() <= width
    for label in view.findChildren(WordLabel):
        assert label.mapTo(view, label.rect().bottomRight()).x() < width
        assert label.height() >= label.heightForWidth(label.width())
    for picture in view.findChildren(Picture):
        size = picture.arrangement(picture.width()).size
        assert size.width() <= picture.width()
        assert size.height() <= picture.height()


def accents(view, picture):
    """The left-most and right-most pixel of the accent in a picture, by its first row."""
    image = picture.grab().toImage()
    accent = QColor(view._reading.look.colour("accent"))
    found = [
        x
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y) == accent
    ]
    return min(found), max(found), image.width()


def test_the_picture_begins_at_the_leading_side(qtbot, read):
    view = group(qtbot, read, "lal_burn")
    left, right, width = accents(view, view.findChild(Picture))
    assert left < 10
    assert right < width / 2
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    left, right, width = accents(view, view.findChild(Picture))
    assert right > width - 10
    assert left > width / 2


def test_a_picture_follows_its_look(qtbot, read):
    view = group(qtbot, read, "lal_burn", width=1200)
    picture = view.findChild(Picture)
    before: Arrangement = picture.arrangement(1200)
    picture.wear(reading("light", 200).look)
    assert picture.arrangement(1200).pitch > before.pitch


def test_no_relative_risk_and_no_varying_whole_is_on_screen(qtbot, read):
    names = [record.id for record in read.atlas.numbers("en")]
    said = words(group(qtbot, read, *names))
    assert not re.search(r"\b1 in (?!1,000\b)", said)
    assert not re.search(r"times (as|more|higher)|relative|odds|%|\brare", said, re.IGNORECASE)
    assert not re.search(r"\b0 of ", said)
