"""A small good atlas that nobody has sealed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.atlas.synthetic import make_atlas


@pytest.fixture
def atlas_folder(tmp_path: Path) -> Path:
    return make_atlas(tmp_path / "atlas", 3)


@pytest.fixture
def mistaken_folder(atlas_folder: Path) -> Path:
    (atlas_folder / "references.toml").write_text("[", encoding="utf-8")
    (atlas_folder / "texts" / "en" / "names.toml").unlink()
    return atlas_folder
