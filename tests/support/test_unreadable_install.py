"""An installation that the user may not read is distinguished from an incomplete one."""

from __future__ import annotations

import os
import pwd
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
    """A folder like that of PySide6's plugins, in a test that does not run as root."""
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


def test_a_readable_folder_is_not_a_problem(plugins: Path) -> None:
    assert find_unreadable(plugins) is None


def test_a_parent_folder_that_can_be_entered_need_not_be_listed(plugins: Path) -> None:
    plugins.parent.chmod(0o111)
    assert find_unreadable(plugins) is None


def test_the_first_folder_that_cannot_be_entered_is_found(plugins: Path) -> None:
    plugins.parent.chmod(0o600)
    assert find_unreadable(plugins) == plugins.parent


def test_a_folder_that_cannot_be_listed_is_found(plugins: Path) -> None:
    plugins.chmod(0o111)
    assert find_unreadable(plugins) == plugins


def test_a_file_that_cannot_be_read_is_found(plugins: Path) -> None:
    file = plugins / "libqwayland.so"
    file.chmod(0)
    assert find_unreadable(plugins) == file


def test_a_missing_folder_is_not_a_question_of_permissions(plugins: Path) -> None:
    assert find_unreadable(plugins / "never") is None


def test_the_message_names_the_user_the_folder_and_the_remedy(plugins: Path) -> None:
    sentence = unreadable_message(plugins)
    assert str(plugins) in sentence
    assert "below /opt" in sentence
    assert "apt-get" not in sentence
    if os.geteuid() == NOBODY:
        assert f"the user {pwd.getpwuid(NOBODY).pw_name} may not read" in sentence


@pytest.fixture
def plugin_folder_of_qt(plugins: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make it the folder where Qt looks for its plugins."""
    monkeypatch.setattr(qt_messages, "plugin_folder", lambda: plugins)
    monkeypatch.setenv("DISPLAY", ":0")
    return plugins


@pytest.mark.parametrize("messages", [NOT_FOUND, "could not connect to display", "xcb-cursor0"])
def test_unreadable_plugins_are_not_reported_as_a_missing_library(
    plugin_folder_of_qt: Path, messages: str
) -> None:
    plugin_folder_of_qt.chmod(0o111)
    assert start_failure_message(messages) == unreadable_message(plugin_folder_of_qt)


def test_a_missing_plugin_is_not_reported_as_a_missing_library(plugin_folder_of_qt: Path) -> None:
    sentence = start_failure_message(NOT_FOUND)
    assert f'Qt has no plugin "wayland" in {plugin_folder_of_qt}' in sentence
    assert "apt-get" not in sentence


def test_a_missing_library_of_the_system_is_reported(plugin_folder_of_qt: Path) -> None:
    messages = 'Could not load the Qt platform plugin "wayland" in "" even though it was found.'
    assert "apt-get install" in start_failure_message(messages)


def test_the_plugin_folder_contains_the_plugins() -> None:
    assert any("offscreen" in file.name for file in plugin_folder().iterdir())


LIBRARY = "libQt6Core.so.6: cannot open shared object file: No such file or directory"


def test_a_missing_library_of_pyside_is_installed_by_pip_and_not_by_apt() -> None:
    sentence = import_error_message(ImportError(LIBRARY))
    assert "libQt6Core, which comes with PySide6" in sentence
    assert "pip install --force-reinstall" in sentence
    assert "apt-get" not in sentence


def test_an_unreadable_library_of_pyside_is_reported_as_unreadable(
    plugins: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(missing_dependencies, "find_unreadable", lambda _folder: plugins)
    assert import_error_message(ImportError(LIBRARY)) == unreadable_message(plugins)
