"""Usual paper size: the first variable or file that names a country or a paper decides."""

from __future__ import annotations

import os

import pytest

from app.handout.paper_size import usual_paper

LETTER = "BZ CA CL CO CR GT MX NI PA PH PR SV US VE"


def usual(file, **environ):
    return usual_paper({name: value for name, value in environ.items() if value is not None}, file)


@pytest.fixture
def no_file(tmp_path):
    return tmp_path / "papersize"


@pytest.mark.parametrize(
    "value",
    ["", "C", "POSIX", "C.UTF-8", "C.utf8", "en", "en.UTF-8", "es_419", "nonsense", "_US", "C_US@"],
)
def test_a_variable_without_a_country_is_passed_over(no_file, value):
    assert usual(no_file, LC_ALL=value, LC_PAPER=value, LANG=value) == "a4"
    assert usual(no_file, LC_ALL=value, LC_PAPER="en_US.UTF-8", LANG="de_DE.UTF-8") == "letter"


@pytest.mark.parametrize("value", ["de_DE.UTF-8", "en_GB", "pt_BR.UTF-8", "sr_RS@latin", "zh-CN"])
def test_most_countries_use_a4(no_file, value):
    assert usual(no_file, LANG=value) == "a4"


@pytest.mark.parametrize("country", LETTER.split(" "))
def test_the_countries_that_cldr_lists_use_letter(no_file, country):
    assert usual(no_file, LANG=f"xx_{country}.UTF-8") == "letter"


@pytest.mark.parametrize("value", ["en_US", "en-US", "es_MX@euro", "fil_PH.UTF-8", "az_Latn_US"])
def test_every_way_to_write_a_locale_is_understood(no_file, value):
    assert usual(no_file, LANG=value) == "letter"


def test_lc_all_comes_before_lc_paper_and_lc_paper_before_lang(no_file):
    assert usual(no_file, LC_ALL="de_DE", LC_PAPER="en_US", LANG="en_US") == "a4"
    assert usual(no_file, LC_PAPER="de_DE.UTF-8", LANG="en_US.UTF-8") == "a4"
    assert usual(no_file, LC_ALL="C", LC_PAPER="en_US", LANG="de_DE") == "letter"


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
def test_the_file_of_the_system_decides_if_no_variable_does(no_file, text, paper):
    no_file.write_text(text)
    assert usual(no_file, LANG="C.UTF-8") == paper


def test_a_variable_comes_before_the_file_of_the_system(no_file):
    no_file.write_text("letter\n")
    assert usual(no_file, LANG="de_DE.UTF-8") == "a4"


def test_a_file_that_cannot_be_read_is_passed_over(no_file):
    no_file.mkdir()
    assert usual(no_file) == "a4"


def test_a_pipe_in_place_of_the_file_does_not_block_the_program(no_file):
    os.mkfifo(no_file)
    assert usual(no_file) == "a4"
