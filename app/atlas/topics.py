"""Which topics the program shows, and where."""

from __future__ import annotations

TAB_TOPICS = (
    "check-first",
    "procedure",
    "suits",
    "risks",
    "not-known",
    "options",
    "recovery",
    "questions",
)
"""Topics with a tab of their own in every region, in this order."""
TOPICS_SHOWN_IN = {"evidence": "not-known", "tell": "questions"}
"""Topics of every region that are shown in the tab of another."""
PAGE_TOPICS = ("when-to-call",)
"""Topics of every region that have a page of their own."""
TOPIC_OF_FILE = {"options.toml": "options", "steps.toml": "procedure", "recovery.toml": "recovery"}
"""Files that are shown in the tab of a topic."""
