"""A button of few words says what it does; one that is taken down says nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from shiboken6 import delete

from app.present.annotation.toolbar import ButtonHints
from app.support.paths import assets
from app.theme.theme import read_theme
from app.widgets.text_label import TextLabel


@pytest.fixture
def box(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def button(box):
    made = QPushButton(box)
    made.setAccessibleName("Pen")
    return made


@pytest.fixture
def label(box):
    made = TextLabel("Touch a region.", read_theme(assets() / "themes", "light", 100))
    made.setParent(box)
    return made


def focus(button, kind: QEvent.Type) -> None:
    QApplication.sendEvent(button, QFocusEvent(kind))


def test_a_button_with_the_focus_says_its_name_and_then_what_was_said_before(box, button, label):
    ButtonHints(box, label)
    focus(button, QEvent.Type.FocusIn)
    assert label.text() == "Pen"
    focus(button, QEvent.Type.FocusOut)
    assert label.text() == "Touch a region."


def test_a_button_that_loses_the_focus_after_the_label_is_gone_raises_nothing(
    box, button, label, qtbot
):
    ButtonHints(box, label)
    delete(label)
    with qtbot.capture_exceptions() as raised:
        focus(button, QEvent.Type.FocusOut)
    assert raised == []
    assert box.findChildren(QLabel) == []
