"""What a handout says, in reading order: frozen values that PDF and HTML are both made from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from app.body.outlines import Outline
from app.body.regions import Place, PlateKey, covers
from app.handout.marks import MarkStroke


@dataclass(frozen=True, slots=True)
class Clinic:
    """Who hands it out; empty where nobody has said. `logo` is a small PNG picture."""

    name: str = ""
    address: str = ""
    phone: str = ""
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class HandoutNumber:
    """One number with its words; `count` of 1,000 are drawn, None where nothing can be drawn."""

    label: str
    words: str
    count: int | None


@dataclass(frozen=True, slots=True)
class RegionSection:
    """What is said of one region; every text is a paragraph."""

    name: str
    medical: str
    what: str
    check_first: str
    risks: str
    recovery: str
    ask: str
    numbers: tuple[HandoutNumber, ...]
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallList:
    """One list of when to call: what to do, then groups of signs, each with its head."""

    head: str
    lead: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option of the table, told in equal detail."""

    name: str
    good: str
    bad: str


@dataclass(frozen=True, slots=True)
class HandoutFigure:
    """The figure with the chosen places; outlines in plate widths.

    `words` tell what it shows to those who do not see it, `unseen` what of the chosen places it
    does not show; "" if it shows all.
    """

    plate: PlateKey
    aspect: float
    outlines: tuple[Outline, ...]
    shorts: tuple[tuple[float, float], ...]
    selected: tuple[Place, ...]
    strokes: tuple[MarkStroke, ...] = ()
    words: str = ""
    unseen: str = ""

    def is_selected(self, outline: Outline) -> bool:
        """Whether the outline belongs to a chosen place; no side means both."""
        return any(covers(place, outline.place) for place in self.selected)


@dataclass(frozen=True, slots=True)
class HandoutSheet:
    """One handout.

    `call` are the lists of when to call, the most urgent first; `asked` what stands on the List;
    `marked` the marks of a consultation in words; `words` the headings and fixed sentences in
    its language, by name.
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
    sources: tuple[str, ...]
    strings: dict[str, str]

    @property
    def content_hash(self) -> str:
        """Eight letters that are the same for the same content."""
        told = {key: value for key, value in asdict(self).items() if key != "figure"}
        places = [f"{place.region}:{place.side}" for place in self.figure.selected]
        told["clinic"]["logo"] = hashlib.sha256(self.clinic.logo).hexdigest()
        strokes = [asdict(stroke) for stroke in self.figure.strokes]
        data = json.dumps([told, self.figure.plate.stem, places, strokes], sort_keys=True)
        return hashlib.sha256(data.encode()).hexdigest()[:8]
