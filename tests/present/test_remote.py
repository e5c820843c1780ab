"""A presenter's remote works whatever has the focus, and typing never changes the wall."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QListView,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
)

from app.body.regions import Place, RegionId, Side
from app.present.annotation.tool_handler import ToolKind
from app.present.audience.window import AudienceMode
from app.session.state import Page

KEY_B, KEY_DOT = 56, 60
"""Where X finds "b" and the full stop of a US keyboard; a remote sends these places."""
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
FLANK = Place(RegionId("flank"), Side.LEFT)


def send(key, text="", place=0, modifiers=NONE, *, to=None, repeats=False) -> None:
    """One key as it comes from the system: its sign by the layout, and its place."""
    target = to or QApplication.focusWidget()
    kind = QEvent.Type.KeyPress
    event = QKeyEvent(kind, int(key), modifiers, place, 0, 0, text, repeats, 1)
    QApplication.sendEvent(target, event)


@pytest.fixture
def stepping(presenting):
    presenting.controller.step_player.load(presenting.controller._atlas.sequences("en")[0])
    return presenting.controller.step_player


@pytest.fixture
def search_field(presenting):
    presenting.workspace.open_search()
    return presenting.workspace.figure_pane.search


@pytest.fixture
def field(presenting, qtbot, request):
    """A field of another kind in the clinician's window, with the focus."""
    made = request.param(presenting.workspace)
    if isinstance(made, QComboBox):
        made.setEditable(True)
    made.show()
    made.setFocus()
    yield made
    made.deleteLater()


def mode(clinician) -> AudienceMode:
    return clinician.audience.mode


@pytest.mark.parametrize(
    ("key", "text", "place", "modifiers"),
    [
        pytest.param(Qt.Key.Key_Period, ".", KEY_DOT, NONE, id="US"),
        pytest.param(Qt.Key.Key_Colon, ":", KEY_DOT, NONE, id="AZERTY by place"),
        pytest.param(Qt.Key.Key_Period, ".", 59, SHIFT, id="AZERTY typed"),
        pytest.param(Qt.Key.Key_V, "v", KEY_DOT, NONE, id="Dvorak by place"),
        pytest.param(0x042E, "ю", KEY_DOT, NONE, id="Russian by place"),
        pytest.param(Qt.Key.Key_B, "b", KEY_B, NONE, id="b"),
        pytest.param(Qt.Key.Key_B, "B", KEY_B, NONE, id="b with Caps Lock"),
        pytest.param(Qt.Key.Key_B, "b", 57, NONE, id="Dvorak typed b"),
        pytest.param(0x0418, "и", KEY_B, NONE, id="Russian b by place"),
    ],
)
def test_the_blank_key_is_known_by_sign_and_by_place(presenting, key, text, place, modifiers):
    send(key, text, place, modifiers)
    assert mode(presenting) is AudienceMode.BLANK
    send(key, text, place, modifiers)
    assert mode(presenting) is AudienceMode.MIRROR


@pytest.mark.parametrize(
    ("key", "text", "place"),
    [
        (Qt.Key.Key_B, "b", KEY_B),
        (Qt.Key.Key_V, "v", KEY_DOT),
        (0x042E, "ю", KEY_DOT),
        (Qt.Key.Key_Space, " ", 65),
    ],
)
def test_no_letter_acts_in_an_empty_field(presenting, search_field, stepping, key, text, place):
    send(key, text, place)
    assert mode(presenting) is AudienceMode.MIRROR
    assert search_field.text() == text
    assert stepping.index is None


def test_typing_bra_line_into_the_search_leaves_the_wall_alone(presenting, search_field):
    QTest.keyClicks(search_field, "bra line.")
    assert mode(presenting) is AudienceMode.MIRROR
    assert search_field.text() == "bra line."


@pytest.mark.parametrize(("text", "place"), [(".", KEY_DOT), (":", KEY_DOT)])
def test_the_full_stop_acts_in_an_empty_field_and_types_nothing(
    presenting, search_field, text, place
):
    send(Qt.Key.Key_Period, text, place)
    assert mode(presenting) is AudienceMode.BLANK
    assert search_field.text() == ""


