"""The names everybody shares: which region, figure, view, side and topic is meant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NewType

RegionId = NewType("RegionId", str)
FigureId = NewType("FigureId", str)
BuildId = NewType("BuildId", str)
SkinId = NewType("SkinId", str)
TopicId = NewType("TopicId", str)


class View(Enum):
    """The side a figure is seen from."""

    BACK = "back"
    BACK_LEFT = "back-left"
    BACK_RIGHT = "back-right"


class Side(Enum):
    """Left or right of the body; from behind, the body's left is the viewer's left."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Place:
    """A region, and the side of it that is meant; side None is the whole region."""

    region: RegionId
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class PlateKey:
    """Which plate: one figure in one build, seen from one side."""

    figure: FigureId
    build: BuildId
    view: View

    @property
    def stem(self) -> str:
        """The file name of the plate and of its outlines, without ending."""
        return f"{self.figure}-{self.build}-{self.view.value}"
