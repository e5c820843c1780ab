"""Does a missing library end in one sentence that says which, and how to get it?"""

from __future__ import annotations

import pytest

from app.support.missing import APT_PACKAGES, sentence_for

OPEN = "cannot open shared object file: No such file or directory"
CASES = [
    (f"libEGL.so.1: {OPEN}", "apt-get install libegl1"),
    (f"libGL.so.1: {OPEN}", "apt-get install libgl1"),
    (f"libglib-2.0.so.0: {OPEN}", "apt-get install libglib2.0-0"),
    (f"libnever-heard-of.so.3: {OPEN}", f"apt-get install {APT_PACKAGES}"),
    ("No module named 'PySide6'", 'pip install "PySide6-Essentials>=6.8,<6.12"'),
    ("No module named 'PySide6.QtWidgets'", 'pip install "PySide6-Essentials>=6.8,<6.12"'),
    ("No module named 'msgspec'", 'pip install "msgspec"'),
    ("No module named 'PIL'", 'pip install "pillow"'),
    ("DLL load failed while importing QtCore", "--force-reinstall"),
]


@pytest.mark.parametrize(("said", "get"), CASES)
def test_one_sentence_says_what_is_missing_and_how_to_get_it(said: str, get: str) -> None:
    sentence = sentence_for(ImportError(said))
    assert sentence.startswith("Back Atlas cannot start:")
    assert get in sentence
    assert "\n" not in sentence
