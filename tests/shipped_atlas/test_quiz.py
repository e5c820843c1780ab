"""Four self-checks for each region: fair questions and answers of similar length."""

from __future__ import annotations

import pytest

from tests.shipped_atlas import shipped

FILES = {path.stem: shipped.toml(path) for path in sorted((shipped.TEXTS / "quiz").glob("*.toml"))}
CHECKS = [(region, check) for region, file in FILES.items() for check in file["checks"]]

each_check = pytest.mark.parametrize(
    ("region", "check"), [pytest.param(r, c, id=f"{r}-{c['id']}") for r, c in CHECKS]
)


@pytest.mark.parametrize("region", shipped.region_names())
def test_a_region_has_four_questions_with_the_right_answer_in_different_places(region):
    checks = FILES[region]["checks"]
    assert len(checks) == 4
    assert len({check["right"] for check in checks}) > 1


@each_check
def test_there_are_three_answers_and_the_right_one_is_not_much_longer(region, check):
    lengths = [len(answer) for answer in check["answers"]]
    assert len(set(check["answers"])) == 3
    right = lengths[check["right"]]
    assert right <= 2.6 * min(lengths)
    assert check["ask"].endswith("?")


@each_check
def test_no_question_asks_for_a_figure(region, check):
    assert not any(letter.isdigit() for letter in check["ask"] + "".join(check["answers"]))


def test_no_question_and_no_reason_is_repeated():
    asked = [check["ask"] for _, check in CHECKS]
    reasons = [check["because"]["text"] for _, check in CHECKS]
    assert len(set(asked)) == len(asked)
    assert len(set(reasons)) == len(reasons)
