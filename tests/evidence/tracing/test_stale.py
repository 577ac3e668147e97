"""Help lines and laws that were looked up too long ago are listed, and never make anything red."""

import subprocess
import sys
from datetime import date

import pytest

from ketlessons.evidence.reading.reader import read_rows
from ketlessons.evidence.topics.laws import laws
from ketlessons.evidence.topics.services import services
from ketlessons.evidence.tracing.stale import stale


def dated():
    return {row["id"]: row["checked_on"] for file in ("support.csv", "law.csv") for row in read_rows(file)}


def test_a_year_to_the_month_is_not_yet_too_long_and_one_month_more_is():
    last = max(dated().values())
    year, month = map(int, last.split("-"))
    newest = {id for id, when in dated().items() if when == last}
    assert not newest & {row.id for row in stale(date(year + 1, month, 28))}
    later = date(year + 1, month + 1, 1) if month < 12 else date(year + 2, 1, 1)
    assert newest <= {row.id for row in stale(later)}
    assert {row.months for row in stale(later) if row.id in newest} == {13}


def test_far_ahead_every_row_is_listed_once_the_oldest_first():
    found = stale(date(2099, 1, 1))
    assert {row.id: row.checked_on for row in found} == dated()
    assert [row.months for row in found] == sorted((row.months for row in found), reverse=True)
    assert all(row.said.startswith(f"data/{row.file}, {row.id}: looked up {row.checked_on}, ") for row in found)


def test_the_command_lists_and_does_not_fail():
    command = [sys.executable, "-m", "ketlessons.publish", "stale"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("::warning::") == len(stale())
    assert done.stdout.splitlines()[-1].endswith(("to look up again", "within a year."))


def test_who_is_under_16_is_never_sent_to_a_line_that_is_closed_to_them():
    rows = services()
    assert {one.country for one in rows if one.under_16 == "yes"} >= {"UK", "USA", "Australia", "New Zealand"}
    for one in rows:
        if one.under_16 == "yes":
            assert one.age_from is None or one.age_from < 16, one.name
        if one.age_from is not None and one.age_from >= 16:
            assert one.under_16 == "no", one.name


@pytest.mark.parametrize(
    ("name", "number", "ages"),
    [
        ("Childline", "0800 1111", "under 19"),
        ("Rape and Sexual Abuse Support Line", "0808 500 2222", "16 and over"),
        ("National Sexual Assault Hotline (RAINN)", "1-800-656-4673", "no age named"),
        ("Kids Helpline", "1800 55 1800", "5 to 25"),
        ("Rape Crisis Scotland Helpline", "08088 010302", "13 and over"),
        ("NHS sexual assault self-referral service", "0800 148 88 88", "no age named"),
        ("Live Fear Free Helpline", "0808 80 10 800", "no age named"),
        ("Domestic and Sexual Abuse Helpline", "0808 802 1414", "no age named"),
        ("National Rape Crisis Helpline", "1800 77 88 88", "no age named"),
        ("Safe to talk, Kōrero mai ka ora", "0800 044 334", "no age named"),
        ("9-8-8 Suicide Crisis Helpline", "call or text 988", "no age named"),
        ("FRANK", "0300 123 6600", "no age named"),
        ("National Alcohol and Other Drug Hotline", "1800 250 015", "no age named"),
        ("Alcohol Drug Helpline", "0800 787 797", "no age named"),
        ("National LGBT+ abuse helpline (Galop)", "0800 999 5428", "no age named"),
    ],
)
def test_a_number_is_the_one_that_its_source_prints(name, number, ages):
    (one,) = [one for one in services() if one.name == name]
    assert (one.contact, one.ages) == (number, ages)


def test_the_first_lines_of_the_help_are_an_emergency_and_who_is_under_16():
    from ketlessons.guide import help_lines

    emergency, under, any_age, *lines = repr(help_lines()).splitlines()
    assert emergency.startswith("In an emergency call")
    assert under.startswith("Under 16: ")
    for number in ("0800 1111", "1800 55 1800", "1-800-656-4673", "08088 010302"):
        assert number in under
    assert "0808 500 2222" not in under
    assert "0800 148 88 88" not in under, "it has to tell others, which the row says and a line in bold would not"
    assert any_age.startswith("Elsewhere, at any age: ")
    assault, drugs = ([n for n, line in enumerate(lines) if words in line] for words in ("exual assault", "drug or"))
    assert max(assault) < min(drugs), "who was assaulted is not sent to a line for drugs first"


@pytest.mark.parametrize("first", ["assault", "children", "crisis", "health", "drugs"])
def test_a_page_lists_the_kind_first_that_it_asks_for(first):
    from ketlessons.guide import help_lines

    lines = repr(help_lines(first)).splitlines()[3:-1]
    place = {line.split(": ")[1]: number for number, line in enumerate(lines)}
    own = [place[one.name] for one in services() if one.about == first]
    assert sorted(own) == list(range(len(own))), "its kind stands first"
    rest = [place[one.name] for one in services() if one.about != first]
    assert rest == sorted(rest), "and the others keep their order"
    assert set(repr(help_lines(first)).splitlines()) == set(repr(help_lines()).splitlines()), "none is lost"


def test_a_kind_of_service_that_there_is_not_is_refused():
    from ketlessons.guide import help_lines

    with pytest.raises(ValueError, match="first"):
        help_lines("pizza")


def test_a_law_that_may_not_be_in_force_says_so_and_longest_terms_are_those_of_the_acts():
    by_id = {one.id: one for one in laws()}
    assert by_id["law_ew_spiking"].state == "passed, start not confirmed"
    assert [by_id[id].max_years for id in ("law_us_violence", "law_ew_substance")] == [20, 10]
    assert by_id["law_us_ketamine"].date > by_id["law_us_violence"].date, "scheduled three years after that law"
