"""Soft curves in the chart, shared by relief, folds, cloth and regions."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter, map_coordinates

Line = list[tuple[float, float]]


def bump(d: np.ndarray, width: float) -> np.ndarray:
    """A bell curve of the given width."""
    return np.exp(-((d / width) ** 2))


def step(d: np.ndarray, width: float) -> np.ndarray:
    """A soft step from 0 to 1 over about twice the width."""
    return 0.5 + 0.5 * np.tanh(d / width)


def ramp(d: np.ndarray, low: float, high: float) -> np.ndarray:
    """A smooth step that is exactly 0 below `low` and exactly 1 above `high`."""
    t = np.clip((d - low) / (high - low), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


def along(x: np.ndarray, points: Line) -> np.ndarray:
    """A smooth curve through points that does not overshoot; constant beyond its ends."""
    px, pz = np.array(points).T
    return PchipInterpolator(px, pz)(np.clip(x, px[0], px[-1]))


def noise(points: np.ndarray, size: float, seed: int) -> np.ndarray:
    """Smooth noise of unit variance at points in space; `size` is about one bump, in metres."""
    n = 48
    grid = gaussian_filter(np.random.default_rng(seed).normal(size=(n, n, n)), 1.0, mode="wrap")
    grid /= grid.std()
    shape = points.shape[:-1]
    at = (points.reshape(-1, 3) / size * 2.0).T % n
    return map_coordinates(grid, at, order=1, mode="grid-wrap").reshape(shape)
