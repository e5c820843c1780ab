"""All numbers on which the figures depend: bodies, pose, frame, light, and the paths."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent
ATLAS = HERE.parent / "atlases" / "back"
CACHE = HERE / ".cache"

FIGURES = ("woman", "man")
BUILDS = ("leaner", "average", "fuller")
VIEWS = ("back", "back-left", "back-right")
TURN = {"back": 0.0, "back-left": 42.0, "back-right": -42.0}

# Plate frame. C7 and the top of the cleft lie at these fractions of the height.
WIDTH, HEIGHT = 1400, 1680
C7_AT, CLEFT_AT = 0.130, 0.792

# Phenotypes of the parametric body (0 to 1) and local shapes (-1 to 1).
PHENOTYPE: dict[str, dict[str, float]] = {
    "woman-leaner": dict(
        gender=1.0, age=0.62, muscle=0.62, weight=0.36, height=0.50, proportions=0.78
    ),
    "woman-average": dict(
        gender=1.0, age=0.62, muscle=0.57, weight=0.64, height=0.50, proportions=0.72
    ),
    "woman-fuller": dict(
        gender=1.0, age=0.64, muscle=0.52, weight=0.94, height=0.48, proportions=0.60
    ),
    "man-leaner": dict(
        gender=0.0, age=0.62, muscle=0.68, weight=0.36, height=0.55, proportions=0.78
    ),
    "man-average": dict(
        gender=0.0, age=0.62, muscle=0.66, weight=0.64, height=0.55, proportions=0.66
    ),
    "man-fuller": dict(
        gender=0.0, age=0.64, muscle=0.58, weight=0.94, height=0.54, proportions=0.50
    ),
}
_ARMS = ("l-upperarm-fat-incr", "r-upperarm-fat-incr")
LOCAL: dict[str, dict[str, float]] = {
    "woman-leaner": {
        "measure-waist-circ-incr": -0.35,
        "torso-vshape-incr": 0.1,
        "measure-hips-circ-incr": -0.05,
    },
    "woman-average": {"measure-waist-circ-incr": -0.15, "measure-hips-circ-incr": 0.10},
    "woman-fuller": {
        "measure-waist-circ-incr": 0.45,
        "measure-hips-circ-incr": 0.35,
        "measure-underbust-circ-incr": 0.35,
        "torso-scale-horiz-incr": 0.15,
        **dict.fromkeys(_ARMS, 0.5),
    },
    "man-leaner": {
        "measure-waist-circ-incr": -0.30,
        "torso-vshape-incr": 0.40,
        "measure-shoulder-dist-incr": 0.30,
    },
    "man-average": {
        "torso-vshape-incr": 0.35,
        "measure-shoulder-dist-incr": 0.35,
        "torso-muscle-dorsi-incr": 0.2,
    },
    "man-fuller": {
        "measure-waist-circ-incr": 0.55,
        "measure-hips-circ-incr": 0.15,
        "measure-underbust-circ-incr": 0.35,
        "torso-scale-horiz-incr": 0.14,
        "measure-shoulder-dist-incr": 0.30,
        "torso-vshape-incr": 0.1,
        **dict.fromkeys(_ARMS, 0.4),
    },
}

# Rotations of bones in degrees about the body's y axis, for the left side; the right is mirrored.
ARM_LOWER = {"leaner": 10.0, "average": 9.0, "fuller": 8.0}
TURNED_SHIFT = 0.0  # metres by which the frame moves sideways in the turned views
HEAD_TURN = 9.0  # degrees per neck bone; turns the face away in the turned views


def names() -> list[tuple[str, str]]:
    """All bodies as (figure, build)."""
    return [(f, b) for f in FIGURES for b in BUILDS]


_BONY = dict(
    furrow=0.0030,
    blade=0.0056,
    dimple=0.0030,
    roll_bra=0.0,
    groove_bra=0.0,
    roll_mid=0.0,
    groove_waist=0.0,
    roll_flank=0.0,
)
_SOFT = dict(_BONY, furrow=0.0026, blade=0.0042, dimple=0.0026, roll_bra=0.001, roll_flank=0.002)
_ROUND = dict(
    furrow=0.0024,
    blade=0.0024,
    dimple=0.0030,
    roll_bra=0.0042,
    groove_bra=-0.0026,
    roll_mid=0.0022,
    groove_waist=-0.0030,
    roll_flank=0.0065,
)
RELIEF: dict[str, dict[str, float]] = {
    "woman-leaner": _BONY,
    "woman-average": _SOFT,
    "woman-fuller": _ROUND,
    "man-leaner": dict(_BONY, furrow=0.0036, blade=0.0062),
    "man-average": dict(_SOFT, furrow=0.0032),
    "man-fuller": dict(_ROUND, roll_bra=0.0034, roll_flank=0.0065),
}

# Lights, in metres from the middle of the frame: x to the viewer's left, y to the viewer, z up.
LIGHTS: tuple[dict, ...] = (
    dict(place=(1.55, 1.15, 1.15), size=0.55, power=66.0),  # key, raking from the upper left
    dict(place=(-1.6, 1.5, 0.3), size=1.8, power=12.0),  # fill from the right
    dict(place=(-1.2, -1.1, 0.9), size=0.7, power=42.0),  # rim right
    dict(place=(1.3, -1.3, 0.2), size=0.7, power=24.0),  # rim left
)
KEY_TURN = 28.0  # degrees by which the key light follows the body in the turned views
AMBIENT = 0.06

# Outlines, in plate pixels.
GAP = 15.0  # between neighbours
CORNER = 24.0  # radius of corners
RIM = 4.0  # free strip along the silhouette, in addition to the gap
SLIVER = 70.0  # regions narrower than this are left out of a view

# Metres from the shoulder, in the chart, over which the arm fades out, and at which it is cut.
ARM_FADE, ARM_CUT = (0.26, 0.37), 0.385
# Vignette: pixels over which the figure fades in from the frame's edges.
FADE_TOP, FADE_SIDE, FADE_BOTTOM = 120, 120, 150
# Tone curve from linear light to grey level.
TONE = (
    (0.0, 36),
    (0.05, 49),
    (0.10, 65),
    (0.15, 81),
    (0.30, 123),
    (0.46, 156),
    (0.62, 181),
    (0.90, 212),
    (1.06, 223),
    (1.30, 232),
    (1.80, 238),
)
QUALITY = 90
SAMPLES = 5
GRAIN = 1.1
