"""What selection does to estimates: the closed forms against integration, against simulated trials, and at limits."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import gamma
from scipy.stats import nct, t, ttest_ind

from ketlessons.models.trials.drawer import in_the_drawer, mean_not_in_favour
from ketlessons.models.trials.power import power_two_means
from ketlessons.models.trials.selection import (
    estimates,
    mean_in_favour,
    mean_published,
    share_in_favour,
    smallest_significant,
)

CASES = [(0.0, 10), (0.1, 10), (0.3, 20), (0.5, 10), (0.5, 4), (1.0, 10), (0.2, 300), (0.8, 50), (2.0, 8)]


def parts(n):
    """Degrees of freedom, the edge of significance and what turns T into g, written out again."""
    f = 2 * n - 2
    turn = gamma(f / 2) / np.sqrt(f / 2) / gamma((f - 1) / 2) * np.sqrt(2 / n) if n < 80 else (
        (1 - 3 / (4 * f - 1)) * np.sqrt(2 / n))  # fmt: skip
    return f, t.ppf(0.975, f), turn


@pytest.mark.parametrize(("smd", "n"), CASES)
def test_share_and_mean_agree_with_numerical_integration(smd, n):
    f, edge, turn = parts(n)
    delta = smd * np.sqrt(n / 2)

    def part(power):
        end = max(edge, delta) + 40.0
        return quad(lambda x: x**power * nct.pdf(x, f, delta), edge, end, limit=500, points=[max(edge, delta)])[0]

    assert share_in_favour(smd, n) == pytest.approx(part(0), abs=2e-5)
    assert mean_in_favour(smd, n) == pytest.approx(turn * part(1) / part(0), rel=2e-4)


@pytest.mark.parametrize(("smd", "n"), [(0.3, 20), (0.6, 12), (0.0, 15)])
def test_simulated_trials_show_the_same(smd, n):
    """Scores of people, one t test a trial: nothing of the closed form is used."""
    draw = np.random.default_rng(6)
    drug, control = draw.normal(smd, 1, (60_000, n)), draw.normal(0, 1, (60_000, n))
    tested = ttest_ind(drug, control, axis=1)
    spread = np.sqrt((drug.var(axis=1, ddof=1) + control.var(axis=1, ddof=1)) / 2)
    g = (1 - 3 / (4 * (2 * n - 2) - 1)) * (drug.mean(axis=1) - control.mean(axis=1)) / spread
    won = (tested.pvalue < 0.05) & (tested.statistic > 0)
    assert won.mean() == pytest.approx(share_in_favour(smd, n), abs=4 * np.sqrt(0.25 / 60_000))
    assert g[won].mean() == pytest.approx(mean_in_favour(smd, n), rel=0.012)
    out = won | (draw.random(60_000) < 0.3)
    assert g[out].mean() == pytest.approx(mean_published(smd, n, 0.3), abs=0.012)
    assert g.mean() == pytest.approx(smd, abs=0.01)


@pytest.mark.parametrize(("smd", "n"), CASES)
def test_limits_of_the_file_drawer(smd, n):
    assert mean_published(smd, n, 1.0) == pytest.approx(smd, abs=1e-12)
    assert mean_published(smd, n, 0.0) == pytest.approx(mean_in_favour(smd, n), rel=1e-12)
    means = mean_published(smd, n, np.linspace(0, 1, 11))
    assert (np.diff(means) < 0).all()


@pytest.mark.parametrize(("smd", "n"), CASES)
def test_what_is_significant_lies_above_the_edge(smd, n):
    assert mean_in_favour(smd, n) > max(smd, smallest_significant(n))


def test_without_an_effect_half_of_the_level_is_significant_in_favour():
    assert share_in_favour(0.0, [4, 20, 300]) == pytest.approx([0.025] * 3)


def test_power_of_two_sides_is_a_little_more():
    for smd, n in CASES[1:]:
        both = power_two_means(smd, n, n)
        assert 0 <= both - share_in_favour(smd, n) < 0.02


def test_large_trials_exaggerate_nothing():
    assert mean_in_favour(1.0, 300) == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize(("smd", "n"), [(0.3, 20), (0.5, 10)])
def test_estimates_are_spread_as_the_trials_are(smd, n):
    drawn = estimates(smd, n, 1000)
    assert (np.diff(drawn) > 0).all()
    assert drawn.mean() == pytest.approx(smd, abs=0.005)
    assert (drawn > smallest_significant(n)).mean() == pytest.approx(share_in_favour(smd, n), abs=0.0011)


def test_shapes_broadcast():
    assert share_in_favour([[0.1], [0.2]], [10, 20, 30]).shape == (2, 3)
    assert isinstance(mean_published(0.3, 20, 0.5), float)


@pytest.mark.parametrize("function", [share_in_favour, mean_in_favour])
@pytest.mark.parametrize(
    ("smd", "n", "word"),
    [(-0.1, 20, "smd"), (2.1, 20, "smd"), (float("nan"), 20, "smd"), (0.3, 3, "n"), (0.3, 501, "n"), ("a", 20, "smd")],
)
def test_bad_numbers_are_answered_by_name(function, smd, n, word):
    with pytest.raises(ValueError, match=rf"^{word} must be"):
        function(smd, n)


def test_other_bad_numbers():
    with pytest.raises(ValueError, match=r"^published must be"):
        mean_published(0.3, 20, 1.1)
    with pytest.raises(ValueError, match=r"^n must be"):
        smallest_significant(2)
    with pytest.raises(ValueError, match=r"^trials_drawn must be"):
        estimates(0.3, 20, 0)
    with pytest.raises(ValueError, match="broadcast"):
        share_in_favour([0.1, 0.2], [10, 20, 30])


@pytest.mark.parametrize(("smd", "n"), [(0.0, 20), (0.3, 20), (0.3, 150), (0.8, 40)])
def test_the_drawer_holds_what_trials_drawn_at_random_leave(smd, n):
    draw = np.random.default_rng(11)
    trials = 40_000
    one, two = draw.normal(smd, 1, (trials, n)), draw.normal(0, 1, (trials, n))
    pooled = np.sqrt((one.var(axis=1, ddof=1) + two.var(axis=1, ddof=1)) / 2)
    d = (one.mean(axis=1) - two.mean(axis=1)) / pooled
    g = d * (1 - 3 / (4 * (2 * n - 2) - 1))
    edge = t.ppf(0.975, 2 * n - 2) * np.sqrt(2 / n)
    left = g[d < edge]
    assert mean_not_in_favour(smd, n) == pytest.approx(left.mean(), abs=4 * left.std() / np.sqrt(left.size) + 1e-3)
    assert mean_not_in_favour(smd, n) < smd or smd == 0


def test_seen_and_unseen_make_the_truth():
    share, seen, unseen = share_in_favour(0.3, 40), mean_in_favour(0.3, 40), mean_not_in_favour(0.3, 40)
    assert share * seen + (1 - share) * unseen == pytest.approx(0.3)
    assert np.isnan(mean_not_in_favour(2.0, 500))
    with pytest.raises(ValueError, match=r"^smd must be"):
        mean_not_in_favour(-0.1, 20)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.5, 1.0])
def test_so_many_of_the_trials_that_are_not_significant_lie_in_the_drawer(share):
    found = estimates(0.3, 20, 100)
    lost = found <= smallest_significant(20)
    drawer = in_the_drawer(found, 20, share)
    assert not (drawer & ~lost).any()
    assert drawer.sum() == pytest.approx((1 - share) * lost.sum(), abs=0.51)
    halves = np.array_split(drawer[lost], 2)
    assert abs(int(halves[0].sum()) - int(halves[1].sum())) <= 1  # evenly, not the worst first
    with pytest.raises(ValueError, match=r"^share_published must be .* got 30"):
        in_the_drawer(found, 20, 30)
    with pytest.raises(ValueError, match=r"^estimate must be"):
        in_the_drawer([np.nan], 20, share)
