"""The headings and fixed sentences of a handout, by language."""

from __future__ import annotations

STRINGS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Laser liposuction of the back: {regions}",
        "title_bare": "Laser liposuction of the back",
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
        "marked": "Drawn together",
        "mark_pen": "Line",
        "mark_highlighter": "Highlighted area",
        "mark_arrow": "Arrow",
        "mark_circle": "Circle",
        "mark_label": "Label",
        "mark_entry": "Entry point",
        "mark_field": "Treated field",
        "mark_direction": "Direction",
        "mark_avoid": "Avoid here",
        "mark_on": "on: {place}",
        "mark_beside": "beside the regions",
        "more_marks": "and {n} more marks",
        "role_plan": "planned",
        "role_avoid": "keep away",
        "role_ask": "to be asked",
        "role_note": "note",
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
        "figure": "The figure ({view}), with the chosen regions marked: {regions}",
        "figure_bare": "The figure ({view})",
        "unseen": "Not seen in this picture: {regions}.",
    }
}


def handout_strings(language: str) -> dict[str, str]:
    """Give the words of a language; English where there are none yet."""
    return STRINGS.get(language, STRINGS["en"])
