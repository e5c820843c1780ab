"""Rows of risk: the range or both counts, one denominator and one scale, and twins together."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.atlas.model import NumberRecord
from app.document.blocks import (
    DefinitionList,
    Heading,
    IconArray,
    Passage,
    Questions,
    RiskTable,
    all_blocks,
    plain_text,
)
from app.document.plain import as_text
from app.document.printed import printed
from app.document.risks import (
    RowRecords,
    bounds,
    key_of_values,
    risk_table,
    round_maximum,
    rows_of_numbers,
    rows_of_region,
    value_text,
)
from app.support.translation import source_text
from tests.atlas.schema_2_files import make_schema_2_atlas
from tests.document.documents import opened, shipped_source, tab_documents

SOURCE = shipped_source()
ATLAS = SOURCE.atlas
NUMBERS = {record.id: record for record in ATLAS.numbers("en")}
ICONS = 1_000


def record(rate="7.4", low=None, high=None, **fields):
    ends = {"low": Decimal(low) if low else None, "high": Decimal(high) if high else None}
    given_fields = {
        "id": "made", "kind": "published", "refs": ("2",), "tag": "S", "label": "A burn",
        "setting": "one team", "area": "any area", "window": "30 days",
    }  # fmt: skip
    return NumberRecord(rate=Decimal(rate), **(given_fields | ends | fields))


def count(events, denominator, low, high, **fields):
    rate = str(round(events * 1000 / denominator, 2))
    return record(
        rate, low, high, kind="count", events=events, denominator=denominator, **fields
    )  # fmt: skip


def value(*records):
    return value_text(records, source_text)


@pytest.mark.parametrize(
    ("records", "text"),
    [
        ((count(4, 537, "2.0", "19"),), "2 to 19"),
        ((record("26.2", "17.8", "38.4"), record("120", "80", "160")), "26 and 120"),
        ((record("7"), record("11.6")), "7 and 12"),
        ((record("20"), record("20")), "20"),
        ((record("1.5"),), "2"),
        ((count(0, 300, "0", "12"),), "0 to 12"),
        ((count(0, 300, "0", "12"), record("7")), "0 to 12"),
        ((count(0, 300, "0", "3"), record("7")), "0 to 7"),
        ((count(0, 4000, "0", "0.92"),), "under 1"),
        ((count(95, 496_245, "0.15", "0.23"),), "under 1"),
        ((count(7, 16_215, "0.17", "0.89"),), "under 1"),
        ((record("0.6"),), "under 1"),
        ((record("0.2", "0.1", "0.5"), record("10", "10", "20")), "under 1 and 10"),
        ((record("0.41", "0.051", "3.2"),), "under 1 to 3"),
        ((count(1, 4000, "0.01", "1.4"),), "up to 1"),
        ((count(6, 4000, "0.6", "3.3"),), "1 to 3"),
        ((record("0"),), "none reported"),
    ],
)
def test_the_value_is_the_range_or_both_counts(records, text):
    assert value(*records) == text


rates = st.decimals("0", "1000", places=2)
ranges = st.tuples(rates, rates, rates).map(sorted)


@given(ranges)
def test_a_range_is_never_narrower_than_the_record_says(ends):
    low, rate, high = ends
    if rate:
        text = value(record(str(rate), str(low), str(high)))
        assert bounds((record(str(rate), str(low), str(high)),)) == (low, high)
        numbers = [int(word.replace(",", "")) for word in text.split() if word[0].isdigit()]
        assert abs(numbers[-1] - high) <= 1
        assert text == "under 1" or "up" in text or abs(numbers[0] - low) <= 1 or "under" in text


@given(st.floats(0, 1000))
def test_the_scale_ends_at_a_round_number_that_is_high_enough(highest):
    maximum = round_maximum(highest)
    assert maximum >= highest
    assert maximum <= max(1, 2.5 * highest + 1)


def table(*records, **options):
    rows = [RowRecords(str(at), one.label, (one,)) for at, one in enumerate(records)]
    return risk_table(SOURCE, rows, **options)


@pytest.mark.parametrize(
    ("records", "key"),
    [
        ((record("26"), record("120")), "“26 and 120”: two counts that differ."),
        (
            (record("7"), record("20"), record("108")),
            "“7 to 108”: the lowest and the highest of several counts.",
        ),
        (
            (count(0, 300, "0", "3"), record("7")),
            "“0 to 7”: the lowest and the highest of several counts.",
        ),
        ((count(4, 537, "2.0", "19"),), "“2 to 19”: one count, allowing for chance."),
        ((record("0.2"), record("10")), "“under 1 and 10”: two counts that differ."),
        ((record("20"), record("20")), ""),
        ((count(1, 4000, "0.01", "1.4"),), ""),
        ((record("1000", "1000", "1000"),), ""),
    ],
)
def test_the_key_says_what_joins_two_numbers(records, key):
    assert key_of_values([RowRecords("a", "A", records)], source_text) == key


def test_the_key_says_each_kind_once_with_the_highest_number():
    low = RowRecords("a", "A", (record("7"), record("12")))
    high = RowRecords("b", "B", (record("26"), record("120")))
    range_ = RowRecords("c", "C", (record("7", "2", "19"),))
    assert key_of_values([low, range_, high], source_text) == (
        "“26 and 120”: two counts that differ. “2 to 19”: one count, allowing for chance."
    )


@pytest.mark.parametrize("region", ATLAS.regions)
def test_the_key_stands_wherever_the_rows_of_a_region_stand(region):
    documents = tab_documents(SOURCE, region)
    for tab in ("overview", "risks"):
        (made,) = (one for one in all_blocks(documents[tab]) if getattr(one, "key", ""))
        values = [row.value for row in made.rows]
        said = re.findall("“(.*?)”", made.key)
        assert set(said) <= set(values)
        assert any(" and " in one for one in said)
        assert sum(" to " in one for one in said) == 2, "several counts, and the range of one"
        assert made.key in as_text((made,))
        assert made.key in plain_text(printed((made,))[-1].spans)


def numbers_of(value):
    return [int(word) for word in value.replace("under 1", "0").split() if word.isdigit()]


@pytest.mark.parametrize("region", ATLAS.regions)
def test_no_row_has_a_higher_number_than_the_row_above_it(region):
    for made in tables(region):
        highest = [max(numbers_of(row.value), default=0) for row in made.rows]
        assert highest == sorted(highest, reverse=True)


def test_the_highest_number_is_first_even_if_its_count_is_lower():
    made = table(record("7.4", "2", "19"), record("11.6"))
    assert [row.value for row in made.rows] == ["2 to 19", "12"]


def test_the_highest_row_is_first_and_all_have_one_scale():
    made = table(record("7", "2", "19"), record("120", "80", "121"), record("0.2"))
    assert [row.id for row in made.rows] == ["1", "0", "2"]
    assert made.maximum == 125
    assert [(row.low, row.high) for row in made.rows] == [(80, 121), (2, 19), (0.2, 0.2)]


@pytest.mark.parametrize(
    ("counts", "unit"),
    [
        (("people", "people"), "of 1,000 people"),
        (("procedures",), "of 1,000 procedures"),
        (("people", "procedures"), "of 1,000 people or procedures"),
    ],
)
def test_the_unit_says_what_was_counted(counts, unit):
    assert table(*(record(counts=one) for one in counts)).unit == unit


def details(row, kind):
    return [block for block in row.details if isinstance(block, kind)]


def entries(row):
    lists = details(row, DefinitionList)
    return [(label, plain_text(spans)) for one in lists for label, spans in one.entries]


@pytest.mark.parametrize(("counts", "verb"), [("people", "to these people"), ("procedures", "in")])
def test_the_details_of_a_count(counts, verb):
    row = table(count(4, 537, "2.0", "19", counts=counts)).rows[0]
    headline = plain_text(details(row, Passage)[0].spans)
    assert headline == f"About 7 of 1,000 {counts}; 993 do not. The range is 2 to 19 of 1,000."
    icons = details(row, IconArray)[0]
    assert (icons.count, icons.high) == (7, 19)
    assert verb in icons.legend[0]
    assert icons.legend[1] == "Could be as many as 19, or as few as 2"
    assert icons.description == f"7 of 1,000 {counts}"
    said = dict(entries(row))
    assert said["Who was counted"].startswith(f"4 of 537 {counts}. One team. Any area.")
    assert said["Followed for"] == "30 days."
    assert said["How sure"].startswith(f"Counted among 537 {counts}")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("flank_seroma", "Counted among 4,000 people; chance alone"),
        ("lal_burn", "Counted among 537 procedures, but with few cases"),
        ("lal980_burn", "Counted among 534 procedures; uncommon"),
        ("any_pooled", "The range is the authors' own"),
        ("vte_pooled", "Published with a wide range"),
        ("ins_vte", "Published without a range"),
        ("major_insured2", "Reported second-hand"),
        ("death_0", "Worked out from published counts"),
    ],
)
def test_the_details_say_how_certain_a_number_is(name, text):
    assert dict(entries(table(NUMBERS[name]).rows[0]))["How sure"].startswith(text)


def test_a_window_that_is_not_known_is_said_to_be_so():
    said = dict(entries(table(record(window="")).rows[0]))
    assert said["Followed for"] == "The source does not say."


@pytest.mark.parametrize(
    "made",
    [
        record("26.2", "17.8", "38.4"),  # printed, not counted
        count(7, 16_215, "0.17", "0.89"),  # below 1 of 1,000
        count(0, 300, "0", "12"),
    ],
)
def test_no_icons_show_a_printed_rate_or_less_than_one_icon(made):
    assert details(table(made).rows[0], IconArray) == []


def test_no_icons_where_the_table_has_none():
    assert details(table(count(4, 537, "2.0", "19"), has_icons=False).rows[0], IconArray) == []


def test_the_exact_count_below_one_is_in_the_details():
    row = table(count(95, 496_245, "0.15", "0.23", counts="procedures")).rows[0]
    assert "About 2 of 10,000 procedures" in plain_text(details(row, Passage)[0].spans)
    assert "95 of 496,245 procedures" in dict(entries(row))["Who was counted"]


def test_records_of_one_row_have_one_denominator_in_the_details():
    row = RowRecords("a", "Infection", (record("0.2"), record("10")))
    made = risk_table(SOURCE, [row]).rows[0]
    said = [plain_text(block.spans) for block in details(made, Passage)]
    assert ["of 10,000" in text for text in said] == [True, True]
    assert [one.text for one in details(made, Heading)] == ["A burn", "A burn"]
    assert details(made, IconArray) == []


def test_other_counts_stand_in_the_details_with_their_group_and_window():
    row = RowRecords(
        "burn", "Burn", (count(4, 537, "2.0", "19"),), (NUMBERS["lal_monitored_burn"],), "laser"
    )
    made = risk_table(SOURCE, [row]).rows[0]
    assert made.value == "2 to 19"
    other = [text for label, text in entries(made) if label == "Other count"]
    assert len(other) == 1
    assert "None of 300 people; the true number could still be up to about 12 in 1,000." in other[0]
    assert "Followed for: Not stated." in other[0]
    asked = details(made, Questions)[0].items
    assert "temperature of my skin" in " ".join(plain_text(one.spans) for one in asked)
    assert all(one.address.startswith("shared.questions.laser.") for one in asked)
    sources = {note.id for one in details(made, DefinitionList) for note in one.notes.sources}
    assert sources == {"2", *NUMBERS["lal_monitored_burn"].refs}


def tables(region):
    for document in tab_documents(SOURCE, region).values():
        yield from (block for block in all_blocks(document) if isinstance(block, RiskTable))


@pytest.mark.parametrize("region", ATLAS.regions)
def test_every_number_is_beside_its_twin(region):
    known = {row.id: row for row in rows_of_region(SOURCE, region)}
    for made in tables(region):
        shown = {row.id for row in made.rows}
        for row in made.rows:
            if row.id in NUMBERS and row.id not in known:
                assert shown.issuperset(NUMBERS[row.id].shown_with), row.id
    for row in known.values():
        ids = {one.id for one in row.records}
        headline = {one.id for one in row.headline}
        for one in row.headline:
            assert headline.issuperset(one.shown_with), row.id
        assert all(ids.issuperset(one.shown_with) for one in row.records), row.id


@pytest.mark.parametrize("region", ATLAS.regions)
def test_every_number_of_a_statement_is_in_a_table_with_range_group_and_window(region):
    rows = {row.id: row for made in tables(region) if made.is_expandable for row in made.rows}
    in_rows = {one.id for row in rows_of_region(SOURCE, region) for one in row.records}
    own = SOURCE.atlas.region_text(region, "en").topics.values()
    shared = [SOURCE.shared_topic(topic) for topic in ATLAS.shared_topics]
    wanted = {
        name for topic in (*own, *shared) for said in topic.statements for name in said.numbers
    }
    assert wanted
    assert wanted - rows.keys() - in_rows == set()
    for name in wanted & rows.keys() & NUMBERS.keys():
        text = " ".join(text for _, text in entries(rows[name]))
        assert NUMBERS[name].setting.rstrip(".")[1:] in text


@pytest.mark.parametrize("region", ATLAS.regions)
def test_all_bars_fit_their_scale_and_icons_are_counts(region):
    for made in tables(region):
        assert all(0 <= row.low <= row.high <= made.maximum for row in made.rows)
        for row in made.rows:
            for icons in details(row, IconArray):
                assert 0 < icons.count <= icons.high <= ICONS


def test_the_rows_of_a_region_are_its_own_and_those_of_all():
    ids = {region: {row.id for row in rows_of_region(SOURCE, region)} for region in ATLAS.regions}
    for row in ATLAS.risk_rows:
        for region in ATLAS.regions:
            assert (row.id in ids[region]) == (not row.regions or region in row.regions)


def test_what_is_done_is_in_the_details_with_its_sources(tmp_path):
    source = opened(make_schema_2_atlas(tmp_path / "made"))
    row = next(one for one in rows_of_region(source, "region-0") if one.id == "fluid")
    made = risk_table(source, [row]).rows[0]
    (done,) = [one for one in details(made, DefinitionList) if one.entries[0][0].startswith("What")]
    label, spans = done.entries[0]
    assert label == "What is done about it"
    assert plain_text(spans) == "The fluid is drawn off. In one series all of them settled."
    assert [(span.text, span.source) for span in spans if span.source] == [("1", "42")]
    assert [span.term for span in spans if span.term] == ["seroma"]
    assert [term.id for term in done.notes.terms] == ["seroma"]


def test_a_row_asks_all_questions_of_a_statement_or_one(tmp_path):
    record = (count(4, 537, "2.0", "19"),)
    rows = [RowRecords(ask, "Burn", record, ask=ask) for ask in ("laser", "laser.2")]
    every, one = risk_table(SOURCE, rows).rows
    asked = [[item.address for item in details(row, Questions)[0].items] for row in (every, one)]
    assert len(asked[0]) > 1
    assert asked[1] == ["shared.questions.laser.2"] == asked[0][1:2]
    assert [details(row, Heading)[0].text for row in (every, one)] == [
        "Questions to ask",
        "A question to ask",
    ]


def test_a_record_that_names_the_first_as_its_twin_is_in_the_row_too(tmp_path):
    source = opened(make_schema_2_atlas(tmp_path / "made"))
    row = rows_of_region(source, "region-0")[0]
    assert [one.id for one in row.headline] == ["flank_seroma", "second_seroma"]
    made = risk_table(source, [row])
    assert made.rows[0].value == "13 and 20"


def test_a_number_that_another_table_has_is_not_repeated_without_need():
    seen = frozenset({"any_pooled", "any_pooled2"})
    assert rows_of_numbers(SOURCE, ("any_pooled", "any_pooled2"), seen) == ()
    again = rows_of_numbers(SOURCE, ("any_pooled", "any_pooled2"), frozenset({"any_pooled"}))
    assert {row.id for row in again} == seen
