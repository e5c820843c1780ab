"""The emergency number stands wherever the atlas names it, with the country known and unknown."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget

from app.atlas.emergency import emergency_text
from app.atlas.loader import open_trusted
from app.atlas.text_markup import BulletList, EmergencyNumber
from app.body.regions import Place, RegionId, TopicId
from app.document.passages import statement_blocks
from app.handout.build import make_sheet
from app.handout.make import RenderSettings, make_handout, request_from_state
from app.handout.qr_codes import summary_text
from app.panels.document.view import DocumentView
from app.panels.pages.when_to_call import WhenToCallPage
from app.panels.region.panel import RegionPanel
from app.present.audience.text import AudienceText
from app.session.state import Page, Showing
from app.standards.atlas_text import AtlasText
from app.support.paths import assets, shipped_atlas
from app.support.translation import source_text
from tests.panels.helpers import make_context

ATLAS = open_trusted(shipped_atlas())
MATERIAL = AtlasText(ATLAS, "en", dt.date(2026, 11, 27))
SAYING = ("shared.when-to-call.now", "lumbar.check-first.asked")
LOCAL_EMERGENCY_TEXT = emergency_text("", source_text)
NUMBERS = [pytest.param("112", id="known"), pytest.param("", id="unknown")]

each_number = pytest.mark.parametrize("number", NUMBERS)


def names_it(statement) -> bool:
    runs = (
        run
        for block in statement.blocks
        for line in (block.items if isinstance(block, BulletList) else (block.runs,))
        for run in line
    )
    return any(isinstance(run, EmergencyNumber) for run in runs)


def all_words(widget: QWidget) -> str:
    words = []
    for one in (widget, *widget.findChildren(QWidget)):
        if isinstance(one, QLabel):
            words.append(one.text())
        elif isinstance(one, QTextEdit):
            words.append(one.toPlainText())
    return "\n".join(words)


def holds(text: str, number: str) -> None:
    """Says so where a placeholder is left, or the wrong one of number and words."""
    text = " ".join(text.split())
    assert "[" not in text
    if number:
        assert f"all {number}" in text
        assert "emergency number" not in text
    else:
        assert LOCAL_EMERGENCY_TEXT in text
        assert "the emergency number" not in text
        assert "112" not in text


@each_number
def test_every_statement_of_the_atlas_that_names_it_shows_it_in_the_panel(qtbot, number):
    context = replace(make_context(), emergency_phone=number)
    saying = [said for said in MATERIAL.statements if names_it(said.statement)]
    assert len(saying) >= 10
    for said in saying:
        view = DocumentView(context, statement_blocks(context.source, said.statement, 2))
        qtbot.addWidget(view)
        view.complete()
        holds(all_words(view), number)


@each_number
def test_the_page_when_to_call_shows_it_at_the_top_and_in_the_lists(qtbot, number):
    page = WhenToCallPage(replace(make_context(), emergency_phone=number), "eu" if number else "")
    qtbot.addWidget(page)
    page.document_view.complete()
    words = all_words(page)
    holds(words, number)
    assert f"Emergency: {number or LOCAL_EMERGENCY_TEXT}" in words
    assert f"Call {number or LOCAL_EMERGENCY_TEXT} now for any of these." in words


@each_number
def test_what_is_checked_first_in_a_region_shows_it(qtbot, number):
    topic = TopicId("check-first")
    showing = Showing(place=Place(RegionId("lumbar")), topic=topic)
    panel = RegionPanel(replace(make_context(), emergency_phone=number), showing)
    qtbot.addWidget(panel)
    panel.document_view.complete()
    panel.y_of_topic(topic)  # opens the fold that it is in
    assert "if a leg suddenly turns weak" in all_words(panel)
    holds(all_words(panel), number)


@each_number
@pytest.mark.parametrize(
    "showing",
    [
        Showing(page=Page.WHEN_TO_CALL),
        Showing(place=Place(RegionId("lumbar")), topic=TopicId("check-first")),
        Showing(place=Place(RegionId("underarm")), topic=TopicId("risks")),
    ],
    ids=["when-to-call", "check-first", "risks"],
)
def test_the_audience_is_shown_it(qtbot, number, showing):
    text = AudienceText(replace(make_context(), emergency_phone=number), showing)
    qtbot.addWidget(text)
    qtbot.waitUntil(lambda: text.is_complete)
    holds(all_words(text), number)


def wanted(number):
    """A handout of two regions, with statements on the List that name the number."""
    country = "eu" if number == "112" else ""
    return request_from_state(
        ATLAS, Showing(list_items=("lumbar", "flank", *SAYING), country=country)
    )


@each_number
@pytest.mark.parametrize("kind", [".pdf", ".html"])
@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_it_stands_on_the_handout(number, kind, large):
    press = RenderSettings.from_assets(assets(), "tone-2", "a4", large=large)
    made = make_handout(ATLAS, wanted(number), kind, press)
    if kind == ".pdf":
        text = " ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    else:
        text = re.sub(r"<svg.*?</svg>", "", made.decode().split("<main>")[1])
    holds(text, number)
    text = " ".join(text.split())
    assert f"Call {number or LOCAL_EMERGENCY_TEXT} now for any of these." in text
    assert f"with a swollen belly, call {number or LOCAL_EMERGENCY_TEXT}" in text


@each_number
def test_it_stands_in_the_lines_behind_the_codes(number):
    text = summary_text(make_sheet(ATLAS, wanted(number)))
    holds(text, number)
    assert f"Emergency: {number or LOCAL_EMERGENCY_TEXT}" in text


def test_the_standards_report_reads_what_is_shown_where_no_country_is_known():
    told_at = {said.address: said.text for said in MATERIAL.statements if names_it(said.statement)}
    assert told_at
    for text in told_at.values():
        holds(text, "")


def test_nothing_else_that_is_shown_names_a_number_in_words_of_its_own():
    aid = MATERIAL.decision_aid
    plain = [term.meaning for term in MATERIAL.terms.values()]
    plain += [note.text for note in aid.notes if note.statement is None] + [
        said.statement.heading for said in MATERIAL.statements
    ]
    plain += [
        text for checks in aid.quizzes.values() for c in checks for text in (c.ask, *c.answers)
    ]
    plain += [answer.text for value in aid.values for answer in value.answers]
    assert [text for text in plain if "[" in text or "emergency number" in text] == []
