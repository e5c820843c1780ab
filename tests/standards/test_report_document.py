"""The standards report as a document: every item with its state, and reasons where it failed."""

from __future__ import annotations

import pytest

from app.atlas.header import NameTable, RegionNames
from app.document.blocks import Callout, DefinitionList, Heading
from app.document.plain import as_text
from app.standards.model import ItemState, ReadabilityRow, ReportItem, StandardsReport
from app.standards.report_document import report_document
from app.standards.row_names import row_name
from app.support.translation import source_text

ITEMS = (
    ReportItem("I-1", "IPDAS", "Says the options", ItemState.PASSED, ("hidden",)),
    ReportItem("I-2", "IPDAS", "Says the risks", ItemState.FAILED, ("flank: no risk",)),
    ReportItem("D-1", "DISCERN", "Is it clear", ItemState.PEOPLE),
)
NAMES = NameTable(
    "en",
    {"neck-base": RegionNames("Base of the neck", "")},
    {"check-first": "Check first"},
    {},
    {},
    {},
)
ROWS = (ReadabilityRow("Risks", 40, 5.1, 6.2, None, None),)


def report(items=ITEMS, rows=ROWS):
    return StandardsReport("back", "1", "en", items, rows)


def test_every_item_has_its_state_and_only_a_failed_one_its_reasons():
    text = as_text(report_document(report(), NAMES, source_text))
    assert "I-1 Says the options: passed" in text
    assert "I-2 Says the risks: failed" in text
    assert "- flank: no risk" in text
    assert "hidden" not in text
    assert "D-1 Is it clear: needs people: not done" in text


def test_a_standard_with_a_failed_item_is_set_apart():
    document = report_document(report(), NAMES, source_text)
    headings = [block.text for block in document if isinstance(block, Heading)]
    assert headings == ["IPDAS", "DISCERN", "Readability"]
    cautions = [block for block in document if isinstance(block, Callout)]
    assert ["I-2" in as_text(block.blocks) for block in cautions] == [True]


def test_readability_has_a_row_for_each_text_or_says_why_not():
    rows = report_document(report(), NAMES, source_text)[-1]
    assert isinstance(rows, DefinitionList)
    assert rows.entries[0][0] == "Risks"
    assert "Not scored: " in as_text(report_document(report(rows=()), NAMES, source_text))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("neck-base.check-first", "Base of the neck: Check first"),
        ("neck-base, all topics", "Base of the neck: everything"),
        ("quiz.neck-base", "Base of the neck: self-check"),
        ("shared.check-first", "All areas: Check first"),
        ("shared.not-known", "All areas: Not known"),
        ("option.no-treatment", "Option: No treatment"),
        ("recovery, all stages", "Recovery, all stages"),
    ],
)
def test_a_row_has_the_names_that_people_see_and_no_address(address, name):
    assert row_name(address, NAMES, source_text) == name
