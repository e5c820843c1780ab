"""Content of a handout in reading order: the frozen value that PDF and HTML are made from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from app.body.outlines import Outline
from app.body.regions import Place, PlateKey, covers
from app.handout.marks import MarkStroke
from app.handout.strings import HandoutStrings


@dataclass(frozen=True, slots=True)
class Clinic:
    """The clinic that gives the handout; empty if none is set. `logo` is a small PNG picture."""

    name: str = ""
    address: str = ""
    phone: str = ""
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class HandoutNumber:
    """One number in words; `count` of 1,000 icons are filled, or None if there are no icons.

    `legend` explains the icons.
    """

    label: str
    words: str
    count: int | None
    legend: str


@dataclass(frozen=True, slots=True)
class RegionSection:
    """What the handout says about one region; every text is one paragraph."""

    name: str
    medical: str
    procedure: str
    check_first: str
    risks: str
    recovery: str
    ask: str
    numbers: tuple[HandoutNumber, ...]


@dataclass(frozen=True, slots=True)
class CallList:
    """One list of when to call: what to do, then groups of signs, each with its heading or ""."""

    heading: str
    lead: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One treatment option of the table, in equal detail."""

    name: str
    good: str
    bad: str


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

    `call_lists` has the most urgent list first; `emergency` is the line with the emergency number,
    `clinic_phone` the line with the clinic's number, or "".
    """

    language: str
    title: str
    decision: str
    version: str
    date: str
    clinic: Clinic
    figure: HandoutFigure
    regions: tuple[RegionSection, ...]
    options: tuple[OptionRow, ...]
    list_entries: tuple[str, ...]
    mark_descriptions: tuple[str, ...]
    call_lists: tuple[CallList, ...]
    emergency: str
    clinic_phone: str
    sources: tuple[str, ...]
    strings: HandoutStrings

    @property
    def edition(self) -> str:
        """The version, the date and the review of the content."""
        return self.strings.edition.format(
            version=self.version, date=self.date, review=self.strings.review
        )

    @property
    def footer(self) -> str:
        """The line at the end of every page: the edition and the hash."""
        return self.strings.footer.format(edition=self.edition, hash=self.content_hash)

    @property
    def content_hash(self) -> str:
        """Eight hexadecimal digits that are the same for the same content."""
        content = {key: value for key, value in asdict(self).items() if key != "figure"}
        places = [f"{place.region}:{place.side}" for place in self.figure.selected]
        content["clinic"]["logo"] = hashlib.sha256(self.clinic.logo).hexdigest()
        strokes = [asdict(stroke) for stroke in self.figure.strokes]
        data = json.dumps([content, self.figure.plate.stem, places, strokes], sort_keys=True)
        return hashlib.sha256(data.encode()).hexdigest()[:8]
