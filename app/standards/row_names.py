"""The names of the texts of an atlas in the standards report, for people instead of authors."""

from __future__ import annotations

from app.atlas.header import NameTable
from app.body.regions import RegionId, TopicId
from app.standards.readability import JOINED_SUFFIX
from app.support.translation import Translate


def row_name(name: str, names: NameTable, translate: Translate) -> str:
    """What a row of the report is about; `name` is the address of a text or of several."""
    region = name.removesuffix(JOINED_SUFFIX)
    if name.endswith(JOINED_SUFFIX) and region in names.regions:
        all_topics = translate("StandardsReport", "{region}: everything")
        return all_topics.format(region=names.regions[RegionId(region)].plain)
    kind, _, part = name.partition(".")
    if kind in names.regions:
        return f"{names.regions[RegionId(kind)].plain}: {_topic(part, names)}"
    if kind == "quiz" and part in names.regions:
        questions = translate("StandardsReport", "{region}: self-check")
        return questions.format(region=names.regions[RegionId(part)].plain)
    if kind == "shared":
        shared = translate("StandardsReport", "All areas: {topic}")
        return shared.format(topic=_topic(part, names))
    if kind == "option" and part:
        option = translate("StandardsReport", "Option: {name}")
        return option.format(name=_plain(part))
    return _plain(name)


def _topic(topic: str, names: NameTable) -> str:
    return names.topics.get(TopicId(topic)) or _plain(topic)


def _plain(name: str) -> str:
    words = name.replace("-", " ").replace(".", ": ")
    return words[:1].upper() + words[1:]
