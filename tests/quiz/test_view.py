"""The view of a question: what is sent, what a saved notebook keeps, and what is revealed when."""

import pytest
import traitlets
from asked import Reader, heard, messages_of, say, still_of

from ketlessons.quiz import Choice, Option, Quiz, Reveal, ask, questions, reveal

VIEW = "application/vnd.jupyter.widget-view+json"
SAMPLE = {
    kind: Choice(
        f"99-{kind}",
        kind,
        'Is 1 < 2 & "so"?',
        (
            Option("First <b>.", False, "Feedback & one."),
            Option("Second.", True, "Feedback two."),
            Option("Third.", False, "Feedback three."),
        ),
    )
    for kind in ("predict", "check")
}


@pytest.mark.parametrize("question_id", [id for id, asked in questions().items() if isinstance(asked, Choice)])
def test_every_question_of_the_collection_can_be_asked(question_id):
    quiz = ask(question_id)
    assert quiz.answer == -1
    data = still_of(quiz)
    page = Reader(data["text/html"])
    asked = quiz.question
    assert asked.prompt in page.seen
    for option in asked.options:
        assert option.text in page.seen
        assert option.feedback not in page.seen
        assert (option.feedback in page.folded) == (asked.kind == "check")
    assert asked.prompt in data["text/plain"]
    assert VIEW in data


def test_an_unknown_question_is_refused_by_name():
    with pytest.raises(ValueError, match="99-nothing"):
        ask("99-nothing")


@pytest.mark.parametrize("kind", SAMPLE)
def test_a_saved_question_gives_nothing_away_outside_the_fold(kind):
    html = still_of(Quiz(SAMPLE[kind]))["text/html"]
    page = Reader(html)
    for word in ("Right", "right", "key", "Not quite"):
        assert word not in page.seen
    for option in SAMPLE[kind].options:
        assert option.feedback not in page.seen
    # Nor does the markup of one option differ from that of another.
    assert html.split("<details>")[0].count("<li>") == 3
    assert "script" not in page.tags


def test_a_saved_prediction_has_no_answer_at_all():
    html = still_of(Quiz(SAMPLE["predict"]))["text/html"]
    page = Reader(html)
    assert page.details == 0
    assert "Feedback" not in html
    assert "Commit" in page.seen


def test_a_saved_check_folds_away_feedback_for_every_option():
    page = Reader(still_of(Quiz(SAMPLE["check"]))["text/html"])
    assert page.details == 1
    for option in SAMPLE["check"].options:
        assert option.feedback in page.folded
    assert page.folded.count("Right:") == 1
    assert page.folded.count("Not quite:") == 2
    assert page.folded.index("Right:") < page.folded.index("Second.") < page.folded.rindex("Not quite:")


@pytest.mark.parametrize("kind", SAMPLE)
def test_words_of_a_question_are_escaped(kind):
    html = still_of(Quiz(SAMPLE[kind]))["text/html"]
    assert "First &lt;b&gt;." in html
    assert "First <b>" not in html
    assert 'Is 1 < 2 & "so"?' in Reader(html).seen


def test_the_plain_text_does_not_change_with_the_answer():
    """A saved notebook is compared by this text; a learner's pick must not change it, nor must it tell the key."""
    quiz = Quiz(SAMPLE["check"])
    before = still_of(quiz)
    quiz.answer = 1
    after = still_of(quiz)
    assert before["text/plain"] == after["text/plain"]
    assert before["text/plain"].splitlines() == [
        'Quick check: Is 1 < 2 & "so"?',
        "1. First <b>.",
        "2. Second.",
        "3. Third.",
        "(Answer and feedback are left out here; the notebook and its page hold them.)",
    ]
    assert before["text/html"] == after["text/html"]


def test_the_browser_gets_every_option_with_its_feedback():
    spec = Quiz(SAMPLE["check"])._spec
    assert spec["kind"] == "check"
    assert [option["feedback"] for option in spec["options"]] == [o.feedback for o in SAMPLE["check"].options]
    assert [option["key"] for option in spec["options"]] == [False, True, False]


def test_the_learners_answer_is_a_trait_that_can_be_observed():
    quiz, heard = Quiz(SAMPLE["predict"]), []
    quiz.observe(lambda change: heard.append(change["new"]), "answer")
    quiz.set_state({"answer": 2})
    assert heard == [2]
    assert "Third." in repr(quiz.reveal())


# What is revealed ---------------------------------------------------------------------------------------------------


