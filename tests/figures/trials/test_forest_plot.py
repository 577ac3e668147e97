"""What the forest plot says and draws, against trials pooled again from the rows by plain formulas."""

from math import sqrt

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import t

from ketlessons.evidence import reference, time_point, timecourse

SPANS = {"4 h": (0, 4), "24 h": (24, 24), "day 25 to 28": (600, 648)}
ALL = {"when": "day 25 to 28", "trials": 7, "left_out": "none", "method": "fixed", "daly": False}


def by_hand(when):
    """Trials at one time: name, year, mean of the doses and its error, with what they share by one placebo group."""
    low, high = SPANS[when]
    rows = [
        row
        for row in timecourse(measure="mean_diff")
        if row.series in ("esk_nasal_mdsi", "esk_nasal_trd", "esk_nasal_trd_mono")
    ]
    rows = [row for row in rows if row.trial != "Daly 2018" and low <= row.time_h <= high]
    found = []
    for trial in dict.fromkeys(row.trial for row in rows):
        own = [row for row in rows if row.trial == trial]
        se = np.array([(row.high - row.low) / (2 * 1.959964) for row in own])
        error = se[0]
        if len(own) > 1:
            arms, placebo = np.array([row.n_arm for row in own]), own[0].n_control
            spread = np.sqrt(1 / arms + 1 / placebo)
            together = np.where(np.eye(len(own)), 1, 1 / placebo / np.outer(spread, spread))
            error = sqrt(se @ together @ se) / len(own)
        year = min(int(reference(key).year) for row in own for key in row.sources)
        found.append((trial, year, -np.mean([row.value for row in own]), error, any(row.reported for row in own)))
    return sorted(found, key=lambda one: one[1])


def pooled_by_hand(y, s, method):
    """Mean, limits and tau squared, by Paule and Mandel with the limits of Hartung and Knapp, or for one effect."""

    def spread(tau2):
        w = 1 / (s**2 + tau2)
        return w @ (y - w @ y / w.sum()) ** 2

    few = len(y) - 1
    tau2 = brentq(lambda x: spread(x) - few, 0, 100) if method != "fixed" and few and spread(0) > few else 0.0
    w = 1 / (s**2 + tau2)
    mean, error = w @ y / w.sum(), 1 / sqrt(w.sum())
    if method == "fixed" or not few:
        return mean, 1.959964 * error, tau2, w / w.sum(), error
    error *= sqrt(max(1.0, spread(tau2) / few))
    return mean, t.ppf(0.975, few) * error, tau2, w / w.sum(), error


@pytest.mark.parametrize("when", SPANS)
@pytest.mark.parametrize("method", ["fixed", "paule_mandel"])
@pytest.mark.parametrize("left_out", ["none", "most", "least"])
def test_the_forest_says_what_the_rows_give(figure, cell, when, method, left_out):
    every = by_hand(when)
    for count in range(1, 8):
        told = figure.update(when=when, trials=count, left_out=left_out, method=method, daly=False)
        first = every[:count]
        if left_out != "none" and len(first) > 1:
            order = sorted(first, key=lambda one: one[2])
            out = order[-1] if left_out == "most" else order[0]
            assert f"{out[0]} left out" in told.sentence
            first = [one for one in first if one is not out]
        y, s = np.array([one[2] for one in first]), np.array([one[3] for one in first])
        mean, reach, tau2, weights, error = pooled_by_hand(y, s, method)
        found = cell(told, "^Together").values
        assert found == pytest.approx([mean, mean - reach, mean + reach], abs=1e-4)
        assert cell(told, "^Together", 2).value == 1
        for (name, *_, reported), weight in zip(first, weights, strict=True):
            assert cell(told, rf"^{name}\b", 2).value == pytest.approx(weight, abs=1e-5)
            assert ("reported" in cell(told, rf"^{name}\b", 0)) == reported
        inside = {one[0] for one in first}
        assert all(cell(told, rf"^{one[0]}\b", 2) == "not in" for one in every if one[0] not in inside)
        numbers = told.numbers
        assert (numbers["shown"], numbers["there"]) == (len(first), len(every))
        assert [numbers[name] for name in ("lead", "low", "high")] == list(found)
        assert f"{found[0]:.1f} points better" in told.sentence
        ahead = cell(told, "further trial")
        if method == "fixed" or len(first) < 3:
            assert ahead == "not to be said"
            assert "far_low" not in numbers
        else:
            far = t.ppf(0.975, len(first) - 2) * sqrt(tau2 + error**2)
            assert ahead.values == pytest.approx([mean - far, mean + far], abs=1e-3)
            assert (numbers["far_low"], numbers["far_high"]) == ahead.values
            assert ahead in told.sentence
        assert ("as reported" in told.sentence) == any(one[4] for one in first)


