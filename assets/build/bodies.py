"""The six posed bodies, computed with the parametric model and cached as arrays on disk."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import settings as S

_ARM_BONES = ("upperarm", "lowerarm", "wrist", "metacarpal", "finger")


@lru_cache(maxsize=1)
def _model():
    import anny

    return anny.create_fullbody_model(topology="anny-quads", local_changes="all")


def _turn(axis: str, degrees: float) -> np.ndarray:
    """A 4x4 rotation matrix about one axis of the body."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    m = np.eye(4)
    i, j = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
    m[i, i] = m[j, j] = c
    m[i, j], m[j, i] = -s, s
    return m


def _bone_turns(pose: dict[str, S.Rotation], head: float) -> dict[str, np.ndarray]:
    """The rotation of each bone; arms are mirrored, the neck turns by `head` degrees a bone."""
    out: dict[str, np.ndarray] = {}
    for bone, turns in pose.items():
        for side, sign in (("L", 1.0), ("R", -1.0)):
            m = np.eye(4)
            for axis, degrees in turns:
                m = m @ _turn(axis, degrees if axis == "x" else sign * degrees)
            out[f"{bone}.{side}"] = m
    for bone in ("neck02", "neck03", "head"):
        out[bone] = _turn("z", head)
    return out


def _compute(key: str, pose: dict[str, S.Rotation], head: float) -> dict[str, np.ndarray]:
    import torch

    model = _model()
    turns = {
        bone: torch.tensor(m, dtype=torch.float64)[None]
        for bone, m in _bone_turns(pose, head).items()
    }
    out = model(
        pose_parameters=turns,
        phenotype_kwargs=dict(S.PHENOTYPE[key]),
        local_changes_kwargs=dict(S.LOCAL[key]),
        pose_parameterization="local-ref",
    )
    bones = {name: i for i, name in enumerate(model.bone_labels)}
    arms = [i for n, i in bones.items() if n.split(".")[0].rstrip("0123456789-") in _ARM_BONES]
    index, weight = model.vertex_bone_indices.numpy(), model.vertex_bone_weights.numpy()
    return {
        "vertices": out["vertices"][0].numpy().astype(np.float64),
        "faces": model.faces.numpy().astype(np.int64),
        "arm_weight": (weight * np.isin(index, arms)).sum(1),
        "mirror": _mirror(model.template_vertices.numpy()),
    }


def _mirror(template: np.ndarray) -> np.ndarray:
    """The index of the mirror image of each vertex; the template is symmetric."""
    from scipy.spatial import cKDTree

    return cKDTree(template).query(template * [-1, 1, 1])[1]


def body(figure: str, build: str, view: str) -> dict[str, np.ndarray]:
    """A posed body; computed once, then read from the cache.

    `view` is a view of the plates, or "chart" for the pose of the chart. `vertices` are in metres,
    `arm_weight` is 0 on the trunk and 1 on the arm, and `mirror` holds the index of the mirror
    image of each vertex.
    """
    key = f"{figure}-{build}"
    pose = S.CHART_POSE if view == "chart" else S.pose(figure, build)
    head = {"back-left": -S.HEAD_TURN, "back-right": S.HEAD_TURN}.get(view, 0.0)
    tag = repr((S.PHENOTYPE[key], S.LOCAL[key], pose, head))
    path = S.CACHE / f"body-{key}-{view}.npz"
    if path.exists():
        with np.load(path) as kept:
            if str(kept["tag"]) == tag:
                return {name: kept[name] for name in kept.files if name != "tag"}
    data = _compute(key, pose, head)
    path.parent.mkdir(exist_ok=True)
    np.savez(path, tag=tag, **data)
    return data
