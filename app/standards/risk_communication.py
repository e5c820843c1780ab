"""Rules of risk communication: RC-1 to RC-16."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.atlas.topics import NOT_KNOWN_TOPIC
from app.standards.atlas_text import AtlasText
from app.standards.model import CoveredByTest, NotApplicable, Presence, SameAs, StandardRule

STANDARD = "Risk communication"
_RELATIVE = re.compile(
    r"\b(?:times (?:as|more|less) (?:likely|often|high)"
    r"|(?:twice|half|double) (?:as likely|the risk)"
    r"|(?:lower|higher|reduced|increased) risk by|percent (?:less|more) (?:risk|likely)"
    r"|% (?:less|more|lower|higher) (?:risk|likely)|relative risk|odds ratio|hazard ratio)",
    re.IGNORECASE,
)
_BROKEN_PERSON = re.compile(
    r"\b\d+\.\d+[\d., ]*(?:(?:to|and|or|in|of|out of|every) [\d., ]*)*1(?:0|00)?,000\b"
)
_ONE_IN = re.compile(
    r"\b(?:1|one) (?:in|out of) (?:every )?(?!1(?:0|00)?,000\b)"
    r"(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|hundred)\b)",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:in|of|out of) (?:every )?(1(?:0|00)?,000)\b")
_BARE = re.compile(r"\b(?:rare|rarely|uncommon|very common)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d|no figure", re.IGNORECASE)
_AVERAGE = re.compile(
    r"\b(?:average person|people like you|most people like|typical patient)\b", re.IGNORECASE
)
_MAY_DIFFER = re.compile(r"risk may differ", re.IGNORECASE)


def _saying(material: AtlasText, pattern: re.Pattern[str], what: str) -> Iterator[str]:
    for address, sentence in material.sentences:
        if found := pattern.search(sentence):
            yield f"{address}: {found[0]!r} {what}"


def _relative(material: AtlasText) -> Iterator[str]:
    return _saying(material, _RELATIVE, "compares risks instead of counting people")


def _whole_people(material: AtlasText) -> Iterator[str]:
    return _saying(material, _BROKEN_PERSON, "counts parts of people")


def _one_denominator(material: AtlasText) -> Iterator[str]:
    yield from _saying(material, _ONE_IN, "has a denominator of its own")


def _mixed(material: AtlasText) -> Iterator[str]:
    for address, sentence in material.sentences:
        if len(set(_WHOLE.findall(sentence))) > 1:
            yield f"{address}: two denominators in one sentence"


def _bare_words(material: AtlasText) -> Iterator[str]:
    for said in material.statements:
        found = _BARE.search(said.text)
        if found and not _NUMBER.search(said.text):
            yield f"{said.address}: {found[0]!r} without a number"


def _window(material: AtlasText) -> Iterator[str]:
    for name, number in material.numbers.items():
        if not number.window.strip():
            yield f"number.{name}: the time over which it was counted is missing"


def _who(material: AtlasText) -> Iterator[str]:
    for name, number in material.numbers.items():
        if not (number.setting.strip() and number.area.strip()):
            yield f"number.{name}: who was counted, or where on the body, is missing"


def _average(material: AtlasText) -> Iterator[str]:
    return _saying(material, _AVERAGE, "compares the reader with others")


def _differs(material: AtlasText) -> Iterator[str]:
    texts = (text for address, text in material.sentences if address.startswith("shared.risks."))
    if not any(_MAY_DIFFER.search(text) for text in texts):
        yield "shared.risks: it does not say that your own risk may differ"


def _unknown(material: AtlasText) -> Iterator[str]:
    for region in material.regions:
        if not material.has_shown_statement(region, NOT_KNOWN_TOPIC):
            yield f"{region}.not-known: what is not known is missing"


GROUPS = CoveredByTest("tests/document/test_risks.py")
RULES = {
    STANDARD: (
        StandardRule("RC-1", "Plain words", SameAs("RD-1")),
        StandardRule("RC-2", "No relative risks", _relative),
        StandardRule("RC-3", "Whole people", _whole_people),
        StandardRule(
            "RC-4", "A picture of 1,000", CoveredByTest("tests/painting/test_people_grid.py")
        ),
        StandardRule("RC-5", "No varying 1 in so many", _one_denominator),
        StandardRule("RC-5 mixed", "No two denominators in one sentence", _mixed),
        StandardRule("RC-6", "No bare rare or common", _bare_words),
        StandardRule("RC-7", "Over which time", Presence(_window)),
        StandardRule("RC-8", "Who was counted, and where on the body", Presence(_who)),
        StandardRule("RC-9", "Those it happens to, and those it does not", GROUPS),
        StandardRule(
            "RC-10", "Change from a baseline", NotApplicable("no source gives a rate without it")
        ),
        StandardRule("RC-11", "Benefits and downsides of every option", SameAs("IP-C1")),
        StandardRule(
            "RC-12",
            "The order of risks and benefits",
            CoveredByTest("tests/panels/document/test_rows.py"),
        ),
        StandardRule("RC-13", "No average person", _average),
        StandardRule(
            "RC-14", "Details are a touch away", CoveredByTest("tests/journeys/test_list.py")
        ),
        StandardRule("RC-15", "Your own risk may differ", Presence(_differs)),
        StandardRule("RC-16", "What is not known is said", Presence(_unknown)),
    ),
}
