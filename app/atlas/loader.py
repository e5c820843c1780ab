"""Opens a trusted atlas without checking it, and reads its parts when they are needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import tomli

from app.atlas import header
from app.atlas.header import NameTable, PlateOutlines, UnderlyingTissue
from app.atlas.manifest import (
    KNOWN_GOOD_FILE,
    STATEMENTS_FILE,
    FileSnapshot,
    TextFiles,
    read_known_good,
    read_verified_files,
)
from app.atlas.plates import (
    PlateInfo,
    outlines_name,
    plate_name,
    plate_outlines,
    read_plate_infos,
    read_trusted_svg,
)
from app.body.regions import FigureId, PlateKey, RegionId, TopicId
from app.support.read_file import decode_utf8
from app.support.validation_errors import ContentError, ValidationIssue

if TYPE_CHECKING:  # they import msgspec, which the first picture does not need
    from app.atlas.decision_aid import DecisionAid
    from app.atlas.model import (
        NumberRecord,
        Reference,
        RegionText,
        Statement,
        Term,
        Topic,
        TopicParser,
    )
    from app.atlas.search_index import SearchIndex
    from app.atlas.sequences import StepSequence

_Kept = TypeVar("_Kept")


class NoAtlasError(ContentError):
    """A folder that holds no atlas; `message` is one sentence with the reason."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__((ValidationIssue(folder, "", reason, "name the folder of an atlas"),))
        self.message = f"{folder} is no atlas: {reason}"

    def __str__(self) -> str:
        return self.message

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.message,)


def open_trusted(folder: Path, known_good: Mapping[str, str] | Path | None = None) -> Atlas:
    """Open an atlas without checking it, because its manifest is known good and fits its files.

    Args:
        folder: the folder of the atlas.
        known_good: hashes of manifests by name, or the file that holds them; by default the file
            known-good.json beside the atlas.

    Raises:
        ContentError: the manifest is not known good, or does not fit the files.
    """
    if known_good is None:
        known_good = folder.parent / KNOWN_GOOD_FILE
    if isinstance(known_good, Path):
        known_good = read_known_good(known_good)
    return Atlas(folder, read_verified_files(folder, known_good))


