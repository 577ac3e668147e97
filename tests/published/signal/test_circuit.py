"""The small circuit with its published constants: rest, break-even, and the paths of made-up drugs."""

import numpy as np
import pytest
from scipy.optimize import brentq

from ketlessons.evidence import fact, value
from ketlessons.models.signal.cells import rate_hz
from ketlessons.models.signal.circuit import slowest_s
from ketlessons.published.signal.circuit import SELECTIVE, blocks_of, breakeven, circuit, firing


def test_the_constants_give_the_published_rate_at_the_published_input():
    cells = circuit().excitatory
    at = rate_hz(cells.threshold_hz / cells.gain_per_nc - 0.026, cells)
    assert at == pytest.approx(value("sig_dmf_target"), abs=5e-5)


def test_rest_lies_near_the_rate_that_the_node_was_set_to():
    assert firing().rate_e_hz == pytest.approx(value("sig_dmf_rest_e"), abs=5e-5)
    assert firing().rate_i_hz == pytest.approx(value("sig_dmf_rest_i"), abs=5e-5)
    assert firing().rate_e_hz == pytest.approx(value("sig_dmf_target"), rel=0.01)


def test_nothing_here_lasts_longer_than_a_second():
    """The note of the lesson: the circuit forgets in a sixth of a second, so it says nothing about hours."""
    times = [slowest_s(circuit(), 1 - e, 1 - i) for e in (0, 0.3, 1) for i in (0, 0.3, 0.5, 1)]
    assert max(times) < 1
    assert slowest_s(circuit()) == pytest.approx(0.167, abs=5e-4)


@pytest.mark.parametrize("on_e", [0.02, 0.05, 0.1, 0.2, 0.3])
def test_break_even_leaves_the_rate_where_it_was_and_takes_about_two_and_a_half(on_e):
    on_i = breakeven(on_e)
    assert firing(on_e, on_i).rate_e_hz == pytest.approx(firing().rate_e_hz, rel=1e-7)
    assert 2.4 < on_i / on_e < 2.6
    assert fact("sig_dmf_breakeven").low - 0.005 <= on_i / on_e <= fact("sig_dmf_breakeven").high + 0.005


def test_beyond_some_block_on_pyramidal_cells_nothing_makes_up_for_it():
    last = brentq(lambda on_e: firing(on_e, 1.0).rate_e_hz - firing().rate_e_hz, 0.1, 0.9)
    assert last == pytest.approx(0.382, abs=1e-3)
    assert breakeven(last + 1e-3) is None
    assert breakeven(last - 1e-3) > 0.99
    assert breakeven(0.0) == 0.0


#: Selectivity, greatest rate: 3.115 at 3, 3.416 at 5, 4.262 at 10; none above rest at 2.5 or less.
PEAKS = {3.0: 3.115, 5.0: 3.416, 10.0: 4.262}


@pytest.mark.parametrize(("selective", "peak"), PEAKS.items())
def test_only_a_selective_drug_raises_the_rate_and_more_of_it_undoes_that(selective, peak):
    rates = [firing(*blocks_of(selective, conc)).rate_e_hz for conc in np.geomspace(0.01, 1000, 161)]
    assert max(rates) == pytest.approx(peak, abs=2e-3)
    assert rates[-1] < firing().rate_e_hz


@pytest.mark.parametrize("selective", [one for one in SELECTIVE if one <= 2.5])
def test_a_drug_that_is_less_selective_than_break_even_never_does(selective):
    rates = [firing(*blocks_of(selective, conc)).rate_e_hz for conc in np.geomspace(0.01, 1000, 81)]
    assert max(rates) < 1.001 * firing().rate_e_hz


def test_the_concentrations_of_a_made_up_drug_are_halves_where_they_should_be():
    assert blocks_of(5.0, 1.0) == (pytest.approx(1 / 6), 0.5)
    assert blocks_of(5.0, 5.0) == (0.5, pytest.approx(5 / 6))
    assert blocks_of(5.0, 0.0) == (0.0, 0.0)


def test_interneurons_hardly_slow_when_they_alone_are_blocked_and_do_when_both_are():
    """The first is what the lesson must own up to: rats' interneurons fell."""
    rest = firing().rate_i_hz
    for on_i in (0.1, 0.3, 0.5, 0.7):
        assert firing(0.0, on_i).rate_i_hz == pytest.approx(rest, rel=0.03)
    both = firing(0.15, 0.5)
    assert both.rate_e_hz > 1.1 * firing().rate_e_hz
    assert both.rate_i_hz < 0.9 * rest
