"""The options are described with equal care: the same parts, benefits and downsides alike."""

from __future__ import annotations

import re

import pytest

from tests.shipped_atlas import shipped

OPTIONS = {
    option["id"]: option for option in shipped.toml(shipped.TEXTS / "options.toml")["options"]
}
VALUES = [value["id"] for value in shipped.toml(shipped.TEXTS / "values.toml")["values"]]
VALUE_OF_CELL = {"cuts": "cuts", "time-off": "time-off", "certainty": "evidence"}
"""The values that a cell is about; the program puts such a column first."""
REGIONS = [region["id"] for region in shipped.toml(shipped.ATLAS / "atlas.toml")["regions"]]

each_option = pytest.mark.parametrize("option", OPTIONS)


def words(text):
    return len(re.findall(r"[\w'%.,-]*\w", shipped.visible_text(text)))


def parts(option):
    return {part: OPTIONS[option][part]["text"] for part in shipped.OPTION_PARTS}


@each_option
def test_good_and_bad_sides_have_the_same_structure(option):
    good, bad = (OPTIONS[option][part]["text"] for part in ("good", "bad"))
    assert ("\n- " in good) is ("\n- " in bad)
    assert "**" not in good + bad


@each_option
def test_every_part_is_there_and_short(option):
    assert {p: n for p, text in parts(option).items() if not 4 <= (n := words(text)) <= 55} == {}


@each_option
def test_sentences_are_short(option):
    texts = [OPTIONS[option][part]["text"] for part in shipped.OPTION_PARTS]
    texts += [said["text"] for said in OPTIONS[option]["meets"].values()]
    long = [s for text in texts for s in shipped.sentences(text) if words(s) > 25]
    assert long == []


@each_option
def test_it_says_what_it_means_for_each_value(option):
    by_cells = set(VALUE_OF_CELL.values())
    assert [value for value in VALUES if value not in by_cells] == list(OPTIONS[option]["meets"])
    assert all(OPTIONS[option]["cells"][cell] for cell in VALUE_OF_CELL)


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_offers_no_treatment_first_and_every_kind(region):
    offered = [name for name, one in OPTIONS.items() if region in one.get("regions", [region])]
    assert offered[0] == "none"
    assert {"weight", "suction", "laser", "ultrasound", "radiofrequency"} <= set(offered)
    assert {"freezing", "heat-plates"} & set(offered)


def test_excision_is_offered_for_loose_skin_and_for_a_fat_pad():
    assert set(OPTIONS["back-lift"]["regions"]) == {"bra-line", "underarm", "midback"}
    assert OPTIONS["pad-removal"]["regions"] == ["neck-base"]


def test_there_are_four_value_questions_and_each_can_be_left_open():
    values = shipped.toml(shipped.TEXTS / "values.toml")["values"]
    assert len(values) == 4
    assert all(value["answers"][-1]["id"] == "not-sure" for value in values)
