"""Are the things that README, ARCHITECTURE and CONTRIBUTING name really there?"""

from __future__ import annotations

import pytest

from tests.architecture.documents import (
    DOCUMENTS_WITH_PATHS,
    NOTE_LINES,
    document,
    exit_codes_agree,
    layers_agree,
    notes,
    paths_exist,
    short_note,
)
from tests.architecture.rules import Source

CODES = "<summary>Exit codes</summary>\n| 0 | done |\n| 3 | unknown |\n</details>"
ARCHITECTURE, README = document("ARCHITECTURE.md").text, document("README.md").text

OFFENDERS = [
    (paths_exist, "see `app/nothing.py`"),
    (paths_exist, "see `docs/decisions/9999-nothing.md`"),
    (paths_exist, "see `tests/nothing`"),
    (paths_exist, "see `NOTHING.md`"),
    (layers_agree, ARCHITECTURE.replace("| 4 | `app/workspace` |", "| 5 | `app/workspace` |")),
    (layers_agree, ARCHITECTURE.replace("| 4 | `app/workspace` |", "| - | `app/workspace` |")),
    (exit_codes_agree, CODES),
    (exit_codes_agree, README.replace("| 69 | ", "| 68 | ")),
    (short_note, "a line\n" * (NOTE_LINES + 1)),
]
INNOCENT = [
    (paths_exist, "see `app/cli/main.py`, `app/atlas` and `README.md`; run `python main.py check`"),
    (short_note, "a line\n" * NOTE_LINES),
]


@pytest.mark.parametrize("path", DOCUMENTS_WITH_PATHS)
def test_every_path_in_backticks_exists(path):
    assert list(paths_exist(document(path))) == []


def test_the_table_of_layers_is_that_of_the_import_contract():
    assert list(layers_agree(document("ARCHITECTURE.md"))) == []


def test_the_readme_lists_every_exit_code():
    found = [f"README.md: {one}" for one in exit_codes_agree(document("README.md"))]
    assert found == []


def test_every_decision_note_is_short():
    assert [f"{note.path}: {found}" for note in notes() for found in short_note(note)] == []


@pytest.mark.parametrize(("rule", "text"), OFFENDERS)
def test_a_planted_offender_is_found(rule, text):
    assert list(rule(Source("README.md", text)))


@pytest.mark.parametrize(("rule", "text"), INNOCENT)
def test_what_is_allowed_passes(rule, text):
    assert not list(rule(Source("README.md", text)))


def test_every_rule_for_documents_has_a_planted_offender():
    rules = {paths_exist, layers_agree, exit_codes_agree, short_note}
    assert {rule for rule, _ in OFFENDERS} == rules