def test_the_full_stop_is_typed_where_a_field_has_words(presenting, search_field):
    QTest.keyClicks(search_field, "L4")
    send(Qt.Key.Key_Period, ".", KEY_DOT)
    assert search_field.text() == "L4."
    assert mode(presenting) is AudienceMode.MIRROR


@pytest.mark.parametrize("field", [QTextEdit, QPlainTextEdit, QComboBox], indirect=True)
def test_other_fields_keep_their_letters_and_give_the_full_stop_while_empty(presenting, field):
    send(Qt.Key.Key_B, "b", KEY_B)
    assert mode(presenting) is AudienceMode.MIRROR
    send(Qt.Key.Key_Period, ".", KEY_DOT)
    assert mode(presenting) is AudienceMode.MIRROR
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    send(Qt.Key.Key_Period, ".", KEY_DOT)
    assert mode(presenting) is AudienceMode.BLANK


@pytest.mark.parametrize("field", [QSpinBox], indirect=True)
def test_a_field_for_numbers_keeps_full_stop_and_arrows(presenting, stepping, field):
    send(Qt.Key.Key_Period, ".", KEY_DOT)
    send(Qt.Key.Key_Right)
    assert (mode(presenting), stepping.index) == (AudienceMode.MIRROR, None)


@pytest.mark.parametrize(
    "modifier", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier]
)
def test_a_shortcut_with_b_is_no_blank_key(presenting, modifier):
    send(Qt.Key.Key_B, "", KEY_B, modifier)
    assert mode(presenting) is AudienceMode.MIRROR


def test_shift_and_the_place_of_the_full_stop_is_another_sign(presenting):
    send(Qt.Key.Key_Greater, ">", KEY_DOT, SHIFT)
    assert mode(presenting) is AudienceMode.MIRROR


def test_a_blank_key_that_is_held_blanks_once(presenting):
    send(Qt.Key.Key_Period, ".", KEY_DOT)
    for _ in range(3):
        send(Qt.Key.Key_Period, ".", KEY_DOT, repeats=True)
    assert mode(presenting) is AudienceMode.BLANK


def test_no_key_acts_while_an_input_method_composes(presenting, search_field, stepping):
    QApplication.sendEvent(search_field, QInputMethodEvent("ぶ", []))
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_F8, Qt.Key.Key_Right):
        send(key)
    send(Qt.Key.Key_Period, ".", KEY_DOT)
    assert (mode(presenting), stepping.index) == (AudienceMode.MIRROR, None)
    QApplication.sendEvent(search_field, QInputMethodEvent("", []))
    send(Qt.Key.Key_PageDown)
    assert stepping.index == 0


def test_page_keys_step_from_the_search_field(stepping, search_field):
    send(Qt.Key.Key_PageDown)
    send(Qt.Key.Key_PageDown)
    send(Qt.Key.Key_PageUp)
    assert stepping.index == 0


def test_page_keys_step_from_the_audiences_window(presenting, stepping):
    send(Qt.Key.Key_PageDown, to=presenting.audience)
    assert stepping.index == 0


def test_page_keys_step_where_a_scrolling_part_would_use_them(presenting, stepping):
    scroll = presenting.workspace.panel._scroll
    presenting.press("flank", Side.LEFT)
    before = scroll.verticalScrollBar().value()
    send(Qt.Key.Key_PageDown, to=scroll)
    assert stepping.index == 0
    assert scroll.verticalScrollBar().value() in (before, 0)


@pytest.mark.parametrize("opener", ["Steps", "Side by side", "End"])
def test_remote_keys_act_in_every_dialog(presenting, stepping, opener):
    presenting.click(presenting.button(opener))
    files, desk = presenting.controller.step_files, presenting.controller
    dialog = {
        "Steps": files.window,
        "Side by side": desk.comparison_picker.dialog,
        "End": desk.summary.dialog,
    }
    send(Qt.Key.Key_PageDown, to=dialog[opener])
    send(Qt.Key.Key_F8, to=dialog[opener])
    assert (stepping.index, mode(presenting)) == (0, AudienceMode.BLANK)


