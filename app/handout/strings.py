"""Title, headings and fixed sentences of a handout, in its language."""

from __future__ import annotations

from dataclasses import dataclass

from app.session.shared_words import option_part_titles
from app.support.translation import Translate


@dataclass(frozen=True, slots=True)
class HandoutStrings:
    """What both the PDF and the page print in the same words on every handout.

    They are a part of the sheet, so that its hash and the search for characters that no font has
    cover them as well.
    """

    introduction: str
    procedure: str
    check_first: str
    risks: str
    recovery: str
    ask: str
    own_questions: str
    options: str
    option: str
    good: str
    bad: str
    list_entries: str
    marks: str
    when_to_call: str
    cooling_off: str
    sources: str
    review: str
    edition: str
    footer: str
    own_risk: str


def handout_title(translate: Translate, regions: str) -> str:
    """Return the title of a handout; `regions` is the list of their names, or empty."""
    if not regions:
        return translate("Handout", "Laser liposuction of the back")
    text = translate("Handout", "Laser liposuction of the back: {regions}")
    return text.format(regions=regions)


def handout_strings(translate: Translate) -> HandoutStrings:
    """Return the headings and sentences in the language of `translate`."""
    parts = option_part_titles(translate)
    return HandoutStrings(
        introduction=translate(
            "Handout",
            "Information to take home. It is not medical advice, and it is no consent form.",
        ),
        procedure=translate("Handout", "What is done"),
        check_first=translate("Handout", "Check first"),
        risks=translate("Handout", "Risks"),
        recovery=translate("Handout", "Recovery"),
        ask=translate("Handout", "Ask"),
        own_questions=translate("Handout", "Your own questions"),
        options=translate("Handout", "Options beside each other"),
        option=translate("Handout", "Option"),
        good=parts["good"],
        bad=parts["bad"],
        list_entries=translate("Handout", "From your list"),
        marks=translate("Handout", "Drawn together"),
        when_to_call=translate("Handout", "When to call"),
        cooling_off=translate("Handout", "Take at least 14 days to think before you say yes."),
        sources=translate("Handout", "Sources"),
        review=translate("Handout", "Not yet reviewed by a clinician."),
        edition=translate("Handout", "Back Atlas {version}, {date}. {review}"),
        footer=translate("Handout", "{edition} Content {hash}."),
        own_risk=translate("Handout", "Your own risk may differ."),
    )
