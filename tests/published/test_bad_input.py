"""Bad names and numbers are answered with the argument's name, the value and what is allowed."""

import pytest
from refusals import not_held

from ketlessons import published
from ketlessons.evidence import UnknownFact, regimen
from ketlessons.published import (
    arms,
    bioavailability,
    blocker,
    change_of_lead,
    channel_occupancy,
    comparisons,
    compound,
    disposition,
    doses_of,
    fit,
    fit_rows,
    ideas,
    lead_of_the_same,
    models_for,
    nasal_trials,
    pool_forest,
    pooled_kind,
    pooled_nasal,
    trace,
    visits,
)
from ketlessons.published.assault.kits import kit, supposed
from ketlessons.published.assault.series import found_in
from ketlessons.published.assault.shown import laws_on, on_assault
from ketlessons.published.assault.windows import advice
from ketlessons.published.dose.areas import area_ratio
from ketlessons.published.dose.first_pass import first_pass
from ketlessons.published.dose.liver import area_times, flow_l_h
from ketlessons.published.dose.patients import deviations
from ketlessons.published.dose.samples import samples
from ketlessons.published.dose.targets import norketamine_share
from ketlessons.published.identity.labels import label
from ketlessons.published.identity.met import met
from ketlessons.published.identity.mirror_ratios import ratio
from ketlessons.published.identity.molecules import difference
from ketlessons.published.ledger.accounted import accounted
from ketlessons.published.onset.side_by_side import side_by_side
from ketlessons.published.receptor.parameters import blocker_fact_ids
from ketlessons.published.signal.affinities import affinities, free_to_hold
from ketlessons.published.signal.circuit import blocks_of, breakeven, firing
from ketlessons.published.signal.ideas import lit
from ketlessons.published.signal.situations import free_in, scans
from ketlessons.published.trials.arms import before
from ketlessons.published.trials.counted import counted
from ketlessons.published.trials.leaving_out import forest
from ketlessons.published.trials.readouts import saline_less_midazolam

FOREST = {"when": "24 h", "trials": 3, "left_out": "none", "method": "fixed"}

PAIR = {"first": "s_ketamine", "second": "r_ketamine"}
LEVELS = {"ketamine_ng_ml": 26.0, "norketamine_ng_ml": 165.0}

