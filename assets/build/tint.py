"""Colours a plate as the program does, for contact sheets."""

from __future__ import annotations

import numpy as np
import tones
from PIL import Image

GARMENT = ((0, "#16262B"), (128, "#3E5A64"), (255, "#7F9BA5"))  # assets/themes/light.toml
GROUND = "#F1F2EF"


def _ramp(values: np.ndarray, levels: tuple[int, ...], colours: list[str]) -> np.ndarray:
    table = np.array([[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in colours], float)
    return np.stack([np.interp(values, levels, table[:, i]) for i in range(3)], -1)


def tinted(plate: Image.Image, dress: np.ndarray, tone: str, ground: str = GROUND) -> Image.Image:
    """The plate in one tone on a plain ground; `dress` is the coverage by the shorts, 0 to 1."""
    data = np.asarray(plate).astype(float)
    grey = np.asarray(plate.convert("RGB").convert("L")).astype(float)
    gloss = np.abs(data[..., 0] - data[..., 2]) * (255 / 75.3)
    chosen = tones.TONES[tone]
    skin = _ramp(grey, tones.LEVELS, tones.stops(chosen))
    shine = _ramp(np.clip(gloss, 0, 255), tones.GLOSS_LEVELS, tones.gloss_stops(chosen))
    skin = 255 - (255 - skin) * (255 - shine) / 255
    cloth = _ramp(grey, *zip(*GARMENT, strict=True))
    rgb = skin * (1 - dress[..., None]) + cloth * dress[..., None]
    alpha = data[..., 3:] / 255
    below = np.array([int(ground[i : i + 2], 16) for i in (1, 3, 5)], float)
    return Image.fromarray(np.round(rgb * alpha + below * (1 - alpha)).astype(np.uint8))
