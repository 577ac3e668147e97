"""The lines of a record: what is written comes back, and what was spoilt is seen."""

import doctest
import json
import random
import zlib

import pytest

from ketlessons.record import lines, telling

ENTRY = {"n": 3, "id": "a" * 32, "at": "2026-11-26T13:40:12.345Z", "what": "answer", "said": 'µ "quoted"\nand more'}


@pytest.mark.parametrize("module", [lines, telling])
def test_examples(module):
    assert doctest.testmod(module).failed == 0


def test_a_line_is_json_and_its_sum_is_the_crc_of_what_stands_before_it():
    line = lines.line(ENTRY)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    held = json.loads(line)
    assert held["said"] == ENTRY["said"]
    body = line[: line.rindex(b',"sum"')]
    assert int(held["sum"], 16) == zlib.crc32(body)


def test_what_is_written_comes_back():
    (found,) = lines.read(lines.line(ENTRY)).entries
    assert found == ENTRY
    assert lines.line(found) == lines.line(ENTRY), "written anew it has the same bytes"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1 << 70, "half a pair \ud800", {1, 2}, object, "\0\x1b"])
def test_whatever_a_learner_gives_makes_a_line_that_can_be_read(value):
    (found,) = lines.read(lines.line({**ENTRY, "answer": value})).entries
    assert "answer" in found


def test_every_single_change_of_a_byte_is_seen():
    line = lines.line(ENTRY)
    chance = random.Random(1)
    for at in range(len(line) - 1):
        spoilt = bytearray(line)
        spoilt[at] ^= 1 << chance.randrange(8)
        assert lines.read(bytes(spoilt)).entries in ((), (ENTRY,)), at
        assert lines.read(bytes(spoilt)).damaged or spoilt[at : at + 1].isspace()


@pytest.mark.parametrize("cut", [1, 20, 100])
def test_a_line_that_was_cut_short_spoils_no_other(cut):
    one, two = ENTRY, {**ENTRY, "n": 4, "id": "b" * 32}
    for end in (b"", b"\n"):  # also where its line end is lost, so that the next one runs into it
        found = lines.read(lines.line(one)[:cut] + end + lines.line(two))
        assert [entry["n"] for entry in found.entries] == [4]
        assert found.damaged == 1


def test_a_file_that_an_editor_saved_with_marks_and_line_ends_of_its_own_is_read():
    text = (lines.line(ENTRY) + lines.line({**ENTRY, "n": 4, "id": "b"})).decode().replace("\n", "\r\n")
    found = lines.read(text.encode("utf-8-sig"))
    assert (len(found.entries), found.damaged) == (2, 0)


def test_missing_numbers_are_lost_unless_the_record_says_where_they_went():
    def numbered(*wanted, **gone):
        made = [{**ENTRY, "n": n, "id": str(n)} for n in wanted]
        return lines.read(b"".join(map(lines.line, [*made, *([{**ENTRY, "id": "e", **gone}] if gone else [])])))

    assert numbered(0, 1, 2).lost == []
    assert numbered(1, 4).lost == [0, 2, 3]
    assert numbered(1, 4, n=5, what="erased", gone=[[0, 0], [2, 3]]).lost == []
    assert numbered(1, 4, n=5, what="erased", gone=[[2, 2]]).lost == [0, 3]
    assert numbered(1, 4, n=5, what="erased", gone="all").lost == [0, 2, 3], "nonsense takes nothing away"


def test_lines_of_a_newer_form_are_counted_and_left_alone():
    newer = json.dumps({"v": 2, **ENTRY}, separators=(",", ":")).encode()[:-1]
    found = lines.read(lines.line({**ENTRY, "n": 1, "id": "b"}) + newer + b',"sum":"%08x"}\n' % zlib.crc32(newer))
    assert (len(found.entries), found.newer, found.damaged) == (1, 1, 0)
