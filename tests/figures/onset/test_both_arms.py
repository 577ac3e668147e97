"""Both arms of a trial, against the rows of the tables: what is drawn and said, and what stays hidden."""

import itertools
import re

import pytest
from drawn import every_setting, heights, reading

from ketlessons import published
from ketlessons.evidence import time_point, timecourse
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.onset import both_arms as pair
from ketlessons.figures.onset.trial_names import TRIALS
from ketlessons.published.onset.side_by_side import side_by_side
from ketlessons.stage.words import signed


@pytest.fixture(scope="module")
def explorer():
    return EXPLORERS["both_arms"]()


@pytest.mark.parametrize("trial", TRIALS)
@pytest.mark.parametrize("measure", pair.MEASURES)
def test_bars_stand_as_high_as_the_arms_and_the_hidden_one_is_nowhere(explorer, trial, measure):
    unit, digits = {"points": 1.0, "response": 4.0}[measure], {"points": 1, "response": 0}[measure]
    ratings = published.arms(trial, measure)
    drawn = explorer.figure.moving
    for show in pair.SHOWS:
        told = reading(explorer, trial=trial, measure=measure, show=show)
        tops = [] if show == "gap" else [one.drug / unit for one in ratings]
        assert heights(drawn["drug arm"])[1::2] == pytest.approx(tops)
        tops = [one.control / unit for one in ratings] if show == "both" else []
        assert heights(drawn["control arm"][0])[1::2] == pytest.approx(tops)
        if not ratings:
            assert told.case == pair.NO_RATING
            assert "the tables hold 0 ratings on this measure" in told.sentence
            continue
        assert told.case == (show, measure)
        first, last = ratings[0], ratings[-1]
        assert ("reported" in told.sentence) == (first.reported or last.reported)
        numbers = [told.numbers, {name.removeprefix("later_"): value for name, value in told.numbers.items()}]
        for one, kept in zip((first, last), numbers, strict=True):
            # The sentence keeps the numbers of what is shown, and the hidden arm leaves none anywhere.
            shown = {"drug": {"drug"}, "both": {"drug", "control", "gap"}, "gap": {"gap"}}[show]
            assert {"drug", "control", "gap"} & kept.keys() == shown
            for name in shown:
                assert kept[name] == getattr(one, name)
                assert signed(kept[name], digits) in told.sentence
            if one.model and show != "drug" and not one.model_spans:
                assert (kept["fitted"], kept["fitted_low"], kept["fitted_high"]) == one.model
                assert f"by the trial's model {signed(one.model[0], digits)}" in told.sentence
                # A subtraction of means is called that, beside what the trial itself concludes.
                assert show != "both" or f"lead of the means {signed(first.gap, digits)}" in told.sentence


@pytest.mark.parametrize("measure", pair.MEASURES)
def test_every_cell_carries_the_numbers_of_its_row_and_a_hidden_one_none(explorer, measure):
    for trial, show in itertools.product(TRIALS, pair.SHOWS):
        told = reading(explorer, trial=trial, measure=measure, show=show)
        for one, row in zip(published.arms(trial, measure), told.rows, strict=False):
            _, *cells = row
            drug, control, gap, model = cells
            assert [cell == "hidden" for cell in cells] == {
                "drug": [False, True, True, True],
                "both": [False, False, False, False],
                "gap": [True, True, False, False],
            }[show]
            assert not any(getattr(cell, "values", ()) for cell in cells if cell == "hidden")
            arms = ((drug, one.drug, one.drug_ends, one.people[0]),
                    (control, one.control, one.control_ends, one.people[1]))  # fmt: skip
            for cell, value, ends, people in arms:
                if cell != "hidden":
                    assert cell.values == (value, *(ends or ()), *([people] if people else ()))
            if show != "drug":
                assert gap.value == one.gap
                assert model == "not in the tables" if one.model is None else model.values == one.model


def test_a_cell_prints_its_numbers_rounded_once(explorer):
    (row,) = reading(explorer, trial="transform2", measure="points", show="both").rows
    assert row[1:] == ("21.4 points, 101 people", "17.0 points, 100 people", "4.4 points", "4.0 (0.6 to 7.3)")
    still_seen, everybody = reading(explorer, trial="transform2", measure="response", show="both").rows
    assert still_seen[1:4] == ("69 of 100, 101 people", "52 of 100, 100 people", "17 of 100")
    assert everybody[1:4] == ("63 of 100", "50 of 100", "14 of 100")


def test_who_is_counted_is_said_wherever_the_table_knows_it(explorer):
    told = reading(explorer, trial="transform2", measure="response", show="both")
    assert "At day 28, in people still seen, 69 of 100 responded" in told.sentence
    assert "At day 28, in all randomised: 63 and 50, lead 14." in told.sentence
    assert [row[0] for row in told.rows] == [
        "TRANSFORM-2, day 28, people still seen",
        "TRANSFORM-2, day 28, all randomised, who is missing counted as not responding",
    ]
    under = [text.get_text() for text in explorer.figure.moving["times"] if text.get_text()]
    assert under == ["day 28\nstill seen", "day 28\nall randomised"]
    for trial, measure, show in itertools.product(TRIALS, pair.MEASURES, pair.SHOWS):
        said = reading(explorer, trial=trial, measure=measure, show=show).sentence
        known = {row.counted for one in published.arms(trial, measure) for row in map(time_point, one.rows[:2])}
        assert ("still seen" in said) == ("still seen" in known), (trial, measure, show)
        assert ("all randomised" in said) == ("all randomised" in known), (trial, measure, show)


