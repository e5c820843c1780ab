"""A complete atlas passes every automatic item; each fault fails its own rule only."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil

import pytest

from app.atlas.loader import open_trusted
from app.atlas.validation.check import check_atlas
from app.document.blocks import Bullets, Passage, all_blocks, plain_text
from app.standards.atlas_text import AtlasText
from app.standards.model import CoveredByTest, ItemState, Presence, SameAs
from app.standards.report import RULES, make_report
from app.standards.report_output import report_json, report_lines
from tests.architecture.rules import ROOT
from tests.atlas.synthetic import write_manifest
from tests.shipped_atlas.shipped import ATLAS
from tests.standards.complete_atlas import make_complete_atlas

TODAY = dt.date(2026, 3, 1)
REGION = "texts/en/regions/region-0.toml"
OTHER = "texts/en/regions/region-1.toml"
OPTIONS = "texts/en/options.toml"
ABOUT = "texts/en/about.toml"
SHARED = "texts/en/shared"
LONG = " ".join(["you can go on and on"] * 6)
MANY = ". ".join(["You can go on"] * 40)
HARD = "Individualised understanding necessitates comprehensive deliberation. " * 16


@pytest.fixture(scope="session")
def complete(tmp_path_factory):
    return make_complete_atlas(tmp_path_factory.mktemp("complete") / "made")


@pytest.fixture
def folder(complete, tmp_path):
    return shutil.copytree(complete, tmp_path / "made")


def report_of(folder, today=TODAY):
    """The report of an atlas as it is, also where a check would refuse it."""
    return make_report(open_trusted(folder, write_manifest(folder)), "en", today)


def rules_of_standard(made):
    """Items that are judged by a rule of their own, by state."""
    shared = {
        rule.id for rules in RULES.values() for rule in rules if isinstance(rule.judge, SameAs)
    }
    return {item.id: item for item in made.items if item.id not in shared}


def failed(made):
    return {
        name for name, item in rules_of_standard(made).items() if item.state is ItemState.FAILED
    }


def part(text, which):
    """The two lines of an option's part, so that they can be replaced."""
    return f'text = "This is the {which} of {text} as it is set out for you."'


def without_topic(text, name):
    """A region file without one of its topics."""
    start = text.index(f"[topics.{name}.short]")
    rest = text[start:]
    ends = [rest.find(f"[topics.{other}.short]") for other in ("risks", "not-known", "questions")]
    ends = [end for end in ends if end > 0]
    return text[:start] + (rest[min(ends) :] if ends else "")


