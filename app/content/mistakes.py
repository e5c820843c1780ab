"""What is wrong with an atlas: one mistake, and the error that carries all of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in an atlas: `file:place: what is wrong: what to do`."""

    file: str
    place: str
    wrong: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.place}" if self.place else self.file
        return f"{where}: {self.wrong}: {self.mend}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a file that is no mistake, and that its author should look at all the same."""

    file: str
    place: str
    words: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.place}" if self.place else self.file
        return f"look at {where}: {self.words}"


class ContentError(Exception):
    """An atlas cannot be used; carries all its mistakes."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes

    @property
    def lines(self) -> tuple[str, ...]:
        """What to tell a person, a line for each mistake."""
        return tuple(map(str, self.mistakes))


class NoAtlasError(ContentError):
    """A folder that is no atlas at all; one sentence says why."""

    def __init__(self, folder: str, why: str) -> None:
        super().__init__((Mistake(folder, "", why, "name the folder of an atlas"),))
        self.sentence = f"{folder} is no atlas: {why}"

    def __str__(self) -> str:
        return self.sentence

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.sentence,)
