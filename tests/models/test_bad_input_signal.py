"""Models of what may follow the block: each bad value is answered with the argument's name, the value and the range."""

import pytest
from refusals import not_held

from ketlessons.models import signal
from ketlessons.models.signal.cells import Circuit, Population, rate_hz
from ketlessons.models.signal.circuit import settled, slowest_s
from ketlessons.models.signal.held import fraction_held, free_for

CELLS = {"gain_per_nc": 310.0, "threshold_hz": 125.0, "curvature_s": 0.16, "tau_s": 0.1}
NODE = {
    "excitatory": Population(**CELLS),
    "inhibitory": Population(615.0, 177.0, 0.087, 0.01),
    "gamma": 0.641,
    **{"background_e_na": 0.382, "background_i_na": 0.267, "nmda_e_na": 0.21, "nmda_i_na": 0.15},
    **{"gaba_e_na": 1.0, "gaba_i_na": 1.0},
}
HELD = {"free_um": 0.4, "half_um": 1.4}
SHARE = {"share": 0.8, "half_um": 162.0}
AT = {"circuit": Circuit(**NODE)}
CONC = "from 0 to 1e+06 uM"

CASES = [
    (fraction_held, HELD, "free_um", -1.0, "-1", CONC),
    (fraction_held, HELD, "free_um", float("nan"), "nan", CONC),
    (fraction_held, HELD, "half_um", 0.0, "0", "from 1e-06 to 1e+06 uM"),
    (free_for, SHARE, "share", 80, "80", "from 0 to 0.999"),
    (free_for, SHARE, "share", 1.0, "1", "from 0 to 0.999"),
    (free_for, SHARE, "half_um", -162.0, "-162", "from 1e-06 to 1e+06 uM"),
    (Population, CELLS, "gain_per_nc", 0.0, "0", "more than 0 and at most 100000 1/nC"),
    (Population, CELLS, "tau_s", 100.0, "100", "more than 0 and at most 10 s"),
    (Circuit, NODE, "gamma", -1.0, "-1", "from 0 to 100"),
    (Circuit, NODE, "nmda_e_na", 210.0, "210", "from 0 to 10 nA"),
    (Circuit, NODE, "gaba_i_na", -1.0, "-1", "from 0 to 10 nA"),
    (rate_hz, {"current_na": 0.4, "cells": NODE["excitatory"]}, "current_na", 382.0, "382", "from -10 to 10 nA"),
    (settled, AT, "left_on_e", 1.5, "1.5", "from 0 to 1"),
    (settled, AT, "left_on_i", 70, "70", "from 0 to 1"),
    (slowest_s, AT, "left_on_i", -0.1, "-0.1", "from 0 to 1"),
]


@pytest.mark.parametrize(
    ("function", "good", "name", "bad", "shown", "allowed"),
    CASES,
    ids=[f"{function.__name__}-{name}-{shown}" for function, _, name, _, shown, _ in CASES],
)
def test_the_message_names_argument_value_and_range(refuses, function, good, name, bad, shown, allowed):
    refuses(function, good, name, bad, shown, allowed)


def test_everything_of_the_wing_that_takes_values_is_held_above():
    assert not_held(signal, CASES) == set()


def test_shapes_that_do_not_fit_are_named():
    with pytest.raises(ValueError, match=r"free_um \(2,\), half_um \(3,\)"):
        fraction_held([1.0, 2.0], [1.0, 2.0, 3.0])
