"""The check of a learner's own lead in standard deviations: every answer is words, and the words fit the slip."""

import numpy as np
import pytest

from ketlessons import check, evidence, models


def right(change, change_control, sd):
    return (change_control - change) / sd


@pytest.mark.parametrize(
    "solution",
    [right, lambda d, c, s: -(d - c) / s, lambda d, c, s: c / s - d / s, models.lead_in_sd,
     lambda d, c, s: np.float64((c - d) / s)],
)  # fmt: skip
def test_every_form_of_the_right_equation_is_accepted(solution):
    verdict = check.lead(solution)
    assert verdict.solved
    assert "agrees" in verdict.lines[0]


def test_the_praise_holds_published_numbers():
    words = repr(check.lead(right))
    assert f"a reported {evidence.effect_point('point_16').text}" in words
    rows = {row.id: row for row in evidence.timecourse()}
    squares = 122 * rows["tc_114"].sd ** 2 + 124 * rows["tc_115"].sd ** 2
    raw = (rows["tc_115"].value - rows["tc_114"].value) / np.sqrt(squares / 246)
    assert f"it gives {raw:.2f} SD" in words
    for one, two, lead in (("tc_114", "tc_115", 3.0), ("tc_116", "tc_117", 3.0)):
        drug, control = rows[one], rows[two]
        # The two arms are of nearly the same size, so the plain mean of variances is close to the weighted one.
        spread = np.sqrt((drug.sd**2 + control.sd**2) / 2)
        assert f"{lead / spread:.2f} SD" in words
    assert "reported" in words


SLIPS = {
    "sign": (lambda d, c, s: (d - c) / s, "sign is turned"),
    "points": (lambda d, c, s: c - d, "lead in points"),
    "points, turned": (lambda d, c, s: d - c, "difference in points, and its sign"),
    "times": (lambda d, c, s: (c - d) * s, "multiplied"),
    "one arm": (lambda d, c, s: -d / s, "drug arm alone"),
    "sum": (lambda d, c, s: (d + c) / s, "adds the two arms"),
    "no brackets": (lambda d, c, s: c - d / s, "brackets"),
    "no brackets, turned": (lambda d, c, s: d - c / s, "turn it"),
    "variance": (lambda d, c, s: (c - d) / s**2, "twice"),
    "constant": (lambda d, c, s: 0.5, "your function gives 0.5"),
    "not a number": (lambda d, c, s: float("nan"), "your function gives nan"),
    "upside down": (lambda d, c, s: s / (c - d), "belongs below the line"),
    "stops": (lambda d, c, s: [][1], "IndexError"),
    "stub": (lambda d, c, s: ..., "Nothing to check yet"),
    "no number": (lambda d, c, s: "much", "one number of standard deviations"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_gets_the_words_that_fit_it(slip):
    function, words = SLIPS[slip]
    verdict = check.lead(function)
    assert not verdict.solved
    assert words in repr(verdict)
