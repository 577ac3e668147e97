"""The bank as a whole: enough of every kind, tagged, even, giving nothing away. Its kinds refuse what cannot work."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from ketlessons import evidence
from ketlessons.evidence.course.teaching import core_concepts, misconceptions, objectives
from ketlessons.quiz import (
    BEYOND,
    Choice,
    Number,
    Option,
    Order,
    Several,
    Sort,
    Step,
    Swap,
    Typical,
    Unit,
    Worked,
    everything,
    further,
    question,
    questions,
)

ALL = everything()
FILES = sorted((Path(__file__).parents[2] / "data" / "bank").glob("*.json"))
LESSONS = sorted({one.lesson for one in ALL.values()})


def test_there_are_enough_of_every_kind():
    kinds = Counter(one.kind for one in ALL.values())
    assert kinds.total() >= 80
    assert kinds["number"] >= 20
    assert set(kinds) == {"predict", "check", "several", "number", "order", "sort"}
    assert min(kinds[kind] for kind in ("several", "order")) >= 6


def test_every_file_of_the_bank_is_of_one_lesson_and_every_row_becomes_a_question():
    rows = [(path, row) for path in FILES for row in json.loads(path.read_text(encoding="utf-8"))]
    assert [row["id"] for _, row in rows] == list(further())
    for path, row in rows:
        assert row["lesson"] == path.stem[:2]
        assert row["id"].startswith(f"{row['lesson']}-{row['kind']}-")
    assert {path.name for path in FILES} < {path.name for path in FILES[0].parents[1].glob("questions/*.json")}


@pytest.mark.parametrize("name", ALL)
def test_a_question_is_tagged_by_words_that_are_known(name):
    one = ALL[name]
    assert one.id.startswith(one.lesson)
    assert objectives()[one.objective].lesson == one.lesson
    assert one.concept in {*core_concepts(), BEYOND}
    if not isinstance(one, Sort):
        for option in one.options:
            assert (option.misconception in misconceptions()) == (not option.key)


def test_every_objective_of_a_lesson_is_asked_for_and_every_misconception_is_met():
    asked = {one.objective for one in ALL.values()}
    assert {one.id for one in objectives().values() if one.lesson != "00"} <= asked
    met = {option.misconception for one in ALL.values() for option in one.options}
    met |= {typical.misconception for one in ALL.values() if isinstance(one, Number) for typical in one.typical}
    assert set(misconceptions()) - met == set()


def test_most_core_concepts_are_asked_for():
    assert len({one.concept for one in ALL.values()} - {BEYOND}) >= 18


# Nothing is given away ------------------------------------------------------------------------------------------------


def choices_of(lesson):
    return [one for one in ALL.values() if isinstance(one, Choice) and one.lesson == lesson]


def place_of_the_key(asked):
    return next(index for index, option in enumerate(asked.options) if option.key)


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_longest_is_the_key_in_a_third_at_most_and_no_place_is_in_more_than_half(lesson):
    own = choices_of(lesson)
    longest = [
        one.id
        for one in own
        if len(one.options[place_of_the_key(one)].text) == max(len(option.text) for option in one.options)
    ]
    assert len(longest) <= len(own) / 3, longest
    places = Counter(map(place_of_the_key, own))
    assert max(places.values()) <= max(1, len(own) / 2), dict(places)


def test_over_everything_places_are_even():
    places = Counter(place_of_the_key(one) for one in ALL.values() if isinstance(one, Choice))
    assert max(places[place] for place in (0, 1, 2)) <= 0.45 * places.total(), dict(places)


def test_of_several_statements_those_that_hold_are_neither_all_long_nor_in_one_place():
    several = [one for one in ALL.values() if isinstance(one, Several)]
    patterns = {tuple(option.key for option in one.options) for one in several}
    assert len(patterns) >= len(several) * 0.6
    longest = [one.id for one in several if max(one.options, key=lambda option: len(option.text)).key]
    assert len(longest) <= len(several) / 2, longest


@pytest.mark.parametrize("name", ALL)
def test_no_option_stands_for_others(name):
    """Options can be shuffled, so none may speak of the ones above, of all or of none of them, or of a letter."""
    for option in ALL[name].options:
        text = option.text.lower()
        assert not re.search(r"\b(?:all|none|both|any|neither) of (?:the )?(?:above|these|options|answers)\b", text)
        assert not re.search(r"\b(?:above|below)\b.{0,12}$|\boption\b|\banswers? [a-e1-5]\b|\b[a-e] and [a-e]\b", text)


@pytest.mark.parametrize("name", further())
def test_words_are_whole_sentences_with_true_minus_signs(name):
    one = further()[name]
    assert one.prompt == one.prompt.strip()
    assert one.prompt.endswith("?")
    for option in one.options:
        assert option.feedback.endswith((".", "?")), option.feedback
        assert isinstance(one, Number) or option.text.rstrip("”").endswith("."), option.text
        assert isinstance(one, Order) or len(option.feedback) >= 10
        for words in (option.text, option.feedback):
            assert "  " not in words
            assert not re.search(r"(?<![A-Za-z\d])-\d", words), words
    assert len({option.feedback for option in one.options}) == len(one.options)
    if isinstance(one, Choice | Several):
        assert all(len(option.feedback) >= 25 for option in one.options), "feedback says why, not only whether"


#: Numbers with a unit in the words of further questions: the row that holds each, or that it is imagined.
SAID = {
    "03-check-constants": {"100 nM": None, "10 nM": None},
    "02-check-potent": {"0.5 µM": None, "5 µM": None},
    "02-several-shift": {"1 mM": None, "−70 mV": "ketamine_voltage_human"},
    "04-check-onset": {"20 h": None},
    "04-check-volume": {"200 L": None, "70 kg": None},
    "05-check-person": {"10 points": None},
    "05-order-clock": {"40 minutes": None, "4 h": None, "8 weeks": None},
    "06-several-interval": {"2 points": None, "4 points": None, "5 points": None, "95 %": None},
}
UNITS = r"[−]?\d[\d.]* (?:µM|mM|nM|mV|h\b|L\b|kg\b|mg\b|%|points|minutes|weeks|hours|days)"


def test_numbers_that_are_not_drawn_are_few_and_known():
    for name, one in further().items():
        if isinstance(one, Number):
            continue
        words = " ".join([one.prompt, *(text for option in one.options for text in (option.text, option.feedback))])
        found = set(re.findall(UNITS, words))
        assert found == set(SAID.get(name, {})), name
        for text, row in SAID.get(name, {}).items():
            if row:
                assert evidence.value(row) == float(text.split()[0].replace("−", "-"))


def test_the_clock_of_the_order_is_that_of_the_tables():
    """The infusion whose peak comes first lasts for 40 minutes."""
    assert evidence.regimen("iv_infusion").duration_min == 40


def test_what_asks_about_lesson_08_is_kept_nowhere_and_all_else_is():
    assert any(one.lesson == "08" for one in further().values())
    # Nor is what lesson 09 asks about somebody who cannot be woken.
    asleep = {"09-order-asleep", "09-check-breathing"}
    for one in ALL.values():
        assert one.kept == (one.lesson != "08" and one.id not in asleep), one.id


def test_no_further_question_holds_an_amount_somebody_could_take():
    """A mass is that of a balance in a laboratory, or of a drug that nobody is given."""
    seen = 0
    for one in further().values():
        prompts = [one.prompt]
        if isinstance(one, Number):
            prompts = [one.with_values(0, values).prompt for values in one.every_draw()]
        for text in [*prompts, *(option.text for option in one.options if not isinstance(one, Number))]:
            if re.search(r"\d ?[mµ]?g\b(?!/mol)", text):
                seen += 1
                assert re.search(r"imagined drug|A laboratory weighs|^Plasma holds", text), text
    assert seen > 20


# What is refused ------------------------------------------------------------------------------------------------------

OPTIONS = (Option("A.", True, "Yes."), Option("B.", False, "No.", "mis_one_target"), Option("C.", True, "Yes."))
STEPS = tuple(Step(id, id.upper(), f"Step {id}.", f"Why {id}.") for id in "abc")


def number(**changed):
    parts = {
        "units": (Unit("h"), Unit("min", 1 / 60)),
        "within": 0.05,
        "grids": {"x": (1, 2)},
        "feedback": "It is {key:g}.",
        "hint": "Twice {x}.",
        "typical": (),
        "compute": lambda x: Worked(2.0 * x),
    }
    return Number("99-number", "What of {x}?", **{**parts, **changed})


def test_good_ones_are_accepted():
    assert Several("99-several", "Which?", OPTIONS).judged([2, 0]).right
    assert Order("99-order", "How?", STEPS, "first", "last").judged(["a", "b", "c"]).right
    assert number().drawn(1).key in (2, 4)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Several("99-several", "", OPTIONS),
        lambda: Several("99-several", "Which?", OPTIONS[:2]),
        lambda: Several("99-several", "Which?", OPTIONS * 3),
        lambda: Several("99-several", "Which?", (OPTIONS[0],) * 3),
        lambda: Several("99-several", "Which?", (OPTIONS[1],) * 3),
        lambda: Several("99-several", "Which?", (*OPTIONS, Option("D.", "yes", "No."))),
        lambda: Several("99-several", "Which?", (*OPTIONS, Option("D.", False, " "))),
        lambda: Several("99-several", "Which?", OPTIONS, kept="no"),
        lambda: Order("99-order", "How?", STEPS[:2], "first", "last"),
        lambda: Order("99-order", "How?", (*STEPS, STEPS[0]), "first", "last"),
        lambda: Order("99-order", "How?", STEPS, "", "last"),
        lambda: Order("99-order", "How?", (*STEPS, Step("d", "D", "D.", "")), "first", "last"),
        lambda: Order("99-order", "How?", STEPS, "first", "last", (Swap("a", "b", "No.", "mis_one_target"),)),
        lambda: Order("99-order", "How?", STEPS, "first", "last", (Swap("b", "z", "No.", "mis_one_target"),)),
        lambda: Order("99-order", "How?", STEPS, "first", "last", (Swap("b", "a", "", "mis_one_target"),)),
        lambda: number(units=()),
        lambda: number(units=(Unit("h", 2.0),)),
        lambda: number(units=(Unit("h"), Unit("h", 2.0))),
        lambda: number(units=(Unit("h"), Unit("min", 0.0))),
        lambda: number(within=0),
        lambda: number(within=0.5),
        lambda: number(within=True),
        lambda: number(grids={"x": ()}),
        lambda: number(hint=" "),
        lambda: number(feedback="It is {y}."),
        lambda: number(typical=(Typical("half", "No.", "slip_step"),)),
        lambda: number(compute=lambda x: Worked(0.0)).drawn(1),
        lambda: number(compute=lambda x: Worked(float("nan"))).drawn(1),
    ],
)
def test_a_question_that_cannot_work_is_refused_by_its_id(make):
    with pytest.raises(ValueError, match="99-"):
        make()


@pytest.mark.parametrize(
    ("one", "answers"),
    [
        (Several("99-several", "Which?", OPTIONS), [None, [], 1, "0", [3], [-1], [0, 0], [True], [0.0], {}]),
        (
            Order("99-order", "How?", STEPS, "first", "last"),
            [None, [], ["a", "b"], ["a", "b", "b"], 3, [1, 2, 3]],
        ),
        (
            number(),
            [
                None,
                3,
                {},
                {"seed": 1, "typed": "2"},
                {"seed": -1, "typed": "2", "unit": "h"},
                {"seed": 1.0, "typed": "2", "unit": "h"},
                {"seed": 2**31, "typed": "2", "unit": "h"},
                {"seed": 1, "typed": 2, "unit": "h"},
                {"seed": 1, "typed": "two", "unit": "h"},
                {"seed": 1, "typed": "1,000", "unit": "h"},
                {"seed": 1, "typed": "9" * 41, "unit": "h"},
                {"seed": 1, "typed": "2", "unit": "s"},
                {"seed": 1, "typed": "2", "unit": "h", "more": 1},
            ],
        ),
    ],
    ids=["several", "order", "number"],
)
def test_what_is_no_answer_is_refused(one, answers):
    for answer in answers:
        with pytest.raises(ValueError, match=r"\w+: "):
            one.judged(answer)


def test_answers_are_json_and_come_back_the_same():
    for one, answer in (
        (Several("99-several", "Which?", OPTIONS), [2, 0]),
        (Order("99-order", "How?", STEPS, "first", "last"), ["b", "a", "c"]),
        (number(), {"seed": 3, "typed": "1,5", "unit": "min"}),
    ):
        kept = one.checked(answer)
        assert one.checked(json.loads(json.dumps(kept))) == kept
        assert one.judged(kept) == one.judged(answer)


def test_a_number_is_judged_by_its_value_in_its_unit():
    one = number()
    key = one.drawn(3).key
    assert one.judged({"seed": 3, "typed": f"{60 * key:g} min", "unit": "min"}).right
    assert one.judged({"seed": 3, "typed": f"{-key:g}", "unit": "h"}).misconceptions == ("slip_sign",)
    assert not one.judged({"seed": 3, "typed": "17.3", "unit": "h"}).misconceptions


def test_a_swap_and_a_tick_say_what_they_stand_for():
    order = question("02-order-trap")
    ids = [step.id for step in order.steps]
    told = order.judged([ids[0], ids[2], ids[1], *ids[3:]])
    assert told.misconceptions == ("mis_time_is_enough",)
    assert told.share == pytest.approx(14 / 15)
    several = question("02-several-conditions")
    assert several.judged([0, 1, 4]).misconceptions == ("mis_time_is_enough",)
    assert several.judged([0]).misconceptions == ()


def test_the_start_of_an_order_is_never_the_right_one():
    for one in ALL.values():
        if isinstance(one, Order):
            right = [step.id for step in one.steps]
            starts = {tuple(one.started(seed)) for seed in range(300)}
            assert tuple(right) not in starts
            assert len(starts) > 4


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("lesson", None),
        ("lesson", "03"),
        ("objective", None),
        ("objective", "02-fly"),
        ("concept", None),
        ("concept", "pharmacology"),
        ("misconception", None),
        ("misconception", "mis_nothing"),
    ],
)
def test_a_tag_that_is_missing_or_unknown_is_refused_by_the_question(data_with, row, part, value):
    held = row["options"][1] if part == "misconception" else row
    if value is None:
        del held[part]
    else:
        held[part] = value
    data_with(first=[row])
    with pytest.raises(ValueError, match=r"first\.json") as caught:
        questions()
    assert part in str(caught.value)


@pytest.mark.parametrize("kind", ["several", "order", "number"])
@pytest.mark.parametrize("spoilt", ["a part is missing", "a part is unknown", "a list is none"])
def test_a_row_of_another_kind_that_is_spoilt_is_refused(data_with, kind, spoilt):
    row = json.loads(json.dumps(next(r for p in FILES for r in json.loads(p.read_text("utf-8")) if r["kind"] == kind)))
    listed = {"several": "options", "order": "steps", "number": "typical"}[kind]
    if spoilt == "a part is missing":
        del row[listed]
    elif spoilt == "a part is unknown":
        row["colour"] = "red"
    else:
        row[listed] = "red"
    data_with(first=[row])
    with pytest.raises(ValueError, match=row["id"]):
        questions()


def test_a_number_that_nothing_works_out_is_refused(data_with):
    row = next(r for p in FILES for r in json.loads(p.read_text("utf-8")) if r["kind"] == "number")
    data_with(first=[{**row, "id": "99-number-nothing"}])
    with pytest.raises(ValueError, match="nothing works out"):
        questions()


def test_an_id_of_the_bank_that_a_lesson_asks_is_refused(data_with, row):
    data_with(first=[{**row, "id": "97-check-it"}])
    with pytest.raises(ValueError, match="97-check-it"):
        further()
