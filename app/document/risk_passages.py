"""Where a risk is read in a region whose table of risks does not have its row."""

from __future__ import annotations

from app.atlas.topics import RISKS_TOPIC
from app.body.regions import RegionId
from app.document.risks import rows_of_region
from app.document.source import DocumentSource


def passage_instead_of_row(source: DocumentSource, region: RegionId, label: str) -> str:
    """The words of the heading or row that says something about a risk; "" without one.

    A search finds every row by its label, but some rows are for some regions only. Elsewhere it
    leads to the passage with the same count, or else to the row with the same treatment.
    """
    names = source.names.risks
    rows = [row for row in source.atlas.risk_rows if names.get(row.id) == label]
    if not rows or rows[0].is_for(region):
        return ""
    wanted = rows[0]
    for topic in (source.own_topic(region, RISKS_TOPIC), source.shared_topic(RISKS_TOPIC)):
        for statement in topic.statements if topic is not None else ():
            if statement.heading and wanted.numbers[0] in statement.numbers:
                return statement.heading
    alike = {row.id for row in source.atlas.risk_rows if not set(row.done).isdisjoint(wanted.done)}
    return next((row.label for row in rows_of_region(source, region) if row.id in alike), "")
