"""Every message of the program can be found and translated, and the files are complete."""

from __future__ import annotations

import pytest

from app.support.translation import PLURAL_RULES, read_messages
from assets.build.messages import FOLDER, expected, extracted, modules, ts_file

LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.ts"))


def test_every_message_is_literal_text_in_a_call_that_the_catalogue_serves() -> None:
    found = list(modules())
    offences = [offence for module in found for offence in module.offences]
    assert not offences, "\n".join(offences)
    assert sum(len(module.messages) for module in found) > 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_of_translations_is_complete_and_holds_nothing_unused(language: str) -> None:
    known = read_messages((FOLDER / f"{language}.ts").read_bytes())
    wanted = expected(language)
    assert sorted(wanted.keys() - known.keys()) == [], "run: python assets/build/messages.py"
    assert sorted(known.keys() - wanted.keys()) == [], "run: python assets/build/messages.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_of_translations_has_the_plural_forms_of_its_language(language: str) -> None:
    known = read_messages((FOLDER / f"{language}.ts").read_bytes())
    forms = 1 + max(map(PLURAL_RULES[language], range(200)))
    wrong = [
        key
        for key, message in expected(language).items()
        if len(known[key]) != (forms if message.has_number else 1)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_of_translations_is_as_the_script_writes_it(language: str) -> None:
    data = (FOLDER / f"{language}.ts").read_bytes()
    forms = 1 + max(map(PLURAL_RULES[language], range(200)))
    assert data == ts_file(language, read_messages(data), forms)


def test_a_new_language_gets_every_message_as_unfinished() -> None:
    data = ts_file("de", {}, 2)
    assert data.count(b'type="unfinished"') == len(expected("de")) > 400
    assert read_messages(data) == {}


def keys(source: str) -> list[tuple[str, str]]:
    found = extracted("app/x.py", source)
    assert found.offences == []
    return [message.key for message in found.messages]


def test_messages_are_found_with_their_context() -> None:
    assert keys("class A:\n def b(self): return self.tr('a ' 'b')") == [("A", "a b")]
    assert keys("translate('C', '%n line(s)', n)") == [("C", "%n line(s)")]
    assert keys("Catalogue.read('en').translate('C', 'd')") == [("C", "d")]
    assert keys("painter.translate(x, y)\nself._translate('C', 'd')") == [("C", "d")]


REFUSED = [
    "class A:\n def b(self): self.tr(f'{n} lines')",
    "class A:\n def b(self): self.tr(words)",
    "class A:\n def b(self): self.tr('a' + b)",
    "class A:\n def b(self): self.tr('%n line(s)')",
    "class A:\n def b(self): self.tr('%n line(s)', '', 3)",
    "class A:\n def b(self): tr = self.tr",
    "def b(box): box.tr('a')",
    "translate('C', words)",
    "translate('C', f'{n} lines')",
    "translate('C', 'a' + b)",
    "translate('C', 'a {}'.format(b))",
    "translate(context, 'a')",
    "translate('C', '%n line(s)')",
    "translate('C', 'lines', 3)",
    "translate('C', '%n line(s)', n=3)",
    "catalogue.translate(context, words)",
    "QCoreApplication.translate('C', 'a')",
    "words = QtCore.QCoreApplication.translate",
]


def test_a_text_that_cannot_be_found_is_refused() -> None:
    taken = [source for source in REFUSED if not extracted("app/x.py", source).offences]
    assert taken == []
