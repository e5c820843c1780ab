"""Soft tissue: rolls that hang over creases, the squeeze of the waistband, weight at the sides.

Everything is drawn once in the chart; amounts in metres. A roll lies between two creases. It is
fullest in its lower half and sinks over the crease below it, as weight does.
"""

from __future__ import annotations

from dataclasses import dataclass

import chart as C
import numpy as np
import settings as S
from curves import Line, along, bump, noise, ramp, step

# Creases, as height over distance from the spine. The outlines of the regions lie in them too.
BRA_TOP: Line = [(0.0, 0.394), (0.04, 0.394), (0.08, 0.388), (0.115, 0.374), (0.15, 0.352)]
BRA_LOW: Line = [
    (0.0, 0.341),
    (0.03, 0.337),
    (0.06, 0.324),
    (0.09, 0.309),
    (0.12, 0.298),
    (0.16, 0.288),
]
MID_LOW: Line = [
    (0.0, 0.264),
    (0.03, 0.260),
    (0.06, 0.252),
    (0.09, 0.238),
    (0.12, 0.227),
    (0.16, 0.218),
]
WAIST: Line = [(0.0, 0.055), (0.03, 0.056), (0.08, 0.064), (0.13, 0.078), (0.19, 0.092)]


@dataclass(frozen=True)
class Roll:
    """Soft tissue between an upper and a lower crease; `woman` and `man` are amounts."""

    upper: Line
    lower: Line
    woman: float
    man: float
    inner: float  # distance from the spine at which the roll begins

    def amount(self, figure: str) -> float:
        return self.woman if figure == "woman" else self.man


ROLLS = (
    Roll(BRA_TOP, BRA_LOW, 0.0085, 0.0062, 0.046),
    Roll(BRA_LOW, MID_LOW, 0.0042, 0.0040, 0.056),
    Roll(MID_LOW, [(x, z + 0.018) for x, z in WAIST], 0.0150, 0.0135, 0.058),
)
# Creases: line, depth of the furrow in the fuller body, where it begins, seed of its strength.
CREASES = ((BRA_LOW, 0.0022, 0.056, 31), (MID_LOW, 0.0024, 0.066, 32))


def sway(xyz: np.ndarray) -> np.ndarray:
    """How far creases wander from their lines, so that left and right differ a little."""
    at = xyz * np.array([1.0, 0.25, 0.25]) + np.array([0.3, 0.0, 0.0])
    return 0.0022 * noise(at, 0.085, 21)


def waist(x: np.ndarray) -> np.ndarray:
    """The height of the waistband in the chart."""
    return along(np.abs(x), WAIST)


def _profile(t: np.ndarray, weight: float) -> np.ndarray:
    """The height of a roll from its lower crease (0) to its upper one (1).

    It rises steeply from the lower crease and runs out softly above; light bodies have no steep
    side.
    """
    t = np.clip(t, 0.0, 1.0)
    steep = 1.9 - 0.9 * weight
    return np.sin(np.pi * t ** (1.0 - 0.28 * weight)) ** (steep + (1.9 - steep) * t)


def strength(xyz: np.ndarray, seed: int) -> np.ndarray:
    """How deep a crease is from place to place, 0.25 to 1.3; it fades here and there."""
    return np.clip(0.85 + 0.40 * noise(xyz, 0.075, seed), 0.25, 1.3)


def _around(figure: str) -> np.ndarray:
    """Where rolls reach: the back and sides of the trunk, not the arms, less in front."""
    ch = C.chart(figure)
    return np.clip(1 - ch.arm * 2.2, 0, 1) * step(ch.xyz[:, 1] + 0.165, 0.03)


def displacement(figure: str, key: str, normal: np.ndarray) -> np.ndarray:
    """The displacement of each refined vertex, in the frame of the body."""
    ch, share = C.chart(figure), S.RELIEF[key]
    x, z = np.abs(ch.xyz[:, 0]), ch.xyz[:, 2] - sway(ch.xyz)
    around = _around(figure)
    out = np.zeros(len(x))
    down = np.zeros(len(x))
    uneven = 1.0 + 0.16 * noise(ch.xyz, 0.060, 22)
    for roll in ROLLS:
        low, high = along(x, roll.lower), along(x, roll.upper)
        t = (z - low) / np.maximum(high - low, 0.02)
        body = (
            _profile(t, share["weight"]) * ramp(x, roll.inner, roll.inner + 0.055) * around * uneven
        )
        out += roll.amount(figure) * share["fold"] * body
        down += 0.55 * roll.amount(figure) * share["weight"] * body * (1 - np.clip(t, 0, 1))
    for line, depth, inner, seed in CREASES:
        reach = ramp(x, inner, inner + 0.040) * around * strength(ch.xyz, seed)
        out -= depth * share["weight"] * bump(z - along(x, line), 0.0080) * reach
    out += _local(figure, key, x, z) * around
    moved = normal * out[:, None]
    moved[:, 2] -= down
    return moved


def _local(figure: str, key: str, x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Padding at the nape, behind the armpit and above the sacrum, and the waistband's squeeze."""
    share = S.RELIEF[key]
    weight = share["weight"]
    nape = 0.0050 if figure == "woman" else 0.0040
    h = nape * weight * bump(np.hypot(x / 1.25, z - 0.548), 0.034)
    h += 0.0075 * share["fold"] * bump(np.hypot((x - 0.128) * 1.2, (z - 0.418) * 0.8), 0.026)
    h += 0.0030 * weight * bump(np.hypot(x / 1.4, z - 0.105), 0.030)
    if figure == "man":
        h -= 0.0018 * weight * bump(z - 0.592 + 0.10 * x, 0.0085) * step(0.045 - x, 0.010)
        h += 0.0020 * weight * bump(z - 0.606 + 0.10 * x, 0.0120) * step(0.045 - x, 0.010)
    # The band presses in at its upper edge; what it presses away stands above it.
    over = z - waist(x)
    press = 0.0014 + 0.0022 * weight + 0.0012 * share["fold"]
    h -= press * bump(over + 0.010, 0.011) * (0.35 + 0.65 * step(x - 0.05, 0.02))
    return h + press * (0.9 - 0.6 * weight) * bump(over - 0.016, 0.014) * step(x - 0.065, 0.02)
