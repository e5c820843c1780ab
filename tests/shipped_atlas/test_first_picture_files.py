"""The files of the first picture fit the plates, outlines, themes and skin tones."""

from __future__ import annotations

import importlib.util
import json

import numpy as np
import pytest
from PIL import Image

from tests.architecture.rules import ROOT
from tests.shipped_atlas.shipped import ATLAS

PLATES = sorted(file.name for file in (ATLAS / "plates").glob("*.webp"))
SCRIPT = ROOT / "assets" / "build" / "make_first_picture.py"


def test_each_plate_has_a_half_plate():
    assert sorted(file.name for file in (ATLAS / "half-plates").glob("*.webp")) == PLATES


@pytest.mark.parametrize("name", PLATES)
def test_a_half_plate_is_its_plate_at_half_the_size(name):
    with Image.open(ATLAS / "plates" / name) as image:
        whole = np.asarray(image.convert("RGBA")).astype(float)
    with Image.open(ATLAS / "half-plates" / name) as image:
        half = np.asarray(image.convert("RGBA")).astype(float)
    height, width, _ = whole.shape
    expected = whole.reshape(height // 2, 2, width // 2, 2, 4).mean((1, 3))
    assert half.shape == expected.shape
    body = expected[..., 3] > 250
    assert np.abs(half - expected)[body].mean() < 2
    assert np.abs(half - expected[:, ::-1])[body].mean() > 2  # a mirrored one would be noticed


def test_colors_shapes_and_ids_are_those_of_their_sources():
    spec = importlib.util.spec_from_file_location("make_first_picture", SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    expected = json.loads(json.dumps(script.first_picture()))
    assert json.loads(script.FILE.read_text("utf-8")) == expected
