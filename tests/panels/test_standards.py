"""The report inside the program: worked out meanwhile, shown when it is there, left at any time."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QLabel

from app.panels.pages.standards import StandardsPage
from app.session.actions import OpenPage
from app.session.state import Page
from app.standards.report import make_report
from tests.panels.helpers import make_context, visible_text


@pytest.fixture
def page(qtbot):
    made = StandardsPage(make_context())
    qtbot.addWidget(made)
    made.resize(560, 900)
    made.show()
    return made


def test_it_says_that_it_works_and_can_be_left_meanwhile(page):
    assert "Scoring…" in visible_text(page)
    asked = []
    page.action.connect(asked.append)
    page.back_button.click()
    assert asked == [OpenPage(None)]


def test_it_shows_every_item_and_every_score(qtbot, page):
    qtbot.waitUntil(lambda: page.is_complete, timeout=20_000)
    shown = "\n".join(label.text() for label in page.findChildren(QLabel))
    made = make_report(make_context().atlas, "en", dt.date.today())
    assert [item.id for item in made.items if f"{item.id}  " not in shown] == []
    assert [row.name for row in made.rows if f"{row.name}: Flesch-Kincaid" not in shown] == []
    assert "needs people: not done" in shown
    assert "Scoring…" not in shown


def test_a_page_that_is_left_while_it_works_stops_working(qtbot, page):
    scoring = page._report_thread
    page.hide()
    qtbot.waitUntil(lambda: not scoring.is_running, timeout=20_000)
    assert scoring.result is None


def test_about_leads_to_it(visitor, qtbot):
    visitor.workspace.apply(OpenPage(Page.ABOUT))
    visitor.settle()
    visitor.click(visitor.button("The standards report"))
    assert visitor.workspace.session.showing.page is Page.STANDARDS
    assert "IPDAS qualifying" in visitor.visible_text()
