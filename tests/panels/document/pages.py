"""Small documents, and views of them in a scroll area as in the panel."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.body.regions import TopicId
from app.document.blocks import (
    ActionLink,
    Bullets,
    Callout,
    DefinitionList,
    Fold,
    Heading,
    IconArray,
    Notes,
    OptionEntry,
    OptionTable,
    Passage,
    Question,
    Questions,
    Quiz,
    QuizItem,
    RiskRow,
    RiskTable,
    SourceNote,
    Span,
    StepEntry,
    Stepper,
    TermNote,
    Timeline,
    ValueChoice,
    ValueChoices,
)
from app.panels.document.view import DocumentView
from app.session.actions import OpenTopic
from app.widgets.scroll_column import ScrollColumn
from tests.panels.helpers import make_context

WIDTH = 640


def spans(text):
    return (Span(text),)


def passage(text, notes=None):
    return Passage(spans(text), notes) if notes else Passage(spans(text))


NOTES = Notes(
    (TermNote("seroma", "seroma", "A pocket of clear fluid."),),
    (SourceNote("2", "Chia 2013", "Chia CT. 1,000 consecutive cases. 2013."),),
    "sourced",
)
BURN = (
    passage("7 in 1,000 people get a burn; 993 do not."),
    IconArray(7, 19, ("a burn", "could be 19", "no burn"), "7 of 1,000 people"),
    DefinitionList((("Who was counted", spans("537 treatments at one centre.")),), NOTES),
    Questions((Question(spans("How will you watch the heat?"), "shared.questions.heat"),)),
)
ROWS = (
    RiskRow("any", "Any complication", "26 to 120", 26, 120, (passage("Counted twice. " * 30),)),
    RiskRow("burn", "Skin burn from the laser", "2 to 19", 2, 19, BURN),
    RiskRow("death", "Death (survey of the 1990s)", "under 1", 0.2, 0.2, (passage("1 in 5,000."),)),
)
RISKS = (RiskTable("Nearly everyone bruises.", "of 1,000 people", 125, ROWS, is_expandable=True),)
PLAIN_RISKS = (
    RiskTable("Nearly everyone bruises.", "of 1,000 people", 125, ROWS, note="Without laser."),
    ActionLink("Who was counted", OpenTopic(TopicId("risks"))),
)
CELLS = ("A few small cuts", "Some days", "Takes fat away.", "Dents.", "Longest record")
OPTIONS = (
    OptionTable(
        "Option",
        ("Cuts, scars", "Time off work", "What it does", "Main downsides", "How sure are we?"),
        (
            OptionEntry(
                "none", "No treatment", "", ("None",) * 5, (passage("No."),), ("cuts.none",)
            ),
            OptionEntry("suction", "Suction only", "liposuction", CELLS, (passage("Fat. " * 99),)),
            OptionEntry("laser", "Laser liposuction", "", CELLS, (passage("Heat. " * 99),)),
        ),
        "Press an option.",
        ("cuts", "time-off", "", "", "evidence"),
    ),
)
FOLD = Fold("more", "More about this area", "6 passages", (passage("Folded words. " * 40),))
INNER = Fold("inner", "Still more", "1 passage", (Heading(3, "Deep", "deep"), passage("Deep.")))
STEPS = tuple(
    StepEntry(name, name.title(), (passage(f"Words about {name}."),), f"Shows {name}.")
    for name in ("numbing", "laser", "suction")
)
VALUES = ValueChoices(
    "Answer what you like.",
    (ValueChoice("cuts", "Cuts", "What about cuts?", (("none", "None"), ("few", "A few"))),),
)
QUIZ = Quiz((QuizItem("q", "What first?", ("A search.", "A date."), 0, (passage("Because."),)),))
EVERYTHING = (
    Heading(2, "What is it?", "overview"),
    passage("A thin laser fibre warms the fat under the skin. " * 8),
    Bullets((spans("one"), spans("two")), NOTES),
    *PLAIN_RISKS,
    Callout("caution", (passage("Check first."),)),
    Heading(2, "Risks", "risks"),
    *RISKS,
    Stepper("flank", STEPS, "Not to scale."),
    Timeline(STEPS),
    Questions((Question(spans("Who treats me?"), "shared.questions.who"), Question(spans("No?")))),
    VALUES,
    *OPTIONS,
    QUIZ,
    Callout("urgent", (passage("Call at once."),)),
    Callout("notice", (passage("A notice."),)),
    Fold("outer", "Outer", "2 passages", (passage("Outer words."), INNER)),
    FOLD,
    ActionLink("Open", OpenTopic(None), is_primary=True),
)


def document_view(document, *, theme="light", text_size=100, is_selectable=True):
    """A view of a document that is not shown yet."""
    return DocumentView(make_context(theme, text_size), document, is_selectable=is_selectable)


def shown_page(qtbot, document, width=WIDTH, height=500, **style):
    """The view of a document in a scroll area that is shown, with all its widgets."""
    view = document_view(document, **style)
    area = view.area = ScrollColumn(view.theme)  # kept, because it owns the view
    qtbot.addWidget(area)
    area.resize(width, height)
    area.setWidget(view)
    area.show()
    qtbot.waitUntil(lambda: view.is_complete)
    qtbot.waitUntil(lambda: view.height() >= view.heightForWidth(view.width()))
    return view, area


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def top_in(widget: QWidget, ancestor: QWidget) -> int:
    return widget.mapTo(ancestor, QPoint()).y()


def shown_text(view):
    """All words of the text views that are in sight or in open parts."""
    return "\n".join(text.text() for text in view.text_views if text.isVisible())
