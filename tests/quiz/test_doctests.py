"""Every example in a docstring of the questions runs."""

import doctest
import importlib
import pkgutil

import pytest

from ketlessons import quiz

INSIDE = [f"ketlessons.quiz.{module.name}" for module in pkgutil.iter_modules(quiz.__path__)]
MODULES = ["ketlessons.quiz", *INSIDE]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_the_public_face_is_what_all_says():
    assert all(hasattr(quiz, name) for name in quiz.__all__)
