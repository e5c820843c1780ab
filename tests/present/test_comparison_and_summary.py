"""Side by side compares builds and options, never outcomes; at the end nothing is left behind."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel

from app.atlas.loader import open_trusted
from app.body.regions import Place, RegionId, Side, View
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.desktop.application import build_window
from app.desktop.presentation_mode import PresentationMode
from app.desktop.window import DesktopWindow
from app.handout.make import RenderSettings, make_handout, request_from_state
from app.present.annotation.tool_handler import ToolKind
from app.present.audience.screens import AudienceScreens
from app.session.marks import Mark, MarkRole, MarkTool
from app.session.settings import Settings
from app.session.state import Page
from app.support.paths import assets, shipped_atlas


def audience_text(window) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def answer(clinician, ask, text: str) -> None:
    clinician.click(next(one for one in ask.radio_list.rows if one.text() == text))


def compare(clinician, *answers: str) -> None:
    clinician.click(clinician.button("Side by side"))
    for text in answers:
        answer(clinician, clinician.controller.comparison_picker.dialog, text)


def captions(clinician) -> list[str]:
    return [half.caption.text() for half in clinician.audience.panes if half.caption.isVisible()]


def test_two_figures_are_said_to_be_no_before_and_after(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.click(presenting.button("Side by side"))
    ask = presenting.controller.comparison_picker.dialog
    assert "not before and after" in audience_text(ask)
    answer(presenting, ask, "Two figures or builds")
    answer(presenting, presenting.controller.comparison_picker.dialog, "Woman, Fuller")
    window = presenting.audience
    assert len(window.panes) == 2
    assert [half.figure._showing.build for half in window.panes] == ["average", "fuller"]
    assert "not before and after: a result cannot be shown ahead of time" in audience_text(window)


def test_each_compared_figure_has_its_own_caption(presenting):
    presenting.press("flank", Side.RIGHT)
    compare(presenting, "Two figures or builds", "Woman, Fuller")
    first, second = presenting.audience.panes
    assert captions(presenting) == [
        "Woman, Average. Love handles, right.",
        "Woman, Fuller. Love handles, right.",
    ]
    for half in (first, second):
        assert half.caption.geometry().top() >= half.figure.geometry().bottom()
        assert half.rect().contains(half.caption.geometry())


def test_in_the_words_below_compared_figures_left_is_only_the_bodys_left(presenting):
    compare(presenting, "Two figures or builds", "Man, Leaner")
    assert captions(presenting) == ["Woman, Average", "Man, Leaner"]
    assert not {"left", "right"} & set(audience_text(presenting.audience).lower().split())


def test_a_caption_follows_what_is_chosen_and_says_what_is_not_seen(presenting):
    compare(presenting, "Two figures or builds", "Woman, Fuller")
    session = presenting.workspace.session
    session.replace_showing(replace(session.showing, place=Place(RegionId("flank"), Side.RIGHT)))
    session.set_view(View.BACK_LEFT)
    presenting.settle()
    assert captions(presenting) == [
        "Woman, Average. Love handles, right. Not seen from here.",
        "Woman, Fuller. Love handles, right. Not seen from here.",
    ]


def test_regions_compared_have_no_caption_beside_their_words(presenting):
    presenting.press("flank", Side.LEFT)
    compare(presenting, "This region and another one", "Small of the back")
    assert captions(presenting) == []


def test_the_first_of_two_figures_is_on_the_left_in_every_language(presenting):
    compare(presenting, "Two figures or builds", "Woman, Fuller")
    presenting.audience.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    presenting.audience.resize(presenting.audience.size() + QSize(2, 0))
    presenting.settle()
    first, second = presenting.audience.panes
    assert first.x() < second.x()


def test_two_regions_stand_beside_each_other_each_with_its_checks(presenting):
    presenting.press("flank", Side.LEFT)
    compare(presenting, "This region and another one", "Small of the back")
    assert len(presenting.audience.panes) == 2
    for half, name in zip(
        presenting.audience.panes, ("Love handles, left", "Small of the back"), strict=True
    ):
        assert name in audience_text(half)
        assert "Check first." in audience_text(half)
        assert not half.text.has_more


def test_two_options_are_told_in_the_same_parts(presenting):
    presenting.press("flank", Side.LEFT)
    compare(presenting, "Two options of this region", "No treatment", "Laser liposuction")
    told = audience_text(presenting.audience)
    assert told.count("No treatment") == told.count("Laser liposuction") == 5
    compare(presenting, "Side by side no longer")
    assert presenting.workspace.session.showing.compared is None
    assert len(presenting.audience.panes) == 1


def test_what_was_talked_about_goes_onto_the_list(presenting):
    presenting.press("lumbar")
    presenting.press("flank", Side.LEFT)
    presenting.select_tool(ToolKind.CIRCLE, MarkRole.AVOID)
    presenting.drag((0.27, 0.68), (0.39, 0.8))
    presenting.click(presenting.button("End"))
    ask = presenting.controller.summary.dialog
    assert "Small of the back; Love handles, left" in audience_text(ask)
    answer(presenting, ask, "To the list: make a handout of it, or print it")
    showing = presenting.workspace.session.showing
    assert showing.list_items == ("lumbar", "flank:left")
    assert showing.page is Page.MY_LIST
    assert presenting.controller is None
    assert "circle (keep away) on Love handles, left" in presenting.visible_text()
    atlas = open_trusted(shipped_atlas())
    wanted = request_from_state(atlas, showing, "")
    assert wanted.places == (Place(RegionId("lumbar")), Place(RegionId("flank"), Side.LEFT))
    press = RenderSettings.from_assets(assets(), "tone-2", "a4", large=False)
    page = make_handout(atlas, wanted, ".html", press).decode()
    assert "<li>Circle (keep away) on: Love handles (left)</li>" in page
    assert "stroke-dasharray" in page


def test_an_undo_on_the_list_takes_back_what_the_end_put_there_and_nothing_more(presenting):
    session = presenting.workspace.session
    session.toggle_list_item("lumbar")
    presenting.press("flank", Side.LEFT)
    presenting.click(presenting.button("End"))
    ask = presenting.controller.summary.dialog
    answer(presenting, ask, "To the list: make a handout of it, or print it")
    assert session.showing.list_items == ("lumbar", "flank:left")
    session.undo_list_change()
    assert session.showing.list_items == ("lumbar",)


def test_marks_of_every_view_are_told_at_the_end(presenting):
    presenting.select_tool(ToolKind.STAMP)
    presenting.drag((0.5, 0.6))
    presenting.workspace.session.set_view(View.BACK_LEFT)
    presenting.settle()
    presenting.click(presenting.button("End"))
    ask = presenting.controller.summary.dialog
    told = "stamp: entry point (planned) on Middle of the back (Woman, Average, Back)"
    assert told in audience_text(ask)
    answer(presenting, ask, "To the list: make a handout of it, or print it")
    assert told in presenting.visible_text()


def test_side_by_side_says_where_it_is_seen(clinician):
    clinician.start_presenting()
    compare(clinician, "Two figures or builds")
    answer(clinician, clinician.controller.comparison_picker.dialog, "Woman, Fuller")
    assert clinician.workspace.banner.isVisible()
    assert clinician.button("Side by side").isChecked()
    clinician.show_audience_window()
    assert not clinician.workspace.banner.isVisible()
    assert len(clinician.audience.panes) == 2


def test_discarding_leaves_nothing(presenting):
    presenting.press("lumbar")
    presenting.select_tool(ToolKind.STAMP)
    presenting.drag((0.5, 0.6))
    presenting.click(presenting.button("End"))
    answer(presenting, presenting.controller.summary.dialog, "Discard everything and start over")
    showing = presenting.workspace.session.showing
    assert (showing.marks_by_plate.plates, showing.list_items, showing.place) == ((), (), None)
    assert presenting.controller is None
    assert presenting.button("Present").isVisible()


def test_presenting_ends_without_a_trace_on_the_stage(presenting):
    presenting.controller.end()
    presenting.settle()
    with pytest.raises(LookupError):
        presenting.button("Show to the audience")
    presenting.press("flank", Side.LEFT)
    assert presenting.chosen == Place(RegionId("flank"), Side.LEFT)


@pytest.fixture
def stored_settings():
    return []


@pytest.fixture
def open_program(qtbot, stored_settings):
    """Opens the program's window with settings, and begins to present."""

    def opened(settings):
        window = build_window(
            open_atlas(None), Options(), settings, keep=stored_settings.append, motion_ms=0
        )
        qtbot.addWidget(window, before_close_func=DesktopWindow.close_now)
        window.show()
        qtbot.waitUntil(lambda: window.workspace.is_ready)
        presenting = window.workspace.findChild(PresentationMode)
        presenting.start()
        return window, presenting

    return opened