def test_a_note_of_a_step_takes_every_letter(presenting):
    presenting.click(presenting.button("Steps"))
    presenting.controller.step_files.window.add_requested.emit()
    presenting.settle()
    note = presenting.controller.step_files.window._row_widgets[0]._note
    note.setFocus()
    QTest.keyClicks(note, "be brief. b.")
    assert note.text() == "be brief. b."
    assert mode(presenting) is AudienceMode.MIRROR


def test_a_label_on_the_figure_takes_every_letter(presenting):
    presenting.select_tool(ToolKind.LABEL)
    presenting.drag((0.5, 0.5))
    QTest.keyClicks(QApplication.focusWidget(), "bb b")
    presenting.key(Qt.Key.Key_Return)
    assert presenting.marks[0].text == "bb b"
    assert mode(presenting) is AudienceMode.MIRROR


@pytest.mark.parametrize("modifiers", [NONE, SHIFT])
def test_the_start_key_shows_the_audience_window(clinician, modifiers):
    clinician.start_presenting()
    send(Qt.Key.Key_F5, modifiers=modifiers)
    assert clinician.audience.isVisible()
    assert mode(clinician) is AudienceMode.MIRROR


def test_the_start_key_mirrors_what_was_blank(presenting):
    send(Qt.Key.Key_F8)
    send(Qt.Key.Key_F5)
    assert mode(presenting) is AudienceMode.MIRROR


def test_the_start_key_shows_nothing_behind_the_curtain(clinician):
    clinician.start_presenting()
    send(Qt.Key.Key_F9)
    send(Qt.Key.Key_F5)
    assert clinician.audience is None


def test_start_and_escape_by_turns_leave_the_region_on_the_wall(presenting):
    presenting.press("flank", Side.LEFT)
    for _ in range(4):
        send(Qt.Key.Key_F5)
        send(Qt.Key.Key_Escape)
        presenting.settle()
    assert presenting.audience._showing.place == FLANK
    assert presenting.chosen == FLANK


@pytest.mark.parametrize("hidden", [AudienceMode.MIRROR, AudienceMode.FREEZE, AudienceMode.BLANK])
def test_escape_lets_no_region_go_while_the_audience_window_is_there(presenting, hidden):
    presenting.press("flank", Side.LEFT)
    presenting.controller.audience_controller.set_mode(hidden)
    send(Qt.Key.Key_Escape)
    assert presenting.chosen == FLANK


def test_escape_leaves_when_to_call_on_the_wall(presenting):
    presenting.workspace.session.open_page(Page.WHEN_TO_CALL)
    presenting.settle()
    send(Qt.Key.Key_Escape, to=presenting.workspace)
    assert presenting.audience._showing.page is Page.WHEN_TO_CALL


@pytest.mark.parametrize("page", [Page.MY_LIST, Page.ABOUT, Page.GLOSSARY, Page.REGIONS])
def test_escape_closes_a_page_that_only_the_clinician_sees(presenting, page):
    presenting.press("flank", Side.LEFT)
    presenting.workspace.session.open_topic("risks")
    presenting.settle()
    presenting.wait_for_text_layout()
    presenting.controller.audience_controller.scroll_to(0.5)
    words = presenting.audience.panes[0].text
    before = words._page, words._scroll_fraction
    presenting.workspace.session.open_page(page)
    presenting.settle()
    send(Qt.Key.Key_Escape, to=presenting.workspace)
    presenting.settle()
    assert presenting.workspace.session.showing.page is None
    assert presenting.chosen == FLANK
    assert (words._page, words._scroll_fraction) == before


