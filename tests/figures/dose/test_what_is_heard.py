"""Is the answer to a task of the lesson heard when a hand makes its move? Each move by what is said of it."""

import pytest
from heard import briefly

from ketlessons.explorers import EXPLORERS

HEARD = (
    (
        *("route_race", {}, {"first": "nasal_28"}),
        "First route 44 ng/mL. First dose arriving 62 %. Peaks 44 and 101 ng/mL. Second route unchanged, 101 ng/mL.",
    ),
    ("route_race", {}, {"time_min": 45}, "First route 144 ng/mL, was 162 ng/mL. Second route unchanged, 101 ng/mL."),
    (
        *("parent_metabolite", {"time_h": 5}, {"time_h": 6}),
        "Ketamine halves in 2.5 h, was 2.3 h. Ketamine 16 ng/mL, was 21 ng/mL. Norketamine 35 ng/mL, was 41 ng/mL. "
        "Terminal half-life unchanged, 7.7 h.",
    ),
    # Areas over other hours are never said to have been one another.
    (
        *("parent_metabolite", {}, {"route": "nasal_84"}),
        "Norketamine's area over 24 h 3.1 times ketamine's. Published over 24 h 2.1 times. Ketamine halves in 2.2 h. "
        "Ketamine 97 ng/mL. Norketamine 133 ng/mL.",
    ),
    (
        *("liver_and_route", {"times": 7}, {"route": "vein"}),
        "Published into a vein rifampicin 0.86, rifampicin, another study 0.90 times. Area into a vein unchanged, "
        "0.76 times.",
    ),
    (
        *("three_models", {"time_min": 5}, {"route": "iv_bolus_label"}),
        "Published at 5 min 1800 to 2000 ng/mL. Venous 912 ng/mL. Arterial 2282 ng/mL. Nasal none. "
        "Models differ 2.5 times.",
    ),
    ("three_models", {}, {"published": False}, "Published values hidden."),
    (
        *("virtual_patients", {"patient": 6}, {"patient": 7}),
        "This patient 255 ng/mL, more than 999 others.",
    ),
    (
        *("virtual_patients", {}, {"route": "nasal_84"}),
        "Nine in ten 47 to 156 ng/mL. Upper over lower end 3.4 times. This patient 37 ng/mL, more than 24 others. "
        "Middle patient 95 ng/mL.",
    ),
    (
        *("plasma_to_channel", {}, {"unbound": 0.6}),
        "Sites held 25 %, was 23 %. Free ketamine 0.47 micromolar, was 0.43 micromolar. Inputs allow unchanged, "
        "15 to 41 %.",
    ),
    (
        *("repeated_visits", {"time_h": 504}, {"time_h": 588}),
        "Last visit begins now. Left before last visit unchanged, 0.05 ng/mL. Accumulation unchanged, none.",
    ),
    (
        *("repeated_visits", {"course": "infusion_96h", "time_h": 5, "model": "venous"}, {"model": "arterial"}),
        "Share of the plateau 80 %, was 73 %. Level now 402 ng/mL, was 363 ng/mL. Plateau unchanged, 500 ng/mL.",
    ),
    (
        *("repeated_visits", {"course": "injection_once", "model": "arterial"}, {"model": "nasal"}),
        "Drawn with the venous set.",
    ),
    (
        *("after_a_day", {"time_h": 16}, {"time_h": 24}),
        "Difference in trials shown, was rated while drug felt. Ketamine left 0.9 %, was 1.9 %. Sites held 0.4 %, "
        "was 0.8 %.",
    ),
    ("after_a_day", {"time_h": 120}, {"time_h": 168}, "Difference in trials unchanged, shown."),
)


@pytest.mark.parametrize(("name", "before", "move", "said"), HEARD)
def test_a_move_is_answered(name, before, move, said):
    explorer = EXPLORERS[name]()
    start = explorer.values | before
    readings = (explorer.figure.update(**setting) for setting in (start, start | move))
    assert briefly(*readings) == said


@pytest.mark.parametrize(("name", "spoken"), [("patients", "20 patients"), ("patient", "patient 1")])
def test_a_slider_of_patients_speaks_its_unit(name, spoken):
    control = next(one for one in EXPLORERS["virtual_patients"]().controls if one.name == name)
    assert control.texts[0] == spoken
