"""How further kinds and a review are shown: what is sent, kept, taken and saved, and from which seed it is drawn."""

import json

import pytest
import traitlets
from asked import Reader, heard, messages_of, say, still_of

from ketlessons.quiz import (
    Answered,
    Choice,
    Number,
    Quiz,
    Review,
    Sort,
    Sorting,
    ask,
    further,
    memory,
    question,
    review,
)
from ketlessons.quiz.shown.telling import told

ANSWERS = {
    "02-several-conditions": [0, 1],
    "02-order-trap": ["open", "bind", "enter", "shut", "again", "leave"],
    "04-number-left": {"seed": 7, "typed": "12,5", "unit": "%"},
}


@pytest.mark.parametrize("name", further())
def test_every_further_question_can_be_asked_and_gives_nothing_away_in_its_copy(name):
    asked = question(name)
    shown = ask(name)
    assert isinstance(shown, Quiz if isinstance(asked, Choice) else Answered)
    data = still_of(shown)
    page = Reader(data["text/html"])
    assert asked.prompt in page.seen
    assert asked.prompt in data["text/plain"]
    assert page.details == 1
    for option in asked.options:
        if isinstance(asked, Number):
            continue
        assert option.feedback not in page.seen
        assert option.feedback in page.folded
        assert option.feedback not in data["text/plain"]
    if isinstance(asked, Number):
        drawn = asked.drawn(0)
        assert drawn.feedback in page.folded
        assert drawn.feedback not in page.seen + data["text/plain"]


@pytest.mark.parametrize("name", further())
def test_what_the_page_is_told_is_json_and_holds_all_that_it_needs(name):
    asked = question(name)
    spec = told(asked, 7)
    assert json.loads(json.dumps(spec)) == spec
    assert spec["question"] == name
    words = json.dumps(spec, ensure_ascii=False)
    parts = [one.feedback for one in (asked.drawn(7).wrong if isinstance(asked, Number) else asked.options)]
    for part in parts:
        assert json.dumps(part, ensure_ascii=False)[1:-1] in words


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_taken_kept_and_answered_with_its_mark(name):
    shown = ask(name)
    assert shown.answer is None
    sent = messages_of(shown)
    say(shown, {"type": "commit", "view": "a", "seq": 7, "answer": ANSWERS[name]})
    assert shown.answer == ANSWERS[name]
    assert heard(sent) == [{"type": "heard", "mark": {"view": "a", "seq": 7}, "answer": ANSWERS[name]}]
    assert memory.answer_to(question(name)) == ANSWERS[name]
    assert ask(name).get_state()["answer"] == ANSWERS[name], "the page would start without it"


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("answer", [None, 99, "x", [], {}, [99]])
def test_what_is_no_answer_is_answered_in_words_and_kept_nowhere(name, answer):
    shown = ask(name)
    sent = messages_of(shown)
    say(shown, {"type": "commit", "view": "a", "seq": 1, "answer": answer})
    (reply,) = heard(sent)
    assert "could not be taken" in reply["trouble"]
    assert shown.answer is None
    assert memory.answer_to(question(name)) is None
    if answer is not None:
        with pytest.raises((ValueError, traitlets.TraitError)):
            shown.answer = answer


def test_a_number_that_was_answered_is_asked_again_with_its_own_values():
    asked = question("04-number-left")
    memory.keep(asked, {"seed": 99, "typed": "3", "unit": "%"})
    assert ask(asked.id)._spec["prompt"] == asked.drawn(99).prompt
    memory.forget()
    assert ask(asked.id)._spec["prompt"] == asked.drawn(7).prompt


def test_copies_are_the_same_for_every_learner():
    first = [still_of(ask(name)) for name in ANSWERS] + [still_of(review("04")), still_of(review(most=5))]
    memory.draw_from(12345)
    again = [still_of(ask(name)) for name in ANSWERS] + [still_of(review("04")), still_of(review(most=5))]
    for one, other in zip(first, again, strict=True):
        assert one["text/html"] == other["text/html"]
        assert one["text/plain"] == other["text/plain"]


def test_the_seed_is_given_by_the_environment_or_drawn_by_lot(monkeypatch):
    memory.draw_from(None)
    monkeypatch.setenv("KETLESSONS_SEED", "42")
    assert memory.seed() == 42
    memory.draw_from(None)
    monkeypatch.setenv("KETLESSONS_SEED", "-1")
    with pytest.raises(ValueError, match="KETLESSONS_SEED"):
        memory.seed()
    monkeypatch.delenv("KETLESSONS_SEED")
    seeds = set()
    for _ in range(5):
        memory.draw_from(None)
        seeds.add(memory.seed())
        assert memory.seed() in seeds, "a learner's seed changes while the kernel lives"
    assert len(seeds) > 1
    for bad in (-1, 1.0, "1", True, 2**31):
        with pytest.raises(ValueError, match="seed"):
            memory.draw_from(bad)