def test_squares_are_as_large_as_their_weights(figure):
    figure.update(**ALL)
    s = np.array([one[3] for one in by_hand("day 25 to 28")])
    weights = 1 / s**2 / (1 / s**2).sum()
    sizes = figure.moving["trials"].get_sizes()
    assert np.argsort(sizes).tolist() == np.argsort(weights).tolist()
    assert np.corrcoef(sizes, weights)[0, 1] == pytest.approx(1)


def test_the_forest_shows_the_printed_limits_of_a_single_dose(figure, cell):
    shown = cell(figure.update(**ALL), "^TRANSFORM-3")
    assert shown == "3.6 (−0.1 to 7.2)"
    assert shown.values == time_point("transform3_esketamine_lead_day28").benefit


def test_what_is_left_out_is_drawn_hollow_and_what_is_in_is_not(figure):
    figure.update(**ALL | {"trials": 3, "left_out": "most"})
    values = {one[0]: one[2] for one in by_hand("day 25 to 28")}
    left = max(list(values)[:3], key=values.get)
    outside = [left, *list(values)[3:]]
    drawn = figure.moving["trials left out"].get_xdata()
    assert sorted(drawn) == pytest.approx(sorted(values[name] for name in outside))
    inside = figure.moving["trials"].get_offsets()[:, 0]
    assert sorted(inside) == pytest.approx(sorted(values[name] for name in values if name not in outside))


def test_the_diamond_ends_at_the_limits_or_an_arrow_says_that_they_lie_beyond(figure, cell):
    for trials in (2, 7):
        told = figure.update(**ALL | {"trials": trials, "method": "paule_mandel"})
        _, low, high = cell(told, "^Together").values
        corners = figure.moving["together"].get_xy()[:, 0]
        assert (corners.min(), corners.max()) == pytest.approx((max(low, -9), min(high, 15)))
        assert (1.5 in figure.moving["beyond the left edge"].get_ydata()) == (low < -9)
        assert (1.5 in figure.moving["beyond the right edge"].get_ydata()) == (high > 15)


def test_daly_can_be_put_in_and_a_time_without_it_says_so(figure, cell):
    """At 24 h, with the three doses as they go together, 0.25; worked out by plain formulas below."""
    usual = ALL | {"method": "paule_mandel", "when": "24 h"}
    without, told = figure.update(**usual), figure.update(**usual | {"daly": True})
    assert cell(without, "^Together").values == pytest.approx((3.73, 2.14, 5.32), abs=0.006)
    daly = [row for row in timecourse(trial="Daly 2018", measure="mean_diff") if row.time_h == 24]
    se = np.array([(row.high - row.low) / (2 * 1.959964) for row in daly])
    rho = np.array([[1, 0.25, 0.254], [0.25, 1, 0.254], [0.254, 0.254, 1]])  # 11, 11 and 12 people, 33 on placebo
    five = by_hand("24 h")
    y = np.array([9.933, *(one[2] for one in five)])
    s = np.array([sqrt(se @ rho @ se) / 3, *(one[3] for one in five)])
    mean, reach, tau2, _, error = pooled_by_hand(y, s, "paule_mandel")
    assert (mean, mean - reach, mean + reach) == pytest.approx((4.7, 2.2, 7.2), abs=0.05)
    assert cell(told, "^Together").values == pytest.approx((mean, mean - reach, mean + reach), abs=6e-3)
    far = t.ppf(0.975, 4) * sqrt(tau2 + error**2)
    assert cell(told, "further trial").values == pytest.approx((mean - far, mean + far), abs=2e-2)
    assert "Daly 2018 put in" in told.sentence
    assert "Daly" not in without.sentence
    assert cell(told, "^Daly 2018, three doses", 2).value > 0
    late = figure.update(**usual | {"daly": True, "when": "day 25 to 28"})
    assert "(Daly 2018 has no rating then)" in late.sentence
    assert [row[1:] for row in late.rows if "Daly" in row[0]] == [("no rating then", "not in")]
    assert "no rating at this time" in figure.moving["key"].get_text()
    figure.update(**usual)
    assert "no rating" not in figure.moving["key"].get_text()
    alone = figure.update(**usual | {"daly": True, "trials": 1, "when": "4 h"})
    assert ("Daly 2018 put in" in alone.sentence) == (cell(alone, "^Daly", 2) != "not in")
    gone = figure.update(**usual | {"daly": True, "left_out": "most"})
    assert "Daly 2018 left out" in gone.sentence
    assert "put in" not in gone.sentence
