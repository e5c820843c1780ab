"""Side by side compares builds and options, never outcomes; the end leaves nothing behind."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt

from app.body.regions import Place, RegionId, Side, View
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.desktop.application import build_window
from app.desktop.presentation_mode import PresentationMode
from app.desktop.window import DesktopWindow
from app.handout.make import RenderSettings, make_handout, request_from_state
from app.panels.document.option_row import OptionRowLabel
from app.present.actions import ToolKind
from app.present.audience.controller import ORDINARY_WINDOW
from app.present.audience.screens import AudienceScreens
from app.session.actions import (
    AddOwnLine,
    AddToList,
    OpenPage,
    SelectRegion,
    SetView,
    Undo,
)
from app.session.marks import Mark, MarkRole, MarkTool
from app.session.own_lines import own_line_address
from app.session.settings import Settings
from app.session.state import Page
from app.support.paths import assets
from tests.present.conftest import AUDIENCE_SCREEN, all_text, pick

TO_THE_LIST = "Open My list to make or print a handout"
PARTS = ("Cuts, scars", "Time off work", "What it does", "Main downsides", "How sure are we?")
LEFT_FLANK = Place(RegionId("flank"), Side.LEFT)
RIGHT_FLANK = Place(RegionId("flank"), Side.RIGHT)


def compare(clinician, *answers: str) -> None:
    clinician.click(clinician.button("Side by side"))
    for text in answers:
        pick(clinician, clinician.controller.comparison_picker.dialog, text)


def end_consultation(clinician):
    """Press End; returns the dialog."""
    clinician.click(clinician.button("End"))
    return clinician.controller.summary.dialog


def captions(clinician) -> list[str]:
    return [pane.caption.text() for pane in clinician.audience.panes if pane.caption.isVisible()]


def test_a_comparison_of_two_figures_says_that_it_is_not_before_and_after(presenting):
    presenting.click(presenting.button("Side by side"))
    picker = presenting.controller.comparison_picker
    assert "not before and after" in all_text(picker.dialog)
    pick(presenting, picker.dialog, "Two figures or builds")
    pick(presenting, picker.dialog, "Woman, Fuller")
    first, second = (pane.figure.accessibleName() for pane in presenting.audience.panes)
    assert "Average" in first
    assert "Fuller" in second
    note = "not before and after: a result cannot be shown in advance"
    assert note in all_text(presenting.audience)


def test_each_compared_figure_has_its_own_caption_below_it(presenting):
    presenting.press("flank", Side.RIGHT)
    compare(presenting, "Two figures or builds", "Woman, Fuller")
    assert captions(presenting) == [
        "Woman, Average. Love handles, right.",
        "Woman, Fuller. Love handles, right.",
    ]
    for pane in presenting.audience.panes:
        assert pane.caption.geometry().top() >= pane.figure.geometry().bottom()
        assert pane.rect().contains(pane.caption.geometry())


def test_captions_of_compared_figures_do_not_use_left_and_right_for_their_position(presenting):
    compare(presenting, "Two figures or builds", "Man, Leaner")
    assert captions(presenting) == ["Woman, Average", "Man, Leaner"]
    assert not {"left", "right"} & set(all_text(presenting.audience).lower().split())


def test_captions_name_the_chosen_side_and_say_that_it_is_not_visible(presenting):
    compare(presenting, "Two figures or builds", "Woman, Fuller")
    presenting.apply(SelectRegion(RIGHT_FLANK, View.BACK_LEFT))
    assert captions(presenting) == [
        "Woman, Average. Love handles, right. Not visible from here.",
        "Woman, Fuller. Love handles, right. Not visible from here.",
    ]


def test_compared_regions_have_no_caption_because_their_text_names_them(presenting):
    presenting.press("flank", Side.LEFT)
    compare(presenting, "This area and another one", "Small of the back")
    assert captions(presenting) == []


def test_the_first_of_two_figures_is_on_the_left_in_every_language(presenting):
    compare(presenting, "Two figures or builds", "Woman, Fuller")
    presenting.audience.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    presenting.audience.resize(presenting.audience.size() + QSize(2, 0))
    presenting.settle()
    first, second = (pane.x() for pane in presenting.audience.panes)
    presenting.audience.unsetLayoutDirection()
    assert first < second


def test_each_of_two_compared_regions_shows_its_name_and_check_first(presenting):
    presenting.press("flank", Side.LEFT)
    compare(presenting, "This area and another one", "Small of the back")
    names = ("Love handles, left", "Small of the back")
    for pane, name in zip(presenting.audience.panes, names, strict=True):
        assert name in all_text(pane)
        assert "What to check first?" in all_text(pane)


def test_two_compared_options_are_described_in_the_same_parts(presenting):
    presenting.press("flank", Side.LEFT)
    compare(presenting, "Two options of this area", "No treatment", "Laser liposuction")
    rows = presenting.audience.findChildren(OptionRowLabel)
    assert [row.accessibleName().split(".")[0] for row in rows] == [
        "No treatment",
        "Laser liposuction, laser lipolysis, LAL",
    ]
    for row in rows:
        assert [part for part in PARTS if f". {part}: " not in row.accessibleName()] == []
    compare(presenting, "End the comparison")
    assert presenting.session.showing.compared is None
    assert len(presenting.audience.panes) == 1


def test_the_discussed_regions_and_the_marks_go_to_the_list_and_the_handout(consultation):
    consultation.press("lumbar")
    consultation.press("flank", Side.LEFT)
    consultation.select_tool(ToolKind.CIRCLE, MarkRole.AVOID)
    consultation.drag((0.27, 0.68), (0.39, 0.8))
    dialog = end_consultation(consultation)
    assert "Small of the back; Love handles, left" in all_text(dialog)
    pick(consultation, dialog, TO_THE_LIST)
    showing = consultation.session.showing
    assert showing.list_items == ("lumbar", "flank:left")
    assert showing.page is Page.MY_LIST
    assert consultation.controller is None
    assert "circle (keep away) on Love handles, left" in consultation.visible_text()
    request = request_from_state(consultation.atlas, showing)
    assert request.places == (Place(RegionId("lumbar")), LEFT_FLANK)
    settings = RenderSettings.from_assets(assets(), "tone-2", "a4", large=False)
    html = make_handout(consultation.atlas, request, ".html", settings).decode()
    assert "<span>Circle (keep away) on: Love handles (left)</span></li>" in html
    assert "stroke-dasharray" in html


def test_undo_on_the_list_removes_only_what_the_end_added(consultation):
    consultation.apply(AddToList("lumbar"))
    consultation.press("flank", Side.LEFT)
    pick(consultation, end_consultation(consultation), TO_THE_LIST)
    assert consultation.session.showing.list_items == ("lumbar", "flank:left")
    consultation.apply(Undo())
    assert consultation.session.showing.list_items == ("lumbar",)


def test_the_end_lists_the_marks_of_every_view(consultation):
    consultation.select_tool(ToolKind.STAMP)
    consultation.drag((0.5, 0.6))
    consultation.apply(SetView(View.BACK_LEFT))
    dialog = end_consultation(consultation)
    mark = "stamp: entry point (planned) on Middle of the back (Woman, Average, Back)"
    assert mark in all_text(dialog)
    pick(consultation, dialog, TO_THE_LIST)
    assert mark in consultation.visible_text()


def test_a_message_says_where_a_comparison_is_seen_while_the_audience_window_is_closed(annotating):
    compare(annotating, "Two figures or builds", "Woman, Fuller")
    assert annotating.workspace.messages.is_visible
    assert annotating.button("Side by side").isChecked()
    annotating.show_audience_window()
    assert not annotating.workspace.messages.is_visible
    assert len(annotating.audience.panes) == 2


def test_discard_removes_marks_list_and_region(consultation):
    consultation.press("lumbar")
    consultation.select_tool(ToolKind.STAMP)
    consultation.drag((0.5, 0.6))
    pick(consultation, end_consultation(consultation), "Discard everything and start over")
    showing = consultation.session.showing
    assert (showing.marks_by_plate.plates, showing.list_items, showing.place) == ((), (), None)
    assert consultation.controller is None
    assert consultation.workspace.side_column.control_panel.isHidden()


def test_after_the_end_of_presenting_its_controls_are_gone_and_regions_can_be_chosen(presenting):
    presenting.controller.end()
    presenting.settle()
    with pytest.raises(LookupError):
        presenting.button("Show to the audience")
    presenting.press("flank", Side.LEFT)
    assert presenting.chosen == LEFT_FLANK


def test_lines_of_ones_own_are_seen_by_no_audience_and_not_in_the_summary(presenting):
    presenting.press("flank", Side.RIGHT)
    for action in (AddOwnLine("Zebrafinch?"), OpenPage(Page.MY_LIST)):
        presenting.workspace.apply(action)
    presenting.settle()
    assert "Zebrafinch?" in all_text(presenting.workspace.panel)
    assert "Zebrafinch" not in all_text(presenting.audience)
    assert "Zebrafinch" not in all_text(end_consultation(presenting))


def test_what_was_talked_about_joins_lines_of_ones_own_on_the_list(presenting):
    presenting.workspace.apply(AddOwnLine("lumbar: May I fly?"))
    presenting.press("flank", Side.RIGHT)
    pick(presenting, end_consultation(presenting), TO_THE_LIST)
    expected = (own_line_address("lumbar: May I fly?"), "flank:right")
    assert presenting.workspace.session.showing.list_items == expected


@pytest.fixture
def stored_settings():
    return []


@pytest.fixture
def open_program(qtbot, stored_settings):
    """Opens the window of the program with settings, and starts presenting."""

    def opened(settings):
        window = build_window(
            open_atlas(None), Options(), settings, save=stored_settings.append, motion_ms=0
        )
        qtbot.addWidget(window, before_close_func=DesktopWindow.close_now)
        window.show()
        presenting = window.workspace.findChild(PresentationMode)
        presenting.start()
        return window, presenting.controller

    return opened


@pytest.fixture
def screen_names(monkeypatch):
    """The screens of the computer: at first only the clinician's."""
    names = ["desk"]
    monkeypatch.setattr(AudienceScreens, "names", staticmethod(lambda: names))
    return names


