"""A presenter's remote works in every window, and typing never changes the audience window."""

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

from app.atlas.topics import CHECK_FIRST_TOPIC
from app.body.regions import Place, RegionId, Side
from app.present.actions import AudienceMode, ToolKind
from app.present.audience.text import ScrollTarget
from app.session.actions import OpenPage, OpenTopic
from app.session.state import Page
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_field import TextField
from tests.present.conftest import button_named

SCAN_CODE_B, SCAN_CODE_PERIOD = 56, 60
"""The X11 positions of "b" and the full stop on a US keyboard, which remotes send."""
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
FLANK = Place(RegionId("flank"), Side.LEFT)


def send(key, text="", scan_code=0, modifiers=NONE, *, to=None, repeats=False) -> None:
    """Send a key press with the character of the layout and the position of the key."""
    target = to or QApplication.focusWidget()
    kind = QEvent.Type.KeyPress
    event = QKeyEvent(kind, int(key), modifiers, scan_code, 0, 0, text, repeats, 1)
    QApplication.sendEvent(target, event)


def send_period(*, to=None, repeats=False) -> None:
    send(Qt.Key.Key_Period, ".", SCAN_CODE_PERIOD, to=to, repeats=repeats)


@pytest.fixture
def player(presenting):
    """With a shipped sequence of steps."""
    presenting.load_shipped_sequence()
    return presenting.player


@pytest.fixture
def search_field(presenting):
    presenting.workspace.navigation.open_search()
    return presenting.workspace.search_field


@pytest.fixture
def field(presenting, request):
    """A text field of another class in the clinician's window, with the focus."""
    field = request.param(presenting.workspace)
    if isinstance(field, QComboBox):
        field.setEditable(True)
    field.show()
    field.setFocus()
    yield field
    field.hide()
    field.deleteLater()


def mode(clinician) -> AudienceMode:
    return clinician.audience.mode


@pytest.mark.parametrize(
    ("key", "text", "scan_code", "modifiers"),
    [
        pytest.param(Qt.Key.Key_Period, ".", SCAN_CODE_PERIOD, NONE, id="US"),
        pytest.param(Qt.Key.Key_Colon, ":", SCAN_CODE_PERIOD, NONE, id="AZERTY by position"),
        pytest.param(Qt.Key.Key_Period, ".", 59, SHIFT, id="AZERTY typed"),
        pytest.param(Qt.Key.Key_V, "v", SCAN_CODE_PERIOD, NONE, id="Dvorak by position"),
        pytest.param(0x042E, "ю", SCAN_CODE_PERIOD, NONE, id="Russian by position"),
        pytest.param(Qt.Key.Key_B, "b", SCAN_CODE_B, NONE, id="b"),
        pytest.param(Qt.Key.Key_B, "B", SCAN_CODE_B, NONE, id="b with Caps Lock"),
        pytest.param(Qt.Key.Key_B, "b", 57, NONE, id="Dvorak typed b"),
        pytest.param(0x0418, "и", SCAN_CODE_B, NONE, id="Russian b by position"),
    ],
)
def test_the_blank_key_is_recognized_by_character_and_by_position(
    presenting, key, text, scan_code, modifiers
):
    send(key, text, scan_code, modifiers)
    assert mode(presenting) is AudienceMode.BLANK
    send(key, text, scan_code, modifiers)
    assert mode(presenting) is AudienceMode.MIRROR


@pytest.mark.parametrize(
    ("key", "text", "scan_code"),
    [
        (Qt.Key.Key_B, "b", SCAN_CODE_B),
        (Qt.Key.Key_V, "v", SCAN_CODE_PERIOD),
        (0x042E, "ю", SCAN_CODE_PERIOD),
        (Qt.Key.Key_Space, " ", 65),
    ],
)
def test_letters_are_only_typed_in_an_empty_field(
    presenting, search_field, player, key, text, scan_code
):
    send(key, text, scan_code)
    assert mode(presenting) is AudienceMode.MIRROR
    assert search_field.text() == text
    assert player.index is None