class Atlas:
    """The content of an open atlas; each part is parsed once, when it is first needed.

    All its files are in memory, so the folder is not read again. Every method raises KeyError for
    a part that the atlas does not have.
    """

    def __init__(self, folder: Path, source: FileSnapshot) -> None:
        self.folder = folder
        self.content_hash = source.content_hash
        self._source = source
        self.text_files = TextFiles(source)
        self._cache: dict[tuple[object, ...], object] = {}
        head = header.parse_header(self._toml("atlas.toml"))
        self.id, self.title = head.id, head.title
        self.version, self.date, self.expires = head.version, head.date, head.expires
        self.languages, self.figures, self.builds = head.languages, head.figures, head.builds
        self.views, self.regions, self.sides = head.views, head.regions, head.sides
        self.region_topics, self.shared_topics = head.region_topics, head.shared_topics
        self.tabs, self.risk_rows = head.tabs, head.risk_rows
        self._beneath, self.label_columns = head.beneath, head.label_columns

    def names(self, language: str) -> NameTable:
        """Return all names that are shown, with the regions in the order of the atlas."""
        file = f"texts/{language}/names.toml"
        return self._once(
            ("names", language),
            lambda: header.parse_names(self._toml(file), language, self.regions, self.tabs),
        )

    def region_text(self, region: RegionId, language: str) -> RegionText:
        file = f"texts/{language}/regions/{region}.toml"
        return self._once(
            ("region", region, language),
            lambda: self._topic_parser(language).region_text(self._toml(file), self.region_topics),
        )

    def shared_topic(self, topic: TopicId, language: str) -> Topic:
        file = f"texts/{language}/shared/{topic}.toml"
        return self._once(
            ("shared", topic, language),
            lambda: self._topic_parser(language).shared_topic(self._toml(file)),
        )

    def shared_statement(self, name: str, language: str) -> Statement:
        """Return a statement of statements.toml, which topics and rows of risks name by its id."""
        return self._once(
            ("statement", name, language),
            lambda: self._topic_parser(language).shared_statement(name),
        )

    def outlines(self, plate: PlateKey) -> PlateOutlines:
        return self._once(
            ("outlines", plate),
            lambda: plate_outlines(
                plate, read_trusted_svg(self._source.read(outlines_name(plate)))
            ),
        )

    def plate_data(self, plate: PlateKey) -> bytes:
        """Return the bytes of a plate's WebP file."""
        return self._source.read(plate_name(plate))

    def underlying_tissue(self, region: RegionId) -> UnderlyingTissue:
        """Return the tissue under the fat of a region."""
        return self._beneath[region]

    def plate_info(self, plate: PlateKey) -> PlateInfo:
        """Return the size of a plate in pixels, and its landmarks."""
        return self._once(
            ("figures",), lambda: read_plate_infos(self._source.read("figures.json"))
        )[plate]

    def number(self, name: str, language: str) -> NumberRecord:
        raw = self._toml_once("numbers.toml")[name]
        said = self._toml_once(f"texts/{language}/numbers.toml")[name]
        from app.atlas import model

        return self._once(("number", name, language), lambda: model.parse_number(raw, said, name))

    def numbers(self, language: str) -> tuple[NumberRecord, ...]:
        """Return every number record, in the order of the file."""
        return tuple(self.number(name, language) for name in self._toml_once("numbers.toml"))

    def reference(self, name: str) -> Reference:
        raw = self._toml_once("references.toml")[name]
        from app.atlas import model

        return self._once(("reference", name), lambda: model.parse_reference(raw, name))

    def references(self) -> tuple[Reference, ...]:
        """Return every reference, in the order of the file."""
        return tuple(self.reference(name) for name in self._toml_once("references.toml"))

    def terms(self, language: str) -> Mapping[str, Term]:
        from app.atlas import model

        file = f"texts/{language}/terms.toml"
        return self._once(("terms", language), lambda: model.parse_terms(self._toml_once(file)))

    def decision_aid(self, language: str) -> DecisionAid:
        """Return the decision aid; it is empty if the atlas has none."""
        return self._once(("aid", language), lambda: self._aid(language))

    def sequences(self, language: str) -> tuple[StepSequence, ...]:
        """Return the sequences of steps of the atlas, in the order of their file names."""
        from app.atlas.sequences import SEQUENCES_FOLDER, read_sequence

        files = self._source.names_under(f"texts/{language}/{SEQUENCES_FOLDER}/")
        return self._once(
            ("sequences", language),
            lambda: tuple(read_sequence(self._source.read(file), file, self) for file in files),
        )

    def search_index(self, language: str, figure: FigureId) -> SearchIndex:
        """Return the index of what can be found, with the names that a figure has."""
        from app.atlas.search_entries import make_search_index

        key = ("search", language, figure)
        return self._once(key, lambda: make_search_index(self, language, figure))

    # Modules that parse texts are imported late: no text is needed before the first picture.

    def _topic_parser(self, language: str) -> TopicParser:
        from app.atlas import model

        name = f"texts/{language}/{STATEMENTS_FILE}"
        found = self._toml_once(name)["statements"] if self._source.has(name) else ()
        shared = {statement["id"]: statement for statement in found}
        return model.TopicParser(self._words(language), shared)

    def _aid(self, language: str) -> DecisionAid:
        from app.atlas import decision_aid

        def read(file: str) -> dict[str, Any] | None:
            name = f"texts/{language}/{file}"
            return self._toml(name) if self._source.has(name) else None

        return decision_aid.parse_decision_aid(read, self.regions, self._words(language))

    def _words(self, language: str) -> Mapping[str, str]:
        terms = self._toml_once(f"texts/{language}/terms.toml")
        return {name: term["word"] for name, term in terms.items()}

    def _toml(self, name: str) -> dict[str, Any]:
        return tomli.loads(decode_utf8(self._source.read(name)))

    def _toml_once(self, name: str) -> dict[str, Any]:
        return self._once(("toml", name), lambda: self._toml(name))

    def _once(self, key: tuple[object, ...], make: Callable[[], _Kept]) -> _Kept:
        if key not in self._cache:
            self._cache[key] = make()
        return cast("_Kept", self._cache[key])
