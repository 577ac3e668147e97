"""Mixtures of the mirror forms: curve, dot, sentence and table against what each part would need alone."""

import itertools

import pytest

from ketlessons.explorers import EXPLORERS

RATIOS = {"review_low": 3, "plasma": 3.4, "review_high": 4, "binding": 4.7}


@pytest.fixture(scope="module")
def figure():
    return EXPLORERS["mix_mirror_forms"]().figure


def shown(figure, share_percent, source="plasma"):
    return figure.frame({"share_percent": share_percent, "source": source}).reading


@pytest.mark.parametrize(("share", "source"), itertools.product((0, 25, 50, 75, 100), RATIOS))
def test_the_dot_is_what_the_parts_need_together(figure, share, source):
    told, ratio = shown(figure, share, source), RATIOS[source]
    racemate_needs, mixture_needs = (1 / (part + (1 - part) / ratio) for part in (0.5, share / 100))
    (x,), (y,) = figure.moving["now"].get_data()
    assert (x, y) == (share, pytest.approx(racemate_needs / mixture_needs))
    rows = dict(told.rows)
    assert rows["Mixture, if the forms add"].value == pytest.approx(y)
    assert rows["(S) alone, if the forms add"].value == pytest.approx(2 * ratio / (1 + ratio))
    assert rows["Mixture, if (R) did nothing"].value == pytest.approx(2 * share / 100)
    assert figure.moving["now in words"].get_text() == f"{y:.2f}"


def test_the_curve_is_straight_and_goes_through_the_racemate(figure):
    shown(figure, 100)
    (left, right) = figure.moving["if they add"].get_ydata()
    assert (left + right) / 2 == pytest.approx(1)
    assert right == pytest.approx(1.545, abs=5e-4)


def test_sentences(figure):
    assert shown(figure, 100).sentence == (
        "By plasma of 60 surgical patients, (S)-ketamine has 3.4 times the potency of (R). If the two forms simply "
        "add, (S) alone has 1.55 times the potency of the racemate. Trials gave half as much of it, as if it had 2 "
        "times: addition comes to that only if (R) does nothing. Plasma at the end of anaesthesia says 1.8; its "
        "rounding leaves 1.55 to 2.11 open."
    )
    assert shown(figure, 75, "binding").sentence == (
        "By binding in rat brain, (S)-ketamine has 4.7 times the affinity of (R). If the two forms simply add, a "
        "mixture with 75 % of (S) has 1.32 times the potency of the racemate."
    )
    assert [shown(figure, share).case for share in (0, 5, 50, 100)] == ["all (R)", "mixed", "racemate", "all (S)"]


def test_affinity_is_not_called_potency_of_the_forms(figure):
    for source in RATIOS:
        first = shown(figure, 50, source).sentence.split(". ")[0]
        assert ("affinity" in first) == (source == "binding")
