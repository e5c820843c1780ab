"""The message for a missing package or library names it and the command that installs it."""

from __future__ import annotations

import re
import sys
import tomllib

import pytest

from app.support.missing_dependencies import APT_PACKAGES, PIP_REQUIREMENTS, import_error_message
from app.support.qt_messages import plugin_file
from tests.architecture.rules import ROOT

NOT_FOUND = "cannot open shared object file: No such file or directory"
CASES = [
    (f"libEGL.so.1: {NOT_FOUND}", "apt-get install libegl1"),
    (f"libGL.so.1: {NOT_FOUND}", "apt-get install libgl1"),
    (f"libglib-2.0.so.0: {NOT_FOUND}", "apt-get install libglib2.0-0"),
    (f"libnever-heard-of.so.3: {NOT_FOUND}", f"apt-get install {APT_PACKAGES}"),
    ("No module named 'PySide6'", 'pip install "PySide6-Essentials>=6.8,<6.12"'),
    ("No module named 'PySide6.QtWidgets'", 'pip install "PySide6-Essentials>=6.8,<6.12"'),
    ("No module named 'msgspec'", 'pip install "msgspec"'),
    ("No module named 'PIL'", 'pip install "pillow"'),
    ("No module named 'fpdf'", 'pip install "fpdf2"'),
    ("No module named 'tomli._parser'", 'pip install "tomli"'),
    ("DLL load failed while importing QtCore", "--force-reinstall"),
]


PACKAGE_OF_LIBRARY = {
    "libwayland-client.so.0": "libwayland-cursor0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
ON_EVERY_SYSTEM = {"libc.so.6", "libm.so.6", "libgcc_s.so.1", "libstdc++.so.6"}


def test_the_package_list_has_what_a_kiosk_on_wayland_needs() -> None:
    data = plugin_file("wayland").read_bytes()
    named = {name.decode() for name in re.findall(rb"\0(lib[\w.+-]+\.so\.\d+)(?=\0)", data)}
    needed = {name for name in named if not name.startswith("libQt6")} - ON_EVERY_SYSTEM
    assert needed == PACKAGE_OF_LIBRARY.keys()
    assert set(PACKAGE_OF_LIBRARY.values()) <= set(APT_PACKAGES.split())


@pytest.mark.parametrize(("error", "command"), CASES)
def test_one_sentence_says_what_is_missing_and_how_to_install_it(error: str, command: str) -> None:
    sentence = import_error_message(ImportError(error))
    assert sentence.startswith("Back Atlas cannot start:")
    assert command in sentence
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
def test_pip_is_suggested_only_for_our_own_dependencies(name: str) -> None:
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
def test_an_error_without_a_module_does_not_suggest_pip(said: str) -> None:
    sentence = import_error_message(ImportError(said))
    assert "pip" not in sentence
    assert "Install Back Atlas again" in sentence


@pytest.mark.parametrize("name", sorted(PIP_REQUIREMENTS))
def test_a_frozen_build_never_suggests_pip(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "pip" not in import_error_message(
        ModuleNotFoundError(f"No module named '{name}'", name=name)
    )


def test_a_broken_package_is_installed_again() -> None:
    said = "cannot import name 'Image' from 'PIL' (/opt/PIL/__init__.py)"
    sentence = import_error_message(ImportError(said, name="PIL"))
    assert 'pip install --force-reinstall "pillow"' in sentence


def test_the_packages_for_pip_are_the_dependencies_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {re.split("[<>=]", one)[0].lower() for one in project["dependencies"]}
    assert {re.split("[<>=]", one)[0].lower() for one in PIP_REQUIREMENTS.values()} == named
