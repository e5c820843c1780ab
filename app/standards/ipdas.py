"""IPDAS version 4: six qualifying items, the certification items that apply, quality items."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas.decision_aid import Option
from app.body.regions import TopicId
from app.standards.atlas_text import Material, Said
from app.standards.model import NotApplicable, People, Program, Rule, Same

QUALIFYING, CERTIFICATION, QUALITY = "IPDAS qualifying", "IPDAS certification", "IPDAS quality"
FEWEST_OPTIONS, FEWEST_WORDS, BALANCE = 4, 5, (0.8, 1.25)
NONE = "none"


def _conditions(material: Material) -> Iterator[str]:
    for region, text in material.regions.items():
        topic = text.topics.get(TopicId("check-first"))
        if topic is None or not topic.says:
            yield f"{region}.check-first: what the fullness can be is not told"


def _decision(material: Material) -> Iterator[str]:
    if not material.notes.get("decision", "").endswith("?"):
        yield "note.decision: there is no question that says what is to be decided"


def _options(material: Material) -> Iterator[str]:
    for region in material.regions:
        count = sum(option.is_for(region) for option in material.aid.options)
        if count < FEWEST_OPTIONS:
            yield f"{region}: {count} options, {FEWEST_OPTIONS} are the fewest"


def told(option: Option, part: str) -> bool:
    """Whether a part of an option says more than a word or two."""
    return Said("", getattr(option, part)).words >= FEWEST_WORDS


def not_told(material: Material, part: str) -> Iterator[str]:
    for option in material.aid.options:
        if not told(option, part):
            yield f"option.{option.id}.{part}: it says next to nothing"


def _good(material: Material) -> Iterator[str]:
    return not_told(material, "good")


def _bad(material: Material) -> Iterator[str]:
    return not_told(material, "bad")


def _like(material: Material) -> Iterator[str]:
    return not_told(material, "like")


def _balance(material: Material) -> Iterator[str]:
    """Only of options that tell both: what is not told is another item's fault."""
    least, most = BALANCE
    for option in material.aid.options:
        if told(option, "good") and told(option, "bad"):
            good, bad = (Said("", part).words for part in (option.good, option.bad))
            if not least <= good / bad <= most:
                yield f"option.{option.id}: {good} words of good sides, {bad} of bad sides"


def _cited(material: Material) -> Iterator[str]:
    for said in material.said:
        if said.statement.basis.value != "general" and not said.statement.refs:
            yield f"{said.address}: {said.statement.basis.value}, but no reference"


def _dated(material: Material) -> Iterator[str]:
    if material.atlas.date > material.today:
        yield f"atlas.toml: its date {material.atlas.date} is still to come"
    for address, topic in material.topics.items():
        if topic.date > material.today:
            yield f"{address}: its date {topic.date} is still to come"


def _note(name: str, what: str, material: Material) -> Iterator[str]:
    if len(material.notes.get(name, "").split()) < FEWEST_WORDS:
        yield f"note.{name}: {what} is not told"


def _updates(material: Material) -> Iterator[str]:
    return _note("updates", "how it is kept up to date", material)


def _funding(material: Material) -> Iterator[str]:
    return _note("funding", "who paid for it", material)


def _authors(material: Material) -> Iterator[str]:
    return _note("authors", "who wrote it", material)


def _evidence(material: Material) -> Iterator[str]:
    return _note("evidence", "how the evidence was chosen", material)


def _reading(material: Material) -> Iterator[str]:
    return _note("readability", "how easy it is to read", material)


def _uncertain(material: Material) -> Iterator[str]:
    for name, number in material.numbers.items():
        if number.low is None and not number.why_no_range.strip():
            yield f"number.{name}: neither a range nor a reason why there is none"


def _course(material: Material) -> Iterator[str]:
    for region in material.regions:
        offered = [option.id for option in material.aid.options if option.is_for(region)]
        if offered[:1] != [NONE]:
            yield f"{region}: no treatment is not the first of its options"


def _values(material: Material) -> Iterator[str]:
    if not material.aid.values:
        yield "values.toml: nobody is asked what matters to them"


def _path(material: Material) -> Iterator[str]:
    if TopicId("options") not in material.shared:
        yield "shared.options: there is no word on how to compare the options"


def _questions(material: Material) -> Iterator[str]:
    for region, text in material.regions.items():
        topic = text.topics.get(TopicId("questions"))
        if topic is None or not topic.says:
            yield f"{region}.questions: there is nothing to ask a surgeon"


SCREENING = NotApplicable("it concerns screening tests")
RULES = {
    QUALIFYING: (
        Rule("IP-1", "Says what the condition is, in every region", _conditions),
        Rule("IP-2", "Says what is to be decided", _decision),
        Rule("IP-3", "Describes at least four options in every region", _options),
        Rule("IP-4", "Tells the good sides of each option", _good),
        Rule("IP-5", "Tells the bad sides of each option", _bad),
        Rule("IP-6", "Tells what each option is like", _like),
    ),
    CERTIFICATION: (
        Rule("IP-C1", "Good and bad sides in equal detail (0.8 to 1.25)", _balance),
        Rule("IP-C2", "Names a source for what is not general knowledge", _cited),
        Rule("IP-C3", "Gives its date", _dated),
        Rule("IP-C4", "Says how it is kept up to date", _updates),
        Rule("IP-C5", "Tells how uncertain each number is", _uncertain),
        Rule("IP-C6", "Says who paid for it", _funding),
        Rule("IP-C7 to C10", "Screening tests", SCREENING),
    ),
    QUALITY: (
        Rule("IP-Q1", "Tells what happens if nothing is done", _course),
        Rule("IP-Q2", "Options side by side", Program("tests/panels/test_options_view.py")),
        Rule("IP-Q3", "Tells how likely outcomes are", Same("RC-8")),
        Rule("IP-Q4", "Says who was counted", Same("RC-8")),
        Rule("IP-Q5", "Gives events, not only words", Same("RC-6")),
        Rule("IP-Q6", "Says over which time", Same("RC-7")),
        Rule("IP-Q7", "Same denominator", Same("RC-5")),
        Rule("IP-Q8", "Words, numbers and pictures", Program("tests/panels/test_number_group.py")),
        Rule("IP-Q9", "Asks what matters to the visitor", _values),
        Rule("IP-Q10", "A way to decide, step by step", _path),
        Rule("IP-Q11", "Questions to take along, in every region", _questions),
        Rule("IP-Q12", "Needs of patients were asked for", People()),
        Rule("IP-Q13", "Needs of professionals were asked for", People()),
        Rule("IP-Q14", "Reviewed by patients", People()),
        Rule("IP-Q15", "Reviewed by professionals", People()),
        Rule("IP-Q16", "Tested with patients", People()),
        Rule("IP-Q17", "Tested with professionals", People()),
        Rule("IP-Q18", "Says how the evidence was chosen", _evidence),
        Rule("IP-Q19", "Says how good the evidence is", Same("RC-15")),
        Rule("IP-Q20", "Says who wrote it", _authors),
        Rule("IP-Q21", "Reports how easy it is to read", _reading),
        Rule("IP-Q22", "Improves the match of choice and values", People()),
        Rule("IP-Q23", "Improves knowledge", People()),
        Rule("IP-Q24 to Q28", "Screening tests", SCREENING),
    ),
}
