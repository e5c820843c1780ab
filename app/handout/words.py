"""The headings and fixed sentences of a handout, by language."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Laser liposuction of the back: {regions}",
        "lead": "Information to take home. It is not medical advice, and it is no consent form.",
        "what": "What is done",
        "check_first": "Check first",
        "risks": "Risks",
        "recovery": "Recovery",
        "ask": "Ask",
        "write": "Your own questions",
        "options": "Options beside each other",
        "option": "Option",
        "good": "Good sides",
        "bad": "Bad sides",
        "asked": "From your list",
        "call": "When to call",
        "emergency": "Emergency: {number}",
        "local_number": "your local emergency number",
        "clinic_phone": "Clinic: {phone}",
        "cooling_off": "Take at least 14 days to think before you say yes.",
        "sources": "Sources",
        "review": "Not yet reviewed by a clinician.",
        "foot": "Back Atlas {version}, {date}. {review} Content {hash}.",
        "differ": "Your own risk may differ.",
        "icons": "Each mark is one of 1,000 people; it happens to those drawn large.",
        "left": "left",
        "right": "right",
        "figure": "The figure from behind, with the chosen regions marked: {regions}",
    }
}


def words_of(language: str) -> dict[str, str]:
    """Give the words of a language; English where there are none yet."""
    return WORDS.get(language, WORDS["en"])
