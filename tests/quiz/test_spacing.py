"""Whose turn is it? Records made by hand, and a thousand drawn ones: what always holds of a spaced review."""

import datetime
import random
from itertools import pairwise

import pytest
from asked import heard, messages_of, say
from keeping import another_kernel, kept_at, written

from ketlessons import record
from ketlessons.quiz import everything, further, memory, review
from ketlessons.quiz.spacing import INTERVALS_D, REASONS, due, stands_behind

NOW = datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC)
BANK = {id: one for id, one in further().items() if one.kept}
LESSONS = {one.lesson for one in BANK.values()}
#: Two questions of the bank, from two lessons.
ONE, OTHER = "02-check-potent", "04-check-onset"


def gave(of, right, days=0.0, hours=0.0, **more):
    """Return one line of a record: an answer so long ago."""
    at = NOW - datetime.timedelta(days=days, hours=hours)
    written_at = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    slips = [] if right else ["mis_potent_is_better"]
    return {"what": "answer", "of": of, "answer": 1, "right": right, "misconceptions": slips, "at": written_at, **more}


def whys(entries, now=NOW, **more):
    return {turn.of: turn.why for turn in due(entries, now, BANK, most=100, **more)}


def test_nothing_answered_draws_a_mix_over_the_lessons():
    first = due((), NOW, BANK, most=len(LESSONS))
    assert {turn.why for turn in first} == {"new"}
    assert {BANK[turn.of].lesson for turn in first} == LESSONS, "each lesson once before any comes twice"
    assert len(whys(())) == len(BANK)


def test_what_was_wrong_comes_first_and_what_is_due_next():
    entries = [gave(OTHER, True, days=2), gave(ONE, False, days=1)]
    assert [(turn.of, turn.why) for turn in due(entries, NOW, BANK)][:2] == [(ONE, "wrong"), (OTHER, "due")]


@pytest.mark.parametrize(("days", "wait"), [(1, 1), (2, 3), (3, 7), (4, 16), (5, 35), (6, 35), (9, 35)])
def test_each_right_day_puts_a_question_further_off(days, wait):
    """The five distances are written out here; nothing is taken from the module."""
    first = 400.0
    entries = [gave(ONE, True, days=first - day) for day in range(days)]
    last = datetime.timedelta(days=first - days + 1)
    before = NOW - last + datetime.timedelta(days=wait, hours=-1)
    after = NOW - last + datetime.timedelta(days=wait, hours=1)
    assert ONE not in whys(entries, before)
    assert whys(entries, after)[ONE] == "due"


def test_a_wrong_answer_begins_again_at_one_day():
    entries = [*(gave(ONE, True, days=90 - d) for d in range(4)), gave(ONE, False, days=5), gave(ONE, True, days=4)]
    assert whys(entries)[ONE] == "due"
    assert ONE not in whys(entries, NOW - datetime.timedelta(days=3, hours=1))


def test_twice_on_one_day_is_one_day():
    entries = [gave(ONE, True, days=2, hours=hours) for hours in (3, 2, 1)]
    assert whys(entries)[ONE] == "due", "after one day, and not after seven"


def test_what_was_wrong_just_now_waits_until_all_others_were_asked():
    found = due([gave(ONE, False, hours=0.2)], NOW, BANK, most=100)
    assert (found[-1].of, found[-1].why) == (ONE, "again")


def test_a_slip_brings_questions_that_can_show_it():
    found = due([gave(ONE, False, days=1, misconceptions=["slip_rest"])], NOW, BANK, most=100)
    kin = {turn.of for turn in found if turn.why == "slip"}
    assert kin == {id for id, one in BANK.items() if "slip_rest" in stands_behind(one)} - {ONE}
    assert len(kin) > 1, "nothing in the bank can show this slip"
    places = [REASONS.index(turn.why) for turn in found]
    assert places == sorted(places)


def test_an_answer_that_was_taken_back_counts_for_nothing():
    assert whys([gave(ONE, False, days=2), gave(ONE, None, days=1, answer=None)])[ONE] == "new"


def test_where_nothing_else_is_left_what_is_not_due_is_asked():
    only = {ONE: BANK[ONE]}
    (turn,) = due([gave(ONE, True, hours=5)], NOW, only)
    assert turn.why == "early"


@pytest.mark.parametrize("at", ["yesterday", "", None, 7, "2999-01-01T00:00:00.000Z", "0001-01-01T00:00:00+14:00"])
def test_a_time_that_nobody_can_read_stops_nothing(at):
    assert ONE in {turn.of for turn in due([gave(ONE, False, at=at)], NOW, BANK, most=100)}