# rule, file, text to replace, text that fails the rule
BAD = [
    ("IP-2", ABOUT, "Do I want this done, or not?", "Think about it."),
    ("IP-3", OPTIONS, 'id = "laser"', 'id = "laser"\nregions = ["region-1"]'),
    ("IP-4", OPTIONS, part("laser", "good"), 'text = "It helps."'),
    ("IP-5", OPTIONS, part("laser", "bad"), 'text = "Not much."'),
    ("IP-6", OPTIONS, part("suction", "like"), 'text = "Like this."'),
    (
        "IP-C1",
        OPTIONS,
        part("laser", "good"),
        'text = "It is good:\\n\\n- for this laser\\n- as it is set out for you"',
    ),
    ("IP-C2", REGION, '[ref:42]"\nbasis = "sourced"\nrefs = ["42"]', '"\nbasis = "sourced"'),
    ("IP-C3", OTHER, "date = 2026-01-31", "date = 2026-06-30"),
    ("IP-C4", ABOUT, "We look at it again each year or two.", "Yes."),
    ("IP-C5", "numbers.toml", 'low = "10"\nhigh = "30"\n', ""),
    ("IP-C6", ABOUT, "No one gave us cash for this.", "Ask."),
    ("IP-Q1", OPTIONS, 'id = "none"', 'id = "wait"'),
    ("IP-Q18", ABOUT, "We took what was found and read the short form.", "Well."),
    ("IP-Q20", ABOUT, "The team that made the tool wrote it.", "We did."),
    ("IP-Q21", ABOUT, "Two sums tell how hard it is to read.", "Easy."),
    ("DISCERN-1", ABOUT, 'id = "aims"', 'id = "other"'),
    ("DISCERN-9", OPTIONS, part("weight", "what"), 'text = "You know."'),
    (
        "DISCERN-13",
        "texts/en/recovery.toml",
        '[stages.life.sport]\ntext = "Do what you can with sport."\nbasis = "general"\n',
        "",
    ),
    ("PEMAT-4", "texts/en/terms.toml", "A pocket of clear fluid under the skin.", "Fluid."),
    ("PEMAT-7", REGION, "Rest when you can.", "Divide the days by three."),
    ("PEMAT-8", REGION, "Rest when you can.", MANY + "."),
    ("PEMAT-9", REGION, 'head = "Part one"', 'head = ""'),
    (
        "PEMAT-11",
        REGION,
        "The short of This is risks is this.",
        "You can go on. " * 12,
    ),
    ("PEMAT-22", "texts/en/steps.toml", 'id = "closing"', 'id = "garment"'),
    (
        "CCI-8",
        REGION,
        'text = "This is risks one.',
        'text = "Look:\\n\\n' + "- for this one\\n" * 8 + "\\nThis is risks one.",
    ),
    ("RD-1", f"{SHARED}/recovery.toml", "For all of us recovery one. ", HARD),
    ("RD-1 length", REGION, "Rest when you can.", LONG + "."),
    ("RC-2", REGION, "Rest when you can.", "It is half as likely, so twice the risk."),
    ("RC-3", REGION, "13 of 1,000", "12.5 of 1,000"),
    ("RC-3", REGION, "13 of 1,000", "0.2, 12 and 14 of 1,000"),
    ("RC-5", REGION, "came up in 13 of 1,000", "came up in 1 in 80"),
    ("RC-5 mixed", REGION, "13 of 1,000", "13 of 1,000 or 130 of 10,000"),
    ("RC-6", REGION, "Rest when you can.", "That is rare."),
    ("RC-7", "texts/en/numbers.toml", 'window = "a year"', 'window = ""'),
    ("RC-8", "texts/en/numbers.toml", 'setting = "one more team"', 'setting = ""'),
    ("RC-13", REGION, "Rest when you can.", "The average person can rest."),
    ("RC-15", f"{SHARED}/risks.toml", "Your own risk may differ.", "You can ask."),
    ("INT-references", REGION, 'refs = ["42"]', 'refs = ["42", "999"]'),
    ("INT-figures", REGION, "Rest when you can.", "Rest for 3 days."),
    ("INT-review", OTHER, '"not-reviewed"', '"reviewed"'),
    ("INT-honest", ABOUT, 'id = "testing"', 'id = "tried"'),
    ("INT-twins", "numbers.toml", 'beside = ["flank_seroma"]\n', ""),
    ("INT-names", "texts/en/names.toml", 'medical = "Fat region-0"', 'medical = ""'),
]


def test_the_complete_atlas_passes_every_automatic_item(folder):
    assert [str(mistake) for mistake in check_atlas(folder, today=TODAY).mistakes] == []
    items = rules_of_standard(report_of(folder)).values()
    unsure = [item for item in items if item.state in (ItemState.FAILED, ItemState.NOT_SCORED)]
    assert unsure == []


def test_each_bad_atlas_fails_its_own_rule_and_no_other(folder):
    wrong = {}
    for rule, file, before, after in BAD:
        path = folder / file
        text = path.read_text("utf-8")
        assert before in text, (rule, before)
        path.write_text(text.replace(before, after, 1), encoding="utf-8")
        if (found := failed(report_of(folder))) != {rule}:
            wrong[rule] = found
        path.write_text(text, encoding="utf-8")
    assert wrong == {}


WITHOUT = [
    ("IP-1", "check-first"),
    ("IP-Q11", "questions"),
    ("CCI-18", "risks"),
    ("RC-16", "not-known"),
]


@pytest.mark.parametrize(("rule", "topic"), WITHOUT)
def test_a_region_without_a_topic_is_caught_by_the_rule_of_that_topic(folder, rule, topic):
    path = folder / REGION
    path.write_text(without_topic(path.read_text("utf-8"), topic), encoding="utf-8")
    assert failed(report_of(folder)) == {rule}


WITHOUT_FILE = [
    # what an option means for a value is then shown by nothing
    ({"IP-Q9", "INT-shown"}, "texts/en/values.toml"),
    ({"CCI-13"}, "texts/en/quiz/region-0.toml"),
]


@pytest.mark.parametrize(("rules", "file"), WITHOUT_FILE)
def test_an_atlas_without_a_file_is_caught(folder, rules, file):
    (folder / file).unlink()
    assert failed(report_of(folder)) == rules


WITHOUT_SHARED_TOPIC = [
    # there is no tab then that shows the options
    ({"IP-Q10", "IP-3", "IP-Q1", "IP-Q9", "INT-shown"}, "options"),
    ({"DISCERN-7"}, "when-to-call"),
]


