"""The settings keep appearance and nothing else; a wrong field does not cost the others."""

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


def test_settings_that_are_written_are_read_again(file):
    settings = Settings(theme="dark", text_size=150, figure="man", country="gb")
    write_settings(file, settings)
    assert read(file) == (settings, [])


def test_without_a_file_the_defaults_are_used_without_a_warning(file):
    assert read(file) == (Settings(), [])


def test_a_region_and_a_word_are_never_written(file):
    showing = replace(Showing(), place=Place(RegionId("flank")), term="secret canary")
    write_settings(file, Settings().with_appearance_of(showing))
    text = file.read_text(encoding="utf-8")
    assert "flank" not in text
    assert "canary" not in text


@pytest.mark.parametrize(
    ("field", "value"),
    [("text_size", 900), ("text_size", "150"), ("width", True), ("theme", 3), ("skin", "x" * 99)],
)
def test_a_field_that_is_not_valid_is_reported_and_replaced(file, field, value):
    file.parent.mkdir()
    file.write_text(json.dumps({"figure": "man", field: value}), encoding="utf-8")
    settings, warnings = read(file)
    assert (settings.figure, getattr(settings, field)) == ("man", getattr(Settings(), field))
    assert len(warnings) == 1
    assert field in warnings[0]


BROKEN = [b"", b"{", b"\xff\xfe", b"[1]", b"[" * 90_000, b"null", b" " * 200_000, b'{"a": "\xe9"}']


@pytest.mark.parametrize("raw", BROKEN, ids=[str(raw[:20]) for raw in BROKEN])
def test_a_broken_file_gives_the_defaults_and_is_reported(file, raw):
    file.parent.mkdir()
    file.write_bytes(raw)
    settings, (warning,) = read(file)
    assert settings == Settings()
    assert "it cannot be read (" in warning


def test_a_broken_file_is_renamed_before_a_new_one_is_written(file):
    file.parent.mkdir()
    file.write_bytes(b"{")
    write_settings(file, Settings(theme="dark"))
    assert read(file) == (Settings(theme="dark"), [])
    assert file.with_name("settings.broken").read_bytes() == b"{"


def test_a_byte_order_mark_is_accepted(file):
    file.parent.mkdir()
    file.write_text('{"theme": "dark"}', "utf-8-sig")
    assert read(file) == (Settings(theme="dark"), [])


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda file: file.symlink_to("/dev/zero")])
def test_anything_but_a_plain_file_is_reported_without_waiting_for_it(file, make):
    file.parent.mkdir()
    make(file)
    settings, (warning,) = read(file)
    assert settings == Settings()
    assert "it is not a plain file" in warning


def test_an_unknown_key_is_reported_with_the_nearest_known_one_and_stays(file):
    file.parent.mkdir()
    file.write_text('{"them": "dark", "voice": {"speed": [1, 2]}}', "utf-8")
    settings, warnings = read(file)
    assert settings == Settings()
    assert f"look at {file}: unknown key 'them', did you mean 'theme'?" in warnings
    write_settings(file, Settings(theme="contrast"))
    raw = json.loads(file.read_text("utf-8"))
    assert (raw["them"], raw["voice"], raw["theme"]) == ("dark", {"speed": [1, 2]}, "contrast")


@pytest.mark.parametrize(("chosen", "written"), [("", {"name": "sepia"}), ("dark", "dark")])
def test_a_value_of_another_type_stays_until_the_setting_is_changed(file, chosen, written):
    file.parent.mkdir()
    file.write_text('{"theme": {"name": "sepia"}}', "utf-8")
    write_settings(file, Settings(theme=chosen))
    assert json.loads(file.read_text("utf-8"))["theme"] == written


def test_a_lone_surrogate_is_not_valid_and_does_not_prevent_writing(file):
    file.parent.mkdir()
    file.write_text('{"figure": "\\ud800", "\\ud800": "\\ud800"}', "utf-8")
    settings, warnings = read(file)
    assert settings == Settings()
    assert len(warnings) == 2
    write_settings(file, settings)
    assert json.loads(file.read_text("utf-8"))["\ud800"] == "\ud800"


@pytest.mark.parametrize("text", [r"\ud800", r"\udcff", r"\u001b[2J", r"a\nb", r"\u202eb"])
@pytest.mark.parametrize("key", ["country", "figure", "audience_screen"])
def test_a_text_that_is_not_one_printable_line_is_replaced_by_the_default(file, key, text):
    file.parent.mkdir()
    file.write_text(f'{{"{key}": "{text}", "theme": "dark"}}', encoding="utf-8")
    settings, warnings = read(file)
    # Compared by repr, because pytest-xdist cannot send lone surrogates between processes.
    assert repr(settings) == repr(Settings(theme="dark"))
    assert len(warnings) == 1
    write_settings(file, settings)
    assert read(file) == (settings, [])


def test_any_text_in_the_settings_can_be_written(file):
    write_settings(file, Settings(audience_screen="\ud800", figure="\u0416"))
    assert read(file)[0].figure == "\u0416"


def test_a_link_to_a_missing_file_gives_the_defaults_without_a_warning(file):
    file.parent.mkdir()
    file.symlink_to("real.json")
    assert read_settings(file, pytest.fail) == Settings()


def test_settings_are_written_through_a_link_to_a_missing_file(file):
    file.parent.mkdir()
    file.symlink_to("real.json")
    write_settings(file, Settings(theme="dark"))
    assert file.is_symlink()
    assert read_settings(file.with_name("real.json"), pytest.fail).theme == "dark"


def test_unknown_keys_are_reported_in_the_order_of_the_file(file):
    keys = [f"key{n}" for n in range(10)]
    file.parent.mkdir()
    file.write_text(json.dumps(dict.fromkeys(keys, 1)))
    warnings = []
    read_settings(file, warnings.append)
    assert [warning.split("'")[1] for warning in warnings] == keys
