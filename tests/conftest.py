"""Fixtures and settings for all tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from app.support.paths import Paths
from app.support.qt_translation import install_translations
from app.widgets.input_kind import InputKindFilter
from tests import speedups
from tests.atlas.synthetic import make_atlas

# No deadline, because the machine may be slow; derandomised, so that every run has the same
# examples.
hypothesis.settings.register_profile(
    "atlas",
    deadline=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("atlas")


@pytest.fixture(scope="session", autouse=True)
def shared_results() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        speedups.apply(patch)
        yield


@pytest.fixture(autouse=True)
def delete_closed_widgets() -> Iterator[None]:
    """Delete the widgets that a test has closed, because Qt does so only in an event loop."""
    yield
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def qapp(qapp):
    """Qt's application with the translations, the fonts and the input watch of the program.

    Sizes of words are cached, so all tests need the fonts before they measure any.
    """
    install_translations(qapp)
    speedups.load_fonts_once()
    InputKindFilter.install()
    return qapp


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """The folders of a person who has never started the program."""
    return Paths.under(tmp_path / "home")


@pytest.fixture
def atlas_folder(tmp_path: Path) -> Path:
    return make_atlas(tmp_path / "atlas", 3)


@pytest.fixture
def mistaken_folder(atlas_folder: Path) -> Path:
    (atlas_folder / "references.toml").write_text("[", encoding="utf-8")
    (atlas_folder / "texts" / "en" / "names.toml").unlink()
    return atlas_folder
