"""Tells the words of steps that somebody typed from those the program gave them."""

from __future__ import annotations

from dataclasses import replace

from app.atlas.loader import OpenAtlas
from app.atlas.sequences import Step, StepSequence
from app.body.regions import Place, TopicId
from app.painting.descriptions import name_place
from app.session.state import Showing

_LONGEST = 80


class TypedWords:
    """Knows the sequences that ship, and every title it gave; `whole` is a step without region."""

    def __init__(self, atlas: OpenAtlas, usual: str, whole: str) -> None:
        self._atlas, self.usual, self._whole = atlas, usual, whole
        self._given = {usual}

    def title_for(self, place: Place | None, topic: TopicId | None, showing: Showing) -> str:
        """What a step is called as long as nobody calls it otherwise."""
        names, title = self._atlas.names(showing.language), self._whole
        if place is not None:
            title = name_place(place, showing, names)
        if topic is not None and topic in names.topics:
            title = f"{title}: {names.topics[topic]}"
        self._given.add(title[:_LONGEST])
        return title[:_LONGEST]

    def are_in(self, sequence: StepSequence, language: str) -> bool:
        """Whether somebody typed a name, a title or a note of it."""
        given = self._known(language)
        titles = {sequence.title, *(step.title for step in sequence.steps)}
        return not titles <= given or any(step.note for step in sequence.steps)

    def without(self, sequence: StepSequence, showing: Showing) -> StepSequence:
        """The same steps with no word that was typed, and none of the notes."""
        given = self._known(showing.language)
        steps = tuple(self._bare(step, given, showing) for step in sequence.steps)
        title = sequence.title if sequence.title in given else self.usual
        return replace(sequence, title=title, steps=steps)

    def _bare(self, step: Step, given: set[str], showing: Showing) -> Step:
        title = step.title
        if title not in given:
            title = self.title_for(step.place, step.topic, showing)
        return replace(step, title=title, note="")

    def _known(self, language: str) -> set[str]:
        shipped = self._atlas.sequences(language)
        titles = {step.title for sequence in shipped for step in sequence.steps}
        return self._given | titles | {sequence.title for sequence in shipped}
