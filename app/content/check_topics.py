"""The topics of atlas.toml: one that the program would drop is a mistake."""

from __future__ import annotations

from app.content.heads import Record
from app.content.shown_topics import BESIDE, PAGES, TABS
from app.support.validation_errors import Spot


def check_topics(raw: Record, spot: Spot) -> None:
    """Note every topic of atlas.toml that is shown nowhere."""
    there = {*raw["region_topics"], *raw["shared_topics"]}
    known = {"region_topics": TABS, "shared_topics": (*TABS, *BESIDE, *PAGES)}
    for key, shown in known.items():
        for at, topic in enumerate(raw[key]):
            if topic not in shown:
                mend = f"choose from {', '.join(shown)}"
                spot.at(key, at).note(f"the topic {topic!r} is shown nowhere", mend)
            elif BESIDE.get(topic, topic) not in there:
                wrong = f"the topic {topic!r} is shown only with {BESIDE[topic]!r}"
                spot.at(key, at).note(wrong, f"add {BESIDE[topic]!r}, or take it out")
