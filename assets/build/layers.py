"""Edges inside the silhouette, where an arm or a fold lies in front of what is behind it.

Light is rendered smaller than the plate and with few samples. Along such edges it is mixed from
both layers, and where the surface turns away from the viewer it is grainy. It is mended along the
surface, as the depth of the z-buffer separates the layers, and the finished edge is drawn smooth.
"""

from __future__ import annotations

import numpy as np
from curves import ramp
from scipy.ndimage import binary_dilation, distance_transform_edt

_JUMP = 9.0  # difference in depth of neighbours from which they belong to two layers, in pixels
_MIXED = 3.0  # pixels beside an edge in which rendered light is mixed from both layers
_NEAR = 30.0  # pixels along edges and the silhouette that can be mended
_TURNED = (0.45, 1.5)  # slopes of the depth between which the light is smoothed more and more
_DEPTH = 1.6  # difference in depth across which light hardly spreads, in pixels
_ROUNDS = 90  # of spreading, each to the next pixel
_SOFT = 1.1  # softness of a smooth edge, in pixels of the fine grid
_SAME = 4.0  # difference in depth up to which places belong to the same layer, in pixels
_SIDES = ((0, 1), (0, -1), (1, 0), (-1, 0))


def edges(depth: np.ndarray) -> np.ndarray:
    """The pixels on both sides of an edge inside the silhouette."""
    out = np.zeros(depth.shape, bool)
    for axis in (0, 1):
        here, there = (np.moveaxis(a, axis, 0) for a in (depth, out))
        known = np.isfinite(here)
        step = np.abs(np.diff(np.where(known, here, 0.0), axis=0))
        apart = known[1:] & known[:-1] & (step > _JUMP)
        there[1:] |= apart
        there[:-1] |= apart
    return out


def slope(depth: np.ndarray) -> np.ndarray:
    """The difference in depth to the nearer of the neighbours on each axis; 0 beside the body."""
    out = np.zeros(depth.shape)
    for axis in (0, 1):
        here = np.moveaxis(np.where(np.isfinite(depth), depth, np.nan), axis, 0)
        step = np.abs(np.diff(here, axis=0))
        both = np.full((2, *here.shape), np.nan)
        both[0, 1:], both[1, :-1] = step, step
        out += np.moveaxis(np.nan_to_num(np.fmin(*both)), 0, axis) ** 2
    return np.sqrt(out)


def mended(maps: np.ndarray, sound: np.ndarray, depth: np.ndarray) -> np.ndarray:
    """The maps of light, spread along the surface where they are mixed or grainy.

    `sound` is where the light is not mixed with what is beside the body.
    """
    on = np.isfinite(depth)
    inner, outer = distance_transform_edt(~edges(depth)), distance_transform_edt(on)
    sound = sound & (inner > _MIXED) & on
    away = np.minimum(inner, outer)
    share = ramp(slope(depth), *_TURNED) * ramp(_NEAR - away, 0.0, 0.6 * _NEAR) * on
    share = np.maximum(share, ramp(6.0 - away, 0.0, 3.0)) * on
    share[on & ~sound] = 1.0
    region = on & (away < _NEAR) & binary_dilation(share > 0, iterations=8)
    known = sound[region].astype(float)
    spread = _spread(np.stack([known, *(maps[:, region] * known)]), region, depth)
    mix = np.where(spread[0] > 1e-4, share[region], 0.0)
    out = maps.copy()
    out[:, region] += mix * (spread[1:] / np.maximum(spread[0], 1e-9) - out[:, region])
    return out


def _spread(values: np.ndarray, region: np.ndarray, depth: np.ndarray) -> np.ndarray:
    """Values of the pixels of a region, mixed again and again with those of their neighbours."""
    number = np.full(depth.shape, -1)
    number[region] = np.arange(region.sum())
    rows, columns = np.nonzero(region)
    ends, weights = [], []
    for down, right in _SIDES:
        r = np.clip(rows + down, 0, depth.shape[0] - 1)
        c = np.clip(columns + right, 0, depth.shape[1] - 1)
        end = number[r, c]
        apart = np.where(end < 0, np.inf, np.abs(depth[r, c] - depth[region]))
        ends.append(np.where(end < 0, 0, end))
        weights.append(1 / (1 + (apart / _DEPTH) ** 4) * (end >= 0))
    total = 1.0 + sum(weights)
    for _ in range(_ROUNDS):
        moved = values.copy()
        for weight, end in zip(weights, ends, strict=True):
            moved += weight * values[:, end]
        values = moved / total
    return values


def smooth_edges(maps: np.ndarray, depth: np.ndarray, fine: np.ndarray) -> np.ndarray:
    """The maps with smooth edges between layers; `fine` is the depth at twice the resolution."""
    rows, columns = np.nonzero(binary_dilation(edges(depth)) & np.isfinite(depth))
    mixed, total = np.zeros((len(maps), len(rows))), np.zeros(len(rows))
    height, width = fine.shape
    for down in range(-1, 3):
        for right in range(-1, 3):
            y = np.clip(2 * rows + down, 0, height - 1)
            x = np.clip(2 * columns + right, 0, width - 1)
            weight = np.exp(-0.5 * ((down - 0.5) ** 2 + (right - 0.5) ** 2) / _SOFT**2)
            weight = weight * np.isfinite(fine[y, x])
            mixed += weight * _of_layer(maps, depth, y, x, fine[y, x])
            total += weight
    out, known = maps.copy(), total > 0
    out[:, rows[known], columns[known]] = mixed[:, known] / total[known]
    return out


def _of_layer(
    maps: np.ndarray, depth: np.ndarray, y: np.ndarray, x: np.ndarray, at: np.ndarray
) -> np.ndarray:
    """The values at places of the fine grid, from the pixels around them at about depth `at`."""
    values, total = np.zeros((len(maps), len(y))), np.zeros(len(y))
    at = np.where(np.isfinite(at), at, 0.0)
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            r = np.clip(y // 2 + down, 0, depth.shape[0] - 1)
            c = np.clip(x // 2 + right, 0, depth.shape[1] - 1)
            apart = np.where(np.isfinite(depth[r, c]), np.abs(depth[r, c] - at), 1e6)
            away = (r + 0.5 - (y + 0.5) / 2) ** 2 + (c + 0.5 - (x + 0.5) / 2) ** 2
            weight = np.exp(-2.0 * away) / (1 + (apart / _SAME) ** 4)
            values += weight * maps[:, r, c]
            total += weight
    return values / np.maximum(total, 1e-12)
