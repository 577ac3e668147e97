"""The drawn channel: its states differ without colour, glutamate is counted in dots, the arrow follows the current."""

import itertools

import numpy as np
import pytest

from ketlessons.figures.receptor.channel_drawing import STATE_COLOURS, STATES, ChannelDrawing
from ketlessons.stage import style


@pytest.fixture
def drawing():
    return ChannelDrawing(style.figure().add_axes((0, 0, 1, 1)), 5.0)


def shapes(drawing):
    """Return every shape and letter that moves, with the name it goes by."""
    for name, parts in drawing.artists.items():
        yield from ((name, part) for part in (parts if isinstance(parts, list) else [parts]))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_paper_coloured_words_are_readable_on_the_colour_of_a_state(state, theme, contrast_of):
    # The letters on Mg2+ and ketamine, and the percentage inside a long bar.
    paper, ink = (getattr(style.PALETTE[role], theme) for role in ("paper", STATE_COLOURS[state]))
    assert contrast_of(paper, ink) >= 4.5


def test_every_state_has_its_own_colour_and_its_own_words():
    assert set(STATE_COLOURS) == set(STATES)
    assert len(set(STATE_COLOURS.values())) == len(set(STATES.values())) == len(STATES)
    assert set(STATE_COLOURS.values()) <= set(style.PALETTE)


def test_states_are_drawn_differently_even_without_colour(drawing):
    def outline(state):
        drawing.show(state, glutamate_bound=0)
        return tuple(
            (name, tuple(map(tuple, part.get_path().vertices.round(3))) if hasattr(part, "get_path") else "")
            for name, part in shapes(drawing)
            if part.get_visible()
        )

    outlines = {state: outline(state) for state in STATES}
    for one, other in itertools.combinations(STATES, 2):
        assert outlines[one] != outlines[other], (one, other)


def test_bound_glutamate_is_counted_in_dots(drawing):
    for bound in (0, 1, 2):
        drawing.show("ketamine", bound)
        assert sum(dot.get_visible() for dot in drawing.artists["glutamate"]) == bound


def test_the_arrow_points_where_the_current_flows_and_is_missing_where_none_does(drawing):
    """Positive ions flow in below 0 mV and out above it; inside is below in the drawing."""

    def arrow(state, flow):
        drawing.show(state, 2, flow=flow)
        shape = drawing.artists["flow"]
        corners = shape.get_xy()
        tip = corners[3, 1]
        return 0 if not shape.get_visible() else np.sign(tip - corners[0, 1])

    assert [arrow("open", flow) for flow in (-1, 0, 1)] == [-1, 0, 1]
    assert [arrow(state, -1) for state in STATES if state != "open"] == [0, 0, 0, 0]
