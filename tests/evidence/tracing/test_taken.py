"""The recorder of rows: does it see what is taken, nothing else, and leave the rows as they were?"""

import gc
import importlib.util
from functools import _lru_cache_wrapper
from importlib import import_module
from pathlib import Path

import pytest

from ketlessons.covers import COVERS
from ketlessons.evidence import claims, effect_points, fact, harm, regimen, table, timecourse, value
from ketlessons.evidence.facts import Checked
from ketlessons.evidence.reading import slips
from ketlessons.evidence.reading.reader import read_rows
from ketlessons.evidence.tracing.catalogue import catalogue
from ketlessons.evidence.tracing.taken import taking
from ketlessons.evidence.tracing.worked_out import parts_of
from ketlessons.explorers import EXPLORERS
from ketlessons.explorers.register import LIVE
from ketlessons.quiz import further, question

DERIVED = ("derived", "derived_reported")


def test_a_row_is_taken_by_whoever_reads_its_number_and_not_by_whoever_looks_for_it():
    with taking() as taken:
        value("ketamine_ic50_human")
        harm("yee2017_kidney").text()
        assert fact("ketamine_hill_human").unit == "dimensionless"
        late = [row for row in timecourse(measure="smd") if row.scale == "HDRS"]
        assert any(point.label and point.time_h for point in effect_points())
        assert late
        assert table("receptor")
    assert taken == {"ketamine_ic50_human", "yee2017_kidney"}


def test_every_kind_of_row_can_be_taken():
    with taking() as taken:
        assert regimen("iv_infusion").dose
        assert claims("02")[0].claim
    assert taken == {"iv_infusion", claims("02")[0].id}


def test_what_a_reader_looks_at_while_it_reads_is_not_taken_whoever_asks_first():
    slips.forget()  # as in a Python that has read nothing yet
    with taking() as taken:
        catalogue()
        further()
    assert taken == set()
    with taking() as taken:
        question("03-number-held").drawn(0)
    assert "kappa_opioid_ki" in taken


def test_it_ends_with_the_block_and_after_an_error_too():
    taken = set()

    def fail():
        nonlocal taken
        with taking() as taken:
            value("ketamine_ic50_human")
            raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        fail()
    value("ketamine_hill_human")
    assert taken == {"ketamine_ic50_human"}
    assert "__getattribute__" not in vars(Checked)


def test_one_within_another_leaves_the_outer_one_going():
    with taking() as outer:
        with taking() as inner:
            value("ketamine_ic50_human")
        value("ketamine_hill_human")
    assert inner == {"ketamine_ic50_human"}
    assert "ketamine_hill_human" in outer


def test_what_a_function_keeps_is_asked_for_again():
    from ketlessons import published

    for _ in range(2):
        with taking() as taken:
            published.misses()
        assert len(taken) > 10


def test_wherever_a_function_above_keeps_something_it_is_made_to_forget():
    """Of all that a process holds: a cache within a function would not be found where functions stand."""
    for build in (EXPLORERS["route_race"], EXPLORERS["block_curve"], EXPLORERS["hours_and_weeks"], COVERS["06"]):
        build()
    for name, wing in LIVE.items():
        import_module(f"ketlessons.figures.{wing}.{name}")
    above = ("ketlessons.published.", "ketlessons.figures.", "ketlessons.covers.")
    caches = [one for one in gc.get_objects()
              if isinstance(one, _lru_cache_wrapper) and f"{one.__module__}.".startswith(above)]  # fmt: skip
    assert any(one.cache_info().currsize for one in caches)
    with taking():
        kept = [f"{one.__module__}.{one.__qualname__}" for one in caches if one.cache_info().currsize]
    assert kept == []


# ---- from which rows a row was worked out

AGAIN = importlib.util.spec_from_file_location("test_derived", Path(__file__).with_name("test_derived.py"))
#: Rows that the note names and the arithmetic does not read: the other end of a choice, and what was aimed at.
NAMED_ONLY = {
    "unbound_fraction": {"bound_fraction_dayton"},
    "model_ro_four": {"gating_po_limit"},
    "sublingual_ka": {"tmax_sublingual_rolan"},
    "sublingual_duration": {"tmax_sublingual_rolan"},
    "im_ka": {"im_label_sampling_time"},
}
#: Two that were chosen together, so that neither comes before the other.
TOGETHER = {"sublingual_ka", "sublingual_duration"}
#: Rows that were worked out from atomic weights, constants, or what their own source prints.
FROM_THE_SOURCE = {
    *("ketamine_molar_mass", "ketamine_hydrochloride_molar_mass", "norketamine_molar_mass"),
    *("hydroxynorketamine_molar_mass", "dehydronorketamine_molar_mass", "phencyclidine_molar_mass"),
    *("memantine_molar_mass", "paroxetine_molar_mass", "model_thermal_voltage"),
    *("ontario_alcohol_found", "white_s_people", "white_racemate_people", "white_r_people"),
    *("white_s_emergence_people", "white_racemate_emergence_people", "white_r_emergence_people"),
    *("transform2_esketamine_lead_day15", "tang2015_psychosis", "ni2018_alone", "ni2018_mixed", "darke2021_suicide"),
}


@pytest.fixture(scope="module")
def arithmetic():
    module = importlib.util.module_from_spec(AGAIN)
    AGAIN.loader.exec_module(module)
    return module.AGAIN | {id: work for id, (work, _) in module.CHOSEN.items()}


def back(id):
    """All rows on the way back from a row."""
    return {id}.union(*map(back, parts_of(id)))


def test_the_parts_of_a_derived_fact_are_what_its_arithmetic_reads(arithmetic):
    for id, work in arithmetic.items():
        with taking() as taken:
            work()
        assert taken - TOGETHER <= back(id), id
        assert set(parts_of(id)) - taken <= NAMED_ONLY.get(id, set()), id


def test_every_derived_row_names_its_parts_or_is_known_to_have_none():
    derived = {row.id for row in catalogue() if row.status in DERIVED}
    assert {id for id in derived if not parts_of(id)} == FROM_THE_SOURCE
    assert {row["row"] for row in read_rows("worked_out.csv")} == derived - FROM_THE_SOURCE


def test_parts_are_rows_that_may_be_shown_each_once_and_none_leads_back_to_itself():
    known = {row.id for row in catalogue()}
    pairs = [(row["row"], row["part"]) for row in read_rows("worked_out.csv")]
    assert len(pairs) == len(set(pairs))
    for id, part in pairs:
        assert part in known, id
        assert id not in back(part), id
