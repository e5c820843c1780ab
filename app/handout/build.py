"""Makes the content of a handout from an atlas: its document, the figure and the clinic."""

from __future__ import annotations

from dataclasses import dataclass

from app.atlas.loader import Atlas
from app.body.regions import BuildId, FigureId, Place, PlateKey, View
from app.document.handout import KeptItems, handout_document
from app.document.handout_parts import EVERY_PART, MARKS_PART
from app.document.source import DocumentSource
from app.handout.bidi import bidi_isolate
from app.handout.figure import make_figure
from app.handout.marks import describe_marks
from app.handout.sheet import Clinic, HandoutSheet
from app.session.marks import NO_MARKS, MarksByPlate
from app.support.translation import Catalogue

NO_CLINIC = Clinic()


@dataclass(frozen=True, slots=True)
class HandoutRequest:
    """What the handout is about.

    `list_items` are the addresses on the visitor's list, `value_answers` the answers as pairs of
    ids; `emergency` is the number of the country, or "" if it is not known; `drawn` are the marks
    of a consultation. `parts` are those of `EVERY_PART` that it has.
    """

    places: tuple[Place, ...]
    figure: FigureId
    build: BuildId
    language: str
    list_items: tuple[str, ...] = ()
    value_answers: tuple[tuple[str, str], ...] = ()
    emergency: str = ""
    clinic: Clinic = NO_CLINIC
    drawn: MarksByPlate = NO_MARKS
    parts: frozenset[str] = EVERY_PART

    @property
    def plate(self) -> PlateKey:
        """The plate of the requested figure, seen from behind."""
        return PlateKey(self.figure, self.build, View.BACK)


def make_sheet(atlas: Atlas, request: HandoutRequest) -> HandoutSheet:
    """Make the content of a handout, in the language of the request.

    Raises:
        KeyError: the atlas does not have what is requested.
    """
    language, translate = request.language, Catalogue.read(request.language).translate
    source = DocumentSource(atlas, language, request.figure, translate, request.emergency)
    drawn = request.drawn if MARKS_PART in request.parts else NO_MARKS
    described = describe_marks(atlas, drawn, request.plate, language, translate)
    marks, strokes = zip(*described, strict=True) if described else ((), ())
    kept = KeptItems(request.list_items, request.value_answers, marks)
    phone = bidi_isolate(request.clinic.phone)
    regions = dict.fromkeys(place.region for place in request.places)
    pages = [[one for one in request.places if one.region == region] for region in regions]
    return HandoutSheet(
        language=language,
        date=atlas.date.isoformat(),
        clinic=request.clinic,
        figures=tuple(
            make_figure(atlas, request.plate, places, drawn, language, translate)
            for places in pages or [[]]
        ),
        mark_strokes=strokes,
        document=handout_document(source, request.places, kept, phone, request.parts),
        footer_pattern=translate("Handout", "{edition} Content {hash}."),
    )
