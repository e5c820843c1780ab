"""Every command line is parsed, or refused with a message of one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.bootstrap.options import Command, Options, UsageError, parse_options
from app.session.state import SKIN_TONES, THEMES


def _error(*arguments: str) -> str:
    with pytest.raises(UsageError) as refused:
        parse_options(arguments)
    return str(refused.value)


@pytest.mark.parametrize("name", ["", "  ", "a\0b.png"])
def test_something_that_is_not_a_file_name_is_refused_with_the_remedy(name: str) -> None:
    assert "is not a file name: give one to write" in _error("picture", "--out", name)


def test_an_empty_command_line_means_explore() -> None:
    assert parse_options([]) == Options()


def test_the_first_word_is_the_command() -> None:
    assert parse_options(["explore", "--region", "flank"]).command is Command.EXPLORE
    assert parse_options(["check", "my-atlas"]) == Options(Command.CHECK, atlas=Path("my-atlas"))


def test_every_option_of_a_window_is_parsed() -> None:
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
    ("arguments", "listed"),
    [
        (["--theme", "pink"], THEMES),
        (["--skin", "tone-9"], SKIN_TONES),
        (["--side", "middle", "--region", "flank"], ["left", "right", "both"]),
        (["paint"], ["explore", "picture", "check"]),
    ],
)
def test_the_message_for_an_unknown_value_lists_the_known_ones(
    arguments: list[str], listed: tuple[str, ...]
) -> None:
    error = _error(*arguments)
    assert all(known in error for known in listed)
    assert "\n" not in error


@pytest.mark.parametrize("size", ["", "x", "20x", "x20", "10x10", "99999x600", "1e3x600", "-5x5"])
def test_the_message_for_a_wrong_size_gives_the_limits(size: str) -> None:
    assert "360x480 to 8192x8192" in _error(f"--size={size}")


@pytest.mark.parametrize("text_size", ["99", "201", "1e2", "", "٣٠٠", "12.5"])
def test_the_message_for_a_wrong_text_size_gives_the_limits(text_size: str) -> None:
    assert "100 to 200" in _error(f"--text-size={text_size}")


def test_a_number_of_ten_thousand_digits_is_refused_in_one_line() -> None:
    assert "\n" not in _error("--text-size", "9" * 10_000)


def test_a_side_without_a_region_is_refused() -> None:
    assert "--region" in _error("--side", "left")


def test_both_sides_without_a_region_are_allowed() -> None:
    assert parse_options(["--side", "both"]).side == "both"


def test_a_picture_needs_a_file() -> None:
    assert "--out" in _error("picture")


def test_options_cannot_be_abbreviated() -> None:
    assert "--reg" in _error("--reg", "flank")


@pytest.mark.parametrize("command", [None, *Command])
def test_the_help_of_every_command_names_it_and_fits_into_eighty_columns(
    command: Command | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as ended:
        parse_options([*([command.value] if command else []), "--help"])
    assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert (f" {command.value} " if command else "back-atlas [COMMAND]") in printed
    assert [line for line in printed.splitlines() if len(line) > 80] == []


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse_options(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("Back Atlas ")
