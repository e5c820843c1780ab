"""Message catalogue of the program, without Qt.

Every sentence that the program shows is written in English in the code, as the second argument of
a `translate` call. A catalogue gives the same sentence in another language, and in English the
right form for a number. The files are those of Qt Linguist: assets/translations/<language>.ts.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol
from xml.parsers import expat

from app.support.paths import assets
from app.support.read_file import read_file

NO_NUMBER = -1
_log = logging.getLogger(__name__)


class Translate(Protocol):
    """Translates one message.

    `context` groups messages, as the name of a class does for Qt's `tr`. `text` is the English
    source. `n` is the number that replaces "%n"; it also chooses the plural form.
    """

    def __call__(self, context: str, text: str, n: int = NO_NUMBER, /) -> str: ...


PLURAL_RULES: Mapping[str, Callable[[int], int]] = {
    **dict.fromkeys(("de", "en", "es", "it", "nl", "sv"), lambda n: int(n != 1)),
    "fr": lambda n: int(n > 1),
    **dict.fromkeys(("ja", "ko", "th", "vi", "zh"), lambda _: 0),
}
"""Which of its plural forms a language uses for a number, in the order of Qt Linguist.

A language with other rules, such as Polish or Arabic, needs a line here before its file can be
used; tests/support/test_messages.py says so.
"""


class Catalogue:
    """The messages of one language. A message that it does not have stays English."""

    def __init__(
        self, messages: Mapping[tuple[str, str], tuple[str, ...]], language: str = "en"
    ) -> None:
        """Keep the messages: context and source text to the translation, or its plural forms."""
        self._messages = messages
        self._plural_form = PLURAL_RULES.get(language, PLURAL_RULES["en"])

    @classmethod
    def read(cls, language: str) -> Catalogue:
        """Read the catalogue of a language; it is empty if there is no such file.

        A file that cannot be read is logged: English is better than no program.
        """
        try:
            return cls(read_messages(read_file(_file(language))), language)
        except FileNotFoundError:
            return cls({}, language)
        except (OSError, expat.ExpatError) as error:
            _log.warning("the translations of %s cannot be read: %s", language, error)
            return cls({}, language)

    def find(self, context: str, text: str, n: int = NO_NUMBER) -> str | None:
        """Return the translation, in the plural form of `n`, or None if there is none."""
        forms = self._messages.get((context, text))
        if forms is None:
            return None
        form = forms[min(self._plural_form(n), len(forms) - 1)] if n >= 0 else forms[0]
        return form.replace("%n", str(n)) if n >= 0 else form

    def translate(self, context: str, text: str, n: int = NO_NUMBER) -> str:
        """Return the translation, or the source text."""
        found = self.find(context, text, n)
        return source_text(context, text, n) if found is None else found


def source_text(_context: str, text: str, n: int = NO_NUMBER) -> str:
    """Return the source text: for messages that stay English, such as those about a file."""
    return text.replace("%n", str(n)) if n >= 0 else text


def _file(language: str) -> Path:
    return assets() / "translations" / f"{language}.ts"


def read_messages(data: bytes) -> dict[tuple[str, str], tuple[str, ...]]:
    """Read a file of Qt Linguist; messages without a finished translation are left out.

    Raises:
        ExpatError: it is not XML.
    """
    reader, is_final = _TsReader(), True
    reader.parser.Parse(data, is_final)
    return reader.messages


class _TsReader:
    """Collects the messages of a .ts file while expat reads it."""

    def __init__(self) -> None:
        self.messages: dict[tuple[str, str], tuple[str, ...]] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._add_text
        self._context = self._source = self._text = ""
        self._forms: list[str] = []
        self._is_finished = False

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._text = ""
        if tag == "translation":
            self._forms = []
            self._is_finished = "type" not in attributes  # unfinished, vanished or obsolete

    def _add_text(self, text: str) -> None:
        self._text += text

    def _end(self, tag: str) -> None:
        if tag == "name":
            self._context = self._text
        elif tag == "source":
            self._source = self._text
        elif tag == "numerusform":
            self._forms.append(self._text)
        elif tag == "translation":
            forms = tuple(self._forms) or (self._text,)
            if self._is_finished and all(forms):
                self.messages[self._context, self._source] = forms