def test_the_first_picture_is_full_and_says_that_control_arms_fall_too():
    first = EXPLORERS["both_arms"]()
    assert first.values == {"trial": pair.SEVERAL, "measure": "points", "show": "both"}
    drawn = first.figure.moving
    assert len(heights(drawn["drug arm"])[1::2]) == len(heights(drawn["control arm"][0])[1::2]) == pair._SLOTS
    told = first.figure.update(**first.values)
    assert "As reported, in six trials" in told.sentence
    assert told.numbers["least control"] > 5


@pytest.mark.parametrize("measure", pair.MEASURES)
@pytest.mark.parametrize("show", pair.SHOWS)
def test_several_trials_are_drawn_as_they_are_alone_and_said_from_the_least_to_the_most(explorer, measure, show):
    told = reading(explorer, trial=pair.SEVERAL, measure=measure, show=show)
    found = side_by_side(measure)
    assert told.case == (pair.SEVERAL, show, measure)
    assert told.numbers["many"] == len(found) == len(told.rows)
    assert ("As reported" in told.sentence) == any(one.reported for _, one in found)
    for trial, one in found:
        assert one in published.arms(trial, measure)
    for part in ("drug", "control", "gap"):
        values = [getattr(one, part) for _, one in found]
        ends = (told.numbers.get(f"least {part}"), told.numbers.get(f"most {part}"))
        assert ends == ((min(values), max(values)) if part in pair.SHOWS[show] else (None, None))
    unit = {"points": 1.0, "response": 4.0}[measure]
    tops = [one.drug / unit for _, one in found] if show != "gap" else []
    assert heights(explorer.figure.moving["drug arm"])[1::2] == pytest.approx(tops)
    assert [row[0].split(",")[0] for row in told.rows] == [TRIALS[trial].name for trial, _ in found]


def test_no_trial_stands_beside_the_others_twice_and_responders_share_one_kind_of_control():
    for measure in pair.MEASURES:
        names = [name for name, _ in side_by_side(measure)]
        assert len(set(names)) == len(names) > 1
    kinds = {time_point(id).control_type for _, one in side_by_side("response") for id in one.rows[:2]}
    assert kinds == {"placebo spray"}


def test_what_lesson_06_asks_to_predict_is_not_shown_here():
    """Nor can it be: no rating of this explorer rests on the arms of a pooling against saline or against midazolam."""
    rows = {id for trial in TRIALS for measure in pair.MEASURES for one in published.arms(trial, measure)
            for id in one.rows}  # fmt: skip
    asked = {row.id for trial in ("Wilkinson 2019", "Cochrane 2021") for row in timecourse(trial=trial)}
    assert not rows & asked


def test_the_interval_of_the_model_is_drawn_where_the_row_has_it(explorer):
    reading(explorer, trial="transform2", measure="points", show="gap")
    assert heights(explorer.figure.moving["model"]) == [4.0]
    assert heights(explorer.figure.moving["model's interval"]) == [0.64, 7.31]


def test_the_lead_points_up_where_the_drug_is_ahead_and_down_where_it_is_behind(explorer):
    drawn = explorer.figure.moving
    for trial, measure in itertools.product(TRIALS, pair.MEASURES):
        ratings = published.arms(trial, measure)
        reading(explorer, trial=trial, measure=measure, show="both")
        assert len(heights(drawn["drug ahead"])) == sum(one.gap > 0 for one in ratings)
        assert len(heights(drawn["drug behind"])) == sum(one.gap < 0 for one in ratings)
    reading(explorer, trial="lii", measure="points", show="both")
    assert len(heights(drawn["drug behind"])) == len(published.arms("lii", "points")) > 0


def test_every_case_is_reached_and_no_two_numbers_run_into_each_other(explorer):
    seen = set()
    for setting in every_setting(explorer):
        told = reading(explorer, **setting)
        seen.add(told.case)
        said = told.sentence.removeprefix(told.sentence.split(".")[0])
        # "At day 28 69 of 100 responded" was heard as one number.
        assert not re.search(r"\d (day )?−?\d", said), told.sentence
    assert seen == set(pair._SENTENCES)


def test_a_trial_without_ratings_on_a_measure_says_which_measure_has_them(explorer):
    for trial, measure in itertools.product(TRIALS, pair.MEASURES):
        told = reading(explorer, trial=trial, measure=measure, show="both")
        if told.case == pair.NO_RATING:
            (other,) = pair.MEASURES.keys() - {measure}
            assert published.arms(trial, other)
            assert f"Choose “{pair.MEASURES[other]}”." in told.sentence
            # "no responders of 100" would say that nobody responded.
            assert told.rows[0][0].endswith(("responders of 100", "points the mean score fell"))
            assert ", no " not in told.rows[0][0]
