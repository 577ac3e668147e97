"""Every example in a docstring of the stage runs, and the stage knows neither a widget nor a table."""

import doctest
import importlib
import inspect
import pkgutil

import pytest

import ketlessons.stage as stage

MODULES = [module.name for module in pkgutil.iter_modules(stage.__path__, "ketlessons.stage.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_the_grids_have_examples():
    assert doctest.testmod(importlib.import_module("ketlessons.stage.controls")).attempted >= 2


@pytest.mark.parametrize("name", MODULES)
def test_the_stage_knows_no_widget_and_no_table(name):
    source = inspect.getsource(importlib.import_module(name))
    for word in ("ipywidgets", "anywidget", "pyplot", "IPython", "ketlessons.evidence", "ketlessons.published"):
        assert f"import {word}" not in source
        assert f"from {word}" not in source
