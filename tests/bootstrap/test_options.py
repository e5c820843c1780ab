"""Is every command line either understood or answered in one line?"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.bootstrap.options import Command, Options, UsageError, parse_options
from app.session.state import SKIN_TONES, THEMES


def _refusal(*words: str) -> str:
    with pytest.raises(UsageError) as refused:
        parse_options(words)
    return str(refused.value)


@pytest.mark.parametrize("name", ["", "  ", "a\0b.png"])
def test_a_name_of_no_file_is_refused_with_what_to_do(name: str) -> None:
    with pytest.raises(UsageError, match="is no file: name one to write"):
        parse_options(["picture", "--out", name])


def test_no_word_at_all_means_explore() -> None:
    assert parse_options([]) == Options()


def test_the_first_word_is_the_command() -> None:
    assert parse_options(["explore", "--region", "flank"]).command is Command.EXPLORE
    assert parse_options(["check", "my-atlas"]) == Options(Command.CHECK, atlas=Path("my-atlas"))


def test_every_option_is_understood() -> None:
    line = (
        "picture --atlas a --region flank --side left --figure man --build fuller --view back"
        " --skin tone-3 --theme dark --text-size 130 --language en --size 800x600 --out x.png"
    )
    assert parse_options(line.split()) == Options(
        command=Command.PICTURE,
        atlas=Path("a"),
        region="flank",
        side="left",
        figure="man",
        build="fuller",
        view="back",
        skin="tone-3",
        theme="dark",
        text_size=130,
        language="en",
        size=(800, 600),
        out=Path("x.png"),
    )


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        (["--theme", "pink"], THEMES),
        (["--skin", "tone-9"], SKIN_TONES),
        (["--side", "middle", "--region", "flank"], ["left", "right", "both"]),
        (["paint"], ["explore", "picture", "check"]),
    ],
)
def test_an_unknown_value_is_answered_with_all_that_are_known(
    words: list[str], listed: tuple[str, ...]
) -> None:
    refusal = _refusal(*words)
    assert all(known in refusal for known in listed)
    assert "\n" not in refusal


@pytest.mark.parametrize("size", ["", "x", "20x", "x20", "10x10", "99999x600", "1e3x600", "-5x5"])
def test_a_size_that_cannot_be_is_answered_with_what_can(size: str) -> None:
    assert "360x480 to 8192x8192" in _refusal(f"--size={size}")


@pytest.mark.parametrize("text_size", ["99", "201", "1e2", "", "٣٠٠", "12.5"])
def test_a_text_size_that_cannot_be_is_answered_with_what_can(text_size: str) -> None:
    assert "100 to 200" in _refusal(f"--text-size={text_size}")


def test_a_number_of_ten_thousand_digits_is_answered_too() -> None:
    assert "\n" not in _refusal("--text-size", "9" * 10_000)


def test_a_side_without_a_region_is_asked_back() -> None:
    assert "--region" in _refusal("--side", "left")


def test_both_sides_without_a_region_say_nothing() -> None:
    assert parse_options(["--side", "both"]).side == "both"


def test_a_picture_needs_a_file() -> None:
    assert "--out" in _refusal("picture")


def test_a_flag_must_be_written_out() -> None:
    assert "--reg" in _refusal("--reg", "flank")


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_help_and_version_answer_and_end(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse_options([word])
    assert ended.value.code == 0
    assert "ack" in capsys.readouterr().out
