"""The search of a kiosk: letters on the screen, what it finds, and that nothing typed is left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.body.regions import Place, RegionId
from app.canvas.region_buttons import RegionButton
from app.kiosk.access.keypad import Keypad
from app.kiosk.access.unlock_gesture import TAPS
from app.kiosk.config import KioskConfig
from app.kiosk.debounce import DEBOUNCE_S
from app.kiosk.screen_keyboard import LETTER_ROWS, ScreenKeyboard
from app.session.actions import OpenPage, SelectRegion, SetTextSize
from app.session.state import Page
from tests.touch_input import tap

PORTRAIT = (1080, 1920)


@pytest.fixture
def visitor(kiosk):
    """A visitor of a portrait kiosk who has touched "Search"."""
    kiosk.window.resize(*PORTRAIT)
    kiosk.start_visit()
    open_search(kiosk)
    return kiosk


def pause(kiosk) -> None:
    """Wait until touches count again after the page has changed."""
    kiosk.settle()
    kiosk.clock.now += DEBOUNCE_S + 0.1


def open_search(kiosk) -> None:
    pause(kiosk)
    kiosk.touch(kiosk.button("Search"))
    pause(kiosk)


def sheet(kiosk):
    return kiosk.window.search_sheet


def touch_letters(kiosk, text: str) -> None:
    keys = {key.letter: key for key in sheet(kiosk).keyboard.keys}
    for letter in text:
        tap(keys[letter])
        kiosk.settle()


def found(kiosk) -> list[str]:
    return [row.name for row in sheet(kiosk).results.rows.rows]


def lit(kiosk) -> frozenset:
    return kiosk.workspace.canvas.scene().interaction.found


def tap_row(kiosk, number: int) -> None:
    rows = sheet(kiosk).results.rows
    tap(rows.viewport(), rows.visualRect(rows.model().index(number, 0)).center())
    kiosk.settle()


def is_empty(kiosk) -> bool:
    field = sheet(kiosk).field
    return (field.text(), field.isUndoAvailable(), found(kiosk), lit(kiosk)) == (
        "",
        False,
        [],
        frozenset(),
    )


def test_a_visitor_finds_an_area_with_letters_on_the_screen(visitor):
    touch_letters(visitor, "lov handels")
    assert sheet(visitor).field.text() == "lov handels"
    assert found(visitor) == ["Love handles"]
    assert lit(visitor) == {"flank"}
    tap_row(visitor, 0)
    assert visitor.showing.place == Place(RegionId("flank"))
    assert sheet(visitor).isHidden()
    assert is_empty(visitor)


def test_a_visitor_finds_a_word_and_reads_its_meaning_in_the_row(visitor):
    touch_letters(visitor, "seroma")
    assert found(visitor) == ["Seroma", "Pocket of fluid (seroma)"]
    tap_row(visitor, 0)
    assert visitor.showing.page is Page.GLOSSARY
    assert "Read about it: Risks" in visitor.visible_text()


def test_delete_takes_letters_away_and_the_cross_all_of_them(visitor):
    touch_letters(visitor, "humq")
    tap(sheet(visitor).keyboard.delete_key)
    touch_letters(visitor, "p")
    assert found(visitor)[0] == "Base of the neck"
    for _ in range(6):
        tap(sheet(visitor).keyboard.delete_key)
    visitor.settle()
    assert found(visitor) == []
    assert lit(visitor) == frozenset()
    assert not sheet(visitor).isHidden()


def test_keys_are_large_and_all_on_the_sheet_above_the_bottom_bar(visitor):
    keyboard = sheet(visitor).keyboard
    sizes = [(key.width(), key.height()) for key in keyboard.keys]
    assert min(width for width, _ in sizes) >= 88
    assert min(height for _, height in sizes) >= 96
    assert all(keyboard.rect().contains(key.geometry()) for key in keyboard.keys)
    bottom = sheet(visitor).geometry().bottom()
    assert bottom < visitor.window.bottom_bar.geometry().top()


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), (768, 1024)])
def test_keys_fit_a_finger_and_do_not_overlap_in_every_window(kiosk, size):
    kiosk.window.resize(*size)
    kiosk.start_visit()
    open_search(kiosk)
    boxes = [key.geometry() for key in sheet(kiosk).keyboard.keys]
    assert min(min(box.width(), box.height()) for box in boxes) >= 44
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])
    assert kiosk.window.rect().contains(sheet(kiosk).geometry())


def test_letters_space_and_delete_are_the_only_keys(visitor):
    keys = sheet(visitor).keyboard.keys
    letters = [key.letter for key in keys if key is not sheet(visitor).keyboard.delete_key]
    assert sorted(letters) == sorted("abcdefghijklmnopqrstuvwxyz ")
    assert {key.accessibleName() for key in keys} >= {"q", "Space", "Delete a letter"}


@pytest.mark.parametrize("language", [*LETTER_ROWS, "en", "de-AT", "xx"])
def test_the_letters_follow_the_language(kiosk, language):
    keyboard = ScreenKeyboard(language, kiosk.workspace.theme, kiosk.workspace.icons)
    typed = [key.letter for key in keyboard.keys]
    assert set("abcdefghijklmnopqrstuvwxyz ") <= set(typed)
    assert ("ü" in typed) is language.startswith("de")
    assert typed[0] == ("a" if language == "fr" else "q")


def test_letters_of_a_real_keyboard_hide_those_on_the_screen(visitor):
    handle = visitor.window.windowHandle()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Left, Qt.Key.Key_1):
        QTest.keyClick(handle, key)
    assert not sheet(visitor).keyboard.isHidden()
    QTest.keyClick(handle, Qt.Key.Key_H)
    visitor.settle()
    assert sheet(visitor).keyboard.isHidden()
    assert "h" in sheet(visitor).field.text()
    visitor.display.start_over()
    pause(visitor)
    open_search(visitor)
    assert not sheet(visitor).keyboard.isHidden()


def test_letters_on_the_screen_hide_nothing(visitor):
    touch_letters(visitor, "hump")
    assert not sheet(visitor).keyboard.isHidden()


def test_with_an_attached_keyboard_there_are_no_letters_on_the_screen(open_kiosk):
    kiosk = open_kiosk(keyboard="attached")
    kiosk.start_visit()
    open_search(kiosk)
    assert sheet(kiosk).isVisible()
    assert sheet(kiosk).keyboard.isHidden()
    QTest.keyClicks(kiosk.workspace.search_field, "hump")
    assert found(kiosk)[0] == "Base of the neck"


def test_the_screen_is_the_default():
    assert KioskConfig().keyboard == "screen"


@pytest.mark.parametrize("way", ["idle", "start over", "all"])
def test_every_reset_closes_the_search_and_forgets_what_was_typed(visitor, way):
    touch_letters(visitor, "muffin")
    assert not is_empty(visitor)
    if way == "idle":
        visitor.pass_time(80)
    elif way == "all":
        visitor.application.reset_all()
    else:
        visitor.touch(visitor.button("Start over"))
    visitor.settle()
    assert sheet(visitor).isHidden()
    assert is_empty(visitor)


def test_close_closes_it_and_forgets_what_was_typed(visitor):
    touch_letters(visitor, "muffin")
    visitor.touch(sheet(visitor).close_button)
    assert sheet(visitor).isHidden()
    assert is_empty(visitor)
    assert visitor.showing.place is None


@pytest.mark.parametrize(
    "action", [SelectRegion(Place(RegionId("lumbar"))), OpenPage(Page.WHEN_TO_CALL)]
)
def test_it_closes_when_something_else_is_opened(visitor, action):
    touch_letters(visitor, "muffin")
    visitor.apply(action)
    assert sheet(visitor).isHidden()
    assert is_empty(visitor)


def test_an_area_can_be_touched_on_the_figure_beside_the_search(visitor):
    canvas = visitor.workspace.canvas
    buttons = canvas.findChildren(RegionButton)
    button = next(one for one in buttons if one.place.region == "neck-base")
    tap(canvas, button.geometry().center())
    visitor.settle()
    assert visitor.showing.place == Place(RegionId("neck-base"))
    assert sheet(visitor).isHidden()


def test_the_staff_gesture_is_neither_covered_nor_made_by_touching_letters(visitor):
    gesture = visitor.display.tap_gesture
    corner = gesture.geometry()
    assert not sheet(visitor).geometry().intersects(corner)
    for _ in range(3 * TAPS):
        touch_letters(visitor, "q")
    visitor.clock.now += 2
    assert not isinstance(visitor.window.overlay, Keypad)


def test_no_letter_on_the_screen_is_escape(visitor):
    pressed = []
    visitor.application.input_filter.key_accepted.connect(pressed.append)
    for key in sheet(visitor).keyboard.keys:
        tap(key)
    visitor.settle()
    visitor.application.input_filter.key_accepted.disconnect(pressed.append)
    assert pressed == []
    assert visitor.window.overlay is None


def test_touches_are_ignored_for_a_moment_after_it_has_opened_and_closed(kiosk):
    kiosk.start_visit()
    pause(kiosk)
    assert not kiosk.display.debounce.is_active
    kiosk.touch(kiosk.button("Search"))
    assert kiosk.display.debounce.is_active
    pause(kiosk)
    kiosk.touch(sheet(kiosk).close_button)
    assert kiosk.display.debounce.is_active


def test_an_overlay_disables_it(visitor):
    visitor.clock.now += 60
    visitor.display.idle.update_state()
    assert visitor.window.overlay is visitor.display.idle_prompt
    assert not sheet(visitor).isEnabled()


def test_it_follows_the_text_size(visitor):
    before = sheet(visitor).keyboard.keys[0].font().pixelSize()
    visitor.apply(SetTextSize(200))
    assert sheet(visitor).keyboard.keys[0].font().pixelSize() > before


def test_a_kiosk_has_one_search_and_not_the_field_of_the_desk(kiosk):
    kiosk.start_visit()
    assert kiosk.workspace.search_field is sheet(kiosk).field
    assert not kiosk.workspace.toolbar.search.isVisible()
