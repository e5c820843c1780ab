"""From rendered light to the grey of the skin: local contrast, pores, creases, marks.

All of it is drawn at the plate's full size. What belongs to a place of the body (creases, moles)
is drawn in the chart, so that it is in the same place in every view.
"""

from __future__ import annotations

from functools import lru_cache

import folds
import hair
import layers
import numpy as np
import settings as S
from curves import along, bump, noise, ramp
from figure import Figure, Pixels
from scipy.ndimage import (
    distance_transform_edt,
    gaussian_filter,
    gaussian_filter1d,
    map_coordinates,
)

_PORE = 5.5  # pixels
_AROUND = 44.0  # pixels that count as the surroundings of a fold
_RIM = 14.0  # pixels along the silhouette in which the light is smoothed
_SIDE = (0.070, 0.100)  # metres from the spine between which the side of the trunk begins
_STEP = 4  # pixels between those of a reduced picture


def grey(light: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Convert linear light to a grey from 0 to 1 with more local and less broad contrast."""
    g = np.clip(light / 1.02, 0, None)
    g = np.where(g > 0.75, 0.75 + 0.25 * (1 - np.exp(-(g - 0.75) / 0.25)), g) ** (1 / 1.9)
    broad = _enlarged(_masked_blur(_reduced(g), _reduced(mask), 70 / _STEP), g.shape)
    middle, fine = (_masked_blur(g, mask, size) for size in (24, 7))
    out = g + 0.22 * (middle - broad) + 0.35 * (fine - middle) + 0.25 * (g - fine)
    return out - 0.18 * (broad - 0.66)


def _reduced(values: np.ndarray) -> np.ndarray:
    """Every fourth value in both directions; enough for a broad blur."""
    return values[::_STEP, ::_STEP]


def _enlarged(values: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    rows, columns = np.arange(shape[0]) / _STEP, np.arange(shape[1]) / _STEP
    at = np.meshgrid(rows, columns, indexing="ij")
    return map_coordinates(values, at, order=1, mode="nearest")


def spread(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Extend values beyond the pixels where they are known, by the nearest known one."""
    where = distance_transform_edt(~known, return_distances=False, return_indices=True)
    return values[tuple(where)]


def _masked_blur(values: np.ndarray, mask: np.ndarray, size: float) -> np.ndarray:
    """A blur that does not mix the figure with its surroundings, which would make a halo."""
    m = mask.astype(np.float32)
    return gaussian_filter(values * m, size, truncate=3.0) / np.maximum(
        gaussian_filter(m, size, truncate=3.0), 1e-3
    )


def _band(shape: tuple[int, int], size: float, seed: int) -> np.ndarray:
    out = gaussian_filter(np.random.default_rng(seed).normal(size=shape).astype(np.float32), size)
    return out / out.std()


@lru_cache(maxsize=1)
def pores(shape: tuple[int, int], seed: int = 3) -> np.ndarray:
    """Skin grain of unit variance: irregular cells of about 5 pixels, and finer noise."""
    from scipy.spatial import cKDTree

    rng = np.random.default_rng(seed)
    h, w = shape
    yy, xx = np.mgrid[0 : h + _PORE : _PORE, 0 : w + _PORE : _PORE]
    seeds = np.stack([xx.ravel(), yy.ravel()], 1)
    seeds = seeds + rng.uniform(-0.48, 0.48, seeds.shape) * _PORE
    at = np.stack(np.meshgrid(np.arange(w), np.arange(h)), -1).reshape(-1, 2)
    d, _ = cKDTree(seeds).query(at, k=2, workers=1)
    cells = np.clip((d[:, 1] - d[:, 0]).reshape(shape) / _PORE, 0, 0.6)
    cells = gaussian_filter(cells, 0.7)
    cells = (cells - cells.mean()) / cells.std()
    return 0.75 * cells + 0.5 * (_band(shape, 0.8, seed + 1) - 0.6 * _band(shape, 2.2, seed + 2))


def _lifted(g: np.ndarray, body: np.ndarray) -> np.ndarray:
    """Narrow shadows in folds, made less dark than what is around them would let them be."""
    around = _masked_blur(g, body, _AROUND)
    for floor, share in ((0.78 * around, 0.86), (np.full_like(g, 0.32), 0.60)):
        below = np.clip(floor - g, 0, None)
        g = g + share * below**2 / (below + 0.03)
    return g


def _calmed(g: np.ndarray, fig: Figure, px: Pixels) -> np.ndarray:
    """The side of the trunk with softer shadows: the key grazes it, which makes spots of bumps.

    The neck, on which the jaw casts a shadow, and the bumps of the spine are softened by half.
    """
    light = 1 - 0.85 * S.RELIEF[f"{fig.name}-{fig.build}"]["weight"]
    arm = np.nan_to_num(px.arm, nan=1.0)
    trunk = px.on & (arm < 0.4)
    x, z = np.abs(np.nan_to_num(px.xyz[..., 0])), np.nan_to_num(px.xyz[..., 2])
    side = ramp(x, *_SIDE) * ramp(z, 0.100, 0.130) * ramp(-z, -0.470, -0.430)
    side = side * (0.5 + 0.35 * ramp(z, 0.270, 0.310)) * ramp(0.4 - arm, 0.0, 0.2) * light
    neck = 0.5 * ramp(z, 0.548, 0.572)
    broad = _masked_blur(g, trunk, 34.0)
    share = np.maximum(side, neck) * ramp(0.66 - broad, 0.0, 0.12) * trunk
    g = g + share * (broad - g)
    spine = 0.5 * bump(x, 0.011) * ramp(z, 0.09, 0.12) * ramp(-z, -0.60, -0.57) * trunk
    m = trunk.astype(np.float32)
    level = gaussian_filter1d(g * m, 16.0, axis=0) / np.maximum(
        gaussian_filter1d(m, 16.0, axis=0), 1e-3
    )
    return g + spine * (level - g)


def creases(fig: Figure, px: Pixels) -> np.ndarray:
    """The dark line in the depth of each fold of the skin, 0 to 1."""
    share = S.RELIEF[f"{fig.name}-{fig.build}"]
    out = np.zeros(px.arm.shape)
    if share["weight"] < 0.1:
        return out
    trunk = px.on & (np.nan_to_num(px.arm, nan=1.0) < 0.3)
    xyz = px.xyz[trunk]
    x, z = np.abs(xyz[:, 0]), xyz[:, 2] - folds.sway(xyz)
    even = np.stack([x, xyz[:, 1], xyz[:, 2]], 1)  # so that left and right are alike
    reach = ramp(0.3 - px.arm[trunk], 0.0, 0.15) * share["weight"]
    for line, _, inner, seed in folds.CREASES:
        d = z - along(x, line) + 0.0006 * noise(xyz, 0.012, seed + 5)
        deep = ramp(x, inner + 0.012, inner + 0.045) * folds.strength(even, seed)
        width = 0.0011 + 0.0007 * deep
        out[trunk] = np.maximum(out[trunk], np.exp(-((d / width) ** 2)) * deep * reach)
    return np.clip(out, 0, 1)


def marks(fig: Figure, px: Pixels) -> np.ndarray:
    """A few moles and a soft unevenness of pigment, as a factor of the light."""
    xyz = np.nan_to_num(px.xyz, nan=9.0)
    rng = np.random.default_rng(sum(map(ord, fig.name + fig.build)))
    out = 1.0 + 0.012 * _on_body(px, 0.016, 41)
    back = np.nan_to_num(px.facing, nan=-1.0) > 0.1
    for _ in range(9):
        x, z = rng.uniform(-0.13, 0.13), rng.uniform(0.13, 0.53)
        size = rng.uniform(0.0005, 0.0013)
        d = np.hypot(xyz[..., 0] - x, (xyz[..., 2] - z) * rng.uniform(0.85, 1.15))
        deep = rng.uniform(0.10, 0.30)
        out = out * (1 - deep * np.where(back, ramp(-d, -size * 1.35, -size * 0.65), 0.0))
    return out


def _on_body(px: Pixels, size: float, seed: int) -> np.ndarray:
    """Noise on the body; 0 beside it."""
    out = np.zeros(px.arm.shape)
    out[px.on] = noise(px.xyz[px.on], size, seed)
    return out


def finished(
    fig: Figure, light: np.ndarray, px: Pixels, fine: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The grey of the skin and the gloss on it, both from 0 to 1 and extended beyond the body.

    `fine` is the depth at twice the resolution.
    """
    drawn = light[..., 2]
    sound = (distance_transform_edt(drawn > 0.97) > 1.6) & px.on
    share = np.maximum(drawn, 1e-3)
    lit = np.stack([np.clip(light[..., i] / share, 0, 9) for i in (0, 1)])
    matte, gloss = (spread(v, px.on) for v in layers.mended(lit, sound, px.depth))
    body = gaussian_filter(px.on.astype(np.float32), 0.8) > 0.02
    rim = ramp(_RIM - distance_transform_edt(body), 0.0, _RIM)
    fold = creases(fig, px)
    g = _lifted(grey(np.clip(matte, 0, 4).astype(np.float32), body), body)
    g = _calmed(g, fig, px)
    g = g * marks(fig, px) * (1 - 0.20 * gaussian_filter(fold, 1.1))
    grain = pores(g.shape) * (1 - 0.8 * rim)
    g = g + 0.0070 * grain * ramp(g, 0.0, 0.35) * (1 - 0.45 * ramp(g, 0.75, 1.0))
    gloss = _masked_blur(gloss / (1 + 0.9 * gloss), body, 2.0) * (1 - 0.6 * fold)
    # The grain of the gloss is drawn in the grey, because a plate keeps gloss too coarsely for it.
    g = g + 0.02 * np.clip(grain, -2, 2) * np.minimum(gloss, 0.35)
    over, shine = hair.hair(fig, px)
    g = g * (1 - over) + over * shine * (0.55 + 0.6 * g)
    g, gloss = layers.smooth_edges(np.stack([g, gloss * (1 - 0.7 * over)]), px.depth, fine)
    return np.clip(g, 0, 1), np.clip(gloss, 0, 1)
