"""Does the page that searches hold all that can be found, and lead to where it stands?"""

import csv
import json
import pathlib

import pytest

from ketlessons.evidence import rows as tables
from ketlessons.explorers.register import LIVE
from ketlessons.publish import notebooks, site
from ketlessons.publish.pages import search

ROOT = pathlib.Path(__file__).resolve().parents[2]
USABLE = {"primary", "transcribed", "secondary", "derived", "derived_reported"}


@pytest.fixture(scope="module")
def read(drawn_once):
    drawn_once.keep(LIVE)
    return [site._read(path) for path in notebooks.lessons(ROOT / "notebooks")]


@pytest.fixture(scope="module")
def found(read):
    return search.rows(read, also={"facts.html"})


def records(name):
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_checked_claim_is_found_with_its_verdict_at_the_heading_that_teaches_it(found):
    claims = [row for row in found if row.kind == "claim"]
    expected = [row for row in records("claims.csv") if row["status"] in USABLE]
    assert len(claims) == len(expected) > 50
    for row, record in zip(claims, expected, strict=True):
        assert row.says.lower().startswith(record["verdict"])
        assert row.address.startswith(f"{record['lesson']}-")
        assert "#" in row.address, f"{record['id']}: no heading {record['section']!r}"


def test_each_row_that_may_be_shown_is_found_and_no_other(found):
    facts = [row for row in found if row.kind == "fact"]
    expected = [
        record["id"] for name in tables.tables() for record in records(f"{name}.csv") if record["status"] in USABLE
    ]
    assert [row.address for row in facts] == [f"facts.html#row-{name}" for name in expected]
    assert len(expected) > 500


def test_what_is_reported_says_so(found):
    reported = {
        record["id"]
        for name in tables.tables()
        for record in records(f"{name}.csv")
        if record["status"] in ("secondary", "derived_reported")
    }
    facts = [row for row in found if row.kind == "fact"]
    said = {row.address.removeprefix("facts.html#row-") for row in facts if "as reported by others" in row.says}
    assert said == reported


def test_facts_are_found_only_where_their_page_is(read):
    assert not [row for row in search.rows(read, also={"index.html"}) if row.kind == "fact"]


def test_each_part_of_a_lesson_is_found_by_its_own_words(found, read):
    parts = {row.address: row for row in found if row.kind == "lesson"}
    for one in read:
        for heading in one.headings:
            if heading.level > 1:
                assert parts[f"{one.name}.html#{heading.id}"].title == heading.text
    round_3 = parts["02-block-the-nmda-receptor.html#Round-3:-Use-dependence-and-trapping"]
    assert "Pulses of glutamate" in round_3.says or "pulse" in round_3.says


def test_answers_are_not_given_away_by_a_search(found, read):
    (question,) = (
        fold for fold in read[0].soup.select("details.answer") if fold.summary.get_text() == "What you should have seen"
    )
    answer = " ".join(question.find(["p", "li"]).get_text(" ").split())[:60]
    assert len(answer) > 40
    assert not [row for row in found if answer in row.says]


def test_every_address_on_the_page_leads_somewhere(soups):
    (script,) = soups["search.html"].select("script#rows")
    ids = {name: {tag["id"] for tag in soup.find_all(id=True)} for name, soup in soups.items()}
    addresses = [row[-1] for row in json.loads(script.string)]
    assert len(addresses) > 200
    for address in addresses:
        file, _, anchor = address.partition("#")
        assert file in soups, address
        assert not anchor or anchor in ids[file], address
