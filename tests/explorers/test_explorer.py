"""The explorer: traits, one message for each move, kindness to mistakes."""

import re
import sys
import threading

import pytest
import traitlets

from ketlessons.explorers import EXPLORERS, Explorer, Panel, Range
from ketlessons.stage import style
from ketlessons.stage.live_figure import LiveFigure, Reading

DEFAULTS = {"x": 3, "look": "round", "filled": True, "time_s": 0}


# Reading and setting ------------------------------------------------------------------------------------------------


def test_controls_are_traits_with_their_defaults(toy):
    assert toy.values == DEFAULTS
    assert [control.name for control in toy.controls] == list(DEFAULTS)
    for name, value in DEFAULTS.items():
        assert toy.has_trait(name)
        assert getattr(toy, name) == value


def test_setting_a_control_moves_picture_sentence_and_table(toy):
    before = toy._frame["svg"]
    toy.x = 5
    assert toy.sentence == 'At 0 s a "round" & full dot lies at x < 6.'
    assert toy.table == [("Quantity", "Value"), ("x", "5"), ("look", "round")]
    assert toy._frame["svg"] != before
    assert toy._frame["values"] == toy.values
    assert repr(toy) == toy.sentence


def test_set_changes_several_and_returns_the_explorer(toy):
    assert toy.set(x=1, look="square", filled=False) is toy
    assert toy.values == {**DEFAULTS, "x": 1, "look": "square", "filled": False}
    assert "square" in toy.sentence
    assert "empty" in toy.sentence


def test_reset_goes_back_to_the_start(toy):
    first = dict(toy._frame)
    toy.set(x=1, look="square", filled=False, time_s=2)
    assert toy.reset() is toy
    assert toy.values == DEFAULTS
    assert toy._frame == first


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("x", 11, "0 cm to 10 cm"), ("x", "far", "0 cm to 10 cm"), ("look", "oval", "'square'"), ("filled", 1, "True"),
     ("time_s", float("nan"), "0 s to 2 s")],
)  # fmt: skip
def test_a_bad_value_from_python_names_control_value_and_allowed_and_changes_nothing(toy, name, value, allowed):
    before = dict(toy._frame)
    for attempt in (lambda: setattr(toy, name, value), lambda: toy.set(**{name: value})):
        with pytest.raises(ValueError, match=re.escape(name)) as error:
            attempt()
        assert repr(value) in str(error.value)
        assert allowed in str(error.value)
    assert toy.values == DEFAULTS
    assert toy._frame == before


def test_an_unknown_control_is_refused_and_nothing_is_changed(toy):
    with pytest.raises(ValueError, match="'dose'") as error:
        toy.set(x=5, dose=1)
    assert "look" in str(error.value)
    assert toy.values == DEFAULTS


def test_one_bad_value_among_good_ones_changes_nothing(toy):
    with pytest.raises(ValueError, match="look"):
        toy.set(x=5, look="oval")
    assert toy.values == DEFAULTS
    assert "x < 4" in toy.sentence


def test_the_browser_gets_the_stage_once_and_the_controls_in_order(toy):
    spec = toy._spec
    assert (spec["width"], spec["height"], spec["title"], spec["hint"]) == (400, 300, "Toy", "Move it.")
    assert [item["name"] for item in spec["controls"]] == list(DEFAULTS)
    assert spec["presets"] == [{"label": "Far and square", "values": {"x": 10, "look": "square"}}]
    assert spec["stage"] == toy.figure.stage()


def test_two_explorers_share_nothing(make_toy):
    one, other = make_toy(), make_toy()
    one.x = 5
    assert other.x == 3
    assert "x < 4" in other.sentence
    panel = Panel((Range("x", "X", (0, 9), 9),))
    bare = Explorer(LiveFigure(style.figure(), {}, lambda *, x: Reading(f"{x:g}."), panel=panel))
    assert bare.values == {"x": 9}
    assert not bare.has_trait("look")


# One message for one move -------------------------------------------------------------------------------------------


def check_whole(message, toy):
    """One message must carry the controls, the picture and the sentence of one and the same setting."""
    frame = message["_frame"]
    assert frame["values"] == toy.values
    assert frame["sentence"] == toy.sentence
    assert frame["svg"] == toy.figure.frame(toy.values).svg


