"""From a level in plasma to the share of channel sites held, against Gaddum's equation and the rows."""

import numpy as np
import pytest
from drawn import grid, points, reading
from second_solution import held, solved

from ketlessons.evidence import fact, value
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.dose import plasma_to_channel as steps


@pytest.fixture(scope="module")
def explorer():
    return EXPLORERS["plasma_to_channel"]()


@pytest.mark.parametrize("unbound", [0.35, 0.5, 0.55, 0.7, 0.9])
@pytest.mark.parametrize("norketamine", [0, 20, 165, 1000])
def test_the_share_of_channels_follows_from_the_printed_affinities(explorer, cell, norketamine, unbound):
    moving = explorer.figure.moving
    curve = moving["your unbound share"]
    for level in grid(explorer, "conc_ng_ml"):
        told = reading(explorer, conc_ng_ml=level, norketamine_ng_ml=norketamine, unbound=unbound)
        total, made = level / value("ketamine_molar_mass"), norketamine / value("norketamine_molar_mass")
        here, spread = held(level, norketamine, unbound), held(level, norketamine)
        assert cell(told, "^Total ketamine").values == pytest.approx((level, total), rel=1e-4)
        assert cell(told, "^Total norketamine").values == pytest.approx((norketamine, made), rel=1e-4)
        assert cell(told, "^Unbound share").value == unbound
        assert cell(told, "^Free ketamine").value == pytest.approx(total * unbound, rel=1e-4)
        assert cell(told, "^Free norketamine").value == pytest.approx(made * unbound, rel=1e-4)
        assert 100 * cell(told, "^Sites held$").value == pytest.approx(here[1])
        drug, metabolite = total / value("ketamine_displacement_rat"), made / value("norketamine_displacement_rat")
        share = cell(told, "by norketamine$")
        assert share.value == pytest.approx(metabolite / (drug + metabolite))
        assert (f"({share} of them by norketamine)" in told.sentence) == (norketamine > 0)
        of_affinity, widest = cell(told, "^Sites held, spread of the affinity"), cell(told, "^Sites held, all")
        assert [100 * end for end in of_affinity.values] == pytest.approx([here[0], here[2]])
        assert [100 * end for end in widest.values] == pytest.approx([spread[0], spread[2]])
        for pattern in ("^Unbound share", "^Free ketamine", "^Sites held$", "^Sites held, all"):
            assert cell(told, pattern) in told.sentence, pattern
        for part in cell(told, "^Total ketamine").split(", "):
            assert part in told.sentence
        assert cell(told, "^Sites held$") in moving["held in words"].get_text()
        assert widest in moving["held in words"].get_text()
        assert cell(told, "^Free ketamine") in moving["unbound in words"].get_text()
        # Also with less unbound than the span holds: at its ends the affinity is at its ends too.
        assert spread[0] - 1e-9 <= here[1] <= spread[2] + 1e-9
        assert points(moving["held here"]) == [pytest.approx((level, here[1]))]
        assert points(moving["allowed here"]) == [pytest.approx((level, end)) for end in (spread[0], spread[2])]
        assert np.interp(np.log(level), np.log(curve.get_xdata()), curve.get_ydata()) == pytest.approx(
            here[1], abs=0.05
        )
    x, y = moving["all that the inputs allow"].get_xy()[:-1].T
    half = x.size // 2
    np.testing.assert_allclose(y[:half], held(x[:half], norketamine)[0])
    np.testing.assert_allclose(y[half:], held(x[half:], norketamine)[2])
    assert 0 <= y.min() < y.max() <= 100


