"""The check of a learner's own number needed to treat: every answer is words, and the words fit the slip."""

import numpy as np
import pytest

from ketlessons import check, evidence, models
from ketlessons.exercises import number_needed


def one_more(events, total, events_control, total_control):
    return 1 / (events / total - events_control / total_control)


def answered(function):
    verdict = check.number_needed(function)
    assert all(isinstance(line, str) and line.strip() for line in verdict.lines)
    return verdict, repr(verdict)


@pytest.mark.parametrize(
    "solution",
    [
        one_more,
        lambda a, n, c, m: n * m / (a * m - c * n),
        lambda a, n, c, m: abs(1 / (c / m - a / n)),
        lambda a, n, c, m: np.asarray(one_more(a, n, c, m)),
        lambda a, n, c, m: models.number_needed(a, n, c, m).value,
    ],
)
def test_every_form_of_the_right_number_needed_is_accepted(solution):
    verdict, words = answered(solution)
    assert verdict.solved
    assert "agrees" in words


def test_the_praise_holds_the_printed_number_and_an_interval_through_no_difference():
    _, words = answered(one_more)
    row = next(row for row in evidence.trials() if row.trial == "SUSTAIN-1")
    assert "(24 of 90)" in row.result
    assert "(39 of 86)" in row.result
    assert "66 of 90" in words
    assert "47 of 86" in words
    assert f"You get {1 / (39 / 86 - 24 / 90):.1f}; the paper prints 6" in words
    assert "printed as 6 and 4" in row.also
    assert np.ceil(1 / (39 / 86 - 24 / 90)) == 6
    assert "through no difference" in words


NEEDED_SLIPS = {
    "difference": (lambda a, n, c, m: a / n - c / m, "risk difference"),
    "difference turned": (lambda a, n, c, m: c / m - a / n, "control arm first"),
    "sign": (lambda a, n, c, m: 1 / (c / m - a / n), "sign is turned"),
    "percent": (lambda a, n, c, m: 1 / (100 * a / n - 100 * c / m), "not percentages"),
    "hundred": (lambda a, n, c, m: 100 / (a / n - c / m), "hundred times too many"),
    "counts": (lambda a, n, c, m: 1 / (a - c), "people in its arm"),
    "no brackets": (lambda a, n, c, m: 1 / (a / n) - c / m, "brackets"),
    "two inverses": (lambda a, n, c, m: 1 / (a / n) - 1 / (c / m), "difference of the shares first"),
    "risk ratio": (lambda a, n, c, m: (a / n) / (c / m), "risk ratio"),
    "odds ratio": (lambda a, n, c, m: (a / (n - a)) / (c / (m - c)), "odds ratio"),
    "rounded up": (lambda a, n, c, m: int(np.ceil(round(one_more(a, n, c, m), 9))), "unrounded"),
    "rounded": (lambda a, n, c, m: round(one_more(a, n, c, m)), "do not round"),
    "percentage points": (lambda a, n, c, m: 100 * (a / n - c / m), "percentage points"),
    "one over everything": (lambda a, n, c, m: 1 / a / n - c / m, "whole difference"),
    "two slashes": (lambda a, n, c, m: 1 / (a // n - c // m), "one slash"),
    "constant": (lambda a, n, c, m: 5.0, "your function gives 5"),
    "not a number": (lambda a, n, c, m: float("nan"), "your function gives nan"),
    "stops": (lambda a, n, c, m: [][1], "IndexError"),
    "stub": (lambda a, n, c, m: ..., "Nothing to check yet"),
    "no number": (lambda a, n, c, m: "many", "one number of people"),
}


@pytest.mark.parametrize("slip", NEEDED_SLIPS)
def test_a_slip_in_a_number_needed_gets_the_words_that_fit_it(slip):
    function, words = NEEDED_SLIPS[slip]
    verdict, answer = answered(function)
    assert not verdict.solved
    assert words in answer


def test_the_third_check_is_found_where_lessons_look_for_it():
    assert check.number_needed is number_needed.number_needed