CASES = [
    (difference, PAIR, "first", "ketamin", "'ketamin'", "ketamine_racemate, s_ketamine"),
    (difference, PAIR, "second", "xenon", "'xenon'", "phencyclidine, memantine"),
    (label, {"name": "label_uk_50"}, "name", "label_us_50", "'label_us_50'", "label_uk_50, label_spravato_28"),
    (met, {"group": "kept"}, "group", "keep", "'keep'", "kept, animals"),
    (ratio, {"name": "plasma"}, "name", "blood", "'blood'", "review_low, plasma"),
    (disposition, {"model": "venous"}, "model", "vein", "'vein'", "venous, arterial, nasal"),
    (disposition, {"drug": "racemate"}, "drug", "ketamine", "'ketamine'", "racemate, s_ketamine"),
    (deviations, {"model": "venous", "patients": 3}, "model", "arterial", "'arterial'", "venous, nasal"),
    (trace, {"regimen_id": "im_label"}, "model", "nasal", "'nasal'", "venous, arterial"),
    (first_pass, {"drug": "racemate"}, "drug", "esketamine", "'esketamine'", "racemate, s_ketamine"),
    (doses_of, {"row": regimen("im_label")}, "model", "nasal", "'nasal'", "venous, arterial"),
    (bioavailability, {"regimen_id": "im_label"}, "model", "nasal", "'nasal'", "venous, arterial"),
    (blocker, {"name": "ketamine"}, "name", "ketamin", "'ketamin'", "ketamine, memantine"),
    (blocker_fact_ids, {"name": "ketamine"}, "name", "xenon", "'xenon'", "ketamine, memantine"),
    (compound, {"name": "ketamine"}, "name", "xenon", "'xenon'", "ketamine, s_ketamine"),
    (kit, {"name": "guard"}, "name", "nose", "'nose'", "detective, guard"),
    (supposed, {"name": "five"}, "name", 0.05, "0.05", "two, five, fifteen"),
    (found_in, {"what": "alcohol"}, "what", "wine", "'wine'", "alcohol, nothing, unexpected"),
    (advice, {"sample": "urine"}, "sample", "saliva", "'saliva'", "urine, blood, hair"),
    (fit, {"name": "masked"}, "name", "blind", "'blind'", "nasal_esketamine, single_infusion"),
    (fit_rows, {"name": "masked"}, "name", "blind", "'blind'", "nasal_esketamine, single_infusion"),
    (nasal_trials, {"when": "24 h"}, "when", "1 h", "'1 h'", "4 h, 24 h, day 25 to 28"),
    (pooled_nasal, {"when": "24 h"}, "when", "1 h", "'1 h'", "each trial once, 4 h, 24 h"),
    (lead_of_the_same, {"when": "24 h"}, "when", "4 h", "'4 h'", "24 h, 3 to 4 weeks"),
    (change_of_lead, {"limits": "normal"}, "limits", "wide", "'wide'", "normal, hartung_knapp"),
    (flow_l_h, {"flow": "fitted"}, "flow", "mean", "'mean'", "fitted, most, measured, least"),
    (area_times, {"route": "vein", "times": 2.0, "flow": "fitted"}, "flow", "mean", "'mean'", "fitted, most, measured"),
    (side_by_side, {"measure": "points"}, "measure", "smd", "'smd'", "points, response"),
    (pooled_kind, {"kind": "alone", "when": "24 h"}, "kind", "both", "'both'", "with an antidepressant, alone"),
    (pooled_kind, {"kind": "alone", "when": "24 h"}, "when", "1 h", "'1 h'", "4 h, 24 h"),
    (pool_forest, {"chosen": nasal_trials("24 h"), "method": "fixed"}, "method", "reml", "'reml'", "paule_mandel"),
    (saline_less_midazolam, {"source": "cochrane"}, "source", "kryst", "'kryst'", "wilkinson, cochrane"),
    (counted, {"name": "sustain"}, "name", "aspire", "'aspire'", "sustain"),
    (forest, FOREST, "left_out", "worst", "'worst'", "none, most, least"),
    (forest, FOREST, "trials", 0, "0", "from 1 to 100"),
    (before, {"trial": "lii"}, "trial", "daly", "'daly'", "one of lii"),
    (visits, {"schedule_id": "injection_once"}, "model", "nasal", "'nasal'", "venous, arterial"),
    (visits("spray_twice_weekly").peak_ng_ml, {"visit": 8}, "visit", 9, "9", "from 1 to 8"),
    (channel_occupancy, {"ketamine_ng_ml": 185.0}, "ketamine_ng_ml", float("inf"), "inf", "from 0 to 1e+07 ng/mL"),
    (channel_occupancy, {"ketamine_ng_ml": 185.0}, "unbound_fraction", 55, "55", "from 0 to 1"),
    (area_times, {"route": "vein", "times": 1.0}, "route", "nose", "'nose'", "vein, spray, mouth"),
    (area_times, {"route": "vein", "times": 1.0}, "times", 0.0, "0", "from 0.01 to 100"),
    (norketamine_share, LEVELS, "ketamine_ng_ml", -1.0, "-1", "from 0 to 1e+07 ng/mL"),
    (norketamine_share, {"ketamine_ng_ml": 0.0, "norketamine_ng_ml": 1.0}, "norketamine_ng_ml", 0.0, "0", "more than"),
    (accounted, {"topic": "identity"}, "topic", "harms", "'harms'", "all, identity, mechanism"),
    (accounted, {"verdict": "outdated"}, "verdict", "true", "'true'", "all, supported, oversimplified"),
    (comparisons, {"scale": "smd"}, "scale", "percent", "'percent'", "smd, points, response"),
    (arms, {"trial": "lii", "measure": "points"}, "trial", "katz", "'katz'", "transform2, aspire2, daly"),
    (affinities, {"drug": "ketamine"}, "drug", "ketamin", "'ketamin'", "ketamine, norketamine, paroxetine"),
    (free_in, {"name": "infusion"}, "name", "a bump", "'a bump'", "infusion, anaesthesia, norketamine"),
    (free_to_hold, {"drug": "paroxetine", "share": 0.8}, "drug", "nicotine", "'nicotine'", "ketamine, paroxetine"),
    (free_to_hold, {"drug": "paroxetine", "share": 0.8}, "share", 80, "80", "from 0 to 0.999"),
    (scans, {"name": "infusion"}, "name", "mice", "'mice'", "paroxetine"),
    (firing, {"block_e": 0.1}, "block_i", 30, "30", "from 0 to 1"),
    (firing, {"block_i": 0.1}, "block_e", -0.1, "-0.1", "from 0 to 1"),
    (breakeven, {"block_e": 0.1}, "block_e", 10, "10", "from 0 to 1"),
    (blocks_of, {"selective": 5.0, "conc": 1.0}, "selective", 0.0, "0", "from 0.01 to 100"),
    (blocks_of, {"selective": 5.0, "conc": 1.0}, "conc", -1.0, "-1", "from 0 to 1e+06"),
    (ideas, {"about": "ketamine"}, "about", "mood", "'mood'", "ketamine, older drugs"),
    (lit, {"idea": "all", "species": "people"}, "idea", "hyp_sleep", "'hyp_sleep'", "all, hyp_pore"),
    (lit, {"idea": "all", "species": "people"}, "species", "mice", "'mice'", "all, rodents, monkeys, people"),
    (arms, {"trial": "lii", "measure": "points"}, "measure", "smd", "'smd'", "points, response"),
]


