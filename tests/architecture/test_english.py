"""Is the English of code and documents free of banned words, and does the rule find them?"""

from __future__ import annotations

import pytest

from tests.architecture.english import BANNED, plain_english, texts
from tests.architecture.rules import Source

CODE, DOCUMENT = "app/workspace/planted.py", "docs/planted.md"

OFFENDERS = [
    (CODE, '"""Shows the region to whoever asks."""'),
    (CODE, "word = 1  # Nobody reads it."),
    (CODE, "# The panel is made\n# anew."),
    (CODE, "# Saves what is on\n# show."),
    (CODE, 'def f():\n    """Saves what is on\n    show."""'),
    (CODE, 'word = self.tr("Ask a keeper")'),
    (CODE, 'word = f"{count} mistakes are told"'),
    (CODE, "def test_the_line_tells_the_region(): ..."),
    (CODE, 'def f():\n    """Closes it.\n\n    For good.\n    """'),
    (DOCUMENT, "What is on show is kept."),
    (DOCUMENT, "Two windows, one that is hidden."),
]
INNOCENT = [
    (CODE, '"""Keeps the one that was asked for; `told` is not a word of prose in code."""'),
    (CODE, "told = 1"),
    (CODE, 'group = "back-atlas-keeper"'),
    (DOCUMENT, "Run `sudo -u back-atlas-keeper`; the housekeeper indoors was not-told."),
    (DOCUMENT, "```\nnobody\n```\n"),
]


def test_no_text_has_a_banned_word():
    offences = [f"{text.path}: {found}" for text in texts() for found in plain_english(text)]
    assert offences == []


@pytest.mark.parametrize(("path", "text"), OFFENDERS)
def test_a_planted_offender_is_found(path, text):
    assert len(list(plain_english(Source(path, text)))) == 1


@pytest.mark.parametrize(("path", "text"), INNOCENT)
def test_what_is_allowed_passes(path, text):
    assert list(plain_english(Source(path, text))) == []


def test_an_offence_names_its_line():
    text = '"""A module.\n\nSays what is on show.\n"""\nx = 1  # for good\n'
    assert list(plain_english(Source(CODE, text))) == ["line 3: on show", "line 5: for good"]


def test_each_banned_word_comes_with_a_better_one():
    assert all(BANNED.values())