def test_a_move_of_the_hand_is_answered_in_one_message(toy, wire_of):
    wire = wire_of(toy)
    for values in ({"x": 5}, {"x": 1, "look": "square"}, {"filled": False, "time_s": 1, "x": 0}):
        wire.sent.clear()
        seq = wire.move(**values)
        (message,) = wire.updates
        assert len(wire.sent) == 1
        # A control the browser has set itself is not said back to it: the frame's values are the answer.
        assert not set(message) & set(toy.values)
        assert message["_frame"]["values"].items() >= values.items()
        assert message["_frame"]["mark"]["seq"] == seq
        assert message["_frame"]["trouble"] == ""
        check_whole(message, toy)


def test_a_move_that_changes_nothing_is_answered_too(toy, wire_of):
    """The browser waits for an answer before it sends again."""
    wire = wire_of(toy)
    wire.move(x=5)
    seq = wire.move(x=5)
    assert wire.updates[-1]["_frame"]["mark"]["seq"] == seq


def test_set_and_reset_are_one_message(toy, wire_of):
    wire = wire_of(toy)
    toy.set(x=5, look="square")
    (message,) = wire.updates
    check_whole(message, toy)
    assert (message["x"], message["look"]) == (5, "square")
    wire.sent.clear()
    toy.reset()
    (message,) = wire.updates
    check_whole(message, toy)


def test_a_trait_set_from_python_is_one_message(toy, wire_of):
    """Were the control to travel ahead of its frame, the browser would take it for a move of the hand and answer."""
    wire = wire_of(toy)
    toy.x = 5
    (message,) = wire.updates
    assert message["x"] == 5
    check_whole(message, toy)


def test_setting_the_same_value_again_says_nothing(toy, wire_of):
    wire = wire_of(toy)
    toy.x = 3
    assert wire.sent == []


def test_a_picture_is_drawn_once_for_each_move(toy, wire_of, monkeypatch):
    wire, frame, drawn = wire_of(toy), toy.figure.frame, []
    monkeypatch.setattr(toy.figure, "frame", lambda values: (drawn.append(values), frame(values))[1])
    wire.move(x=5, look="square", filled=False)
    assert len(drawn) == 1
    toy.set(x=1, time_s=2)
    assert len(drawn) == 2
    toy.x = 2
    assert len(drawn) == 3


def test_what_is_no_move_is_left_alone(toy, wire_of):
    wire = wire_of(toy)
    wire.say({"type": "hello"})
    wire.say({})
    assert wire.sent == []
    assert toy.values == DEFAULTS


# Mistakes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [
        {"x": 99},
        {"x": None},
        {"x": "far"},
        {"look": "oval"},
        {"filled": 1},
        {"dose": 3},
        {"x": [1]},
    ],
    ids=repr,
)
def test_a_bad_move_gets_one_kind_sentence_and_keeps_the_picture(toy, wire_of, values):
    wire = wire_of(toy)
    wire.move(x=5)
    picture, sentence, shown = toy._frame["svg"], toy.sentence, toy.values
    wire.sent.clear()
    seq = wire.move(**values)
    (message,) = wire.updates
    trouble = message["_frame"]["trouble"]
    assert next(iter(values)) in trouble
    assert trouble.endswith(".")
    assert "Traceback" not in trouble
    assert message["_frame"]["mark"]["seq"] == seq
    assert (toy._frame["svg"], toy.sentence, toy.values) == (picture, sentence, shown)
    assert message["_frame"]["values"] == shown
    wire.move(x=1)
    assert toy._frame["trouble"] == ""
    assert "x < 2" in toy.sentence


@pytest.mark.parametrize("late", [2, 3], ids=["older", "doubled"])
def test_a_late_move_does_not_undo_a_newer_one(toy, wire_of, late):
    wire = wire_of(toy)
    for seq, x in ((2, 1), (3, 5)):
        wire.say({"type": "move", "view": "a", "seq": seq, "values": {**toy.values, "x": x}})
    wire.say({"type": "move", "view": "a", "seq": late, "values": {**toy.values, "x": 1}})
    assert toy.x == 5
    wire.say({"type": "move", "view": "b", "seq": 1, "values": {**toy.values, "x": 2}})
    assert toy.x == 2, "another view counts for itself"


GARBLED = [{"values": None}, {"values": 3}, {"seq": None, "values": {}}, {"seq": "one", "values": {"x": 1}}]


@pytest.mark.parametrize("content", GARBLED, ids=repr)
def test_a_garbled_move_does_not_stop_the_explorer(toy, wire_of, content):
    wire = wire_of(toy)
    wire.say({"type": "move", "seq": 1, **content})
    wire.move(x=5)
    assert "x < 6" in toy.sentence


