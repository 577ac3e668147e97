"""Every example in a docstring runs, and every public name has one documented range and error."""

import doctest
import importlib
import inspect
import pkgutil

import pytest

import ketlessons.models as models

MODULES = [module.name for module in pkgutil.walk_packages(models.__path__, "ketlessons.models.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0


@pytest.mark.parametrize("name", [name for name in models.__all__ if inspect.isfunction(getattr(models, name))])
def test_every_public_function_says_what_it_takes_gives_and_refuses(name):
    text = inspect.getdoc(getattr(models, name))
    for heading in ("Parameters", "Returns", "Raises", "Examples"):
        assert f"\n{heading}\n---" in text, heading


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
def test_only_parameters_compounds_and_what_is_published_meet_evidence(name):
    source = inspect.getsource(importlib.import_module(name))
    meets = "from ketlessons.evidence" in source
    published = name.rpartition(".")[2].startswith("published_")
    assert meets == (published or name.endswith((".parameters", ".compounds")))
    for word in ("open(", "print(", "matplotlib", "ipywidgets"):
        assert word not in source.replace("_open(", "")