@pytest.mark.parametrize(("rules", "topic"), WITHOUT_SHARED_TOPIC)
def test_an_atlas_without_a_shared_topic_is_caught(folder, rules, topic):
    head = folder / "atlas.toml"
    text = head.read_text("utf-8")
    shared = text[text.index("shared_topics") :].split("]")[0]
    head.write_text(text.replace(shared, shared.replace(f'"{topic}"', '"risks"')), "utf-8")
    assert failed(report_of(folder)) == rules


TABS = {
    "first": ("check-first",),
    "procedure": ("procedure",),
    "risks": ("risks", "not-known", "quiz"),
    "recovery": ("recovery",),
    "options": ("options",),
    "questions": ("questions",),
}


def give_tabs(folder, without):
    """Make an atlas of schema 2 with a tab for every topic but one."""
    path = folder / "atlas.toml"
    text = path.read_text("utf-8").replace("schema = 1", "schema = 2", 1)
    tabs = {name: [one for one in topics if one != without] for name, topics in TABS.items()}
    shown = "".join(
        f'\n[[tabs]]\nid = "{name}"\ntopics = {json.dumps(topics)}\n'
        for name, topics in tabs.items()
        if topics
    )
    path.write_text(f"{text}{shown}", encoding="utf-8")


def test_an_atlas_with_a_tab_for_every_topic_passes(folder):
    give_tabs(folder, without="")
    assert failed(report_of(folder)) == set()


NOT_IN_A_TAB = [
    ("check-first", {"IP-1", "INT-shown"}),
    ("quiz", {"CCI-13", "INT-shown"}),
    ("procedure", {"PEMAT-22", "INT-shown"}),
    ("risks", {"CCI-18", "INT-shown"}),
    ("not-known", {"RC-16", "INT-shown"}),
    ("recovery", {"INT-shown"}),
    ("options", {"IP-3", "IP-Q1", "IP-Q9", "INT-shown"}),
    ("questions", {"IP-Q11", "INT-shown"}),
]


@pytest.mark.parametrize(("topic", "rules"), NOT_IN_A_TAB)
def test_what_no_tab_shows_does_not_count(folder, topic, rules):
    give_tabs(folder, without=topic)
    assert failed(report_of(folder)) == rules


def test_a_topic_without_a_short_text_and_without_an_overview_has_no_summary(folder):
    path = folder / OTHER
    text = path.read_text("utf-8")
    short = text[text.index("[topics.risks.short]") : text.index("[[topics.risks.says]]")]
    path.write_text(text.replace(short, ""), encoding="utf-8")
    assert failed(report_of(folder)) == {"PEMAT-11"}


CELLS = ("cuts", "time-off", "does", "downsides", "certainty")


def test_a_cell_of_the_options_is_judged_like_any_sentence(folder):
    path = folder / OPTIONS
    text = path.read_text("utf-8")
    for number, name in enumerate(("none", "weight", "suction", "laser")):
        said = "It is so." if number else "Twice the risk."
        filled = "".join(f'{cell} = "{said}"\n' for cell in CELLS)
        text = text.replace(
            f'name = "The {name}"\n', f'name = "The {name}"\n[options.cells]\n{filled}', 1
        )
    path.write_text(text, encoding="utf-8")
    made = report_of(folder)
    assert failed(made) == {"RC-2"}
    (item,) = [item for item in made.items if item.id == "RC-2"]
    assert item.why[0].startswith("option.none.cells.cuts: 'Twice the risk'")


def test_all_words_of_the_shipped_tabs_are_judged():
    material = AtlasText(open_trusted(ATLAS), "en", TODAY)
    judged = {" ".join(part.split()) for one in material.statements for part in one.paragraphs}
    program, words = set(), 0
    for region in material.regions:
        for text in texts_of(material.shown.region(region)):
            words += len(text.split())
            if text not in judged:
                program.add(text)
    assert words > 50_000
    own = [text for text in program if not text.startswith(PROGRAM_WORDS)]
    assert own == []


PROGRAM_WORDS = (
    "What to check first",
    "Check what you remember.",
    "Where no source is named",
    "About ",
    "None of ",
    "Fewer than ",
    "none was reported",
)
"""Sentences of the program in the tabs: the lead of the self-check, and numbers in words."""


def texts_of(document):
    for block in all_blocks(document):
        match block:
            case Passage(spans=spans):
                yield " ".join(plain_text(spans).split())
            case Bullets(items=items):
                yield from (" ".join(plain_text(spans).split()) for spans in items)


