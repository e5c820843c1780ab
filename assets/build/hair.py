"""The hair above the nape, hair by hair: cropped on the man, put up on the woman.

The line at which it begins is drawn in the chart, so that it follows every body. Single hairs are
drawn in the picture. They begin ever closer together above the line, so that the edge is soft.
"""

from __future__ import annotations

from dataclasses import dataclass

import chart as C
import numpy as np
from curves import noise, ramp
from figure import Figure, Pixels
from scipy.ndimage import gaussian_filter, map_coordinates

_POINTS = 48  # at which one hair is drawn
_HEAD_AT = 30  # row of the plate at which the width of the head is measured
_ENDS_BELOW = 140  # row of the plate from which nothing ends any more


@dataclass(frozen=True)
class Style:
    """How hair grows. Heights are in metres of the chart, lengths of hairs in pixels."""

    lowest: float  # height of the line at the spine
    front: float  # depth in the chart from which the line rises towards the ear
    soft: float  # height over which hairs get denser
    uneven: float  # how far the line wanders, in metres
    length: tuple[float, float]
    up: bool  # combed upwards from the line, or hanging
    inward: float  # radians by which hairs at the side of the neck lean to the middle
    spread: float  # deviation of directions, in radians
    density: float  # hairs that begin at a pixel where they are densest
    weight: tuple[float, float]  # coverage by one hair
    under: float  # coverage by hair too fine to be drawn singly
    wisps: int  # single fine hairs that hang from the line
    ragged: float  # rows by which the ends of strands differ
    taper: float  # rows over which a strand fades out
    long: float  # rows over which a strand stays alike
    converge: float  # how much strands draw together upwards, per row


_STYLES = {
    "woman": Style(
        lowest=0.6020,
        front=-0.092,
        soft=0.032,
        uneven=0.0034,
        length=(18.0, 84.0),
        up=True,
        inward=0.45,
        spread=0.06,
        density=0.22,
        weight=(0.12, 0.38),
        under=0.86,
        wisps=24,
        ragged=1.6,
        taper=84.0,
        long=60.0,
        converge=0.004,
    ),
    "man": Style(
        lowest=0.6040,
        front=-0.112,
        soft=0.036,
        uneven=0.0024,
        length=(6.0, 15.0),
        up=False,
        inward=0.30,
        spread=0.17,
        density=0.55,
        weight=(0.12, 0.42),
        under=0.78,
        wisps=0,
        ragged=1.2,
        taper=84.0,
        long=7.0,
        converge=0.001,
    ),
}


def hair(fig: Figure, px: Pixels) -> tuple[np.ndarray, np.ndarray]:
    """Coverage by hair, 0 to 1, and its grey."""
    cover, grey = np.zeros(px.arm.shape), np.full(px.arm.shape, 0.17)
    above = _above(px, _STYLES[fig.name])
    rows, columns = np.nonzero(above > -1)
    if not len(rows):
        return cover, grey
    box = slice(0, rows.max() + 60), slice(columns.min(), columns.max() + 1)
    cover[box], grey[box] = _drawn(_STYLES[fig.name], above[box], px.xyz[box][..., 0])
    cover *= above > -1
    return cover, grey


def ends(fig: Figure, px: Pixels) -> np.ndarray:
    """The opacity with which the head fades out at the top, 0 to 1.

    Hair fades over nearly all of its height, a little unevenly: some strands reach higher.
    """
    style = _STYLES[fig.name]
    top = slice(0, _ENDS_BELOW)
    rows, columns = np.indices(px.arm[top].shape, dtype=float)
    out = np.ones(px.arm.shape)
    x, above = px.xyz[..., 0][top], _above(px, style)[top]
    if not (above > -1).any():
        return out
    hairy = gaussian_filter(ramp(above / style.soft, 0.0, 0.8), 2.0)
    middle = float(np.median(columns[np.abs(np.nan_to_num(x, nan=1.0)) < 0.003]))
    across = (columns - middle) * np.exp(style.converge * (_ENDS_BELOW - rows)) + 3000.0
    strands = sum(
        share * _strand_noise(across / wide, rows / style.long, seed)
        for share, wide, seed in ((0.7, 1.5, 54), (0.5, 3.5, 55), (0.3, 14.0, 56))
    )
    strands = np.clip(strands, -1.4, 1.4)
    # The middle reaches higher than the sides, as a head does.
    seen = np.flatnonzero(px.on[_HEAD_AT])
    centre, half = (seen[0] + seen[-1]) / 2, (seen[-1] - seen[0]) / 2
    round_head = 24.0 * np.clip(np.abs(columns - centre) / half, 0.0, 1.1) ** 2.5
    first = 2.0 + round_head + hairy * style.ragged * (strands + 0.5)
    out[top] = ramp(rows - first, 0.0, hairy * style.taper + (1 - hairy) * 46.0)
    return out * ramp(np.arange(px.arm.shape[0], dtype=float), 1.0, 14.0)[:, None]


