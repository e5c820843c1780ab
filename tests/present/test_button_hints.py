"""The hint line names the focused button, and is not used after it was deleted."""

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
def root(qtbot):
    root = QWidget()
    qtbot.addWidget(root)
    return root


@pytest.fixture
def button(root):
    button = QPushButton(root)
    button.setAccessibleName("Pen")
    return button


@pytest.fixture
def label(root):
    label = TextLabel("Touch an area.", read_theme(assets() / "themes", "light", 100))
    label.setParent(root)
    return label


def send_focus_event(button, kind: QEvent.Type) -> None:
    QApplication.sendEvent(button, QFocusEvent(kind))


def test_the_line_shows_the_name_of_the_focused_button_and_then_the_previous_text(
    root, button, label
):
    ButtonHints(root, label)
    send_focus_event(button, QEvent.Type.FocusIn)
    assert label.text() == "Pen"
    send_focus_event(button, QEvent.Type.FocusOut)
    assert label.text() == "Touch an area."


def test_a_button_that_loses_the_focus_after_the_line_was_deleted_raises_nothing(
    root, button, label, qtbot
):
    ButtonHints(root, label)
    delete(label)
    with qtbot.capture_exceptions() as raised:
        send_focus_event(button, QEvent.Type.FocusOut)
    assert raised == []
    assert root.findChildren(QLabel) == []
