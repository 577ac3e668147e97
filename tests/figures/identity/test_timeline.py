"""What the walk through all dates says, lists and draws, against the rows of the timeline."""

import csv
import json

import pytest
from told import ROOT

from ketlessons.evidence import event, timeline
from ketlessons.published.identity.dates import THEMES, every_event, years

LAST = len(every_event())
ANCHORS = ("event_first_paper", "event_ketalar", "event_esketamine_de")


def place_of(id):
    return [one.id for one in every_event()].index(id) + 1


def raw():
    with (ROOT / "data" / "timeline.csv").open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row["kind"] == "event" and row["status"] != "unverified"]


def test_every_dated_row_is_one_step_and_the_list_holds_them_all(figure):
    told = figure.update(event=1, theme="all", since="event_first_paper")
    assert [row[1] for row in told.rows[2:]] == [row["event"] for row in raw()]
    assert len(told.rows) == 2 + LAST == 2 + sum(row.kind == "event" for row in timeline())


def test_themes_are_those_of_the_descriptor_and_each_has_events():
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    (described,) = [one["schema"]["fields"] for one in package["resources"] if one["name"] == "timeline"]
    (theme,) = [one for one in described if one["name"] == "theme"]
    assert list(THEMES) == theme["constraints"]["enum"]
    assert {row["theme"] for row in raw()} == set(THEMES)


def test_each_event_is_told_with_its_theme_and_how_sure_it_is(figure):
    for place, row in enumerate(raw(), 1):
        told = figure.update(event=place, theme="all", since="event_ketalar")
        assert row["event"] in told.sentence
        assert f"It is about {row['theme']}." in told.sentence
        assert (", as reported: " in told.sentence) == (row["status"] == "secondary")
        status = told.rows[0][3]
        assert status == ("reported by others" if row["status"] == "secondary" else "from the source itself")
        assert status in figure.moving["status"].get_text()


@pytest.mark.parametrize(
    ("since", "to", "apart"),
    [
        ("event_first_paper", "event_fda_trd", "54 years after the first paper"),
        ("event_esketamine_de", "event_fda_trd", "22 years after esketamine"),
        ("event_ketalar", "event_fda_trd", "49 years after the first approval"),
        ("event_first_paper", "event_pcp_surgery", "7 years before the first paper"),
        ("event_ketalar", "event_isomers", "one year after the first approval"),
        ("event_first_paper", "event_pcp_ends", "in the year of the first paper"),
        ("event_ketalar", "event_ketalar", "counted from here"),
    ],
)
def test_the_years_between_two_dates(figure, since, to, apart):
    told = figure.update(event=place_of(to), theme="all", since=since)
    assert apart in told.sentence
    counted = told.rows[1]
    assert counted[0].startswith("Counted from ")
    assert event(since).date[:4] in counted[0]
    assert apart in counted[1]
    assert counted[2] == THEMES[event(since).theme]
    assert (counted[3] == "reported by others") == event(since).reported


def test_a_theme_is_counted_and_the_others_are_crossed_out(figure):
    for theme in THEMES:
        for place in (1, place_of("event_fda_trd"), LAST):
            told = figure.update(event=place, theme=theme, since="event_first_paper")
            upto = [row["theme"] for row in raw()[:place]].count(theme)
            many = [row["theme"] for row in raw()].count(theme)
            assert f"{upto} of {many} events on {theme}" in told.sentence
            assert [row[2] for row in told.rows[2:]] == [THEMES[theme]] * many
            drawn = {
                name: [x for span in ("until 2008", "since 2013") for x in figure.moving[f"{name}, {span}"].get_xdata()]
                for name in ("before", "before, elsewhere", "now", "later")
            }
            assert drawn["before"] == [years(one) for one in every_event()[: place - 1] if one.theme == theme]
            assert len(drawn["before"]) + len(drawn["before, elsewhere"]) == place - 1
            assert drawn["now"] == [years(every_event()[place - 1])]
            assert len(drawn["later"]) == LAST - place


def test_a_frame_lies_around_the_lane_of_the_chosen_theme_and_of_no_other(figure):
    figure.update(event=1, theme="all", since="event_first_paper")
    assert len({tuple(corner) for corner in figure.moving["chosen theme"].get_xy()}) == 1
    lanes = figure.moving["now, until 2008"].axes
    for place, theme in enumerate(THEMES):
        figure.update(event=1, theme=theme, since="event_first_paper")
        corners = [
            lanes.transData.inverted().transform(figure.moving["chosen theme"].axes.transData.transform(corner))[1]
            for corner in figure.moving["chosen theme"].get_xy()
        ]
        held = [level for level in range(len(THEMES)) if min(corners) < level < max(corners)]
        assert held == [len(THEMES) - 1 - place]
        drawn = figure.figure.texts
        names = [text.get_position()[1] for text in drawn if text.get_text() == THEMES[theme]]
        framed = [corner[1] for corner in figure.moving["chosen theme"].get_xy()]
        assert [min(framed) < y < max(framed) for y in names] == [True]


def test_the_golden_line_is_as_long_as_the_years_that_are_counted(figure):
    for since in ANCHORS:
        for place in range(1, LAST + 1):
            figure.update(event=place, theme="all", since=since)
            drawn = sum(
                line.get_xdata()[1] - line.get_xdata()[0]
                for name, line in figure.moving.items()
                if name.startswith("years counted") and len(line.get_xdata())
            )
            ends = sorted((years(event(since)), years(every_event()[place - 1])))
            hidden = max(0, min(ends[1], 2013) - max(ends[0], 2008.5))
            assert drawn == pytest.approx(ends[1] - ends[0] - hidden)


def test_no_date_falls_between_the_two_stretches():
    assert not [one.id for one in every_event() if 2008.5 < years(one) < 2013.5]


def test_what_is_planned_for_a_day_is_no_event():
    """A goal date without an outcome tells nothing; the dossier keeps it for later."""
    assert all(one.date < "2026-11" for one in every_event())
    assert not [one.event for one in every_event() if "goal" in one.event]
