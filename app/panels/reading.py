"""What the views of the panel read from: the atlas, the language, the look and the icons."""

from __future__ import annotations

from dataclasses import dataclass

from app.body.ids import FigureId
from app.content.atlas import Block, BulletList, Reference, RefLink, Run, Statement, TermLink
from app.content.shelf import OpenAtlas
from app.controls.words import Part
from app.look.icons import Icons
from app.look.look import Look

LOCAL_NUMBER = "your local emergency number"


@dataclass(frozen=True, slots=True)
class Reading:
    """One frozen value for all views; `emergency` is the number of the country, or ""."""

    atlas: OpenAtlas
    language: str
    figure: FigureId
    look: Look
    icons: Icons
    emergency: str = ""

    def parts(self, runs: tuple[Run, ...]) -> tuple[Part, ...]:
        """Runs of an atlas text as parts of a label; references are shown elsewhere."""
        return tuple(self._part(run) for run in runs if not isinstance(run, RefLink))

    def _part(self, run: Run) -> Part:
        if isinstance(run, TermLink):
            return Part(run.word, term=True)
        assert not isinstance(run, RefLink)
        text = run.text
        if self.emergency:
            text = text.replace(LOCAL_NUMBER, self.emergency)
        return Part(text, strong=run.strong)


def runs_of(blocks: tuple[Block, ...]) -> tuple[Run, ...]:
    """All runs of some blocks in reading order."""
    runs: list[Run] = []
    for block in blocks:
        for item in block.items if isinstance(block, BulletList) else (block.runs,):
            runs.extend(item)
    return tuple(runs)


def terms_of(statement: Statement) -> tuple[str, ...]:
    """The glossary terms a statement uses, each once."""
    runs = runs_of(statement.blocks)
    return tuple(dict.fromkeys(run.term for run in runs if isinstance(run, TermLink)))


def refs_of(statement: Statement) -> tuple[str, ...]:
    """The references of a statement, its own and those in its words, each once."""
    inline = [run.ref for run in runs_of(statement.blocks) if isinstance(run, RefLink)]
    return tuple(dict.fromkeys([*statement.refs, *inline]))


def short_name(reference: Reference) -> str:
    """A reference in two words: first author and year, or what there is of them."""
    author = reference.authors.split(",")[0].split(" et al")[0].strip()
    name = author.rsplit(" ", 1)[0] if author and author[-1].isupper() else author
    name = name or reference.title or reference.journal
    if len(name) > 34:
        name = name[:32].rsplit(" ", 1)[0] + "…"
    return f"{name} {reference.year}" if reference.year else name


def full_name(reference: Reference) -> str:
    """A reference in full, in one line."""
    parts = (reference.authors, reference.title, reference.journal)
    line = ". ".join(part.rstrip(".") for part in parts if part)
    year = f" {reference.year}." if reference.year else ""
    identifier = f" {reference.identifier}" if reference.identifier else ""
    return f"{line}.{year}{identifier}".strip()
