"""Identifiers of the topics that the program shows, and where it shows them."""

from __future__ import annotations

from app.body.regions import TopicId

OVERVIEW_TOPIC = TopicId("overview")
CHECK_FIRST_TOPIC = TopicId("check-first")
PROCEDURE_TOPIC = TopicId("procedure")
SUITS_TOPIC = TopicId("suits")
RISKS_TOPIC = TopicId("risks")
NOT_KNOWN_TOPIC = TopicId("not-known")
OPTIONS_TOPIC = TopicId("options")
RECOVERY_TOPIC = TopicId("recovery")
QUESTIONS_TOPIC = TopicId("questions")
BENEFITS_TOPIC = TopicId("benefits")
EVIDENCE_TOPIC = TopicId("evidence")
TELL_TOPIC = TopicId("tell")
WHEN_TO_CALL_TOPIC = TopicId("when-to-call")
QUIZ_TOPIC = TopicId("quiz")
"""The self-check of a region; it has a tab, but its text is in quiz/<region>.toml."""

REGION_TOPICS = (
    CHECK_FIRST_TOPIC,
    PROCEDURE_TOPIC,
    SUITS_TOPIC,
    RISKS_TOPIC,
    NOT_KNOWN_TOPIC,
    OPTIONS_TOPIC,
    RECOVERY_TOPIC,
    QUESTIONS_TOPIC,
)
"""Topics of which each region, and all regions together, can have a text.

The overview is one of a region alone, and new in schema 2.
"""
TOPICS_OF_DEFAULT_TABS = (
    (CHECK_FIRST_TOPIC, SUITS_TOPIC),
    (PROCEDURE_TOPIC, BENEFITS_TOPIC),
    (RISKS_TOPIC, NOT_KNOWN_TOPIC, EVIDENCE_TOPIC),
    (OPTIONS_TOPIC,),
    (RECOVERY_TOPIC,),
    (QUESTIONS_TOPIC, TELL_TOPIC),
)
"""The tabs of an atlas of schema 1, which has no [[tabs]]."""
SHARED_ONLY_TOPICS = {
    BENEFITS_TOPIC: PROCEDURE_TOPIC,
    EVIDENCE_TOPIC: NOT_KNOWN_TOPIC,
    TELL_TOPIC: QUESTIONS_TOPIC,
}
"""Topics of which only all regions together have a text, and the topic that each belongs to."""
ASKED_TOPICS = (QUESTIONS_TOPIC, TELL_TOPIC)
"""Shared topics whose statements a row of risks can name as a question to ask."""
PAGE_TOPICS = (WHEN_TO_CALL_TOPIC,)
"""Shared topics that have a page instead of a tab."""
TOPIC_OF_FILE = {
    "options.toml": OPTIONS_TOPIC,
    "steps.toml": PROCEDURE_TOPIC,
    "recovery.toml": RECOVERY_TOPIC,
}
"""Files of the decision aid, and the topic in whose tab each is shown."""
