"""Figures look the same whatever was set in the kernel, and leave what was set as it was.

Run as a program, this file prints what every figure looks like in its own process, as JSON.
"""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
import threading
import warnings

import matplotlib as mpl
import matplotlib.style
import numpy as np
import pytest
from cycler import cycler
from matplotlib.patheffects import withStroke

from ketlessons import explore
from ketlessons.explorers.explorer import shared
from ketlessons.explorers.register import LIVE, STILL
from ketlessons.stage import style
from ketlessons.stage.live_figure import LiveFigure
from ketlessons.stage.steady import steady

FIGURES = [*LIVE, *STILL]
#: Small enough to draw every figure under every setting; all of the picture is there.
DPI = 25


def ends(shown):
    """The settings at which a figure is looked at: its first, and every control at its end."""
    if not hasattr(shown, "controls"):
        return [{}]
    return [{c.name: c.value for c in shown.controls}, {c.name: c.sweep()[-1] for c in shown.controls}]


def look(shown):
    """Return stage, words, moving parts and still copies, as one short text."""
    found = [repr(shown), shown.figure.stage()]
    for setting in ends(shown):
        if setting:
            shown.set(**setting)
            assert shown.last_error is None
        frame = shown.figure.frame(setting)
        found += [frame.svg, repr(frame.reading), shown.figure.png(setting, dpi=DPI)[0].hex()]
    return hashlib.sha256("\n".join(found).encode()).hexdigest()


def looks():
    return {name: look(getattr(explore, name)()) for name in FIGURES}


# What somebody may have set -----------------------------------------------------------------------------------------

XKCD = {
    "font.family": ["xkcd", "Humor Sans", "Comic Neue"],
    "font.size": 14.0,
    "path.sketch": (1, 100, 2),
    "path.effects": [withStroke(linewidth=4, foreground="w")],
    "axes.linewidth": 1.5,
    "lines.linewidth": 2.0,
}
SAVING = {
    "savefig.facecolor": "black",
    "savefig.edgecolor": "red",
    "savefig.transparent": True,
    "savefig.bbox": "tight",
    "savefig.pad_inches": 1.0,
    "savefig.dpi": 300,
    "savefig.format": "svg",
}
LETTERS = {
    "font.family": "serif",
    "font.size": 22,
    "font.weight": "bold",
    "font.style": "italic",
    "mathtext.fontset": "stix",
    "mathtext.default": "regular",
    "text.color": "red",
    "text.hinting": "none",
    "text.kerning_factor": 6,
    "text.antialiased": False,
    "axes.unicode_minus": False,
    "axes.formatter.use_locale": True,
    "axes.formatter.use_mathtext": True,
    "axes.formatter.limits": [0, 0],
}
LINES = {
    "lines.marker": "o",
    "lines.linestyle": ":",
    "lines.linewidth": 9,
    "lines.color": "red",
    "lines.markeredgewidth": 5,
    "lines.dashed_pattern": [1, 9],
    "lines.scale_dashes": False,
    "lines.solid_capstyle": "round",
    "lines.antialiased": False,
    "patch.linewidth": 5,
    "patch.force_edgecolor": True,
    "markers.fillstyle": "none",
    "path.simplify": False,
    "path.simplify_threshold": 1.0,
    "path.snap": False,
    "agg.path.chunksize": 50,
}
AXES = {
    "axes.prop_cycle": cycler(color=["#ff0000", "#00ff00"], linestyle=["-", ":"]),
    "axes.facecolor": "black",
    "axes.edgecolor": "red",
    "axes.grid": True,
    "axes.grid.axis": "x",
    "axes.xmargin": 0.4,
    "axes.spines.top": False,
    "axes.labelpad": 30,
    "axes.titlesize": 30,
    "grid.linestyle": ":",
    "xtick.direction": "in",
    "xtick.major.size": 20,
    "xtick.minor.visible": True,
    "ytick.right": True,
    "ytick.major.pad": 15,
}
PAGE = {
    "figure.facecolor": "black",
    "figure.edgecolor": "red",
    "figure.dpi": 200,
    "figure.figsize": [1, 1],
    "figure.autolayout": True,
    "figure.subplot.left": 0.4,
    "text.usetex": False,
}


def more_fonts():
    mpl.rcParams["font.sans-serif"].insert(0, "DejaVu Serif")  # into the list itself, as is often advised


def refuse(kind, flag):
    raise FloatingPointError(f"{kind} is not allowed here")


def other_numbers():
    np.seterr(all="call")
    np.seterrcall(refuse)
    np.set_printoptions(precision=1, legacy="1.13")
    warnings.simplefilter("error")
    # What a widget library deprecates in itself is between it and the learner.
    warnings.simplefilter("ignore", DeprecationWarning)


LOOKS = {**SAVING, **LETTERS, **LINES, **AXES, **PAGE}


def looks_otherwise():
    mpl.rcParams.update(LOOKS)


def drawn_by_hand():
    mpl.rcParams.update(XKCD)


def style_sheets():
    mpl.style.use(["classic", "dark_background", "seaborn-v0_8-poster"])


def typeset():
    mpl.rcParams.update({"text.usetex": True})


def numpy_raises():
    np.seterr(all="raise")


#: What stands together hides nothing of one another: letters, numbers and warnings go wrong each in its own way.
SETTINGS = {
    "looks": (looks_otherwise,),
    "style sheets, one more font, text.usetex, and numpy raises": (style_sheets, more_fonts, typeset, numpy_raises),
    "drawn by hand, and numpy calls, prints otherwise, and warnings are errors": (drawn_by_hand, other_numbers),
}


