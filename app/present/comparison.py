"""Asks, question by question, what is to stand beside what is on show."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.atlas.loader import Atlas
from app.body.regions import BuildId, FigureId, Place, RegionId
from app.present.choice_dialog import ChoiceDialog, DialogOptions
from app.session.state import ComparedView, Showing
from app.workspace.workspace import Workspace

_FIGURES, _REGIONS, _OPTIONS, _END = "figures", "regions", "options", "end"


class ComparisonPicker(QObject):
    """Two figures, two regions or two options.

    Signals:
        picked: the Beside, or None to end it.
    """

    picked = Signal(object)

    def __init__(self, workspace: Workspace, atlas: Atlas) -> None:
        super().__init__(workspace)
        self._workspace, self._atlas = workspace, atlas
        self._first_option = ""
        self.dialog: ChoiceDialog | None = None

    def start(self) -> None:
        """Asks what kind of things are to stand side by side."""
        showing = self._showing
        options: list[tuple[str, str]] = [(_FIGURES, self.tr("Two figures or builds"))]
        if showing.place is not None:
            options.append((_REGIONS, self.tr("This region and another one")))
            options.append((_OPTIONS, self.tr("Two options of this region")))
        if showing.compared is not None:
            options.insert(0, (_END, self.tr("Side by side no longer")))
        note = self.tr(
            "Two figures show two builds, not before and after. "
            "A result cannot be shown ahead of time."
        )
        self._open(self.tr("Side by side"), note, options).picked.connect(self._on_kind)

    @property
    def _showing(self) -> Showing:
        return self._workspace.session.showing

    def _open(self, title: str, words: str, options: DialogOptions) -> ChoiceDialog:
        self.dialog = ChoiceDialog(title, words, options, self._workspace.theme, self._workspace)
        self.dialog.open()
        return self.dialog

    def _on_kind(self, kind: str) -> None:
        names = self._atlas.names(self._showing.language)
        if kind == _FIGURES:
            pairs = [
                (f"{figure}:{build}", f"{names.figures[figure]}, {names.builds[build]}")
                for figure in self._atlas.figures
                for build in self._atlas.builds
                if (figure, build) != (self._showing.figure, self._showing.build)
            ]
            self._open(self.tr("The other figure"), "", pairs).picked.connect(self._on_figure)
        elif kind == _REGIONS:
            here = self._showing.place.region if self._showing.place else ""
            regions = [
                (region, names.regions[region].plain_name(self._showing.figure))
                for region in self._atlas.regions
                if region != here
            ]
            self._open(self.tr("The other region"), "", regions).picked.connect(self._on_region)
        elif kind == _OPTIONS:
            self._open(self.tr("First option"), "", self._options("")).picked.connect(
                self._on_first_option
            )
        else:
            self.picked.emit(None)

    def _options(self, without: str) -> list[tuple[str, str]]:
        place = self._showing.place
        return [
            (option.id, option.name)
            for option in self._atlas.decision_aid(self._showing.language).options
            if place and option.is_for(place.region) and option.id != without
        ]

    def _on_figure(self, key: str) -> None:
        figure, _, build = key.partition(":")
        self.picked.emit(ComparedView(figure=FigureId(figure), build=BuildId(build)))

    def _on_region(self, region: str) -> None:
        self.picked.emit(ComparedView(place=Place(RegionId(region))))

    def _on_first_option(self, option: str) -> None:
        self._first_option = option
        others = self._options(option)
        self._open(self.tr("Second option"), "", others).picked.connect(self._on_second_option)

    def _on_second_option(self, option: str) -> None:
        self.picked.emit(ComparedView(options=(self._first_option, option)))
