"""Receptors and drugs written out in numbers, so the mathematics is tested without the evidence tables.

The `conftest.py` of each folder that measures receptors takes its fixtures from here.
"""

import numpy as np
import pytest
from scipy.optimize import curve_fit

from ketlessons.models import Scheme, Segment, respond, steady_state
from ketlessons.models.receptor.blocker import Blocker
from ketlessons.models.receptor.gating import FourGating, Gating

SATURATING = 1000.0


def make_scheme(gating, kon_apparent=0.216, koff_apparent=0.15336, delta=0.79, escape=0.0):
    po = gating.open_probability
    return Scheme(gating, Blocker("drug", kon_apparent / po, koff_apparent / po, -70.0, delta, escape_per_s=escape))


@pytest.fixture(scope="session")
def ten():
    return make_scheme(Gating(5.0, 12.9, 8.4, 6.8, 46.5, 73.8))


@pytest.fixture(scope="session")
def four():
    return make_scheme(FourGating(20.8, 73.8))


@pytest.fixture(params=["ten", "four"])
def scheme(request):
    """Both receptors in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def build():
    """Build a scheme from a receptor and apparent rates."""
    return make_scheme


@pytest.fixture(scope="session")
def fitted_tau():
    """Fit one exponential with a free end, as is done with a recording."""

    def fit(time_s, y):
        def curve(t, end, size, tau):
            return end + size * np.exp(-t / tau)

        start = (y[-1], y[0] - y[-1], time_s[-1] / 5)
        return curve_fit(curve, time_s, y, p0=start, maxfev=20_000)[0][2]

    return fit


@pytest.fixture(scope="session")
def onset_tau(fitted_tau):
    """Time constant with which block rises when drug meets receptors that glutamate already opens."""

    def measure(scheme, drug_um, glutamate_um=SATURATING, last_s=None):
        start = steady_state(scheme, glutamate_um)
        speed = start[scheme.open_index] * scheme.blocker.on_per_um_s
        half = scheme.blocker.off_per_s / scheme.blocker.on_per_um_s
        last_s = last_s or 8 / (speed * (drug_um + half))
        response = respond(scheme, [Segment(last_s, glutamate_um, drug_um)], points=300, start=start)
        return fitted_tau(response.time_s, response.blocked)

    return measure


@pytest.fixture(scope="session")
def offset(fitted_tau):
    """Response, and its time constant, when 10 uM drug is washed off while glutamate stays."""

    def measure(scheme, voltage_mv=-70.0, last_s=None, points=400):
        drug = scheme.blocker
        if last_s is None:
            last_s = 10 / (float(drug.off_at(voltage_mv)) * scheme.gating.open_probability)
        start = steady_state(scheme, SATURATING, 10.0)
        response = respond(scheme, [Segment(last_s, SATURATING, 0.0, voltage_mv)], points=points, start=start)
        return fitted_tau(response.time_s, response.blocked), response

    return measure


@pytest.fixture(scope="session")
def remaining():
    """Share of the block after 30 s of 10 uM with agonist that is left after 120 s without either."""

    def measure(scheme):
        response = respond(scheme, [Segment(30.0, SATURATING, 10.0), Segment(120.0)], points=150)
        switch = np.flatnonzero(response.segment == 1)[0]
        return response.blocked[-1] / response.blocked[switch]

    return measure
