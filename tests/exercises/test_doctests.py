"""Every example in a docstring of the checks runs."""

import doctest
import importlib
import pkgutil

import pytest

from ketlessons import check, exercises

INSIDE = [f"ketlessons.exercises.{module.name}" for module in pkgutil.iter_modules(exercises.__path__)]


@pytest.mark.parametrize("name", ["ketlessons.check", "ketlessons.exercises", *INSIDE])
def test_examples_run(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_the_public_face_is_what_all_says():
    assert all(hasattr(check, name) for name in check.__all__)