def test_the_marked_levels_are_rows_and_a_reported_one_is_called_so(explorer, cell):
    axes = explorer.figure.moving["held here"].axes
    # What stands still, and is upright.
    still = [line for line in axes.lines if line not in explorer.figure.artists]
    assert sorted(x for line in still for x in set(line.get_xdata())) == sorted(value(id) for id, *_ in steps.LEVELS)
    for id, words, _ in steps.LEVELS:
        (label,) = [text for text in axes.texts if text.get_text().replace("\n", " ") == words]
        assert label.get_position()[0] == value(id)
        assert ("reported" in words) == fact(id).reported
    # The picture shows them at every setting, so a reader who cannot see it must be told.
    for level in (10, 185, 3000):
        told = reading(explorer, conc_ng_ml=level)
        assert ("reported" in told.sentence) == any(fact(id).reported for id, *_ in steps.LEVELS)
        for id, words, _ in steps.LEVELS:
            assert f"{words} {value(id):.0f} ng/mL" in told.sentence
            (said,) = [text for head, text in told.rows if head.endswith(f": {words}")]
            assert said.value == value(id)


def test_with_norketamine_and_without_it_are_two_sentences(explorer):
    cases = {made: reading(explorer, norketamine_ng_ml=made, unbound=0.55).case
             for made in grid(explorer, "norketamine_ng_ml")}  # fmt: skip
    few = {reading(explorer, norketamine_ng_ml=made, unbound=0.35).case for made in (0, 20)}
    assert {*cases.values(), *few} == set(steps._SENTENCES)
    assert [made for made, case in cases.items() if case == "ketamine alone"] == [0]
    assert "and no norketamine:" in reading(explorer, norketamine_ng_ml=0).sentence


def test_what_no_source_finds_in_plasma_is_said_to_be_of_albumin_in_a_dish(explorer, cell):
    """Pure albumin bound 66.5 %; of plasma the sources say at most 47 %, 43 to 45 %, and 12 %."""
    bound = [fact(id).high for id in ("bound_fraction_dayton", "esketamine_bound_fraction")]
    assert bound == [0.47, 0.45]
    dish = fact("albumin_bound_racemate")
    assert (dish.value, dish.status, "not plasma" in dish.conditions) == (0.665, "primary", True)
    for unbound in grid(explorer, "unbound"):
        told = reading(explorer, unbound=unbound)
        assert ("No source finds so little unbound in plasma" in told.sentence) == (unbound < 0.5 < 1 - max(bound))
        assert cell(told, "pure albumin").value == pytest.approx(0.665)
    assert min(grid(explorer, "unbound")) == pytest.approx(1 - dish.value, abs=0.02)


@pytest.mark.parametrize(("id", "most", "minute"), [("nasal_84", 16.2, 58), ("oral_s_84", 8.0, 93)])
def test_a_button_sets_both_levels_at_the_one_time_when_most_is_held(explorer, id, most, minute):
    """Peaks of drug and metabolite lie an hour apart: added up, 101 and 180 ng/mL would hold 17.6 %."""
    (_, _, ketamine, norketamine) = next(preset for preset in steps.MOST_HELD if preset[1] == id)
    minutes = np.arange(20, 181)
    drug, made = solved(id, "nasal", minutes / 60)
    shares = np.array(held(drug, made)[1])
    assert shares.max() == pytest.approx(most, abs=0.05)
    assert minutes[shares.argmax()] == minute
    assert (ketamine, norketamine) == pytest.approx((drug[shares.argmax()], made[shares.argmax()]), abs=0.55)
    told = reading(explorer, conc_ng_ml=ketamine, norketamine_ng_ml=norketamine, unbound=0.55)
    assert 100 * told.numbers["held"] == pytest.approx(most, abs=0.1)
    assert any(preset.values["conc_ng_ml"] == ketamine for preset in explorer.figure.panel.presets)


def test_by_mouth_norketamine_makes_half_of_what_is_held_and_by_the_spray_a_fifth(explorer):
    shares = {id: reading(explorer, conc_ng_ml=one, norketamine_ng_ml=two).numbers["share"]
              for _, id, one, two in steps.MOST_HELD}  # fmt: skip
    assert shares == pytest.approx({"nasal_84": 0.178, "oral_s_84": 0.513}, abs=0.002)
