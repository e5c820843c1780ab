"""Appearance is kept, and nothing else; a bad file costs no more than its bad fields."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from app.body.ids import Place, RegionId
from app.session.settings import Settings, read_settings, write_settings
from app.session.showing import Showing


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
    write_settings(file, Settings().kept_from(showing))
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


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[1]", b"[" * 100_000, b"null"])
def test_a_broken_file_leaves_the_defaults(file, raw):
    file.parent.mkdir()
    file.write_bytes(raw)
    assert read(file)[0] == Settings()


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