def test_a_mistake_in_a_figure_keeps_the_last_picture_and_the_traceback(make_toy, wire_of):
    toy = make_toy(fail_at=2)
    wire = wire_of(toy)
    wire.move(x=5)
    picture, sentence, table = toy._frame["svg"], toy.sentence, toy.table
    wire.sent.clear()
    seq = wire.move(x=2)
    (message,) = wire.updates
    assert message["_frame"]["mark"]["seq"] == seq
    assert (message["_frame"]["svg"], message["_frame"]["sentence"]) == (picture, sentence)
    trouble = message["_frame"]["trouble"]
    assert "no dot can be drawn here" in trouble
    assert "\n" not in trouble
    assert "Traceback" not in trouble
    assert toy.table == table
    assert "Traceback" in toy.last_error
    assert "ZeroDivisionError: no dot" in toy.last_error
    wire.move(x=1)
    assert toy.last_error is None
    assert toy._frame["trouble"] == ""
    assert "x < 2" in toy.sentence


def test_a_mistake_in_a_figure_is_no_exception_from_python_either(make_toy):
    toy = make_toy(fail_at=2)
    toy.x = 2
    assert "x < 4" in toy.sentence
    assert toy.last_error
    toy.x = 5
    assert toy.last_error is None
    assert "x < 6" in toy.sentence


def test_a_figure_that_fails_at_once_still_opens(make_toy):
    toy = make_toy(fail_at=3)
    assert toy.last_error
    assert toy.sentence.endswith(".")
    assert toy._frame["trouble"]
    toy.x = 5
    assert "x < 6" in toy.sentence
    assert toy.last_error is None


# Teachers who observe and link --------------------------------------------------------------------------------------


def test_observe_hears_each_change_once(toy, wire_of):
    wire, heard = wire_of(toy), []
    toy.observe(lambda change: heard.append((change["name"], change["old"], change["new"])), list(DEFAULTS))
    wire.move(x=5)
    toy.x = 1
    toy.set(x=2, look="square")
    toy.set(x=2)
    assert heard == [("x", 3, 5), ("x", 5, 1), ("x", 1, 2), ("look", "round", "square")]


@pytest.mark.parametrize("how", ["trait", "set", "hand"])
def test_whoever_observes_a_control_finds_the_sentence_of_the_new_value(toy, wire_of, how):
    wire, heard = wire_of(toy), []
    toy.observe(lambda change: heard.append(toy.sentence), "x")
    {"trait": lambda: setattr(toy, "x", 5), "set": lambda: toy.set(x=5), "hand": lambda: wire.move(x=5)}[how]()
    assert heard == ['At 0 s a "round" & full dot lies at x < 6.']


def test_whoever_observes_one_of_two_controls_finds_both_set(toy):
    heard = []
    toy.observe(lambda change: heard.append((toy.x, toy.look)), ["x", "look"])
    toy.set(x=5, look="square")
    assert set(heard) == {(5, "square")}


def test_an_observer_may_move_another_control(toy, wire_of):
    """A teacher's rule such as 'far means square' must leave controls and picture in agreement."""
    wire = wire_of(toy)
    toy.observe(lambda change: setattr(toy, "look", "square" if change["new"] > 3 else "round"), "x")
    for act in (lambda: wire.move(x=5), lambda: toy.set(x=10), lambda: setattr(toy, "x", 5)):
        toy.reset()
        act()
        assert toy.look == "square"
        assert "square" in toy.sentence
        assert toy._frame["values"] == toy.values
        assert toy._frame["svg"] == toy.figure.frame(toy.values).svg


def test_an_answer_keeps_its_mark_though_an_observer_moves_another_control(toy, wire_of):
    """The page waits for the mark of its move; a picture that an observer causes must not take it away."""
    wire = wire_of(toy)
    toy.observe(lambda change: toy.set(look="square"), "x")
    seq = wire.move(x=5)
    assert wire.updates[-1]["_frame"]["mark"]["seq"] == seq


def failing(change):
    raise ZeroDivisionError("the teacher's plot\n has no axes")


