"""Does a missing library end in one sentence that says which, and how to get it?"""

from __future__ import annotations

import re

import pytest

from app.support.missing import APT_PACKAGES, sentence_for
from app.support.qt_messages import plugin_file

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


BROUGHT_BY = {
    "libwayland-client.so.0": "libwayland-cursor0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
OF_EVERY_SYSTEM = {"libc.so.6", "libm.so.6", "libgcc_s.so.1", "libstdc++.so.6"}


def test_all_that_painting_in_cage_needs_is_on_the_list() -> None:
    data = plugin_file("wayland").read_bytes()
    named = {name.decode() for name in re.findall(rb"\0(lib[\w.+-]+\.so\.\d+)(?=\0)", data)}
    needed = {name for name in named if not name.startswith("libQt6")} - OF_EVERY_SYSTEM
    assert needed == BROUGHT_BY.keys()
    assert set(BROUGHT_BY.values()) <= set(APT_PACKAGES.split())


@pytest.mark.parametrize(("said", "get"), CASES)
def test_one_sentence_says_what_is_missing_and_how_to_get_it(said: str, get: str) -> None:
    sentence = sentence_for(ImportError(said))
    assert sentence.startswith("Back Atlas cannot start:")
    assert get in sentence
    assert "\n" not in sentence