def test_without_an_answer_the_reveal_says_what_to_run_and_gives_nothing_away():
    reveal = Quiz(SAMPLE["predict"]).reveal()
    words = repr(reveal)
    assert "not committed" in words
    assert SAMPLE["predict"].prompt in words
    page = Reader(reveal._repr_mimebundle_()["text/html"])
    assert page.details == 1
    for option in SAMPLE["predict"].options:
        for hidden in (option.text, option.feedback):
            assert hidden not in words
            assert hidden not in page.seen
            assert hidden in page.folded


def test_a_reveal_needs_no_variable_of_an_earlier_cell():
    """After a restart the name an earlier cell gave to its question is gone; the question's id is not."""
    asked = next(q for q in questions().values() if q.kind == "predict")
    assert "kernel was restarted" in repr(reveal(asked.id))
    ask(asked.id).answer = 1
    assert f"You predicted: {asked.options[1].text}" in repr(reveal(asked.id))
    with pytest.raises(ValueError, match="99-nothing"):
        reveal("99-nothing")


@pytest.mark.parametrize("kind", SAMPLE)
def test_a_question_asked_again_keeps_its_answer(kind):
    Quiz(SAMPLE[kind]).answer = 2
    again = Quiz(SAMPLE[kind])
    assert again.answer == 2
    assert again.get_state()["answer"] == 2, "the page would start without it"
    again.answer = -1
    assert Quiz(SAMPLE[kind]).answer == -1


# What is said to be committed was heard ------------------------------------------------------------------------------


def test_a_commitment_is_taken_kept_and_answered_with_its_mark():
    quiz = Quiz(SAMPLE["predict"])
    sent = messages_of(quiz)
    say(quiz, {"type": "commit", "view": "a", "seq": 7, "answer": 2})
    assert quiz.answer == 2
    assert heard(sent) == [{"type": "heard", "mark": {"view": "a", "seq": 7}, "answer": 2}]
    assert Quiz(SAMPLE["predict"]).answer == 2


@pytest.mark.parametrize("answer", [None, 9, "two", -5, 0.5])
def test_a_commitment_that_cannot_be_taken_is_answered_in_words(answer):
    quiz = Quiz(SAMPLE["predict"])
    sent = messages_of(quiz)
    say(quiz, {"type": "commit", "view": "a", "seq": 1, "answer": answer})
    assert quiz.answer == -1
    (reply,) = heard(sent)
    assert reply["mark"] == {"view": "a", "seq": 1}
    assert "could not be taken" in reply["trouble"]


def test_an_observer_that_fails_takes_no_answer_away():
    quiz = Quiz(SAMPLE["predict"])
    quiz.observe(lambda change: 1 / 0, "answer")
    sent = messages_of(quiz)
    say(quiz, {"type": "commit", "view": "a", "seq": 1, "answer": 1})
    assert [reply["answer"] for reply in heard(sent)] == [1]
    assert "ZeroDivisionError" in quiz.last_error
    assert Quiz(SAMPLE["predict"]).answer == 1


@pytest.mark.parametrize("answer", [0, 1, 2])
def test_with_an_answer_the_reveal_names_it_and_what_happens(answer):
    quiz = Quiz(SAMPLE["predict"])
    quiz.answer = answer
    reveal = quiz.reveal()
    words = repr(reveal)
    assert f"You predicted: {SAMPLE['predict'].options[answer].text}" in words
    assert words.endswith("What happens: Second.")
    assert "not committed" not in words
    data = reveal._repr_mimebundle_()
    assert data["text/plain"] == words


@pytest.mark.parametrize("answer", [-1, 0, 1, 2])
def test_the_table_of_the_reveal_gives_feedback_on_every_option_and_marks_one(answer):
    html = Reveal(SAMPLE["predict"], answer)._repr_mimebundle_()["text/html"]
    page = Reader(html)
    for option in SAMPLE["predict"].options:
        assert option.feedback in (page.seen if answer >= 0 else page.folded)
    assert page.seen.count("(your prediction)") == (answer >= 0)
    assert page.tags.count("tr") == 4
    assert page.tags.count("caption") == 1
    assert "<b>" not in html
    if answer >= 0:
        row = next(row for row in html.split("<tr>") if "(your prediction)" in row)
        assert SAMPLE["predict"].options[answer].feedback.replace("&", "&amp;") in row
        assert ("What happens." in row) == (answer == 1)


@pytest.mark.parametrize("answer", [3, 99, "b", None])
def test_an_answer_that_is_no_option_is_refused(answer):
    quiz = Quiz(SAMPLE["check"])
    with pytest.raises((ValueError, traitlets.TraitError)):
        quiz.answer = answer
    assert quiz.answer == -1


# Questions that keep no answers -------------------------------------------------------------------------------------


def unkept(kind):
    asked = SAMPLE[kind]
    return Choice(f"99-unkept-{kind}", kind, asked.prompt, asked.options, kept=False)


