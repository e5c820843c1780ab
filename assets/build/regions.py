"""The regions as signed fields in the chart, in metres and positive inside.

Neighbours share a border line, so that an even gap between them can be cut on the plate afterwards.
x is the distance from the spine, y the depth and z the height.
"""

from __future__ import annotations

import folds
import numpy as np
from curves import Line, along
from figure import Pixels
from scipy.interpolate import CubicSpline

SINGLE = ("neck-base", "interscapular", "bra-line", "midback", "lumbar", "sacral")
PAIRED = ("underarm", "flank")

# Border lines as height over x. The creases between rolls are borders too: see folds.py.
NECK_TOP = [(0.0, 0.570), (0.035, 0.567), (0.065, 0.557), (0.095, 0.535)]
NECK_LOW = [(0.0, 0.508), (0.04, 0.512), (0.075, 0.525), (0.11, 0.547)]
FLANK_TOP = [
    (0.052, 0.176),
    (0.060, 0.196),
    (0.074, 0.220),
    (0.095, 0.2335),
    (0.12, 0.2265),
    (0.16, 0.218),
]
FLANK_LOW = [
    (0.052, 0.168),
    (0.064, 0.150),
    (0.085, 0.130),
    (0.11, 0.114),
    (0.135, 0.105),
    (0.165, 0.101),
]
LUMBAR_LOW = [(0.0, 0.143), (0.02, 0.145), (0.04, 0.153), (0.06, 0.168)]
SACRAL_LOW = [(0.0, 0.071), (0.018, 0.076), (0.034, 0.090), (0.047, 0.110), (0.058, 0.150)]
UNDERARM_TOP = [(0.070, 0.436), (0.100, 0.462), (0.13, 0.468), (0.152, 0.446), (0.165, 0.416)]
# Border lines as x over height.
NECK_SIDE = 0.092
BLADE_INNER = [(0.37, 0.083), (0.40, 0.074), (0.43, 0.066), (0.48, 0.059), (0.53, 0.060)]
BLADE_OUTER = [(0.34, 0.062), (0.37, 0.0635), (0.40, 0.069), (0.44, 0.0785), (0.47, 0.092)]
LUMBAR_SIDE = [
    (0.13, 0.046),
    (0.155, 0.049),
    (0.175, 0.051),
    (0.20, 0.059),
    (0.225, 0.070),
    (0.25, 0.080),
    (0.27, 0.084),
]
SIDE_LIMIT = -0.115  # the side seam of the trunk, as depth in the chart
FLANK_LIMIT = -0.195  # the flank reaches round the side, to the edge of the turned body
ROUND = {"interscapular": 0.018, "underarm": 0.005, "flank": 0.010, "sacral": 0.006}
"""Metres over which the corners of a region are rounded in the chart, besides those of all."""


def over(x: np.ndarray, pts: Line) -> np.ndarray:
    """A smooth line z(x) that is level at the spine."""
    px, pz = np.array(pts).T
    return CubicSpline(px, pz, bc_type=((1, 0.0), (2, 0.0)))(np.clip(x, px[0], px[-1]))


def _inside(parts: list[np.ndarray], soft: float) -> np.ndarray:
    """Where all parts are positive; with `soft`, the corners between their borders are round."""
    out = np.minimum.reduce(parts)
    if soft:
        out = out - soft * np.log(sum(np.exp((out - part) / soft) for part in parts))
    return out


def fields(x: np.ndarray, y: np.ndarray, z: np.ndarray, arm: np.ndarray) -> dict[str, np.ndarray]:
    """The field of every region at points of the chart; a paired region has one for both sides."""
    x = np.abs(x)
    trunk = np.minimum(0.30 - arm, 1.0) * 0.1
    side = np.minimum(y - SIDE_LIMIT, trunk)
    bra_top = over(x, folds.BRA_TOP)
    bra_low, mid_low = along(x, folds.BRA_LOW), along(x, folds.MID_LOW)
    neck_low, low_mid, flank_top = over(x, NECK_LOW), over(x, LUMBAR_LOW), along(x, FLANK_TOP)
    out = {
        "neck-base": [over(x, NECK_TOP) - z, z - neck_low, NECK_SIDE - x],
        "interscapular": [neck_low - z, z - bra_top, along(z, BLADE_INNER) - x],
        "bra-line": [bra_top - z, z - bra_low, side],
        "midback": [bra_low - z, z - mid_low, side],
        "lumbar": [
            mid_low - z,
            z - low_mid,
            along(z, LUMBAR_SIDE) - x,
            np.where(x > 0.053, z - flank_top, 0.02),
        ],
        "sacral": [low_mid - z, z - over(x, SACRAL_LOW), 0.056 - x],
        "underarm": [
            z - bra_top,
            over(x, UNDERARM_TOP) - z,
            x - along(z, BLADE_OUTER),
            y + 0.072,
            (0.34 - arm) * 0.1,
        ],
        "flank": [flank_top - z, z - along(x, FLANK_LOW), x - 0.053, y - FLANK_LIMIT, trunk],
    }
    return {
        k: _inside([np.broadcast_to(p, x.shape) for p in v], ROUND.get(k, 0.0))
        for k, v in out.items()
    }


def pictures(px: Pixels) -> dict[str, np.ndarray]:
    """The field of each region or side over the plate; -1 outside the visible body."""
    xyz = np.nan_to_num(px.skin)
    x, y, z = xyz[..., 0], xyz[..., 1], xyz[..., 2]
    every = fields(x, y, z, np.nan_to_num(px.arm, nan=1.0))
    out = {k: every[k] for k in SINGLE}
    for k in PAIRED:
        out[f"{k}.left"] = np.where(x > 0, every[k], -1.0)
        out[f"{k}.right"] = np.where(x < 0, every[k], -1.0)
    back = np.nan_to_num(px.facing, nan=-1.0) > -0.75
    return {k: np.where(px.on & back, v, -1.0) for k, v in out.items()}
