"""Which claims are counted: all that were checked, by topic and by verdict."""

import dataclasses

import pytest

from ketlessons.evidence import claims
from ketlessons.evidence.topics.ledger import TOPICS, VERDICTS, all_claims
from ketlessons.published.ledger import accounted as module
from ketlessons.published.ledger.accounted import accounted, tally, taught_in


def test_topics_part_the_claims_and_so_do_verdicts():
    every = accounted()
    assert len(every) == 60
    assert sorted(c.id for topic in TOPICS for c in accounted(topic)) == [c.id for c in every]
    assert sorted(c.id for verdict in VERDICTS for c in accounted(verdict=verdict)) == [c.id for c in every]
    assert tally(every) == {verdict: len(accounted(verdict=verdict)) for verdict in VERDICTS}


def test_an_unchecked_claim_is_not_counted(monkeypatch):
    unchecked = dataclasses.replace(all_claims()[0], status="unverified", depth="")
    monkeypatch.setattr(module, "all_claims", lambda: (unchecked, *all_claims()[1:]))
    assert [claim.id for claim in accounted()] == [claim.id for claim in all_claims()[1:]]


def test_lessons_are_named_once_and_in_order():
    assert taught_in(claims("06")) == ("06",)
    assert taught_in(()) == ()
    assert taught_in(accounted()) == ("01", "02", "03", "04", "05", "06", "07", "08")


@pytest.mark.parametrize(
    ("name", "bad"), [("topic", "harms"), ("topic", ""), ("verdict", "Outdated"), ("verdict", "true")]
)
def test_a_word_that_is_not_there_is_refused_with_those_that_are(name, bad):
    with pytest.raises(ValueError, match=f"{name}: '{bad}' is not allowed; allowed: all, "):
        accounted(**{name: bad})
