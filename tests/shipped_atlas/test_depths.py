"""What a patient needs to decide stands in front of the studies, in few words and the same rows."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.shipped_atlas import shipped

ATLAS = shipped.toml(shipped.ATLAS / "atlas.toml")
NAMES = shipped.toml(shipped.TEXTS / "names.toml")
ROWS = ATLAS["risk_rows"]
EVIDENCE = shipped.evidence_rows()
QUESTIONS = {
    "what": "What is it?",
    "for-me": "Is it for me?",
    "can-do": "What can it do?",
    "wrong": "What could go wrong?",
    "check": "What to check first?",
}
EVERYWHERE = ["any", "seroma", "uneven", "hospital", "burn", "death"]
RANGES = {"any": ("26.2", "120"), "seroma": ("0", "108"), "infection": ("0.20", "26")}
"""The ranges of section 4.2 of medical.md and section 7 of additions.md."""
NUMBER = r"\d+(?:,\d+)*"
OPTIONS = shipped.toml(shipped.TEXTS / "options.toml")["options"]

each_region = pytest.mark.parametrize("region", shipped.region_names())


def words(text):
    return re.findall(r"[\w'%.,-]*\w", shipped.visible_text(text))


def overview(region):
    start = f"{region}.overview."
    return {
        said.address.removeprefix(start): said
        for said in shipped.regions()
        if said.address.startswith(start)
    }


def rows_of(region):
    return [row for row in ROWS if region in row.get("regions", [region])]


def studies():
    return [said for said in shipped.regions() + shipped.shared() if said.depth == "studies"]


@each_region
def test_the_overview_answers_the_same_five_questions(region):
    assert {name: said.head for name, said in overview(region).items()} == QUESTIONS


@each_region
def test_the_overview_is_short(region):
    assert 60 <= sum(len(words(said.text)) for said in overview(region).values()) <= 120


@each_region
def test_the_overview_leaves_the_numbers_of_harm_to_the_table(region):
    assert not re.search(r"\d", overview(region)["wrong"].text)


@each_region
def test_the_overview_speaks_to_the_reader_and_does_not_hide_behind_reports(region):
    text = " ".join(said.text for said in overview(region).values())
    assert re.search(r"\byou(?:r)?\b", text, re.IGNORECASE)
    assert not re.search(r"report|tend to|considered?\b", text)


@each_region
def test_a_region_has_the_same_six_rows_and_at_most_one_of_its_own(region):
    rows = [row["id"] for row in rows_of(region)]
    assert [row for row in rows if row in EVERYWHERE] == EVERYWHERE
    assert len(rows) <= len(EVERYWHERE) + 1


def test_the_row_of_a_region_is_a_count_that_its_own_risks_tell():
    told = {
        (said.address.split(".")[0], number)
        for said in shipped.regions()
        for number in said.numbers
    }
    own = [(region, row) for row in ROWS for region in row.get("regions", ())]
    assert own
    assert [
        (region, row["id"])
        for region, row in own
        if not {(region, number) for number in row["numbers"]} <= told
    ] == []


def test_the_rows_stand_in_the_order_of_their_highest_rate():
    highest = [max(Decimal(EVIDENCE[name]["per1000"]) for name in row["numbers"]) for row in ROWS]
    own = {index for index, row in enumerate(ROWS) if row.get("regions")}
    shared = [rate for index, rate in enumerate(highest) if index not in own]
    assert shared == sorted(shared, reverse=True)


@pytest.mark.parametrize("row", RANGES)
def test_a_row_holds_the_lowest_and_the_highest_count_of_the_evidence(row):
    numbers = next(one["numbers"] for one in ROWS if one["id"] == row)
    rates = [Decimal(EVIDENCE[name]["per1000"]) for name in numbers]
    assert (min(rates), max(rates)) == tuple(map(Decimal, RANGES[row]))


TREATED = ["seroma", "infection", "uneven", "burn", "sides", "lung"]
"""Rows whose harm section 5 of additions.md has a line for."""


def test_a_row_says_what_is_done_about_its_harm():
    assert sorted(row["id"] for row in ROWS if row.get("done")) == sorted(TREATED)


def test_every_row_asks_one_question_that_fits_it():
    asked = {row["id"]: row["ask"] for row in ROWS}
    texts = {said.address: said.text for said in shipped.shared()}
    words = {"seroma": "fluid", "infection": "infected", "uneven": "uneven", "burn": "temperature"}
    words |= {"sides": "uneven", "lung": "lung", "any": "figures", "hospital": "hospital"}
    words |= {"death": "clot"}
    assert asked.keys() == words.keys()
    for row, word in words.items():
        name, number = asked[row].split(".")
        items = re.findall(r"^- (.*)$", texts[f"shared.questions.{name}"], re.MULTILINE)
        assert word in items[int(number) - 1]


def test_the_row_of_burns_counts_laser_only():
    numbers = next(row["numbers"] for row in ROWS if row["id"] == "burn")
    assert numbers == ["lal_burn"]


def test_whom_and_when_to_call_is_never_behind_the_studies():
    asking = re.compile(r"\[emergency\]|is an emergency|(?:call|tell) (?:the|your) clinic", re.I)
    assert studies()
    assert [said.address for said in studies() if asking.search(said.text)] == []


def test_no_part_of_when_to_call_is_behind_the_studies():
    calls = [said for said in shipped.shared() if said.address.startswith("shared.when-to-call.")]
    assert calls
    assert {said.depth for said in calls} == {"main"}


@each_region
def test_the_rule_about_lumps_is_the_shared_one_and_in_front(region):
    rule = next(said for said in shipped.regions() if said.address == f"{region}.check-first.lump")
    assert (rule.included, rule.depth) == ("lump-rule", "main")


def test_the_rule_about_lumps_has_no_second_wording():
    signs = re.compile(r"5 cm or (?:more|larger)|golf ball")
    own = [said for said in shipped.all_statements() if not said.included]
    assert [said.address for said in own if signs.search(said.text)] == []


def test_the_rule_about_lumps_has_every_sign_of_the_evidence():
    rule = shipped.visible_text(shipped.statements()["lump-rule"]["text"])
    signs = (
        "any new lump",
        "at any age and even if it is small",
        "5 cm or more",
        "golf ball",
        "growing",
        "hard",
    )
    more = ("painful", "deep", "does not move", "came back after removal", "no name yet")
    assert [sign for sign in (*signs, *more) if sign not in rule] == []


def test_the_cells_of_the_options_are_short():
    long = [
        (option["id"], key, text)
        for option in OPTIONS
        for key, text in option["cells"].items()
        if len(words(text)) > 12
    ]
    assert long == []


def test_a_number_in_a_cell_stands_in_the_text_of_its_option_too():
    missing = []
    for option in OPTIONS:
        said = [option[part]["text"] for part in shipped.OPTION_PARTS]
        said += [meets["text"] for meets in option["meets"].values()]
        known = re.findall(NUMBER, re.sub(r"\[ref:[^\]]+\]", "", " ".join(said)))
        for key, text in option["cells"].items():
            found = re.findall(NUMBER, text)
            missing += [(option["id"], key, one) for one in found if one not in known]
    assert missing == []


def test_every_row_and_tab_has_a_name():
    assert sorted(NAMES["risks"]) == sorted(row["id"] for row in ROWS)
    assert sorted(NAMES["tabs"]) == sorted(tab["id"] for tab in ATLAS["tabs"])
