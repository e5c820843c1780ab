"""Every fact of the evidence file has a place in the atlas, or a reason why not."""

from __future__ import annotations

import re

import pytest

from tests.shipped_atlas import evidence_lines, shipped

EVIDENCE = evidence_lines.lines(shipped.MEDICAL)
MAPS = sorted(shipped.LINES.glob("*.toml"))
ENTRIES = [(path, key, entry) for path in MAPS for key, entry in shipped.toml(path).items()]
CLAIM_ROW = re.compile(r"^\| (\d+) \| .*? \| (OK|FIX|PART|OPINION|-)[^|]* \|", re.MULTILINE)
CLAIM_ROWS = {int(number): verdict for number, verdict in CLAIM_ROW.findall(shipped.MEDICAL)}
CLAIMS = {c["number"]: c for c in shipped.toml(shipped.TEXTS / "claims.toml").get("claims", [])}

each_entry = pytest.mark.parametrize(
    ("key", "entry"),
    [pytest.param(key, entry, id=f"{path.stem}:{key}") for path, key, entry in ENTRIES],
)


@pytest.mark.parametrize("key", EVIDENCE)
def test_a_line_of_the_evidence_stands_in_one_map_once(key):
    holding = [path.name for path, name, _ in ENTRIES if name == key]
    assert len(holding) == 1, f"{EVIDENCE[key][:60]!r} stands in {holding or 'no map'}"


@each_entry
def test_an_entry_names_a_line_that_is_there_by_its_first_words(key, entry):
    assert key in EVIDENCE, "no such line in the evidence"
    assert entry["starts"].strip()
    assert EVIDENCE[key].startswith(entry["starts"]), EVIDENCE[key][:80]


@each_entry
def test_an_entry_has_homes_that_exist_or_a_reason(key, entry):
    assert ("home" in entry) != ("left_out" in entry), f"{key}: a home or a reason, not both"
    if "home" in entry:
        assert entry["home"], f"{key}: no home"
        assert [home for home in entry["home"] if home not in shipped.addresses()] == []
    else:
        assert len(entry["left_out"].split()) >= 4, f"{key}: {entry['left_out']!r} is no reason"


def test_the_claim_table_of_the_evidence_has_forty_rows():
    assert sorted(CLAIM_ROWS) == list(range(1, 41))


def test_every_claim_of_the_atlas_is_numbered_as_in_the_evidence():
    records = shipped.toml(shipped.TEXTS / "claims.toml").get("claims", [])
    assert sorted(record["number"] for record in records) == sorted(CLAIM_ROWS)


@pytest.mark.parametrize("number", [n for n, verdict in CLAIM_ROWS.items() if verdict == "FIX"])
def test_a_claim_that_needs_correction_is_never_kept(number):
    assert CLAIMS[number]["verdict"] in {"corrected", "left-out"}


@pytest.mark.parametrize("number", CLAIM_ROWS)
def test_a_claim_that_is_left_out_has_a_reason(number):
    claim = CLAIMS[number]
    assert claim["verdict"] in {"kept", "corrected", "left-out"}
    assert len(claim["text"].split()) >= 4, f"claim {number}: {claim['text']!r} is no reason"
