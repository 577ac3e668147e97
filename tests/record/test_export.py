"""What leaves the machine can be read by others, and holds what the record holds."""

import csv
import datetime
import io
import json
import uuid
from urllib.parse import urlsplit

import pytest

from ketlessons import my_record, record
from ketlessons.record import export, lines

SAID = ['with, commas and "quotes"', "two\nlines", "=HYPERLINK(1)", "+1", "-5 mV", "@x", "µ ²⁺", "\tTab", "plain"]


@pytest.fixture
def entries(place):
    """Return a record with one of each kind, and words that are hard for a table."""
    for number, said in enumerate(SAID):
        record.add(
            "answer", "02", of=f"02-{number}", kind="check", asked="Which?", answer=number, said=said,
            right=number % 2 == 0, share=number / 10, misconceptions=["a", "b"],
        )  # fmt: skip
    record.add("built", "04", of="decay", source="def f(t):\n    return t", said="It agrees.", right=True)
    record.add("reflection", "09", of="last", asked="What next?", said="More")
    record.add("picture", "04", of="p", title="A curve", said="It falls.", png="AAAA")
    return record.journal().entries()


def test_the_table_has_a_row_for_each_and_no_cell_is_a_formula(entries):
    rows = list(csv.DictReader(io.StringIO(export.as_csv(entries))))
    assert len(rows) == len(SAID) + 3
    for row, said in zip(rows, SAID, strict=False):
        assert row["said"] == (f"'{said}" if said[0] in "=+-@\t" else said)
        assert all(not (cell or "").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
    assert rows[0]["misconceptions"] == "a;b"
    assert [row["right"] for row in rows[:2]] == ["yes", "no"]
    assert rows[-3]["source"] == "def f(t):\n    return t"
    assert rows[-1]["asked"] == "A curve"


def test_the_list_of_json_is_what_the_record_holds(entries):
    found = json.loads(export.as_json(entries))
    assert found == [one for one in entries if one["what"] != "begun"]


def test_statements_of_xapi_have_what_the_specification_asks_for(entries):
    found = [json.loads(line) for line in export.as_xapi(entries).splitlines()]
    assert len(found) == len(SAID) + 3
    assert len({one["id"] for one in found}) == len(found)
    for one in found:
        assert set(one) <= {"id", "actor", "verb", "object", "result", "context", "timestamp"}
        assert str(uuid.UUID(one["id"])) == one["id"]
        account = one["actor"]["account"]
        assert set(account) == {"homePage", "name"}
        assert urlsplit(account["homePage"]).scheme == "https"
        for iri in (one["verb"]["id"], one["object"]["id"]):
            assert urlsplit(iri).scheme in ("http", "urn")
            assert " " not in iri
        assert datetime.datetime.fromisoformat(one["timestamp"]).utcoffset() == datetime.timedelta(0)
        definition = one["object"]["definition"]
        assert ("interactionType" in definition) == (definition.get("type", "").endswith("cmi.interaction"))
        if "score" in one.get("result", {}):
            assert -1 <= one["result"]["score"]["scaled"] <= 1
    assert found[0]["verb"]["display"]["en"] == "answered"
    assert found[0]["result"] == {"success": True, "score": {"scaled": 0.0}, "response": SAID[0]}
    assert found[-3]["result"]["response"].startswith("def f(t)")
    assert "AAAA" not in export.as_xapi(entries)


def test_statements_hold_nothing_but_text_where_text_belongs(place):
    record.add("answer", "0 2/../x", of="a b\n<c>", asked="", said="", share=7, right="yes")
    one = json.loads(export.as_xapi(record.journal().entries()))
    assert one["object"]["id"] == "urn:ketlessons:answer:a-b--c-"
    assert "result" not in one


def test_lines_are_a_record_that_another_takes_in(entries, place, tmp_path):
    text = export.as_lines(entries)
    found = lines.read(text.encode())
    assert (found.damaged, found.lost) == (0, [])
    (tmp_path / "there.jsonl").write_text(text, encoding="utf-8")
    my_record.erase(sure=True)
    words = repr(my_record.bring(tmp_path / "there.jsonl"))
    assert words == f"{len(SAID) + 3} entries came in from there.jsonl."
    again = [one for one in record.journal().entries() if one["what"] != "begun"]
    assert [{**one, "n": 0} for one in again] == [{**one, "n": 0} for one in entries if one["what"] != "begun"]
    assert repr(my_record.bring(tmp_path / "there.jsonl")).startswith("0 entries")
