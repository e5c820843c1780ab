"""Every row of the evidence is traced to the words on screen; intervals are computed again."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pytest

from app.document.blocks import IconArray
from app.document.plain import as_text
from app.document.risks import risk_table, rows_of_numbers
from tests.document.documents import shipped_source
from tests.shipped_atlas.shipped import ATLAS, TEXTS, evidence_rows, toml

NUMBERS = toml(ATLAS / "numbers.toml")
SAID = toml(TEXTS / "numbers.toml")
ROWS = evidence_rows()
COUNTED = [name for name, row in ROWS.items() if row["k"]]


def rounded(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def tenths(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def rate(row) -> Decimal:
    return Decimal(row["k"]) * 1000 / Decimal(row["n"]) if row["k"] else Decimal(row["per1000"])


def whole(row) -> int:
    """What the count of a row is a part of."""
    weight = rate(row) or Decimal(row["hi"])
    if weight >= 1:
        return 1_000
    return 10_000 if weight >= Decimal("0.1") else 100_000


@dataclass(frozen=True)
class ShownRecord:
    """What opens under the row of a record: its text, and the names of its icon arrays."""

    text: str
    icon_arrays: tuple[str, ...]


@pytest.fixture(scope="module")
def shown():
    """What the panel shows of each record."""
    source = shipped_source()
    return {name: show_record(source, name) for name in ROWS}


def show_record(source, name):
    table = risk_table(source, rows_of_numbers(source, (name,)))
    assert {row.id for row in table.rows} >= {name, *NUMBERS[name].get("beside", ())}
    (row,) = (row for row in table.rows if row.id == name)
    arrays = tuple(one.description for one in row.details if isinstance(one, IconArray))
    return ShownRecord(as_text(row.details), arrays)


def missing(shown, expected):
    """The texts that the panel does not show, by record."""
    found = {
        name: [one for one in expected(name, shown[name].text) if one not in shown[name].text]
        for name in ROWS
    }
    return {name: texts for name, texts in found.items() if texts}


def test_the_figures_of_each_row_are_on_screen(shown):
    plain = {
        name: ShownRecord(one.text.replace(",", ""), one.icon_arrays) for name, one in shown.items()
    }
    assert missing(plain, figures) == {}


def figures(name, text):
    """The figures of a row in words, without the commas of numbers."""
    row, number = ROWS[name], NUMBERS[name]
    per, counts = whole(row), number.get("counts", "people")
    if row["k"] == "0":
        high = rounded(Decimal(row["hi"]) * per / 1000)
        headline = text.splitlines()[0]  # the exact count stands below it
        assert not re.search(r"\b0 of", headline), name
        fits = f"the true number could still be up to about {high} in {per}"
        yield f"None of {row['n']} {counts}; {fits}"
        return
    count = rounded(rate(row) * per / 1000)
    assert count >= 1, name
    yield f"About {count} of {per} {counts}; {per - count} do not."
    if not row["lo"]:
        why = SAID[name]["why_no_range"].rstrip(".").replace(",", "")
        yield f"No range: {why[0].lower()}{why[1:]}."
        return
    low, high = (rounded(Decimal(row[end]) * per / 1000) for end in ("lo", "hi"))
    if low == high and row["lo"] != row["hi"]:  # with a decimal place they differ
        low, high = (tenths(Decimal(row[end]) * per / 1000) for end in ("lo", "hi"))
    ends = f"{low} to {high}"
    yield f"{ends if low else f'fewer than 1 to {high}'} of {per}."


def test_who_was_counted_where_and_how_long_is_on_screen_for_each_row(shown):
    assert missing(shown, setting_of) == {}


def setting_of(name, text):
    record, number = SAID[name], NUMBERS[name]
    yield record["note"].rstrip(".")
    yield f"{sentence(record['setting'])} {sentence(record['area'])}"
    yield f"Followed for: {sentence(record['window']) or 'The source does not say.'}"
    yield {
        "none": "Measured elsewhere on the body, not on the back.",
        "part": "Measured partly on the back.",
        "not-told": "The source does not say whether the back was counted.",
    }[number["back"]]
    if ROWS[name]["k"] and ROWS[name]["tag"] == "S":
        counted = f"{int(ROWS[name]['n']):,} {number['counts']}"
        yield f"Who was counted: {int(ROWS[name]['k']):,} of {counted}."
        yield f"Counted among {counted}"


def sentence(text):
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def test_only_counts_of_at_least_one_in_a_thousand_have_a_picture(shown):
    wrong = {}
    for name, row in ROWS.items():
        expected = [rounded(rate(row))] if row["k"] and rate(row) >= 1 else []
        found = [int(re.match(r"(\d+) of 1,000 ", one)[1]) for one in shown[name].icon_arrays]
        if found != expected:
            wrong[name] = (found, expected)
    assert wrong == {}
    assert any(one.icon_arrays for one in shown.values())


def test_all_rates_of_a_record_have_the_same_denominator(shown):
    """In its headline and its range; its notes may report other counts."""
    wrong = {}
    for name, row in ROWS.items():
        lines = shown[name].text.splitlines()
        own = "\n".join(line for line in lines if not line.startswith("Who"))
        wholes = {int(one.replace(",", "")) for one in re.findall(r"\d(?: in| of) ([\d,]+\d)", own)}
        relative = re.search(r"%|\b1 in (?!1,000)|times as|relative", shown[name].text)
        if not wholes <= {whole(row)} or relative:
            wrong[name] = (wholes, relative)
    assert wrong == {}


def at_most(events: int, denominator: int, share: float) -> float:
    """The chance of at most so many events: each term follows from the one before."""
    if share <= 0:
        return 1.0
    log_term = denominator * math.log1p(-share)
    logs = [log_term]
    step = math.log(share) - math.log1p(-share)
    for count in range(1, events + 1):
        log_term += math.log(denominator - count + 1) - math.log(count) + step
        logs.append(log_term)
    return math.fsum(map(math.exp, logs))


def bisect_share(wanted: float, events: int, denominator: int) -> float:
    """The share at which the chance of at most `events` is `wanted`; it falls as shares rise."""
    low, high = 0.0, 1.0 - 1e-12
    for _ in range(80):
        middle = (low + high) / 2
        if at_most(events, denominator, middle) > wanted:
            low = middle
        else:
            high = middle
    return low


def exact(events: int, denominator: int) -> tuple[float, float]:
    """Clopper and Pearson's interval."""
    low = bisect_share(0.975, events - 1, denominator) if events else 0.0
    return low, bisect_share(0.025, events, denominator)


