"""The check of a learner's own Hill equation: every answer is words, and the words fit the slip."""

import warnings

import numpy as np
import pytest

from ketlessons import check, evidence, models, published
from ketlessons.quiz import exercises


def right(conc_um, ic50_um, hill):
    return conc_um**hill / (conc_um**hill + ic50_um**hill)


def said(function):
    verdict = check.hill(function)
    assert verdict.lines
    assert all(isinstance(line, str) and line.strip() for line in verdict.lines)
    assert repr(verdict) == "\n".join(verdict.lines)
    return verdict, repr(verdict)


@pytest.mark.parametrize(
    "solution",
    [
        right,
        lambda conc_um, ic50_um, hill: 1 - 1 / (1 + (conc_um / ic50_um) ** hill),
        lambda conc_um, ic50_um, hill: (conc_um / ic50_um) ** hill / (1 + (conc_um / ic50_um) ** hill),
        lambda conc_um, ic50_um, hill: np.asarray(right(conc_um, ic50_um, hill)),
        models.fraction_blocked,
    ],
)
def test_every_form_of_the_right_equation_is_accepted(solution):
    verdict, words = said(solution)
    assert verdict.solved
    assert "agrees" in words


def test_the_praise_holds_published_numbers():
    _, words = said(right)
    ic50 = evidence.fact("ketamine_ic50_human")
    assert ic50.text() in words
    assert "50 %" in words
    share = right(10.0, ic50.value, evidence.value("ketamine_hill_human"))
    assert f"At 10 µM it gives {100 * share:.0f} %" in words
    seen = evidence.fact("ketamine_block_10um_rat")
    assert f"{100 * seen.value:.0f} %" in words
    assert f"{100 * seen.low:.0f} to {100 * seen.high:.0f} %" in words


@pytest.mark.parametrize("nothing", [None, ...])
def test_the_unsolved_stub_is_told_where_to_begin(nothing):
    verdict, words = said(lambda conc_um, ic50_um, hill: nothing)
    assert not verdict.solved
    assert "Nothing to check yet" in words
    assert "return" in words
    assert "hint" in words


