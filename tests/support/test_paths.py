"""Does nothing but one function know where things lie, and can all of it be led elsewhere?"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.support import paths as module
from app.support.paths import HOME_VARIABLE, Paths, assets, shipped_atlas


def test_the_assets_of_a_clone_lie_beside_app() -> None:
    assert (assets() / "fonts" / "OFL.txt").is_file()
    assert (shipped_atlas() / "atlas.toml").is_file()


def test_the_assets_of_a_wheel_lie_inside_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "app" / "_assets"
    inside.mkdir(parents=True)
    (tmp_path / "assets").mkdir()
    monkeypatch.setattr(module, "__file__", str(tmp_path / "app" / "support" / "paths.py"))
    assert assets() == inside


def test_one_variable_leads_everything_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    assert Paths.for_user() == Paths.under(tmp_path)


def test_a_person_has_folders_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME_VARIABLE)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    found = Paths.for_user()
    assert "back-atlas" in found.settings.parts
    assert "back-atlas" in found.logs.parts


def test_asking_makes_no_folder(tmp_path: Path) -> None:
    Paths.under(tmp_path / "home")
    assert list(tmp_path.iterdir()) == []
