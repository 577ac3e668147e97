"""Every example in a docstring runs, and every public name is documented; its wings are those of the models."""

import doctest
import importlib
import inspect
import pkgutil

import pytest
from refusals import documented, repeats_the_rule

from ketlessons import models, published

MODULES = [module.name for module in pkgutil.walk_packages(published.__path__, "ketlessons.published.")]
#: Those of the face, and all others that say what they take.
FUNCTIONS = list(
    dict.fromkeys([*(inspect.unwrap(getattr(published, name)) for name in published.__all__), *documented(published)])
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize(
    "function", [one for one in FUNCTIONS if inspect.isfunction(one)], ids=lambda one: one.__name__
)
def test_every_public_function_says_what_it_takes_and_gives(function):
    text = inspect.getdoc(function)
    takes = ("Parameters",) if inspect.signature(function).parameters else ()
    for heading in (*takes, "Returns", "Examples"):
        assert f"\n{heading}\n---" in text, heading


def test_the_package_says_once_what_every_function_refuses():
    text = " ".join(inspect.getdoc(published).partition("\nRaises\n")[2].split())
    assert "The message names the argument, the value and what is allowed." in text
    assert [one.__qualname__ for one in documented(published) if repeats_the_rule(one)] == []


def test_the_public_face_is_what_all_says():
    assert len(published.__all__) == len(set(published.__all__))
    assert {"trace", "compound", "fit", "comparisons"} <= {one.__name__ for one in FUNCTIONS}


@pytest.mark.parametrize("name", MODULES)
def test_modules_are_short_and_open_with_a_sentence(name):
    lines = inspect.getsource(importlib.import_module(name)).splitlines()
    assert len(lines) <= 200
    assert lines[0].startswith('"""')
    assert lines[0].removesuffix('"""').endswith(".")


#: Wings whose pictures rest on rows and counts, and on no equation.
WITHOUT_MODEL = {"assault", "harms", "identity", "ledger", "signal"}


def test_its_wings_are_those_of_the_models_and_nothing_stands_beside_them():
    wings = {module.name for module in pkgutil.iter_modules(models.__path__) if module.ispkg}
    found = {module.name for module in pkgutil.iter_modules(published.__path__)}
    assert wings <= found
    assert found - wings <= WITHOUT_MODEL
