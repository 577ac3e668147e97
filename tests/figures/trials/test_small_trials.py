"""What a hundred small trials say and draw: each on its side of the edge, and means of those that are seen."""

import pytest

from ketlessons.evidence import value
from ketlessons.figures.trials.small_trials import Case


def steps(figure):
    """Each control over its whole grid, the others as at first."""
    usual = {control.name: control.value for control in figure.panel.controls}
    return [usual | {control.name: step} for control in figure.panel.controls for step in control.grid]


def test_a_hundred_trials_are_drawn_and_each_on_its_side(figure, cell):
    for setting in steps(figure):
        told = figure.update(**setting)
        won, kept, lost = (
            figure.moving[name].get_xdata() for name in ("significant", "published all the same", "in the drawer")
        )
        assert len(won) + len(kept) + len(lost) == 100, setting
        (edge,) = set(figure.moving["edge of significance"].get_xdata())
        assert edge == cell(told, "^Smallest estimate").value
        assert all(x > edge for x in won)
        assert all(x < edge for x in (*kept, *lost))
        assert len(won) == pytest.approx(100 * cell(told, "^Significant in favour").value, abs=1.01), setting
        assert len(kept) == pytest.approx(setting["published"] * (len(kept) + len(lost)), abs=1.0)
        assert told.sentence.startswith("Thought experiment")


def test_the_real_numbers_beside_it_are_those_of_the_table(figure, cell):
    told = figure.update(people=20, smd=0.3, published=1)
    said = cell(told, "^For comparison").values
    assert said == (value("trad_smd_published"), value("trad_smd_unpublished"), value("trad_smd_all"))


def test_what_is_left_of_all_trials_adds_up_and_the_drawer_has_its_mean(figure, cell):
    told = figure.update(people=20, smd=0, published=0)
    assert cell(told, "^Significant in favour") == "2.5 %"
    assert cell(told, "^Not significant in favour") == "97.5 %"
    assert cell(told, "^Significant in favour").value + cell(told, "^Not significant in favour").value == 1
    assert "97.5 % do not" in told.sentence
    told = figure.update(people=150, smd=0.3, published=0.3)
    assert "the published mean is 0.33" in told.sentence
    assert cell(told, "^Mean of those not significant") == "0.16"
    share, won, left = (
        cell(told, row).value
        for row in ("^Significant in favour", "^Mean of the significant", "^Mean of those not significant")
    )
    seen = (share * won + 0.3 * (1 - share) * left) / (share + 0.3 * (1 - share))
    assert cell(told, "^Mean of the published").values == pytest.approx((seen, seen / 0.3))
    told = figure.update(people=200, smd=1, published=0.3)
    assert cell(told, "^Mean of those not significant") == "hardly any are left"


def test_the_mean_is_that_of_the_truth_only_where_all_are_published(figure):
    cases = {
        (0.3, 1): Case.ALL_PUBLISHED,
        (0.3, 0.9): Case.EXAGGERATED,
        (0, 1): Case.NO_EFFECT,
        (0, 0): Case.NO_EFFECT,
    }
    for (smd, published), case in cases.items():
        told = figure.update(people=20, smd=smd, published=published)
        assert told.case is case
        assert (told.numbers["times"] > 1) == (case is Case.EXAGGERATED)
    assert "a true effect of 1 standard deviation:" in figure.update(people=20, smd=1, published=1).sentence
