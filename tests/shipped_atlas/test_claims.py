"""The claims of the original text are answered as the evidence file says."""

from __future__ import annotations

import re

from tests.shipped_atlas import shipped

CLAIM_ROW = re.compile(r"^\| (\d+) \| .*? \| (OK|FIX|PART|OPINION|-)[^|]* \|", re.MULTILINE)
CLAIM_ROWS = {int(number): verdict for number, verdict in CLAIM_ROW.findall(shipped.MEDICAL)}
CLAIMS = {c["number"]: c for c in shipped.toml(shipped.TEXTS / "claims.toml").get("claims", [])}


def test_the_claim_table_of_the_evidence_has_forty_rows():
    assert sorted(CLAIM_ROWS) == list(range(1, 41))


def test_every_claim_of_the_atlas_is_numbered_as_in_the_evidence():
    records = shipped.toml(shipped.TEXTS / "claims.toml").get("claims", [])
    assert sorted(record["number"] for record in records) == sorted(CLAIM_ROWS)


def test_no_claim_that_needs_correction_is_kept():
    wrong = [number for number, verdict in CLAIM_ROWS.items() if verdict == "FIX"]
    assert wrong
    assert [n for n in wrong if CLAIMS[n]["verdict"] not in {"corrected", "left-out"}] == []


def test_each_claim_has_a_verdict_and_a_reason():
    verdicts = {number: CLAIMS[number]["verdict"] for number in CLAIM_ROWS}
    assert set(verdicts.values()) <= {"kept", "corrected", "left-out"}
    assert [n for n in CLAIM_ROWS if len(CLAIMS[n]["text"].split()) < 4] == []
