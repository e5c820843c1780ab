"""Glossary words inside a label can be pressed where they stand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from app.support.paths import assets
from app.theme.theme import read_theme
from app.widgets.term_label import TermButton, TermLabel
from app.widgets.text_label import TextSpan

WORDS = (
    TextSpan("A pocket of fluid, which doctors call a "),
    TextSpan("seroma", term="seroma"),
    TextSpan(", can form; a "),
    TextSpan("haematoma", term="haematoma"),
    TextSpan(" is a pocket of blood."),
)


@pytest.fixture
def label(qtbot):
    made = TermLabel(WORDS, read_theme(assets() / "themes", "light", 100))
    qtbot.addWidget(made)
    made.resize(300, made.heightForWidth(300))
    made.show()
    return made


def sorted_buttons(label):
    return sorted(label.findChildren(TermButton), key=lambda one: one.term)


def test_each_glossary_word_is_a_button_a_screen_reader_finds(label):
    named = [QAccessible.queryAccessibleInterface(one) for one in sorted_buttons(label)]
    assert [one.role() for one in named] == [QAccessible.Role.Button] * 2
    assert [one.text(QAccessible.Text.Name) for one in named] == [
        "haematoma: what it means",
        "seroma: what it means",
    ]


@pytest.mark.parametrize("width", [180, 300, 700])
def test_a_press_on_the_painted_word_tells_which(label, width):
    label.resize(width, label.heightForWidth(width))
    told = []
    label.term_activated.connect(told.append)
    for button in sorted_buttons(label):
        at = label.childAt(button.geometry().center())
        QTest.mouseClick(at, Qt.MouseButton.LeftButton)
    assert told == ["haematoma", "seroma"]
    assert all(
        label.rect().adjusted(-4, -4, 4, 4).contains(b.geometry()) for b in sorted_buttons(label)
    )


def dark_pixel_count(picture, box):
    """How many dark pixels there are in a part of a picture."""
    return sum(
        picture.pixelColor(x, y).lightness() < 128
        for x in range(max(box.left(), 0), min(box.right(), picture.width() - 1))
        for y in range(max(box.top(), 0), min(box.bottom(), picture.height() - 1))
    )


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_button_lies_over_the_painted_word(label, direction):
    """Leaving the word out of the text leaves its button's place nearly bare."""
    label.setLayoutDirection(direction)
    label.set_text((TextSpan("seroma", term="seroma"),))
    label.resize(301, label.heightForWidth(301))
    (button,) = (b for b in sorted_buttons(label) if not b.isHidden() and b.term == "seroma")
    picture = label.grab().toImage()
    assert dark_pixel_count(picture, button.geometry()) > 40
    assert dark_pixel_count(picture, button.geometry()) == dark_pixel_count(picture, label.rect())


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_keyboard_presses_it_too(label, key):
    told = []
    label.term_activated.connect(told.append)
    button = sorted_buttons(label)[1]
    assert button.focusPolicy() == Qt.FocusPolicy.StrongFocus
    QTest.keyClick(button, key)
    assert told == ["seroma"]
