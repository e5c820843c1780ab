"""The standards report in the program: computed in a thread, and stopped when the page is left."""

from __future__ import annotations

import datetime as dt

import pytest

from app.panels.pages import standards
from app.panels.pages.standards import StandardsPage
from app.session.actions import GoBack, OpenPage
from app.session.state import Page
from app.standards.report import make_report
from app.standards.row_names import row_name
from app.support.translation import source_text
from tests.panels.helpers import make_context, open_shipped_atlas, visible_text


@pytest.fixture(scope="module")
def report():
    return make_report(open_shipped_atlas(), "en", dt.date.today())


@pytest.fixture
def page(qtbot, report):
    """The page, made after `report`, so that no two threads compute one at the same time."""
    page = StandardsPage(make_context())
    qtbot.addWidget(page)
    page.resize(560, 900)
    page.show()
    return page


def test_the_page_says_that_it_is_working_and_can_be_left_meanwhile(page):
    assert "Scoring…" in visible_text(page)
    actions = []
    page.action.connect(actions.append)
    page.back_button.click()
    assert actions == [GoBack()]


def test_the_page_shows_every_item_and_every_score(qtbot, page, report):
    qtbot.waitUntil(lambda: page.is_complete, timeout=20_000)
    shown = visible_text(page)
    assert [item.id for item in report.items if f"{item.id}  " not in shown] == []
    names = open_shipped_atlas().names("en")
    rows = [row_name(row.name, names, source_text) for row in report.rows]
    assert [row for row in rows if row not in shown] == []
    assert [region for region in names.regions if f"{region}." in shown] == []
    assert "needs people: not done" in shown
    assert "Scoring…" not in shown


def test_a_page_that_is_left_stops_computing(qtbot, page):
    page.hide()
    qtbot.waitUntil(lambda: not page.report_thread.is_running, timeout=20_000)
    assert page.report_thread.result is None


def test_the_about_page_opens_the_report(visitor, report, monkeypatch):
    # Computing it takes seconds, and the test above does so already.
    monkeypatch.setattr(standards, "make_report", lambda *_, **__: report)
    visitor.workspace.apply(OpenPage(Page.ABOUT))
    visitor.settle()
    visitor.click(visitor.button("Standards report"))
    assert visitor.workspace.session.showing.page is Page.STANDARDS
    assert "IPDAS qualifying" in visitor.visible_text()
