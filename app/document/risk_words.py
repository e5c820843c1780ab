"""Words about one number record: how many it happens to, who was counted, and how sure it is."""

from __future__ import annotations

from app.atlas.model import NumberRecord
from app.atlas.risk_wording import RateLine, certainty_of, counted_text, format_number
from app.support.translation import Translate


def certainty_text(record: NumberRecord, translate: Translate) -> str:
    """Say how certain a number is, as the end of a sentence."""
    texts = {
        "second-hand": translate(
            "RiskWords", "reported second-hand; the source itself was not seen."
        ),
        "worked-out": translate(
            "RiskWords", "worked out from published counts, not counted in one study."
        ),
        "printed-bare": translate(
            "RiskWords", "published without a range, so we cannot say how far off it may be."
        ),
        "printed-wide": translate(
            "RiskWords", "published with a wide range; the true number may be much lower or higher."
        ),
        "printed": translate("RiskWords", "the range is the authors' own."),
        "counted-none": translate(
            "RiskWords", "counted among {counted}; uncommon problems can be missed."
        ),
        "counted-wide": translate(
            "RiskWords",
            "counted among {counted}, but with few cases; "
            "the true number may be much lower or higher.",
        ),
        "counted": translate(
            "RiskWords",
            "counted among {counted}; chance alone can move the figure within the range.",
        ),
    }
    return texts[certainty_of(record)].format(counted=counted_text(record, translate))


def back_coverage_text(record: NumberRecord, translate: Translate) -> str:
    """Say whether the back was among the places that were counted."""
    return {
        "none": translate("RiskWords", "Measured elsewhere on the body, not on the back."),
        "part": translate("RiskWords", "Measured partly on the back."),
        "not-told": translate("RiskWords", "The source does not say whether the back was counted."),
    }[record.back_counted]


def headline_text(line: RateLine) -> str:
    """How many it happens to and how many it does not, such as "about 7 of 1,000 people"."""
    return "; ".join(part for part in (line.phrase, line.rest) if part)


def icon_array_name(line: RateLine, translate: Translate) -> str:
    """Say what an icon array shows."""
    if line.record.counts == "people":
        text = translate("RiskWords", "{count} of 1,000 people")
    else:
        text = translate("RiskWords", "{count} of 1,000 procedures")
    return text.format(count=line.count)


def icon_legend_texts(line: RateLine, low: int, high: int, translate: Translate) -> tuple[str, ...]:
    """Explain the filled icons, the rings up to `high` ("" if there are none), and the others."""
    is_people = line.record.counts == "people"
    filled = (
        translate("RiskWords", "It happens to these people")
        if is_people
        else translate("RiskWords", "It happens in these procedures")
    )
    others = (
        translate("RiskWords", "It does not happen to these people")
        if is_people
        else translate("RiskWords", "It does not happen in these procedures")
    )
    if high <= line.count:
        return filled, "", others
    if low < 1:
        rings = translate("RiskWords", "Could be as many as {high}, or fewer than 1")
    else:
        rings = translate("RiskWords", "Could be as many as {high}, or as few as {low}")
    return filled, rings.format(low=low, high=high), others


def count_text(record: NumberRecord, translate: Translate) -> str:
    """The exact count, such as "4 of 537 procedures"; "" for a printed rate."""
    if record.events is None or not record.denominator:
        return ""
    text = translate("RiskWords", "{events} of {counted}")
    events = format_number(record.events, translate)
    return text.format(events=events, counted=counted_text(record, translate))


def population_text(record: NumberRecord, translate: Translate) -> str:
    """Who was counted and where on the body, then the note of the record."""
    parts = (
        sentence(count_text(record, translate)),
        sentence(record.setting),
        sentence(record.area),
        back_coverage_text(record, translate),
        sentence(record.note),
    )
    return " ".join(part for part in parts if part)


def group_text(record: NumberRecord) -> str:
    """Who was counted and where on the body, in a few words."""
    return f"{record.setting}, {record.area}" if record.area else record.setting


def window_text(record: NumberRecord, translate: Translate) -> str:
    """Say for how long people were followed."""
    return sentence(record.window) or translate("RiskWords", "The source does not say.")


def sentence(text: str) -> str:
    """A text of the atlas with a capital and a full stop, or ""."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""
