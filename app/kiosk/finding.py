"""What is said of one thing of a machine: how it is with it, and what to do. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Word(Enum):
    """How it is with one thing."""

    OK = "ok"
    MISSING = "missing"
    LOOK = "look at"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing, how it is with it, and what to do."""

    word: Word
    what: str
    says: str

    def __str__(self) -> str:
        return f"{self.word.value:<8} {self.what}: {self.says}"


def ok(what: str, says: str) -> Finding:
    return Finding(Word.OK, what, says)


def missing(what: str, says: str) -> Finding:
    return Finding(Word.MISSING, what, says)


def look(what: str, says: str) -> Finding:
    return Finding(Word.LOOK, what, says)