def test_typing_bra_line_into_the_search_does_not_change_the_audience_window(
    presenting, search_field
):
    QTest.keyClicks(search_field, "bra line.")
    assert mode(presenting) is AudienceMode.MIRROR
    assert search_field.text() == "bra line."


@pytest.mark.parametrize("text", [".", ":"])
def test_the_full_stop_blanks_from_an_empty_field_and_is_not_typed(presenting, search_field, text):
    send(Qt.Key.Key_Period, text, SCAN_CODE_PERIOD)
    assert mode(presenting) is AudienceMode.BLANK
    assert search_field.text() == ""


def test_the_full_stop_is_typed_if_a_field_has_text(presenting, search_field):
    QTest.keyClicks(search_field, "L4")
    send_period()
    assert search_field.text() == "L4."
    assert mode(presenting) is AudienceMode.MIRROR


@pytest.mark.parametrize("field", [QTextEdit, QPlainTextEdit, QComboBox], indirect=True)
def test_the_full_stop_blanks_only_from_an_empty_field_of_every_class(presenting, field):
    send(Qt.Key.Key_B, "b", SCAN_CODE_B)
    assert mode(presenting) is AudienceMode.MIRROR
    send_period()
    assert mode(presenting) is AudienceMode.MIRROR
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    send_period()
    assert mode(presenting) is AudienceMode.BLANK


@pytest.mark.parametrize("field", [QSpinBox], indirect=True)
def test_a_number_field_keeps_full_stop_and_arrows(presenting, player, field):
    send_period()
    send(Qt.Key.Key_Right)
    assert (mode(presenting), player.index) == (AudienceMode.MIRROR, None)


@pytest.mark.parametrize(
    "modifier", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier]
)
def test_a_shortcut_with_b_does_not_blank(presenting, modifier):
    send(Qt.Key.Key_B, "", SCAN_CODE_B, modifier)
    assert mode(presenting) is AudienceMode.MIRROR


def test_shift_with_the_position_of_the_full_stop_does_not_blank(presenting):
    send(Qt.Key.Key_Greater, ">", SCAN_CODE_PERIOD, SHIFT)
    assert mode(presenting) is AudienceMode.MIRROR


def test_a_blank_key_that_is_held_down_blanks_once(presenting):
    send_period()
    for _ in range(3):
        send_period(repeats=True)
    assert mode(presenting) is AudienceMode.BLANK


def test_no_key_acts_while_an_input_method_composes(presenting, search_field, player):
    QApplication.sendEvent(search_field, QInputMethodEvent("ぶ", []))
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_F8, Qt.Key.Key_Right):
        send(key)
    send_period()
    assert (mode(presenting), player.index) == (AudienceMode.MIRROR, None)
    QApplication.sendEvent(search_field, QInputMethodEvent("", []))
    send(Qt.Key.Key_PageDown)
    assert player.index == 0


def test_page_keys_change_the_step_from_the_search_field(player, search_field):
    send(Qt.Key.Key_PageDown)
    send(Qt.Key.Key_PageDown)
    send(Qt.Key.Key_PageUp)
    assert player.index == 0


def test_page_keys_change_the_step_from_the_audience_window(presenting, player):
    send(Qt.Key.Key_PageDown, to=presenting.audience)
    assert player.index == 0


def test_page_keys_change_the_step_instead_of_scrolling(presenting, player):
    presenting.press("flank", Side.LEFT)
    before = presenting.text_scroll_bar.value()
    send(Qt.Key.Key_PageDown, to=presenting.workspace.panel.findChild(ScrollColumn))
    assert player.index == 0
    assert presenting.text_scroll_bar.value() in (before, 0)


@pytest.mark.parametrize("opener", ["Steps", "Side by side", "End"])
def test_the_keys_of_a_remote_work_in_every_dialog(presenting, player, opener):
    presenting.click(presenting.button(opener))
    controller = presenting.controller
    dialog = {
        "Steps": controller.step_files.window,
        "Side by side": controller.comparison_picker.dialog,
        "End": controller.summary.dialog,
    }[opener]
    send(Qt.Key.Key_PageDown, to=dialog)
    send(Qt.Key.Key_F8, to=dialog)
    assert (player.index, mode(presenting)) == (0, AudienceMode.BLANK)


def test_every_letter_can_be_typed_in_the_note_of_a_step(presenting):
    presenting.open_steps_window()
    window = presenting.controller.step_files.window
    presenting.click(button_named(window, "Add this view"))
    note = window.findChildren(TextField)[-1]
    note.setFocus()
    QTest.keyClicks(note, "be brief. b.")
    assert note.text() == "be brief. b."
    assert mode(presenting) is AudienceMode.MIRROR


def test_every_letter_can_be_typed_in_a_label_on_the_figure(presenting):
    presenting.select_tool(ToolKind.LABEL)
    presenting.drag((0.5, 0.5))
    QTest.keyClicks(QApplication.focusWidget(), "bb b")
    presenting.key(Qt.Key.Key_Return)
    assert presenting.marks[0].text == "bb b"
    assert mode(presenting) is AudienceMode.MIRROR


@pytest.mark.parametrize("modifiers", [NONE, SHIFT])
def test_the_start_key_opens_the_audience_window(annotating, modifiers):
    send(Qt.Key.Key_F5, modifiers=modifiers)
    assert annotating.audience.isVisible()
    assert mode(annotating) is AudienceMode.MIRROR


def test_the_start_key_mirrors_if_the_window_is_blank(presenting):
    send(Qt.Key.Key_F8)
    send(Qt.Key.Key_F5)
    assert mode(presenting) is AudienceMode.MIRROR


def test_the_start_key_opens_nothing_while_the_privacy_screen_is_on(annotating):
    send(Qt.Key.Key_F9)
    send(Qt.Key.Key_F5)
    assert annotating.audience is None


def test_f5_and_escape_in_turn_keep_the_region_in_the_audience_window(presenting):
    presenting.press("flank", Side.LEFT)
    for _ in range(4):
        send(Qt.Key.Key_F5)
        send(Qt.Key.Key_Escape)
        presenting.settle()
    assert presenting.audience.showing.place == FLANK
    assert presenting.chosen == FLANK


@pytest.mark.parametrize(
    "audience_mode", [AudienceMode.MIRROR, AudienceMode.FREEZE, AudienceMode.BLANK]
)
def test_escape_keeps_the_region_while_the_audience_window_is_open(presenting, audience_mode):
    presenting.press("flank", Side.LEFT)
    presenting.controller.audience_controller.set_mode(audience_mode)
    send(Qt.Key.Key_Escape)
    assert presenting.chosen == FLANK


def test_escape_keeps_the_page_when_to_call_in_the_audience_window(presenting):
    presenting.apply(OpenPage(Page.WHEN_TO_CALL))
    send(Qt.Key.Key_Escape, to=presenting.workspace)
    assert presenting.audience.showing.page is Page.WHEN_TO_CALL


@pytest.mark.parametrize("page", [Page.MY_LIST, Page.ABOUT, Page.GLOSSARY, Page.REGIONS])
def test_escape_closes_a_page_that_only_the_clinician_sees(presenting, page):
    presenting.press("flank", Side.LEFT)
    presenting.apply(OpenTopic(CHECK_FIRST_TOPIC))
    presenting.wait_for_text_layout()
    presenting.controller.audience_controller.scroll_to(ScrollTarget(0.5))
    text = presenting.audience.panes[0].text
    before = text.page, text.scroll_target
    presenting.apply(OpenPage(page))
    send(Qt.Key.Key_Escape, to=presenting.workspace)
    presenting.settle()
    assert presenting.session.showing.page is None
    assert presenting.chosen == FLANK
    assert before == (text.page, ScrollTarget(0.5))
    assert (text.page, text.scroll_target) == before


