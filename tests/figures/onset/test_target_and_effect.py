"""Targets and effects on one clock, against the occupancy model, the scans and the comparisons."""

import itertools

import pytest
from drawn import grid, points, reading
from printed import digits_of

from ketlessons import published
from ketlessons.evidence import fact
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.onset import target_and_effect as target
from ketlessons.stage.words import percent, signed


@pytest.fixture(scope="module")
def explorer():
    return EXPLORERS["target_and_effect"]()


def cells(told):
    return {row[0]: row[1] for row in told.rows}


def test_what_is_held_and_the_lead_are_those_of_rows_and_models(explorer):
    times = grid(explorer, "time_h")
    course = published.trace("iv_infusion", "venous", times[:11])
    for place, time_h in enumerate(times):
        told = reading(explorer, time_h=time_h, drug="both", control="saline")
        if time_h <= 336:
            held = published.channel_occupancy(course.ketamine_ng_ml[place], course.norketamine_ng_ml[place])
            assert told.numbers["held"] == pytest.approx(held.value, rel=0.02)
            assert cells(told)["Channel sites held, middle guess"].value == told.numbers["held"]
            around = cells(told)["Channel sites held, all that the inputs allow"].values
            assert around == pytest.approx((held.low, held.high), rel=0.02)
            assert f"{percent(told.numbers['held'])} of channel sites held" in told.sentence
        else:
            assert "no sites held" in told.sentence
            assert "held" not in told.numbers
        here = [
            one for one in published.comparisons("smd")
            if one.control in ("saline", "mixed") and "Repeated" not in one.label and 0.8 <= one.time_h / time_h <= 1.25
        ]  # fmt: skip
        values = [one.value for one in here]
        ends = (min(values), max(values)) if values else ()
        assert cells(told)["Ketamine, lead over control"].values == ends
        assert ("least lead of ketamine" in told.numbers) == bool(here)
        for one in here:
            lead = f"{signed(one.value, digits_of(*one.rows))} SD"
            assert any(cell.startswith(lead) for cell in cells(told).values())
            assert any(one.value in getattr(cell, "values", ()) for cell in cells(told).values())


def test_scans_are_told_at_the_time_they_were_made_and_nowhere_else(explorer):
    told = {4: ("69 to 78 %", "45 %"), 48: ("53 to 58 %", "10 %"), 672: ("76 to 85 %",)}
    # People were scanned at 24 h too; the abstract gives no share.
    told[24] = ("scanned at this time, share not in the abstract",)
    for time_h in grid(explorer, "time_h"):
        found = reading(explorer, drug="ssri", control="saline", time_h=time_h)
        for words in told.get(time_h, ("no scan at this time",)):
            assert words in found.sentence
    for id, at in target.SCANNED:
        assert fact(id).value is None
        found = reading(explorer, drug="ssri", time_h=at)
        assert "no scan" not in " ".join([found.sentence, *(cell for row in found.rows for cell in row)])
    for id, at, words in target.TRANSPORTERS:
        row = fact(id)
        assert row.status == "primary"
        ends = (row.value,) if row.value is not None else (row.low, row.high)
        found = reading(explorer, drug="ssri", time_h=at)
        assert cells(found)[f"Transporters held, {words}"].values == ends
        assert (found.numbers[f"least, {words}"], found.numbers[f"most, {words}"]) == (ends[0], ends[-1])
        assert all(f"{100 * end:.0f}" in " ".join(told[at]) for end in ends)


def test_scans_are_drawn_as_high_as_they_were(explorer):
    reading(explorer, drug="ssri")
    rows = [(at, fact(id)) for id, at, _ in target.TRANSPORTERS]
    wide = [(at, 100 * end) for at, row in rows if row.value is None for end in (row.low, row.high)]
    assert points(explorer.figure.moving["transporters, from to"]) == wide
    lone = [(at, 100 * row.value) for at, row in rows if row.value is not None]
    assert points(explorer.figure.moving["transporters"]) == lone
    reading(explorer, drug="ketamine")
    assert not points(explorer.figure.moving["transporters, from to"], explorer.figure.moving["transporters"])


def test_no_lead_of_pills_is_said_before_the_first_week(explorer):
    for time_h in (time for time in grid(explorer, "time_h") if time < 168):
        assert "no rating is drawn before 1 week" in reading(explorer, drug="ssri", time_h=time_h).sentence
    times = [x for x, _ in points(explorer.figure.moving["guess between"])]
    assert (min(times), max(times)) == pytest.approx((168, 1008))


def test_each_drug_shows_its_own_marks_alone(explorer):
    for drug, control in itertools.product(("both", "ketamine", "ssri"), target.CONTROL_WORDS):
        reading(explorer, drug=drug, control=control)
        for name in ("ketamine", "ssri"):
            drawn = points(explorer.figure.moving[name], explorer.figure.moving[f"{name}, tentative"])
            assert bool(drawn) == (drug in ("both", name))


def test_every_case_is_reached_by_some_setting(explorer):
    sentences, effects, sites, scans = set(), set(), set(), set()
    for time_h, drug, control in itertools.product(*(grid(explorer, name) for name in ("time_h", "drug", "control"))):
        told = reading(explorer, time_h=time_h, drug=drug, control=control)
        sentences.add(told.case)
        moment = target._Moment(time_h, control)
        for name in ("ketamine", "ssri"):
            effects.add(moment.effect(name))
        sites.add(moment.channels is not None)
        scans.add(moment.scans)
    assert sentences == set(target._SENTENCES)
    assert effects == set(target.Effect)
    assert sites == set(target._SITES)
    assert scans == set(target.Scans)


def test_a_cell_prints_its_numbers_rounded_once(explorer):
    told = reading(explorer, time_h=24, drug="both", control="saline")
    assert cells(told)["Channel sites held, middle guess"] == "0.4 %"
    assert cells(told)["Channel sites held, all that the inputs allow"] == "0.2 to 0.9 %"
    assert cells(told)["Ketamine, lead over control"] == "lead over control 0.87 to 1.8 SD"