def kernel_state():
    """Everything a figure must leave alone, and the very lists that are in it."""
    rc = dict(dict.items(mpl.rcParams))
    return rc, {name: id(value) for name, value in rc.items()}, np.geterr(), np.geterrcall(), list(warnings.filters)


@pytest.fixture
def kernel():
    """A kernel that may be spoilt."""
    before, fonts = dict(dict.items(mpl.rcParams)), list(mpl.rcParams["font.sans-serif"])
    with warnings.catch_warnings(), np.errstate(), np.printoptions():
        called = np.geterrcall()
        yield
        np.seterrcall(called)
    dict.update(mpl.rcParams, before)
    mpl.rcParams["font.sans-serif"][:] = fonts


@pytest.fixture(scope="module")
def told():
    """Warnings of the normal figures."""
    return []


@pytest.fixture(scope="module")
def made_before():
    return {name: getattr(explore, name)() for name in FIGURES}


@pytest.fixture(scope="module")
def normal(made_before, told):
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        found = {name: look(shown) for name, shown in made_before.items()}
    told.extend(heard)
    return found


# Whatever was set ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_figure_looks_the_same_whatever_was_set_before_it_was_made(setting, normal, kernel):
    shared.cache_clear()  # or the figures that were made before would be looked at again
    for spoil in SETTINGS[setting]:
        spoil()
    state = kernel_state()
    assert looks() == normal
    assert kernel_state() == state


def test_every_figure_stays_the_same_whatever_is_set_after_it_was_made(normal, made_before, kernel):
    for shown in made_before.values():
        if hasattr(shown, "controls"):
            shown.reset()
    for spoil in (looks_otherwise, typeset, numpy_raises):
        spoil()
    state = kernel_state()
    assert {name: look(shown) for name, shown in made_before.items()} == normal
    assert kernel_state() == state


def test_no_figure_warns(normal, told):
    """Inside a figure a warning stops nothing, so here it is looked for."""
    assert [str(one.message) for one in told if not issubclass(one.category, DeprecationWarning)] == []


def test_every_figure_looks_the_same_in_an_institution_with_its_own_matplotlibrc(normal, tmp_path):
    lines = [f"{name}: {value}" for name, value in {**SAVING, **LETTERS, **LINES, **PAGE}.items()]
    text = "\n".join(lines).replace("[", "").replace("]", "").replace("usetex: False", "usetex: True")
    rc = tmp_path / "matplotlibrc"
    rc.write_text(text + "\naxes.prop_cycle: cycler('color', ['ff0000', '00ff00'])\nbackend: svg\n")
    done = subprocess.run([sys.executable, str(pathlib.Path(__file__).resolve())], capture_output=True, text=True,
                          env={**os.environ, "MATPLOTLIBRC": str(rc)}, check=True)  # fmt: skip
    found = json.loads(done.stdout)
    assert found.pop("theirs") == ["serif", True, "svg"]
    assert found == normal


# The mechanism ------------------------------------------------------------------------------------------------------


def test_inside_settings_are_the_courses_and_afterwards_the_learners(kernel):
    mpl.rcParams.update(LINES)
    np.seterr(all="raise")
    with steady():
        assert (mpl.rcParams["lines.marker"], np.geterr()["over"]) == ("None", "warn")
        with steady():
            pass
        # Leaving the inner one does not leave the outer one.
        assert (mpl.rcParams["lines.marker"], np.geterr()["over"]) == ("None", "warn")
    assert (mpl.rcParams["lines.marker"], np.geterr()["over"]) == ("o", "raise")


def test_a_mistake_in_a_figure_leaves_the_settings_alone(kernel):
    mpl.rcParams.update(LINES)
    np.seterr(all="raise")
    warnings.simplefilter("error")

    def update(*, x):
        assert mpl.rcParams["lines.marker"] == "None"
        raise ZeroDivisionError

    live = LiveFigure(style.figure(), {}, update)
    live.stage()
    state = kernel_state()
    for draw in (live.frame, live.png):
        with pytest.raises(ZeroDivisionError):
            draw({"x": 1})
    assert kernel_state() == state


def test_what_is_set_while_a_picture_is_drawn_stays(kernel):
    mpl.rcParams.update(LINES)
    with steady():
        mpl.rcParams["lines.linewidth"] = 7.25
    assert (mpl.rcParams["lines.linewidth"], mpl.rcParams["lines.marker"]) == (7.25, "o")


def test_settings_of_windows_and_keys_are_never_touched(kernel):
    mpl.rcParams.update({"interactive": True, "keymap.save": ["z"], "toolbar": "None"})
    with steady():
        assert (mpl.rcParams["interactive"], mpl.rcParams["keymap.save"], mpl.rcParams["toolbar"]) == (
            True,
            ["z"],
            "None",
        )


def test_a_warning_inside_is_told_and_stops_nothing(kernel):
    warnings.simplefilter("error")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("error")
        with steady():
            np.log(np.zeros(1))
            warnings.warn("a library's own matter", DeprecationWarning, stacklevel=1)
    assert [str(one.message) for one in told] == ["divide by zero encountered in log"]


def test_figures_on_two_threads_leave_the_settings_alone(kernel):
    mpl.rcParams.update({**LINES, "font.size": 22})
    state, wrong = kernel_state(), []

    def draw(name):
        shown = getattr(explore, name)()
        first = shown.figure.frame(ends(shown)[0])
        wrong.extend(1 for _ in range(20) if shown.figure.frame(ends(shown)[0]) != first)

    threads = [threading.Thread(target=draw, args=(name,)) for name in ("block_curve", "hundred_channels") * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert kernel_state() == state


if __name__ == "__main__":
    theirs = [mpl.rcParams["font.family"][0], mpl.rcParams["text.usetex"], mpl.rcParams["backend"]]
    print(json.dumps({"theirs": theirs, **looks()}))
