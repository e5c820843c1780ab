"""Glossary terms in a label can be pressed where they are painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from app.support.paths import assets
from app.theme.theme import make_palette, read_theme
from app.widgets.term_label import TermButton, TermLabel
from app.widgets.text_label import TextSpan

SPANS = (
    TextSpan("A pocket of fluid, which doctors call a "),
    TextSpan("seroma", term="seroma"),
    TextSpan(", can form; a "),
    TextSpan("haematoma", term="haematoma"),
    TextSpan(" is a pocket of blood."),
)


@pytest.fixture
def label(qtbot):
    theme = read_theme(assets() / "themes", "light", 100)
    term_label = TermLabel(SPANS, theme)
    term_label.setPalette(make_palette(theme))  # the application may still have one of another test
    qtbot.addWidget(term_label)
    term_label.resize(300, term_label.heightForWidth(300))
    term_label.show()
    return term_label


def sorted_buttons(label):
    return sorted(label.findChildren(TermButton), key=lambda button: button.term)


def test_a_screen_reader_finds_each_term_as_a_button(label):
    found = [QAccessible.queryAccessibleInterface(button) for button in sorted_buttons(label)]
    assert [one.role() for one in found] == [QAccessible.Role.Button] * 2
    assert [one.text(QAccessible.Text.Name) for one in found] == [
        "haematoma: what it means",
        "seroma: what it means",
    ]


@pytest.mark.parametrize("width", [180, 300, 700])
def test_a_press_on_a_painted_term_activates_it(label, width):
    label.resize(width, label.heightForWidth(width))
    activated = []
    label.term_activated.connect(activated.append)
    for button in sorted_buttons(label):
        at = label.childAt(button.geometry().center())
        QTest.mouseClick(at, Qt.MouseButton.LeftButton)
    assert activated == ["haematoma", "seroma"]
    assert all(
        label.rect().adjusted(-4, -4, 4, 4).contains(b.geometry()) for b in sorted_buttons(label)
    )


def dark_pixel_count(picture, box):
    """The number of dark pixels in a part of a picture."""
    return sum(
        picture.pixelColor(x, y).lightness() < 128
        for x in range(max(box.left(), 0), min(box.right(), picture.width() - 1))
        for y in range(max(box.top(), 0), min(box.bottom(), picture.height() - 1))
    )


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_button_is_over_the_painted_term(label, direction):
    """In a label with one term, all dark pixels are under the button."""
    label.setLayoutDirection(direction)
    label.set_text((TextSpan("seroma", term="seroma"),))
    label.resize(301, label.heightForWidth(301))
    (button,) = (b for b in sorted_buttons(label) if not b.isHidden() and b.term == "seroma")
    picture = label.grab().toImage()
    assert dark_pixel_count(picture, button.geometry()) > 40
    assert dark_pixel_count(picture, button.geometry()) == dark_pixel_count(picture, label.rect())


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_keyboard_activates_a_term_too(label, key):
    activated = []
    label.term_activated.connect(activated.append)
    button = sorted_buttons(label)[1]
    assert button.focusPolicy() == Qt.FocusPolicy.StrongFocus
    QTest.keyClick(button, key)
    assert activated == ["seroma"]
