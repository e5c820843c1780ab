"""The standards report as a document: every item with its state, and reasons where it failed."""

from __future__ import annotations

from app.document.blocks import Callout, DefinitionList, Heading
from app.document.plain import as_text
from app.standards.model import ItemState, ReadabilityRow, ReportItem, StandardsReport
from app.standards.report_document import report_document
from app.support.translation import source_text

ITEMS = (
    ReportItem("I-1", "IPDAS", "Says the options", ItemState.PASSED, ("hidden",)),
    ReportItem("I-2", "IPDAS", "Says the risks", ItemState.FAILED, ("flank: no risk",)),
    ReportItem("D-1", "DISCERN", "Is it clear", ItemState.PEOPLE),
)
ROWS = (ReadabilityRow("Risks", 40, 5.1, 6.2, None, None),)


def report(items=ITEMS, rows=ROWS):
    return StandardsReport("back", "1", "en", items, rows)


def test_every_item_has_its_state_and_only_a_failed_one_its_reasons():
    text = as_text(report_document(report(), source_text))
    assert "I-1 Says the options: passed" in text
    assert "I-2 Says the risks: failed" in text
    assert "- flank: no risk" in text
    assert "hidden" not in text
    assert "D-1 Is it clear: needs people: not done" in text


def test_a_standard_with_a_failed_item_is_set_apart():
    document = report_document(report(), source_text)
    headings = [block.text for block in document if isinstance(block, Heading)]
    assert headings == ["IPDAS", "DISCERN", "Readability"]
    cautions = [block for block in document if isinstance(block, Callout)]
    assert ["I-2" in as_text(block.blocks) for block in cautions] == [True]


def test_readability_has_a_row_for_each_text_or_says_why_not():
    rows = report_document(report(), source_text)[-1]
    assert isinstance(rows, DefinitionList)
    assert rows.entries[0][0] == "Risks"
    assert "Not scored: " in as_text(report_document(report(rows=()), source_text))
