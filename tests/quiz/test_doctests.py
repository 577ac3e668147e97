"""Every example in a docstring of the questions and checks runs."""

import doctest
import importlib
import pkgutil

import pytest

from ketlessons import check, quiz

INSIDE = [f"ketlessons.quiz.{module.name}" for module in pkgutil.iter_modules(quiz.__path__)]
MODULES = ["ketlessons.check", "ketlessons.quiz", *INSIDE]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("module", [check, quiz])
def test_the_public_face_is_what_all_says(module):
    assert all(hasattr(module, name) for name in module.__all__)
