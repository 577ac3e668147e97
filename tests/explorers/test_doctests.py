"""Every example in a docstring of the explorers runs."""

import doctest
import importlib
import pkgutil

import pytest

import ketlessons.explorers as explorers

MODULES = [
    "ketlessons.explorers",
    *(f"ketlessons.explorers.{m.name}" for m in pkgutil.iter_modules(explorers.__path__)),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_the_public_face_is_what_all_says():
    assert len(explorers.__all__) == len(set(explorers.__all__))
    assert all(hasattr(explorers, name) for name in explorers.__all__)
    assert set(explorers.EXPLORERS) <= set(explorers.__all__)
