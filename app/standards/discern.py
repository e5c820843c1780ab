"""DISCERN: whether what its sixteen questions ask for is there; how well, only people can say."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas.decision_aid import LIFE
from app.body.regions import TopicId
from app.standards.atlas_text import Material
from app.standards.ipdas import not_told
from app.standards.model import People, Rule, Same

STANDARD = "DISCERN"


def _aims(material: Material) -> Iterator[str]:
    if not material.notes.get("aims", "").strip():
        yield "note.aims: what it is for is not told"


def _support(material: Material) -> Iterator[str]:
    topic = material.shared.get(TopicId("when-to-call"))
    if topic is None or not topic.says:
        yield "shared.when-to-call: whom to turn to, and when, is not told"


def _works(material: Material) -> Iterator[str]:
    return not_told(material, "what")


def _life(material: Material) -> Iterator[str]:
    found = {key for stage in material.aid.stages for key in stage.life}
    for key in LIFE:
        if key not in found:
            yield f"recovery.toml: nothing is told of {key}"


RULES = {
    STANDARD: (
        Rule("DISCERN-1", "Clear aims", _aims),
        Rule("DISCERN-2", "Achieves them", People()),
        Rule("DISCERN-3", "Relevant", People()),
        Rule("DISCERN-4", "Clear sources", Same("IP-C2")),
        Rule("DISCERN-5", "Clear date", Same("IP-C3")),
        Rule("DISCERN-6", "Balanced and unbiased", People()),
        Rule("DISCERN-7", "More sources of support", _support),
        Rule("DISCERN-8", "Says what is uncertain", Same("RC-16")),
        Rule("DISCERN-9", "How each treatment works", _works),
        Rule("DISCERN-10", "Benefits of each", Same("IP-4")),
        Rule("DISCERN-11", "Risks of each", Same("IP-5")),
        Rule("DISCERN-12", "What happens without treatment", Same("IP-Q1")),
        Rule("DISCERN-13", "What it does to daily life", _life),
        Rule("DISCERN-14", "That there is more than one choice", Same("IP-3")),
        Rule("DISCERN-15", "Helps to decide together", Same("IP-Q11")),
        Rule("DISCERN-16", "Good as a whole", People()),
    ),
}
