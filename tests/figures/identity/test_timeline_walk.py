"""What the walk through the dates says and draws, against the rows of the timeline."""

import pytest

from ketlessons.evidence import timeline
from ketlessons.published.identity.approvals import State
from ketlessons.published.identity.dates import events, every_event, years

REGIONS = ("all", "US", "EU", "UK")
LAST = len(events())


def place_of(id):
    return [event.id for event in events()].index(id) + 1


def test_every_dated_event_is_walked_once_and_in_order():
    assert [event.id for event in every_event()] == [row.id for row in timeline() if row.kind == "event"]
    walked = [event.id for event in events()]
    assert len(walked) == len(set(walked)) == 20
    assert walked == [event.id for event in every_event() if event.id in walked]
    assert [event.date for event in events()] == sorted(event.date for event in events())


def test_what_is_reported_is_said_to_be_and_ketamine_itself_is_never_approved(figure):
    for place, event in enumerate(events(), 1):
        for region in REGIONS:
            told = figure.update(event=place, region=region)
            assert (", as reported: " in told.sentence) == event.reported
            assert event.event in told.sentence
            assert "reported)" in told.sentence
            itself = [row[1] for row in told.rows if "Ketamine itself" in row[0]]
            assert itself == ["not approved, reported"] * 3
            assert ("not shown to prevent suicide" in told.sentence) == (event.id == "event_fda_mdsi")


@pytest.mark.parametrize(
    ("use", "first"),
    [
        ("US: .*as an anaesthetic", "event_ketalar"),
        ("US: .*with an antidepressant", "event_fda_trd"),
        ("EU: .*with an antidepressant", "event_eu_trd"),
        ("US: .*acute crisis", "event_fda_mdsi"),
        ("EU: .*acute crisis", "event_eu_emergency"),
        ("US: .*spray alone", "event_fda_alone"),
    ],
)
def test_nothing_is_approved_before_its_date(figure, cell, use, first):
    begins = place_of(first)
    event = events()[begins - 1]
    for place in range(1, LAST + 1):
        found = cell(figure.update(event=place, region="all"), use)
        assert found.startswith("approved") == (place >= begins), place
        if place >= begins:
            assert found.value == int(event.date[:4])
            assert ("reported" in found) == event.reported


def test_the_recommendation_is_told_apart_from_the_licence(figure):
    told = figure.update(event=LAST, region="UK")
    assert told.case is State.NOT_RECOMMENDED
    assert "does not recommend" in told.sentence
    assert "is licensed" in told.sentence
    assert "licensed, but not recommended" in next(row.note for row in timeline() if row.id == "event_nice")


def test_the_health_services_of_the_uk_are_two(figure, cell):
    for id, told in (
        ("event_fda_mdsi", "no entry"),
        ("event_smc", "licensed; Scotland yes"),
        ("event_nice", "licensed; Scotland yes, NICE no"),
    ):
        assert cell(figure.update(event=place_of(id), region="UK"), "^UK: .*with an antidepressant") == told


def test_before_the_first_approval_in_a_region_no_form_is_approved_there(figure):
    for region, id in (("US", "event_ketalar"), ("EU", "event_eu_trd")):
        for place in range(1, LAST + 1):
            told = figure.update(event=place, region=region)
            assert told.case == ("here" if place >= place_of(id) else "not here")
            assert (f"no form of ketamine is approved for depression in the {region}" in told.sentence) == (
                place < place_of(id)
            )


def test_each_event_is_drawn_once_as_what_it_is(figure):
    for place in (1, place_of("event_smc"), LAST):
        for region in ("all", "UK"):
            figure.update(event=place, region=region)
            drawn = {
                name: [x for span in ("until 2010", "since 2014") for x in figure.moving[f"{name}, {span}"].get_xdata()]
                for name in ("before", "before, elsewhere", "now", "later")
            }
            before = [one for one in events()[: place - 1] if region in ("all", one.region)]
            assert drawn["before"] == [years(one) for one in before]
            assert len(drawn["before, elsewhere"]) == place - 1 - len(before)
            assert drawn["now"] == [years(events()[place - 1])]
            assert drawn["later"] == [years(one) for one in events()[place:]]
