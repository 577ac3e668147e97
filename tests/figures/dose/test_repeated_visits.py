"""Repeated visits: do picture, sentence and table show the course that single visits add up to?"""

import itertools
from functools import cache

import numpy as np
import pytest

from ketlessons.evidence import fact, regimen, schedule, value
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.dose import repeated_visits as here
from ketlessons.published import models_for, trace

MODELS = ("venous", "arterial", "nasal")
EVERY = list(itertools.product(here.COURSES, MODELS))
AGAIN = [(course, model) for course, model in EVERY if schedule(course).interval_h]


@pytest.fixture(scope="module")
def shown():
    return EXPLORERS["repeated_visits"]()


def cell(explorer, name):
    (found,) = [text for head, text in explorer.table[1:] if head.startswith(name)]
    return found


@cache
def added_up(course, model, time_h):
    """What single visits leave at a time, laid over one another: the body is taken to clear at rates that stay."""
    row = schedule(course)
    starts = np.arange(row.times) * (row.interval_h or 0.0)
    since = time_h - starts[starts <= time_h]
    model = model if model in models_for(row.regimen) else "venous"
    alone = trace(row.regimen, model, np.unique(np.append(since, 0.0)))
    return float(sum(alone.at(each)[0] for each in since))


@pytest.mark.parametrize(("course", "model"), EVERY)
def test_the_level_is_what_single_visits_add_up_to(shown, course, model):
    for time_h in here.TIMES_H:
        shown.set(course=course, model=model, time_h=time_h)
        level = added_up(course, model, time_h)
        said = cell(shown, "Level at").value
        assert said == pytest.approx(level, rel=1e-6, abs=1e-8)
        weeks, _ = shown.figure.moving["now"]
        assert (*weeks.get_xdata(), *weeks.get_ydata()) == pytest.approx((time_h / 24, max(level, 0.01)), rel=1e-6)


def test_every_case_is_reached_and_no_sentence_says_what_is_no_number(shown):
    seen = set()
    for course, model in EVERY:
        for time_h in here.TIMES_H:
            reading = shown.figure.frame({"course": course, "time_h": time_h, "model": model}).reading
            seen.add(reading.case)
            assert not {"nan", "inf", "None"} & set(reading.sentence.replace(",", " ").split())
    assert seen == set(here.Case)


@pytest.mark.parametrize(("course", "model"), AGAIN)
def test_first_and_last_visit_lie_on_one_another_where_no_accumulation_is_said(shown, course, model):
    shown.set(course=course, model=model, time_h=24)
    first, last = shown.figure.moving["first visit"], shown.figure.moving["last visit"]
    at = np.linspace(0.25, 48, 100)
    one, other = (np.interp(at, line.get_xdata(), np.log(line.get_ydata())) for line in (first, last))
    reading = shown.figure.frame(shown.values).reading
    if reading.case is here.Case.NO_BUILD_UP:
        assert "no accumulation" in reading.sentence
        # On this axis, which is logarithmic, 2.6 % are one pixel.
        inside = one > np.log(0.01)
        assert np.abs(other - one)[inside].max() < 0.026
        peaks = [cell(shown, name).value for name in ("Peak of the first", "Peak of visit")]
        assert peaks[1] == pytest.approx(peaks[0], rel=0.005)
    else:
        assert "little accumulation" in reading.sentence
        assert cell(shown, "Accumulation").value > 1.005


@pytest.mark.parametrize("model", MODELS)
def test_the_plateau_is_rate_over_clearance_by_the_rows(shown, model):
    row = regimen("iv_96h")
    rate = row.amount_mg(value("reference_weight")) / 96
    shown.set(course="infusion_96h", model=model, time_h=96)
    reading = shown.figure.frame(shown.values).reading
    assert rate == pytest.approx(42)
    assert reading.numbers["plateau"] == pytest.approx(1000 * rate / reading.numbers["clearance"], rel=1e-9)
    if model != "nasal":
        assert reading.numbers["clearance"] == pytest.approx(84)
        assert "500 ng/mL" in reading.sentence
    weeks, hours = shown.figure.moving["rate over clearance"]
    assert list(weeks.get_xdata()) == [0, 4]
    assert list(hours.get_xdata()) == [0, 96]
    assert list(hours.get_ydata()) == pytest.approx([reading.numbers["plateau"]] * 2)


def test_the_published_mean_lies_where_its_row_says(shown):
    shown.set(course="infusion_96h", model="venous", time_h=96)
    assert list(shown.figure.moving["published mean"].get_ydata()) == [fact("infusion_96h_mean").value] == [424]
    shown.set(course="spray_twice_weekly")
    assert len(shown.figure.moving["published mean"].get_ydata()) == 0


@pytest.mark.parametrize(("model", "litres"), [("venous", 133), ("arterial", 25)])
def test_dose_over_the_first_sample_is_the_sampled_volume(shown, model, litres):
    shown.set(course="injection_once", model=model, time_h=0)
    assert 35 / cell(shown, "Level at").value * 1000 == pytest.approx(litres)
    assert f"{litres} L" in shown.sentence
    later = shown.figure.frame({**shown.values, "time_h": 0.5}).reading
    assert later.case is here.Case.LATER_SAMPLE
    assert later.numbers["seen"] > litres


def test_a_set_that_takes_no_injection_says_which_one_is_drawn_instead(shown):
    shown.set(course="injection_once", model="nasal", time_h=0)
    assert shown.sentence.startswith("The nasal population model takes no injection, so the venous set is drawn.")
    venous = shown.figure.frame({**shown.values, "model": "venous"})
    assert shown.figure.frame(shown.values).svg == venous.svg


@pytest.mark.parametrize(("course", "model"), AGAIN)
def test_the_area_of_a_visit_is_f_times_dose_over_clearance(shown, course, model):
    shown.set(course=course, model=model, time_h=24)
    share, amount = cell(shown, "Arrives").value, cell(shown, "Given at one").value
    area = 1000 * share * amount / cell(shown, "Clearance").value
    assert cell(shown, "Area").value == pytest.approx(area)
    single = trace(schedule(course).regimen, model, np.linspace(0, 96, 20_000))
    assert np.trapezoid(single.ketamine_ng_ml, single.time_h) == pytest.approx(area, rel=0.01)