@pytest.mark.parametrize("spoilt", [{"of": 7}, {"right": "yes"}, {"what": "built"}, {"misconceptions": 3}])
def test_a_line_that_holds_anything_else_stops_nothing(spoilt):
    assert due([gave(ONE, False, days=1) | spoilt], NOW, BANK)


@pytest.mark.parametrize(
    ("name", "given"),
    [("now", {"now": datetime.datetime(2026, 11, 26)}), ("now", {"now": "today"}), ("most", {"most": 0}),
     ("most", {"most": 101}), ("seed", {"seed": -1})],
)  # fmt: skip
def test_what_is_not_allowed_is_refused_by_name(name, given):
    with pytest.raises(ValueError, match=f"^{name}: .* allowed"):
        due((), **{"now": NOW, "among": BANK, **given})


@pytest.mark.parametrize("seed", range(200))
def test_whatever_is_in_a_record(seed):
    """No question twice; wrong before due before new; the same record gives the same; nothing comes before its time."""
    lot = random.Random(seed)
    ids = list(BANK)
    entries = sorted(
        (gave(lot.choice(ids), lot.random() < 0.6, days=lot.choice([0.01, 0.5, 1, 2, 5, 20, 60]) * lot.random())
         for _ in range(lot.randrange(120))),
        key=lambda entry: entry["at"],
    )  # fmt: skip
    most, by = lot.randrange(1, 101), lot.randrange(1000)
    found = due(entries, NOW, BANK, most=most, seed=by)
    assert found == due(tuple(entries), NOW, dict(BANK), most=most, seed=by)
    assert len({turn.of for turn in found}) == len(found) <= most
    places = [REASONS.index(turn.why) for turn in found]
    assert places == sorted(places)
    newest = {entry["of"]: entry for entry in entries}
    for turn in found:
        assert (turn.why in ("slip", "new")) == (turn.of not in newest)
        assert turn.why not in ("wrong", "again") or newest[turn.of]["right"] is False
        assert turn.why != "due" or turn.due_at <= NOW
    if len(found) < most:
        left = set(BANK) - {turn.of for turn in found}
        assert all(newest[id]["right"] for id in left), "a wrong or a new question was left out"


def test_the_distances_grow():
    assert all(after > before for before, after in pairwise(INTERVALS_D))


# The review that uses it ----------------------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path):
    with kept_at(tmp_path / "my-record.jsonl") as found:
        yield found


def test_without_a_record_everybody_has_the_same_copy_and_none_is_answered():
    one, again = review(spaced=True, most=12), review(spaced=True, most=12, seed=99)
    assert one.answer == {"at": 0, "given": {}}
    assert [asked.id for asked in one.printed] == [asked.id for asked in again.printed]
    assert one.title == "Mixed review (12 new)"
    assert not any(asked.kind in ("predict", "sort") or not asked.kept for asked in (*one.questions, *one.printed))


def test_a_weak_question_begins_without_its_answer_and_the_new_answer_is_written(place):
    asked = everything()["02-check-magnesium"]
    wrong = next(index for index, option in enumerate(asked.options) if not option.key)
    memory.keep(asked, wrong)
    another_kernel()
    live = review(spaced=True, most=100)
    assert asked in live.questions, "a question of a lesson comes again once it was answered there"
    assert live.answer["given"] == {}
    sent = messages_of(live)
    here = live.questions.index(asked)
    for seq, at in enumerate((here, here), start=1):
        answer = {"at": at, "given": {asked.id: wrong}}
        say(live, {"type": "commit", "view": "a", "seq": seq, "answer": answer})
    assert len(heard(sent)) == 2
    lines = [line for line in written(place) if line["what"] == "answer"]
    assert [line["answer"] for line in lines] == [wrong, wrong], (
        "given again it counts again, pressed twice it does not"
    )


def test_what_keeps_no_answers_and_lesson_08_are_not_asked(place):
    assert not {one.lesson for one in review(spaced=True, most=100).questions} & set(record.KEEPS_NOTHING)


@pytest.mark.parametrize("also", [{"lesson": "02"}, {"ids": ["02-check-potent"]}])
def test_a_spaced_review_chooses_by_itself(also):
    with pytest.raises(ValueError, match=r"^spaced: .*leave out"):
        review(spaced=True, **also)


@pytest.mark.parametrize("dots", ["...", " … ", "...\n"])
def test_dots_that_a_lesson_hands_out_are_no_thought(place, dots):
    from ketlessons import my_record

    assert "Nothing is kept" in repr(my_record.reflect(dots, lesson="09"))
    assert not place.exists()
    assert repr(my_record.reflect("Another target.", lesson="09")) == "It is in your record."
    assert written(place)[-1]["said"] == "Another target."