@pytest.mark.parametrize("kind", SAMPLE)
def test_an_answer_that_is_not_kept_is_answered_and_held_nowhere(kind):
    from ketlessons.quiz import memory

    asked = unkept(kind)
    quiz, sent = Quiz(asked), []
    quiz.send = lambda content, buffers=None: sent.append(content)
    quiz._on_message(quiz, {"type": "commit", "answer": 1, "view": "a", "seq": 1}, [])
    assert [(one["type"], one["answer"]) for one in sent] == [("heard", 1)]
    assert quiz.answer == -1
    assert quiz.get_state()["answer"] == -1
    assert memory._answers == {}
    assert Quiz(asked).answer == -1, "asked again, it starts empty"


def test_an_answer_that_is_not_kept_cannot_be_set_in_python_either_and_nonsense_is_refused():
    quiz, sent = Quiz(unkept("check")), []
    with pytest.raises(ValueError, match="keeps no answers"):
        quiz.answer = 1
    quiz.send = lambda content, buffers=None: sent.append(content)
    for seq, answer in enumerate((7, -2, None, "1"), start=1):
        quiz._on_message(quiz, {"type": "commit", "answer": answer, "view": "a", "seq": seq}, [])
    assert all("trouble" in one for one in sent)
    assert len(sent) == 4


def test_an_answer_that_was_kept_before_is_not_told_of_a_question_that_keeps_none(monkeypatch):
    from ketlessons.quiz import memory

    asked = unkept("predict")
    monkeypatch.setitem(memory._answers, asked.id, 1)
    assert Quiz(asked).answer == -1
    found = Reveal(asked, -1)
    page = Reader(found._repr_mimebundle_()["text/html"])
    assert "your prediction" not in page.seen
    assert "You have not committed" not in page.seen + repr(found)
    for option in asked.options:
        assert option.text in page.seen
        assert option.feedback in page.seen
    assert repr(found) == "No answer to this question is kept. What happens: Second."


def test_the_page_is_told_whether_an_answer_is_kept():
    assert Quiz(unkept("check"))._spec["kept"] is False
    assert Quiz(SAMPLE["check"])._spec["kept"] is True


#: The case of lesson 09 that somebody may have lived through.
LIVED_THROUGH = ("09-order-asleep", "09-check-breathing")


@pytest.mark.parametrize("question_id", [id for id, one in questions().items() if one.kind in ("several", "order")])
def test_a_lessons_question_of_another_kind_can_be_asked_and_folds_its_answer(question_id):
    live = ask(question_id)
    asked = live.question
    assert live.answer is None
    page = Reader(still_of(live)["text/html"])
    assert asked.prompt in page.seen
    for part in asked.options if asked.kind == "several" else asked.steps:
        assert part.text in page.seen
        assert part.feedback not in page.seen
        assert part.feedback in page.folded


def test_no_answer_to_lesson_08_is_kept_nor_to_what_somebody_may_have_lived_through():
    own = [one for one in questions().values() if one.id.startswith("08-")]
    assert len(own) >= 5
    assert not any(one.kept for one in own)
    assert [one.id for one in questions().values() if not one.kept and one not in own] == list(LIVED_THROUGH)


# One memory for every kind --------------------------------------------------------------------------------------------


def test_an_answer_to_a_question_that_keeps_none_is_stopped_where_all_answers_come_through():
    from ketlessons.quiz import memory

    with pytest.raises(ValueError, match="keeps no answers"):
        memory.keep(unkept("check"), 1)
    assert memory.answer_to(unkept("check")) is None


def test_every_question_judges_its_own_answers():
    for asked in questions().values():
        if isinstance(asked, Choice):
            told = [asked.judged(index) for index in range(len(asked.options))]
            assert [one.right for one in told] == [option.key for option in asked.options]
            assert [one.told for one in told] == [option.feedback for option in asked.options]
            for nonsense in (-1, len(told), True, None, "0"):
                with pytest.raises(ValueError, match="answer"):
                    asked.checked(nonsense)


def test_a_sorting_is_judged_card_by_card():
    asked = questions()["01-sort-uses"]
    case = asked.cases[0].id
    right = {card.id: card.place[case] for card in asked.cards}
    assert asked.judged({"case": case, "placed": right, "checked": True}).right
    first = asked.cards[0]
    wrong = {**right, first.id: next(place.id for place in asked.places if place.id != first.place[case])}
    told = asked.judged({"case": case, "placed": wrong, "checked": True})
    assert not told.right
    assert told.share == pytest.approx((len(asked.cards) - 1) / len(asked.cards))
    assert first.feedback[case] in told.told
