"""The line of the deck names what the audience sees, whatever the clinician looks at."""

from __future__ import annotations

import pytest

from app.body.regions import BuildId, FigureId, Place, RegionId, Side, TopicId
from app.present.audience.window import AudienceMode
from app.session.state import ComparedView, Page


def tool_hint(clinician) -> str:
    return clinician.controller.control_panel.toolbar.hints.text


@pytest.fixture
def flank(presenting):
    """The risks of the left love handle are on the wall."""
    presenting.press("flank", Side.LEFT)
    presenting.workspace.session.open_topic(TopicId("risks"))
    presenting.settle()
    return presenting


def live_status(clinician) -> str:
    return clinician.controller.control_panel._status_label.text()


def test_the_preview_names_the_screen_apart_from_what_is_seen(flank):
    flank.controller.control_panel.show_audience_state(flank.audience, "right")
    told = flank.controller.control_panel.preview.accessibleName()
    assert told == "Live: the audience sees Love handles, left: Risks. Screen: right."


def test_the_hint_of_the_button_in_focus_changes_with_its_words(clinician):
    clinician.start_presenting()
    clinician.controller.control_panel.focus_home()
    assert tool_hint(clinician) == "Show to the audience"
    clinician.show_audience_window()
    assert tool_hint(clinician) == "Hide"


def test_the_hint_is_the_tools_again_once_the_focus_has_gone(clinician):
    clinician.start_presenting()
    clinician.controller.control_panel.focus_home()
    clinician.canvas.setFocus()
    clinician.controller.control_panel.show_audience_state(None, "")
    assert tool_hint(clinician) == "Touch a region to choose it."


def test_before_anything_is_chosen_it_is_the_start_page(presenting):
    assert live_status(presenting) == "Live: the audience sees the start page."


def test_a_region_and_its_topic_are_named(flank):
    assert live_status(flank) == "Live: the audience sees Love handles, left: Risks."


def test_a_region_without_a_topic_is_at_a_glance(presenting):
    presenting.press("lumbar")
    assert live_status(presenting) == "Live: the audience sees Small of the back: At a glance."


@pytest.mark.parametrize(
    "page",
    [Page.MY_LIST, Page.ABOUT, Page.GLOSSARY, Page.STANDARDS, Page.ORIGINAL_TEXT, Page.REGIONS],
)
def test_a_page_of_the_desk_leaves_the_audience_where_it_was(flank, page):
    flank.workspace.session.open_page(page)
    flank.settle()
    assert live_status(flank) == "Live: the audience still sees Love handles, left: Risks."


def test_a_search_leaves_the_audience_where_it_was(flank):
    flank.workspace.session.set_search("hump")
    flank.settle()
    assert live_status(flank) == "Live: the audience still sees Love handles, left: Risks."


def test_when_to_call_is_seen_by_the_audience(flank):
    flank.workspace.session.open_page(Page.WHEN_TO_CALL)
    flank.settle()
    title = flank.controller._atlas.names("en").topics["when-to-call"]
    assert live_status(flank) == f"Live: the audience sees {title}."


def test_the_two_options_on_the_wall_are_named(flank):
    flank.workspace.session.open_topic(TopicId("options"))
    flank.settle()
    expected = "Live: the audience sees Love handles, left: No treatment beside Laser liposuction."
    assert live_status(flank) == expected


def test_options_that_were_picked_are_named(flank):
    flank.controller._set_beside(ComparedView(options=("laser", "none")))
    flank.settle()
    expected = "Live: the audience sees Love handles, left: Laser liposuction beside No treatment."
    assert live_status(flank) == expected


def test_two_figures_are_named(flank):
    flank.controller._set_beside(ComparedView(figure=FigureId("woman"), build=BuildId("fuller")))
    flank.settle()
    words = "Love handles, left: Woman, Average beside Woman, Fuller"
    assert live_status(flank) == f"Live: the audience sees {words}."


def test_two_regions_are_named(flank):
    flank.controller._set_beside(ComparedView(place=Place(RegionId("lumbar"))))
    flank.settle()
    words = "Love handles, left beside Small of the back: Risks"
    assert live_status(flank) == f"Live: the audience sees {words}."


def test_a_frozen_picture_keeps_its_own_words(flank):
    flank.controller.audience_controller.set_mode(AudienceMode.FREEZE)
    flank.press("lumbar")
    assert live_status(flank) == "Frozen: the audience still sees this picture."
    flank.controller.audience_controller.set_mode(AudienceMode.MIRROR)
    assert "Small of the back" in live_status(flank)


def test_a_screen_reader_hears_the_same(flank):
    assert (
        flank.controller.control_panel.preview.accessibleName()
        == f"{live_status(flank)} Screen: wall."
    )


def test_scrolling_a_page_of_the_desk_moves_nothing_on_the_wall(flank):
    flank.controller.audience_controller.scroll_to(0.5)
    words = flank.audience.panes[0].text
    flank.workspace.session.open_page(Page.ABOUT)
    flank.settle()
    bar = flank.workspace.panel._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert words._scroll_fraction == 0.5


def test_the_line_is_true_after_a_change_of_text_size(flank):
    flank.workspace.session.set_text_size(150)
    flank.settle()
    assert live_status(flank) == "Live: the audience sees Love handles, left: Risks."
