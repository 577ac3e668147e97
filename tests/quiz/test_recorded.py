"""Answers outlive their kernel: what a learner's record gets of a question, and what a question gets of it."""

import pytest
from asked import heard, messages_of, say
from keeping import another_kernel, kept_at, written

from ketlessons import record
from ketlessons.quiz import Choice, ask, everything, memory, question, reveal
from ketlessons.quiz.kinds.parts import Option

#: An answer that can be given, for each kind of question.
GIVEN = {
    "predict": lambda asked: 1,
    "check": lambda asked: 1,
    "several": lambda asked: [0, 2],
    "order": lambda asked: [step.id for step in reversed(asked.steps)],
    "number": lambda asked: {"seed": 7, "typed": "12.5", "unit": asked.units[0].text},
    "sort": lambda asked: {
        "case": asked.cases[-1].id,
        "placed": {card.id: asked.places[0].id for card in asked.cards},
        "checked": True,
    },
}


@pytest.fixture
def place(tmp_path):
    with kept_at(tmp_path / "my-record.jsonl") as found:
        yield found


def one_of(kind):
    return next(one for one in every() if one.kind == kind and one.kept)


def every():
    return list(everything().values())


@pytest.mark.parametrize("kind", GIVEN)
def test_an_answer_outlives_its_kernel(place, kind):
    asked = one_of(kind)
    answer = GIVEN[kind](asked)
    live = ask(asked.id)
    sent = messages_of(live)
    say(live, {"type": "commit", "view": "a", "seq": 1, "answer": answer})
    (reply,) = heard(sent)
    assert reply == {"type": "heard", "mark": {"view": "a", "seq": 1}, "answer": answer}
    (entry,) = written(place)
    assert (entry["of"], entry["lesson"], entry["answer"]) == (asked.id, asked.lesson, answer)
    assert entry["asked"] == live._spec["prompt"] or asked.kind == "number"
    assert (entry["objective"], entry["concept"]) == (asked.objective, asked.concept)
    assert entry["right"] == asked.judged(answer).right
    assert entry["said"] == asked.said(answer)
    another_kernel()
    again = ask(asked.id)
    assert again.answer == answer
    assert again.get_state()["answer"] == answer, "the page would start without it"
    assert len(written(place)) == 1, "to be asked again is no answer"


def test_every_kind_of_question_is_tried_here():
    assert {one.kind for one in every()} == set(GIVEN)


def test_a_prediction_is_revealed_after_a_restart(place):
    asked = one_of("predict")
    ask(asked.id).answer = 2
    another_kernel()
    assert f"You predicted: {asked.options[2].text}" in repr(reveal(asked.id))


def test_an_answer_that_was_taken_back_stays_taken_back(place):
    asked = one_of("check")
    live = ask(asked.id)
    live.answer = 1
    live.answer = -1
    another_kernel()
    assert ask(asked.id).answer == -1
    assert [one["answer"] for one in written(place)] == [1, None]


@pytest.mark.parametrize("change", ["prompt", "option", "order", "fewer"])
def test_an_answer_to_other_words_is_not_given_again(place, change):
    options = [Option(word, word == "b", "Because.") for word in "abc"]
    memory.keep(Choice("99-a", "check", "Which?", tuple(options)), 2)
    another_kernel()
    asked = {
        "prompt": Choice("99-a", "check", "Which not?", tuple(options)),
        "option": Choice("99-a", "check", "Which?", (*options[:2], Option("d", False, "Because."))),
        "order": Choice("99-a", "check", "Which?", tuple(reversed(options))),
        "fewer": Choice("99-a", "check", "Which?", tuple(options[:2])),
    }[change]
    assert memory.answer_to(asked) is None
    assert memory.answer_to(Choice("99-a", "check", "Which?", tuple(options))) == 2


@pytest.mark.parametrize("held", ["nonsense", 99, {"a": 1}, [1], True])
def test_an_answer_that_cannot_be_given_is_not_taken_from_a_record(place, held):
    asked = one_of("check")
    record.add("answer", "02", of=asked.id, asked=asked.prompt, answer=held, said="x")
    another_kernel()
    assert ask(asked.id).answer == -1


# What cannot be saved -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", GIVEN)
def test_a_learner_is_told_at_once_and_the_lesson_goes_on(tmp_path, kind):
    asked = one_of(kind)
    answer = GIVEN[kind](asked)
    with kept_at(tmp_path / "my-record.jsonl") as place:
        place.mkdir()  # a folder has its name
        live = ask(asked.id)
        sent = messages_of(live)
        say(live, {"type": "commit", "view": "a", "seq": 1, "answer": answer})
        (reply,) = heard(sent)
        assert reply["answer"] == answer
        assert "This is not saved in your record (a folder has its name)" in reply["note"]
        assert live.answer == ask(asked.id).answer == answer
        # The same answer again, once the trouble is gone, is saved although it is the same.
        place.rmdir()
        say(live, {"type": "commit", "view": "a", "seq": 2, "answer": answer})
        assert "note" not in heard(sent)[1] or "not saved" not in heard(sent)[1]["note"]
        assert [one["of"] for one in written(place)] == [asked.id]


