"""Bad names and numbers are answered with the argument's name, the value and what is allowed."""

import pytest

from ketlessons.published import arms, channel_occupancy, comparisons, deviations, disposition, first_pass, trace

CASES = [
    (disposition, {"model": "venous"}, "model", "vein", "'vein'", "venous, arterial, nasal"),
    (disposition, {"drug": "racemate"}, "drug", "ketamine", "'ketamine'", "racemate, s_ketamine"),
    (deviations, {"model": "venous", "patients": 3}, "model", "arterial", "'arterial'", "venous, nasal"),
    (trace, {"regimen_id": "im_label"}, "model", "nasal", "'nasal'", "venous, arterial"),
    (first_pass, {"drug": "racemate"}, "drug", "esketamine", "'esketamine'", "racemate, s_ketamine"),
    (channel_occupancy, {"ketamine_ng_ml": 185.0}, "ketamine_ng_ml", float("inf"), "inf", "from 0 to 1e+07 ng/mL"),
    (channel_occupancy, {"ketamine_ng_ml": 185.0}, "unbound_fraction", 55, "55", "from 0 to 1"),
    (comparisons, {"scale": "smd"}, "scale", "percent", "'percent'", "smd, points, response"),
    (arms, {"trial": "lii", "measure": "points"}, "trial", "katz", "'katz'", "transform2, aspire2, daly"),
    (arms, {"trial": "lii", "measure": "points"}, "measure", "smd", "'smd'", "points, response"),
]


@pytest.mark.parametrize(
    ("function", "good", "name", "bad", "shown", "allowed"),
    CASES,
    ids=[f"{function.__name__}-{name}-{shown}" for function, _, name, _, shown, _ in CASES],
)
def test_the_message_names_argument_value_and_range(refuses, function, good, name, bad, shown, allowed):
    refuses(function, good, name, bad, shown, allowed)
