"""Appearance is kept, and nothing else; a bad file costs no more than its bad fields."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from app.body.regions import Place, RegionId
from app.session.settings import Settings, read_settings, write_settings
from app.session.state import Showing


@pytest.fixture
def file(tmp_path):
    return tmp_path / "home" / "settings"


def read(file):
    warnings = []
    return read_settings(file, warnings.append), warnings


def test_what_is_written_is_read_again(file):
    settings = Settings(theme="dark", text_size=150, figure="man", country="gb")
    write_settings(file, settings)
    assert read(file) == (settings, [])


def test_without_a_file_the_defaults_are_used_in_silence(file):
    assert read(file) == (Settings(), [])


def test_a_region_and_a_search_are_never_kept(file):
    showing = replace(Showing(), place=Place(RegionId("flank")), search="secret canary")
    write_settings(file, Settings().with_appearance_of(showing))
    text = file.read_text(encoding="utf-8")
    assert "flank" not in text
    assert "canary" not in text


@pytest.mark.parametrize(
    ("field", "value"),
    [("text_size", 900), ("text_size", "150"), ("width", True), ("theme", 3), ("skin", "x" * 99)],
)
def test_a_field_that_does_not_fit_is_told_and_replaced(file, field, value):
    file.parent.mkdir()
    file.write_text(json.dumps({"figure": "man", field: value}), encoding="utf-8")
    settings, warnings = read(file)
    assert (settings.figure, getattr(settings, field)) == ("man", getattr(Settings(), field))
    assert len(warnings) == 1
    assert field in warnings[0]


BROKEN = [b"", b"{", b"\xff\xfe", b"[1]", b"[" * 90_000, b"null", b" " * 200_000, b'{"a": "\xe9"}']


@pytest.mark.parametrize("raw", BROKEN, ids=[str(raw[:20]) for raw in BROKEN])
def test_a_broken_file_leaves_the_usual_settings_and_is_told(file, raw):
    file.parent.mkdir()
    file.write_bytes(raw)
    settings, (warning,) = read(file)
    assert settings == Settings()
    assert "it cannot be read (" in warning


def test_a_broken_file_is_put_aside_before_another_is_written(file):
    file.parent.mkdir()
    file.write_bytes(b"{")
    write_settings(file, Settings(theme="dark"))
    assert read(file) == (Settings(theme="dark"), [])
    assert file.with_name("settings.broken").read_bytes() == b"{"


def test_a_byte_order_mark_is_read(file):
    file.parent.mkdir()
    file.write_text('{"theme": "dark"}', "utf-8-sig")
    assert read(file) == (Settings(theme="dark"), [])


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda file: file.symlink_to("/dev/zero")])
def test_what_is_no_plain_file_is_told_without_waiting(file, make):
    file.parent.mkdir()
    make(file)
    settings, (warning,) = read(file)
    assert settings == Settings()
    assert "it is not a plain file" in warning


def test_a_key_that_is_not_known_is_told_with_the_nearest_and_stays(file):
    file.parent.mkdir()
    file.write_text('{"them": "dark", "voice": {"speed": [1, 2]}}', "utf-8")
    settings, told = read(file)
    assert settings == Settings()
    assert f"look at {file}: unknown key 'them', did you mean 'theme'?" in told
    write_settings(file, Settings(theme="contrast"))
    kept = json.loads(file.read_text("utf-8"))
    assert (kept["them"], kept["voice"], kept["theme"]) == ("dark", {"speed": [1, 2]}, "contrast")


@pytest.mark.parametrize(("chosen", "kept"), [("light", {"name": "sepia"}), ("dark", "dark")])
def test_a_value_that_does_not_fit_stays_until_something_else_is_chosen(file, chosen, kept):
    file.parent.mkdir()
    file.write_text('{"theme": {"name": "sepia"}}', "utf-8")
    write_settings(file, Settings(theme=chosen))
    assert json.loads(file.read_text("utf-8"))["theme"] == kept


def test_half_a_letter_does_not_fit_and_hinders_no_writing(file):
    file.parent.mkdir()
    file.write_text('{"figure": "\\ud800", "\\ud800": "\\ud800"}', "utf-8")
    settings, told = read(file)
    assert settings == Settings()
    assert len(told) == 2
    write_settings(file, settings)
    assert json.loads(file.read_text("utf-8"))["\ud800"] == "\ud800"


@pytest.mark.parametrize("text", [r"\ud800", r"\udcff", r"\u001b[2J", r"a\nb", r"\u202eb"])
@pytest.mark.parametrize("key", ["country", "figure", "audience_screen"])
def test_a_text_that_is_no_plain_line_is_replaced_by_the_default_and_can_be_kept(file, key, text):
    file.parent.mkdir()
    file.write_text(f'{{"{key}": "{text}", "theme": "dark"}}', encoding="utf-8")
    settings, warnings = read(file)
    # By their repr: a report of lone surrogates cannot be sent from process to process.
    assert repr(settings) == repr(Settings(theme="dark"))
    assert len(warnings) == 1
    write_settings(file, settings)
    assert read(file) == (settings, [])


def test_whatever_settings_hold_can_be_written(file):
    write_settings(file, Settings(audience_screen="\ud800", figure="\u0416"))
    assert read(file)[0].figure == "\u0416"


def test_settings_behind_a_link_to_a_file_still_to_be_made_are_the_usual_ones_in_silence(file):
    file.parent.mkdir()
    file.symlink_to("real.json")
    assert read_settings(file, pytest.fail) == Settings()


def test_settings_are_written_through_a_link_to_a_file_still_to_be_made(file):
    file.parent.mkdir()
    file.symlink_to("real.json")
    write_settings(file, Settings(theme="dark"))
    assert file.is_symlink()
    assert read_settings(file.with_name("real.json"), pytest.fail).theme == "dark"


def test_unknown_keys_are_told_in_the_order_of_the_file(file):
    keys = [f"key{n}" for n in range(10)]
    file.parent.mkdir()
    file.write_text(json.dumps(dict.fromkeys(keys, 1)))
    told = []
    read_settings(file, told.append)
    assert [words.split("'")[1] for words in told] == keys
