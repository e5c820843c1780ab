"""Is an installation that this user may not read told from one that lacks something?"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.support import missing_dependencies, qt_messages
from app.support.missing_dependencies import (
    find_unreadable,
    import_error_message,
    unreadable_message,
)
from app.support.qt_messages import plugin_folder, start_failure_message

NOBODY = 65_534
NOT_FOUND = 'Could not find the Qt platform plugin "wayland" in ""'


@pytest.fixture
def plugins() -> Iterator[Path]:
    """A folder like that of PySide6's plugins, looked at by somebody who is not root."""
    root = Path(tempfile.mkdtemp(prefix="back-atlas-readable-"))
    folder = root / "Qt" / "plugins" / "platforms"
    folder.mkdir(parents=True)
    (folder / "libqwayland.so").write_bytes(b"\x7fELF")
    root.chmod(0o755)
    is_root = os.geteuid() == 0
    if is_root:
        shutil.chown(root, NOBODY)
        for path in root.rglob("*"):
            shutil.chown(path, NOBODY)
        os.seteuid(NOBODY)
    yield folder
    if is_root:
        os.seteuid(0)
    for path in (folder.parent, folder):
        path.chmod(0o755)
    shutil.rmtree(root)


def test_what_can_be_read_hinders_nobody(plugins: Path) -> None:
    assert find_unreadable(plugins) is None


def test_a_folder_that_may_be_passed_through_needs_not_be_listed(plugins: Path) -> None:
    plugins.parent.chmod(0o111)
    assert find_unreadable(plugins) is None


def test_the_first_folder_that_may_not_be_entered_is_named(plugins: Path) -> None:
    plugins.parent.chmod(0o600)
    assert find_unreadable(plugins) == plugins.parent


def test_a_folder_that_cannot_be_listed_is_named(plugins: Path) -> None:
    plugins.chmod(0o111)
    assert find_unreadable(plugins) == plugins


def test_a_file_that_cannot_be_read_is_named(plugins: Path) -> None:
    file = plugins / "libqwayland.so"
    file.chmod(0)
    assert find_unreadable(plugins) == file


def test_what_is_not_there_is_no_matter_of_rights(plugins: Path) -> None:
    assert find_unreadable(plugins / "never") is None


def test_the_sentence_names_who_what_and_where_to(plugins: Path) -> None:
    sentence = unreadable_message(plugins)
    assert str(plugins) in sentence
    assert "below /opt" in sentence
    assert "apt-get" not in sentence
    if os.geteuid() == NOBODY:
        assert "the user nobody may not read" in sentence


@pytest.fixture
def theirs(plugins: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Qt looks into that folder."""
    monkeypatch.setattr(qt_messages, "plugin_folder", lambda: plugins)
    monkeypatch.setenv("DISPLAY", ":0")
    return plugins


@pytest.mark.parametrize("said", [NOT_FOUND, "could not connect to display", "xcb-cursor0"])
def test_plugins_that_cannot_be_read_are_no_missing_library(theirs: Path, said: str) -> None:
    theirs.chmod(0o111)
    assert start_failure_message(said) == unreadable_message(theirs)


def test_a_plugin_that_is_not_there_is_no_missing_library_either(theirs: Path) -> None:
    sentence = start_failure_message(NOT_FOUND)
    assert f'Qt has no plugin "wayland" in {theirs}' in sentence
    assert "apt-get" not in sentence


def test_a_library_of_the_system_is_still_told(theirs: Path) -> None:
    said = 'Could not load the Qt platform plugin "wayland" in "" even though it was found.'
    assert "apt-get install" in start_failure_message(said)


def test_qt_looks_where_its_plugins_are() -> None:
    assert any("offscreen" in file.name for file in plugin_folder().iterdir())


LIBRARY = "libQt6Core.so.6: cannot open shared object file: No such file or directory"


def test_a_library_of_qts_own_is_got_by_pip_and_not_from_the_system() -> None:
    sentence = import_error_message(ImportError(LIBRARY))
    assert "libQt6Core, which comes with PySide6" in sentence
    assert "pip install --force-reinstall" in sentence
    assert "apt-get" not in sentence


def test_a_library_of_qts_own_that_cannot_be_read_is_told_so(
    plugins: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(missing_dependencies, "find_unreadable", lambda _folder: plugins)
    assert import_error_message(ImportError(LIBRARY)) == unreadable_message(plugins)
