"""Does a missing library end in one sentence that says which, and how to get it?"""

from __future__ import annotations

import re
import sys
import tomllib

import pytest

from app.support.missing_dependencies import APT_PACKAGES, PIP_REQUIREMENTS, import_error_message
from app.support.qt_messages import plugin_file
from tests.architecture.rules import ROOT

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
    ("No module named 'fpdf'", 'pip install "fpdf2"'),
    ("No module named 'tomli._parser'", 'pip install "tomli"'),
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
    sentence = import_error_message(ImportError(said))
    assert sentence.startswith("Back Atlas cannot start:")
    assert get in sentence
    assert "\n" not in sentence


FOREIGN = [
    "c787785866c7b801238d__mypyc",
    "encodings.idna",
    "_ctypes",
    "fontTools",
    "app.handout.pdf",
    "socket",
    "pillow",
    "msgspecs",
]


@pytest.mark.parametrize("name", FOREIGN)
def test_pip_is_never_asked_for_a_module_that_is_no_dependency_of_ours(name: str) -> None:
    sentence = import_error_message(ModuleNotFoundError(f"No module named '{name}'", name=name))
    assert "pip" not in sentence
    assert f"the module {name} is missing" in sentence
    assert sentence.endswith("Install Back Atlas again")


@pytest.mark.parametrize(
    "said",
    [
        "cannot import name 'x' from 'app.bootstrap.qt_app' (/opt/app/bootstrap/qt_app.py)",
        "DLL load failed while importing _ctypes: not found",
        "bad magic number in 'zipfile'",
        "",
    ],
)
def test_what_says_no_module_of_ours_is_not_laid_to_qt(said: str) -> None:
    sentence = import_error_message(ImportError(said))
    assert "pip" not in sentence
    assert "Install Back Atlas again" in sentence


@pytest.mark.parametrize("name", sorted(PIP_REQUIREMENTS))
def test_a_frozen_build_is_never_sent_to_pip(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "pip" not in import_error_message(
        ModuleNotFoundError(f"No module named '{name}'", name=name)
    )


def test_a_module_of_ours_that_is_broken_is_got_anew() -> None:
    said = "cannot import name 'Image' from 'PIL' (/opt/PIL/__init__.py)"
    sentence = import_error_message(ImportError(said, name="PIL"))
    assert 'pip install --force-reinstall "pillow"' in sentence


def test_pip_is_asked_for_what_the_project_depends_on() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {re.split("[<>=]", one)[0].lower() for one in project["dependencies"]}
    assert {re.split("[<>=]", one)[0].lower() for one in PIP_REQUIREMENTS.values()} == named
