"""The words of statements as sentences, as people count them and as formulas need them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.atlas.emergency import LOCAL_NUMBER
from app.atlas.model import Block, BulletList, EmergencyNumber, Run, TermLink, Words

PLAIN_WORD = "word"
_END = re.compile(r"(?<=[.!?:])[\"”)]?\s+")
_INSIDE_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")
_NO_WORD = re.compile(r"[^\w\s'-]")


def paragraphs(blocks: tuple[Block, ...], *, plain_terms: bool = False) -> Iterator[str]:
    """Give each paragraph and each item of a list; sources are left out.

    With `plain_terms` a word of the glossary stands as one plain word.
    """
    for block in blocks:
        for runs in block.items if isinstance(block, BulletList) else (block.runs,):
            yield "".join(_words(run, plain_terms=plain_terms) for run in runs).strip()


def sentences(blocks: tuple[Block, ...], *, plain_terms: bool = False) -> Iterator[str]:
    """Give each sentence; a list item, and what introduces a list, count as sentences."""
    for paragraph in paragraphs(blocks, plain_terms=plain_terms):
        yield from split(paragraph)


def split(text: str) -> Iterator[str]:
    """Split words into sentences."""
    for part in _END.split(text):
        if part.strip():
            yield part.strip()


def bare(sentence: str) -> str:
    """Give a sentence of words alone: a number is one word, marks are gone."""
    return " ".join(_NO_WORD.sub(" ", _INSIDE_NUMBER.sub("", sentence)).split())


def _words(run: Run, *, plain_terms: bool) -> str:
    if isinstance(run, TermLink):
        return PLAIN_WORD if plain_terms else run.word
    if isinstance(run, EmergencyNumber):
        return run.shown(LOCAL_NUMBER)
    return run.text if isinstance(run, Words) else ""


def plain_words(terms: Iterable[str]) -> re.Pattern[str]:
    """Give a pattern for the single words of a glossary, alone or in the plural, linked or not."""
    single = sorted((re.escape(term) for term in terms if term.isalpha()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(single) or '(?!)'})s?\b", re.IGNORECASE)
