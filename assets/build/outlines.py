"""Outlines of the regions and the shorts of one plate: inset, rounded, traced and fitted."""

from __future__ import annotations

import fit
import numpy as np
import regions
import settings as S
from figure import Pixels
from scipy.ndimage import binary_fill_holes, distance_transform_edt, gaussian_filter, label
from skimage.measure import find_contours

Paths = dict[str, list[fit.Cubic]]


def _largest(mask: np.ndarray) -> np.ndarray:
    parts, n = label(mask)
    if n == 0:
        return mask
    return parts == 1 + int(np.argmax(np.bincount(parts.ravel())[1:]))


def rounded(mask: np.ndarray, inset: float, radius: float) -> np.ndarray:
    """The mask shrunk by `inset`, with corners of `radius`, as a smooth signed field."""
    core = _largest(distance_transform_edt(mask) > inset + radius)
    if not core.any():
        return np.full(mask.shape, -1.0)
    return gaussian_filter(
        radius - distance_transform_edt(~core) + distance_transform_edt(core), 5.0
    )


def closed_up(mask: np.ndarray, radius: float) -> np.ndarray:
    """The mask without notches narrower than `radius`, such as an arm in front leaves."""
    wide = distance_transform_edt(~mask) < radius
    return distance_transform_edt(wide) > radius - 0.5


def grown_outside(mask: np.ndarray, body: np.ndarray, reach: float) -> np.ndarray:
    """The mask with the pixels beside the body that are nearest to it, up to `reach` away.

    What is then cut off along all its edges leaves less free along the silhouette.
    """
    far, nearest = distance_transform_edt(~body, return_indices=True)
    return np.where(body, mask, (far < reach) & mask[tuple(nearest)])


def _trace(field: np.ndarray, offset: tuple[int, int]) -> np.ndarray | None:
    """The longest closed zero line of a field, as x and y in pixels of the plate."""
    lines = find_contours(np.pad(field, 1, constant_values=-5.0), 0.0)
    if not lines:
        return None
    line = max(lines, key=len)[:-1] - 1
    return np.stack([line[:, 1] + offset[1] + 0.5, line[:, 0] + offset[0] + 0.5], 1)


def region_paths(view: str, px: Pixels) -> Paths:
    """The outlines of all visible regions of a view."""
    out: Paths = {}
    far = {"back-left": ".right", "back-right": ".left"}.get(view, "none")
    for name, field in regions.pictures(px).items():
        if name.endswith(far):
            continue  # the far side is hidden or too narrow
        mirrored = name.endswith(".right") and view == "back"
        if mirrored and name.replace("right", "left") in out:
            out[name] = mirror(out[name.replace("right", "left")])
            continue
        mask = (field > 0) & px.on
        if view == "back" and "." not in name:
            mask &= mask[:, ::-1]
        rows, cols = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
        if len(rows) == 0:
            continue
        r0, r1, c0, c1 = max(rows[0] - 40, 0), rows[-1] + 41, max(cols[0] - 40, 0), cols[-1] + 41
        part = binary_fill_holes(_largest(mask[r0:r1, c0:c1]))
        part = closed_up(part, 26.0) & px.on[r0:r1, c0:c1]
        small = min(np.sqrt(part.sum()), 2 * distance_transform_edt(np.pad(part, 1)).max())
        if small < S.SLIVER:
            continue
        part = grown_outside(part, px.on[r0:r1, c0:c1], S.GAP / 2 - S.RIM)
        line = _trace(rounded(part, S.GAP / 2, min(S.CORNER, small / 4)), (r0, c0))
        if line is not None:
            out[name] = fit.closed(line)
            if view == "back" and "." not in name:
                out[name] = symmetric(line)
    return out


def mirror(cubics: list[fit.Cubic]) -> list[fit.Cubic]:
    """The same curves on the other side of the plate."""
    return [np.stack([S.WIDTH - c[::-1, 0], c[::-1, 1]], 1) for c in cubics[::-1]]


def symmetric(line: np.ndarray) -> list[fit.Cubic]:
    """Fit only the left half and mirror it, so that both halves are equal."""
    mid = S.WIDTH / 2
    p = fit.resample(line, 1.0)
    left = p[:, 0] <= mid
    cross = np.flatnonzero(left & ~np.roll(left, 1))
    p = np.roll(p, -int(cross[0]), 0)
    half = p[: int(np.argmin(p[:, 0] <= mid))]
    if half[0, 1] > half[-1, 1]:
        half = half[::-1]
    both = np.concatenate([half, np.stack([S.WIDTH - half[::-1, 0], half[::-1, 1]], 1)])
    q = fit.calm(both)
    start = int(np.argmin(np.hypot(q[:, 0] - mid, q[:, 1] - half[0, 1])))
    q = np.roll(q, -start, 0)
    end = int(np.argmin(np.hypot(q[:, 0] - mid, q[:, 1] - half[-1, 1])))
    run = q[: end + 1].copy()
    run[0, 0] = run[-1, 0] = mid
    tan = fit.tangents(run, around=False)
    tan[0], tan[-1] = (np.sign(tan[0, 0]), 0), (np.sign(tan[-1, 0]), 0)
    tol = 0.8
    while len(part := _panes(run, tan, tol)) > 12:
        tol *= 1.3
    return part + mirror(part)


def _panes(run: np.ndarray, tan: np.ndarray, tol: float) -> list[fit.Cubic]:
    k = len(run) // 2
    return fit.fit_run(run[: k + 1], tan[: k + 1], tol) + fit.fit_run(run[k:], tan[k:], tol)


def dress_path(px: Pixels) -> list[fit.Cubic]:
    """The outline of the shorts: exact at waist and arms, else wider than the silhouette."""
    on = np.nan_to_num(px.cloth, nan=-1.0) > 0
    wide = on | (~px.on & (distance_transform_edt(~on) < 7))
    wide[-14:] |= wide[-15]
    part = binary_fill_holes(_largest(wide))
    line = _trace(gaussian_filter(np.where(part, 1.0, -1.0), 1.2), (0, 0))
    assert line is not None
    return fit.closed(np.clip(line, 0, [S.WIDTH, S.HEIGHT]), smooth=2.0, tol=0.5)


def svg(name: str, regions_: Paths, dress: list[fit.Cubic]) -> str:
    """The SVG file with the outlines, which Inkscape can open."""

    def paths(items: Paths, colour: str) -> str:
        return "\n".join(
            f'    <path id="{k}" d="{fit.path(v)}" fill="none" stroke="{colour}" stroke-width="3"/>'
            for k, v in items.items()
        )

    w, h = S.WIDTH, S.HEIGHT
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
  width="{w}" height="{h}" viewBox="0 0 {w} {h}">
  <g id="layer-plate" inkscape:groupmode="layer" inkscape:label="plate" sodipodi:insensitive="true">
    <image x="0" y="0" width="{w}" height="{h}"
      href="../plates/{name}.webp" xlink:href="../plates/{name}.webp"/>
  </g>
  <g id="layer-dress" inkscape:groupmode="layer" inkscape:label="dress">
{paths({"dress.shorts": dress}, "#808080")}
  </g>
  <g id="layer-regions" inkscape:groupmode="layer" inkscape:label="regions">
{paths(regions_, "#c05a3c")}
  </g>
</svg>
"""
