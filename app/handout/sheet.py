"""Content of a handout: its words, the figure and the clinic, from which PDF and HTML are made."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from msgspec import to_builtins

from app.body.outlines import Outline
from app.body.regions import Place, PlateKey, covers
from app.document.handout import HandoutDocument
from app.handout.marks import MarkStroke


@dataclass(frozen=True, slots=True)
class Clinic:
    """The clinic that gives the handout; empty if none is set. `logo` is a small PNG picture."""

    name: str = ""
    address: str = ""
    phone: str = ""
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class HandoutFigure:
    """The figure with the selected places. Outlines and strokes are in units of plate width.

    `description` says what it shows, for a reader who does not see it. `not_visible` is a sentence
    about the selected places that this view does not show, or "".
    """

    plate: PlateKey
    aspect: float
    outlines: tuple[Outline, ...]
    shorts: tuple[tuple[float, float], ...]
    selected: tuple[Place, ...]
    strokes: tuple[MarkStroke, ...]
    description: str
    not_visible: str = ""

    def is_selected(self, outline: Outline) -> bool:
        """Return True if the outline belongs to a selected place."""
        return any(covers(place, outline.place) for place in self.selected)


@dataclass(frozen=True, slots=True)
class HandoutSheet:
    """The whole handout.

    `figures` are those of the pages about a region; they show one plate. `mark_strokes` is for
    each mark that the document describes how it is drawn, or None if the figure does not show it.
    `footer_pattern` is the line at the end of every page.
    """

    language: str
    date: str
    clinic: Clinic
    figures: tuple[HandoutFigure, ...]
    mark_strokes: tuple[MarkStroke | None, ...]
    document: HandoutDocument
    footer_pattern: str

    @property
    def title(self) -> str:
        """The title, which names the regions."""
        return self.document.title

    @property
    def footer(self) -> str:
        """The line at the end of every page: the edition and the hash."""
        return self.footer_pattern.format(edition=self.document.edition, hash=self.content_hash)

    @property
    def content_hash(self) -> str:
        """Eight hexadecimal digits that are the same for the same content."""
        figure, clinic = self.figures[0], asdict(self.clinic)
        clinic["logo"] = hashlib.sha256(self.clinic.logo).hexdigest()
        content = {
            "language": self.language,
            "date": self.date,
            "clinic": clinic,
            "words": to_builtins(self.document),
            "plate": figure.plate.stem,
            "places": [
                f"{place.region}:{place.side}" for one in self.figures for place in one.selected
            ],
            "strokes": [asdict(stroke) for stroke in figure.strokes],
        }
        data = json.dumps(content, sort_keys=True)
        return hashlib.sha256(data.encode()).hexdigest()[:8]
