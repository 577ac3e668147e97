"""The palette: readable on light and dark paper, and no meaning that hangs on colour alone."""

import re

import pytest

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
