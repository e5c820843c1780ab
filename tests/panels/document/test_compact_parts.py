"""Parts of a document that take little room: gathered notes, and questions in a row."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from app.document.blocks import (
    GatheredNotes,
    Heading,
    Notes,
    Passage,
    SourceNote,
    Span,
    ValueChoice,
    ValueChoices,
)
from app.panels.document.value_choices import ValueChoicesView
from app.panels.document.view import DocumentView
from app.widgets.button_group import ButtonGroup
from app.widgets.notes_line import NoteButton, NotePlace, NotesLine
from tests.panels.helpers import make_context

KATZ = SourceNote("2", "Katz 2008", "Katz B. Laser lipolysis. 2008.", 1)
NOTES = Notes(sources=(KATZ,), basis="sourced", is_gathered=True)
DOCUMENT = (
    Heading(2, "What is it?"),
    Passage((Span("A fibre warms the fat."), Span("1", source="2")), NOTES),
    Heading(2, "Is it for me?"),
    Passage((Span("Maybe."),)),
    GatheredNotes("Sources", Notes(sources=(KATZ,))),
)
CHOICES = ValueChoices(
    "", (ValueChoice("cuts", "Cuts", "How do you feel about cuts?", (("no", "None"), ("a", "A"))),)
)


@pytest.fixture
def page(qtbot):
    view = DocumentView(make_context(), DOCUMENT)
    qtbot.addWidget(view)
    view.complete()
    view.resize(640, view.heightForWidth(640))
    view.show()
    return view


def headings(page):
    return [label.y() for label in page.findChildren(QLabel) if label.text().endswith("?")]


def test_gathered_notes_have_one_line_of_buttons_at_the_end(page):
    (line,) = page.findChildren(NotesLine)
    assert [button.text() for button in page.findChildren(NoteButton)] == ["1 Katz 2008"]
    assert line.y() > max(headings(page))


def test_a_number_in_the_text_opens_its_source_below_the_passage(page):
    before = headings(page)
    first = page.text_views[0]
    first.link_activated.emit("source:2")
    place = next(one for one in page.findChildren(NotePlace) if one.text_view is not None)
    assert not isinstance(place, NotesLine)
    assert place.text_view.text() == f"1 {KATZ.full}"
    page.resize(640, page.heightForWidth(640))
    after = headings(page)
    assert after[0] == before[0]
    assert after[1] > before[1]
    assert first.geometry().bottom() < place.y() < after[1]


@pytest.mark.parametrize(("width", "is_beside"), [(360, False), (900, True)])
def test_a_question_about_what_matters_has_its_answers_beside_it_where_there_is_room(
    qtbot, width, is_beside
):
    view = DocumentView(make_context(), (CHOICES,))
    qtbot.addWidget(view)
    view.resize(width, view.heightForWidth(width))
    view.show()
    group = view.findChild(ValueChoicesView).findChild(ButtonGroup)
    question = next(one for one in view.findChildren(QLabel) if one.text().startswith("How"))
    assert (question.geometry().right() < group.x()) is is_beside
    assert (question.geometry().bottom() < group.y()) is not is_beside


def test_passages_with_gathered_notes_keep_their_gap(page):
    texts = [view.geometry() for view in page.text_views]
    heading = headings(page)[1]
    assert heading - texts[0].bottom() > page.text_views[0].theme.px(4)
