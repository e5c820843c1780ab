"""Every fact of the evidence file has a place in the atlas, or a reason why not."""

from __future__ import annotations

import re

from tests.shipped_atlas import evidence_lines, shipped

EVIDENCE = evidence_lines.lines(shipped.MEDICAL)
MAPS = sorted(shipped.LINES.glob("*.toml"))
ENTRIES = [(path, key, entry) for path in MAPS for key, entry in shipped.toml(path).items()]
CLAIM_ROW = re.compile(r"^\| (\d+) \| .*? \| (OK|FIX|PART|OPINION|-)[^|]* \|", re.MULTILINE)
CLAIM_ROWS = {int(number): verdict for number, verdict in CLAIM_ROW.findall(shipped.MEDICAL)}
SEED_CLAIMS = (shipped.ROOT / "docs/evidence/seed-claims.md").read_text(encoding="utf-8")
ANSWERS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in SEED_CLAIMS.splitlines()
    if re.match(r"\| \d", line)
]
"""Number, claim, verdict, what is right and sources of each claim."""
REFERENCES = shipped.toml(shipped.ATLAS / "references.toml")


def test_each_line_of_the_evidence_is_in_exactly_one_map():
    maps = {key: [path.name for path, name, _ in ENTRIES if name == key] for key in EVIDENCE}
    assert EVIDENCE
    assert {key: names for key, names in maps.items() if len(names) != 1} == {}


def test_each_entry_repeats_the_first_words_of_its_line():
    wrong = [
        f"{path.name}: {key}: {entry['starts']!r}"
        for path, key, entry in ENTRIES
        if not (entry["starts"].strip() and EVIDENCE.get(key, "").startswith(entry["starts"]))
    ]
    assert wrong == []


def test_each_entry_names_places_in_the_atlas_or_a_reason_for_leaving_it_out():
    wrong = [
        f"{path.name}: {key}: {problem}"
        for path, key, entry in ENTRIES
        for problem in [entry_problem(entry)]
        if problem
    ]
    assert wrong == []


def entry_problem(entry):
    if ("home" in entry) == ("left_out" in entry):
        return "it needs either a home or a reason"
    if "home" in entry:
        missing = [home for home in entry["home"] if home not in shipped.addresses()]
        return f"there is no {missing}" if missing else "" if entry["home"] else "it has no home"
    return "" if len(entry["left_out"].split()) >= 4 else f"{entry['left_out']!r} is no reason"


def test_the_claim_table_of_the_evidence_has_forty_rows():
    assert sorted(CLAIM_ROWS) == list(range(1, 41))


def test_every_claim_of_the_seed_article_is_answered_once():
    assert [int(row[0]) for row in ANSWERS] == sorted(CLAIM_ROWS)


def test_no_claim_that_needs_correction_is_kept():
    wrong = [number for number, verdict in CLAIM_ROWS.items() if verdict == "FIX"]
    verdicts = {int(number): verdict for number, _, verdict, _, _ in ANSWERS}
    assert wrong
    assert [one for one in wrong if verdicts[one] not in {"corrected", "left out"}] == []


def test_each_claim_has_a_verdict_a_reason_and_sources_that_exist():
    for number, _, verdict, right, sources in ANSWERS:
        assert verdict in {"kept", "corrected", "left out"}, number
        assert len(right.split()) >= 4, number
        assert sources == "-" or set(sources.split(", ")) <= set(REFERENCES), number


def test_a_figure_in_the_answer_to_a_claim_has_a_source():
    told = [(number, right) for number, _, _, right, sources in ANSWERS if sources == "-"]
    assert told
    assert [number for number, right in told if re.search(r"\d", right)] == []
