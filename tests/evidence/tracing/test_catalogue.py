"""Every row as a reader meets it: are all there that may be shown, no other, and does each say what its table says?"""

import csv
import json
import re

import pytest

from ketlessons.evidence import UnknownFact, fact, harm
from ketlessons.evidence.course.lessons import lessons
from ketlessons.evidence.facts import DEPTHS_OF, USABLE
from ketlessons.evidence.tracing.catalogue import catalogue, told
from ketlessons.evidence.tracing.drawn import drawn_by, lessons_of, shown


@pytest.fixture(scope="module")
def raw(data_folder):
    """Every row with a status, as the files have it, by its id."""
    found = {}
    for file in data_folder.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if row.get("status") and row.get("id"):
                    found[row["id"]] = row | {"file": file.stem}
    return found


def test_all_rows_are_there_that_may_be_shown_and_no_other(raw):
    may = {id for id, row in raw.items() if row["status"] in USABLE}
    assert len(may) > 1600
    assert len(may) < len(raw)
    assert [one.id for one in catalogue()]
    assert {one.id for one in catalogue()} == may
    assert len(catalogue()) == len(may)


def test_each_says_how_it_was_checked_as_its_table_does(raw):
    for one in catalogue():
        row = raw[one.id]
        assert (one.table, one.status, one.depth) == (row["file"], row["status"], row["depth"])
        assert one.depth in DEPTHS_OF[one.status]
        assert one.sources == tuple(row["source"].split(";"))


def test_value_unit_and_range_are_those_of_the_table(raw):
    seen = 0
    for one in catalogue():
        for column, text in (("value", one.value), ("low", one.low), ("high", one.high)):
            printed = raw[one.id].get(column, "")
            if one.table == "findings" or not printed:
                continue
            assert float(text.replace("−", "-")) == float(printed), (one.id, column)
            seen += 1
    assert seen > 1500
    assert told("ketamine_ic50_human").range == "0.68 to 0.74 µM"
    assert told("ketamine_ic50_human").said == f"{fact('ketamine_ic50_human').value} µM"


def test_a_share_of_people_says_of_how_many_and_how_they_were_found():
    one = told("yee2017_kidney")
    assert "96 of 572 people" in one.conditions
    assert f"found by: {harm('yee2017_kidney').recruited}" in one.conditions


def test_nothing_empty_is_said():
    for one in catalogue():
        words = " | ".join(filter(None, (one.what, one.said, one.range, one.conditions)))
        assert one.what, one.id
        assert one.topic, one.id
        assert not re.search(r"None|\bnan\b|\(\)|; ;|: ;|,,|  ", words), (one.id, words)
        assert not one.conditions.startswith(";")
        assert not one.conditions.endswith(";")


def test_words_are_about_the_subject_and_not_about_who_read_it():
    for one in catalogue():
        words = f"{one.what} {one.value} {one.conditions}".lower()
        assert not re.search(r"\b(was|were|be|not) read\b|abstract read|unverified|from memory", words), one.id


def test_every_source_has_an_address_or_is_named_so_that_it_can_be_found():
    for one in catalogue():
        assert one.references, one.id
        for source in one.references:
            assert source.link.startswith("https://") or len(source.text()) > 12, (one.id, source.key)


def test_a_row_that_may_not_be_shown_is_refused(raw):
    hidden = next(id for id, row in raw.items() if row["status"] == "unverified")
    for id in (hidden, "no_such_row"):
        with pytest.raises(UnknownFact, match=id):
            told(id)


# ---- what is shown where


def test_what_lessons_show_are_rows_that_may_be_shown():
    known = {one.id for one in catalogue()}
    assert shown()
    for one in shown():
        assert one.rows, one.cell
        assert set(one.rows) <= known, one.cell
        assert one.label
    assert len({one.anchor for one in shown()}) == len(shown())


def test_each_row_that_is_shown_names_its_lessons():
    numbers = {one.number for one in lessons() if one.written}
    assert {number for those in lessons_of().values() for number in those} == numbers
    assert "02" in lessons_of()["ketamine_ic50_human"]


def test_a_figure_that_is_not_recorded_draws_nothing_known(data_folder):
    assert drawn_by("no_such_figure") == ()
    assert set(drawn_by("block_curve")) <= {one.id for one in catalogue()}
    assert json.loads((data_folder / "drawn.json").read_text(encoding="utf-8"))["figures"]["five_states"] == []


@pytest.mark.parametrize(
    ("id", "number"), [("ketamine_ic50_human", True), ("berman2000_ketamine_change_72h", True), ("claim_01", False)]
)
def test_a_number_is_told_from_a_finding_in_words(id, number):
    assert told(id).is_number is number
