"""A risk that a search finds is read in every region, also where it is no row of the table."""

from __future__ import annotations

import pytest

from app.body.regions import Place
from app.document.blocks import holds_passage
from app.document.risk_passages import passage_instead_of_row
from app.document.risks import rows_of_region
from app.document.tabs import tab_document
from tests.document.documents import shipped_source

SOURCE = shipped_source()
LUNG = SOURCE.names.risks["lung"]


@pytest.mark.parametrize("region", SOURCE.atlas.regions)
def test_every_risk_leads_to_a_passage_of_every_region(region):
    document = tab_document(SOURCE, Place(region), "risks")
    rows = {row.label for row in rows_of_region(SOURCE, region)}
    instead = {}
    for label in SOURCE.names.risks.values():
        found = passage_instead_of_row(SOURCE, region, label)
        assert (found == "") is (label in rows)
        assert holds_passage(document, found or label)
        instead[label] = found
    assert set(instead.values()) <= {
        "",
        "A collapsed lung",
        "Dents, waves or uneven skin",
        "Infection",
    }


def test_what_is_no_risk_is_not_replaced():
    region = next(iter(SOURCE.atlas.regions))
    assert passage_instead_of_row(SOURCE, region, "When can I drive?") == ""
    assert passage_instead_of_row(SOURCE, region, LUNG) == "A collapsed lung"
