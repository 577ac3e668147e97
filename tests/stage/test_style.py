"""The palette: readable on light and dark paper, and no meaning that hangs on colour alone."""

import itertools
import re

import numpy as np
import pytest

from ketlessons.figures.receptor.channel_drawing import STATE_COLOURS, STATES, ChannelDrawing
from ketlessons.stage import style

TEXT, MARK = 4.5, 3.0
THEMES = ("light", "dark")
MEANING = ("blue", "orange", "green", "purple", "gold")


def value(role, theme):
    return getattr(style.PALETTE[role], theme)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("surface", ["paper", "panel"])
@pytest.mark.parametrize("role", ["ink", "soft-ink"])
def test_words_are_readable_on_paper_and_panel(role, surface, theme, contrast_of):
    assert contrast_of(value(role, theme), value(surface, theme)) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", MEANING)
def test_coloured_words_are_readable_on_paper(role, theme, contrast_of):
    assert contrast_of(value(role, theme), value("paper", theme)) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", [*MEANING, "ink", "soft-ink", "membrane-edge", "protein-edge"])
def test_marks_stand_out_from_paper(role, theme, contrast_of):
    assert contrast_of(value(role, theme), value("paper", theme)) >= MARK


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("shape", ["membrane", "protein"])
def test_an_outline_stands_out_from_the_shape_it_bounds(shape, theme, contrast_of):
    assert contrast_of(value(f"{shape}-edge", theme), value(shape, theme)) >= 2.5


# (words, wash): the notes and labels that the figures and the style sheets put on a wash.
ON_WASHES = [
    ("blue", "blue-wash"),
    ("green", "green-wash"),
    ("purple", "green-wash"),
    ("purple", "orange-wash"),
    ("soft-ink", "green-wash"),
    ("soft-ink", "orange-wash"),
    *(("ink", f"{role}-wash") for role in MEANING),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("role", "wash"), ON_WASHES)
def test_words_are_readable_on_the_washes_they_stand_on(role, wash, theme, contrast_of):
    assert contrast_of(value(role, theme), value(wash, theme)) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("state", STATES)
def test_paper_coloured_words_are_readable_on_the_colour_of_a_state(state, theme, contrast_of):
    # The letters on Mg2+ and ketamine, and the percentage inside a long bar.
    assert contrast_of(value("paper", theme), value(STATE_COLOURS[state], theme)) >= TEXT


def test_every_state_has_its_own_colour_and_its_own_words():
    assert set(STATE_COLOURS) == set(STATES)
    assert len(set(STATE_COLOURS.values())) == len(set(STATES.values())) == len(STATES)
    assert set(STATE_COLOURS.values()) <= set(style.PALETTE)


def test_states_are_drawn_differently_even_without_colour():
    axes = style.figure().add_axes((0, 0, 1, 1))
    drawing = ChannelDrawing(axes, 5.0)

    def outline(state):
        drawing.show(state, glutamate_bound=0)
        return tuple(
            (
                index,
                tuple(map(tuple, artist.get_path().vertices.round(3))) if hasattr(artist, "get_path") else "",
            )
            for index, artist in enumerate(drawing.artists)
            if artist.get_visible()
        )

    outlines = {state: outline(state) for state in STATES}
    for one, other in itertools.combinations(STATES, 2):
        assert outlines[one] != outlines[other], (one, other)


def test_bound_glutamate_is_counted_in_dots():
    drawing = ChannelDrawing(style.figure().add_axes((0, 0, 1, 1)), 5.0)
    seen = []
    for bound in (0, 1, 2):
        drawing.show("ketamine", bound)
        seen.append(sum(artist.get_visible() for artist in drawing.artists))
    assert seen == [seen[0], seen[0] + 1, seen[0] + 2]


def test_the_arrow_points_where_the_current_flows_and_is_missing_where_none_does():
    """Positive ions flow in below 0 mV and out above it; inside is below in the drawing."""
    drawing = ChannelDrawing(style.figure().add_axes((0, 0, 1, 1)), 5.0)

    def arrow(state, flow):
        drawing.show(state, 2, flow=flow)
        # The arrow is the only shape of seven corners.
        found = [a for a in drawing.artists if hasattr(a, "get_xy") and len(np.atleast_2d(a.get_xy())) == 8]
        (shape,) = found
        corners = shape.get_xy()
        tip = corners[3, 1]
        return 0 if not shape.get_visible() else np.sign(tip - corners[0, 1])

    assert [arrow("open", flow) for flow in (-1, 0, 1)] == [-1, 0, 1]
    assert [arrow(state, -1) for state in STATES if state != "open"] == [0, 0, 0, 0]


def test_a_light_colour_leads_back_to_its_role():
    for role in style.PALETTE:
        assert style.role_of(style.colour(role)) == role
        assert style.role_of(style.colour(role).upper()) == role
    assert style.role_of("#123456") is None


def test_an_unknown_role_is_refused_by_name():
    with pytest.raises(ValueError, match=r"role: 'mauve'.*ink"):
        style.colour("mauve")


def test_theme_css_gives_every_role_its_light_and_its_dark_value():
    rules = re.findall(r"([^{}]+)\{(color-scheme:\w+;[^{}]*)\}", style.theme_css(".here"))
    assert all(".here" in selector for selector, _ in rules)
    schemes = [re.match(r"color-scheme:(\w+)", body).group(1) for _, body in rules]
    assert schemes == ["light", "dark", "dark"]
    for scheme, (_, body) in zip(schemes, rules, strict=True):
        declared = dict(re.findall(r"--kl-([\w-]+):(#[0-9a-f]{6});", body))
        assert declared == {name: value(name, scheme) for name in style.PALETTE}


def test_theme_css_follows_jupyterlab_before_the_system():
    css = style.theme_css(".here")
    assert 'body[data-jp-theme-light="false"] .here' in css
    # In JupyterLab a dark system must not turn a light notebook dark.
    assert "body:not([data-jp-theme-light]) .here" in css.split("prefers-color-scheme:dark", 1)[1]


def test_css_variables_used_by_the_style_sheets_exist():
    from ketlessons.explorers import Explorer
    from ketlessons.quiz import Quiz

    for widget in (Explorer, Quiz):
        used = set(re.findall(r"var\(--kl-([\w-]+)", str(widget._css)))
        assert used
        assert used <= set(style.PALETTE)
