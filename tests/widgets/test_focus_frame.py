"""The focus ring of a text: one on each page, and no harm when the page goes away."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.document.blocks import Passage, Span
from app.widgets.focus_frame import DISTANCE, FocusFrame
from app.widgets.input_kind import InputKindFilter
from app.widgets.text_view import TextView
from tests.widgets.text_pages import make_theme


def page_with_texts(count=2):
    page = QWidget()
    column = QVBoxLayout(page)
    texts = [TextView((Passage((Span(f"Words {n}. " * 9),)),), make_theme()) for n in range(count)]
    for text in texts:
        column.addWidget(text)
    page.resize(500, 300)
    page.show()
    return page, texts


def use_keyboard(page):
    """Press a key, because a ring is shown only while the keyboard is used."""
    InputKindFilter.install()
    QTest.qWaitForWindowActive(page)
    QTest.keyClick(page, Qt.Key.Key_Shift)


def rings(page):
    return [one for one in page.findChildren(FocusFrame) if one.isVisible()]


def test_one_ring_moves_from_text_to_text(qtbot):
    page, texts = page_with_texts(3)
    qtbot.addWidget(page)
    use_keyboard(page)
    for text in (*texts[1:], *texts):
        text.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(text.hasFocus)
        (ring,) = rings(page)
        assert ring.geometry().contains(text.geometry())
    assert len(page.findChildren(FocusFrame)) == 1
    texts[0].setFocus(Qt.FocusReason.MouseFocusReason)
    assert rings(page) == []


def test_the_ring_does_not_cross_the_text_above(qtbot):
    page, texts = page_with_texts()
    page.layout().setSpacing(2)
    page.layout().activate()
    qtbot.addWidget(page)
    use_keyboard(page)
    texts[1].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(texts[1].hasFocus)
    (ring,) = rings(page)
    above = texts[0].geometry().bottom()
    assert above < ring.geometry().top() <= texts[1].geometry().top()
    texts[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(texts[0].hasFocus)
    assert ring.geometry().top() == texts[0].geometry().top() - DISTANCE


def test_a_shortcut_after_the_mouse_shows_no_ring(qtbot):
    page, texts = page_with_texts()
    qtbot.addWidget(page)
    use_keyboard(page)
    QTest.mouseClick(texts[0].viewport(), Qt.MouseButton.LeftButton)
    QTest.keyPress(page, Qt.Key.Key_Control)
    QTest.keyClick(page, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    texts[1].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(texts[1].hasFocus)
    assert rings(page) == []


DELETED_WINDOWS = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.widgets.test_focus_frame import page_with_texts, use_keyboard
app = QApplication(sys.argv)
for _ in range(5):
    page, texts = page_with_texts()
    app.processEvents()
    use_keyboard(page)
    texts[0].setFocus(Qt.FocusReason.TabFocusReason)
    app.processEvents()
    del page, texts
    app.processEvents()
print("no harm")
"""


def test_a_window_that_is_deleted_with_the_ring_does_no_harm(qtbot):
    gc.collect()
    run = subprocess.run(
        [sys.executable, "-c", DELETED_WINDOWS], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (0, "no harm\n"), run.stderr


@pytest.mark.parametrize("reason", [Qt.FocusReason.TabFocusReason, Qt.FocusReason.OtherFocusReason])
def test_the_ring_is_gone_with_its_text(qtbot, reason):
    page, texts = page_with_texts()
    qtbot.addWidget(page)
    use_keyboard(page)
    texts[0].setFocus(reason)
    QApplication.processEvents()
    texts[0].deleteLater()
    qtbot.waitUntil(lambda: len(page.findChildren(TextView)) == 1)
    assert rings(page) == [] or rings(page)[0].geometry().contains(texts[1].geometry())
