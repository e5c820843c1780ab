"""The status line names what the audience sees, whatever page the clinician has open."""

from __future__ import annotations

import pytest

from app.atlas.topics import CHECK_FIRST_TOPIC, OPTIONS_TOPIC, RISKS_TOPIC
from app.body.regions import BuildId, FigureId, Place, RegionId, Side
from app.present.actions import AudienceMode
from app.present.audience.text import ScrollTarget
from app.session.actions import OpenPage, OpenTerm, OpenTopic, SetComparison, SetTextSize
from app.session.state import ComparedView, Page
from tests.present.conftest import AUDIENCE_SCREEN

LIVE = "Live: the audience sees Love handles, left: Risks."
STILL_LIVE = "Live: the audience still sees Love handles, left: Risks."


def tool_hint(clinician) -> str:
    return clinician.controller.control_panel.toolbar.hints.text


@pytest.fixture
def flank(presenting):
    """The audience sees a tab of the left flank."""
    presenting.press("flank", Side.LEFT)
    presenting.apply(OpenTopic(RISKS_TOPIC))
    return presenting


def test_the_preview_names_what_is_seen_and_then_the_screen(flank):
    panel = flank.controller.control_panel
    panel.show_audience_state(flank.audience, "right")
    assert panel.preview.accessibleName() == f"{LIVE} Screen: right."


def test_the_hint_of_the_focused_button_changes_with_the_text_of_the_button(annotating):
    annotating.controller.control_panel.set_initial_focus()
    assert tool_hint(annotating) == "Show to the audience"
    annotating.show_audience_window()
    assert tool_hint(annotating) == "Hide"


def test_the_hint_of_the_tool_is_shown_again_when_no_button_has_the_focus(annotating):
    annotating.controller.control_panel.set_initial_focus()
    annotating.canvas.setFocus()
    annotating.controller.control_panel.show_audience_state(None, "")
    assert tool_hint(annotating) == "Touch an area to choose it."


def test_without_a_region_the_line_names_the_start_page(presenting):
    assert presenting.status == "Live: the audience sees the start page."


def test_the_line_names_a_region_and_its_tab(flank):
    assert flank.status == LIVE


@pytest.mark.parametrize("topic", [None, CHECK_FIRST_TOPIC])
def test_the_line_names_the_overview_of_a_region_and_its_topics(presenting, topic):
    presenting.press("lumbar")
    presenting.apply(OpenTopic(topic))
    assert presenting.status == "Live: the audience sees Small of the back: Overview."


@pytest.mark.parametrize(
    "page",
    [Page.MY_LIST, Page.ABOUT, Page.GLOSSARY, Page.STANDARDS, Page.REGIONS],
)
def test_on_a_page_of_the_clinician_the_line_names_what_the_audience_still_sees(flank, page):
    flank.apply(OpenPage(page))
    assert flank.status == STILL_LIVE


def test_at_a_word_of_the_glossary_the_line_names_what_the_audience_still_sees(flank):
    flank.apply(OpenTerm("seroma"))
    assert flank.status == STILL_LIVE


def test_the_line_names_the_page_when_to_call_which_the_audience_sees(flank):
    flank.apply(OpenPage(Page.WHEN_TO_CALL))
    title = flank.atlas.names("en").topics["when-to-call"]
    assert flank.status == f"Live: the audience sees {title}."


def test_the_line_names_the_table_of_all_options(flank):
    flank.apply(OpenTopic(OPTIONS_TOPIC))
    assert flank.status == "Live: the audience sees Love handles, left: Options."


def test_the_line_names_options_that_were_picked(flank):
    flank.apply(SetComparison(ComparedView(options=("laser", "none"))))
    expected = "Live: the audience sees Love handles, left: Laser liposuction beside No treatment."
    assert flank.status == expected


def test_the_line_names_two_figures(flank):
    fuller = ComparedView(figure=FigureId("woman"), build=BuildId("fuller"))
    flank.apply(SetComparison(fuller))
    what = "Love handles, left: Woman, Average beside Woman, Fuller"
    assert flank.status == f"Live: the audience sees {what}."


def test_the_line_names_two_regions(flank):
    flank.apply(SetComparison(ComparedView(place=Place(RegionId("lumbar")))))
    what = "Love handles, left beside Small of the back: Risks"
    assert flank.status == f"Live: the audience sees {what}."


def test_a_frozen_window_has_its_own_line(flank):
    flank.controller.audience_controller.set_mode(AudienceMode.FREEZE)
    flank.press("lumbar")
    assert flank.status == "Frozen: the audience still sees this picture."
    flank.controller.audience_controller.set_mode(AudienceMode.MIRROR)
    assert "Small of the back" in flank.status


def test_a_screen_reader_reads_the_line_and_the_screen_of_the_preview(flank):
    name = flank.controller.control_panel.preview.accessibleName()
    assert name == f"{flank.status} Screen: {AUDIENCE_SCREEN}."


def test_scrolling_a_page_of_the_clinician_does_not_scroll_the_audience_window(flank):
    flank.controller.audience_controller.scroll_to(ScrollTarget(0.5))
    text = flank.audience.panes[0].text
    flank.apply(OpenPage(Page.ABOUT))
    flank.text_scroll_bar.setValue(flank.text_scroll_bar.maximum())
    assert text.scroll_target == ScrollTarget(0.5)


def test_the_line_is_unchanged_after_a_change_of_the_text_size(flank):
    flank.apply(SetTextSize(150))
    assert flank.status == LIVE
