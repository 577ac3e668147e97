"""Numbers that learners work out: each key once more by another way, and typical slips that can be told apart.

Constants of the tables are written out here, so that a row that changes is noticed.
"""

import math
import re
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pytest

from ketlessons.evidence.course.teaching import misconceptions
from ketlessons.quiz import Number, everything
from ketlessons.quiz.worked import WORKED

NUMBERS = {one.id: one for one in everything().values() if isinstance(one, Number)}


def root(function, low, high):
    """Return where a rising function passes 0, by halving."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if function(middle) > 0 else (middle, high)
    return (low + high) / 2


def base(salt_mg):
    atoms = 13 * 12.011 + 16 * 1.008 + 35.45 + 14.007 + 15.999
    return salt_mg * atoms / (atoms + 1.008 + 35.45)


def charged(ph):
    protons, constant = 10**-ph, 10**-7.5
    return 100 * protons / (protons + constant)


def form(ratio):
    # An amount of the racemate does what half of it as the one form and half as the other do together.
    return ratio / np.mean([ratio, 1])


def removed(conc_um):
    return 1 / (1 + (0.71 / conc_um) ** 0.84)


def ic50_at(voltage_mv):
    # It doubles with each so many millivolts.
    return 0.71 * 2 ** ((voltage_mv + 70) / (25.4 * math.log(2) / 0.79))


def left_by_magnesium(voltage_mv):
    return 0.5 * (1 + math.tanh((0.062 * voltage_mv + math.log(3.57)) / 2))


def in_magnesium(voltage_mv):
    alone, left = round(ic50_at(voltage_mv), 2), round(left_by_magnesium(voltage_mv), 3)
    weight = 1 / left - 1
    return root(lambda c: 1 / (1 + weight) / 2 - 1 / (1 + weight + c / alone), 0, 1e4)


def held(target, free_um):
    # On and off until nothing changes any more: dB/dt = C (1 - B) - K B.
    k = {"mu": 41.7, "kappa": 28.2, "sert": 162}[target]
    return 100 * root(lambda share: k * share - free_um * (1 - share), 0, 1)


def free(drug, percent):
    k = {"paroxetine": 0.13, "venlafaxine": 8.9, "amitriptyline": 4.3}[drug]
    return root(lambda c: c / (c + k) - percent / 100, 0, 1e4)


def left(half_life_h, time_h):
    from scipy.integrate import solve_ivp

    rate = math.log(2) / half_life_h
    return solve_ivp(lambda _, y: -rate * y, (0, time_h), [100.0], rtol=1e-10, atol=1e-12).y[0, -1]


def plateau(rate_mg_h, clearance_l_h, volume_l):
    amount_mg, step_h = 0.0, 0.05 * volume_l / clearance_l_h
    for _ in range(3000):
        amount_mg += step_h * (rate_mg_h - clearance_l_h * amount_mg / volume_l)
    return 1000 * amount_mg / volume_l


def build_up(half_life_h, interval_h):
    return sum(0.5 ** (dose * interval_h / half_life_h) for dose in range(2000))


def enzyme(extracted_percent):
    before = Fraction(extracted_percent, 100)
    able = before / (1 - before) / 2  # what enzymes can do, with a flow of 1
    return float(before / (able / (1 + able)))


def together(one_percent, other_percent):
    x, y = (part / (100 - part) for part in (one_percent, other_percent))
    # held = x free, with free = 1 - both held
    return 100 * np.linalg.solve([[1 + x, x], [y, 1 + y]], [x, y]).sum()


def shares(events, total, events_control, total_control):
    return Fraction(events, total), Fraction(events_control, total_control)


def difference(**counts):
    one, other = shares(**counts)
    return float(100 * (one - other))


def odds(events, total, events_control, total_control):
    return events * (total_control - events_control) / ((total - events) * events_control)


def from_odds(ratio, control_percent):
    control = control_percent / (100 - control_percent)
    return 100 * root(lambda p: p / (1 - p) / control - ratio, 0, 1 - 1e-12)


def pooled(one, one_se, other, other_se):
    # The mean that lies least far from both, each distance in its own errors.
    design, found = np.array([[1 / one_se], [1 / other_se]]), np.array([one / one_se, other / other_se])
    return np.linalg.lstsq(design, found, rcond=None)[0][0]


KIT = {"detective": (690, 879), "guard": (375, 766)}


def drinks(name, of_100):
    """Return how many of 100,000 drinks are found, and how many are false alarms."""
    sensitive, specific = KIT[name]
    return of_100 * 1000 * sensitive / 1000, (100 - of_100) * 1000 * (1000 - specific) / 1000


def predictive(name, of_100):
    found, alarms = drinks(name, of_100)
    return 100 * found / (found + alarms)


#: How each key is worked out a second time.
AGAIN = {
    "01-number-base": base,
    "01-number-charged": charged,
    "01-number-form": form,
    "01-number-none": lambda people: 300 / people,
    "02-number-blocked": lambda conc_um: 100 * removed(conc_um),
    "02-number-conc": lambda percent: root(lambda c: removed(c) - percent / 100, 1e-9, 1e3),
    "02-number-voltage": ic50_at,
    "02-number-magnesium": lambda voltage_mv: 100 * left_by_magnesium(voltage_mv),
    "02-number-rivals": in_magnesium,
    "03-number-held": held,
    "03-number-free": free,
    "04-number-free": lambda total_ng_ml: total_ng_ml * 1e-6 * 0.55 / 237.73 * 1e6,
    "04-number-left": left,
    "04-number-time": lambda half_life_h, percent: root(lambda t: percent / 100 - 0.5 ** (t / half_life_h), 0, 1000),
    "04-number-plateau": plateau,
    "04-number-half-life": lambda volume_l, clearance_l_h: root(
        lambda t: 0.5 - math.exp(-clearance_l_h * t / volume_l), 0, 1000
    ),
    "04-number-build-up": build_up,
    "04-number-swallowed": lambda extracted_percent, gut_percent: gut_percent - gut_percent * extracted_percent / 100,
    "04-number-enzyme": enzyme,
    "04-number-together": together,
    "04-number-volume": lambda amount_mg, level_ng_ml: amount_mg * 1e6 / level_ng_ml / 1000,
    "05-number-lead": lambda fall, fall_control, sd: float(Fraction(fall - fall_control, sd)),
    "05-number-anyway": lambda responders, responders_control: 100 * responders_control / responders,
    "06-number-difference": difference,
    "06-number-needed": lambda **counts: 100 / difference(**counts),
    "06-number-odds": odds,
    "06-number-from-odds": from_odds,
    "06-number-error": lambda low, high: (high - low) / 2 / NormalDist().inv_cdf(0.975),
    "06-number-pooled": pooled,
    "07-number-expected": lambda of_1000, ratio: sum(of_1000 * ratio / 1000 for _ in range(1000)) - of_1000,
    "07-number-extra": lambda with_percent, without_percent, users_percent: (
        users_percent * (with_percent - without_percent)
    ),
    "08-number-predictive": predictive,
    "08-number-alarms": lambda name, of_100: drinks(name, of_100)[1] / 100,
}


def test_every_number_is_worked_out_and_worked_out_again():
    assert set(WORKED) == set(NUMBERS) == set(AGAIN)


@pytest.mark.parametrize("name", NUMBERS)
def test_the_key_is_what_another_way_gives(name):
    for values in NUMBERS[name].every_draw():
        key = NUMBERS[name].with_values(0, values).key
        assert key == pytest.approx(AGAIN[name](**values), rel=2e-4), values


def test_who_takes_the_exact_limit_for_the_rule_of_three_is_right_too():
    one = NUMBERS["01-number-none"]
    for values in one.every_draw():
        drawn = one.with_values(0, values)
        exact = 100 * (1 - 0.05 ** (1 / values["people"]))
        assert abs(drawn.key - exact) <= drawn.reach


@pytest.mark.parametrize("name", NUMBERS)
def test_a_right_number_in_three_digits_is_right_and_no_slip_lies_near_it(name):
    one = NUMBERS[name]
    for values in one.every_draw():
        drawn = one.with_values(0, values)
        assert abs(float(f"{drawn.key:.3g}") - drawn.key) <= drawn.reach, values
        spots = [(drawn.key, drawn.reach), *((slip.value, slip.reach) for slip in drawn.wrong)]
        for place, (value, reach) in enumerate(spots):
            for other, far in spots[place + 1 :]:
                assert abs(value - other) > reach + far, (values, value, other)
        assert {slip.misconception for slip in drawn.wrong} <= set(misconceptions())


@pytest.mark.parametrize("name", NUMBERS)
def test_every_typical_slip_is_met_by_somebody(name):
    one = NUMBERS[name]
    met = [one.with_values(0, values).wrong for values in one.every_draw()]
    assert {typical.misconception for typical in one.typical} <= {slip.misconception for wrong in met for slip in wrong}
    told = [sum(not slip.everywhere for slip in wrong) for wrong in met]
    assert max(told) == len(one.typical)
    assert len(one.typical) >= 2


@pytest.mark.parametrize("name", NUMBERS)
def test_what_is_said_at_every_draw_is_whole(name):
    one = NUMBERS[name]
    for values in one.every_draw():
        drawn = one.with_values(0, values)
        for words in (drawn.prompt, drawn.feedback, drawn.hint, *(slip.feedback for slip in drawn.wrong)):
            assert not any(mark in words for mark in "{}"), words
            assert not any(bad in words for bad in ("nan", "e+", "e-0", " -", "  ")), words
        assert drawn.prompt.endswith("?")
        assert len(drawn.prompt.split()) <= 65, drawn.prompt
        said = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", drawn.feedback)]
        assert any(abs(number - drawn.key) <= drawn.reach for number in said), (drawn.key, drawn.feedback)


@pytest.mark.parametrize("name", NUMBERS)
def test_learners_draw_other_numbers_and_the_same_learner_the_same(name):
    one = NUMBERS[name]
    draws = len(list(one.every_draw()))
    assert draws >= 5
    prompts = {one.drawn(seed).prompt for seed in range(60)}
    assert len(prompts) >= min(draws, 20) * 0.8
    assert one.drawn(11) == one.drawn(11)


def test_a_draw_stays_what_it_is():
    """A record holds a seed and what was typed; both must mean the same in years."""
    assert NUMBERS["04-number-plateau"].drawn(7).key == pytest.approx(1000 * 5 / 55)
    assert NUMBERS["04-number-left"].drawn(0).prompt.startswith("The level of an imagined drug halves every 2 h.")
