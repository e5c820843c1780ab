"""Links to sources stand apart from the words before them and from each other."""

from __future__ import annotations

import pytest

from app.document.blocks import Passage, Span
from app.widgets.text_view import TextView
from tests.widgets.text_pages import make_theme


@pytest.mark.parametrize(
    ("spans", "text"),
    [
        ((Span("It is so."), Span("Zhang 2015", source="1")), "It is so.\u00a0Zhang 2015"),
        ((Span("So."), Span("1", source="1"), Span("2", source="2")), "So.\u00a01, 2"),
    ],
)
def test_a_link_to_a_source_does_not_touch_a_word(qtbot, spans, text):
    view = TextView((Passage(spans),), make_theme())
    qtbot.addWidget(view)
    assert view.document().toRawText() == text
