"""Questions that ask to sort cards: what is refused, what is sent, what a saved copy holds, and what is kept."""

import json
import re
from pathlib import Path

import pytest
import traitlets
from asked import Reader, heard, messages_of, say, still_of

from ketlessons.quiz import Card, Named, Sort, Sorting, ask, question, questions, reveal
from ketlessons.quiz.kinds.sorts import ALWAYS

FILES = sorted((Path(__file__).parents[2] / "data" / "questions").glob("*.json"))
ROWS = [
    (path, row)
    for path in FILES
    for row in json.loads(path.read_text(encoding="utf-8"))
    if row["kind"] == "sort"
]  # fmt: skip
PLACES = (Named("in", "In & out"), Named("out", "Out"))
CASES = (Named("US", "US"), Named("UK", "UK"))
CARDS = (
    Card("a", "A", "Card <b>a</b>.", {"US": "in", "UK": "in"}, {"US": "A is in.", "UK": "A is in."}),
    Card("b", "B", "Card b.", {"US": "in", "UK": "out"}, {"US": "B is in.", "UK": "B is out, and why."}),
)
SAMPLE = Sort("99-sort", "Where?", PLACES, CARDS, "Region", CASES)


@pytest.fixture
def sort_row():
    """One right row, to be spoilt."""
    return {
        "id": "99-sort-it",
        "kind": "sort",
        "lesson": "01",
        "objective": "01-sort",
        "concept": "beyond",
        "prompt": "Where?",
        "places": [{"id": "in", "text": "In"}, {"id": "out", "text": "Out"}],
        "switch": {"label": "Region", "cases": [{"id": "US", "text": "US"}, {"id": "UK", "text": "UK"}]},
        "cards": [
            {"id": "a", "name": "A", "text": "Card a.", "place": {"US": "in", "UK": "out"}, "feedback": "Because."},
            {"id": "b", "name": "B", "text": "Card b.", "place": {"US": "in", "UK": "in"}, "feedback": "Because."},
        ],
    }


# The collection -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "row"), ROWS, ids=[row["id"] for _, row in ROWS])
def test_a_sorting_question_is_complete(path, row):
    asked = question(row["id"])
    assert isinstance(asked, Sort)
    assert asked.id.startswith(f"{path.stem[:2]}-sort-")
    assert asked.prompt.endswith("?")
    assert len({card.text for card in asked.cards}) == len(asked.cards)
    assert len({card.name for card in asked.cards}) == len(asked.cards)
    assert {card.place[case.id] for card in asked.cards for case in asked.cases} == {one.id for one in asked.places}
    for card in asked.cards:
        assert card.text.endswith("."), card.id
        assert len(card.name.split()) <= 4, card.id
        for words in card.feedback.values():
            assert words.endswith("."), card.id
            assert len(words) >= 30, "feedback says why, not only where"
            assert "  " not in words
            assert not re.search(r"(?<![A-Za-z\d])-\d", words)


def test_what_is_said_after_the_switch_is_short():
    """The status line names the cards that moved: at most 25 words."""
    for asked in questions().values():
        if asked.kind == "sort":
            for one in asked.cases:
                for other in asked.cases:
                    told = "; ".join(
                        f"{card.name}, now {asked.place_of(card, other.id)}" for card in asked.moved(one.id, other.id)
                    )
                    assert len(f"{other.text}: 9 cards move. {told}.".split()) <= 25


# Mistakes in the data -----------------------------------------------------------------------------------------------


def test_a_good_file_is_read(data_with, sort_row):
    data_with(first=[sort_row])
    asked = question("99-sort-it")
    assert asked.cards[0].feedback == {"US": "Because.", "UK": "Because."}
    assert [card.id for card in asked.moved("US", "UK")] == ["a"]


def test_without_a_switch_there_is_one_case(data_with, sort_row):
    del sort_row["switch"]
    for card in sort_row["cards"]:
        card["place"] = "in"
    data_with(first=[sort_row])
    assert question("99-sort-it").cases == (ALWAYS,)


def spoil(row, path, value):
    *way, last = path
    for step in way:
        row = row[step]
    if value is None:
        del row[last]
    else:
        row[last] = value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("places",), None),
        (("cards",), None),
        (("prompt",), None),
        (("prompt",), " "),
        (("cards",), "a, b"),
        (("places",), [{"id": "in", "text": "In"}]),
        (("places", 1, "id"), "in"),
        (("places", 1, "text"), ""),
        (("places", 1, "text"), 3),
        (("switch", "label"), None),
        (("switch", "label"), 1),
        (("switch", "cases"), [{"id": "US", "text": "US"}]),
        (("switch", "cases", 1, "id"), "US"),
        (("switch", "colour"), "red"),
        (("cards", 0, "place"), {"US": "in"}),
        (("cards", 0, "place"), {"US": "in", "UK": "in"}),
        (("cards", 0, "place"), {"US": "in", "UK": "elsewhere"}),
        (("cards", 0, "place"), 3),
        (("cards", 0, "feedback"), ""),
        (("cards", 0, "feedback"), {"US": "Because."}),
        (("cards", 0, "feedback"), {"US": "Because.", "UK": " "}),
        (("cards", 0, "name"), ""),
        (("cards", 0, "text"), None),
        (("cards", 1, "id"), "a"),
        (("cards", 0, "key"), True),
    ],
)
def test_a_question_that_cannot_work_is_refused_by_its_id(data_with, sort_row, path, value):
    spoil(sort_row, path, value)
    data_with(first=[sort_row])
    with pytest.raises(ValueError, match="99-sort-it") as caught:
        questions()
    assert "questions/first.json" in str(caught.value)


