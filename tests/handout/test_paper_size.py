"""The paper that is usual where the program runs: the first place that names one decides."""

from __future__ import annotations

import os

import pytest

from app.handout.paper_size import usual_paper

LETTER = "BZ CA CL CO CR GT MX NI PA PH PR SV US VE"


def usual(file, **environ):
    return usual_paper({name: value for name, value in environ.items() if value is not None}, file)


@pytest.fixture
def none(tmp_path):
    return tmp_path / "papersize"


@pytest.mark.parametrize(
    "value",
    ["", "C", "POSIX", "C.UTF-8", "C.utf8", "en", "en.UTF-8", "es_419", "nonsense", "_US", "C_US@"],
)
def test_a_variable_without_a_country_says_nothing(none, value):
    assert usual(none, LC_ALL=value, LC_PAPER=value, LANG=value) == "a4"
    assert usual(none, LC_ALL=value, LC_PAPER="en_US.UTF-8", LANG="de_DE.UTF-8") == "letter"


@pytest.mark.parametrize("value", ["de_DE.UTF-8", "en_GB", "pt_BR.UTF-8", "sr_RS@latin", "zh-CN"])
def test_a4_is_usual_in_most_countries(none, value):
    assert usual(none, LANG=value) == "a4"


@pytest.mark.parametrize("country", LETTER.split(" "))
def test_letter_is_usual_in_the_countries_of_cldr(none, country):
    assert usual(none, LANG=f"xx_{country}.UTF-8") == "letter"


@pytest.mark.parametrize("value", ["en_US", "en-US", "es_MX@euro", "fil_PH.UTF-8", "az_Latn_US"])
def test_a_locale_may_be_written_in_any_of_its_ways(none, value):
    assert usual(none, LANG=value) == "letter"


def test_lc_all_goes_before_lc_paper_and_that_before_lang(none):
    assert usual(none, LC_ALL="de_DE", LC_PAPER="en_US", LANG="en_US") == "a4"
    assert usual(none, LC_PAPER="de_DE.UTF-8", LANG="en_US.UTF-8") == "a4"
    assert usual(none, LC_ALL="C", LC_PAPER="en_US", LANG="de_DE") == "letter"


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("letter\n", "letter"),
        ("# of this machine\n\n  Letter # mine\n", "letter"),
        ("a4\n", "a4"),
        ("", "a4"),
        ("legal\n", "a4"),
        ("#letter\n", "a4"),
    ],
)
def test_the_file_of_the_system_speaks_where_no_variable_does(none, text, paper):
    none.write_text(text)
    assert usual(none, LANG="C.UTF-8") == paper


def test_the_file_of_the_system_is_not_asked_where_a_variable_speaks(none):
    none.write_text("letter\n")
    assert usual(none, LANG="de_DE.UTF-8") == "a4"


def test_a_file_that_cannot_be_read_says_nothing(none):
    none.mkdir()
    assert usual(none) == "a4"


def test_a_pipe_in_its_place_does_not_hold_the_program_up(none):
    os.mkfifo(none)
    assert usual(none) == "a4"
