"""Rules of IPDAS version 4: qualifying, certification and quality items."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas.decision_aid import TreatmentOption
from app.atlas.model import Statement
from app.atlas.topics import CHECK_FIRST_TOPIC, OPTIONS_TOPIC, QUESTIONS_TOPIC
from app.document.blocks import Bullets
from app.standards.atlas_text import AtlasText
from app.standards.model import (
    CoveredByTest,
    NeedsPeople,
    NotApplicable,
    Presence,
    SameAs,
    StandardRule,
)

QUALIFYING, CERTIFICATION, QUALITY = "IPDAS qualifying", "IPDAS certification", "IPDAS quality"
MIN_OPTIONS, MIN_WORDS = 4, 5
NONE = "none"


def _conditions(material: AtlasText) -> Iterator[str]:
    for region in material.regions:
        if not material.has_shown_statement(region, CHECK_FIRST_TOPIC):
            yield f"{region}.check-first: what the fullness can be is missing"


def _decision(material: AtlasText) -> Iterator[str]:
    if not material.notes.get("decision", "").endswith("?"):
        yield "note.decision: there is no question that names the decision"


def _options(material: AtlasText) -> Iterator[str]:
    for region in material.regions:
        count = len(material.shown.options(region))
        if count < MIN_OPTIONS:
            yield f"{region}: {count} options, {MIN_OPTIONS} are the fewest"


def is_described(material: AtlasText, option: TreatmentOption, part: str) -> bool:
    """Whether a part of an option has at least MIN_WORDS words."""
    return material.words(getattr(option, part)) >= MIN_WORDS


def undescribed_parts(material: AtlasText, part: str) -> Iterator[str]:
    for option in material.decision_aid.options:
        if not is_described(material, option, part):
            yield f"option.{option.id}.{part}: it has fewer than {MIN_WORDS} words"


def _good(material: AtlasText) -> Iterator[str]:
    return undescribed_parts(material, "good")


def _bad(material: AtlasText) -> Iterator[str]:
    return undescribed_parts(material, "bad")


def _like(material: AtlasText) -> Iterator[str]:
    return undescribed_parts(material, "like")


def _same_form(material: AtlasText) -> Iterator[str]:
    """Compare only options that describe both sides; other items report missing sides."""
    for option in _balanced(material):
        good, bad = (_has_list(material, said) for said in (option.good, option.bad))
        if good != bad:
            yield f"option.{option.id}: only one of benefits and downsides is a list"


def _lengths(material: AtlasText) -> Iterator[str]:
    for option in _balanced(material):
        good, bad = map(material.words, (option.good, option.bad))
        yield f"option.{option.id}: {good} words of benefits, {bad} of downsides"


def _balanced(material: AtlasText) -> Iterator[TreatmentOption]:
    for option in material.decision_aid.options:
        if all(is_described(material, option, part) for part in ("good", "bad")):
            yield option


def _has_list(material: AtlasText, said: Statement) -> bool:
    return any(isinstance(block, Bullets) for block in material.blocks(said))


def _cited(material: AtlasText) -> Iterator[str]:
    for said in material.statements:
        if said.statement.basis.value != "general" and not said.statement.refs:
            yield f"{said.address}: {said.statement.basis.value}, but no reference"


def _dated(material: AtlasText) -> Iterator[str]:
    if material.atlas.date > material.today:
        yield f"atlas.toml: its date {material.atlas.date} is in the future"
    for address, topic in material.topics.items():
        if topic.date > material.today:
            yield f"{address}: its date {topic.date} is in the future"


def _note(name: str, what: str, material: AtlasText) -> Iterator[str]:
    if len(material.notes.get(name, "").split()) < MIN_WORDS:
        yield f"note.{name}: {what} is missing"


def _updates(material: AtlasText) -> Iterator[str]:
    return _note("updates", "how it is kept up to date", material)


def _funding(material: AtlasText) -> Iterator[str]:
    return _note("funding", "who paid for it", material)


def _authors(material: AtlasText) -> Iterator[str]:
    return _note("authors", "who wrote it", material)


def _evidence(material: AtlasText) -> Iterator[str]:
    return _note("evidence", "how the evidence was chosen", material)


def _context(material: AtlasText) -> Iterator[str]:
    return _note("readability", "how easy it is to read", material)


def _uncertain(material: AtlasText) -> Iterator[str]:
    for name, number in material.numbers.items():
        if number.low is None and not number.why_no_range.strip():
            yield f"number.{name}: neither a range nor a reason why there is none"


def _course(material: AtlasText) -> Iterator[str]:
    for region in material.regions:
        offered = [option.id for option in material.shown.options(region)]
        if offered[:1] != [NONE]:
            yield f"{region}: its first option is not to have no treatment"


def _values(material: AtlasText) -> Iterator[str]:
    if not all(map(material.shown.values, material.regions)):
        yield "values.toml: there is no question about what matters"


def _path(material: AtlasText) -> Iterator[str]:
    if OPTIONS_TOPIC not in material.shared_topics:
        yield "shared.options: there is no text about how to compare the options"


def _questions(material: AtlasText) -> Iterator[str]:
    for region in material.regions:
        if not material.has_shown_statement(region, QUESTIONS_TOPIC):
            yield f"{region}.questions: there is nothing to ask a surgeon"


SCREENING = NotApplicable("it concerns screening tests")
RULES = {
    QUALIFYING: (
        StandardRule("IP-1", "Says what the condition is, in every region", Presence(_conditions)),
        StandardRule("IP-2", "Says what is to be decided", Presence(_decision)),
        StandardRule("IP-3", "Describes at least four options in every region", _options),
        StandardRule("IP-4", "Describes the benefits of each option", Presence(_good)),
        StandardRule("IP-5", "Describes the downsides of each option", Presence(_bad)),
        StandardRule("IP-6", "Describes what each option is like", Presence(_like)),
    ),
    CERTIFICATION: (
        StandardRule(
            "IP-C1", "Benefits and downsides in the same form", Presence(_same_form, _lengths)
        ),
        StandardRule("IP-C2", "Names a source for what is not general knowledge", _cited),
        StandardRule("IP-C3", "Gives its date", _dated),
        StandardRule("IP-C4", "Says how it is kept up to date", Presence(_updates)),
        StandardRule("IP-C5", "Says how uncertain each number is", _uncertain),
        StandardRule("IP-C6", "Says who paid for it", Presence(_funding)),
        StandardRule("IP-C7 to C10", "Screening tests", SCREENING),
    ),
    QUALITY: (
        StandardRule("IP-Q1", "Says what happens if nothing is done", Presence(_course)),
        StandardRule(
            "IP-Q2", "Options side by side", CoveredByTest("tests/panels/document/test_rows.py")
        ),
        StandardRule("IP-Q3", "Says how likely outcomes are", SameAs("RC-8")),
        StandardRule("IP-Q4", "Says who was counted", SameAs("RC-8")),
        StandardRule("IP-Q5", "Gives events, not only words", SameAs("RC-6")),
        StandardRule("IP-Q6", "Says over which time", SameAs("RC-7")),
        StandardRule("IP-Q7", "Same denominator", SameAs("RC-5")),
        StandardRule(
            "IP-Q8",
            "Words, numbers and pictures",
            CoveredByTest("tests/document/test_risks.py"),
        ),
        StandardRule("IP-Q9", "Asks what matters to the visitor", Presence(_values)),
        StandardRule("IP-Q10", "A way to decide, step by step", Presence(_path)),
        StandardRule("IP-Q11", "Questions to take along, in every region", Presence(_questions)),
        StandardRule("IP-Q12", "Needs of patients were asked for", NeedsPeople()),
        StandardRule("IP-Q13", "Needs of professionals were asked for", NeedsPeople()),
        StandardRule("IP-Q14", "Reviewed by patients", NeedsPeople()),
        StandardRule("IP-Q15", "Reviewed by professionals", NeedsPeople()),
        StandardRule("IP-Q16", "Tested with patients", NeedsPeople()),
        StandardRule("IP-Q17", "Tested with professionals", NeedsPeople()),
        StandardRule("IP-Q18", "Says how the evidence was chosen", Presence(_evidence)),
        StandardRule("IP-Q19", "Says how good the evidence is", SameAs("RC-15")),
        StandardRule("IP-Q20", "Says who wrote it", Presence(_authors)),
        StandardRule("IP-Q21", "Reports how easy it is to read", Presence(_context)),
        StandardRule("IP-Q22", "Improves the match of choice and values", NeedsPeople()),
        StandardRule("IP-Q23", "Improves knowledge", NeedsPeople()),
        StandardRule("IP-Q24 to Q28", "Screening tests", SCREENING),
    ),
}
