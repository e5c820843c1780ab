"""The folders of assets, settings and logs, and how BACK_ATLAS_HOME moves them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.support import paths as module
from app.support.paths import HOME_VARIABLE, Paths, assets, shipped_atlas


def test_the_assets_of_a_clone_are_beside_app() -> None:
    assert (assets() / "fonts" / "OFL.txt").is_file()
    assert (shipped_atlas() / "atlas.toml").is_file()


def test_the_assets_of_a_wheel_are_inside_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "app" / "_assets"
    inside.mkdir(parents=True)
    (tmp_path / "assets").mkdir()
    monkeypatch.setattr(module, "__file__", str(tmp_path / "app" / "support" / "paths.py"))
    assert assets() == inside


def test_one_variable_moves_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    assert Paths.for_user() == Paths.under(tmp_path)


def test_settings_and_logs_are_in_folders_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(HOME_VARIABLE)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    found = Paths.for_user()
    assert "back-atlas" in found.settings.parts
    assert "back-atlas" in found.logs.parts


def test_paths_create_no_folder(tmp_path: Path) -> None:
    Paths.under(tmp_path / "home")
    assert list(tmp_path.iterdir()) == []
