"""What the surveys say, against what they print; a covered answer stays covered; a break in method breaks the line."""

import itertools
import re

import numpy as np
import pytest
from heard import briefly
from matplotlib.text import Text

from ketlessons.evidence import fact
from ketlessons.explorers import EXPLORERS

PRINTED = {
    "young_england_wales": (1.9, 0.88, 1.2, 3.1, 2.9, 3.8, 2.9),
    "pupils_england": (0.4, 0.9),
    "children_in_treatment": (1.3, 4.5, 8.4, 9.0),
    "adults_usa": (0.11, 0.20, 0.20, 0.28),
    "all_usa": (0.19, 0.34),
    "all_australia": (0.9, 1.4),
    "thirties_australia": (0.5, 2.5),
}
#: How many points may be joined, run by run.
RUNS = {
    "young_england_wales": [5, 2],
    "adults_england_wales": [4, 2],
    "pupils_england": [1, 1],
    "children_in_treatment": [4],
    "adults_usa": [2, 2],
    "all_usa": [2],
    "all_australia": [2],
    "thirties_australia": [2],
}
AS_FOUND = {"who": "young_england_wales", "guess": 15, "shown": True, "since": 2016}


@pytest.fixture(scope="module")
def figure():
    return EXPLORERS["use_over_time"]().figure


@pytest.fixture(scope="module")
def settings(figure):
    grids = {control.name: getattr(control, "grid", None) or control.sweep() for control in figure.panel.controls}
    grids["guess"] = (0, 1, 15, 50)
    return [dict(zip(grids, values, strict=True)) for values in itertools.product(*grids.values())]


def heights(artist):
    return [y for y in artist.get_ydata() if not np.isnan(y)]


def surveys(told):
    """The lines of the surveys, which stand below the guess."""
    return told.rows[1:]


@pytest.mark.parametrize("who", PRINTED)
def test_the_table_holds_what_the_surveys_print(figure, who):
    told = figure.update(**{**AS_FOUND, "who": who})
    assert [line[1].value for line in surveys(told)] == list(PRINTED[who])
    assert all("of 100" in line[1] for line in surveys(told))


@pytest.mark.parametrize("shown", [False, True])
def test_the_table_holds_the_guess_of_whom_and_what_it_is_compared_with(figure, settings, shown):
    for setting in [one for one in settings if one["shown"] == shown]:
        told = figure.update(**setting)
        head, guess, people, _ = told.rows[0]
        assert (head, guess) == ("Your guess", f"{setting['guess']} of 100")
        assert f" {people} " in told.sentence
        (year,) = [line[0].removesuffix(" (compared with)") for line in surveys(told) if "compared with" in line[0]]
        assert f"ince {year}" in told.sentence or f"In {year}" in told.sentence


def test_each_step_of_the_year_leads_to_another_survey(figure):
    (since,) = [control for control in figure.panel.controls if control.name == "since"]
    met = [figure.update(**{**AS_FOUND, "since": year}).sentence for year in since.grid]
    assert len(set(met)) == len(since.grid)


def test_numbers_of_people_are_turned_into_shares_of_all_of_that_age(figure):
    told = figure.update(**{**AS_FOUND, "who": "adults_england_wales", "since": 2008})
    people = (200_000, 120_000, 160_000, 94_000, 299_000, 269_000)
    assert [line[2].value for line in surveys(told)] == list(people)
    assert [line[1].value for line in surveys(told)] == pytest.approx([100 * count / 33.8e6 for count in people])
    assert all(line[1].startswith("about ") for line in surveys(told))
    assert told.sentence.startswith("About 8 of 1,000 people aged 16 to 59")


@pytest.mark.parametrize("who", RUNS)
def test_the_line_is_broken_where_people_were_asked_in_another_way(figure, who):
    figure.update(**{**AS_FOUND, "who": who})
    xs = list(figure.moving["joined"].get_xdata())
    runs, run = [], 0
    for x in xs:
        if np.isnan(x):
            runs.append(run)
            run = 0
        else:
            run += 1
    assert runs == RUNS[who]


def test_the_answer_that_another_bulletin_contradicts_is_not_drawn(figure):
    """1.3 of 100 in 2018/19, by a minister's answer, against 2.9 in the bulletin of that year."""
    assert fact("answer_2018").value == 0.013
    told = figure.update(**AS_FOUND)
    assert [line[1].value for line in surveys(told) if line[0] == "2018/19"] == [2.9]


@pytest.mark.parametrize(
    ("since", "case", "said"),
    [
        (2008, "more", "Since 2008/09 (reported 1.9 of 100) that is 1.5 times as many"),
        (2012, "more", "Since 2012/13 (0.88 of 100) that is 3.3 times as many"),
        (2016, "more", "Since 2016/17 (reported 1.2 of 100) that is 2.4 times as many"),
        (2017, "fewer", "Since 2017/18 (reported 3.1 of 100) that is 6 fewer for every 100 who used it then"),
        (2018, "same", "In 2018/19 it was as many"),
        (2022, "beside", "Since 2022/23 (3.8 of 100) that is 24 fewer for every 100 who used it then."),
    ],
)
def test_the_year_to_compare_with_decides(figure, since, case, said):
    told = figure.update(**{**AS_FOUND, "since": since})
    assert told.case == case
    assert said in told.sentence
    assert ("since the pandemic fewer people answer" in told.sentence) == (since < 2022)


