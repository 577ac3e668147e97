"""The second, harder step: is it offered to those who solved the first, and is it checked as well as the first?"""

import importlib
import math
import re

import pytest

from ketlessons import check, evidence, models
from ketlessons.exercises.harder.offers import OFFERS
from ketlessons.models.dose.occupancy import competitive_occupancy

NAMES = check.harder.__all__
#: What else can be had from `check`.
NO_CHECKS = ("Reply", "harder")
#: Right answers to the first steps.
FIRST = {
    "charged": lambda ph, pka: 1 / (1 + 10 ** (ph - pka)),
    "hill": lambda c, i, n: c**n / (c**n + i**n),
    "held": lambda c, k: c / (c + k),
    "decay": lambda s, h, t: s * 0.5 ** (t / h),
    "lead": lambda d, k, s: (k - d) / s,
    "number_needed": lambda a, n, c, m: 1 / (a / n - c / m),
    "from_plasma": lambda t, u, m, k: t * u / (t * u + m * k),
    "extra_cases": lambda a, b, u, n: n * u / 100 * (a - b) / 100,
    "predictive_value": lambda s, c, p: s * p / (s * p + (1 - c) * (1 - p)),
}
#: What stands after the word return in a right answer to the second.
SECOND = {
    "charged": "pka + math.log10((1 - share) / share)",
    "hill": "ic50_um * (blocked / (1 - blocked)) ** (1 / hill)",
    "held": "free_um / (free_um + half_um * (1 + rival_um / rival_half_um))",
    "decay": "1 / (1 - 0.5 ** (interval_h / half_life_h))",
    "lead": "(change_control - change) / math.sqrt("
    "((n - 1) * sd**2 + (n_control - 1) * sd_control**2) / (n + n_control - 2))",
    "number_needed": "1 / (odds_ratio * share_control / (1 - share_control + odds_ratio * share_control) "
    "- share_control)",
    "from_plasma": "half_um * mass_g_mol / unbound * share / (1 - share)",
    "extra_cases": "users_percent * with_percent / "
    "(users_percent * with_percent + (100 - users_percent) * without_percent)",
    "predictive_value": "sensitivity * sensitivity_second * prevalence / (sensitivity * sensitivity_second * prevalence"
    " + (1 - specificity) * (1 - specificity_second) * (1 - prevalence))",
}


def solved(name: str, wrap: str = "{}") -> object:
    """Run the offered lines with an answer in place of the dots, as a learner does; return the reply."""
    *lines, last = OFFERS[name].stub.splitlines()
    cell = "\n".join(lines).replace("return ...", f"return {wrap.format(SECOND[name])}")
    space = {"check": check, "math": math}
    exec(f"import numpy as np\nfrom decimal import Decimal\n{cell}\nreply = {last}", space)
    return space["reply"]


def exercise(name: str):
    return importlib.import_module(f"ketlessons.exercises.harder.{name}")._EXERCISE


def test_each_exercise_has_a_harder_step():
    assert set(NAMES) == set(OFFERS) == {name for name in check.__all__ if name not in NO_CHECKS}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_offered_once_the_first_is_solved(name):
    reply = getattr(check, name)(FIRST[name])
    assert reply.solved
    assert reply.then is OFFERS[name]
    data = reply._repr_mimebundle_()
    assert OFFERS[name].words in data["text/plain"]
    assert OFFERS[name].stub in data["text/plain"]
    assert data["text/html"].count("<pre><code>") == 1
    assert "def " not in reply._heard(), "code is read aloud"
    assert OFFERS[name].words in reply._heard()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_offered_before(name):
    reply = getattr(check, name)(lambda *values: 0.4 * values[0])
    assert not reply.solved
    assert reply.then is None
    assert "harder" not in repr(reply)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("wrap", ["{}", "np.float64({})", "np.array([{}])", "Decimal({})", "round({}, 6)"])
def test_the_offered_lines_work(name, wrap):
    reply = solved(name, wrap)
    assert reply.solved, reply
    assert reply.then is None