# What is sent and kept ----------------------------------------------------------------------------------------------


def test_the_browser_gets_every_card_with_its_place_and_feedback_in_each_case():
    spec = Sorting(SAMPLE)._spec
    assert spec["switch"] == "Region"
    assert [card["place"] for card in spec["cards"]] == [card.place for card in CARDS]
    assert [card["feedback"] for card in spec["cards"]] == [card.feedback for card in CARDS]
    assert [one["id"] for one in spec["cases"]] == ["US", "UK"]


ANSWER = {"case": "UK", "placed": {"b": "in"}, "checked": True}


def test_an_answer_is_taken_kept_and_answered_with_its_mark():
    quiz = Sorting(SAMPLE)
    assert quiz.answer == {"case": "US", "placed": {}, "checked": False}
    sent = messages_of(quiz)
    say(quiz, {"type": "commit", "view": "a", "seq": 7, "answer": ANSWER})
    assert quiz.answer == ANSWER
    assert heard(sent) == [{"type": "heard", "mark": {"view": "a", "seq": 7}, "answer": ANSWER}]
    assert Sorting(SAMPLE).answer == ANSWER
    assert Sorting(SAMPLE).get_state()["answer"] == ANSWER, "the page would start without it"


@pytest.mark.parametrize(
    "answer",
    [
        None,
        3,
        {},
        {"case": "US"},
        {**ANSWER, "more": 1},
        {**ANSWER, "case": "FR"},
        {**ANSWER, "placed": ["b"]},
        {**ANSWER, "placed": {"c": "in"}},
        {**ANSWER, "placed": {"b": "elsewhere"}},
        {**ANSWER, "checked": "yes"},
    ],
)
def test_an_answer_that_cannot_be_given_is_refused_and_answered_in_words(answer):
    quiz = Sorting(SAMPLE)
    with pytest.raises((ValueError, traitlets.TraitError)):
        quiz.answer = answer
    sent = messages_of(quiz)
    say(quiz, {"type": "commit", "view": "a", "seq": 1, "answer": answer})
    assert quiz.answer == SAMPLE.unanswered
    (reply,) = heard(sent)
    assert "could not be taken" in reply["trouble"]


def test_a_sorting_question_has_no_reveal():
    name = next(id for id, asked in questions().items() if asked.kind == "sort")
    assert isinstance(ask(name), Sorting)
    with pytest.raises(ValueError, match=name):
        reveal(name)


# The saved copy -----------------------------------------------------------------------------------------------------


def test_a_saved_copy_prints_the_cards_and_folds_the_answers_away():
    data = still_of(Sorting(SAMPLE))
    page = Reader(data["text/html"])
    assert "Card <b>a</b>." in page.seen
    assert "Card &lt;b&gt;a&lt;/b&gt;." in data["text/html"]
    assert page.details == 1
    for card in CARDS:
        for words in card.feedback.values():
            assert words not in page.seen
            assert words in page.folded
    assert page.folded.count("In & out.") == 3
    assert page.folded.count("Out.") == 1
    assert page.tags.count("caption") == 1
    assert "script" not in page.tags


def test_the_plain_text_tells_no_place_and_does_not_change_with_the_answer():
    quiz = Sorting(SAMPLE)
    before = still_of(quiz)
    quiz.answer = ANSWER
    assert still_of(quiz) == before
    assert before["text/plain"].splitlines() == [
        "Sort the cards: Where?",
        "Places: In & out; Out",
        "Region: US; UK",
        "1. Card <b>a</b>.",
        "2. Card b.",
        "(Answer and feedback are left out here; the notebook and its page hold them.)",
    ]


def test_paper_gets_the_answers_too():
    printed = still_of(Sorting(SAMPLE))["text/latex"]
    for words in ("B is in.", "B is out, and why."):
        assert words in printed
    assert printed.index("Card b.") < printed.index("B is in.")


def test_each_card_in_each_case_is_an_answer_for_who_reads_all_questions():
    assert [(one.text, one.feedback) for one in SAMPLE.options][2:] == [
        ("Card b.", "B is in."),
        ("Card b.", "B is out, and why."),
    ]
    assert all(one.key for one in SAMPLE.options)
