"""What blocks become where nothing can be pressed."""

from __future__ import annotations

from msgspec import structs

from app.document.blocks import (
    ActionLink,
    Block,
    Bullets,
    DefinitionList,
    Document,
    GatheredNotes,
    Passage,
    Question,
    Questions,
    Quiz,
    Span,
    Spans,
    ValueChoices,
    plain_text,
)


def reading_only(block: Block, heading: str) -> Document:
    """The block without links and notes, or what is left to read of it: questions as a list.

    `heading` is the one before it. A button that repeats it, as below what to tell the team, is
    left out.
    """
    left: Document = (block,)
    match block:
        case ActionLink() | ValueChoices() | GatheredNotes():
            left = ()
        case Passage(spans=spans, is_quiet=is_quiet):
            left = (Passage(_without_links(spans), is_quiet=is_quiet),)
        case Bullets(items=items):
            left = (Bullets(tuple(_without_links(item) for item in items)),)
        case DefinitionList(entries=entries):
            plain = tuple((label, _without_links(spans)) for label, spans in entries)
            left = (DefinitionList(plain),)
        case Questions(items=questions):
            kept = tuple(
                _without_links(one.spans) for one in questions if not _repeats(one, heading)
            )
            left = (Bullets(kept),) if kept else ()
        case Quiz():
            left = _quiz_words(block)
    return left


def _without_links(spans: Spans) -> Spans:
    return tuple(structs.replace(span, term="") for span in spans if not span.source)


def _repeats(question: Question, heading: str) -> bool:
    return plain_text(question.spans).strip() == heading.strip()


def _quiz_words(quiz: Quiz) -> Document:
    """The questions of a self-check with all their answers; which is right is not said."""
    blocks: list[Block] = []
    for item in quiz.items:
        answers = tuple((Span(answer),) for answer in item.answers)
        blocks += (Passage((Span(item.question, strong=True),)), Bullets(answers))
    return tuple(blocks)
