"""Catalogue of messages, plural forms, and its service to Qt."""

from __future__ import annotations

import gc
import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from app.support import translation
from app.support.qt_translation import CatalogueTranslator, translate
from app.support.translation import PLURAL_RULES, Catalogue, read_messages, source_text

FILE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>Marks</name>
    <message>
        <location filename="x.py" line="3"/>
        <source>line &amp; arrow</source>
        <translation>ligne et
flèche</translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s)</source>
        <translation>
            <numerusform>%n trait</numerusform>
            <numerusform>%n traits</numerusform>
        </translation>
    </message>
    <message>
        <source>circle</source>
        <translation type="unfinished">cer</translation>
    </message>
    <message numerus="yes">
        <source>%n region(s)</source>
        <translation>
            <numerusform>%n région</numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>old words</source>
        <translation type="vanished">vieux mots</translation>
    </message>
</context>
</TS>
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of translations of an installation that has French."""
    monkeypatch.setattr(translation, "assets", lambda: tmp_path)
    found = tmp_path / "translations"
    found.mkdir()
    (found / "fr.ts").write_text(FILE, "utf-8")
    return found


def test_only_finished_translations_are_read() -> None:
    assert read_messages(FILE.encode()) == {
        ("Marks", "line & arrow"): ("ligne et\nflèche",),
        ("Marks", "%n mark(s)"): ("%n trait", "%n traits"),
    }


def test_a_message_is_translated_with_its_number_in_the_form_of_its_language(folder: Path) -> None:
    french = Catalogue.read("fr").translate
    assert french("Marks", "line & arrow") == "ligne et\nflèche"
    assert [french("Marks", "%n mark(s)", n) for n in (0, 1, 2)] == [
        "0 trait",
        "1 trait",
        "2 traits",
    ]


def test_a_message_without_a_translation_stays_english(folder: Path) -> None:
    french = Catalogue.read("fr").translate
    assert french("Marks", "circle") == "circle"
    assert french("Other", "line & arrow") == "line & arrow"
    assert french("Marks", "%n region(s)", 2) == "2 region(s)"


def test_a_language_without_a_file_is_english() -> None:
    assert Catalogue.read("xx").translate("Marks", "circle") == "circle"


@pytest.mark.parametrize("data", ["<TS><context>", "", None])
def test_a_file_that_cannot_be_read_is_logged_and_leaves_english(
    folder: Path, caplog: pytest.LogCaptureFixture, data: str | None
) -> None:
    (folder / "fr.ts").unlink()
    if data is None:
        (folder / "fr.ts").mkdir()
    else:
        (folder / "fr.ts").write_text(data)
    with caplog.at_level(logging.WARNING):
        assert Catalogue.read("fr").translate("Marks", "circle") == "circle"
    assert "the translations of fr cannot be read" in caplog.text


def test_the_shipped_file_has_the_english_plurals() -> None:
    english = Catalogue.read("en").translate
    assert [english("Extents", "%n word(s)", n) for n in (0, 1, 2)] == [
        "0 words",
        "1 word",
        "2 words",
    ]


def test_text_that_stays_english_shows_its_number() -> None:
    assert source_text("Any", "%n line(s)", 3) == "3 line(s)"
    assert source_text("Any", "100 %n") == "100 %n"


def test_plural_rules_choose_the_form_by_language() -> None:
    numbers = (0, 1, 2, 21)
    chosen = {language: [PLURAL_RULES[language](n) for n in numbers] for language in PLURAL_RULES}
    assert chosen["en"] == chosen["de"] == [1, 0, 1, 1]
    assert chosen["fr"] == [0, 0, 1, 1]
    assert chosen["ja"] == [0, 0, 0, 0]


class Base(QObject):
    def words(self) -> str:
        return self.tr("hello")


class Derived(Base):
    """Qt's tr looks for the message under the names of both classes."""


@pytest.fixture
def swedish(qapp):
    catalogue = Catalogue(
        {("Base", "hello"): ("hej",), ("Free", "%n cat(s)"): ("%n katt", "%n katter")}, "sv"
    )
    translator = CatalogueTranslator(catalogue, qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)
    translator.deleteLater()


def test_one_catalogue_serves_tr_of_a_class_its_subclasses_and_translate(swedish: None) -> None:
    gc.collect()
    assert Base().words() == Derived().words() == "hej"
    assert translate("Free", "%n cat(s)", 1) == "1 katt"
    assert translate("Free", "%n cat(s)", 2) == "2 katter"


def test_qt_shows_the_english_text_where_the_catalogue_has_none(swedish: None) -> None:
    assert translate("Free", "dog") == "dog"
    assert translate("Free", "%n dog(s)", 2) == "2 dog(s)"


def test_a_second_catalogue_does_not_hide_the_first(swedish: None) -> None:
    assert translate("Extents", "%n word(s)", 1) == "1 word"
