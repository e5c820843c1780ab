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


class ContentError(Exception):
    """An atlas cannot be used; carries all its mistakes."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes
