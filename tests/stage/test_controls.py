"""Controls: what they allow, what they refuse and in which words, and the grids they move on."""

import itertools
import math
import re

import numpy as np
import pytest

from ketlessons.explorers import Choice, Clock, Panel, Preset, Range, Switch, linear_grid, log_grid


def names_all(error, *parts):
    assert all(part in str(error.value) for part in parts), str(error.value)


# Building a control -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("grid", [(), (1,), (1, 1), (2, 1), (0, math.nan), (0, math.inf), (0, 2, 1)])
def test_a_range_needs_a_finite_rising_grid(grid):
    with pytest.raises(ValueError, match="grid") as error:
        Range("dose", "Dose", grid, 1)
    names_all(error, "dose", "allowed")


def test_a_default_must_lie_on_the_grid():
    with pytest.raises(ValueError, match="value") as error:
        Range("dose", "Dose", (0, 1, 2), 1.5)
    names_all(error, "dose", "1.5", "allowed")


def test_texts_must_match_the_grid_one_to_one():
    with pytest.raises(ValueError, match="texts") as error:
        Range("dose", "Dose", (0, 1, 2), 1, texts=("none", "some"))
    names_all(error, "dose", "3", "allowed")


@pytest.mark.parametrize("moments", [(), (0.5,), (0, 7)])
def test_a_clock_needs_moments_on_its_grid(moments):
    with pytest.raises(ValueError, match="moments") as error:
        Clock("time_s", "Time", (0, 1, 2), 0, moments=moments)
    names_all(error, "time_s", "allowed")


def test_a_clock_is_checked_like_a_range():
    with pytest.raises(ValueError, match="grid"):
        Clock("time_s", "Time", (2, 1), 1, moments=(1,))


def test_a_default_must_be_one_of_the_options():
    with pytest.raises(ValueError, match="look") as error:
        Choice("look", "Look", (("a", "A"), ("b", "B")), "c")
    names_all(error, "'c'", "'a'", "'b'")


# Asking a control ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [0, 10, 3, 4.5, np.float64(2), np.int64(7)])
def test_a_range_takes_any_number_between_its_ends(value):
    number = Range("dose", "Dose", (0, 5, 10), 5).check(value)
    assert number == value
    assert type(number) is float


REFUSED = [
    -0.1,
    10.1,
    math.nan,
    math.inf,
    -math.inf,
    "much",
    "",
    None,
    [1],
    {},
    True,
    np.array([1.0, 2.0]),
    1j,
]


@pytest.mark.parametrize("value", [*REFUSED, 10**400], ids=lambda value: repr(value)[:12])
def test_a_range_refuses_everything_else_with_its_name_the_value_and_the_limits(value):
    with pytest.raises(ValueError, match="dose") as error:
        Range("dose", "Dose", (0, 5, 10), 5, "mg").check(value)
    names_all(error, repr(value), "allowed", "0 mg", "10 mg")


def test_limits_are_written_with_a_true_minus():
    with pytest.raises(ValueError, match="−90 mV to 40 mV"):
        Range("voltage_mv", "Voltage", (-90, 40), 40, "mV").check(100)


@pytest.mark.parametrize("value", ["c", "A", "", None, 1, True, ["a"], ("a", "A")], ids=repr)
def test_a_choice_refuses_what_is_no_option(value):
    with pytest.raises(ValueError, match="look") as error:
        Choice("look", "Look", (("a", "A"), ("b", "B")), "a").check(value)
    names_all(error, repr(value), "'a', 'b'")


@pytest.mark.parametrize("value", [1, 0, "True", None, 1.0], ids=repr)
def test_a_switch_refuses_what_is_neither_true_nor_false(value):
    with pytest.raises(ValueError, match="filled") as error:
        Switch("filled", "Filled").check(value)
    names_all(error, repr(value), "True or False")


def test_a_switch_takes_the_booleans_of_python_and_numpy():
    switch = Switch("filled", "Filled")
    assert switch.check(True) is True
    assert switch.check(np.False_) is False


# What a control tells -----------------------------------------------------------------------------------------------


def test_values_are_said_with_unit_and_true_minus():
    assert Range("voltage_mv", "Voltage", (-70, -0.5, 0, 1 / 3, 40), 0, "mV").texts == (
        "−70 mV", "−0.5 mV", "0 mV", "0.3333 mV", "40 mV")  # fmt: skip
    assert Range("share", "Share", (0, 1), 0).texts == ("0", "1")


def test_sweeps_hold_the_ends_the_default_and_every_stop():
    assert Range("x", "X", (0, 1, 2, 3), 1).sweep() == (0, 1, 3)
    assert Range("x", "X", (0, 1, 2, 3), 3).sweep() == (0, 3)
    assert Clock("t", "T", (0, 1, 2, 3, 4), 1, moments=(2, 4)).sweep() == (0, 1, 2, 4)
    assert Choice("c", "C", (("a", "A"), ("b", "B")), "a").sweep() == ("a", "b")
    assert Switch("s", "S").sweep() == (False, True)


def test_the_browser_is_told_everything_it_needs():
    spec = Range("x", "Place", (0, 1), 1, "cm", help="in water").spec()
    assert spec == {"kind": "range", "name": "x", "label": "Place", "grid": [0, 1], "texts": ["0 cm", "1 cm"],
                    "help": "in water", "value": 1}  # fmt: skip
    clock = Clock("t", "Time", (0, 1, 2), 0, "s", interval_ms=50, moments=(0, 2)).spec()
    assert (clock["kind"], clock["interval"], clock["moments"]) == ("clock", 50, [0, 2])
    choice = Choice("c", "Kind", (("a", "A"), ("b", "B")), "b").spec()
    assert (choice["kind"], choice["options"], choice["value"]) == ("choice", [["a", "A"], ["b", "B"]], "b")
    switch = Switch("s", "On", True).spec()
    assert (switch["kind"], switch["value"]) == ("switch", True)
    assert Preset("Both", {"x": 1}).spec() == {"label": "Both", "values": {"x": 1}}


# Grids --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("low", "high"), [(0.01, 100), (0.02, 200), (0.03, 0.05), (1, 30), (0.5, 5)])
def test_a_log_grid_rises_from_end_to_end_in_round_numbers(low, high):
    grid = log_grid(low, high)
    assert (grid[0], grid[-1]) == (low, high)
    assert all(a < b for a, b in itertools.pairwise(grid))
    assert all(len(f"{value:g}".replace(".", "").strip("0")) <= 2 for value in grid)
    # No step of an arrow key is a leap.
    assert max(b / a for a, b in itertools.pairwise(grid)) <= 2.0


def test_a_log_grid_keeps_ends_that_are_not_round():
    grid = log_grid(0.13, 7.7, (1, 3))
    assert grid == (0.13, 0.3, 1.0, 3.0, 7.7)


def test_a_log_grid_from_zero_is_refused():
    with pytest.raises(ValueError):  # noqa: PT011
        log_grid(0, 10)


@pytest.mark.parametrize(("low", "high", "step"), [(-90, 40, 5), (0, 2, 0.1), (0, 24, 0.1), (0, 1, 0.3), (0, 1, 0.35)])
def test_a_linear_grid_stays_between_its_ends_and_evenly_spaced(low, high, step):
    grid = linear_grid(low, high, step)
    assert grid[0] == low
    assert high - step < grid[-1] <= high
    np.testing.assert_allclose(np.diff(grid), step, rtol=1e-9)
    assert all(value == float(f"{value:.10g}") for value in grid)


# A panel ------------------------------------------------------------------------------------------------------------


def test_a_panel_returns_values_as_its_controls_keep_them():
    panel = Panel((Range("x", "X", (0, 1, 2), 1), Switch("on", "On")))
    assert panel.checked({"x": "2"}) == {"x": 2.0}
    assert panel.checked({}) == {}


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"y": 1}, "control: 'y' is not one of this figure; allowed: x"),
        ({"x": 3}, "x: 3 is not allowed; allowed: a number from 0 to 2"),
    ],
)
def test_a_button_that_sets_what_is_not_there_is_refused_when_the_panel_is_made(values, told):
    controls = (Range("x", "X", (0, 1, 2), 1),)
    with pytest.raises(ValueError, match=f"^{re.escape(told)}$"):
        Panel(controls, presets=(Preset("Far", values),))