def test_an_observer_that_fails_does_not_keep_the_answer_from_the_page(toy, wire_of):
    wire, heard = wire_of(toy), []
    toy.observe(failing, "x")
    toy.observe(lambda change: heard.append(change["new"]), "look")
    for values in ({"x": 5}, {"x": 1, "look": "square"}):
        wire.sent.clear()
        seq = wire.move(**values)
        (message,) = wire.updates
        frame = message["_frame"]
        assert frame["mark"]["seq"] == seq
        assert frame["values"] == toy.values
        assert f"x < {values['x'] + 1}" in frame["sentence"]
        assert "the teacher's plot has no axes" in frame["trouble"]
        assert "\n" not in frame["trouble"]
        assert "ZeroDivisionError" in toy.last_error
    assert heard == ["square"], "another observer was not told"
    toy.unobserve_all("x")
    wire.move(x=2)
    assert toy._frame["trouble"] == ""
    assert toy.last_error is None


@pytest.mark.parametrize("how", ["trait", "set"])
def test_an_observer_that_fails_is_told_to_python_after_the_page_was(toy, wire_of, how):
    wire = wire_of(toy)
    toy.observe(failing, "x")
    with pytest.raises(ZeroDivisionError, match="no axes"):
        {"trait": lambda: setattr(toy, "x", 5), "set": lambda: toy.set(x=5, look="square")}[how]()
    assert wire.updates[-1]["_frame"]["values"] == toy.values
    assert "x < 6" in wire.updates[-1]["_frame"]["sentence"]
    assert "ZeroDivisionError" in toy.last_error


def test_whatever_fails_in_the_kernel_a_move_is_answered_with_its_mark(toy, wire_of, monkeypatch):
    wire = wire_of(toy)
    monkeypatch.setattr(toy, "_plan_ahead", failing)
    seq = wire.move(x=5)
    (answer,) = [data["content"] for data in wire.sent if data["method"] == "custom"]
    assert answer["type"] == "heard"
    assert answer["mark"]["seq"] == seq
    assert "no axes" in answer["trouble"]


@pytest.mark.parametrize("how", ["trait", "set", "hand"])
def test_linked_explorers_move_together(make_toy, wire_of, how):
    one, other = make_toy(), make_toy()
    traitlets.link((one, "x"), (other, "x"))
    wire = wire_of(one)
    {"trait": lambda: setattr(one, "x", 5), "set": lambda: one.set(x=5), "hand": lambda: wire.move(x=5)}[how]()
    assert one.x == other.x == 5
    assert one.sentence == other.sentence
    assert "x < 6" in other.sentence
    other.x = 1
    assert "x < 2" in one.sentence


# The explorers of the lessons ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXPLORERS)
def test_presets_name_controls_and_values_of_the_grid(name):
    explorer = EXPLORERS[name]()
    controls = {control.name: control for control in explorer.controls}
    for preset in explorer.presets:
        assert preset.label
        assert set(preset.values) <= set(controls)
        for control, value in preset.values.items():
            allowed = controls[control].grid if hasattr(controls[control], "grid") else controls[control].sweep()
            assert value in allowed, (preset.label, control)
        explorer.reset().set(**preset.values)
        assert explorer.last_error is None


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_explorer_has_title_hint_and_labels(name):
    explorer = EXPLORERS[name]()
    assert explorer._spec["title"]
    assert explorer._spec["hint"].endswith(".")
    labels = [control.label for control in explorer.controls]
    assert len(set(labels)) == len(labels)
    assert 1 <= len(labels) <= 5


@pytest.mark.parametrize("name", EXPLORERS)
def test_the_names_of_controls_carry_the_units_that_are_shown(name):
    suffixes = {"µM": "_um", "mM": "_mm", "mV": "_mv", "s": "_s", "h": "_h", "mg": "_mg", "ng/mL": "_ng_ml"}
    suffixes |= {"%": "_percent", "°": "_deg"}
    for control in EXPLORERS[name]().controls:
        unit = getattr(control, "unit", "")
        assert not unit or control.name.endswith(suffixes[unit])


def test_moves_on_two_threads_leave_one_true_picture(make_toy):
    toy = make_toy()
    grid = toy.controls[0].grid
    every = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # let the threads take turns in the middle of a picture

    def move(steps, seq):
        for number, value in enumerate(steps):
            toy._on_message(toy, {"type": "move", "seq": seq + number, "values": {"x": value}}, [])

    threads = [threading.Thread(target=move, args=(steps, seq))
               for steps, seq in ((grid * 20, 1), (grid[::-1] * 20, 10_000))]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(every)
    assert toy.last_error is None
    assert toy._frame["values"] == toy.values
    alone = toy.figure.frame(toy.values)
    assert toy._frame["svg"] == alone.svg
    assert toy.sentence == alone.reading.sentence
