"""The check of a learner's own extra cases: what it says besides right and wrong."""

from ketlessons import check, evidence


def extra(with_percent, without_percent, users_percent, people):
    return people * users_percent / 100 * (with_percent - without_percent) / 100


def test_the_praise_holds_the_survey_and_its_two_denominators():
    words = repr(check.extra_cases(extra))
    recent, never, users = map(evidence.harm, ("pal2013_recent", "pal2013_never", "pal2013_users"))
    assert (recent.value, never.value, users.value, users.people) == (30, 24, 5.8, 18_802)
    assert f"You get {1000 * 0.058 * 0.06:.1f} extra cases in 1,000 people" in words
    assert "Among those who used it recently it is 60 of 1,000" in words
    assert "A survey does not show that" in words
