"""The channel clock: shares, drawn channel, bars and curves against the protocol run up to one time only."""

import itertools

import numpy as np
import pytest
from matplotlib.colors import to_hex

from ketlessons import models, published
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.receptor.channel_clock import END_S, MOMENTS_S, PHASES, Case
from ketlessons.figures.receptor.channel_drawing import STATES
from ketlessons.stage import style


@pytest.fixture(scope="module")
def clock():
    return EXPLORERS["channel_clock"]()


TIMES = (*MOMENTS_S, 0.5, 5.0, 9.0, 11.0, 14.0)
CLOCK_SETTINGS = [
    {"glutamate": glutamate, "conc_um": conc_um, "voltage_mv": voltage_mv, "mg_mm": mg_mm}
    for glutamate, conc_um, voltage_mv, mg_mm in (
        ("1000", 3, -70, 0),
        ("1000", 30, -70, 1),
        ("1000", 3, 40, 2),
        ("1", 30, -20, 0.5),
        ("0", 30, -70, 1),
        ("1000", 0, -90, 2),
    )
]


def occupancy_at(time_s, glutamate, conc_um, voltage_mv, mg_mm):
    """Run the protocol up to one time only, so that no grid of times is shared with the figure."""
    scheme = models.Scheme(published.gating(), published.blocker("ketamine"))
    free = models.magnesium_unblocked(voltage_mv, mg_mm, **published.magnesium())
    protocol, left = [], time_s
    for seconds, glu, drug, _ in PHASES:
        if left > 1e-9:
            conditions = (float(glutamate) if glu else 0.0, conc_um if drug else 0.0, voltage_mv, free)
            protocol.append(models.Segment(min(seconds, left), *conditions))
        left -= seconds
    final = models.respond(scheme, protocol, points=2).final if protocol else scheme.rest()
    state = dict(zip(scheme.states, final, strict=True))
    return {
        "closed": sum(state[name] for name in ("C0", "C1", "C2", "D")),
        "open": state["O"] * free,
        "magnesium": state["O"] * (1 - free),
        "ketamine": state["OB"],
        "trapped": sum(state[name] for name in ("C0B", "C1B", "C2B", "DB")),
    }


def percents_of(told):
    """Return the shares of the sentence, in percent, in the order of the states."""
    return [told.numbers[f"{name}_percent"] for name in STATES]


@pytest.mark.parametrize("setting", CLOCK_SETTINGS, ids=lambda s: "-".join(map(str, s.values())))
def test_the_shares_of_the_clock_are_those_of_the_model(clock, shown, setting):
    for time_s in TIMES:
        told = shown(clock, **setting, time_s=time_s)
        expected = [100 * share for share in occupancy_at(time_s, **setting).values()]
        assert sum(expected) == pytest.approx(100)
        assert percents_of(told) == pytest.approx(expected, abs=1e-6)
        assert [cell.value for _, cell in told.rows[:5]] == percents_of(told)
        assert [head for head, _ in told.rows[:5]] == [f"{words} at {time_s:.1f} s" for words in STATES.values()]


@pytest.mark.parametrize("setting", CLOCK_SETTINGS, ids=lambda s: "-".join(map(str, s.values())))
def test_bars_dot_and_cursor_of_the_clock_show_the_sentence(clock, shown, setting):
    moving = clock.figure.moving
    for time_s in TIMES:
        told = shown(clock, **setting, time_s=time_s)
        assert [bar.get_width() for bar in moving["shares"]] == percents_of(told)
        assert [words.get_text() for words in moving["percents"]] == [f"{share:.0f} %" for share in percents_of(told)]
        (x,), (y,) = moving["conducting"].get_data()
        assert x == time_s
        assert y == told.numbers["open_percent"]
        assert np.interp(x, *moving["average"].get_data()) == pytest.approx(y, abs=1e-6)
        assert list(moving["now"].get_xdata()) == [time_s, time_s]


@pytest.mark.parametrize("setting", CLOCK_SETTINGS, ids=lambda s: "-".join(map(str, s.values())))
def test_the_drawn_channel_is_the_one_that_is_named(clock, shown, setting):
    words = {**STATES, "trapped": "shut with ketamine trapped inside"}
    moving = clock.figure.moving
    for time_s in TIMES:
        sentence = shown(clock, **setting, time_s=time_s).sentence
        (state,) = [name for name, said in words.items() if f"the drawn channel is {said}. " in sentence]
        assert moving["state"].get_text().lower() == STATES[state].lower()
        for plug, states in (("magnesium", {"magnesium"}), ("ketamine", {"ketamine", "trapped"})):
            assert {part.get_visible() for part in moving[f"drawn_{plug}"]} == {state in states}


@pytest.mark.parametrize("mg_mm", [0, 0.5, 1, 2])
@pytest.mark.parametrize("voltage_mv", [-90, -70, -20, 40])
def test_the_simulated_channels_follow_the_average(clock, voltage_mv, mg_mm):
    """One hundred channels scatter by up to 5 % at one time; over the whole run that averages out.

    With independent random numbers the means of these runs differ by 0.6 % at most.
    """
    jagged, smooth = clock.figure.moving["simulated"], clock.figure.moving["average"]
    for conc_um in (0, 3, 30):
        clock.set(glutamate="1000", conc_um=conc_um, voltage_mv=voltage_mv, mg_mm=mg_mm, time_s=5)
        assert np.mean(jagged.get_ydata() - smooth.get_ydata()) == pytest.approx(0, abs=1.0), conc_um