def test_a_picked_screen_is_remembered_and_nothing_else(open_program, stored_settings):
    settings = Settings()
    window, presenting = open_program(settings)
    presenting.controller._on_screen_picked("wall")
    presenting.controller.annotations.marking.add(mark())
    presenting.controller.end()
    window.close_now()
    assert stored_settings[-1] == replace(
        settings, audience_screen="wall", figure="woman", build="average"
    )
    assert "circle" not in json.dumps(str(stored_settings))


def test_a_screen_that_was_the_only_other_one_is_not_remembered(open_program, stored_settings):
    window, presenting = open_program(Settings())
    presenting.controller.toggle_audience_window()
    assert presenting.controller.audience_controller.screen == "wall"
    window.close()
    assert stored_settings[-1].audience_screen == ""


def test_a_window_that_only_stood_in_for_a_missing_screen_is_not_remembered(
    open_program, stored_settings, monkeypatch
):
    monkeypatch.setattr(AudienceScreens, "names", staticmethod(lambda: ["desk"]))
    window, presenting = open_program(Settings(audience_screen="wall"))
    presenting.controller.toggle_audience_window()
    assert not presenting.controller.audience_controller.window.isFullScreen()
    window.close()
    assert stored_settings[-1].audience_screen == "wall"


def test_the_projector_is_filled_once_it_is_there_after_a_day_with_one_screen(
    open_program, monkeypatch
):
    _window, presenting = open_program(Settings())
    with monkeypatch.context() as alone:
        alone.setattr(AudienceScreens, "names", staticmethod(lambda: ["desk"]))
        presenting.controller.toggle_audience_window()
        presenting.controller.toggle_audience_window()
    presenting.controller.toggle_audience_window()
    assert presenting.controller.audience_controller.window.isFullScreen()


def test_a_window_that_was_picked_is_remembered(open_program, stored_settings):
    window, presenting = open_program(Settings())
    presenting.controller._on_screen_picked("-")
    window.close()
    assert stored_settings[-1].audience_screen == "window"


def test_a_lost_screen_stays_the_remembered_one(open_program, stored_settings):
    window, presenting = open_program(Settings())
    presenting.controller._on_screen_picked("wall")
    presenting.controller.audience_controller.on_screen_removed("wall")
    window.close()
    assert stored_settings[-1].audience_screen == "wall"


def mark():
    return Mark(MarkTool.CIRCLE, MarkRole.ASK, ((0.2, 0.2), (0.4, 0.4)))
