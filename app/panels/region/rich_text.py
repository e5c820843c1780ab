"""Converts text of the atlas into spans for labels."""

from __future__ import annotations

from dataclasses import replace

from app.atlas.emergency import emergency_text
from app.atlas.model import Term
from app.atlas.text_markup import EmergencyNumber, RefLink, Run, TermLink
from app.support.qt_translation import translate
from app.widgets.text_label import TextSpan


def spans_of(runs: tuple[Run, ...], emergency: str) -> tuple[TextSpan, ...]:
    """The runs as spans of a label, without references, which are shown below the text.

    `emergency` is the emergency number of the country, or "" if it is not known.
    """
    number = emergency_text(emergency, translate)
    spans: list[TextSpan] = []
    for run in runs:
        if isinstance(run, RefLink):
            if spans:  # remove the space before the reference as well
                spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip())
        elif isinstance(run, TermLink):
            spans.append(TextSpan(run.word, term=run.term))
        elif isinstance(run, EmergencyNumber):
            spans.append(TextSpan(run.text_for(number), strong=run.strong))
        else:
            spans.append(TextSpan(run.text, strong=run.strong))
    return tuple(spans)


def glossary_spans(term: Term) -> tuple[TextSpan, ...]:
    """A glossary term with its other name and its meaning."""
    also = f" ({term.also})" if term.also else ""
    return TextSpan(term.word, strong=True), TextSpan(f"{also}: {term.meaning}")
