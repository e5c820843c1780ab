"""Risk numbers as people read them: both frames, certainty, where measured, companions."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from msgspec import structs
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
        return structs.replace(record, **self._fields) if name == self._name else record


def context_with_changed_record(context, name, **fields) -> PanelContext:
    return replace(context, atlas=AtlasWithChangedRecord(context.atlas, name, **fields))


def show_group(qtbot, context, *names, width=560) -> NumberGroup:
    return show_view(qtbot, NumberGroup(context, names), width)


def icon_array_names(view):
    return [one.accessibleName() for one in view.findChildren(IconArrayWidget)]


def test_the_label_and_both_frames_are_in_one_line(qtbot, context):
    view = show_group(qtbot, context, "lal_burn")
    line = "Skin burn, laser liposuction: about 7 of 1,000 procedures; 993 do not."
    assert visible_text(view).splitlines()[0] == line


def test_a_count_has_an_icon_array_whose_name_says_what_it_shows(qtbot, context):
    assert icon_array_names(show_group(qtbot, context, "flank_seroma")) == [
        "Picture of 1,000 people: 13 filled"
    ]
    assert icon_array_names(show_group(qtbot, context, "lal_burn")) == [
        "Picture of 1,000 procedures: 7 filled"
    ]


def test_a_screen_reader_reads_the_icon_array_as_text(qtbot, context):
    view = show_group(qtbot, context, "flank_seroma")
    interface = QAccessible.queryAccessibleInterface(view.findChild(IconArrayWidget))
    assert interface.role() == QAccessible.Role.StaticText
    assert interface.text(QAccessible.Text.Name) == "Picture of 1,000 people: 13 filled"


@pytest.mark.parametrize("name", ["dark_pooled", "pneumo", "lal980_burn"])
def test_printed_rates_small_rates_and_zero_have_no_icon_array(qtbot, context, name):
    assert icon_array_names(show_group(qtbot, context, name)) == []


def test_the_legend_of_the_icon_arrays_is_shown_once(qtbot, context):
    assert (
        visible_text(show_group(qtbot, context, *FLANK)).count("Each mark is one of 1,000 people")
        == 1
    )


def test_rates_below_one_in_a_thousand_have_their_own_card(qtbot, context):
    view = show_group(qtbot, context, *FLANK)
    cards = [visible_text(card) for card in view.findChildren(Card)]
    assert len(cards) == 2
    assert "Fewer than" not in cards[0]
    assert cards[1].splitlines()[0] == "Fewer than 1 in 1,000"
    assert "about 5 of 10,000 people; 9,995 do not." in cards[1]


def test_zero_is_reported_with_the_number_counted_and_the_upper_limit(qtbot, context):
    text = visible_text(show_group(qtbot, context, "flank_severe"))
    assert "none of 4,000 people; that still fits with up to about 9 in 10,000." in text


@pytest.mark.parametrize(("one", "other"), [("any_pooled", "any_pooled2")])
def test_companion_records_are_shown_together_whichever_is_named(qtbot, context, one, other):
    for name in (one, other):
        text = visible_text(show_group(qtbot, context, name))
        assert "about 26 of 1,000" in text
        assert "about 120 of 1,000" in text
        assert text.index("about 26") != text.index("about 120")
    assert visible_text(show_group(qtbot, context, one, other)).count("about 26 of") == 1


@pytest.mark.parametrize(
    ("back", "text"),
    [
        ("none", "Measured elsewhere on the body, not on the back."),
        ("part", "Measured partly on the back."),
        ("not-told", "The source does not say whether the back was counted."),
    ],
)
def test_it_says_whether_the_back_was_measured(qtbot, context, back, text):
    view = show_group(
        qtbot, context_with_changed_record(context, "lal_burn", back_counted=back), "lal_burn"
    )
    assert text in visible_text(view)


@pytest.mark.parametrize(
    ("name", "text"),
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
def test_it_says_how_certain_a_number_is(qtbot, context, name, text):
    assert text in visible_text(show_group(qtbot, context, name))


def test_the_same_population_is_described_once(qtbot, context):
    text = visible_text(show_group(qtbot, context, "flank_seroma", "flank_asym", "lal_burn"))
    assert text.count("one team's records over 20 years") == 1
    assert text.count("Who, where and how long: as above.") == 1
    assert text.count("one US centre") == 1


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text_size", "width"), [(100, 210), (100, 320), (100, 560), (200, 320)])
def test_nothing_is_cut_off_or_wider_than_the_panel(qtbot, theme, text_size, width):
    view = show_view(
        qtbot, NumberGroup(make_context(theme, text_size), (*FLANK, "any_pooled")), width
    )
    assert view.minimumSizeHint().width() <= width
    for label in view.findChildren(TextLabel):
        assert label.mapTo(view, label.rect().bottomRight()).x() < width
        assert label.height() >= label.heightForWidth(label.width())
    for icons in view.findChildren(IconArrayWidget):
        size = icons.arrangement(icons.width()).size
        assert size.width() <= icons.width()
        assert size.height() <= icons.height()


def accent_pixel_range(icons):
    """The leftmost and the rightmost pixel in the accent color, and the width."""
    image = icons.grab().toImage()
    accent = QColor(icons.theme.color("accent"))
    found = [
        x
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y) == accent
    ]
    return min(found), max(found), image.width()


def test_the_icon_array_starts_at_the_leading_side(qtbot, context):
    view = show_group(qtbot, context, "lal_burn")
    left, right, width = accent_pixel_range(view.findChild(IconArrayWidget))
    assert left < 10
    assert right < width / 2
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    left, right, width = accent_pixel_range(view.findChild(IconArrayWidget))
    assert right > width - 10
    assert left > width / 2


def test_the_icon_array_follows_the_theme(qtbot, context):
    view = show_group(qtbot, context, "lal_burn", width=1200)
    icons = view.findChild(IconArrayWidget)
    before: IconGrid = icons.arrangement(1200)
    icons.apply_theme(make_context("light", 200).theme)
    assert icons.arrangement(1200).pitch > before.pitch


def test_no_relative_risk_and_no_other_denominator_is_shown(qtbot, context):
    names = [record.id for record in context.atlas.numbers("en")]
    text = visible_text(show_group(qtbot, context, *names))
    assert not re.search(r"\b1 in (?!1,000\b)", text)
    assert not re.search(r"times (as|more|higher)|relative|odds|%|\brare", text, re.IGNORECASE)
    assert not re.search(r"\b0 of ", text)