def test_escape_deactivates_a_tool(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.select_tool(ToolKind.PEN)
    send(Qt.Key.Key_Escape)
    assert presenting.controller.annotations.tool_handler.tool_state.kind is ToolKind.TOUCH
    assert presenting.chosen == FLANK


def test_escape_leaves_the_search_field_and_keeps_the_region(presenting, search_field):
    presenting.press("flank", Side.LEFT)
    presenting.workspace.navigation.open_search()
    send(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is not search_field
    assert presenting.chosen == FLANK


def test_escape_discards_a_label_that_is_being_typed(presenting):
    presenting.select_tool(ToolKind.LABEL)
    presenting.drag((0.5, 0.5))
    QTest.keyClicks(QApplication.focusWidget(), "no")
    send(Qt.Key.Key_Escape)
    assert presenting.marks == ()


def test_escape_closes_the_region_while_the_audience_window_is_closed(annotating):
    annotating.press("flank", Side.LEFT)
    send(Qt.Key.Key_Escape)
    assert annotating.chosen is None


def test_escape_closes_a_choice_dialog(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.click(presenting.button("End"))
    dialog = presenting.controller.summary.dialog
    send(Qt.Key.Key_Escape, to=dialog)
    assert not dialog.isVisible()
    assert presenting.chosen == FLANK


def test_arrows_and_space_change_the_step_if_the_focused_widget_does_not_use_them(
    presenting, player
):
    presenting.workspace.setFocus()
    send(Qt.Key.Key_Right)
    send(Qt.Key.Key_Space, " ")
    send(Qt.Key.Key_Space, " ")
    send(Qt.Key.Key_Left)
    assert player.index == 1


def test_arrows_move_between_regions_on_the_figure(presenting, player):
    presenting.canvas.focus_region(FLANK)
    before = presenting.focus()
    presenting.key(Qt.Key.Key_Right)
    assert presenting.focus() != before
    assert player.index is None


def test_on_a_button_space_presses_it_and_arrows_change_the_step(presenting, player):
    presenting.button("Steps").setFocus()
    send(Qt.Key.Key_Right)
    assert player.index == 0
    presenting.button("Steps").setFocus()
    presenting.key(Qt.Key.Key_Space)
    assert presenting.controller.step_files.window.isVisible()
    assert player.index == 0


def test_arrows_in_a_choice_dialog_do_not_change_the_step(presenting, player):
    presenting.click(presenting.button("End"))
    button = presenting.controller.summary.dialog.cancel_button
    button.setFocus()
    send(Qt.Key.Key_Left, to=button)
    send(Qt.Key.Key_Right, to=button)
    assert player.index is None


def test_arrows_move_between_radio_buttons(presenting, player):
    presenting.button("Mirror").setFocus()
    presenting.key(Qt.Key.Key_Right)
    assert player.index is None


def test_no_key_of_a_remote_works_after_presenting_has_ended(presenting, player):
    presenting.controller.end()
    presenting.settle()
    send(Qt.Key.Key_PageDown, to=presenting.workspace)
    assert player.index is None
    presenting.press("flank", Side.LEFT)
    send(Qt.Key.Key_Escape, to=presenting.workspace)
    assert presenting.chosen is None


@pytest.fixture
def file_list(presenting):
    """The list of files in a file dialog, with the focus."""
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


def test_a_letter_that_searches_for_a_file_does_not_blank(presenting, file_list):
    send(Qt.Key.Key_B, "b", SCAN_CODE_B, to=file_list)
    assert mode(presenting) is AudienceMode.MIRROR


def test_the_full_stop_of_a_remote_blanks_while_a_file_dialog_is_open(presenting, file_list):
    send_period(to=file_list)
    assert mode(presenting) is AudienceMode.BLANK


def test_the_blank_key_works_in_the_list_of_regions(presenting):
    presenting.apply(OpenPage(Page.REGIONS))
    rows = presenting.workspace.panel.findChildren(QListView)[0]
    rows.setFocus()
    send(Qt.Key.Key_B, "b", SCAN_CODE_B, to=rows)
    assert mode(presenting) is AudienceMode.BLANK
