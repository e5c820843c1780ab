"""Fitting of closed curves with few cubic Beziers to a traced line (after Schneider, 1990)."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter1d

Cubic = np.ndarray  # 4 x 2


def _unit(v: np.ndarray) -> np.ndarray:
    return v / max(float(np.hypot(*v)), 1e-12)


def _bezier(c: Cubic, t: np.ndarray) -> np.ndarray:
    t = t[:, None]
    return (
        (1 - t) ** 3 * c[0] + 3 * t * (1 - t) ** 2 * c[1] + 3 * t * t * (1 - t) * c[2] + t**3 * c[3]
    )


def _solve(p: np.ndarray, t: np.ndarray, t1: np.ndarray, t2: np.ndarray) -> Cubic:
    """The best cubic with given end points and end tangents."""
    b0, b1, b2, b3 = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    a1, a2 = b1[:, None] * t1, b2[:, None] * t2
    c = np.array([[(a1 * a1).sum(), (a1 * a2).sum()], [(a1 * a2).sum(), (a2 * a2).sum()]])
    rest = p - ((b0 + b1)[:, None] * p[0] + (b2 + b3)[:, None] * p[-1])
    x = np.array([(a1 * rest).sum(), (a2 * rest).sum()])
    chord = float(np.hypot(*(p[-1] - p[0])))
    det = np.linalg.det(c)
    al, ar = np.linalg.solve(c, x) if abs(det) > 1e-9 else (0.0, 0.0)
    if al < chord * 0.05 or ar < chord * 0.05 or al > 3 * chord or ar > 3 * chord:
        al = ar = chord / 3
    return np.array([p[0], p[0] + t1 * al, p[-1] + t2 * ar, p[-1]])


def _reparam(c: Cubic, p: np.ndarray, t: np.ndarray) -> np.ndarray:
    """Improve the parameters by one Newton step."""
    d1, d2 = 3 * np.diff(c, axis=0), 6 * np.diff(c, 2, axis=0)
    u = t[:, None]
    q = _bezier(c, t) - p
    v1 = (1 - u) ** 2 * d1[0] + 2 * u * (1 - u) * d1[1] + u * u * d1[2]
    v2 = (1 - u) * d2[0] + u * d2[1]
    den = (v1 * v1).sum(1) + (q * v2).sum(1)
    return np.clip(
        np.where(np.abs(den) > 1e-9, t - (q * v1).sum(1) / np.where(den == 0, 1, den), t), 0, 1
    )


def fit_run(p: np.ndarray, tan: np.ndarray, tol: float) -> list[Cubic]:
    """Fit an open run of points with known tangents recursively; `tol` is the largest error."""
    if len(p) < 3:
        return [np.array([p[0], p[0] + (p[-1] - p[0]) / 3, p[-1] - (p[-1] - p[0]) / 3, p[-1]])]
    s = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
    t = s / s[-1]
    for _ in range(6):
        c = _solve(p, t, tan[0], -tan[-1])
        err = np.hypot(*(_bezier(c, t) - p).T)
        if err.max() < tol:
            return [c]
        t = _reparam(c, p, t)
    k = int(np.clip(np.argmax(err), 1, len(p) - 2))
    k = int(np.clip(k, len(p) // 5, len(p) - 1 - len(p) // 5)) or 1
    return fit_run(p[: k + 1], tan[: k + 1], tol) + fit_run(p[k:], tan[k:], tol)


def resample(p: np.ndarray, gap: float) -> np.ndarray:
    """Resample a closed line at even steps; the first point is not repeated."""
    q = np.vstack([p, p[:1]])
    s = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(q, axis=0).T))])
    n = max(16, int(s[-1] / gap))
    at = np.arange(n) * s[-1] / n
    return np.stack([np.interp(at, s, q[:, i]) for i in (0, 1)], 1)


def calm(line: np.ndarray, smooth: float = 6.0) -> np.ndarray:
    """Resample a closed line at steps of 1.5 pixels, and smooth it over `smooth` steps."""
    return gaussian_filter1d(resample(line, 1.5), smooth, axis=0, mode="wrap")


def tangents(p: np.ndarray, *, around: bool = True, reach: int = 4) -> np.ndarray:
    """Unit tangents along a line, which is closed if `around`."""
    if around:
        tan = np.roll(p, -reach, 0) - np.roll(p, reach, 0)
    else:
        i = np.arange(len(p))
        tan = p[np.minimum(i + reach, len(p) - 1)] - p[np.maximum(i - reach, 0)]
    return tan / np.maximum(np.hypot(*tan.T)[:, None], 1e-9)


def closed(line: np.ndarray, most: int = 24, tol: float = 0.8, smooth: float = 6.0) -> list[Cubic]:
    """Fit cubics to a closed line; the tolerance grows until there are at most `most`."""
    p = calm(line, smooth)
    tan = tangents(p)
    ahead, behind = np.roll(tan, 4, 0), np.roll(tan, -4, 0)
    turn = np.abs(ahead[:, 0] * behind[:, 1] - ahead[:, 1] * behind[:, 0])
    ends = _extremes(p, turn)
    while True:
        out: list[Cubic] = []
        for a, b in zip(ends, [*ends[1:], ends[0] + len(p)], strict=True):
            run = np.arange(a, b + 1) % len(p)
            out += fit_run(p[run], tan[run], tol)
        if len(out) <= most:
            return out
        tol *= 1.3


def _extremes(p: np.ndarray, turn: np.ndarray) -> list[int]:
    """Four points of low curvature, spread around the line, at which cubics begin."""
    n = len(p)
    first = int(np.argmin(turn))
    out = []
    for i in range(4):
        span = (first + i * n // 4 + np.arange(-n // 16, n // 16)) % n
        out.append(int(span[np.argmin(turn[span])]) if i else first)
    return sorted(set(out))


def path(cubics: list[Cubic]) -> str:
    """SVG path data with M, C and Z and at most two decimals."""

    def num(v: float) -> str:
        return f"{v:.2f}".rstrip("0").rstrip(".").replace("-0", "0" if abs(v) < 0.005 else "-0")

    parts = [f"M {num(cubics[0][0][0])} {num(cubics[0][0][1])}"]
    parts += ["C " + " ".join(num(float(v)) for v in c[1:].ravel()) for c in cubics]
    return " ".join(parts) + " Z"


def points(cubics: list[Cubic], steps: int = 12) -> np.ndarray:
    """The curve as a polygon with `steps` points for each cubic."""
    t = np.arange(steps) / steps
    return np.concatenate([_bezier(c, t) for c in cubics])