def _strand_noise(across: np.ndarray, down: np.ndarray, seed: int) -> np.ndarray:
    """Noise of unit variance; one bump is about a unit wide and high."""
    n = 256
    grid = gaussian_filter(np.random.default_rng(seed).normal(size=(n, n)), 0.7, mode="wrap")
    at = np.stack([down.ravel() % n, across.ravel() % n])
    return map_coordinates(grid / grid.std(), at, order=1, mode="grid-wrap").reshape(across.shape)


def _above(px: Pixels, style: Style) -> np.ndarray:
    """The height above the line of hair, in metres; -1 where no hair can be."""
    out = np.full(px.arm.shape, -1.0)
    head = px.on & (np.nan_to_num(px.arm, nan=1.0) < 0.05)
    head &= np.nan_to_num(px.xyz[..., 2]) > C.C7 + 0.02
    xyz = px.xyz[head]
    x, y, z = xyz.T
    line = style.lowest + 0.014 * (np.abs(x) / 0.038) ** 2.4
    line += 0.8 * np.clip(style.front - y, 0.0, 1.0)
    out[head] = z - line + style.uneven * noise(xyz * [1.0, 1.0, 0.3], 0.010, 51)
    return out


def _drawn(style: Style, above: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Coverage and grey of hairs that begin at random places, denser above the line."""
    rng = np.random.default_rng(52)
    t = above / style.soft
    chance = style.density * ramp(t, -0.25, 1.0) ** 1.5 * (above > -1)
    row, column = np.nonzero(rng.uniform(size=above.shape) < chance)
    grown = ramp(t[row, column], -0.1, 0.9)
    weight = rng.uniform(*style.weight, len(row)) * (0.45 + 0.55 * grown)
    length = rng.uniform(*style.length, len(row)) * (0.5 + 0.5 * grown)
    side = np.nan_to_num(x[row, column]) / 0.05
    turn = style.inward * side + rng.normal(0, style.spread, len(row))
    bend = rng.normal(0, 0.10, len(row))
    if style.wisps:
        near = np.argwhere((t > 0.05) & (t < 0.35) & (above > -1))
        pick = near[rng.integers(0, len(near), style.wisps)]
        row, column = np.append(row, pick[:, 0]), np.append(column, pick[:, 1])
        weight = np.append(weight, rng.uniform(0.10, 0.24, style.wisps))
        length = np.append(length, -rng.uniform(10.0, 36.0, style.wisps))
        turn = np.append(turn, rng.normal(0, 0.16, style.wisps))
        bend = np.append(bend, rng.normal(0, 0.20, style.wisps))
    if style.up:
        length = -length
    dense, grey = _covered(above.shape, row, column, weight, length, turn, bend)
    under = style.under * ramp(t, 0.05, 1.05) * (above > -1)
    return 1 - (1 - under) * np.exp(-1.15 * dense), grey


def _covered(
    shape: tuple[int, int],
    row: np.ndarray,
    column: np.ndarray,
    weight: np.ndarray,
    length: np.ndarray,
    turn: np.ndarray,
    bend: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """How densely thin tapering hairs lie and their grey; `length` is positive downwards."""
    rng = np.random.default_rng(53)
    at = np.linspace(0, 1, _POINTS)[None, :]
    angle = turn[:, None] + bend[:, None] * at
    step = length[:, None] / _POINTS
    y = row[:, None] + np.cumsum(np.cos(angle) * step, 1) + rng.uniform(-0.5, 0.5, (len(row), 1))
    x = column[:, None] - np.cumsum(np.sin(angle) * step, 1) + rng.uniform(-0.5, 0.5, (len(row), 1))
    ink = weight[:, None] * ramp(at, 0.0, 0.12) * (1 - ramp(at, 0.45, 1.0)) * np.abs(step)
    shade = rng.normal(0, 1, (len(row), 1)) + 0 * at
    dense, tone = np.zeros(shape), np.zeros(shape)
    top, left = np.floor(y).astype(int), np.floor(x).astype(int)
    for down, right in ((0, 0), (0, 1), (1, 0), (1, 1)):
        part = np.abs(1 - down - (y - top)) * np.abs(1 - right - (x - left)) * ink
        r, c = top + down, left + right
        inside = (r >= 0) & (r < shape[0]) & (c >= 0) & (c < shape[1])
        np.add.at(dense, (r[inside], c[inside]), part[inside])
        np.add.at(tone, (r[inside], c[inside]), (part * shade)[inside])
    dense, tone = gaussian_filter(dense, 0.55), gaussian_filter(tone, 0.55)
    return dense, np.clip(0.175 + 0.062 * tone / np.maximum(dense, 0.4), 0.09, 0.28)
