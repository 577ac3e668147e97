"""What the ledger of claims says, draws and lists, against claims.csv counted another way."""

import csv
import re
from collections import Counter

import pytest

from ketlessons import evidence
from ketlessons.evidence.display import typeset
from ketlessons.explorers import EXPLORERS

with (evidence.data_path() / "claims.csv").open(encoding="utf-8", newline="") as stream:
    ROWS = list(csv.DictReader(stream))
TOPICS = list(dict.fromkeys(row["topic"] for row in ROWS))
VERDICTS = ["supported", "oversimplified", "outdated", "unsupported"]
SETTINGS = [(topic, verdict) for topic in ("all", *TOPICS) for verdict in ("all", *VERDICTS)]


def those(topic, verdict):
    return [r for r in ROWS if topic in ("all", r["topic"]) and verdict in ("all", r["verdict"])]


@pytest.fixture(scope="module")
def figure():
    return EXPLORERS["claim_ledger"]().figure


def drawn(figure, kind):
    return {verdict: list(figure.moving[f"{verdict}, {kind}"].get_xdata()) for verdict in VERDICTS}


def test_it_opens_on_what_ketamine_is():
    assert EXPLORERS["claim_ledger"]().values == {"topic": "identity", "verdict": "all"}


@pytest.mark.parametrize(("topic", "verdict"), SETTINGS)
def test_the_table_lists_the_claims_that_are_chosen(figure, topic, verdict):
    told = figure.update(topic=topic, verdict=verdict)
    wanted = [
        (typeset(row["claim"]), row["verdict"], typeset(row["better_statement"]), f"{row['lesson']}, {row['section']}")
        for row in those(topic, verdict)
    ]
    assert list(told.rows) == (wanted or [("No claim of this kind", verdict, "no claim", "no lesson")])


@pytest.mark.parametrize(("topic", "verdict"), SETTINGS)
def test_every_claim_is_drawn_once_as_its_verdict(figure, topic, verdict):
    figure.update(topic=topic, verdict=verdict)
    chosen, others = drawn(figure, "chosen"), drawn(figure, "not chosen")
    counted, everything = Counter(r["verdict"] for r in those(topic, verdict)), Counter(r["verdict"] for r in ROWS)
    for name in VERDICTS:
        assert len(chosen[name]) == counted[name]
        assert len(chosen[name]) + len(others[name]) == everything[name]
    places = [
        (x, y)
        for kind in ("chosen", "not chosen")
        for name in VERDICTS
        for x, y in zip(*figure.moving[f"{name}, {kind}"].get_data(), strict=True)
    ]
    assert len(set(places)) == len(ROWS)


@pytest.mark.parametrize(("topic", "verdict"), SETTINGS)
def test_the_sentence_counts_them(figure, topic, verdict):
    told, chosen = figure.update(topic=topic, verdict=verdict), those(topic, verdict)
    counts = Counter(row["verdict"] for row in chosen)
    if not chosen:
        assert told.case == "none"
        assert told.sentence.startswith(f"0 of {len(those(topic, 'all'))} claims")
        return
    for lesson in {row["lesson"] for row in chosen}:
        assert lesson in told.sentence
    if verdict == "all":
        assert all(f"{many} {name}" in told.sentence for name, many in counts.items())
        assert not any(name in told.sentence for name in VERDICTS if name not in counts)
    else:
        assert re.match(rf"{len(chosen)} of (the )?\d+ claims", told.sentence)
        assert (" is " if len(chosen) == 1 else " are ") in told.sentence
    head = figure.moving["head"].get_text()
    assert head == f"{len(chosen)} of {len(ROWS)} claims"


def test_a_sentence_of_each_kind_can_be_said(figure):
    said = {
        ("all", "all"): "The article makes 60 claims: ",
        ("identity", "all"): "9 of the 60 claims are on what ketamine is, and what for: ",
        ("identity", "outdated"): "1 of 9 claims on what ketamine is, and what for is outdated. Taught in lesson 06.",
        ("all", "outdated"): "1 of the 60 claims is outdated. Taught in lesson 06.",
        ("all", "unsupported"): "0 of 60 claims are unsupported.",
        ("consent", "unsupported"): "0 of 9 claims on care and consent are unsupported.",
    }
    for (topic, verdict), start in said.items():
        assert figure.update(topic=topic, verdict=verdict).sentence.startswith(start)


def test_the_counts_beside_the_lines_add_up(figure):
    figure.update(topic="all", verdict="oversimplified")
    found = [text.get_text() for text in figure.moving["counts"]]
    assert found == [f"{len(those(topic, 'oversimplified'))} of {len(those(topic, 'all'))}" for topic in TOPICS]
