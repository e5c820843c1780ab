"""Checks of topics and tabs in atlas.toml: every topic is shown, and only once."""

from __future__ import annotations

from app.atlas.topics import (
    OVERVIEW_TOPIC,
    PAGE_TOPICS,
    QUIZ_TOPIC,
    REGION_TOPICS,
    SHARED_ONLY_TOPICS,
)
from app.atlas.validation.common_checks import check_unique
from app.atlas.validation.file_types import AtlasFile, TabEntry
from app.support.schema_validation import convert_list
from app.support.validation_errors import Location

MAX_TABS = 6
"""As many fit in one line."""


def check_topics(file: AtlasFile, location: Location) -> None:
    """Report every topic of atlas.toml that the program does not show."""
    regional = REGION_TOPICS if file.schema == 1 else (OVERVIEW_TOPIC, *REGION_TOPICS)
    known = {
        "region_topics": regional,
        "shared_topics": (*REGION_TOPICS, *SHARED_ONLY_TOPICS, *PAGE_TOPICS),
    }
    for key, shown in known.items():
        for at, topic in enumerate(getattr(file, key)):
            if topic == OVERVIEW_TOPIC and file.schema == 1 and key == "region_topics":
                mend = "set schema = 2 and add [[tabs]], or remove it"
                location.at(key, at).report(f"the topic {topic!r} needs schema 2", mend)
            elif topic not in shown:
                mend = f"choose from {', '.join(shown)}"
                location.at(key, at).report(f"the topic {topic!r} is shown nowhere", mend)
    if file.schema == 1:
        _check_appended_topics(file, location)


def _check_appended_topics(file: AtlasFile, location: Location) -> None:
    """Report the topics of schema 1 whose place is in another topic that is missing."""
    listed = {*file.region_topics, *file.shared_topics}
    for topic, place in SHARED_ONLY_TOPICS.items():
        if topic in file.shared_topics and place not in listed:
            location.at("shared_topics", file.shared_topics.index(topic)).report(
                f"the topic {topic!r} is shown only with {place!r}", f"add {place!r}, or remove it"
            )


def check_tabs(file: AtlasFile, location: Location) -> list[tuple[int, TabEntry]]:
    """Check the tabs and return those that can be used, with their index."""
    place = location.at("tabs")
    if file.schema == 1:
        if file.tabs is not None:
            place.report("an atlas of schema 1 has no tabs", "set schema = 2, or remove them")
        return []
    if file.tabs is None:
        place.report("it is missing", "add [[tabs]], which says in which tab each topic is shown")
        return []
    if len(file.tabs) > MAX_TABS:
        place.report(f"there are {len(file.tabs)} tabs", f"have at most {MAX_TABS}")
    tabs = convert_list(file.tabs, TabEntry, place)
    check_unique(((at, tab.id) for at, tab in tabs), place, "id")
    shown = _check_tab_topics(file, tabs, place)
    if len(tabs) == len(file.tabs):  # else the topics of a wrong tab would be reported as well
        _check_all_shown(file, shown, location)
    return tabs


def _check_tab_topics(
    file: AtlasFile, tabs: list[tuple[int, TabEntry]], place: Location
) -> dict[str, str]:
    """Check the topics of all tabs, and return the tab of each topic."""
    listed = dict.fromkeys((*file.region_topics, *file.shared_topics, QUIZ_TOPIC))
    choices = [topic for topic in listed if topic not in PAGE_TOPICS]
    shown: dict[str, str] = {}
    for at, tab in tabs:
        for topic_at, topic in enumerate(tab.topics):
            spot = place.at(at, "topics", topic_at)
            if topic in PAGE_TOPICS:
                spot.report(f"the topic {topic!r} has a page of its own", "remove it")
            elif topic not in listed:
                spot.report(
                    f"the atlas has no topic {topic!r}", f"choose from {', '.join(choices)}"
                )
            elif topic in shown:
                wrong = f"the topic {topic!r} is in the tab {shown[topic]!r} already"
                spot.report(wrong, "remove it from one of them")
            shown.setdefault(topic, tab.id)
        if tab.topics == (QUIZ_TOPIC,):
            wrong = "a region without a self-check would have an empty tab"
            place.at(at, "topics").report(wrong, "add 'quiz' to another tab")
    return shown


def _check_all_shown(file: AtlasFile, shown: dict[str, str], location: Location) -> None:
    reported = set(PAGE_TOPICS)
    for key in ("region_topics", "shared_topics"):
        for at, topic in enumerate(getattr(file, key)):
            if topic not in shown and topic not in reported:
                wrong = f"no tab shows the topic {topic!r}"
                location.at(key, at).report(wrong, "add it to the topics of one of [[tabs]]")
                reported.add(topic)
