"""Which widgets are closed when a cell is run again: those that nobody sees and nobody has named."""

import gc

import pytest

from ketlessons.live import shown


class Widget:
    def __init__(self):
        self.open = True

    def close(self):
        self.open = False


@pytest.fixture
def kernel(monkeypatch):
    """Return a function that plays one run of a cell, and the learner's variables."""
    names: dict = {}
    run = {"number": 0, "cell": ""}
    monkeypatch.setattr(shown, "_runs", {})
    monkeypatch.setattr(shown, "this_run", lambda: (run["cell"], str(run["number"])))
    monkeypatch.setattr(shown, "variables", lambda: names)

    def play(cell, *widgets):
        run["cell"], run["number"] = cell, run["number"] + 1
        for widget in widgets:
            shown.note(widget)

    return play, names


def test_what_an_earlier_run_showed_is_closed(kernel):
    play, _ = kernel
    first, second = Widget(), Widget()
    play("a", first)
    assert first.open
    play("a", second)
    assert (first.open, second.open) == (False, True)


def test_two_widgets_of_one_run_stay(kernel):
    play, _ = kernel
    one, two = Widget(), Widget()
    play("a", one, two)
    assert one.open
    assert two.open
    play("a", Widget(), Widget())
    assert not one.open
    assert not two.open


def test_what_another_cell_still_shows_stays_until_that_cell_runs_again(kernel):
    play, _ = kernel
    shared = Widget()
    play("a", shared)
    play("b", shared)
    play("a", Widget())
    assert shared.open
    play("b", Widget())
    assert not shared.open


def test_what_a_variable_holds_stays(kernel):
    play, names = kernel
    names["mine"] = Widget()
    play("a", names["mine"])
    play("a", Widget())
    assert names["mine"].open


def test_the_same_widget_shown_again_stays(kernel):
    play, _ = kernel
    one = Widget()
    for _ in range(3):
        play("a", one)
    assert one.open


def test_nothing_is_closed_where_nobody_says_which_cell_runs(kernel, monkeypatch):
    _, _ = kernel
    monkeypatch.setattr(shown, "this_run", lambda: None)
    one = Widget()
    shown.note(one)
    shown.note(Widget())
    assert one.open


def test_the_register_keeps_no_widget_alive(kernel):
    play, _ = kernel
    play("a", Widget())
    gc.collect()
    assert not list(shown._runs["a"].shown)


def test_outside_a_kernel_no_cell_runs():
    assert shown.this_run() is None
    assert shown.variables() == {}
