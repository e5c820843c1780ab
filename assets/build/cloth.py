"""The shorts: a waistband with a stitched hem, a seam at the back, and a fine knit."""

from __future__ import annotations

import numpy as np
from curves import bump, noise, ramp
from figure import Pixels
from scipy.ndimage import distance_transform_edt, gaussian_filter

BAND = 0.026  # metres, height of the waistband
_RIB = 0.0021  # metres between the ribs of the knit of the waistband


def mask(px: Pixels) -> np.ndarray:
    """Coverage by the shorts, 0 to 1, with an edge of about two pixels."""
    return np.clip(np.nan_to_num(px.cloth, nan=-1.0) / 0.0009 + 0.5, 0, 1)


def shade(grey: np.ndarray, px: Pixels) -> np.ndarray:
    """The grey of the cloth from that of the smooth surface under the same light."""
    out = gaussian_filter(grey, 0.8) * 0.95
    on = mask(px) > 0
    out[on] = np.clip(out[on] * (1 + 1.6 * _relief(px.xyz[on], px.cloth[on])), 0, 1)
    return out


def _relief(xyz: np.ndarray, down: np.ndarray) -> np.ndarray:
    """How much lighter or darker the cloth is; `down` is metres below its upper edge."""
    x, y, _ = xyz.T
    round_body = np.arctan2(x, y + 0.16) * 0.14  # metres around the body
    band = ramp(BAND - down, 0.0, 0.0010)
    ribs = np.cos(2 * np.pi * (round_body / _RIB) + 0.35 * noise(xyz, 0.02, 61))
    knit = 0.6 * noise(xyz * [1.0, 1.0, 0.45], 0.0016, 62)
    knit += 0.4 * noise(xyz * [0.5, 0.5, 1.0], 0.0024, 63)
    relief = band * 0.020 * ribs + (1 - band) * 0.013 * np.clip(knit, -2, 2)
    # The edge of the band catches the light; the seam below it lies in a small furrow.
    relief += 0.05 * bump(down - 0.0014, 0.0011) - 0.10 * bump(down - BAND, 0.0009)
    relief += 0.035 * bump(down - BAND + 0.0022, 0.0012)
    stitch = np.clip(np.cos(2 * np.pi * round_body / 0.0034 + 0.7), -0.3, 1.0)
    relief += 0.07 * bump(down - BAND + 0.0040, 0.0006) * stitch
    seam = 0.07 * bump(x, 0.0008) - 0.03 * bump(x - 0.0024, 0.0010)
    relief -= np.where((down > BAND) & (y > -0.10), seam, 0.0)
    # Small folds where the cloth hangs from the band.
    hang = noise(xyz * [1.0, 1.0, 0.22], 0.011, 64)
    return relief + 0.016 * hang * np.exp(-np.clip(down - BAND, 0, 1) / 0.030) * (1 - band)


def shadow(cover: np.ndarray) -> np.ndarray:
    """The factor by which the edge of the waistband darkens the skin above it."""
    d = distance_transform_edt(cover < 0.5)
    return 1 - 0.26 * np.where(cover > 0.5, 0.0, np.exp(-d / 4.5))