def wilson(events: int, denominator: int) -> tuple[float, float]:
    """Wilson's interval: both ends solve (share - x)^2 = z^2 x (1 - x) / n for x."""
    z_square, share = 1.959963984540054**2, events / denominator
    a = 1 + z_square / denominator
    b = -(2 * share + z_square / denominator)
    root = math.sqrt(b * b - 4 * a * share * share)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def test_each_interval_agrees_to_the_digits_printed():
    wrong = {}
    for name in COUNTED:
        row, method = ROWS[name], NUMBERS[name]["method"]
        ends = {"exact": exact, "wilson": wilson}[method](int(row["k"]), int(row["n"]))
        for share, printed in zip(ends, (row["lo"], row["hi"]), strict=True):
            unit = Decimal(1).scaleb(int(Decimal(printed).as_tuple().exponent))
            if Decimal(share * 1000).quantize(unit, ROUND_HALF_UP) != Decimal(printed):
                wrong[name, printed] = share
    assert COUNTED
    assert wrong == {}


def test_the_two_ways_to_work_out_an_interval_agree_on_a_known_case():
    """The textbook's 4 of 10: 0.122 to 0.738 exactly, 0.168 to 0.687 by Wilson."""
    assert [round(end, 3) for end in exact(4, 10)] == [0.122, 0.738]
    assert [round(end, 3) for end in wilson(4, 10)] == [0.168, 0.687]


def test_records_shown_beside_each_other_name_each_other():
    for name, number in NUMBERS.items():
        for twin in number.get("beside", ()):
            assert name in NUMBERS[twin]["beside"], name
    assert NUMBERS["any_pooled"]["beside"] == ["any_pooled2"]


def test_each_record_says_whether_the_back_was_counted():
    assert {name for name, number in NUMBERS.items() if "back" not in number} == set()
    for name, number in NUMBERS.items():
        area = SAID[name]["area"]
        assert (number["back"] == "part") == ("flank" in area or "on the back" in area), name
