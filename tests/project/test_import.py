"""What does importing the lessons' library load? No more than the lesson will use, so that a notebook starts soon."""

import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import ketlessons
from ketlessons import check, evidence, exercises, explorers, models, published, quiz
from ketlessons.explorers.register import LIVE, STILL

#: The first line of every lesson.
LESSON = "from ketlessons import ask, check, evidence, explore, models, published"
#: What any lesson with a live figure has to load.
NEEDED = "import matplotlib.figure, matplotlib.backends.backend_agg, ipywidgets, anywidget"
LIST = "import json, sys; print(json.dumps(sorted(sys.modules)))"
PACKAGES = (check, check.harder, evidence, explorers, models, published, quiz)


def answer(*lines: str) -> Any:
    """Return what a fresh Python prints as JSON after these lines, with this copy of the library."""
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(ketlessons.__file__).parents[1])},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@cache
def loaded(*lines: str) -> set[str]:
    """Return the modules that a fresh Python holds after these lines."""
    return set(answer(*lines, LIST))


def of_others(modules: set[str]) -> set[str]:
    """Return the distributions among these modules, without Python's own."""
    tops = {name.partition(".")[0] for name in modules}
    return {name for name in tops - set(sys.stdlib_module_names) if not name.endswith("__mypyc")}


def test_the_first_line_of_a_lesson_loads_what_a_live_figure_needs_and_nothing_else():
    first = loaded(LESSON)
    assert of_others(first) - of_others(loaded(NEEDED)) == {"ketlessons"}
    for name in ("scipy", "pybtex", "pandas", "matplotlib.pyplot", "nbformat", "jupyter_server", "ketlessons.publish"):
        assert name not in first, name


def test_it_loads_no_figure_no_model_no_table_no_question_and_no_check():
    first = {name.removeprefix("ketlessons.") for name in loaded(LESSON) if name.startswith("ketlessons.")}
    for floor in ("models", "published", "figures", "exercises", "quiz", "record"):
        more = {name for name in first if name.startswith(f"{floor}.")}
        assert more <= {"exercises.harder", "quiz.asking"}, floor
    assert {name for name in first if name.startswith("evidence.")} <= {"evidence.paper"}


#: What a web server and a reader of mail are made of; a picture once needed them to write a quotation mark.
NOT_ITS_BUSINESS = {"urllib.request", "http.client", "xml.sax"}


def test_the_library_brings_no_part_of_python_that_a_picture_has_no_use_for():
    assert not NOT_ITS_BUSINESS & (loaded(LESSON) - loaded(NEEDED))


@pytest.mark.parametrize(
    ("explorer", "files"),
    [
        ("block_curve", {"receptor.block_curve"}),
        ("route_race", {"dose.route_race", "dose.regimens"}),
        ("forest_plot", {"trials.forest_plot"}),
    ],
)
def test_a_figure_loads_no_other_figure(explorer, files):
    found = loaded(LESSON, f"explore.{explorer}()")
    figures = {name.removeprefix("ketlessons.figures.") for name in found if name.startswith("ketlessons.figures.")}
    assert {name for name in figures if "." in name} == files


def test_no_figure_loads_the_slow_statistics_of_scipy_or_the_global_figures_of_matplotlib():
    every = "[make() for make in (*explore.EXPLORERS.values(), explore.five_states, explore.body_map)]"
    found = loaded(LESSON, every)
    assert "ketlessons.figures.trials.small_trials" in found
    assert not {"scipy.stats", "matplotlib.pyplot", "pandas"} & found


#: Lets a Python that goes on meet the library as if for the first time; numpy and matplotlib stay.
FORGET = "[sys.modules.pop(name) for name in [*sys.modules] if name.partition('.')[0] == 'ketlessons']"


@cache
def offered() -> dict[str, dict[str, list[str]]]:
    """Return for each package what `dir` and the tab key of a notebook offer right after it was imported."""
    return answer(
        "import json, sys",
        "from IPython.core.completer import provisionalcompleter",
        "from IPython.core.interactiveshell import InteractiveShell",
        "shell, found = InteractiveShell.instance(), {}",
        *(
            f"""
{FORGET}
import {package.__name__} as it
shell.user_ns['it'] = it
offered = dir(it)
with provisionalcompleter(): shown = [one.text for one in shell.Completer.completions('it.', 3)]
found[it.__name__] = {{'dir': offered, 'completed': [text.removeprefix('.') for text in shown]}}
"""
            for package in PACKAGES
        ),
        "print(json.dumps(found))",
    )


@pytest.mark.parametrize("package", PACKAGES, ids=lambda one: one.__name__)
def test_names_that_are_loaded_on_demand_are_offered_as_if_they_were_there(package):
    found = offered()[package.__name__]
    assert set(package.__all__) <= set(found["dir"])
    assert set(package.__all__) <= set(found["completed"])


@cache
def kinds() -> dict[str, list[dict[str, str]]]:
    """Return for each package what each of its names is: loaded alone, after all its modules, and after them backwards.

    Each time the library is met anew.
    """
    lines = ["import importlib, json, sys", "found = {}"]
    for package in PACKAGES:
        name = package.__name__
        holds = exercises if package is check else package
        modules = [one.name for one in pkgutil.walk_packages(holds.__path__, f"{holds.__name__}.")]
        for first in ([], modules, modules[::-1]):
            lines += [
                FORGET,
                f"assert not [name for name in sys.modules if name.startswith('{name}')]",
                *(f"importlib.import_module({module!r})" for module in first),
                f"it = importlib.import_module({name!r})",
                f"found.setdefault({name!r}, []).append({{n: type(getattr(it, n)).__name__ for n in it.__all__}})",
            ]
    return answer(*lines, "print(json.dumps(found))")


@pytest.mark.parametrize("package", PACKAGES, ids=lambda one: one.__name__)
def test_a_name_means_the_same_whatever_was_loaded_before(package):
    # A module that is loaded becomes an attribute of its package; it must not take the place of a function.
    alone, after, backwards = kinds()[package.__name__]
    assert set(alone) == set(package.__all__)
    assert alone == after == backwards


@pytest.mark.parametrize("name", models._MOVED)
def test_an_older_copy_of_a_lesson_is_told_what_to_write_for_a_name_that_moved(name):
    with pytest.raises(
        AttributeError, match=rf"^module 'ketlessons\.models' has no attribute '{name}'; write "
    ) as told:
        getattr(models, name)
    assert name not in models.__all__
    if home := re.search(rf"; write from (\S+) import {name}$", str(told.value)):
        assert hasattr(importlib.import_module(home[1]), name)
        return
    *there, cure = re.findall(r"published\.\w+|from ketlessons import published$", str(told.value))
    assert there
    assert all(one.removeprefix("published.") in published.__all__ for one in there)
    assert cure == "from ketlessons import published"


def on_demand_in(package):
    if package is explorers:
        return {*LIVE, *STILL}
    return {name for names in package._HOMES.values() for name in names}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda one: one.__name__)
def test_every_name_on_demand_is_public_and_a_wrong_one_is_answered_as_always(package):
    assert on_demand_in(package) <= set(package.__all__)
    with pytest.raises(AttributeError, match=rf"^module '{package.__name__}' has no attribute 'nonsense'$"):
        package.nonsense  # noqa: B018
    with pytest.raises(ImportError, match="nonsense"):
        importlib.import_module(package.__name__ + ".nonsense")