@pytest.mark.parametrize(
    ("function", "good", "name", "bad", "shown", "allowed"),
    CASES,
    ids=[f"{function.__name__}-{name}-{shown}" for function, _, name, _, shown, _ in CASES],
)
def test_the_message_names_argument_value_and_range(refuses, function, good, name, bad, shown, allowed):
    refuses(function, good, name, bad, shown, allowed)


@pytest.mark.parametrize("function", [models_for, bioavailability, trace, samples, area_ratio])
def test_an_unknown_regimen_is_answered_with_those_there_are(function):
    with pytest.raises(UnknownFact, match=r"'iv_bolus_0'; there are .*iv_infusion"):
        function("iv_bolus_0")


def test_everything_that_takes_values_is_held_above():
    # What takes the name of a regimen alone is held just above; `people` takes rows of the table, which are right, and
    # so does `doses_together`, whose refusals are held beside it, as are those of `weighed` and `followed`, which take
    # any number. `found_by` and `estimated_by` take what `comparisons` gives, `tally` and `taught_in` what `accounted`
    # gives.
    known = {"models_for", "samples", "area_ratio", "people", "doses_together", "weighed", "found_by", "estimated_by"}
    known |= {"followed", "tally", "taught_in"}
    # What the wing of harms refuses is held in tests/published/harms.
    known |= {"harm_rows", "asked", "found", "series", "Series.since"}
    # `groups_of` takes a molecule as the evidence gives it.
    known |= {"groups_of"}
    known |= {"laws_on", "on_assault"}
    assert not_held(published, CASES) == known


@pytest.mark.parametrize(("function", "name"), [(on_assault, "groups"), (laws_on, "topics")])
@pytest.mark.parametrize("bad", ["signs", 3, None, ("care",)])
def test_a_group_or_topic_that_there_is_not_is_refused(function, name, bad):
    with pytest.raises(ValueError, match=f"{name} must be one of .*got {not_held_text(bad)}"):
        function(bad)


def not_held_text(bad):
    return repr(bad).replace("(", r"\(").replace(")", r"\)")
