"""Does the page about a class tell what was planted, and nothing about anybody? Classes with known answers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import uuid

import numpy as np
import pytest

from ketlessons.evidence.course.teaching import misconceptions, pairs
from ketlessons.publish import classroom
from ketlessons.publish.classroom.counting import discrimination, gain, gain_of_one, standardised
from ketlessons.quiz.questions import everything, further, question, questions
from ketlessons.record import lines


def record(answers, book=None) -> bytes:
    """Return a record as a file holds it, from (question, answer, right) in order."""
    entries = [{"n": 0, "id": uuid.uuid4().hex, "at": "2026-11-01T08:00:00Z", "what": "begun",
                "book": book or uuid.uuid4().hex}]  # fmt: skip
    for n, (of, answer, right) in enumerate(answers, start=1):
        asked = question(of)
        slips = []
        if not right and hasattr(asked, "options"):
            slips = list(asked.options[answer].stands_for) if isinstance(answer, int) else []
        entries.append({
            "n": n, "id": uuid.uuid4().hex, "at": f"2026-11-01T09:{n % 60:02}:00Z", "what": "answer", "of": of,
            "lesson": asked.lesson, "kind": asked.kind, "answer": answer, "right": right, "misconceptions": slips,
        })  # fmt: skip
    return b"".join(lines.line(one) for one in entries)


def made(folder, records) -> classroom.Class:
    folder.mkdir(exist_ok=True)
    for place, raw in enumerate(records):
        (folder / f"somebody-{place:03}.jsonl").write_bytes(raw)
    return classroom.read_folder(folder)


def key_of(of: str) -> int:
    return next(index for index, option in enumerate(question(of).options) if option.key)


def other_than(of: str, index: int) -> int:
    return next(place for place in range(len(question(of).options)) if place != index)


# The pairs ------------------------------------------------------------------------------------------------------------


def test_each_lesson_that_predicts_and_keeps_has_a_pair():
    more = {one.lesson for one in further().values()}  # a lesson without questions of its own in the bank has no twin
    predicted = {
        one.lesson: one.id for one in questions().values() if one.kind == "predict" and one.kept and one.lesson in more
    }
    assert {lesson: pair.before for lesson, pair in pairs().items()} == predicted
    for pair in pairs().values():
        after = further()[pair.after]
        assert after.lesson == pair.lesson
        assert after.kept
    assert sum(question(p.before).objective == question(p.after).objective for p in pairs().values()) >= 6
    assert "08" not in pairs()


# The arithmetic -------------------------------------------------------------------------------------------------------


def test_the_planted_gain_lies_in_its_interval_in_about_95_of_100_classes():
    """A thousand classes of thirty: seven pairs each, learners who differ, a chance that rises."""
    random = np.random.default_rng(20261126)
    before_p, after_p, held = 0.42, 0.63, 0
    for _ in range(1000):
        able = random.normal(0, 0.12, 30)
        before = random.binomial(7, np.clip(before_p + able, 0.02, 0.98)) / 7
        after = random.binomial(7, np.clip(after_p + able, 0.02, 0.98)) / 7
        found = gain(before, after)
        held += found.low <= after_p - before_p <= found.high
    assert 930 <= held <= 970  # three standard errors of 950 are 21


def test_a_planted_gain_in_one_question_lies_in_its_interval():
    random, held = np.random.default_rng(7), 0
    for _ in range(1000):
        before = random.random(25) < 0.4
        after = np.where(random.random(25) < 0.5, before, random.random(25) < 0.8)  # half of them stay with it
        found = gain_of_one(before.tolist(), after.tolist())
        held += found.low <= 0.5 * (0.8 - 0.4) <= found.high
    assert 930 <= held <= 985  # this interval errs on the wide side


def test_a_planted_standardised_gain_lies_in_its_interval():
    random, held = np.random.default_rng(11), 0
    for _ in range(1000):
        more = random.normal(0.5, 1.0, 20)
        found = standardised(np.zeros(20), more)
        held += found.low <= 0.5 <= found.high
    assert 930 <= held <= 970


def test_intervals_worked_out_by_hand():
    # Differences 0.2, 0, 0.4, 0.2: mean 0.2, spread 0.163299, standard error 0.0816497, t(3) 3.182446.
    found = gain([0.2, 0.4, 0.2, 0.6], [0.4, 0.4, 0.6, 0.8])
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.2 - 0.259846, 0.2 + 0.259846), abs=1e-5)
    # Of ten, five gain and one loses: (5 - 1) / 12 +- 1.96 sqrt(7 - 16 / 12) / 12.
    found = gain_of_one([True, *[False] * 9], [False, *[True] * 5, *[False] * 4])
    half = 1.959964 * (7 - 16 / 12) ** 0.5 / 12
    assert (found.value, found.low, found.high) == pytest.approx((0.4, 1 / 3 - half, 1 / 3 + half), abs=1e-6)
    assert standardised([0, 0, 0], [0.5, 0.5, 0.5]) is None
    assert discrimination([True, False, True, False], [0.9, 0.1, 0.8, 0.2]) == pytest.approx(0.98995, abs=1e-4)
    assert discrimination([True, True, True], [0.1, 0.5, 0.9]) is None


@pytest.mark.parametrize(("before", "after", "words"), [
    ([0.5], [0.6], "1 learners; allowed: 2 or more"),
    ([0.5, 0.5], [0.6], "as many"),
    ([0.5, float("nan")], [0.6, 0.6], "allowed: numbers"),
])  # fmt: skip
@pytest.mark.parametrize("function", [gain, standardised, gain_of_one])
def test_bad_input_is_refused(function, before, after, words):
    with pytest.raises(ValueError, match=words):
        function(before, after)


# The page -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def simulated(tmp_path):
    """Thirty learners: pairs with a planted gain, votes that move, one misconception that a third hold."""
    random = np.random.default_rng(3)
    records = []
    for place in range(30):
        answers = []
        for pair in pairs().values():
            key = key_of(pair.before)
            right = random.random() < 0.4
            answers.append((pair.before, key if right else other_than(pair.before, key), bool(right)))
            again = right or random.random() < 0.6
            answers.append((pair.before, key if again else other_than(pair.before, key), bool(again)))
            answers.append((pair.after, {"some": "answer"}, bool(random.random() < 0.7)))
        key = key_of("02-check-trap")
        answers.append(("02-check-trap", key if place % 3 else other_than("02-check-trap", key), place % 3 != 0))
        records.append(record(answers))
    return made(tmp_path / "records", records)


def cells(page: str, caption: str) -> list[list[str]]:
    """Return the rows of a table as words."""
    table = re.search(rf"<caption>{re.escape(caption)}</caption>(.*?)</table>", page, flags=re.S).group(1)
    rows = re.findall(r"<tr>(.*?)</tr>", table, flags=re.S)
    return [[re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def test_votes_gain_difficulty_and_slips_are_those_of_the_class(simulated):
    page = classroom.page(simulated)
    assert "30 records counted" in page
    rows = cells(page, "First answers that were right")[1:]
    assert [row[0][:2] for row in rows] == list(pairs())
    for row, pair in zip(rows, pairs().values(), strict=True):
        before = sum(one.tries[pair.before][0].right for one in simulated.learners) / 30
        after = sum(one.tries[pair.after][0].right for one in simulated.learners) / 30
        assert row[1:4] == ["30", f"{100 * before:.0f} %", f"{100 * after:.0f} %"]
        assert row[4].split()[0] == f"{100 * (after - before):.0f}".replace("-", "\u2212")
    (trap,) = [row for row in cells(page, "First answers") if row[0] == "02-check-trap"]
    assert trap[2:4] == ["30", "67 %"]
    wrong = question("02-check-trap").options[other_than("02-check-trap", key_of("02-check-trap"))]
    believed = misconceptions()[wrong.misconception].believed
    slips = {row[0]: row[2] for row in cells(page, "Learners whose first answer stood for it at least once")[1:]}
    assert int(slips[believed.replace("'", "&#x27;")].split()[0]) >= 10
    votes = cells(page, "30 who voted twice")[1:]
    assert len(votes) == len(question("01-predict-year").options)
    assert sum(int(row[1].rstrip(" %")) for row in votes) == pytest.approx(100, abs=2)


def test_first_votes_are_hidden_until_half_have_voted_again(tmp_path):
    of, key = "02-predict-no-glutamate", key_of("02-predict-no-glutamate")
    once = [record([(of, key, True)]) for _ in range(12)]
    page = classroom.page(made(tmp_path / "once", once))
    assert "12 votes, 0 of them given again" in page
    assert "who voted twice" not in page
    twice = [record([(of, other_than(of, key), False), (of, key, True)]) for _ in range(12)]
    page = classroom.page(made(tmp_path / "twice", twice))
    assert [row[1:] for row in cells(page, "12 who voted twice") if "(holds)" in row[0]] == [["0 %", "100 %"]]


def test_a_small_class_is_not_shown(tmp_path):
    page = classroom.page(made(tmp_path / "few", [record([("02-check-trap", 0, False)]) for _ in range(4)]))
    assert "With fewer than 5 records" in page
    assert "<table" not in page


def test_broken_records_are_counted_and_named_and_the_rest_is_right(tmp_path, simulated):
    folder = tmp_path / "records"
    whole = (folder / "somebody-000.jsonl").read_bytes()
    (folder / "cut.jsonl").write_bytes(record([("02-check-trap", 0, False)])[:-20])
    (folder / "empty.jsonl").write_bytes(b"")
    (folder / "noise.jsonl").write_bytes(bytes(range(256)) * 40)
    (folder / "essay.docx").write_bytes(b"PK")
    (folder / "other.jsonl").write_text(json.dumps({"n": 1, "what": "answer"}) + "\n")
    (folder / "twice.jsonl").write_bytes(whole)  # the same record under another name
    held = classroom.read_folder(folder)
    assert {one.name: one.used for one in held.broken} == {
        "cut.jsonl": True, "empty.jsonl": False, "noise.jsonl": False, "essay.docx": False, "other.jsonl": False,
    }  # fmt: skip
    assert len(held.learners) == len(simulated.learners) + 1  # the whole first line of the cut one says that it is one
    page = classroom.page(held)
    assert "4 files could not be used, and 1 record only in part" in page
    for name in ("cut", "empty", "noise", "essay", "somebody"):
        assert name not in page, "a file's name stands on the page"


def test_what_was_taken_back_or_is_kept_nowhere_does_not_count(tmp_path):
    of = "02-check-trap"
    taken = made(tmp_path / "back", [record([(of, 0, False), (of, None, False), (of, key_of(of), True)])])
    assert [one.right for one in taken.learners[0].tries[of]] == [True]
    secret = next(one for one in everything().values() if not one.kept and one.kind == "check")
    assert not made(tmp_path / "secret", [record([(secret.id, 0, False)])]).learners[0].tries


def test_the_page_holds_no_script_no_address_and_no_odd_number(simulated):
    page = classroom.page(simulated)
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert not re.search(r"\b(nan|inf)\b", page)
    assert page.count("<h1>") == 1
    assert not re.search(r"[0-9a-f]{32}", page), "the id of a record stands on the page"


def test_the_command_names_what_was_broken(tmp_path, simulated):
    folder = tmp_path / "records"
    (folder / "empty.jsonl").write_bytes(b"")
    command = [sys.executable, "-m", "ketlessons.publish", "class", str(folder), "--into", str(tmp_path / "c.html")]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "empty.jsonl: it is empty; not used" in said
    assert "from 30 records" in said
    assert (tmp_path / "c.html").read_text(encoding="utf-8").startswith("<!doctype html>")
