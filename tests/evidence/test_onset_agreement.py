"""Two tables hold numbers of the same pooled trials: facts for lesson 04, points over time for what follows."""

import pytest

from ketlessons.evidence import fact, timecourse


@pytest.mark.parametrize(
    ("row", "trial", "control_type"),
    [
        ("ketamine_effect_smd_24h", "Kishimoto 2016", "mixed"),
        ("ketamine_effect_smd_24h_kryst", "Kryst 2020", "mixed"),
        ("ketamine_effect_smd_24h_midazolam", "Wilkinson 2019", "active"),
        ("ketamine_effect_smd_24h_saline", "Wilkinson 2019", "inert"),
    ],
)
def test_a_fact_and_its_point_over_time_say_the_same(row, trial, control_type):
    one = fact(row)
    (point,) = [p for p in timecourse(trial=trial, measure="smd", control_type=control_type) if p.time_h == 24.0]
    assert (one.value, one.low, one.high) == (point.value, point.low, point.high)
    assert set(one.sources) == set(point.sources)
