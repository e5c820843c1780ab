"""Soft relief on the smooth body: furrow, shoulder blades, dimples and rolls, and the shorts."""

from __future__ import annotations

import chart as C
import numpy as np
import settings as S
import surface
from scipy import sparse


def bump(d: np.ndarray, width: float) -> np.ndarray:
    """A bell curve of the given width."""
    return np.exp(-((d / width) ** 2))


def step(d: np.ndarray, width: float) -> np.ndarray:
    """A soft step from 0 to 1 over about twice the width."""
    return 0.5 + 0.5 * np.tanh(d / width)


def along(x: np.ndarray, pts: list[tuple[float, float]]) -> np.ndarray:
    """A smooth curve z(x) through points."""
    from scipy.interpolate import PchipInterpolator

    px, pz = np.array(pts).T
    return PchipInterpolator(px, pz)(np.clip(x, px[0], px[-1]))


def blade(x: np.ndarray, z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The shoulder blade: the distance from its inner border, and a mask of its area."""
    border = along(z, [(0.36, 0.092), (0.40, 0.080), (0.43, 0.071), (0.48, 0.062), (0.52, 0.064)])
    outer = along(z, [(0.38, 0.100), (0.40, 0.108), (0.44, 0.128), (0.47, 0.150), (0.53, 0.165)])
    return x - border, step(outer - x, 0.022) * step(0.520 - z, 0.016) * step(z - 0.402, 0.016)


def relief(figure: str, key: str) -> np.ndarray:
    """The height of the relief along the normal of each refined vertex, in metres."""
    ch, amount = C.chart(figure), S.RELIEF[key]
    x, z = np.abs(ch.xyz[:, 0]), ch.xyz[:, 2]
    back = np.clip(ch.normal[:, 1] * 1.6 + 0.15, 0, 1) * np.clip(1 - ch.arm * 1.6, 0, 1)
    h = np.zeros(len(x))
    spine = step(z - 0.100, 0.015) * step(0.520 - z, 0.02)
    h -= amount["furrow"] * bump(x, 0.011) * spine * (0.6 + 0.4 * step(0.36 - z, 0.05))
    column = step(z - 0.125, 0.02) * step(0.38 - z, 0.045)
    h += amount["furrow"] * 0.9 * bump(x - 0.034, 0.020) * column
    d, rest = blade(x, z)
    h += (
        amount["blade"]
        * (step(d - 0.003, 0.008) - 0.35 * bump(d + 0.012, 0.013) * (x < 0.1))
        * rest
    )
    ridge = z - along(x, [(0.06, 0.484), (0.10, 0.497), (0.15, 0.517), (0.18, 0.522)])
    h += (
        amount["blade"]
        * 0.55
        * bump(ridge, 0.011)
        * step(x - 0.068, 0.010)
        * step(0.165 - x, 0.012)
    )
    h -= amount["dimple"] * bump(np.hypot(x - 0.043, z - C.S2), 0.011)
    h += amount["dimple"] * 0.4 * bump(x, 0.010) * bump(z - C.C7, 0.012)
    h = h * back
    around = np.clip(1 - ch.arm * 2.2, 0, 1) * step(ch.normal[:, 1] + 0.35, 0.25)
    out = step(x - 0.060, 0.022)
    for name, line, width in ROLLS:
        h += amount[name] * around * out * bump(z - along(x, line), width)
    return h


# Rolls, strongest in the fuller builds: soft ridges that fall off towards the side.
_BRA = [(0.0, 0.372), (0.06, 0.362), (0.12, 0.338), (0.16, 0.328)]
ROLLS = (
    ("roll_bra", _BRA, 0.024),
    ("groove_bra", [(a, b - 0.040) for a, b in _BRA], 0.013),
    ("roll_mid", [(a, b - 0.078) for a, b in _BRA], 0.024),
    ("groove_waist", [(0.0, 0.262), (0.06, 0.252), (0.12, 0.226), (0.16, 0.218)], 0.015),
    ("roll_flank", [(0.0, 0.212), (0.06, 0.204), (0.12, 0.178), (0.16, 0.170)], 0.028),
)


def waist(x: np.ndarray) -> np.ndarray:
    """The height of the waistband in the chart."""
    return along(
        np.abs(x), [(0.0, 0.055), (0.03, 0.056), (0.08, 0.064), (0.13, 0.078), (0.19, 0.092)]
    )


def shorts_field(figure: str) -> np.ndarray:
    """A field in metres that is positive on the shorts and never on the arms."""
    ch = C.chart(figure)
    low = waist(ch.xyz[:, 0]) - 0.35 * np.clip(-0.09 - ch.xyz[:, 1], 0, 0.2) * 0.15 - ch.xyz[:, 2]
    return np.where(ch.arm > 0.3, -0.2, low)


def points(body: dict[str, np.ndarray], figure: str, build: str) -> np.ndarray:
    """The finished surface of one body."""
    ch = C.chart(figure)
    p = ch.refine @ body["vertices"]
    p = p + surface.normals(p, ch.quads) * relief(figure, f"{figure}-{build}")[:, None]
    cloth = np.clip(shorts_field(figure) / 0.035, 0, 1)[:, None] * 0.9
    return drape(p, ch.quads, cloth)


def drape(p: np.ndarray, quads: np.ndarray, weight: np.ndarray, rounds: int = 90) -> np.ndarray:
    """Smooth the surface under the cloth, so that it spans the cleft as fabric does."""
    e = np.concatenate([quads[:, [i, (i + 1) % 4]] for i in range(4)])
    n = len(p)
    a = sparse.csr_matrix((np.ones(len(e)), (e[:, 0], e[:, 1])), (n, n))
    a = a.maximum(a.T)
    a = sparse.diags(1 / np.maximum(np.asarray(a.sum(1)).ravel(), 1)) @ a
    start, on = p, np.flatnonzero(weight[:, 0] > 0)
    a = a[on]
    for _ in range(rounds):
        p = p.copy()
        p[on] += weight[on] * (a @ p - p[on])
    # Smoothing shrinks the cloth: restore its size, but keep it spanned over the cleft.
    out = surface.normals(p, quads)
    lost = ((start - p) * out).sum(1, keepdims=True)
    return (
        p
        + out * np.clip(lost, 0.0, 0.012) * (weight > 0)
        + out * 0.0012 * np.clip(weight * 4, 0, 1)
    )