SLIPS = {
    "what is left": (lambda c, i, h: 1 - right(c, i, h), "fraction that is left"),
    "IC50 above": (lambda c, i, h: i**h / (c**h + i**h), "fraction that is left"),
    "arguments swapped": (lambda i, c, h: right(c, i, h), "fraction that is left"),
    "percent": (lambda c, i, h: 100 * right(c, i, h), "percent"),
    "no slope": (lambda c, i, h: c / (c + i), "Hill slope of 1"),
    "slope once": (lambda c, i, h: c**h / (c**h + i), "your function gives"),
    "constant": (lambda c, i, h: 0.5, "your function gives 0.5"),
    "not a number": (lambda c, i, h: float("nan"), "your function gives nan"),
    "endless": (lambda c, i, h: float("inf"), "your function gives inf"),
    "truth": (lambda c, i, h: True, "your function gives 1"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_gets_the_words_that_fit_it(slip):
    function, words = SLIPS[slip]
    verdict, answer = said(function)
    assert not verdict.solved
    assert words in answer


def test_the_case_that_is_shown_is_one_that_is_wrong():
    _, words = said(lambda c, i, h: right(c, i, h) if h == 1 else 0.123)
    assert "0.123" in words
    assert "hill=1 " not in words


@pytest.mark.parametrize(
    ("function", "word"),
    [
        (lambda c, i, h: 1 / 0, "ZeroDivisionError"),
        (lambda c, i, h: hill_slope, "NameError"),  # noqa: F821
        (lambda c, i: c / (c + i), "TypeError"),
        (lambda c, i, h: [][1], "IndexError"),
        (lambda c, i, h: c + "1", "TypeError"),
        (None, "TypeError"),
        (0.5, "TypeError"),
    ],
)
def test_an_exception_is_answered_in_words(function, word):
    verdict, words = said(function)
    assert not verdict.solved
    assert word in words
    assert "Traceback" not in words


def test_endless_recursion_is_answered_in_words():
    def again(conc_um, ic50_um, hill):
        return again(conc_um, ic50_um, hill)

    assert "RecursionError" in said(again)[1]


@pytest.mark.parametrize(
    "answer",
    ["much", "", [0.5], (1, 2), {}, np.array([0.1, 0.2]), np.zeros((2, 2)), 1j, object(), right, 10**400],
    ids=lambda answer: type(answer).__name__,
)
def test_what_is_no_number_is_answered_in_words(answer):
    verdict, words = said(lambda c, i, h: answer)
    assert not verdict.solved
    assert "one number from 0 to 1" in words


def test_an_array_of_one_number_never_raises():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        said(lambda c, i, h: np.array([right(c, i, h)]))


def test_a_function_that_knows_only_the_cases_never_raises():
    """The published curve is asked for after the cases: there too a mistake must come back as words."""
    known = {case: right(*case) for case in exercises._HILL_CASES}
    verdict, words = said(lambda *case: known[case])
    assert not verdict.solved
    assert "KeyError" in words


def test_the_right_equation_in_a_form_that_cannot_take_zero_is_told_about_zero():
    """1 / (1 + (IC50 / conc)^hill) is the equation of many textbooks; only no drug at all breaks it."""
    verdict, words = said(lambda conc_um, ic50_um, hill: 1 / (1 + (ic50_um / conc_um) ** hill))
    assert not verdict.solved
    assert "conc_um=0" in words
    assert "missing bracket" not in words


def test_the_html_of_a_verdict_is_escaped_and_says_the_same():
    def awkward(conc_um, ic50_um, hill):
        raise ValueError("<b>1 & 2</b>")

    data = check.hill(awkward)._repr_mimebundle_()
    assert "<b>1 & 2</b>" in data["text/plain"]
    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt;" in data["text/html"]
    assert data["text/html"].count("<li>") == len(data["text/plain"].splitlines())


def test_the_check_is_found_where_lessons_look_for_it():
    assert check.hill is exercises.hill
    assert check.Verdict is exercises.Verdict


# Lesson 04: one compartment that empties ----------------------------------------------------------------------------


def halves(start_ng_ml, half_life_h, time_h):
    return start_ng_ml * 0.5 ** (time_h / half_life_h)


def told(function):
    verdict = check.decay(function)
    assert all(isinstance(line, str) and line.strip() for line in verdict.lines)
    return verdict, repr(verdict)


@pytest.mark.parametrize(
    "solution",
    [
        halves,
        models.one_compartment,
        lambda s, h, t: s * np.exp(-np.log(2) * t / h),
        lambda s, h, t: s / 2 ** (t / h),
        lambda s, h, t: np.asarray(halves(s, h, t)),
    ],
)
def test_every_form_of_the_right_decay_is_accepted(solution):
    verdict, words = told(solution)
    assert verdict.solved
    assert "agrees" in words


def test_the_praise_of_a_decay_holds_published_numbers_and_the_miss_of_one_compartment():
    _, words = told(halves)
    start, half = evidence.value("idvall_recovery_ng_ml"), evidence.value("ketamine_half_life_idvall")
    assert f"From {start:.0f} ng/mL" in words
    assert f"leaves {start / 4:.0f} ng/mL" in words
    assert f"{half:.0f} min" in words
    course = published.trace("iv_infusion")
    alone = halves(float(course.cmax_ng_ml), float(course.half_life_h), 24 - float(course.tmax_h))
    assert f"would leave {alone:.0f} ng/mL" in words
    assert f"leaves {float(course.at(24.0)[0]):.1f} ng/mL" in words
    assert alone > 10 * float(course.at(24.0)[0])


DECAY_SLIPS = {
    "e instead of 2": (lambda s, h, t: s * np.exp(-t / h), "37 %"),
    "straight line": (lambda s, h, t: s - s * t / (2 * h), "straight line"),
    "fraction": (lambda s, h, t: 0.5 ** (t / h), "fraction that is left"),
    "what has gone": (lambda s, h, t: s - halves(s, h, t), "what has gone"),
    "upside down": (lambda s, h, t: s * 0.5 ** (h / t) if t else s * 1.0, "upside down"),
    "no brackets": (lambda s, h, t: s * 0.5**t / h, "brackets"),
    "another sign": (lambda s, h, t: s * 0.5 ^ (t / h), "written **"),
    "comma": (lambda s, h, t: (s * 0.0, 5.0 ** (t / h)), "0.5, not 0,5"),
    "grows": (lambda s, h, t: s * 2 ** (t / h), "grows"),
    "constant": (lambda s, h, t: 5.0, "your function gives 5"),
    "not a number": (lambda s, h, t: float("nan"), "your function gives nan"),
    "zero below": (lambda s, h, t: s * 0.5 ** (h / t), "below the line"),
    "stops": (lambda s, h, t: [][1], "IndexError"),
    "stub": (lambda s, h, t: ..., "Nothing to check yet"),
    "no number": (lambda s, h, t: "much", "one concentration in ng/mL"),
}


@pytest.mark.parametrize("slip", DECAY_SLIPS)
def test_a_slip_in_a_decay_gets_the_words_that_fit_it(slip):
    function, words = DECAY_SLIPS[slip]
    verdict, answer = told(function)
    assert not verdict.solved
    assert words in answer


def test_the_second_check_is_found_where_lessons_look_for_it():
    assert check.decay is exercises.decay
