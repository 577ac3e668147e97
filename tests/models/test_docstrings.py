"""Every example in a docstring runs, and every public name has one documented range and error."""

import ast
import doctest
import importlib
import importlib.util
import inspect
import pkgutil
import sys

import pytest
from refusals import SAID_ONCE, documented, repeats_the_rule

import ketlessons.models as models

MODULES = [module.name for module in pkgutil.walk_packages(models.__path__, "ketlessons.models.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0


FUNCTIONS = [one for one in documented(models) if inspect.isfunction(one) and one.__qualname__ == one.__name__]


def test_every_public_function_is_documented():
    public = [getattr(models, name) for name in models.__all__ if inspect.isfunction(getattr(models, name))]
    assert {one.__name__ for one in public} <= {one.__name__ for one in FUNCTIONS}
    assert len(FUNCTIONS) > 55


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.__name__)
def test_every_function_that_says_what_it_takes_says_what_it_gives_and_shows_it(function):
    # `checked` is what all others call; they show what it does.
    for heading in ("Returns", "Examples") if function.__name__ != "checked" else ("Returns",):
        assert f"\n{heading}\n---" in inspect.getdoc(function), heading


def test_the_package_says_once_what_every_function_refuses():
    text = " ".join(inspect.getdoc(models).partition("\nRaises\n")[2].split())
    assert "The message names the argument, the value and what is allowed." in text
    assert [words for words in SAID_ONCE if words not in text] == []
    assert [one.__qualname__ for one in documented(models) if repeats_the_rule(one)] == []


def test_the_public_face_is_what_all_says():
    assert len(models.__all__) == len(set(models.__all__))
    assert all(hasattr(models, name) for name in models.__all__)


@pytest.mark.parametrize("name", MODULES)
def test_modules_are_short_and_open_with_a_sentence(name):
    module = importlib.import_module(name)
    lines = inspect.getsource(module).splitlines()
    assert len(lines) <= 200
    assert lines[0].startswith('"""')
    assert lines[0].removesuffix('"""').endswith(".")


@pytest.mark.parametrize("name", MODULES)
def test_a_model_knows_numpy_and_scipy_and_nothing_of_ours_but_other_models(name):
    module = importlib.import_module(name)
    package = name if hasattr(module, "__path__") else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Import):
            wanted = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom):
            wanted = [importlib.util.resolve_name("." * node.level + (node.module or ""), package)]
        else:
            continue
        for one in wanted:
            ours = one == "ketlessons.models" or one.startswith("ketlessons.models.")
            assert ours or one.partition(".")[0] in {*sys.stdlib_module_names, "numpy", "scipy"}, one


@pytest.mark.parametrize("name", MODULES)
def test_a_model_reads_no_file_and_shows_nothing(name):
    source = inspect.getsource(importlib.import_module(name))
    for word in ("open(", "print(", "pathlib", "import os"):
        assert word not in source.replace("_open(", "")
