"""Relief that bones and muscles give to the skin, drawn once in the chart; amounts in metres.

A back is never quite symmetric: the spine bends a little, and the right shoulder blade is flatter
and lower than the left one. No edge is narrower than 12 mm, or it would look like a scar.
"""

from __future__ import annotations

import math

import chart as C
import numpy as np
import settings as S
from curves import along, bump, noise, step

# Spinous processes: height in the chart, and how far each one stands out.
_SPINE = {
    "C6": (0.571, 0.0012),
    "C7": (0.553, 0.0026),
    "T1": (0.534, 0.0022),
    "T2": (0.515, 0.0013),
    **{
        f"T{n}": (z, 0.0010)
        for n, z in enumerate(
            (0.491, 0.468, 0.445, 0.422, 0.400, 0.377, 0.355, 0.333, 0.308, 0.283), start=3
        )
    },
    "L1": (0.258, 0.0013),
    "L2": (0.232, 0.0014),
    "L3": (0.203, 0.0014),
    "L4": (0.174, 0.0013),
    "L5": (0.146, 0.0010),
}
_BLADE_INNER = [(0.36, 0.092), (0.40, 0.080), (0.43, 0.071), (0.48, 0.062), (0.52, 0.064)]
_BLADE_OUTER = [(0.38, 0.100), (0.40, 0.108), (0.44, 0.128), (0.47, 0.150), (0.53, 0.165)]
_BLADE_SPINE = [(0.06, 0.484), (0.10, 0.497), (0.15, 0.517), (0.18, 0.522)]
_UNDER_SPINE = [(0.06, 0.468), (0.10, 0.478), (0.15, 0.494), (0.18, 0.500)]
_TRAPEZIUS = [(0.0, 0.275), (0.03, 0.345), (0.06, 0.425), (0.075, 0.468), (0.10, 0.490)]
_LATISSIMUS = [(0.05, 0.215), (0.08, 0.262), (0.11, 0.315), (0.135, 0.380)]
_CREST = [(0.04, 0.150), (0.07, 0.163), (0.10, 0.178), (0.13, 0.184), (0.16, 0.176)]
RIB_PITCH = 0.0265


def _spine(x: np.ndarray, z: np.ndarray, share: dict[str, float]) -> np.ndarray:
    """The furrow of the spine, its bumps, and the two columns of muscle beside it."""
    length = step(z - 0.100, 0.015) * step(0.520 - z, 0.02)
    h = -0.0028 * bump(x, 0.0150) * length * (0.55 + 0.45 * step(0.36 - z, 0.05))
    for at, amount in _SPINE.values():
        wide = amount > 0.0011 and at > 0.5
        bone = max(0.7, share["bone"]) if wide else share["bone"]
        size = 0.0100 if wide else 0.0088
        h += amount * bone * bump(x, size) * bump(z - at - 0.002, size)
    column = step(z - 0.125, 0.02) * step(0.38 - z, 0.045)
    h += 0.0024 * share["muscle"] * bump(x - 0.034, 0.020) * column
    belly = step(z - 0.135, 0.02) * step(0.33 - z, 0.05)
    h += 0.0034 * share["muscle"] * bump(x - 0.033, 0.018) * belly
    h -= 0.0018 * share["muscle"] * bump(x - 0.068, 0.016) * belly
    return h


def _shoulder_blade(
    x: np.ndarray, z: np.ndarray, left: np.ndarray, share: dict[str, float]
) -> np.ndarray:
    """The shoulder blade with its spine, tip and borders, and the muscles that cross it."""
    side = np.where(left, 1.0, 0.82) * share["bone"]
    zb = z - np.where(left, 0.0, -0.004)
    d = x - along(zb, _BLADE_INNER)
    area = step(along(zb, _BLADE_OUTER) - x, 0.022) * step(0.520 - zb, 0.016)
    area = area * step(zb - 0.402, 0.016)
    h = 0.0038 * side * (step(d - 0.003, 0.017) - 0.26 * bump(d + 0.012, 0.016) * (x < 0.1)) * area
    h += 0.0011 * side * bump(d - 0.004, 0.016) * area
    span = step(x - 0.080, 0.018) * step(0.160 - x, 0.018)
    h += 0.0034 * side * bump(z - along(x, _BLADE_SPINE), 0.0140) * span
    h -= 0.0011 * side * bump(z - along(x, _UNDER_SPINE), 0.0150) * span
    h += 0.0032 * side * bump(np.hypot(x - 0.088, (zb - 0.398) * 0.8), 0.016)
    h -= 0.0017 * side * bump(np.hypot(x - 0.094, zb - 0.372), 0.018)
    edge = step(z - along(x, _TRAPEZIUS), 0.016) * step(0.10 - x, 0.02) * step(0.50 - z, 0.02)
    h += 0.0017 * share["muscle"] * edge
    rim = bump(z - along(x, _LATISSIMUS), 0.020) * step(x - 0.065, 0.014) * step(0.125 - x, 0.012)
    return h - 0.0012 * share["muscle"] * rim


def _ribs(x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """The lower ribs under thin skin, sloping down and outwards from the muscles of the spine."""
    phase = (z + 0.30 * (x - 0.06)) / RIB_PITCH
    area = step(x - 0.085, 0.016) * step(z - 0.268, 0.020) * step(0.362 - z, 0.020)
    return 0.0011 * np.cos(2 * math.pi * phase) * area


def _pelvis(x: np.ndarray, z: np.ndarray, left: np.ndarray, share: dict[str, float]) -> np.ndarray:
    """The crest of the hip bone and the two dimples."""
    h = 0.0019 * max(0.4, share["bone"]) * bump(z - along(x, _CREST), 0.018) * step(x - 0.06, 0.018)
    side = np.where(left, 1.0, 0.85) * share["dimple"]
    h -= 0.0040 * side * bump(np.hypot(x - 0.043, (z - C.S2) * 0.85), 0.0125)
    return h - 0.0013 * share["dimple"] * bump(np.hypot(x - 0.043, z - C.S2), 0.028)


def height(figure: str, key: str) -> np.ndarray:
    """The height of bones and muscles along the normal of each refined vertex."""
    ch, share = C.chart(figure), S.RELIEF[key]
    xs, _, z = ch.xyz.T
    x = np.abs(xs - 0.0022 * np.sin((z - 0.10) / 0.45 * 2 * math.pi))
    left = xs > 0
    h = _spine(x, z, share) + _shoulder_blade(x, z, left, share) + _pelvis(x, z, left, share)
    h += share["rib"] * _ribs(x, z)
    h *= np.clip(ch.normal[:, 1] * 1.6 + 0.15, 0, 1) * np.clip(1 - ch.arm * 1.6, 0, 1)
    uneven = 0.00045 * noise(ch.xyz, 0.030, 1) + 0.00026 * noise(ch.xyz, 0.014, 2)
    trunk = np.clip(1 - ch.arm * 1.2, 0.35, 1)
    return h + share["soft"] * uneven * trunk * np.clip(ch.normal[:, 1] + 0.6, 0, 1)