@pytest.mark.parametrize("name", NAMES)
def test_the_offered_lines_without_an_answer_say_so(name):
    *lines, last = OFFERS[name].stub.splitlines()
    space = {"check": check}
    exec("\n".join([*lines, f"reply = {last}"]), space)
    assert repr(space["reply"]).startswith("Nothing to check yet")
    assert not space["reply"].solved


@pytest.mark.parametrize("name", NAMES)
def test_the_values_are_named_as_they_are_handed_over(name):
    given = re.search(r"^def \w+\((.*)\):", OFFERS[name].stub).group(1)
    assert tuple(given.split(", ")) == exercise(name).names


@pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name in NAMES for place in range(len(exercise(name).slips))]
)
def test_each_slip_is_named_in_its_own_words(name, place):
    slip = exercise(name).slips[place]
    reply = getattr(check.harder, name)(slip.form)
    assert not reply.solved
    assert reply.lines[:2] == [slip.seen, slip.next]


def test_the_answers_undo_the_models_of_the_first_steps():
    ph, conc = exercise("charged").equation, exercise("hill").equation
    for share in (0.02, 0.3, 0.5, 0.97):
        assert models.charged_share(ph(share, 7.5), 7.5) == pytest.approx(share, rel=1e-9)
        assert models.fraction_blocked(conc(share, 0.71, 0.84), 0.71, 0.84) == pytest.approx(share, rel=1e-9)


def test_two_drugs_hold_together_what_the_model_of_both_says():
    one = exercise("held").equation
    for a, k, b, m in ((0.43, 1.42, 9.1, 9.11), (3.0, 0.2, 0.1, 4.0)):
        both = one(a, k, b, m) + one(b, m, a, k)
        assert both == pytest.approx(competitive_occupancy([a, b], [k, m]), rel=1e-9)


def test_the_number_needed_is_that_of_the_counts_with_this_odds_ratio():
    events, total, control, total_control = 50, 100, 25, 100
    ratio = models.odds_ratio(events, total, control, total_control).value
    people = exercise("number_needed").equation(ratio, control / total_control)
    assert people == pytest.approx(models.number_needed(events, total, control, total_control).value, rel=1e-9)


def test_a_second_test_is_the_first_with_another_prevalence():
    twice = exercise("predictive_value").equation
    first = models.positive_predictive_value(0.9, 0.8, 0.05)
    assert twice(0.9, 0.8, 0.05, 0.7, 0.95) == pytest.approx(models.positive_predictive_value(0.7, 0.95, first))


def test_the_pooled_lead_is_hedges_before_its_correction():
    arms = (-15.0, 14.0, 20, -9.0, 6.0, 80)
    correction = math.gamma(98 / 2) / (math.sqrt(98 / 2) * math.gamma(97 / 2))
    found = models.hedges_g(arms[3], arms[4], arms[5], arms[0], arms[1], arms[2])
    assert exercise("lead").equation(*arms) * correction == pytest.approx(found.value, rel=2e-4)


def test_a_survey_counted_out_one_by_one():
    with_percent, without_percent, users_percent, people = 30, 10, 20, 1000
    users = [place < people * users_percent / 100 for place in range(people)]
    cases = [  # among each kind of people the first ones have it
        (place if user else place - 200) < (200 * with_percent if user else 800 * without_percent) / 100
        for place, user in enumerate(users)
    ]
    both = sum(user and case for user, case in zip(users, cases, strict=True))
    share = exercise("extra_cases").equation(with_percent, without_percent, users_percent)
    assert share == pytest.approx(both / sum(cases))


def test_doses_added_up_one_by_one():
    level = 0.0
    for _ in range(400):
        level = level * 0.5 ** (8 / 11) + 1
    assert exercise("decay").equation(11, 8) == pytest.approx(level)


def test_praise_holds_published_numbers():
    assert "99 % carries a charge below a pH of 5.5" in repr(solved("charged"))
    ic50 = evidence.fact("ketamine_ic50_human")
    assert ic50.text() in repr(solved("hill"))
    drug = evidence.time_point("chen2023_esketamine_change_24h")
    assert f"{drug.n} people with a reported spread of {drug.sd:g}" in repr(solved("lead"))
