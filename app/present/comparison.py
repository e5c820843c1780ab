"""Asks in one or more dialogs what the audience window compares side by side."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.atlas.loader import Atlas
from app.body.regions import BuildId, FigureId, Place, RegionId
from app.present.choice_dialog import ChoiceDialog, DialogOptions
from app.session.state import ComparedView, Showing
from app.workspace.workspace import Workspace

_FIGURES, _REGIONS, _OPTIONS, _END = "figures", "regions", "options", "end"


class ComparisonPicker(QObject):
    """Asks for two figures, two regions or two options.

    Signals:
        picked: the ComparedView, or None to end the comparison.
    """

    picked = Signal(object)

    def __init__(self, workspace: Workspace, atlas: Atlas) -> None:
        super().__init__(workspace)
        self._workspace, self._atlas = workspace, atlas
        self._first_option = ""
        self.dialog: ChoiceDialog | None = None

    def start(self) -> None:
        """Ask what kind of comparison is wanted; the answer opens the next dialog."""
        showing = self._showing
        options: list[tuple[str, str]] = [(_FIGURES, self.tr("Two figures or builds"))]
        if showing.place is not None:
            options.append((_REGIONS, self.tr("This area and another one")))
            options.append((_OPTIONS, self.tr("Two options of this area")))
        if showing.compared is not None:
            options.insert(0, (_END, self.tr("End the comparison")))
        note = self.tr(
            "Two figures show two builds, not before and after. "
            "A result cannot be shown in advance."
        )
        self._open_dialog(self.tr("Side by side"), note, options).picked.connect(self._on_kind)

    @property
    def _showing(self) -> Showing:
        return self._workspace.session.showing

    def _open_dialog(self, title: str, text: str, options: DialogOptions) -> ChoiceDialog:
        self.dialog = ChoiceDialog(title, text, options, self._workspace.theme, self._workspace)
        self.dialog.open()
        return self.dialog

    def _on_kind(self, kind: str) -> None:
        if kind == _FIGURES:
            dialog = self._open_dialog(self.tr("The other figure"), "", self._other_figures())
            dialog.picked.connect(self._on_figure)
        elif kind == _REGIONS:
            dialog = self._open_dialog(self.tr("The other area"), "", self._other_regions())
            dialog.picked.connect(self._on_region)
        elif kind == _OPTIONS:
            dialog = self._open_dialog(self.tr("First option"), "", self._options_except(""))
            dialog.picked.connect(self._on_first_option)
        else:
            self.picked.emit(None)

    def _other_figures(self) -> list[tuple[str, str]]:
        names = self._atlas.names(self._showing.language)
        return [
            (f"{figure}:{build}", f"{names.figures[figure]}, {names.builds[build]}")
            for figure in self._atlas.figures
            for build in self._atlas.builds
            if (figure, build) != (self._showing.figure, self._showing.build)
        ]

    def _other_regions(self) -> list[tuple[str, str]]:
        names = self._atlas.names(self._showing.language)
        current = self._showing.place.region if self._showing.place else ""
        return [
            (region, names.regions[region].plain_name(self._showing.figure))
            for region in self._atlas.regions
            if region != current
        ]

    def _options_except(self, excluded: str) -> list[tuple[str, str]]:
        place = self._showing.place
        return [
            (option.id, option.name)
            for option in self._atlas.decision_aid(self._showing.language).options
            if place and option.is_for(place.region) and option.id != excluded
        ]

    def _on_figure(self, key: str) -> None:
        figure, _, build = key.partition(":")
        self.picked.emit(ComparedView(figure=FigureId(figure), build=BuildId(build)))

    def _on_region(self, region: str) -> None:
        self.picked.emit(ComparedView(place=Place(RegionId(region))))

    def _on_first_option(self, option: str) -> None:
        self._first_option = option
        others = self._options_except(option)
        dialog = self._open_dialog(self.tr("Second option"), "", others)
        dialog.picked.connect(self._on_second_option)

    def _on_second_option(self, option: str) -> None:
        self.picked.emit(ComparedView(options=(self._first_option, option)))