# A review -------------------------------------------------------------------------------------------------------------


def asked_by(shown):
    return [item["question"] for item in shown._spec["items"]]


def test_a_review_asks_all_further_questions_of_a_lesson_shuffled():
    own = [one.id for one in further().values() if one.lesson == "04"]
    assert sorted(asked_by(review("04"))) == sorted(own)
    assert asked_by(review("04")) != own
    assert asked_by(review("04", seed=1)) != asked_by(review("04", seed=2))


def test_nobody_meets_lesson_08_who_did_not_choose_it():
    mixed = review(most=100)
    assert {question(name).lesson for name in asked_by(mixed)} == {"01", "02", "03", "04", "05", "06", "07", "09"}
    assert {question(name).lesson for name in asked_by(review("08"))} == {"08"}


def test_a_review_asks_what_it_is_told_to_and_in_this_order():
    ids = ["06-check-seven", "02-check-trap", "04-number-left"]
    assert asked_by(review(ids=ids)) == ids
    assert asked_by(review(ids=ids, most=2)) == ids[:2]


@pytest.mark.parametrize(
    "wrong",
    [
        {"lesson": "00"},
        {"lesson": "44"},
        {"lesson": 4},
        {"ids": ["99-nothing"]},
        {"ids": []},
        {"ids": ["01-sort-uses"]},
        {"ids": ["02-check-trap", "02-check-trap"]},
        {"most": 0},
        {"most": True},
        {"most": 101},
        {"seed": -1},
    ],
)
def test_a_review_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"lesson|ids|most|seed|question_id"):
        review(**wrong)


def test_options_are_shuffled_and_an_answer_still_names_the_option():
    orders = set()
    for seed in range(12):
        (item,) = review(ids=["06-check-seven"], seed=seed)._spec["items"]
        assert sorted(item["order"]) == [0, 1, 2, 3]
        assert [option["text"] for option in item["options"]] == [
            option.text for option in question("06-check-seven").options
        ]
        orders.add(tuple(item["order"]))
    assert len(orders) > 4


def test_what_is_answered_in_a_review_is_kept_like_any_answer():
    shown = review(ids=list(ANSWERS))
    sent = messages_of(shown)
    given = {}
    for place, (name, answer) in enumerate(ANSWERS.items()):
        given = {**given, name: answer}
        say(shown, {"type": "commit", "view": "a", "seq": place + 1, "answer": {"at": place, "given": given}})
    assert [reply["answer"]["at"] for reply in heard(sent)] == [0, 1, 2]
    for name, answer in ANSWERS.items():
        assert memory.answer_to(question(name)) == answer
    assert review(ids=list(ANSWERS)).answer["given"] == ANSWERS


def test_what_lesson_08_is_answered_is_never_taken():
    shown = review("08")
    sent = messages_of(shown)
    name = asked_by(shown)[0]
    answer = {"seed": 7, "typed": "5", "unit": question(name).units[0].text}
    say(shown, {"type": "commit", "view": "a", "seq": 1, "answer": {"at": 0, "given": {name: answer}}})
    assert "trouble" in heard(sent)[0]
    assert shown.answer == {"at": 0, "given": {}}
    assert memory._answers == {}
    one = ask(name)
    sent = messages_of(one)
    say(one, {"type": "commit", "view": "a", "seq": 1, "answer": answer})
    assert heard(sent)[0]["answer"] == answer, "the page waits for an answer"
    assert one.answer is None
    assert memory._answers == {}
    with pytest.raises(ValueError, match="keeps no answers"):
        one.answer = answer


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {},
        {"at": 0},
        {"at": 3, "given": {}},
        {"at": -1, "given": {}},
        {"at": True, "given": {}},
        {"at": 0, "given": []},
        {"at": 0, "given": {"99-nothing": 1}},
        {"at": 0, "given": {"02-several-conditions": [9]}},
        {"at": 0, "given": {}, "more": 1},
    ],
)
def test_a_review_takes_no_nonsense(answer):
    shown = review(ids=list(ANSWERS))
    sent = messages_of(shown)
    say(shown, {"type": "commit", "view": "a", "seq": 1, "answer": answer})
    assert "trouble" in heard(sent)[0]
    assert shown.answer == {"at": 0, "given": {}}


def test_the_copy_of_a_review_holds_every_question_with_its_answers_folded():
    shown = review("02")
    page = Reader(still_of(shown)["text/html"])
    assert page.details == len(shown.questions)
    for one in shown.questions:
        assert one.prompt in page.seen
        for option in () if isinstance(one, Number) else one.options:
            assert option.feedback in page.folded
            assert option.feedback not in page.seen


def test_cards_to_sort_are_asked_as_before():
    assert isinstance(ask("01-sort-uses"), Sorting)
    with pytest.raises(TypeError, match="another way"):
        told(question("01-sort-uses"), 7)
    assert not any(isinstance(one, Sort) for one in Review([question("02-check-trap")], "One").questions)