def test_escape_puts_a_tool_down(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.select_tool(ToolKind.PEN)
    send(Qt.Key.Key_Escape)
    assert presenting.controller.annotations.tool_handler.tool_state.kind is ToolKind.TOUCH
    assert presenting.chosen == FLANK


def test_escape_leaves_the_search_and_keeps_what_was_chosen(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.workspace.open_search()
    send(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is not presenting.workspace.figure_pane.search
    assert presenting.chosen == FLANK


def test_escape_drops_a_half_typed_label(presenting):
    presenting.select_tool(ToolKind.LABEL)
    presenting.drag((0.5, 0.5))
    QTest.keyClicks(QApplication.focusWidget(), "no")
    send(Qt.Key.Key_Escape)
    assert presenting.marks == ()


def test_escape_steps_back_on_the_desk_before_anything_is_shown(clinician):
    clinician.start_presenting()
    clinician.press("flank", Side.LEFT)
    send(Qt.Key.Key_Escape)
    assert clinician.chosen is None


def test_escape_closes_a_question(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.click(presenting.button("End"))
    ask = presenting.controller.summary.dialog
    send(Qt.Key.Key_Escape, to=ask)
    assert not ask.isVisible()
    assert presenting.chosen == FLANK


def test_arrows_and_space_step_where_the_focus_does_not_use_them(presenting, stepping):
    presenting.workspace.setFocus()
    send(Qt.Key.Key_Right)
    send(Qt.Key.Key_Space, " ")
    send(Qt.Key.Key_Space, " ")
    send(Qt.Key.Key_Left)
    assert stepping.index == 1


def test_arrows_walk_from_region_to_region_on_the_figure(presenting, stepping):
    presenting.canvas.focus_region(FLANK)
    before = presenting.focus()
    presenting.key(Qt.Key.Key_Right)
    assert presenting.focus() != before
    assert stepping.index is None


def test_space_presses_a_button_and_arrows_on_it_step(presenting, stepping):
    presenting.button("Steps").setFocus()
    send(Qt.Key.Key_Right)
    assert stepping.index == 0
    presenting.button("Steps").setFocus()
    presenting.key(Qt.Key.Key_Space)
    assert presenting.controller.step_files.window.isVisible()
    assert stepping.index == 0


def test_arrows_in_a_question_change_nothing_on_the_wall(presenting, stepping):
    presenting.click(presenting.button("End"))
    presenting.controller.summary.dialog.cancel_button.setFocus()
    send(Qt.Key.Key_Left, to=presenting.controller.summary.dialog.cancel_button)
    send(Qt.Key.Key_Right, to=presenting.controller.summary.dialog.cancel_button)
    assert stepping.index is None


def test_arrows_walk_within_radio_buttons(presenting, stepping):
    presenting.button("Mirror").setFocus()
    presenting.key(Qt.Key.Key_Right)
    assert stepping.index is None


def test_no_key_of_a_remote_is_heard_once_presenting_has_ended(presenting, stepping):
    presenting.controller.end()
    presenting.settle()
    send(Qt.Key.Key_PageDown, to=presenting.workspace)
    assert stepping.index is None
    presenting.press("flank", Side.LEFT)
    send(Qt.Key.Key_Escape, to=presenting.workspace)
    assert presenting.chosen is None


@pytest.fixture
def file_list(presenting):
    """The list of files in the dialog that asks for a file, with the focus."""
    dialog = QFileDialog(presenting.workspace)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setModal(True)
    dialog.show()
    QTest.qWaitForWindowActive(dialog)
    found = dialog.findChild(QListView, "listView")
    found.setFocus()
    yield found
    dialog.close()
    dialog.deleteLater()


def test_a_letter_that_looks_for_a_file_leaves_the_wall_alone(presenting, file_list):
    send(Qt.Key.Key_B, "b", KEY_B, to=file_list)
    assert mode(presenting) is AudienceMode.MIRROR


def test_the_full_stop_of_a_remote_acts_while_a_file_is_looked_for(presenting, file_list):
    send(Qt.Key.Key_Period, ".", KEY_DOT, to=file_list)
    assert mode(presenting) is AudienceMode.BLANK


def test_the_blank_key_acts_in_the_list_of_regions(presenting):
    rows = presenting.workspace.panel.findChildren(QListView)[0]
    rows.setFocus()
    send(Qt.Key.Key_B, "b", KEY_B, to=rows)
    assert mode(presenting) is AudienceMode.BLANK
