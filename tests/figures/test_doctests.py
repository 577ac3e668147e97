"""Every example in a docstring of the figures runs, and every figure module opens with what it answers."""

import doctest
import importlib
import inspect
import pkgutil

import pytest

import ketlessons.figures as figures

MODULES = [module.name for module in pkgutil.walk_packages(figures.__path__, "ketlessons.figures.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_a_figure_knows_no_widget(name):
    source = inspect.getsource(importlib.import_module(name))
    for word in ("ipywidgets", "anywidget", "pyplot", "IPython"):
        assert f"import {word}" not in source
        assert f"from {word}" not in source
