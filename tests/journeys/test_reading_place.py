"""What a person reads stays in front of their eyes, whatever they change around it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from app.body.regions import BuildId, FigureId, Place, RegionId, View
from app.panels.document.option_table import OptionTableHead
from app.session.actions import (
    GoBack,
    GoForward,
    OpenPage,
    OpenTerm,
    SelectRegion,
    SetBuild,
    SetFigure,
    SetTextSize,
    SetTheme,
    SetView,
    StartOver,
)
from app.session.state import Page, Showing

FLANK, LUMBAR = Place(RegionId("flank")), Place(RegionId("lumbar"))


@pytest.fixture
def reader(open_workspace):
    """A visitor in the middle of Risks."""
    visitor = open_workspace(Showing(place=FLANK))
    visitor.press_tab("Risks")
    scroll(visitor, 0.5)
    return visitor


def bar_of(visitor):
    return visitor.workspace.panel.scroll_area.verticalScrollBar()


def scroll(visitor, share):
    """Scroll as the wheel does, to a share of the text."""
    visitor.panel_view().complete()
    visitor.settle()
    bar_of(visitor).setValue(round(bar_of(visitor).maximum() * share))
    visitor.settle()


def words_at_top(visitor) -> tuple[str, int]:
    """The text at the upper edge, and the number of its first character in sight."""
    area = visitor.workspace.panel.scroll_area
    for view in visitor.panel_view().text_views:
        top = view.mapTo(area.viewport(), QPoint()).y()
        if view.isVisible() and top + view.height() > 8 and top < area.height():
            return view.text(), view.character_at(max(8 - top, 0))
    raise LookupError


def first_sentence(visitor) -> str:
    """The words at the upper edge."""
    text, start = words_at_top(visitor)
    return text[start : start + 24]


def is_first(visitor, sentence) -> bool:
    """Whether the sentence begins in the first line in sight, which may be longer or shorter."""
    text, start = words_at_top(visitor)
    return sentence[:8] in text[max(start - 90, 0) : start + 90]


def test_larger_text_in_the_middle_of_risks_keeps_the_same_sentence_first(reader):
    sentence = first_sentence(reader)
    assert bar_of(reader).value() > 300
    for size in (115, 130, 150, 175, 200, 130, 100):
        reader.apply(SetTextSize(size))
        assert is_first(reader, sentence), size
    assert first_sentence(reader) == sentence


@pytest.mark.parametrize(
    "action",
    [
        SetTheme("dark"),
        SetTheme("contrast"),
        SetFigure(FigureId("man")),
        SetBuild(BuildId("fuller")),
        SetView(View.BACK_LEFT),
    ],
    ids=repr,
)
def test_theme_figure_and_build_keep_the_place_to_the_pixel(reader, action):
    before, value = first_sentence(reader), bar_of(reader).value()
    reader.apply(action)
    assert first_sentence(reader) == before
    assert abs(bar_of(reader).value() - value) <= 2


def test_a_window_that_is_made_narrow_and_wide_again_shows_the_same_sentence(reader):
    value = bar_of(reader).value()
    sentence = first_sentence(reader)
    for width in (1240, 1160, 1000, 940, 1100, 1280):
        reader.workspace.resize(width, 800)
        reader.settle()
        assert is_first(reader, sentence), width
    assert bar_of(reader).value() == value


def test_a_window_that_becomes_low_and_stacked_keeps_the_words_in_sight(reader):
    sentence = first_sentence(reader)
    reader.workspace.resize(800, 600)
    reader.settle()
    assert is_first(reader, sentence)
    area = reader.workspace.panel.scroll_area
    assert area.visibleRegion().boundingRect().height() > 300


def test_each_tab_keeps_its_own_place(reader):
    value = bar_of(reader).value()
    reader.press_tab("Recovery")
    assert bar_of(reader).value() == 0
    scroll(reader, 0.3)
    recovery = bar_of(reader).value()
    reader.press_tab("Risks")
    assert bar_of(reader).value() == value
    reader.press_tab("Recovery")
    assert bar_of(reader).value() == recovery


def test_back_and_forward_return_to_the_sentence(reader):
    value = bar_of(reader).value()
    reader.apply(OpenPage(Page.GLOSSARY))
    scroll(reader, 0.4)
    glossary = bar_of(reader).value()
    reader.apply(SelectRegion(LUMBAR))
    reader.apply(GoBack())
    assert bar_of(reader).value() == glossary
    reader.apply(GoBack())
    assert reader.open_tab == "Risks"
    assert bar_of(reader).value() == value
    reader.apply(GoForward())
    assert bar_of(reader).value() == glossary


def test_what_was_open_is_open_again_after_back_and_in_another_theme(open_workspace):
    visitor = open_workspace(Showing(place=FLANK))
    visitor.press_tab("Risks")
    row = visitor.button_starting("Any problem (complication)")
    visitor.click(row)
    opened = visitor.panel_view().open_folds
    assert opened
    visitor.apply(OpenPage(Page.ABOUT))
    visitor.apply(GoBack())
    assert visitor.panel_view().open_folds == opened
    visitor.apply(SetTheme("dark"))
    assert visitor.panel_view().open_folds == opened


def test_another_region_begins_at_its_first_words(reader):
    reader.apply(SelectRegion(LUMBAR))
    assert bar_of(reader).value() == 0
    reader.apply(SelectRegion(FLANK))
    assert bar_of(reader).value() == 0


def test_pressing_the_open_region_shows_its_first_words(reader):
    reader.press_label("flank")
    assert reader.chosen == FLANK
    assert bar_of(reader).value() == 0


def test_after_a_start_over_nothing_remembers_what_was_read(reader):
    reader.apply(StartOver(is_final=True))
    reader.apply(SelectRegion(FLANK))
    reader.press_tab("Risks")
    assert bar_of(reader).value() == 0


def test_the_heads_of_the_options_are_in_sight_again_after_back(open_workspace):
    visitor = open_workspace(Showing(place=FLANK))
    visitor.press_tab("Options")
    scroll(visitor, 0.4)
    assert bar_of(visitor).value() > 200
    visitor.press_tab("Recovery")
    visitor.press_tab("Questions")  # by now the document of the options is gone
    visitor.apply(GoBack())
    visitor.apply(GoBack())
    head = visitor.workspace.panel.findChild(OptionTableHead)
    area = visitor.workspace.panel.scroll_area
    assert bar_of(visitor).value() > 200
    assert head.mapTo(area.viewport(), QPoint()).y() == 0


def test_a_link_to_a_tab_that_was_left_opens_its_first_words_and_its_tab_keeps_its_place(reader):
    scroll(reader, 1.0)
    bottom = bar_of(reader).value()
    reader.press_tab("Overview")
    reader.press_tab("Risks")
    reader.settle()
    assert bar_of(reader).value() == pytest.approx(bottom, abs=2)
    reader.press_tab("Overview")
    reader.click(reader.button_starting("Who was counted"))
    reader.settle()
    assert (reader.open_tab, bar_of(reader).value()) == ("Risks", 0)


def test_a_word_of_the_glossary_leads_to_the_risk_that_it_is(reader):
    reader.apply(OpenTerm("seroma"))
    reader.click(reader.button_starting("Read about it: Risks"))
    reader.settle()
    row = reader.button_starting("Pocket of fluid (seroma)")
    top = row.mapTo(reader.workspace.panel.scroll_area, QPoint()).y()
    assert top == pytest.approx(0, abs=2)
    assert row.is_expanded
