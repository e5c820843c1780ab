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
    xyz = np.nan_to_num(px.xyz)
    down = np.nan_to_num(px.cloth, nan=0.0)  # below the upper edge, in metres
    x, y = xyz[..., 0], xyz[..., 1]
    out = gaussian_filter(grey, 0.8) * 0.95
    round_body = np.arctan2(x, y + 0.16) * 0.14  # metres around the body
    band = ramp(BAND - down, 0.0, 0.0010)
    wander = 0.35 * noise(xyz, 0.02, 61)
    ribs = np.cos(2 * np.pi * (round_body / _RIB) + wander)
    knit = noise(xyz * np.array([1.0, 1.0, 0.45]), 0.0016, 62)
    knit = 0.6 * knit + 0.4 * noise(xyz * np.array([0.5, 0.5, 1.0]), 0.0024, 63)
    relief = band * 0.020 * ribs + (1 - band) * 0.013 * np.clip(knit, -2, 2)
    # The edge of the band catches the light; the seam below it lies in a small furrow.
    relief += 0.05 * bump(down - 0.0014, 0.0011) - 0.10 * bump(down - BAND, 0.0009)
    relief += 0.035 * bump(down - BAND + 0.0022, 0.0012)
    stitch = np.clip(np.cos(2 * np.pi * round_body / 0.0034 + 0.7), -0.3, 1.0)
    relief += 0.07 * bump(down - BAND + 0.0040, 0.0006) * stitch
    seam = (down > BAND) & (y > -0.10)
    relief -= np.where(seam, 0.07 * bump(x, 0.0008) - 0.03 * bump(x - 0.0024, 0.0010), 0.0)
    # Small folds where the cloth hangs from the band.
    drape = noise(xyz * np.array([1.0, 1.0, 0.22]), 0.011, 64)
    relief += 0.016 * drape * np.exp(-np.clip(down - BAND, 0, 1) / 0.030) * (1 - band)
    return np.clip(out * (1 + relief * 1.6), 0, 1)


def shadow(cover: np.ndarray) -> np.ndarray:
    """The factor by which the edge of the waistband darkens the skin above it."""
    d = distance_transform_edt(cover < 0.5)
    return 1 - 0.26 * np.where(cover > 0.5, 0.0, np.exp(-d / 4.5))