def test_a_mistake_in_the_record_itself_stops_no_lesson(place, monkeypatch):
    monkeypatch.setattr(record.journal(), "add", lambda *_, **__: 1 / 0)
    monkeypatch.setattr(record.journal(), "last", lambda *_, **__: 1 / 0)
    live = ask(one_of("check").id)
    sent = messages_of(live)
    say(live, {"type": "commit", "view": "a", "seq": 1, "answer": 1})
    assert live.answer == 1
    assert "not saved in your record (ZeroDivisionError)" in heard(sent)[0]["note"]


def test_what_happened_to_the_record_is_told_by_the_first_question(place):
    asked = one_of("check")
    for answer in (0, 1, 0, 1):
        memory.keep(asked, answer)
    raw = place.read_bytes().splitlines(keepends=True)
    place.write_bytes(b"".join([*raw[:2], b"spoilt\n", *raw[3:]]))
    another_kernel()
    assert ask(asked.id)._spec["note"] == "The file of your record was damaged: 1 entry of it cannot be read any more."
    assert "note" not in ask(asked.id)._spec, "it is told once"


# What is not to be kept -----------------------------------------------------------------------------------------------


def test_lesson_08_leaves_nothing(place):
    from ketlessons import check, my_record

    own = [one for one in every() if one.lesson == "08"]
    for asked in own:
        live = ask(asked.id)
        sent = messages_of(live)
        say(live, {"type": "commit", "view": "a", "seq": 1, "answer": GIVEN[asked.kind](asked)})
        assert set(heard(sent)[0]) == {"type", "mark", "answer"}
    check.predictive_value(lambda a, b, c: a)
    my_record.reflect("words", lesson="08")
    my_record.keep_picture(FakePicture(), lesson="08")
    assert record.add("answer", "08", of="x") == ""
    assert not place.exists()
    assert not list(place.parent.iterdir())


class FakePicture:
    def _still(self):
        return {"image/png": "AAAA", "text/plain": "words"}


def test_the_lessons_that_keep_nothing_are_those_whose_questions_keep_nothing():
    by_lesson = {}
    for one in every():
        by_lesson.setdefault(one.lesson, set()).add(one.kept)
    assert {number for number, kept in by_lesson.items() if kept == {False}} == set(record.KEEPS_NOTHING)


def test_without_a_record_all_is_as_it_was():
    asked = question(one_of("check").id)
    live = ask(asked.id)
    sent = messages_of(live)
    say(live, {"type": "commit", "view": "a", "seq": 1, "answer": 1})
    assert set(heard(sent)[0]) == {"type", "mark", "answer"}
    another_kernel()
    assert ask(asked.id).answer == -1


def test_an_answer_in_a_review_is_kept_and_told(place):
    from ketlessons.quiz import Review

    asked = [one for one in everything().values() if one.kind in ("several", "number") and one.kept][:2]
    live = Review(asked, "Further questions", 7)
    sent = messages_of(live)
    given = {}
    for at, one in enumerate(asked):
        given = {**given, one.id: GIVEN[one.kind](one)}
        say(live, {"type": "commit", "view": "a", "seq": at + 1, "answer": {"at": at, "given": given}})
    assert all("note" not in one for one in heard(sent))
    assert [one["of"] for one in written(place)] == [one.id for one in asked]
    another_kernel()
    assert Review(asked, "Further questions", 7).answer["given"] == given
    place.unlink()
    place.mkdir()
    another_kernel()
    live = Review(asked, "Further questions", 7)
    sent = messages_of(live)
    say(
        live, {"type": "commit", "view": "a", "seq": 1, "answer": {"at": 0, "given": {asked[0].id: given[asked[0].id]}}}
    )
    assert "This is not saved in your record" in heard(sent)[0]["note"]


def test_a_later_kernel_draws_the_numbers_of_the_earlier_one(place):
    asked = one_of("number")
    memory.draw_from(None)
    live = ask(asked.id)
    live.answer = {**GIVEN["number"](asked), "seed": live.seed}
    another_kernel()
    memory.draw_from(None)
    assert memory.seed() == live.seed
    assert ask(asked.id)._spec["prompt"] == live._spec["prompt"]
    memory.draw_from(None)
