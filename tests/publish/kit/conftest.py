"""The lessons as the kit reads them, and as they are saved, once a process."""

import pathlib

import nbformat
import pytest

from ketlessons.publish.kit.pieces import read
from ketlessons.publish.notebooks import lessons

ROOT = pathlib.Path(__file__).resolve().parents[3]
LESSONS = lessons(ROOT / "notebooks")


def pytest_generate_tests(metafunc):
    if "path" in metafunc.fixturenames:
        metafunc.parametrize("path", LESSONS, ids=lambda path: path.stem, scope="session")


@pytest.fixture(scope="session")
def folder():
    return ROOT / "notebooks"


@pytest.fixture(scope="session")
def scripts():
    """Return each lesson as the kit reads it, by its name."""
    return {path.stem: read(path) for path in LESSONS}


@pytest.fixture(scope="session")
def saved():
    """Return each lesson as it is saved, by its name."""
    return {path.stem: nbformat.read(path, as_version=4) for path in LESSONS}