def test_a_region_that_never_addresses_the_reader_fails(folder):
    path = folder / REGION
    text = path.read_text("utf-8").replace("you", "we").replace("You", "We")
    path.write_text(text, encoding="utf-8")
    assert failed(report_of(folder)) == {"PEMAT-21"}


def test_an_expired_atlas_is_caught(folder):
    assert failed(report_of(folder, dt.date(2027, 3, 1))) == {"INT-expired"}


def test_every_rule_has_a_test_in_which_it_fails():
    judged = {
        rule.id
        for rules in RULES.values()
        for rule in rules
        if callable(rule.judge) or isinstance(rule.judge, Presence)
    }
    shown = {case[0] for case in BAD} | {rule for rule, _ in WITHOUT}
    shown |= {"IP-Q9", "IP-Q10", "CCI-13", "DISCERN-7", "PEMAT-21", "INT-expired", "INT-shown"}
    assert shown == judged
    assert len(judged) >= 30


def test_what_is_only_looked_for_is_never_reported_as_passed(shipped):
    presence = {
        rule.id for rules in RULES.values() for rule in rules if isinstance(rule.judge, Presence)
    }
    states = {item.state for item in shipped.items if item.id in presence}
    assert states == {ItemState.PRESENT}


def test_the_lengths_of_benefits_and_downsides_are_reported(shipped):
    (item,) = [item for item in shipped.items if item.id == "IP-C1"]
    assert len(item.why) == len(open_trusted(ATLAS).decision_aid("en").options)
    assert all(re.search(r"\d+ words of benefits, \d+ of downsides", line) for line in item.why)


def test_an_item_that_asks_the_same_has_the_same_result(folder):
    path = folder / OPTIONS
    text = path.read_text("utf-8").replace(part("laser", "bad"), 'text = "Not much."')
    path.write_text(text, encoding="utf-8")
    made = {item.id: item for item in report_of(folder).items}
    assert made["DISCERN-11"].state is ItemState.FAILED
    assert made["DISCERN-11"].why == ("see IP-5",)


def test_the_named_tests_exist():
    named = {
        rule.judge.test
        for rules in RULES.values()
        for rule in rules
        if isinstance(rule.judge, CoveredByTest)
    }
    assert [test for test in named if not (ROOT / test).is_file()] == []


@pytest.fixture(scope="module")
def shipped():
    return make_report(open_trusted(ATLAS), "en", open_trusted(ATLAS).date)


OFFERED = {
    "handout": "app/handout",
    "glossary": "app/panels/pages/glossary.py",
    "self-check": "app/panels/document/quiz.py",
    "kiosk": "app/kiosk",
    "audience": "app/present",
    "picture": "app/painting",
    "search": "app/atlas/search.py",
    "code": "app/handout/qr_codes.py",
}


@pytest.mark.parametrize("name", OFFERED)
def test_the_report_does_not_deny_a_feature_of_the_program(shipped, name):
    assert (ROOT / OFFERED[name]).exists()
    reasons = [(item.id, why) for item in shipped.items for why in item.why]
    assert [r for r in reasons if re.search(rf"\bno {name}|{name}\w* yet", r[1])] == []


def test_the_handout_is_an_item_covered_by_a_test(shipped):
    (item,) = [item for item in shipped.items if item.id == "RD-3"]
    assert item.state is ItemState.PROGRAM
    assert item.why == ("tests/handout/test_pages.py",)


def test_the_shipped_atlas_passes_every_automatic_item(shipped):
    unsure = [i for i in shipped.items if i.state in (ItemState.FAILED, ItemState.NOT_SCORED)]
    assert unsure == []


@pytest.mark.parametrize("standard", ["IPDAS qualifying", "IPDAS certification"])
def test_the_shipped_atlas_passes_all_six_rules_that_apply(shipped, standard):
    states = [item.state for item in shipped.items_of(standard)]
    assert states.count(ItemState.PASSED) + states.count(ItemState.PRESENT) == 6
    assert set(states) <= {ItemState.PASSED, ItemState.PRESENT, ItemState.NOT_APPLICABLE}


def test_items_that_need_people_are_reported_as_not_done(shipped):
    lines = "\n".join(report_lines(shipped))
    assert "IP-Q16           Tested with patients (needs people: not done)" in lines
    assert lines.endswith("need people, which has not been done.")


def test_the_document_holds_every_item_and_every_text(shipped):
    made = json.loads(report_json(shipped))
    assert made["schema"] == 2
    assert len(made["items"]) == len(shipped.items)
    assert {item["state"] for item in made["items"]} <= {state.value for state in ItemState}
    assert len(made["readability"]) == len(shipped.rows)
