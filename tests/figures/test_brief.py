"""What is heard after each move of each explorer: short, the news first, and words that can be spoken."""

import itertools
import random
import re

import pytest
from frames import grids
from heard import MOST_WORDS, briefly

from ketlessons.explorers import EXPLORERS
from ketlessons.stage.live_figure import Reading
from ketlessons.stage.saying import News

#: Signs that speech spells out ("superscript two") or swallows.
NOT_SPOKEN = re.compile(r"[\u00b2\u00b3\u00b9\u2070-\u209f]|µ|~|->|/s\b")


def reading(*brief):
    return Reading("A sentence.", brief=tuple(News(*news) for news in brief))


def test_only_what_changed_is_said_with_what_it_was():
    before = reading(("Trapped", "63 %"), ("Open", "4 %"))
    now = reading(("Trapped", "68 %"), ("Open", "4 %"))
    assert briefly(before, now) == "Trapped 68 %, was 63 %."


def test_what_was_told_of_something_else_is_no_was():
    pupils, adults = (("Survey", "0.9 of 100", False, who) for who in ("pupils", "adults"))
    assert briefly(reading(pupils), reading(("Survey", "2.9 of 100", False, "adults"))) == "Survey 2.9 of 100."
    assert briefly(reading(pupils), reading(adults)) == "Survey 0.9 of 100.", "the same number, of other people"
    assert briefly(reading(pupils), reading(("Survey", "1 of 100", False, "pupils"))) == (
        "Survey 1 of 100, was 0.9 of 100."
    )


def test_what_stays_is_said_where_that_is_the_lesson_or_where_nothing_moved():
    held = ("Held", "93 %", True)
    assert briefly(reading(("After", "30 s"), held), reading(("After", "40 s"), held)) == (
        "After 40 s, was 30 s. Held unchanged, 93 %."
    )
    same = reading(("Removes", "57 %"), ("Half takes", "0.71"))
    assert briefly(same, same) == "Removes unchanged, 57 %."


def test_what_was_not_there_has_no_before_and_what_is_too_much_is_left_out():
    assert briefly(reading(), reading(("Pooled", "3.5 points"))) == "Pooled 3.5 points."
    long = "one two three four five six seven eight nine ten eleven"
    told = briefly(reading(), reading(("A", long), ("B", long), ("C", long), ("D", "1")))
    assert told == f"A {long}. B {long}."


def test_a_reading_without_a_brief_is_said_whole():
    assert briefly(reading(), Reading("All of it.")) == "All of it."


@pytest.mark.parametrize("name", sorted(EXPLORERS))
def test_no_two_values_of_a_control_are_spoken_alike(name):
    for control in EXPLORERS[name]().controls:
        kind = control.kind
        spoken = [label for _, label in control.options] if kind == "choice" else getattr(control, "texts", ())
        assert len(set(spoken)) == len(spoken), (control.label, spoken)


@pytest.mark.parametrize("name", sorted(EXPLORERS))
def test_every_move_is_told_in_few_words_with_its_news(name):
    explorer = EXPLORERS[name]()
    update, default = explorer.figure.update, explorer.values
    for control, values in grids(explorer).items():
        told = [(value, update(**{**default, control: value})) for value in values]
        for (_, before), (value, now) in itertools.pairwise([*told, told[0]]):
            where, words = (control, value), briefly(before, now)
            assert now.brief, where
            assert len(words.split()) <= MOST_WORDS, (where, words)
            assert re.search(r"[a-zA-Z\d)]\.$|%\.$", words), (where, words)
            assert not NOT_SPOKEN.search(words), (where, words)
            assert len({news.subject for news in now.brief}) == len(now.brief), where
            if now.brief != before.brief:
                changed = next(news for news in now.brief if news not in before.brief)
                assert f"{changed.subject} {changed.said}" in words, (where, words)
            elif now.sentence != before.sentence:
                assert "unchanged" in words, (where, words)


#: In how many settings of the other controls, drawn by lot, each choice of another thing is tried.
AROUND = 12


def told_by(name, control):
    """Return the values of a control with what is told at each, at the default and in settings drawn by lot."""
    explorer = EXPLORERS[name]()
    others = {other: values for other, values in grids(explorer).items() if other != control}
    lot = random.Random(f"{name}, {control}")
    settings = [
        explorer.values,
        *({other: lot.choice(those) for other, those in others.items()} for _ in range(AROUND)),
    ]
    values = grids(explorer)[control]
    for setting in settings:
        yield setting, [(value, explorer.figure.update(**{**setting, control: value})) for value in values]


CONTROLS = [(name, control) for name in sorted(EXPLORERS) for control in EXPLORERS[name]().controls]
OTHER = [(name, one.name) for name, one in CONTROLS if not one.same]
#: A switch may show or hide something, of which there is no before.
SAME = [(name, one.name) for name, one in CONTROLS if one.same and one.kind != "switch"]


@pytest.mark.parametrize(("name", "control"), OTHER)
def test_another_thing_is_not_told_with_what_was_told_of_the_one_before(name, control):
    for setting, told in told_by(name, control):
        for (one, before), (other, now) in itertools.pairwise([*told, told[0]]):
            assert ", was " not in briefly(before, now), (setting, one, other)


@pytest.mark.parametrize(("name", "control"), SAME)
def test_one_and_the_same_thing_is_told_with_what_it_was(name, control):
    moves = (move for _, told in told_by(name, control) for move in itertools.pairwise(told))
    assert any(re.search(", was | unchanged, ", briefly(before, now)) for (_, before), (_, now) in moves)
