"""Rules of the Clear Communication Index of the CDC."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas.topics import RISKS_TOPIC
from app.document.blocks import Bullets
from app.standards.atlas_text import AtlasText
from app.standards.model import CoveredByTest, NeedsPeople, Presence, SameAs, StandardRule

STANDARD = "CDC Clear Communication Index"
MAX_LIST_ITEMS, MIN_QUIZ_QUESTIONS = 7, 4
TOUCH = CoveredByTest("tests/journeys/test_touch.py")


def _lists(material: AtlasText) -> Iterator[str]:
    for said in material.statements:
        for block in said.blocks:
            if isinstance(block, Bullets) and len(block.items) > MAX_LIST_ITEMS:
                count = len(block.items)
                yield f"{said.address}: a list of {count} items, {MAX_LIST_ITEMS} are the most"


def _why(material: AtlasText) -> Iterator[str]:
    for region in material.regions:
        count = len(material.shown.quiz(region))
        if count < MIN_QUIZ_QUESTIONS:
            yield f"quiz/{region}.toml: {count} self-checks, {MIN_QUIZ_QUESTIONS} are needed"


def _risks(material: AtlasText) -> Iterator[str]:
    for region in material.regions:
        if not material.has_shown_statement(region, RISKS_TOPIC):
            yield f"{region}.risks: what can go wrong is missing"


RULES = {
    STANDARD: (
        StandardRule("CCI-1", "One main message", SameAs("PEMAT-11")),
        StandardRule("CCI-2", "It is at the top and visible at once", TOUCH),
        StandardRule("CCI-3", "It stands out", TOUCH),
        StandardRule(
            "CCI-4",
            "A picture with a name",
            CoveredByTest("tests/panels/document/test_steps.py"),
        ),
        StandardRule("CCI-5", "A call to action", SameAs("IP-Q11")),
        StandardRule("CCI-6", "Active voice", NeedsPeople()),
        StandardRule("CCI-7", "The reader's words; terms explained", SameAs("PEMAT-4")),
        StandardRule("CCI-8", "Lists of at most seven", _lists),
        StandardRule("CCI-9", "Pieces with heads", SameAs("PEMAT-9")),
        StandardRule("CCI-10", "The most important first", SameAs("PEMAT-11")),
        StandardRule("CCI-11", "What experts know and do not know", SameAs("RC-16")),
        StandardRule("CCI-12", "What is advised", SameAs("IP-Q11")),
        StandardRule("CCI-13", "Why: self-checks with reasons", Presence(_why)),
        StandardRule("CCI-14", "Whom to call, and when", SameAs("DISCERN-7")),
        StandardRule("CCI-15", "Familiar, whole numbers", SameAs("RC-3")),
        StandardRule(
            "CCI-16", "What the numbers mean", CoveredByTest("tests/document/test_risks.py")
        ),
        StandardRule("CCI-17", "No sums; the same denominator", SameAs("RC-5")),
        StandardRule("CCI-18", "What the risk is", Presence(_risks)),
        StandardRule("CCI-19", "Risks and benefits", SameAs("IP-C1")),
        StandardRule(
            "CCI-20",
            "Numbers in words and pictures",
            CoveredByTest("tests/document/test_risks.py"),
        ),
    ),
}