def test_had_use_gone_as_wastewater_it_would_be_at_seven(figure):
    told = figure.update(**{**AS_FOUND, "since": 2022})
    assert "wastewater in England is reported to have carried 85 % more ketamine" in told.sentence
    assert [8 * y for y in figure.moving["as wastewater"].get_ydata()] == pytest.approx([3.8, 3.8 * 1.85])
    figure.update(**{**AS_FOUND, "since": 2018})
    assert len(figure.moving["as wastewater"].get_xdata()) == 0


def test_a_covered_answer_is_told_nowhere(figure, settings):
    """Not by a sentence, a cell, a number of the picture, or the height of any mark."""
    for setting in [one for one in settings if not one["shown"] and one["guess"] == 15]:
        told = figure.update(**setting)
        assert told.case == "guess"
        cells = [cell for line in surveys(told) for cell in line[1:3]]
        assert set(cells) == {"covered"}
        for name in ("joined", "surveys", "surveys, reported", "as wastewater", "what the survey found"):
            assert len(figure.moving[name].get_xdata()) == 0, name
        assert list(figure.moving["compared with"].get_ydata()) == [0, 1]
        assert {text.get_text() for text in figure.moving["values"]} <= {"?", ""}
        assert not re.search(r"\d\.\d", " ".join(text.get_text() for text in figure.figure.findobj(Text)))


@pytest.mark.parametrize(
    ("who", "squares", "part"),
    [("young_england_wales", 3, 0.9), ("adults_usa", 1, 0.28), ("children_in_treatment", 9, 1)],
)
def test_as_many_squares_are_filled_as_people_were_found_the_last_in_part(figure, who, squares, part):
    figure.update(**{**AS_FOUND, "who": who})
    ends = np.array(heights(figure.moving["what the survey found"])).reshape(-1, 2)
    assert len(ends) == squares
    assert (ends[-1][1] - ends[-1][0]) / 0.68 == pytest.approx(part)


def test_the_guess_is_outlined(figure):
    for guess in (0, 1, 15, 50):
        told = figure.update(**{**AS_FOUND, "guess": guess})
        assert len(figure.moving["the guess"].get_xdata()) == guess
        assert f"your guess was {guess} of 100" in told.sentence


def test_children_in_treatment_are_counted_of_children_in_treatment(figure):
    told = figure.update(**{**AS_FOUND, "who": "children_in_treatment"})
    assert "of 100 children already in treatment for drugs or alcohol in England (1,465 of 16,212)" in told.sentence
    for line in surveys(told):
        if " of " in line[2]:
            count, total = line[2].values
            assert 100 * count / total == pytest.approx(line[1].value, abs=0.05)


def test_reported_points_are_hollow_and_say_so(figure):
    for who in RUNS:
        told = figure.update(**{**AS_FOUND, "who": who, "since": 2008})
        reported = sum("reported" in line[1] for line in surveys(told))
        assert len(figure.moving["surveys, reported"].get_xdata()) == reported
        assert len(figure.moving["surveys"].get_xdata()) == len(surveys(told)) - reported


def test_every_mark_lies_inside_the_axes(figure, settings):
    for setting in settings:
        figure.update(**setting)
        for name in ("joined", "surveys", "surveys, reported", "as wastewater", "compared with"):
            line = figure.moving[name]
            assert all(0 <= y <= 1 for y in heights(line)), (setting, name)
            assert all(2007 <= x <= 2026 for x in line.get_xdata() if not np.isnan(x)), (setting, name)


def test_every_case_is_said_and_no_sentence_is_long(figure, settings):
    from ketlessons.figures.harms import use_over_time as module

    told = [figure.update(**setting) for setting in settings]
    assert {reading.case for reading in told} == set(module._SENTENCES)
    assert max(len(reading.sentence.split()) for reading in told) <= 70


def test_what_is_heard(figure):
    hidden = figure.update(**{**AS_FOUND, "shown": False})
    shown = figure.update(**AS_FOUND)
    later = figure.update(**{**AS_FOUND, "since": 2018})
    assert briefly(hidden, shown) == (
        "Survey 2.9 of 100. Since 2016/17, 2.4 times as many. Line broken: since the pandemic fewer people answer."
    )
    assert briefly(shown, later).startswith("Since 2018/19, no change. Line broken")
    # Other people: what a survey found of the first is not what it was of the second.
    pupils = figure.update(**{**AS_FOUND, "who": "pupils_england"})
    assert briefly(shown, pupils) == (
        "Survey 0.9 of 100. Since 2014, 2.2 times as many. Line broken: they were asked on paper then, and online now."
    )
