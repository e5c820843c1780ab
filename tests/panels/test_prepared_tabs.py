"""The other tabs of a region are prepared while nothing else is to do, each a screenful."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from app.body.regions import Place, RegionId
from app.panels.document.view import DocumentView
from app.panels.region.panel import RegionPanel
from app.session.state import Showing

MAX_WIDGETS = 500


@pytest.fixture
def visitor(open_workspace):
    return open_workspace(Showing(place=Place(RegionId("flank"))))


def documents(visitor):
    return visitor.panel_view().parentWidget().findChildren(DocumentView)


def prepare(qtbot, visitor):
    panel = visitor.workspace.panel.findChild(RegionPanel)
    qtbot.waitUntil(lambda: panel.is_prepared)


def test_every_tab_is_prepared_and_only_the_open_one_is_shown_and_complete(qtbot, visitor):
    prepare(qtbot, visitor)
    found = documents(visitor)
    assert len(found) == 6
    assert [one for one in found if one.isVisible()] == [visitor.panel_view()]
    assert [one for one in found if one.is_complete and one is not visitor.panel_view()] == []


def test_a_prepared_tab_is_opened_and_completed(qtbot, visitor):
    prepare(qtbot, visitor)
    before = documents(visitor)
    visitor.press_tab("Risks")
    opened = visitor.panel_view()
    assert opened in before
    qtbot.waitUntil(lambda: opened.is_complete)
    assert opened.isVisible()


def test_the_panel_stays_light_after_all_tabs_were_opened(qtbot, visitor):
    for tab in ("What happens", "Risks", "Recovery", "Options", "Questions", "Overview"):
        visitor.press_tab(tab)
        visitor.panel_view().complete()
    prepare(qtbot, visitor)
    assert len(visitor.workspace.panel.findChildren(QWidget)) <= MAX_WIDGETS
