"""CDC's Clear Communication Index."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas.model import BulletList
from app.body.regions import TopicId
from app.standards.atlas_text import Material
from app.standards.model import People, Program, Rule, Same

STANDARD = "CDC Clear Communication Index"
LONGEST_LIST, CHECKS = 7, 4
TOUCH = Program("tests/journeys/test_touch.py")


def _lists(material: Material) -> Iterator[str]:
    for said in material.said:
        for block in said.statement.blocks:
            if isinstance(block, BulletList) and len(block.items) > LONGEST_LIST:
                count = len(block.items)
                yield f"{said.address}: a list of {count}, {LONGEST_LIST} are the most"


def _why(material: Material) -> Iterator[str]:
    for region in material.regions:
        count = len(material.aid.checks.get(region, ()))
        if count < CHECKS:
            yield f"quiz/{region}.toml: {count} self-checks, {CHECKS} are wanted"


def _risks(material: Material) -> Iterator[str]:
    for region, text in material.regions.items():
        topic = text.topics.get(TopicId("risks"))
        if topic is None or not topic.says:
            yield f"{region}.risks: what can go wrong is not told"


RULES = {
    STANDARD: (
        Rule("CCI-1", "One main message", Same("PEMAT-11")),
        Rule("CCI-2", "It is at the top, in sight at once", TOUCH),
        Rule("CCI-3", "It stands out", TOUCH),
        Rule("CCI-4", "A picture with a name", Program("tests/panels/test_cross_section_view.py")),
        Rule("CCI-5", "A call to action", Same("IP-Q11")),
        Rule("CCI-6", "Active voice", People()),
        Rule("CCI-7", "The reader's words; terms explained", Same("PEMAT-4")),
        Rule("CCI-8", "Lists of at most seven", _lists),
        Rule("CCI-9", "Pieces with heads", Same("PEMAT-9")),
        Rule("CCI-10", "The most important first", Same("PEMAT-11")),
        Rule("CCI-11", "What experts know and do not know", Same("RC-16")),
        Rule("CCI-12", "What is advised", Same("IP-Q11")),
        Rule("CCI-13", "Why: self-checks with reasons", _why),
        Rule("CCI-14", "Whom to call, and when", Same("DISCERN-7")),
        Rule("CCI-15", "Familiar, whole numbers", Same("RC-3")),
        Rule("CCI-16", "What the numbers mean", Program("tests/panels/test_number_group.py")),
        Rule("CCI-17", "No sums; the same denominator", Same("RC-5")),
        Rule("CCI-18", "What the risk is", _risks),
        Rule("CCI-19", "Risks and benefits", Same("IP-C1")),
        Rule(
            "CCI-20", "Numbers in words and pictures", Program("tests/panels/test_number_group.py")
        ),
    ),
}