@pytest.mark.parametrize("setting", CLOCK_SETTINGS, ids=lambda s: "-".join(map(str, s.values())))
def test_the_table_of_the_clock_follows_what_is_held_through_the_moments(clock, shown, setting):
    rows = dict(shown(clock, **setting, time_s=5).rows)
    assert len([head for head in rows if head.startswith("holding ketamine at")]) == len(MOMENTS_S)
    for moment in MOMENTS_S:
        expected = occupancy_at(moment, **setting)
        held = 100 * (expected["ketamine"] + expected["trapped"])
        assert rows[f"holding ketamine at {moment:.1f} s"].value == pytest.approx(held, abs=1e-6)


def test_no_glutamate_and_no_ketamine_show_in_words_and_numbers(clock, shown):
    told = shown(clock, glutamate="0", conc_um=30, voltage_mv=-70, mg_mm=0, time_s=8.9)
    assert clock.figure.moving["glutamate"].get_text() == "no glutamate"
    assert "no glutamate" in told.sentence
    assert percents_of(told) == pytest.approx([100, 0, 0, 0, 0])
    told = shown(clock, glutamate="1000", conc_um=0, mg_mm=0)
    assert clock.figure.moving["ketamine"].get_text() == "no ketamine"
    assert "no ketamine" in told.sentence
    assert percents_of(told)[3:] == pytest.approx([0, 0])


def middles():
    """Return each phase with the time of its middle."""
    starts = np.cumsum([0.0, *(phase.seconds for phase in PHASES)])
    return [(phase, round(start + phase.seconds / 2, 1)) for phase, start in zip(PHASES, starts, strict=False)]


def test_the_condition_named_at_a_time_is_that_of_its_phase(clock, shown):
    for phase, time_s in middles():
        sentence = shown(clock, glutamate="1000", conc_um=3, voltage_mv=-70, mg_mm=0, time_s=time_s).sentence
        glutamate = "glutamate 1000 µM" if phase.glutamate else "no glutamate"
        ketamine = "ketamine 3 µM" if phase.ketamine else "no ketamine"
        assert f"({phase.what}; {glutamate}, {ketamine}, −70 mV, Mg²⁺ 0 mM)" in sentence
        assert clock.figure.moving["glutamate"].get_text() == glutamate
        assert clock.figure.moving["ketamine"].get_text() == ketamine
    assert sum(phase.seconds for phase in PHASES) == END_S


@pytest.mark.parametrize(("glutamate", "conc_um"), [("0", 3), ("1000", 0), ("0", 0)])
def test_no_phase_is_named_after_what_is_not_there(clock, shown, glutamate, conc_um):
    for phase, time_s in middles():
        told = shown(clock, glutamate=glutamate, conc_um=conc_um, voltage_mv=-70, mg_mm=0, time_s=time_s)
        assert told.case is Case.NOT_BOTH
        assert f"{phase.what};" not in told.sentence
        there = ", ".join(clock.figure.moving[name].get_text() for name in ("glutamate", "ketamine"))
        assert f"At {time_s:.1f} s ({there}, −70 mV, Mg²⁺ 0 mM) the drawn channel is" in told.sentence


SENTENCES = {
    Case.BOTH: (
        {"glutamate": "1", "conc_um": 20, "voltage_mv": -40, "mg_mm": 0.9, "time_s": 4.5},
        "At 4.5 s (glutamate and ketamine; glutamate 1 µM, ketamine 20 µM, −40 mV, Mg²⁺ 0.9 mM) the drawn channel is "
        "closed. Of all channels, 55 % are closed and empty, 1 % are open and conducting, 2 % are blocked by Mg²⁺, 3 % "
        "are blocked by ketamine with the gate open, 40 % are shut over ketamine.",
    ),
    Case.NOT_BOTH: (
        {"glutamate": "1000", "conc_um": 0, "voltage_mv": 20, "mg_mm": 0.8, "time_s": 0},
        "At 0.0 s (no glutamate, no ketamine, 20 mV, Mg²⁺ 0.8 mM) the drawn channel is closed. Of all channels, 100 % "
        "are closed and empty, 0 % are open and conducting, 0 % are blocked by Mg²⁺, 0 % are blocked by ketamine with "
        "the gate open, 0 % are shut over ketamine.",
    ),
}


@pytest.mark.parametrize("case", Case)
def test_each_case_is_reached_by_hand_and_has_its_sentence(clock, shown, by_hand, case):
    setting, sentence = SENTENCES[case]
    told = shown(clock, **by_hand(clock, setting))
    assert (told.case, told.sentence) == (case, sentence)


def test_the_percentage_at_a_bar_is_readable_wherever_the_bar_ends(clock):
    """Ink beside the bar or paper on the bar: never paper on paper, never half on and half off."""
    renderer = clock.figure.figure.canvas.get_renderer()
    moving = clock.figure.moving
    bad = []
    for setting, time_s in itertools.product(CLOCK_SETTINGS, np.arange(0, END_S, 0.4).round(1)):
        clock.set(**setting, time_s=float(time_s))
        for bar, label in zip(moving["shares"], moving["percents"], strict=True):
            end = bar.get_window_extent(renderer).x1
            words = label.get_window_extent(renderer)
            on_bar = to_hex(label.get_color()) == style.colour("paper")
            if (words.x1 > end + 0.5) if on_bar else (words.x0 < end - 0.5):
                bad.append((setting, float(time_s), round(bar.get_width(), 1), label.get_text()))
    assert bad == []