def test_a_picked_screen_is_remembered_but_no_mark(open_program, stored_settings):
    settings = Settings()
    window, controller = open_program(settings)
    controller.show_on_picked_screen(AUDIENCE_SCREEN)
    mark = Mark(MarkTool.CIRCLE, MarkRole.ASK, ((0.2, 0.2), (0.4, 0.4)))
    controller.annotations.marking.add(mark)
    controller.end()
    window.close_now()
    assert stored_settings[-1] == replace(
        settings, audience_screen=AUDIENCE_SCREEN, figure="woman", build="average"
    )
    assert "circle" not in json.dumps(str(stored_settings))


def test_a_screen_that_was_used_because_it_was_the_only_other_one_is_not_remembered(
    open_program, stored_settings
):
    window, controller = open_program(Settings())
    controller.toggle_audience_window()
    assert controller.audience_controller.screen == AUDIENCE_SCREEN
    window.close()
    assert stored_settings[-1].audience_screen == ""


def test_a_window_that_replaced_a_missing_screen_is_not_remembered(
    open_program, stored_settings, screen_names
):
    window, controller = open_program(Settings(audience_screen=AUDIENCE_SCREEN))
    controller.toggle_audience_window()
    assert not controller.audience_controller.window.isFullScreen()
    window.close()
    assert stored_settings[-1].audience_screen == AUDIENCE_SCREEN


def test_a_second_screen_is_used_after_a_consultation_with_one_screen(open_program, screen_names):
    _window, controller = open_program(Settings())
    controller.toggle_audience_window()
    controller.toggle_audience_window()
    screen_names.append(AUDIENCE_SCREEN)
    controller.toggle_audience_window()
    assert controller.audience_controller.window.isFullScreen()


def test_an_ordinary_window_that_was_picked_is_remembered(open_program, stored_settings):
    window, controller = open_program(Settings())
    controller.show_on_picked_screen(ORDINARY_WINDOW)
    window.close()
    assert stored_settings[-1].audience_screen == ORDINARY_WINDOW


def test_a_picked_screen_is_remembered_even_if_it_is_disconnected(open_program, stored_settings):
    window, controller = open_program(Settings())
    controller.show_on_picked_screen(AUDIENCE_SCREEN)
    controller.audience_controller.on_screen_removed(AUDIENCE_SCREEN)
    window.close()
    assert stored_settings[-1].audience_screen == AUDIENCE_SCREEN
