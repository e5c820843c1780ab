"""The regions as signed fields in the chart, in metres and positive inside.

Neighbours share a border line, so that an even gap between them can be cut on the plate afterwards.
x is the distance from the spine, y the depth and z the height.
"""

from __future__ import annotations

import chart as C
import numpy as np
from scipy.interpolate import CubicSpline
from sculpt import relief

SINGLE = ("neck-base", "interscapular", "bra-line", "midback", "lumbar", "sacral")
PAIRED = ("underarm", "flank")

# Border lines as height over x, which follow the shape of the body.
NECK_TOP = [(0.0, 0.574), (0.035, 0.571), (0.065, 0.561), (0.095, 0.539)]
NECK_LOW = [(0.0, 0.507), (0.04, 0.511), (0.075, 0.524), (0.11, 0.546)]
BRA_TOP = [(0.0, 0.399), (0.05, 0.395), (0.085, 0.386), (0.115, 0.370), (0.150, 0.347)]
BRA_LOW = [(0.0, 0.334), (0.05, 0.330), (0.09, 0.320), (0.12, 0.308), (0.150, 0.297)]
RIB = [(0.0, 0.252), (0.04, 0.250), (0.08, 0.243), (0.11, 0.237), (0.150, 0.234)]
CREST = [(0.05, 0.141), (0.075, 0.147), (0.105, 0.159), (0.125, 0.164), (0.150, 0.162)]
LUMBAR_LOW = [(0.0, 0.144), (0.03, 0.146), (0.06, 0.153), (0.085, 0.164)]
SACRAL_LOW = [(0.0, 0.071), (0.018, 0.076), (0.038, 0.091), (0.055, 0.112), (0.072, 0.150)]
UNDERARM_TOP = [(0.08, 0.430), (0.11, 0.452), (0.13, 0.455), (0.152, 0.438), (0.165, 0.410)]
# Border lines as x over height.
NECK_SIDE = 0.092
BLADE_INNER = [(0.37, 0.083), (0.40, 0.074), (0.43, 0.066), (0.48, 0.059), (0.53, 0.060)]
BLADE_OUTER = [(0.34, 0.070), (0.37, 0.073), (0.40, 0.0795), (0.44, 0.0935), (0.47, 0.1075)]
COLUMN = [(0.14, 0.070), (0.18, 0.071), (0.22, 0.073), (0.26, 0.078)]
SIDE_LIMIT = -0.115  # the side seam of the trunk, as depth in the chart


def over(x: np.ndarray, pts: list[tuple[float, float]]) -> np.ndarray:
    """A smooth line z(x) that is level at the spine."""
    px, pz = np.array(pts).T
    return CubicSpline(px, pz, bc_type=((1, 0.0), (2, 0.0)))(np.clip(x, px[0], px[-1]))


def beside(z: np.ndarray, pts: list[tuple[float, float]]) -> np.ndarray:
    """A smooth line x(z)."""
    pz, px = np.array(pts).T
    return CubicSpline(pz, px, bc_type="natural")(np.clip(z, pz[0], pz[-1]))


def fields(x: np.ndarray, y: np.ndarray, z: np.ndarray, arm: np.ndarray) -> dict[str, np.ndarray]:
    """The field of every region at points of the chart; a paired region has one for both sides."""
    x = np.abs(x)
    trunk = np.minimum(0.30 - arm, 1.0) * 0.1
    side = np.minimum(y - SIDE_LIMIT, trunk)
    bra_top, bra_low, rib = over(x, BRA_TOP), over(x, BRA_LOW), over(x, RIB)
    column = beside(z, COLUMN)
    low_mid = over(x, LUMBAR_LOW)
    out = {
        "neck-base": [over(x, NECK_TOP) - z, z - over(x, NECK_LOW), NECK_SIDE - x],
        "interscapular": [over(x, NECK_LOW) - z, z - bra_top, beside(z, BLADE_INNER) - x],
        "bra-line": [bra_top - z, z - bra_low, side],
        "midback": [bra_low - z, z - rib, side],
        "lumbar": [rib - z, z - low_mid, column - x],
        "sacral": [low_mid - z, z - over(x, SACRAL_LOW), 0.074 - x],
        "underarm": [
            z - bra_top,
            over(x, UNDERARM_TOP) - z,
            x - beside(z, BLADE_OUTER),
            y + 0.064,
            (0.45 - arm) * 0.1,
        ],
        "flank": [rib - z, z - over(x, CREST), x - column, side],
    }
    return {k: np.minimum.reduce([np.broadcast_to(p, x.shape) for p in v]) for k, v in out.items()}


def painted(figure: str, index: np.ndarray, weight: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Values of the vertices as an image; nan where there is no body."""
    tri = C.chart(figure).tris[index]
    out = (values[tri] * weight).sum(-1)
    return np.where(index < 0, np.nan, out)


def pictures(figure: str, index: np.ndarray, weight: np.ndarray) -> dict[str, np.ndarray]:
    """The field of each region or side over the plate; -1 outside the visible body."""
    ch = C.chart(figure)
    # The average relief also moves the skin slightly along the body; without it the lines would not
    # be level across the furrow of the spine.
    skin = ch.xyz + ch.normal * relief(figure, f"{figure}-average")[:, None]
    x, y, z = (painted(figure, index, weight, skin[:, i]) for i in range(3))
    arm = painted(figure, index, weight, ch.arm)
    back = painted(figure, index, weight, ch.normal[:, 1]) > -0.75
    every = fields(x, y, z, arm)
    out = {k: every[k] for k in SINGLE}
    for k in PAIRED:
        out[f"{k}.left"] = np.where(x > 0, every[k], -1.0)
        out[f"{k}.right"] = np.where(x < 0, every[k], -1.0)
    return {k: np.where(np.isnan(v) | ~back, -1.0, v) for k, v in out.items()}
