"""Rules of DISCERN: whether its sixteen topics are there; only people can judge their quality."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas.decision_aid import DAILY_LIFE_KEYS
from app.atlas.topics import WHEN_TO_CALL_TOPIC
from app.standards.atlas_text import AtlasText
from app.standards.ipdas import undescribed_parts
from app.standards.model import NeedsPeople, Presence, SameAs, StandardRule

STANDARD = "DISCERN"


def _aims(material: AtlasText) -> Iterator[str]:
    if not material.notes.get("aims", "").strip():
        yield "note.aims: the aims are missing"


def _support(material: AtlasText) -> Iterator[str]:
    topic = material.shared_topics.get(WHEN_TO_CALL_TOPIC)
    if topic is None or not topic.statements:
        yield "shared.when-to-call: whom to call, and when, is missing"


def _works(material: AtlasText) -> Iterator[str]:
    return undescribed_parts(material, "what")


def _life(material: AtlasText) -> Iterator[str]:
    found = {key for stage in material.decision_aid.stages for key in stage.life}
    for key in DAILY_LIFE_KEYS:
        if key not in found:
            yield f"recovery.toml: {key} is missing"


RULES = {
    STANDARD: (
        StandardRule("DISCERN-1", "Clear aims", Presence(_aims)),
        StandardRule("DISCERN-2", "Achieves them", NeedsPeople()),
        StandardRule("DISCERN-3", "Relevant", NeedsPeople()),
        StandardRule("DISCERN-4", "Clear sources", SameAs("IP-C2")),
        StandardRule("DISCERN-5", "Clear date", SameAs("IP-C3")),
        StandardRule("DISCERN-6", "Balanced and unbiased", NeedsPeople()),
        StandardRule("DISCERN-7", "More sources of support", Presence(_support)),
        StandardRule("DISCERN-8", "Says what is uncertain", SameAs("RC-16")),
        StandardRule("DISCERN-9", "How each treatment works", Presence(_works)),
        StandardRule("DISCERN-10", "Benefits of each", SameAs("IP-4")),
        StandardRule("DISCERN-11", "Risks of each", SameAs("IP-5")),
        StandardRule("DISCERN-12", "What happens without treatment", SameAs("IP-Q1")),
        StandardRule("DISCERN-13", "What it does to daily life", Presence(_life)),
        StandardRule("DISCERN-14", "That there is more than one choice", SameAs("IP-3")),
        StandardRule("DISCERN-15", "Helps to decide together", SameAs("IP-Q11")),
        StandardRule("DISCERN-16", "Good as a whole", NeedsPeople()),
    ),
}
