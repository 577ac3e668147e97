"""What had been decided by a date, and where."""

from ketlessons.published.identity.approvals import PLACES, USES, Approvals, State
from ketlessons.published.identity.dates import events


def states(use, place):
    return [Approvals(event).state(use, place) for event in events()]


def test_a_state_never_goes_back():
    order = [State.NO_ENTRY, State.NOT_YET, State.APPROVED, State.LICENSED, State.NOT_RECOMMENDED]
    for use in USES:
        for place in PLACES:
            found = [order.index(state) for state in states(use, place)]
            assert found == sorted(found), (use, place)


def test_a_place_without_an_entry_has_none_at_any_date():
    for use, place in (("anaesthetic", "EU"), ("alone", "EU"), ("anaesthetic", "UK")):
        assert set(states(use, place)) == {State.NO_ENTRY}


def test_the_spray_is_approved_in_the_us_first_and_then_in_the_eu():
    found = [[event.region for event in Approvals(now).spray] for now in events()]
    assert [one for place, one in enumerate(found) if one not in found[:place]] == [[], ["US"], ["US", "EU"]]
